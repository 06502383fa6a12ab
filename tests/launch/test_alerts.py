"""Each alert fires if its fault is there and clears if it is gone, as evaluated by Prometheus itself."""

import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
REPLAYS = Path(__file__).with_name("alerts_test.yml")


def replays() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(REPLAYS.read_text("utf-8"))["tests"]
    return found


def rules() -> dict[str, str]:
    (group,) = yaml.safe_load((ROOT / "deploy/alerts.yml").read_text("utf-8"))["groups"]
    return {rule["alert"]: rule["expr"] for rule in group["rules"]}


def test_prometheus_fires_and_clears_them_on_recorded_series() -> None:
    if not shutil.which("promtool"):
        pytest.skip("promtool is needed: apt-get install --no-install-recommends prometheus")
    for command in (["check", "rules", "deploy/alerts.yml"], ["test", "rules", str(REPLAYS)]):
        told = subprocess.run(
            ["promtool", *command], cwd=ROOT, capture_output=True, text=True, timeout=100, check=False
        )
        assert told.returncode == 0, told.stdout + told.stderr


def test_each_alert_is_seen_quiet_then_firing_then_quiet() -> None:
    seen: dict[str, list[bool]] = defaultdict(list)
    for replay in replays():
        looks = [bool(look["exp_alerts"]) for look in replay["alert_rule_test"]]
        assert looks == [False, True, False], replay["name"]
        seen[replay["name"].partition(",")[0]].extend(looks)
    assert seen.keys() == rules().keys()


def test_a_replay_has_the_series_that_its_alert_asks_for() -> None:
    for replay in replays():
        given = {re.split(r"[{ ]", one["series"])[0] for one in replay["input_series"]}
        assert given == set(re.findall(r"jarchi_\w+|\bup\b", rules()[replay["name"].partition(",")[0]])), replay["name"]
