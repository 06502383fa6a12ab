"""Writing into the catalogue whether sources answered; everything else in its files stays as it is."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from catalogue.document import CatalogueError
from domain.channels import ChannelName, read_channel

_URL = re.compile(r"\s*url\s*=\s*[\"']([^\"']+)[\"']")
_VERIFIED, _SEEN = re.compile(r"\s*verified\s*="), re.compile(r"\s*seen\s*=")


def write_findings(catalogue_dir: Path, answers: Mapping[str, bool], *, now: datetime) -> int:
    """Write into the catalogue which sources answered when they were checked; return how many sources were checked.

    `answers` maps stored addresses to whether they answered. Each of these sources gets `verified`; a source that
    answered also gets the month of `now`, and one that did not keeps its earlier month. Raises CatalogueError at the
    first file that cannot be written, as in a container; those before it are written.
    """
    count = 0
    for path in (catalogue_dir / "feeds.toml", *sorted((catalogue_dir / "outlets").glob("*.toml"))):
        try:
            written, changed = _written(path.read_text("utf-8"), answers, f"{now:%Y-%m}")
            if changed:
                path.write_text(written, "utf-8")
        except OSError as error:
            raise CatalogueError(path, 1, f"cannot be written: {error.strerror}") from error
        count += changed
    return count


def _written(text: str, answers: Mapping[str, bool], month: str) -> tuple[str, int]:
    head, *tables = re.split(r"(?m)^(?=\[\[feed\]\])", text)
    count = 0
    for number, table in enumerate(tables):
        url = next((match[1] for line in table.split("\n") if (match := _URL.match(line))), "")
        answered = answers.get(_stored(url))
        if answered is not None:
            tables[number] = _table(table, month, answered=answered)
            count += 1
    return "".join((head, *tables)), count


def _table(table: str, month: str, *, answered: bool) -> str:
    said = [f"verified = {str(answered).lower()}", *([f'seen = "{month}"'] if answered else [])]
    gone = (_VERIFIED, _SEEN) if answered else (_VERIFIED,)
    lines = table.rstrip("\n").split("\n")
    end = table[len(table.rstrip("\n")) :]
    place = next((at for at, line in enumerate(lines) if any(one.match(line) for one in gone)), len(lines))
    kept = [line for line in lines if not any(one.match(line) for one in gone)]
    return "\n".join([*kept[:place], *said, *kept[place:]]) + end


def _stored(url: str) -> str:
    channel = read_channel(url)
    return channel.address if isinstance(channel, ChannelName) else url
