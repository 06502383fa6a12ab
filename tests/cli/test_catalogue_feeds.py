"""`feeds add` without an address: the catalogue's sources of a country and in a language."""

import json
from pathlib import Path

from catalogue.sources import load_sources, pick
from tests.cli.test_command_line import run

CATALOGUE = Path(__file__).parents[2] / "catalogue"


def test_sources_are_picked_by_country_and_language_and_added_once(tmp_path: Path) -> None:
    env = {"DATABASE_PATH": str(tmp_path / "jarchi.db")}
    wanted = {feed.url for feed in pick(load_sources(CATALOGUE), country="kg", language="ky")}
    first = run("feeds", "add", "--country", "kg", "--language", "ky", "--json", env=env)
    assert first.returncode == 0, first.stderr
    told = json.loads(first.stdout)
    assert {feed["url"] for feed in told["added"]} <= wanted
    assert len(told["added"]) + told["known"] == len(wanted)
    again = run("feeds", "add", "--country", "kg", "--language", "ky", env=env)
    assert again.stdout == f"0 added, {len(wanted)} known already.\n"
    listed = json.loads(run("feeds", "list", "--json", env=env).stdout)["feeds"]
    assert {feed["url"] for feed in listed} >= wanted
    assert {feed["kind"] for feed in listed if feed["url"] in wanted} <= {"abroad", "private", "state"}


def test_an_address_and_a_country_at_once_is_wrong_use(tmp_path: Path) -> None:
    env = {"DATABASE_PATH": str(tmp_path / "jarchi.db")}
    for words in (("@selo", "--country", "kg"), ()):
        answer = run("feeds", "add", *words, env=env)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert "--country" in answer.stderr
