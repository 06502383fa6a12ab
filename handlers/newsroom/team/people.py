"""The people of the newsroom: their names from Telegram, and their roles."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from aiogram import Bot

from delivery.outcome import EXPECTED
from domain.audit import Change
from domain.ids import PersonId
from domain.post import Notice
from domain.roles import GIVEN, Role
from handlers.ask import Ask
from handlers.menu import Menu
from handlers.menus import Menus
from render.message import OutgoingMessage
from render.newsroom.team import member_screen, team_screen
from storage.interface import Storage

MOST_MEMBERS = 50


@dataclass(frozen=True, slots=True)
class People:
    """Looks people up and changes their roles; the person is notified, and their menu of commands changes."""

    bot: Bot
    news: Storage
    menu: Menu
    menus: Menus
    admin_ids: frozenset[PersonId]

    async def names(self, people: Collection[PersonId]) -> dict[PersonId, str]:
        """Return person → name from Telegram; names are not stored, and people whom the bot cannot see have none."""
        asked = sorted(set(people))
        return dict(zip(asked, await asyncio.gather(*map(self._name, asked)), strict=True))

    async def role_of(self, person: PersonId) -> Role | None:
        return Role.OWNER if person in self.admin_ids else await self.news.newsroom.role_of(person)

    async def list(self, ask: Ask) -> OutgoingMessage:
        members, owners = await self.news.newsroom.members(), sorted(self.admin_ids)
        names = await self.names([*owners, *(one.person for one in members)])
        return team_screen(owners, members, names, self._may_do(), ask.t)

    async def card(self, person: PersonId, ask: Ask) -> OutgoingMessage:
        return member_screen(person, await self.role_of(person), await self.names([person]), ask.t)

    async def set_role(self, person: PersonId, wanted: str, ask: Ask) -> str:
        """Set the person's role, or remove it if `wanted` is `none`; return the text key of the answer."""
        role = next((one for one in GIVEN if one == wanted), None)
        before = await self.role_of(person)
        if before is Role.OWNER or (role is None and wanted != "none"):
            return "button-old"
        if before is None and role is not None and len(await self.news.newsroom.members()) >= MOST_MEMBERS:
            return "team-full"
        change = Change(ask.person, "role", before=before or "", after=role or "", about=person)
        notice = Notice(f"team-now-{role or 'reader'}", {})
        await self.news.newsroom.set_role(person, role, change, now=ask.now, update_id=ask.update_id, notice=notice)
        # The menu is set even if the role is stored already: after a crash, the same press is handled again, and then
        # the menu may still be that of the old role.
        await self.menus.set_for(self.bot, person, await self.role_of(person))
        return "team-done"

    async def _name(self, person: PersonId) -> str:
        try:
            return (await self.bot.get_chat(person)).full_name
        except EXPECTED:
            return ""

    def _may_do(self) -> Mapping[Role, tuple[str, ...]]:
        """Return for each role the commands that it may use and the next lower role may not."""
        known: set[str] = set()
        found = {}
        for role in reversed(Role):
            found[role] = tuple(name for name in self.menu.of_newsroom(role) if name not in known)
            known |= set(found[role])
        return found
