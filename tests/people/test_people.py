"""Staff, tokens and passwords: what is refused, what is recorded, and that the last administrator stays."""

from datetime import UTC, datetime

import pytest

from qingting.infra.ledger.reading import past_of
from qingting.kernel.actor import Actor
from qingting.kernel.ids import hash_secret
from qingting.people.actions.last_admin import LastAdministrator
from qingting.people.actions.manage_tokens import create_token, revoke_token
from qingting.people.actions.manage_users import (
    BadUsername,
    OwnSuperior,
    UnknownRole,
    UsernameTaken,
    WeakPassword,
    change_user,
    create_user,
    set_active,
    set_password,
)
from qingting.people.models import ApiToken, User
from qingting.people.queries.staff import UnknownPerson, actor_by_token, find_person, team_leads

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
ADMIN = Actor("system", None, "命令行")


def make(username="lijing", role="agent", **fields):
    return create_user(username=username, role=role, actor=ADMIN, now=NOW, **fields)[0]


@pytest.mark.parametrize("username", ["", "a", "x" * 41, "li jing", "li/jing", "li\njing", "<b>"])
def test_user_names_that_are_none(username):
    with pytest.raises(BadUsername):
        make(username)


def test_the_same_name_in_other_letters_is_taken():
    make("LiJing")
    with pytest.raises(UsernameTaken):
        make("lijing")
    assert find_person("LIJING").username == "LiJing"


def test_a_role_must_be_one_of_the_eight():
    with pytest.raises(UnknownRole):
        make(role="god")


@pytest.mark.parametrize("password", ["short", "password123", "lijing1234"])
def test_weak_passwords_are_refused_at_the_first_and_at_every_later_one(password):
    with pytest.raises(WeakPassword):
        make(password=password)
    with pytest.raises(WeakPassword):
        set_password(user=make(), password=password, actor=ADMIN, now=NOW)


def test_a_generated_password_must_be_changed_and_lies_nowhere_in_plain():
    user, secret = create_user(username="lijing", role="agent", actor=ADMIN, now=NOW)
    user = User.objects.get(pk=user.pk)
    assert user.must_change_password and user.check_password(secret) and secret not in user.password
    assert secret not in str([e.data for e in past_of(f"user:{user.pk}")])


def test_superiors_form_no_circle():
    chief, lead, agent = make("chief"), make("lead1"), make("agent1")
    change_user(user_id=agent.pk, actor=ADMIN, now=NOW, superior_id=lead.pk)
    change_user(user_id=lead.pk, actor=ADMIN, now=NOW, superior_id=chief.pk)
    for superior in (agent.pk, lead.pk):
        with pytest.raises(OwnSuperior):
            change_user(user_id=lead.pk if superior == lead.pk else chief.pk, actor=ADMIN, now=NOW, superior_id=superior)


def test_the_last_administrator_stays():
    first, second = make("root1", "admin"), make("root2", "admin")
    change_user(user_id=first.pk, actor=ADMIN, now=NOW, role="agent")
    with pytest.raises(LastAdministrator):
        change_user(user_id=second.pk, actor=ADMIN, now=NOW, role="agent")
    with pytest.raises(LastAdministrator):
        set_active(user_id=second.pk, active=False, actor=ADMIN, now=NOW)


def test_a_token_is_shown_once_kept_as_a_hash_and_ends_with_its_person():
    user = make()
    token = create_token(username="lijing", scopes=["register"], name="crm", actor=ADMIN, now=NOW)
    actor = actor_by_token(hash_secret(token))
    assert actor.id == user.pk and actor.scopes == {"register"} and token not in str(list(ApiToken.objects.values()))
    set_active(user_id=user.pk, active=False, actor=ADMIN, now=NOW)
    assert actor_by_token(hash_secret(token)) is None
    with pytest.raises(UnknownPerson):
        find_person("lijing")
    assert find_person("lijing", gone_too=True).id == user.pk


def test_a_token_is_revoked_once_by_its_own_person_and_the_ledger_knows():
    user, other = make(), make("other1")
    token = create_token(username="lijing", scopes=[], name="crm", actor=ADMIN, now=NOW)
    row = ApiToken.objects.get()
    assert not revoke_token(token_id=row.pk, user_id=other.pk, actor=ADMIN, now=NOW)
    assert revoke_token(token_id=row.pk, user_id=user.pk, actor=ADMIN, now=NOW)
    assert not revoke_token(token_id=row.pk, user_id=user.pk, actor=ADMIN, now=NOW)
    assert actor_by_token(hash_secret(token)) is None
    assert [e.name for e in past_of(f"user:{user.pk}")][-2:] == ["people.token.created", "people.token.revoked"]


@pytest.mark.parametrize("name", ["", "nobody", "a\x00b", "' OR 1=1 --", "x" * 5000])
def test_unknown_names_are_refused_in_words(name):
    with pytest.raises(UnknownPerson):
        find_person(name)


def test_a_team_without_a_lead_is_heard_by_the_managers():
    manager = make("boss1", "manager")
    assert team_leads(None) == team_leads(999) == [manager.pk]
