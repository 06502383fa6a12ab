"""The command line starts quickly and loads only what a command needs."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.sqlite.files import make_foreign

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str, env: dict[str, str] | None = None, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "BOT_TOKEN": "", **(env or {})}
    return subprocess.run(
        [sys.executable, "bot.py", *words],
        cwd=ROOT, capture_output=True, text=True, timeout=100, check=False, env=environment, input=stdin,
    )  # fmt: skip


def modules_loaded(*words: str, env: dict[str, str], stdin: str = "") -> set[str]:
    """Return the top-level packages that the process of one command imported."""
    answer = subprocess.run(
        [sys.executable, "-X", "importtime", "bot.py", *words],
        cwd=ROOT, capture_output=True, text=True, timeout=100, check=False, env={**os.environ, **env}, input=stdin,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr[-2000:]
    lines = [line for line in answer.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


def test_help_costs_less_than_half_a_second_of_processor_time() -> None:
    costs = []
    for _ in range(3):
        before = os.times()
        assert run("--help").returncode == 0
        after = os.times()
        costs.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert min(costs) < 0.5


@pytest.mark.parametrize("words", [("search", "газ"), ("stories",), ("digest",)])
def test_reading_commands_never_load_aiogram(words: tuple[str, ...], tmp_path: Path) -> None:
    env = {"BOT_TOKEN": "", "DATABASE_PATH": str(tmp_path / "news.db")}
    loaded = modules_loaded(*words, env=env)
    assert "aiosqlite" in loaded
    assert not loaded & {"aiogram", "apscheduler", "feedparser"}


def test_annotate_never_loads_aiogram_nor_a_database(tmp_path: Path) -> None:
    line = '{"id": 1, "title": "В Бишкеке открыли парк", "text": "В Бишкеке открыли новый парк."}\n'
    loaded = modules_loaded("annotate", env={"DATABASE_PATH": str(tmp_path / "news.db")}, stdin=line)
    assert not loaded & {"aiogram", "apscheduler", "aiosqlite"}
    assert not (tmp_path / "news.db").exists()


@pytest.mark.parametrize("token", ["", "not-a-token", "123:short", "123456789:" + "а" * 35])
def test_run_without_a_usable_token_says_so_in_one_line(token: str, tmp_path: Path) -> None:
    answer = run("run", env={"BOT_TOKEN": token, "DATABASE_PATH": str(tmp_path / "news.db")})
    assert answer.returncode == 2
    assert len(answer.stderr.strip().splitlines()) == 1
    assert "BOT_TOKEN" in answer.stderr
    if token:
        assert token not in answer.stderr + answer.stdout


def test_an_unknown_command_is_wrong_use() -> None:
    answer = run("frobnicate")
    assert answer.returncode == 2
    assert "frobnicate" in answer.stderr


def test_a_broken_setting_is_named_without_its_value(tmp_path: Path) -> None:
    answer = run("check", env={"DEFAULT_TIME_ZONE": "Asia/Nowhere", "DATABASE_PATH": str(tmp_path / "news.db")})
    assert answer.returncode == 2
    assert "DEFAULT_TIME_ZONE" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_database_of_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    make_foreign(path, version=9999)
    before = path.read_bytes()
    answer = run("stories", env={"DATABASE_PATH": str(path)})
    assert answer.returncode == 2
    assert "newer" in answer.stderr
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    make_foreign(path)
    before = path.read_bytes()
    answer = run("stories", env={"DATABASE_PATH": str(path)})
    assert answer.returncode == 2
    assert "no database of Jarchi" in answer.stderr
    assert path.read_bytes() == before


def test_a_broken_catalogue_names_file_and_line(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(ROOT / "catalogue", tmp_path / "catalogue")
    with (tmp_path / "catalogue" / "feeds.toml").open("a", encoding="utf-8") as file:
        file.write("\n[[feed]]\nurl = nonsense\n")
    answer = run("poll", env={"CATALOGUE_DIR": str(tmp_path / "catalogue"), "DATABASE_PATH": str(tmp_path / "news.db")})
    assert answer.returncode == 1
    lines = (tmp_path / "catalogue" / "feeds.toml").read_text("utf-8").count("\n")
    assert f"feeds.toml:{lines}" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    "words",
    [("stories", "--topic", "econommy"), ("digest", "--topics", "economy,econommy"), ("demo", "--port", "99999")],
)
def test_a_value_that_nothing_has_is_wrong_use(words: tuple[str, ...], tmp_path: Path) -> None:
    answer = run(*words, env={"DATABASE_PATH": str(tmp_path / "news.db")})
    assert answer.returncode == 2
    assert words[1] in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_check_that_finds_a_fault_fails(tmp_path: Path) -> None:
    env = {"DATABASE_PATH": str(tmp_path / "news.db")}
    assert run("check", env=env).returncode == 0
    (tmp_path / "news.db").write_bytes(b"no database at all, but long enough to look like a file of something")
    assert run("check", env=env).returncode == 1


def test_checking_an_address_that_is_no_feed_fails(tmp_path: Path) -> None:
    answer = run("feeds", "check", "file:///etc/passwd", env={"DATABASE_PATH": str(tmp_path / "news.db")})
    assert answer.returncode == 1
    assert "no feed" in answer.stdout


@pytest.mark.parametrize("words", [("stories",), ("poll",)])
def test_a_folder_that_cannot_be_written_is_said_in_one_line(words: tuple[str, ...]) -> None:
    answer = run(*words, env={"DATABASE_PATH": "/proc/none/news.db"})
    assert answer.returncode == 2
    assert len(answer.stderr.strip().splitlines()) == 1
    assert "cannot be opened or written" in answer.stderr


def test_a_shell_completes_commands_and_options_without_reading_the_settings() -> None:
    def completed(*words: str) -> set[str]:
        env = {"_JARCHI_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
        answer = run(env={**env, "DEFAULT_TIME_ZONE": "Asia/Nowhere"})
        return {line.partition(",")[2] for line in answer.stdout.splitlines()}

    assert {"backup", "restore", "feeds", "check"} <= completed("jarchi", "")
    assert completed("jarchi", "re") == {"restore"}
    assert "--drill" in completed("jarchi", "restore", "--")
    source = run(env={"_JARCHI_COMPLETE": "bash_source"}).stdout
    assert "complete -o nosort -F _jarchi_completion jarchi" in source


@pytest.mark.parametrize(
    ("options", "said"),
    [("ro", "cannot be opened or written"), ("size=16k", "no room left")],
    ids=["read-only", "full"],
)
def test_a_data_folder_that_takes_nothing_ends_the_bot_with_one_line_and_status_2(
    options: str, said: str, tmp_path: Path
) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"nothing can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        if options != "ro":
            with contextlib.suppress(OSError), (folder / "ballast").open("wb", buffering=0) as ballast:
                while ballast.write(b"x" * 4096):
                    pass
        env = {"BOT_TOKEN": "123456789:" + "A" * 35, "DATABASE_PATH": str(folder / "jarchi.db")}
        answer = run("run", env=env)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
    assert answer.returncode == 2
    assert said in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1


def test_an_unknown_role_is_one_line_and_status_2(tmp_path: Path) -> None:
    for words, env in ((("run", "--roles", "poll,sing"), {}), (("run",), {"ROLES": "sing"})):
        answer = run(*words, env={"DATABASE_PATH": str(tmp_path / "news.db"), **env})
        assert answer.returncode == 2
        assert "no such role: 'sing'; some of poll,read,serve,deliver are expected" in answer.stderr
        assert len(answer.stderr.splitlines()) == 1
        assert not (tmp_path / "news.db").exists()


def test_only_roles_that_speak_need_a_token(tmp_path: Path) -> None:
    answer = run("run", "--roles", "poll,serve", env={"DATABASE_PATH": str(tmp_path / "news.db")})
    assert answer.returncode == 2
    assert answer.stderr.startswith("BOT_TOKEN is not set")
