"""The container that Dockerfile and compose.yaml describe, read from these files without Docker."""

import re
from pathlib import Path
from typing import Any

import yaml
from dotenv import dotenv_values

from tests.image.dockerfile import Config, after, parse

ROOT = Path(__file__).resolve().parents[2]


def image() -> Config:
    """Return the image that the last stage of the Dockerfile describes."""
    return after(parse((ROOT / "Dockerfile").read_text("utf-8"))[-1].steps)


def user_id() -> int:
    """Return the id of the image's user."""
    found = re.search(rf"useradd .*--uid (\d+) {image().user}\b", (ROOT / "Dockerfile").read_text("utf-8"))
    assert found is not None
    return int(found[1])


def service() -> dict[str, Any]:
    """Return the bot's service of compose.yaml."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["bot"]
    return found


def environment(env_file: Path) -> dict[str, str]:
    """Return the variables of the container: the image's, under those of `env_file`, under compose.yaml's own."""
    copied = {name: value or "" for name, value in dotenv_values(env_file, interpolate=False).items()}
    return {**image().env, **copied, **service().get("environment", {})}
