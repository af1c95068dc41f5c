"""The import profiles, and which of them a file is of."""

from typing import NamedTuple

from qingting.console.importing.errors import AmbiguousKind, UnknownForm, UnknownKind, UnknownProfile
from qingting.console.importing.profile import Profile
from qingting.console.importing.profiles import cfpb, citizen_messages, telecom_orders, template
from qingting.infra.tables.table import Table

# The order counts: the first that knows the form is taken, so the most particular come first.
PROFILES: dict[str, Profile] = {
    profile.name: profile for profile in (citizen_messages.PROFILE, cfpb.PROFILE, telecom_orders.PROFILE, template.PROFILE)
}
KINDS = template.PROFILE.kinds
_HEADINGS_SHOWN = 12


class Form(NamedTuple):
    profile: Profile
    kind: str


def find_form(table: Table, *, profile: str | None = None, kind: str | None = None) -> Form:
    """The profile and kind of a table, by its header or contents, or as the caller says.

    Raises UnknownProfile, UnknownKind, UnknownForm, AmbiguousKind.
    """
    if kind is not None and kind not in KINDS:
        raise UnknownKind(profile=profile or template.PROFILE.name, kind=kind, known=" ".join(KINDS))
    if profile is not None:
        return _of_profile(table, profile, kind)
    for candidate in PROFILES.values():
        kinds = candidate.kinds_of(table)
        if kind is not None:
            kinds = tuple(found for found in kinds if found == kind)
        if kinds:
            return Form(candidate, _only(kinds, table))
    if kind is not None:
        return Form(template.PROFILE, kind)  # the caller knows what it is; the missing columns are named next
    raise UnknownForm(file=table.name, header="、".join(name[:40] for name in table.header[:_HEADINGS_SHOWN]))


def _of_profile(table: Table, name: str, kind: str | None) -> Form:
    profile = PROFILES.get(name)
    if profile is None:
        raise UnknownProfile(profile=name, known=" ".join(PROFILES))
    if kind is not None:
        if kind not in profile.kinds:
            raise UnknownKind(profile=name, kind=kind, known=" ".join(profile.kinds))
        return Form(profile, kind)
    if len(profile.kinds) == 1:
        return Form(profile, profile.kinds[0])
    return Form(profile, _only(profile.kinds_of(table) or ("complaints",), table))


def _only(kinds: tuple[str, ...], table: Table) -> str:
    if len(kinds) > 1:
        raise AmbiguousKind(file=table.name, kinds=" ".join(kinds))
    return kinds[0]
