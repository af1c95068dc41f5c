"""Which database belongs to a home: its files lost, damaged, copied, moved."""

import shutil

import pytest

from qingting.infra.database import EmbeddedPostgres, errors
from qingting.infra.database.instance import find_instance, prepare_home
from tests.infra.database.support import ROOT, place_of


def postgres(home):
    return EmbeddedPostgres(home, durable=False)


def complete(home):
    """A home whose database is whole, as far as can be seen without starting it."""
    prepare_home(home)
    instance = find_instance(home, create=True)
    instance.data.mkdir(mode=0o700)
    (instance.data / "PG_VERSION").write_text("18\n")
    instance.secret("password")
    instance.note(home=str(home), durable=False)
    instance.complete()
    return home


@pytest.fixture
def made(own_desk):
    return complete(own_desk.home())


def test_the_same_home_has_the_same_database_on_every_start(made):
    assert find_instance(made, create=True) == find_instance(made, create=False)
    assert find_instance(made, create=False).place == place_of(made)


def test_looking_makes_nothing(own_desk):
    with pytest.raises(errors.NotRunning):
        postgres(own_desk.home()).attach()
    assert postgres(own_desk.home()).running() is False
    postgres(own_desk.home()).remove_data()
    assert not own_desk.home().exists()


@pytest.mark.parametrize(
    "damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"\xff\x00 nonsense"), lambda path: path.write_text("")]
)
def test_a_lost_or_damaged_id_is_refused_and_the_text_says_how_to_heal_it(made, damage):
    instance = made / "instance"
    identity = instance.read_text().strip()
    damage(instance)
    with pytest.raises(errors.InstanceUnreadable) as refusal:
        postgres(made).ensure_started()
    assert not postgres(made).running()
    for lang in ("zh", "en"):
        assert refusal.value.message(lang).endswith(identity)
        assert str(place_of(made)) in refusal.value.message(lang)
    instance.write_text(identity + "\n")
    assert find_instance(made, create=True).id == identity


def test_the_id_of_another_home_is_refused(made):
    (made / "instance").write_text("0123456789ab\n")
    with pytest.raises(errors.InstanceUnreadable):
        postgres(made).ensure_started()


def test_a_damaged_id_of_a_home_that_never_had_a_database(own_desk):
    own_desk.home().mkdir(parents=True)
    (own_desk.home() / "instance").write_text("nonsense")
    with pytest.raises(errors.InstanceDamaged):
        postgres(own_desk.home()).ensure_started()


@pytest.mark.parametrize("lost", ["data", "password"])
def test_lost_data_is_never_replaced_by_an_empty_database(made, lost):
    path = place_of(made) / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(errors.DataMissing):
        find_instance(made, create=True).secret("password")
    postgres(made).remove_data()
    assert find_instance(complete(made), create=False) is not None


def test_a_damaged_home_can_be_removed(made):
    place = place_of(made)
    (made / "instance").unlink()
    postgres(made).remove_data()
    assert not (place / "data").exists()
    assert list(made.iterdir()) == []


def test_a_moved_home_keeps_its_database(made, own_desk):
    moved = own_desk.home("moved")
    moved.parent.mkdir()
    secret = find_instance(made, create=False).secret("password")
    made.rename(moved)
    assert find_instance(moved, create=True).secret("password") == secret


@pytest.mark.skipif(not ROOT, reason="needs root: an ordinary user's copy has its own data inside")
def test_a_copied_home_does_not_share_the_database_of_its_original(made, own_desk):
    copy = own_desk.home("copy")
    shutil.copytree(made, copy)
    with pytest.raises(errors.AnotherHome) as refusal:
        postgres(copy).ensure_started()
    assert str(made) in refusal.value.message("zh")
    shutil.rmtree(copy)


def test_data_of_another_major_version(made):
    (place_of(made) / "data" / "PG_VERSION").write_text("17\n")
    with pytest.raises(errors.OtherVersion) as refusal:
        postgres(made).ensure_started()
    assert "PostgreSQL 17" in refusal.value.message("en")
    assert "backup" in refusal.value.message("zh")
