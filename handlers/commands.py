"""The table of all commands, from which menus, /help and the routers are made."""

from handlers.menu import Audience, Menu, MenuEntry
from handlers.newsroom import addfeed, alerts, broadcast, editor, feeds, stats
from handlers.newsroom.team import audit, team
from handlers.readers import (
    about,
    bookmarks,
    city,
    deleteme,
    digest,
    export,
    follow,
    groups,
    search,
    settings,
    start,
    stop,
    suggest,
    week,
)

_EVERYBODY, _ADMINS, _NEWSROOM = Audience
COMMANDS = Menu(
    (
        MenuEntry("start", _ADMINS, start.router, in_menu=False, in_help=False),
        MenuEntry("digest", _EVERYBODY, digest.router),
        MenuEntry("latest", _EVERYBODY, digest.router),
        MenuEntry("week", _EVERYBODY, week.router),
        MenuEntry("search", _EVERYBODY, search.router),
        MenuEntry("topics", _ADMINS, settings.router),
        MenuEntry("settings", _ADMINS, settings.router),
        MenuEntry("follow", _ADMINS, follow.router),
        MenuEntry("mute", _ADMINS, follow.router),
        MenuEntry("saved", _ADMINS, bookmarks.router),
        MenuEntry("following", _ADMINS, bookmarks.router),
        MenuEntry("city", _ADMINS, city.router),
        MenuEntry("groups", _ADMINS, groups.router),
        MenuEntry("suggest", _ADMINS, suggest.router),
        MenuEntry("stop", _ADMINS, stop.router),
        MenuEntry("help", _EVERYBODY, about.router, in_help=False),
        MenuEntry("privacy", _EVERYBODY, about.router),
        MenuEntry("export", _ADMINS, export.router),
        MenuEntry("deleteme", _ADMINS, deleteme.router),
        MenuEntry("addfeed", _NEWSROOM, addfeed.router),
        MenuEntry("feeds", _NEWSROOM, feeds.router),
        MenuEntry("removefeed", _NEWSROOM, feeds.router),
        MenuEntry("headline", _NEWSROOM, editor.router, in_menu=False),
        MenuEntry("stats", _NEWSROOM, stats.router),
        MenuEntry("alerts", _NEWSROOM, alerts.router),
        MenuEntry("broadcast", _NEWSROOM, broadcast.router),
        MenuEntry("audit", _NEWSROOM, audit.router),
        MenuEntry("team", _NEWSROOM, team.router),
    )
)
