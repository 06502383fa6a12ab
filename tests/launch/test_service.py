"""Messages to systemd, over a real socket, and the unit that asks for them."""

import configparser
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch.service import Service
from launch.watch import HANG
from settings import Settings

ROOT = Path(__file__).resolve().parents[2]


class Systemd:
    """systemd's end of the socket."""

    def __init__(self, address: str) -> None:
        self.name = address
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(f"\0{address[1:]}" if address.startswith("@") else address)
        self._socket.setblocking(False)

    def told(self) -> list[str]:
        """Return the messages since the last call."""
        said = []
        while True:
            try:
                said.append(self._socket.recv(4096).decode())
            except BlockingIOError:
                return said

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(params=["a file", "the abstract namespace"])
def systemd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Systemd]:
    address = str(tmp_path / "notify") if request.param == "a file" else f"@jarchi-test-{os.getpid()}"
    one = Systemd(address)
    yield one
    one.close()


def test_it_hears_of_the_start_and_the_end(systemd: Systemd) -> None:
    service = Service({"NOTIFY_SOCKET": systemd.name})
    service.ready()
    service.alive()  # no watchdog was requested
    service.stopping()
    assert systemd.told() == ["READY=1", "STOPPING=1"]


def test_signs_of_life_come_three_times_as_often_as_asked_for(systemd: Systemd) -> None:
    seconds = 0.0
    asked = {"NOTIFY_SOCKET": systemd.name, "WATCHDOG_USEC": "60000000", "WATCHDOG_PID": str(os.getpid())}
    service = Service(asked, monotonic=lambda: seconds)
    for second in range(60):
        seconds = float(second)
        service.alive()
    assert systemd.told() == ["WATCHDOG=1"] * 3


@pytest.mark.parametrize("asked", [{"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "1"}, {"WATCHDOG_USEC": "soon"}])
def test_what_is_asked_of_another_process_or_makes_no_sense_is_not_answered(
    systemd: Systemd, asked: dict[str, str]
) -> None:
    Service({"NOTIFY_SOCKET": systemd.name, **asked}).alive()
    assert systemd.told() == []


def test_without_systemd_nothing_is_said_and_a_socket_that_is_gone_ends_nothing(
    systemd: Systemd, tmp_path: Path
) -> None:
    Service({}).ready()
    Service({"NOTIFY_SOCKET": str(tmp_path / "gone")}).ready()
    assert systemd.told() == []
    assert list(tmp_path.glob("gone")) == []


def unit() -> configparser.RawConfigParser:
    found = configparser.RawConfigParser(strict=False, delimiters=("=",))
    found.optionxform = str  # type: ignore[assignment, method-assign]
    found.read(ROOT / "deploy/jarchi.service")
    return found


def test_the_unit_waits_for_what_the_bot_says_and_lets_it_write_its_own_folder_alone() -> None:
    service = unit()["Service"]
    assert service["Type"] == "notify"
    # A hang may begin right before a sign of life, which is given three times in that time.
    assert int(service["WatchdogSec"]) * 2 / 3 > HANG, "a bot that hangs must have the time to write where"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "true"
    assert service["CapabilityBoundingSet"] == ""
    assert service["User"] not in ("", "root")
    assert "ReadWritePaths" not in service
    (database,) = re.findall(r"DATABASE_PATH=(\S+)", service["Environment"])
    assert Path(database).parent == Path("/var/lib") / service["StateDirectory"]
    for name in re.findall(r"(\w+)=", service["Environment"]):
        assert name.lower() in Settings.model_fields or name.startswith("PYTHON")


def test_the_unit_starts_after_a_database_on_the_same_machine() -> None:
    assert "postgresql.service" in unit()["Unit"]["After"].split()


def test_systemd_itself_understands_every_line(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is needed")
    text = (ROOT / "deploy/jarchi.service").read_text("utf-8")
    own = tmp_path / "jarchi.service"
    own.write_text(text.replace("/opt/jarchi/.venv/bin/python", "/bin/true"), "utf-8")
    told = subprocess.run(
        ["systemd-analyze", "verify", str(own)], capture_output=True, text=True, timeout=60, check=False
    )
    assert "jarchi.service" not in told.stderr, told.stderr


def test_the_settings_file_of_the_steps_leaves_to_the_service_what_it_decides(tmp_path: Path) -> None:
    steps = (ROOT / "deploy/install.md").read_text("utf-8")
    (line,) = re.findall(r"(?m)^ +(sed -i .*)$", steps)
    copied = tmp_path / "jarchi.env"
    shutil.copy(ROOT / ".env.example", copied)
    subprocess.run(["sh", "-c", line.replace("/etc/jarchi.env", str(copied))], check=True)
    left = dict(re.findall(r"(?m)^(\w+)=(.*)$", copied.read_text("utf-8")))
    decided = set(re.findall(r"(\w+)=", unit()["Service"]["Environment"]))
    assert not decided & left.keys()
    assert all(left.values())
    assert left["DEFAULT_TIME_ZONE"] == "Asia/Bishkek"
