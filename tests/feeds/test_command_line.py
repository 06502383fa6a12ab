"""Commands as an operator types them, with the hostile server; each case has its own database."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.feeds.rig import ROOT

SECRET = "key=SECRET"


class Terminal:
    def __init__(self, folder: Path) -> None:
        catalogue = folder / "catalogue"
        catalogue.mkdir()
        for name in ("topics.toml", "phrases.toml"):
            (catalogue / name).write_bytes((ROOT / "catalogue" / name).read_bytes())
        (catalogue / "feeds.toml").write_text("# none\n")
        self._environment = os.environ | {
            "DATABASE_PATH": str(folder / "feeds.db"),
            "CATALOGUE_DIR": str(catalogue),
            "ALLOWED_PRIVATE_NETWORKS": "127.0.0.2/32",
            "LOG_FORMAT": "json",
        }

    def set(self, **settings: str) -> None:
        self._environment |= settings

    def __call__(self, *words: str, status: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "bot.py", *words],
            cwd=ROOT, env=self._environment, capture_output=True, text=True, timeout=100, check=False,
        )  # fmt: skip
        assert done.returncode == status, done.stderr
        assert SECRET not in done.stderr
        return done.stdout if status == 0 else done.stdout + done.stderr


@pytest.fixture
def jarchi(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def polled(jarchi: Terminal, *words: str) -> list[dict[str, Any]]:
    """Return the feeds of `poll --json`, after checking their fields."""
    document = json.loads(jarchi("poll", "--json", *words))
    assert set(document) == {"feeds"}
    for feed in document["feeds"]:
        assert set(feed) == {"url", "outcome", "reason", "new_articles", "counts", "next_poll_at"}
        assert feed["outcome"] in {"ok", "not_modified", "moved", "gone", "rate_limited", "blocked", "error"}
        assert (feed["reason"] is None) == (feed["outcome"] in {"ok", "not_modified", "moved"})
        assert datetime.fromisoformat(feed["next_poll_at"]) > datetime.now(UTC)  # noqa: TID251
    found: list[dict[str, Any]] = document["feeds"]
    return found


@pytest.mark.parametrize(
    ("case", "outcome"),
    [("redirect-decimal", "blocked"), ("bomb-gzip", "error")],
)
def test_a_hostile_feed_is_reported_and_the_command_succeeds(
    hostile: tuple[int, int], jarchi: Terminal, case: str, outcome: str
) -> None:
    url = f"http://127.0.0.2:{hostile[0]}/{case}/"
    jarchi("feeds", "add", "--unchecked", url)
    (feed,) = polled(jarchi)
    assert (feed["url"], feed["outcome"]) == (url, outcome)


def test_many_hostile_feeds_in_one_round_leave_the_good_ones_alone(
    hostile: tuple[int, int], jarchi: Terminal, tmp_path: Path
) -> None:
    names = "redirect-loopback redirect-file bomb-deflate status-410 identity-tracked"
    base = f"http://127.0.0.2:{hostile[0]}"
    urls = [f"{base}/{name}/?{SECRET}" for name in names.split()]
    outlines = "".join(f'<outline text="Лента" xmlUrl="{url}"/>' for url in [*urls, f"http://me:{SECRET}@a.example/"])
    (tmp_path / "all.opml").write_text(f"<opml><body>{outlines}</body></opml>", "utf-8")
    plan = json.loads(jarchi("feeds", "import", "--dry-run", "--json", str(tmp_path / "all.opml")))
    assert len(plan["new"]) == len(urls)
    assert SECRET not in json.dumps(plan)
    assert [one["line"] for one in plan["refused"]] == [1]
    told = jarchi("feeds", "import", str(tmp_path / "all.opml"))
    assert "! line 1: http://…@a.example/" in told
    outcomes = {feed["url"]: feed["outcome"] for feed in polled(jarchi)}
    assert [outcomes[url] for url in urls] == ["blocked", "blocked", "error", "gone", "ok"]
    listed = jarchi("feeds", "list")
    assert SECRET not in listed
    assert SECRET not in jarchi("feeds", "list", "--json")
    assert "blocked" in listed
    assert "private network" in listed
    assert SECRET in jarchi("feeds", "export"), "an export that leaves the query out is of no use"


def test_retry_after_is_shown_and_obeyed_by_all(hostile: tuple[int, int], jarchi: Terminal) -> None:
    jarchi("feeds", "add", "--unchecked", f"http://127.0.0.2:{hostile[0]}/status-429-seconds/")
    (feed,) = polled(jarchi)
    assert feed["outcome"] == "rate_limited"
    wait = datetime.fromisoformat(feed["next_poll_at"]) - datetime.now(UTC)  # noqa: TID251
    assert timedelta(minutes=50) < wait <= timedelta(hours=1)
    (again,) = polled(jarchi, "--all")
    assert again == feed


def test_a_feed_is_given_a_proxy_by_its_name_and_nobody_is_told_the_proxys_password(
    hostile: tuple[int, int], jarchi: Terminal
) -> None:
    url = f"http://127.0.0.2:{hostile[0]}/identity-tracked/"
    jarchi.set(HTTP_PROXIES=f"kz=http://ann:{SECRET}@127.0.0.1:1")
    refused = jarchi("feeds", "add", "--unchecked", "--proxy", "far", url, status=2)
    assert "'far' is not one of direct, usual, kz" in refused
    jarchi("feeds", "add", "--unchecked", "--proxy", "kz", url)
    assert [feed["proxy"] for feed in json.loads(jarchi("feeds", "list", "--json"))["feeds"]] == ["kz"]
    (feed,) = polled(jarchi)
    assert (feed["outcome"], feed["reason"]) == ("error", "Could not connect to the server.")
    jarchi.set(HTTP_PROXIES="")
    (feed,) = polled(jarchi, "--all")
    assert "no proxy “kz”" in feed["reason"]
    assert "direct" in jarchi("feeds", "edit", url, "--proxy", "direct")
    (feed,) = polled(jarchi)
    assert feed["outcome"] == "ok", "it is due at once"
    assert json.loads(jarchi("feeds", "edit", url, "--proxy", "usual", "--json")) == {"url": url, "proxy": None}
    assert SECRET not in jarchi("audit")
    assert "No feed has that address" in jarchi("feeds", "edit", f"{url}x", "--proxy", "direct", status=1)


def test_addresses_with_a_password_are_refused_in_words(jarchi: Terminal) -> None:
    said = jarchi("feeds", "add", "--unchecked", f"http://reader:{SECRET}@127.0.0.2/", status=1)
    assert "password" in said
    assert SECRET not in said
