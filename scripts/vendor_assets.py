"""Fetch, trim and list the third-party files the pages use. For maintainers only: nobody who installs or develops runs it.

    python scripts/vendor_assets.py            # needs npm, and fonttools with brotli in the running Python

Writes src/qingting/static/vendor/, the icon sprite src/qingting/static/qt/icons.svg and tests/support/axe.min.js, each listed
with version, licence and sha256 in a MANIFEST.json beside it. The outputs are committed; a test compares them with the manifests.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "src" / "qingting" / "static"
VENDOR = STATIC / "vendor"
SUPPORT = ROOT / "tests" / "support"
ICONS = ROOT / "assets" / "icons.txt"

# What a page of ours writes in Latin letters: ASCII, Latin-1 letters, a few signs and arrows. Chinese comes from the system.
FONT_CHARACTERS = [*range(0x20, 0x7F), *range(0xC0, 0x100), 0xA3, 0xA5, 0xA7, 0xA9, 0xAB, 0xB0, 0xB1, 0xB7, 0xBB, 0xD7]
FONT_CHARACTERS += [0x2013, 0x2014, 0x20AC, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212]
FONT_WEIGHTS = (400, 700)


class Package(NamedTuple):
    """One npm package, the version fetched, and the file taken from it."""

    name: str
    version: str
    source: str
    target: str
    licence: str
    changed: str = ""


HTMX = Package("htmx.org", "2.0.11", "dist/htmx.min.js", "htmx.min.js", "0BSD")
ALPINE = Package("@alpinejs/csp", "3.17.4", "dist/cdn.min.js", "alpine-csp.min.js", "MIT")
INTER = Package(
    "@fontsource-variable/inter",
    "5.3.0",
    "files/inter-latin-wght-normal.woff2",
    "inter-latin.woff2",
    "OFL-1.1",
    "weights 400 to 700, ASCII, Latin-1 letters and a few signs, features kern and tnum, hints dropped",
)
TABLER = Package("@tabler/icons", "3.51.0", "icons/outline", "icons.svg", "MIT", "outline icons of assets/icons.txt as one sprite")
AXE = Package("axe-core", "4.14.1", "axe.min.js", "axe.min.js", "MPL-2.0")


def fetch(package: Package, folder: Path) -> Path:
    """Download and unpack one package with npm; the unpacked folder."""
    asked = f"{package.name}@{package.version}"
    answer = subprocess.run(["npm", "pack", asked, "--silent"], cwd=folder, check=True, capture_output=True, text=True)
    target = folder / package.target.replace(".", "-")
    with tarfile.open(folder / answer.stdout.strip().splitlines()[-1]) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def stripped(text: str) -> str:
    """Without the source map line: manifest storage would look for a file that is not there."""
    return re.sub(r"\n?//[#@] sourceMappingURL=\S+\s*$", "\n", text)


def subset_font(source: Path, target: Path) -> None:
    """The part of Inter our pages use: 19 KB instead of 48."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = ["kern", "tnum"]
    options.hinting = False
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=FONT_CHARACTERS)
    subsetter.subset(font)
    between = io.BytesIO()
    font.flavor = None
    font.save(between)
    between.seek(0)
    narrowed = instancer.instantiateVariableFont(TTFont(between, recalcTimestamp=False), {"wght": FONT_WEIGHTS})
    narrowed.flavor = "woff2"
    narrowed.save(target)


def symbol(name: str, text: str) -> str:
    """One sprite symbol from one Tabler file; the colour and the width of lines come from the stylesheet."""
    inner = re.search(r"<svg[^>]*>(.*)</svg>", text, re.S)
    if inner is None:
        raise SystemExit(f"{name}: not an SVG file")
    drawing = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>', "", inner.group(1))
    drawing = re.sub(r"\s*\n\s*", "", drawing).replace(" />", "/>")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{drawing}</symbol>'


def build_sprite(folder: Path, target: Path) -> None:
    """The icons named in assets/icons.txt, sorted, one symbol a line."""
    names = sorted({line.strip() for line in ICONS.read_text("utf-8").splitlines() if line.strip()})
    missing = [name for name in names if not (folder / f"{name}.svg").exists()]
    if missing:
        raise SystemExit(f"no such Tabler icon: {', '.join(missing)}")
    symbols = [symbol(name, (folder / f"{name}.svg").read_text("utf-8")) for name in names]
    target.write_text('<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n", "utf-8")


def copy_licence(package: Package, unpacked: Path, folder: Path) -> str:
    """The package's licence text, or the one kept in assets/licences where the package carries none; the file's name."""
    name = package.name.strip("@").replace("/", "-").replace(".", "-") + ".txt"
    kept = ROOT / "assets" / "licences" / name
    source = next((path for path in sorted(unpacked.iterdir()) if path.name.upper().startswith("LICENSE")), kept)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / name)
    return name


def entry(package: Package, path: Path, folder: Path, licence_file: str) -> dict[str, str]:
    """One line of a manifest; `file` is relative to the manifest's folder."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    relative = Path("..", *path.relative_to(STATIC).parts).as_posix() if path.parent.name == "qt" else path.name
    found = {"name": package.name, "version": package.version, "licence": package.licence, "licence_file": f"licences/{licence_file}"}
    found |= {"file": relative, "sha256": digest}
    return found | ({"changed": package.changed} if package.changed else {})


def write_manifest(folder: Path, entries: list[dict[str, str]]) -> None:
    """MANIFEST.json, sorted by package."""
    ordered = sorted(entries, key=lambda each: each["name"])
    (folder / "MANIFEST.json").write_text(json.dumps(ordered, indent=2, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    """Fetch everything anew."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    SUPPORT.mkdir(parents=True, exist_ok=True)
    (STATIC / "qt").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        served = []
        for package in (HTMX, ALPINE, INTER, TABLER):
            unpacked = fetch(package, folder)
            target = (STATIC / "qt" if package is TABLER else VENDOR) / package.target
            if package is INTER:
                subset_font(unpacked / package.source, target)
            elif package is TABLER:
                build_sprite(unpacked / package.source, target)
            else:
                target.write_text(stripped((unpacked / package.source).read_text("utf-8")), "utf-8")
            served.append(entry(package, target, VENDOR, copy_licence(package, unpacked, VENDOR / "licences")))
            sys.stdout.write(f"{package.name} {package.version}: {target.stat().st_size} bytes\n")
        unpacked = fetch(AXE, folder)
        shutil.copyfile(unpacked / AXE.source, SUPPORT / AXE.target)
        tested = [entry(AXE, SUPPORT / AXE.target, SUPPORT, copy_licence(AXE, unpacked, SUPPORT / "licences"))]
    write_manifest(VENDOR, served)
    write_manifest(SUPPORT, tested)


if __name__ == "__main__":
    sys.exit(main())
