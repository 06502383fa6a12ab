"""The container that Dockerfile and compose.yaml describe, read from the two files without Docker."""

import json
import re
import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import yaml
from dotenv import dotenv_values

ROOT = Path(__file__).resolve().parents[2]
BASE = {
    "PATH": "/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin"
}  # the variables of the image from which ours is built


@dataclass(frozen=True, slots=True)
class Image:
    """The image that the last stage of the Dockerfile describes."""

    env: Mapping[str, str]
    folder: str
    user: int
    command: list[str]
    health: list[str]

    def copy_tree(self, target: Path) -> None:
        """Copy a tree as `COPY . .` does: all but what .dockerignore names."""
        ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
        top = {name for name in ignored if "/" not in name}
        anywhere = {name.removeprefix("**/") for name in ignored if name.startswith("**/")}

        def ignore(folder: str, names: list[str]) -> set[str]:
            return {name for name in names if name in anywhere or (Path(folder) == ROOT and name in top)}

        shutil.copytree(ROOT, target, ignore=ignore)


def image() -> Image:
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    stage = text[text.rindex("\nFROM ") :]
    env = dict(BASE)
    for line in re.findall(r"(?m)^ENV (.+)$", stage):
        for word in shlex.split(line):
            name, _, value = word.partition("=")
            env[name] = Template(value).substitute(env)
    return Image(
        env=env,
        folder=_last(r"WORKDIR (\S+)", stage),
        user=int(_last(r"useradd .*--uid (\d+)", stage)),
        command=json.loads(_last(r"(?m)^CMD (\[.+\])$", stage)),
        health=json.loads(_last(r"(?m)^HEALTHCHECK .*CMD (\[.+\])$", stage)),
    )


def service() -> dict[str, Any]:
    """Return the bot's service of compose.yaml."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["bot"]
    return found


def environment(env_file: Path) -> dict[str, str]:
    """Return the variables of the container: the image's, under those of `env_file`, under compose.yaml's own."""
    copied = {name: value or "" for name, value in dotenv_values(env_file, interpolate=False).items()}
    return {**image().env, **copied, **service().get("environment", {})}


def _last(pattern: str, text: str) -> str:
    found: str = re.findall(pattern, text)[-1]
    return found
