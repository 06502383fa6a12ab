"""What several commands' options share: spans of time, lists of names, moments as text."""

import re
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta

import click

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def span(_ctx: click.Context, _param: click.Parameter, value: str | None) -> timedelta | None:
    """A click callback: 90m, 24h, 7d or 2w as a timedelta of at most ten years."""
    if value is None:
        return None
    match = re.fullmatch(r"\s*(\d{1,6})\s*([mhdw])\s*", value.lower())
    if not match:
        raise click.BadParameter(f"{value!r} is no span of time; 90m, 24h, 7d and 2w are.")
    length = timedelta(**{_UNITS[match[2]]: int(match[1])})
    if not timedelta(0) < length <= timedelta(days=3660):
        raise click.BadParameter("more than nothing and at most ten years are expected.")
    return length


def names(
    allowed: Collection[str] | None,
) -> Callable[[click.Context, click.Parameter, str | None], tuple[str, ...]]:
    """A click callback: a comma-separated list, each item one of `allowed` (any, when None)."""

    def parse(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
        items = tuple(dict.fromkeys(item.strip().lower() for item in (value or "").split(",") if item.strip()))
        unknown = [item for item in items if allowed is not None and item not in allowed]
        if unknown:
            raise click.BadParameter(f"{', '.join(unknown)}: not one of {', '.join(allowed or ())}.")
        return items

    return parse


def moment_text(moment: datetime) -> str:
    """ISO 8601 in UTC, to the second, as every command prints moments."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
