"""`docker compose up -d` with an .env copied as the manual says."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from emulator import DEMO_TOKEN
from settings import Settings
from tests.builders import settings
from tests.end_to_end.container import ROOT, environment, image, service, user_id
from tests.image.context import copy_context

# The settings around which the image is built: its volume, its own files, and the port of its health check.
OWN = ("DATABASE_PATH", "CATALOGUE_DIR", "HTTP_HOST", "HTTP_PORT", "HEALTH_PORT", "LOG_FORMAT")


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    """.env as the manual has it made: the example copied, then the token and the newsroom's ids written into it."""
    text = (ROOT / ".env.example").read_text("utf-8")
    text = re.sub(r"(?m)^BOT_TOKEN=.*$", f"BOT_TOKEN={DEMO_TOKEN}", text)
    path = tmp_path / ".env"
    path.write_text(re.sub(r"(?m)^ADMIN_IDS=.*$", "ADMIN_IDS=12, 34", text), "utf-8")
    return path


def test_what_the_image_is_built_around_reaches_the_container(env_file: Path) -> None:
    reached = environment(env_file)
    assert {name: reached[name] for name in OWN} == {name: image().env[name] for name in OWN}


def test_a_setting_of_the_image_is_never_left_to_the_copied_file(env_file: Path) -> None:
    ours = {name.upper() for name in Settings.model_fields} & image().env.keys()
    assert ours == set(OWN)
    assert service()["environment"] == {name: image().env[name] for name in ours}
    meddled = env_file.read_text("utf-8") + "".join(f"{name}=of the copy\n" for name in OWN)
    env_file.write_text(meddled, "utf-8")
    assert "of the copy" not in environment(env_file).values()


def test_what_the_operator_wrote_reaches_the_container(env_file: Path) -> None:
    env_file.write_text(env_file.read_text("utf-8").replace("BREAKING_SOURCES=4", "BREAKING_SOURCES=6"), "utf-8")
    reached = {name.lower(): value for name, value in environment(env_file).items()}
    made = settings(**reached)
    assert made.bot_token.get_secret_value() == DEMO_TOKEN
    assert made.admin_ids == {12, 34}
    assert made.breaking_sources == 6


def test_the_database_lies_on_the_volume_and_the_health_check_asks_the_port_that_is_open(env_file: Path) -> None:
    made = settings(**{name.lower(): value for name, value in environment(env_file).items()})
    (volume,) = service()["volumes"]
    assert made.database_path.is_relative_to(volume.split(":")[1])
    assert service()["read_only"] is True
    assert made.health_port > 0
    assert "HEALTH_PORT" in " ".join(image().health)  # whatever the value of HEALTH_PORT is


def test_what_compose_yaml_proposes_is_whole_once_the_signs_before_it_are_taken_away() -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    whole = yaml.safe_load(re.sub(r"(?m)^  #  (?= *\S)", "  ", text))
    assert whole["services"].keys() == {"bot", "telegram", "proxy"}
    named = {one.split(":")[0] for each in whole["services"].values() for one in each["volumes"]}
    assert named == whole["volumes"].keys()
    assert f"--to bot:{image().env['HTTP_PORT']}" in whole["services"]["proxy"]["command"]
    assert yaml.safe_load(text)["services"].keys() == {"bot"}


def _namespaces() -> list[str]:
    """Return the command that starts another in its own mount and network namespaces; skips if that is forbidden."""
    if not all(map(shutil.which, ("unshare", "mount", "chroot"))):
        pytest.skip("unshare, mount and chroot (util-linux, coreutils) are needed")
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    # In a separate process namespace, every process that the test starts ends with the test.
    command = ["unshare", *user, "--mount", "--net", "--pid", "--fork", "--kill-child"]
    tried = subprocess.run([*command, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip(f"this machine lets nobody mount: {tried.stderr.decode().strip()}")
    return command


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_bot_starts_on_a_read_only_root_and_answers_its_health_check(env_file: Path, tmp_path: Path) -> None:
    namespaces = _namespaces()
    app, data, job = tmp_path / "app", tmp_path / "data", tmp_path / "job.json"
    copy_context(app)
    data.mkdir(mode=0o700)
    user = user_id() if os.geteuid() == 0 else 0
    os.chown(data, user or -1, user or -1)
    described = {
        "app": str(app), "data": str(data), "env": environment(env_file), "token": DEMO_TOKEN, "user": user,
        "folder": image().folder, "command": image().command, "health": image().health,
    }  # fmt: skip
    job.write_text(json.dumps(described), "utf-8")
    script = Path(__file__).with_name("read_only_root.py")
    done = subprocess.run(
        [*namespaces, sys.executable, str(script), str(job)],
        cwd=ROOT, capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["is_read_only"]
    assert seen["is_healthy"], seen["log"]
    assert seen["status"] == 0, seen["log"]
    assert "jarchi.db" in seen["data"]
    assert DEMO_TOKEN not in seen["log"]
