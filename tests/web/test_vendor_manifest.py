"""Third-party files are exactly those named in a manifest, unchanged, each with its licence text."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "src" / "qingting" / "static" / "vendor"
SUPPORT = ROOT / "tests" / "support"


def entries(folder: Path) -> list[dict[str, str]]:
    return json.loads((folder / "MANIFEST.json").read_text("utf-8"))


@pytest.mark.parametrize("folder", [VENDOR, SUPPORT], ids=["served", "tests"])
def test_every_listed_file_has_the_hash_and_the_licence_of_its_entry(folder: Path) -> None:
    assert entries(folder)
    for entry in entries(folder):
        path = (folder / entry["file"]).resolve()
        assert hashlib.sha256(path.read_bytes()).hexdigest() == entry["sha256"], (
            f"{entry['file']} was changed: run scripts/vendor_assets.py"
        )
        assert entry["version"]
        assert entry["licence"]
        assert (folder / entry["licence_file"]).read_text("utf-8").strip()


def test_nothing_lies_in_the_vendor_folder_that_no_manifest_names() -> None:
    named = {(VENDOR / entry[key]).resolve() for entry in entries(VENDOR) for key in ("file", "licence_file")}
    found = {path.resolve() for path in VENDOR.rglob("*") if path.is_file()} - {(VENDOR / "MANIFEST.json").resolve()}
    assert found - named == set()


def test_no_served_file_points_at_a_source_map() -> None:
    texts = [path for path in VENDOR.parent.rglob("*") if path.suffix in (".js", ".css")]
    assert texts
    assert [path.name for path in texts if "sourceMappingURL" in path.read_text("utf-8")] == []
