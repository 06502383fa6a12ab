"""Spellings of a channel's address, and addresses that are refused, with the reason for each."""

import pytest

from domain.channels import ChannelName, channel_of, is_post_address, post_address, read_channel
from domain.feed import Reason, host_of

SPELLINGS = """
@Jarchi_Kabar
https://t.me/jarchi_kabar
http://t.me/jarchi_kabar/
t.me/jarchi_kabar
t.me/jarchi_kabar/123
t.me/jarchi_kabar/123?single
t.me/s/jarchi_kabar
https://t.me/s/jarchi_kabar/123
https://t.me/s/jarchi_kabar?before=456
https://t.me/s/jarchi_kabar%20
https://t.me/jarchi_kabar%C2%A0
https://www.t.me/jarchi_kabar
https://telegram.me/jarchi_kabar
telegram.me/s/jarchi_kabar
https://telegram.dog/JARCHI_KABAR
jarchi_kabar.t.me
https://jarchi_kabar.t.me/123
tg://resolve?domain=jarchi_kabar
tg://resolve?domain=Jarchi_Kabar&post=12
tg:resolve?domain=jarchi_kabar
https://web.telegram.org/k/#@jarchi_kabar
https://web.telegram.org/a/#@jarchi_kabar
«t.me/jarchi_kabar».
(@jarchi_kabar),
<https://t.me/jarchi_kabar>
https:/t.me/jarchi_kabar
"""


@pytest.mark.parametrize("written", SPELLINGS.split())
def test_every_spelling_is_one_channel(written: str) -> None:
    assert read_channel(written) == ChannelName("jarchi_kabar")
    assert read_channel(f"  {written} \u200b") == ChannelName("jarchi_kabar")


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("t.me/+AbCdEf123", "invitation"),
        ("https://t.me/joinchat/AbCdEf", "invitation"),
        ("tg://join?invite=AbCdEf", "invitation"),
        ("https://t.me/c/1234567890/12", "private"),
        ("-1001234567890", "private"),
        ("1234567890", "private"),
        ("https://web.telegram.org/z/#-1001234567890", "private"),
        ("tg://privatepost?channel=1234567890&post=3", "private"),
        ("https://t.me/addstickers/Bishkek", "stickers"),
        ("t.me/addemoji/Bishkek", "stickers"),
        ("tg://addstickers?set=Bishkek", "stickers"),
        ("https://t.me/addlist/AbCdEf", "link"),
        ("https://t.me/share/url?url=https://vestnik.example/", "link"),
        ("https://t.me/proxy?server=a", "link"),
        ("https://t.me/iv?url=https://vestnik.example/", "link"),
        ("tg://settings", "link"),
        ("@a", "name"),
        ("@abc", "name"),
        ("@1kabar", "name"),
        ("@kabar_", "name"),
        ("@ka__bar", "name"),
        ("@кабар", "name"),
        ("@" + "a" * 33, "name"),
        ("https://t.me/", "name"),
        ("t.me", "name"),
        ("https://t.me/s/", "name"),
        ("https://web.telegram.org/k/", "name"),
    ],
)
def test_what_is_no_channel_is_refused_with_its_own_reason(written: str, what: str) -> None:
    assert read_channel(written) == Reason(f"feed-error-channel-{what}")


@pytest.mark.parametrize(
    "written", ["https://24.example/rss", "vestnik.example", "https://mat.me/kabar", "http://2130706433/", "", "kabar"]
)
def test_other_addresses_are_none_of_telegrams(written: str) -> None:
    assert read_channel(written) is None


def test_the_stored_address_is_known_again_and_is_all_on_one_host() -> None:
    address = ChannelName("kabar").address
    assert (channel_of(address), channel_of("https://t.me/kabar"), host_of(address)) == (
        "kabar", None, "https://t.me:443",
    )  # fmt: skip


def test_a_post_has_an_address_of_its_own() -> None:
    assert is_post_address(post_address("Kabar", 12))
    assert not is_post_address("https://t.me/kabar")
    assert not is_post_address("https://kabar.example/kabar/12")
