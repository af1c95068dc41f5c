"""Which database belongs to a home folder, and where it lies.

    home/instance           one line, the id: 12 hexadecimal digits
    home/database/          0700: the locks, and NOTE, which says again what the id is and where the data is
    place/                  data, passwords, settings, log. Not root: home/database itself. Root: /var/lib/qingting/<id>

The id is written before anything else and NOTE after the database is complete, so that a home whose NOTE is there while its id or
its data is not has lost something, and is refused instead of being given a new, empty database.
"""

import json
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from qingting.infra.database.account import SYSTEM_FOLDER, Account, current_account, system_account, user_name
from qingting.infra.database.errors import AnotherHome, AnotherOwner, DataMissing, InstanceDamaged, InstanceUnreadable
from qingting.infra.database.folders import explained, make_private_folder, write_private

NOTE = "NOTE"
_ID = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Instance:
    home: Path
    id: str
    place: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.place / "data"

    @property
    def log(self) -> Path:
        return self.place / "postgres.log"

    def write(self, name: str, text: str) -> None:
        """A private file of the place, readable by the account that runs the server."""
        with explained(self.place):
            write_private(self.place / name, text, *self._owner())

    def secret(self, name: str) -> str:
        """The password kept in the file `name`, drawn on first use."""
        path = self.place / name
        if not path.is_file():
            if (self.home / "database" / NOTE).exists():
                raise DataMissing(home=self.home, place=path)
            self.write(name, secrets.token_urlsafe(24))
        return path.read_text(encoding="utf-8").strip()

    def record(self) -> dict[str, object]:
        """What was noted in the place itself: `home`, `durable`."""
        try:
            found = json.loads((self.place / "record.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def note(self, **changes: object) -> None:
        known = self.record()
        if any(known.get(name) != value for name, value in changes.items()):
            self.write("record.json", json.dumps(known | changes, ensure_ascii=False) + "\n")

    def complete(self) -> None:
        """From now on a missing id or missing data is an error."""
        path = self.home / "database" / NOTE
        if not path.exists():
            with explained(path):
                write_private(path, f"{self.id}\n{self.place}\n")

    def _owner(self) -> tuple[int, int]:
        return (self.account.uid, self.account.gid) if self.account.system else (-1, -1)


def prepare_home(home: Path) -> None:
    """Makes the home and its database folder where they are missing. Raises HomeNotWritable, DiskFull, AnotherOwner."""
    check_owner(home)
    with explained(home):
        home.parent.mkdir(parents=True, exist_ok=True)
        make_private_folder(home)
        make_private_folder(home / "database")
    check_owner(home)


def check_owner(home: Path) -> None:
    """Raises AnotherOwner when the database folder was made by another user."""
    for path in (home / "database", home):
        try:
            uid = path.lstat().st_uid
        except (FileNotFoundError, NotADirectoryError):
            continue
        except PermissionError:
            raise AnotherOwner(path=path, owner=_nearest_owner(path)) from None
        if path != home and uid != os.geteuid():
            raise AnotherOwner(path=path, owner=user_name(uid))


def _nearest_owner(path: Path) -> str:
    for parent in path.parents:
        try:
            return user_name(parent.stat().st_uid)
        except PermissionError:
            continue
    return "root"


def find_instance(home: Path, *, create: bool) -> Instance | None:
    """The instance of a home; None when it has none yet and `create` is false. Called under the home's lock.

    Raises InstanceUnreadable, InstanceDamaged, DataMissing, AnotherHome, NoSystemUser, HomeNotWritable, DiskFull.
    """
    path = home / "instance"
    noted_id, noted_place = read_note(home)
    identity = _read_id(path)
    if identity is None or (noted_id and identity != noted_id):
        if noted_id:
            raise InstanceUnreadable(path=path, place=noted_place, id=noted_id)
        if path.exists():
            raise InstanceDamaged(path=path)
        if not create:
            return None
        identity = secrets.token_hex(6)
        with explained(path):
            write_private(path, identity + "\n")
    instance = _locate(home, identity)
    if noted_id and not (instance.data / "PG_VERSION").is_file():
        raise DataMissing(home=home, place=instance.place)
    if create:
        with explained(instance.place):
            make_private_folder(instance.place, *instance._owner())
    _check_copy(instance)
    return instance


def _locate(home: Path, identity: str) -> Instance:
    if os.geteuid() == 0:
        return Instance(home, identity, SYSTEM_FOLDER / identity, system_account())
    return Instance(home, identity, home / "database", current_account())


def _check_copy(instance: Instance) -> None:
    """A home that was copied as root shares its database with the original; one that was moved takes it along."""
    known = instance.record().get("home")
    if not instance.account.system or known in (None, str(instance.home)):
        return
    original = Path(str(known))
    if _read_id(original / "instance") == instance.id:
        raise AnotherHome(home=instance.home, other=original)
    instance.note(home=str(instance.home))


def _read_id(path: Path) -> str | None:
    try:
        text = path.read_text(encoding="utf-8", errors="replace").strip()
    except (FileNotFoundError, IsADirectoryError):
        return None
    return text if _ID.fullmatch(text) else None


def read_note(home: Path) -> tuple[str, str]:
    """Id and place as noted when the database was complete; two empty strings when it never was."""
    try:
        lines = (home / "database" / NOTE).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return "", ""
    if len(lines) < 2 or not _ID.fullmatch(lines[0]):
        return "", ""
    return lines[0], lines[1]
