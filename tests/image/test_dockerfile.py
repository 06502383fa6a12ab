"""Parsing Dockerfiles: supported ones are read as written, and anything else is refused."""

import pytest

from tests.image.dockerfile import Config, after, parse

TEXT = r"""
# How it is built.
FROM debian:bookworm-slim AS build
RUN apt-get update \
 # Between two lines.
 && apt-get install -y python3-venv
FROM debian:bookworm-slim
COPY --from=build /opt/venv /opt/venv
WORKDIR /app
ENV PATH=/opt/venv/bin:$PATH \
    GREETING="good morning"
USER jarchi
VOLUME /data
HEALTHCHECK --interval=30s \
  CMD ["python", "-c", "print(\"well\")"]
STOPSIGNAL SIGINT
CMD ["python", "bot.py"]
"""


def test_stages_keep_their_steps_in_order() -> None:
    build, last = parse(TEXT)
    assert (build.name, build.base) == ("build", "debian:bookworm-slim")
    assert [step.rest for step in build.steps] == ["apt-get update && apt-get install -y python3-venv"]
    assert last.steps[0].word == "COPY"
    assert last.steps[0].flags == {"from": "build"}
    assert last.steps[0].rest == "/opt/venv /opt/venv"


def test_the_image_is_run_as_its_last_stage_says() -> None:
    config = after(parse(TEXT)[-1].steps)
    assert config.env["PATH"].startswith("/opt/venv/bin:/usr/local/sbin:")
    assert config.env["GREETING"] == "good morning"
    assert (config.folder, config.user, config.volumes) == ("/app", "jarchi", ("/data",))
    assert config.health == ("python", "-c", 'print("well")')
    assert config.command == ("python", "bot.py")
    assert config.stop_signal == "SIGINT"


def test_a_step_more_changes_what_it_names_alone() -> None:
    config = Config({"PATH": "/bin"}, folder="/app")
    assert after(parse("FROM a\nUSER reader")[0].steps, config) == Config(
        {"PATH": "/bin"}, folder="/app", user="reader"
    )


@pytest.mark.parametrize(
    "text",
    ["", "RUN true", "FROM a\nONBUILD RUN true", "FROM a\nENV NAME value"],
    ids=["nothing", "no base", "an unknown word", "an old form"],
)
def test_what_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not understood|missing"):
        after(parse(text)[0].steps)


def test_a_command_behind_a_shell_is_refused_as_the_shell_would_take_its_signals() -> None:
    with pytest.raises(ValueError, match="list of words"):
        after(parse("FROM a\nCMD python bot.py")[0].steps)
