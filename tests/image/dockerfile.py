"""Parsing a Dockerfile without Docker: its stages, their steps, and the image that the last stage describes.

It supports the part of the language (https://docs.docker.com/reference/dockerfile/) that ours uses; anything else
raises ValueError, so that nothing is overlooked.
"""

import json
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Template

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"  # for an image that sets none
_WORDS = ("COPY", "CMD", "ENV", "HEALTHCHECK", "RUN", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR")
_FLAG = re.compile(r"--([a-z-]+)=(\S+)\s+")


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction: its word, its flags, and the rest of the line."""

    word: str
    flags: Mapping[str, str]
    rest: str


@dataclass(frozen=True, slots=True)
class Stage:
    """The lines from one FROM to the next; `base` is an image, or the name of an earlier stage."""

    base: str
    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Config:
    """The settings for running the image. `env` are variables, `health` is the command of the health check."""

    env: Mapping[str, str]
    folder: str = "/"
    user: str = "root"
    volumes: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    health: tuple[str, ...] = ()
    stop_signal: str = "SIGTERM"


def parse(text: str) -> tuple[Stage, ...]:
    """Return the stages; raises ValueError with the first line that is not supported."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    stages: list[Stage] = []
    for line in re.sub(r"[ \t]*\\\n\s*", " ", "\n".join(lines)).splitlines():
        if not line.strip():
            continue
        word, _, rest = line.strip().partition(" ")
        if word == "FROM":
            base, _, name = rest.partition(" AS ")
            stages.append(Stage(base.strip(), name.strip(), ()))
        elif word in _WORDS and stages:
            last = stages[-1]
            stages[-1] = Stage(last.base, last.name, (*last.steps, _step(word, rest)))
        else:
            raise ValueError(f"not understood: {line}")
    if not stages:
        raise ValueError("a FROM is missing")
    return tuple(stages)


def _step(word: str, rest: str) -> Step:
    flags: dict[str, str] = {}
    while found := _FLAG.match(rest):
        flags[found[1]] = found[2]
        rest = rest[found.end() :]
    return Step(word, flags, rest.strip())


def after(steps: Sequence[Step], config: Config | None = None) -> Config:
    """Return the settings after these steps of a stage."""
    config = config or Config({"PATH": PATH})
    env, values = dict(config.env), {name: getattr(config, name) for name in Config.__slots__ if name != "env"}
    for step in steps:
        match step.word:
            case "ENV":
                for pair in shlex.split(step.rest):
                    name, equals, value = pair.partition("=")
                    if not equals:
                        raise ValueError(f"not understood: ENV {step.rest}")
                    env[name] = Template(value).substitute(env)
            case "WORKDIR":
                values["folder"] = step.rest
            case "USER":
                values["user"] = step.rest
            case "VOLUME":
                values["volumes"] = (*values["volumes"], *step.rest.split())
            case "CMD":
                values["command"] = _command(step.rest)
            case "HEALTHCHECK":
                values["health"] = _command(step.rest.removeprefix("CMD").strip())
            case "STOPSIGNAL":
                values["stop_signal"] = step.rest
            case "RUN" | "COPY":
                pass
    return Config(env, **values)


def _command(words: str) -> tuple[str, ...]:
    """Return a command in its exec form; with a shell form, signals would not reach the bot."""
    if not words.startswith("["):
        raise ValueError(f"a list of words is expected: {words}")
    return tuple(json.loads(words))
