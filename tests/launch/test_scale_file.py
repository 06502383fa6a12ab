"""compose.scale.yaml has every role twice, with commands and settings that the program has."""

import re
from pathlib import Path
from typing import Any

import yaml

from domain.process_role import EVERY_ROLE, SPEAKING, ProcessRole, read_roles
from settings import Settings

ROOT = Path(__file__).resolve().parents[2]
FILE: dict[str, Any] = yaml.safe_load((ROOT / "compose.scale.yaml").read_text("utf-8"))
PROCESSES = {name: one for name, one in FILE["services"].items() if one.get("command", "")[:1] == ["python"]}


def test_every_role_has_two_processes_and_only_those_that_speak_get_the_token() -> None:
    found: set[ProcessRole] = set()
    for one in PROCESSES.values():
        assert one["command"][:4] == ["python", "bot.py", "run", "--roles"]
        roles = read_roles(one["command"][4])
        assert one["deploy"]["replicas"] == 2
        assert ("BOT_TOKEN" in one["environment"]) is not bool(roles & SPEAKING)
        found |= roles
    assert found == EVERY_ROLE


def test_it_sets_only_settings_that_there_are() -> None:
    known = {name.upper() for name in Settings.model_fields}
    for one in PROCESSES.values():
        assert set(one["environment"]) <= known


def test_the_proxy_leads_to_the_port_of_those_who_serve() -> None:
    ((host, port),) = re.findall(r"--to (\w+):(\d+)", FILE["services"]["proxy"]["command"])
    assert FILE["services"][host]["environment"]["HTTP_PORT"] == port
