"""The time zone: by a city, a name, the local time, or a location, which is not kept."""

import json
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.handlers.rig import Rig, open_rig
from tests.handlers.test_footer import data_of
from tests.storage.openers import open_storage

NORTH, EAST = 40.518273, 72.803941  # in Osh


async def test_a_shared_location_sets_the_zone_and_is_kept_and_logged_nowhere(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with capture_logs() as logs:
        async with open_rig(tmp_path, opener=open_storage) as rig:
            person = await rig.reader("en")
            await rig.pressed(person, "1:s:zone:tashkent", await rig.answer(person, "/settings"))
            before = len(person.received)
            await person.send_location(NORTH, EAST)
            await rig.emulator.wait_for(lambda: len(person.received) > before)
            await rig.inbox.settle()
            assert (await rig.chat(person)).timetable.zone == "Asia/Bishkek"
            assert "Bishkek (UTC+6" in person.last.text
            handled = json.dumps([update.model_dump(mode="json") for update in rig.updates])
            # All files, including the journals, which are still open.
            files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    said = json.dumps(logs, default=str) + "".join(capfd.readouterr()) + handled
    for number in (NORTH, EAST):
        for digits in (str(number), str(number)[:5]):
            assert digits not in said
            assert not any(digits.encode() in content for content in files)


async def test_a_zone_is_found_by_the_time_that_it_is_there(rig: Rig) -> None:
    person = await rig.reader()
    await rig.answer(person, "/city 09:30")  # it is 6:00 in Greenwich, so the zone is three and a half hours ahead
    assert (await rig.chat(person)).timetable.zone == "Asia/Tehran"
    screen = await rig.answer(person, "/city 12:02")
    assert "Бишкек" in screen.buttons[0]
    await rig.answer(person, "/city 11:45")
    assert (await rig.chat(person)).timetable.zone == "Asia/Kathmandu"
    assert "Kathmandu (UTC+5:45" in (await rig.answer(person, "/settings")).text


async def test_what_time_it_is_now_is_asked_with_a_button_for_each_answer(rig: Rig) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/city")
    await rig.pressed(person, data_of(screen, "🕐 По времени сейчас"), screen)
    assert "Который у вас сейчас час?" in screen.text
    await rig.pressed(person, data_of(screen, "11:30"), screen)
    assert (await rig.chat(person)).timetable.zone == "Asia/Kolkata"


async def test_zones_without_a_city_of_ours_are_found_by_name_and_forged_ones_are_not_taken(rig: Rig) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/city port")
    assert "Port-au-Prince" in screen.buttons
    await rig.pressed(person, data_of(screen, "Port-au-Prince"), screen)
    assert (await rig.chat(person)).timetable.zone == "America/Port-au-Prince"
    for forged in ("iana:../../etc/passwd", "iana:Etc/UTC", "iana", "iana:", "nowhere"):
        await rig.pressed(person, f"1:s:zone:{forged}", screen)
    assert (await rig.chat(person)).timetable.zone == "America/Port-au-Prince"
