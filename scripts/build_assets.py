"""Join the small style sheets and scripts of assets/ into the few files a page asks for.

    python scripts/build_assets.py             # writes src/qingting/static/qt/; run it after any change under assets/

Python only. Comments and indentation are dropped, nothing else is changed. The outputs are committed; a test compares them with their sources.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ASSETS = ROOT / "assets"
TARGET = ROOT / "src" / "qingting" / "static" / "qt"

STYLES = {
    "app.css": [
        "tokens",
        "base",
        "shell",
        "controls",
        "atoms",
        "table",
        "workspace",
        "rail",
        "timeline",
        "forms",
        "overlay",
        "responsive",
    ],
    "portal.css": ["tokens", "base", "portal"],
    "print.css": ["print"],
}
SCRIPTS = {
    "theme.js": ["theme"],
    "app.js": [
        "core",
        "texts",
        "shell",
        "keys",
        "toasts",
        "refusals",
        "dialogs",
        "palette",
        "clocks",
        "poll",
        "tabs",
        "queue",
        "drafts",
        "attachments",
        "writing",
        "workspace",
        "register",
    ],
    "portal.js": ["portal"],
}


def join_styles(texts: list[str]) -> str:
    """One style sheet without comments and without needless space."""
    text = re.sub(r"/\*.*?\*/", "", "\n".join(texts), flags=re.S)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};,]) ?", r"\1", text)
    text = re.sub(r"(?<=[a-z-]): ", ":", text)
    return text.replace(";}", "}").strip() + "\n"


def join_scripts(texts: list[str]) -> str:
    """One script: block comments that stand on lines of their own and indentation are dropped."""
    text = re.sub(r"^\s*/\*.*?\*/\s*$", "", "\n".join(texts), flags=re.S | re.M)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"


def built() -> dict[str, str]:
    """File name under static/qt/ -> its text, made from assets/."""
    found = {}
    for name, parts in STYLES.items():
        found[name] = join_styles([(ASSETS / "css" / f"{part}.css").read_text("utf-8") for part in parts])
    for name, parts in SCRIPTS.items():
        found[name] = join_scripts([(ASSETS / "js" / f"{part}.js").read_text("utf-8") for part in parts])
    return found


def main() -> None:
    """Write every file that changed and say its size."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, text in built().items():
        (TARGET / name).write_text(text, "utf-8")
        sys.stdout.write(f"{name}: {len(text.encode())} bytes\n")


if __name__ == "__main__":
    sys.exit(main())
