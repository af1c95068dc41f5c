"""`qingting backup FILE` and `restore FILE`: a whole company in one archive: database dump, attachments, models, the secret key."""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from qingting.console.setup import home, open_company, say

FORMAT = 1
KEPT = ("files", "models", "secret_key")


def configure(parser: argparse.ArgumentParser, name: str) -> None:
    parser.epilog = (
        "例 example: qingting backup qingting-2026-11-21.tar\n            QINGTING_HOME=/srv/new qingting restore qingting-2026-11-21.tar"
    )
    parser.add_argument("file", type=Path)
    if name == "restore":
        parser.add_argument("--force", action="store_true", help="覆盖已有数据 · replace a company that is there")


def run(name: str, options: argparse.Namespace) -> int:
    return _backup(options.file) if name == "backup" else _restore(options.file, options.force)


def _tool(tool: str, *arguments: str, stdin: object = None, stdout: object = None) -> subprocess.CompletedProcess[bytes]:
    """pg_dump or pg_restore: the embedded server's own, else the one on the path."""
    from qingting.infra.database.binaries import shipped_bin_dir

    command = [str(shipped_bin_dir() / tool), *arguments]
    return subprocess.run(command, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, check=False)  # type: ignore[call-overload, no-any-return]


def _backup(target: Path) -> int:
    temporary = target.with_name(target.name + ".part")
    with open_company(migrate=False), tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "database.dump"
        with dump.open("wb") as out:
            done = _tool("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--dbname", os.environ["DATABASE_URL"], stdout=out)
        if done.returncode:
            print(f"备份失败 · backup failed: {done.stderr.decode(errors='replace').strip()[:500]}", file=sys.stderr)
            return 1
        from importlib.metadata import version

        about = json.dumps({"format": FORMAT, "version": version("qingting")}).encode()
        with tarfile.open(temporary, "w") as archive:
            entry = tarfile.TarInfo("about.json")
            entry.size = len(about)
            archive.addfile(entry, io.BytesIO(about))
            archive.add(dump, "database.dump")
            for kept in KEPT:
                path = home() / kept
                if path.exists():
                    archive.add(path, kept)
    os.chmod(temporary, 0o600)
    temporary.replace(target)
    say(f"已备份 · backed up: {target} ({target.stat().st_size / 1048576:.1f} MB)")
    return 0


class _Bad(Exception):
    pass


def _restore(source: Path, force: bool) -> int:
    if not source.exists():
        print(f"找不到备份 · no such backup: {source}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        try:
            _unpack(source, Path(folder))
        except (tarfile.TarError, _Bad, KeyError, ValueError, OSError) as error:
            print(f"这不是倾听的备份，或文件已损坏 · not a backup of ours, or damaged: {error}", file=sys.stderr)
            return 1
        with open_company(migrate=False):
            from django.db import connection, connections

            with connection.cursor() as cursor:
                cursor.execute("SELECT to_regclass('complaints_complaint') IS NOT NULL")
                there = cursor.fetchone()[0]
                if there and not force:
                    cursor.execute("SELECT (SELECT count(*) FROM complaints_complaint) + (SELECT count(*) FROM people_user)")
                    if cursor.fetchone()[0]:
                        print("这里已有数据；要覆盖请加 --force · there is data here; add --force to replace it", file=sys.stderr)
                        return 1
                cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
            connections.close_all()
            done = _tool(
                "pg_restore",
                "--no-owner",
                "--no-privileges",
                "--exit-on-error",
                "--single-transaction",
                "--dbname",
                os.environ["DATABASE_URL"],
                str(Path(folder) / "database.dump"),
            )
            if done.returncode:
                print(f"恢复失败 · restore failed: {done.stderr.decode(errors='replace').strip()[:500]}", file=sys.stderr)
                return 1
            _put_files(Path(folder))
    say(f"已恢复 · restored into {home()}")
    return 0


def _unpack(source: Path, folder: Path) -> None:
    with tarfile.open(source, "r") as archive:
        for member in archive.getmembers():
            if not (member.isfile() or member.isdir()):
                raise _Bad(f"unexpected entry {member.name[:80]}")
        archive.extractall(folder, filter="data")
    about = json.loads((folder / "about.json").read_text())
    if about.get("format") != FORMAT or not (folder / "database.dump").is_file():
        raise _Bad("unknown format")


def _put_files(folder: Path) -> None:
    import shutil

    for kept in KEPT:
        path = folder / kept
        target = home() / kept
        if path.is_dir():
            shutil.copytree(path, target, dirs_exist_ok=True)
        elif path.is_file():
            shutil.copy2(path, target)
            os.chmod(target, 0o600)
