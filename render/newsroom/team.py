"""The newsroom's people: who may do what; and one person with the roles that can be given."""

from collections.abc import Mapping, Sequence

from domain.ids import PersonId
from domain.roles import GIVEN, Member, Role
from render.buttons import Flow, data
from render.markup import bold, escape, tidy
from render.message import Button, OutgoingMessage, PersonKey
from render.split import shorten_to_fit
from render.texts import Html, Translator

_NAME = 40  # the most UTF-16 units of a name
_LABEL = 24


def team_screen(
    owners: Sequence[PersonId],
    members: Sequence[Member],
    names: Mapping[PersonId, str],
    may_do: Mapping[Role, Sequence[str]],
    t: Translator,
) -> OutgoingMessage:
    """List the people by role, with the commands that each role may use and the next lower one may not.

    `names` are the people's names from Telegram by id; `may_do` are names of commands.
    """
    people = {Role.OWNER: list(owners)} | {role: [one.person for one in members if one.role is role] for role in GIVEN}
    blocks = [t.html("team-title")]
    for role in Role:
        lines = [f"{bold(escape(t(f'team-{role}s')))}{''.join(f' /{name}' for name in may_do.get(role, ()))}"]
        lines += [f"• {mention(person, names)}" for person in people[role]] or [t.html("team-nobody")]
        blocks.append("\n".join(lines))
    blocks.append(t.html("team-how"))
    buttons = [
        (Button(tidy(names.get(one.person) or str(one.person), _LABEL), data(Flow.SETTINGS, "team", one.person)),)
        for one in members
    ]
    add = (Button(t("team-choose-button"), data(Flow.SETTINGS, "team", "choose")),)
    return OutgoingMessage(shorten_to_fit(blocks), (*buttons, add))


def member_screen(person: PersonId, role: Role | None, names: Mapping[PersonId, str], t: Translator) -> OutgoingMessage:
    """Draw one person with a button for each role; a person in ADMIN_IDS has no buttons."""
    key = f"team-is-{role or 'reader'}"
    text = f"{mention(person, names)} · <code>{person}</code>\n{t.html(key)}"
    back = (Button(t("button-back"), data(Flow.SETTINGS, "team")),)
    if role is Role.OWNER:
        return OutgoingMessage(text, (back,))
    roles = tuple(
        Button(f"{'✅ ' if one is role else ''}{t(f'role-{one}')}", data(Flow.SETTINGS, "team", person, one))
        for one in GIVEN[::-1]
    )
    drop = ((Button(t("team-remove-button"), data(Flow.SETTINGS, "team", person, "none")),),) if role else ()
    return OutgoingMessage(text, (roles, *drop, back))


def choose_person(t: Translator) -> OutgoingMessage:
    """Return a message with a key for choosing a person among the contacts."""
    return OutgoingMessage(t.html("team-choose"), keys=(PersonKey(t("team-choose-button")),))


def mention(person: PersonId, names: Mapping[PersonId, str]) -> str:
    """Return a link to the person as HTML; the text of the link is the person's name, or the id if it is unknown."""
    name = tidy(names.get(person, ""), _NAME) or str(person)
    return Html(f'<a href="tg://user?id={person}">{escape(name)}</a>')
