"""Which addresses may be reached, and how they are stored."""

from ipaddress import ip_network

import pytest

from feeds.fetching.addresses import (
    BadAddress,
    as_stored,
    check_address,
    clean_address,
    first_address,
    follow,
    host_label,
    is_reachable,
    join_address,
    mask_address,
)

SPECIAL = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254
169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.171 192.0.2.1 192.88.99.1 192.168.0.1
198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1
255.255.255.255 168.63.129.16 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1
64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2
2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:808:808::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254
fe80::1 fe80::1%eth0 fec0::1 ff02::1 not-an-address
"""
PUBLIC = """
8.8.8.8 1.1.1.1 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 172.15.255.255
172.32.0.1 192.167.255.255 192.169.0.1 198.17.255.255 198.20.0.1 223.255.255.255 2606:4700::1111
2a00:1450::1 2001:4860::1 ::ffff:8.8.8.8
"""


@pytest.mark.parametrize("address", SPECIAL.split())
def test_special_addresses_are_out_of_reach(address: str) -> None:
    assert not is_reachable(address)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_public_addresses_are_within_reach(address: str) -> None:
    assert is_reachable(address)


def test_a_network_that_is_allowed_opens_itself_alone() -> None:
    allowed = [ip_network("127.0.0.2/32"), ip_network("fd12::/64")]
    assert is_reachable("127.0.0.2", allowed)
    assert is_reachable("::ffff:127.0.0.2", allowed)
    assert is_reachable("fd12::7", allowed)
    assert not is_reachable("127.0.0.1", allowed)
    assert not is_reachable("fd13::7", allowed)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://vestnik.example/rss", "https://vestnik.example/rss"),
        ("  vestnik.example/rss ", "https://vestnik.example/rss"),
        ("<https://vestnik.example/rss>", "https://vestnik.example/rss"),
        ("feed:https://vestnik.example/rss", "https://vestnik.example/rss"),
        ("feed://vestnik.example/rss", "http://vestnik.example/rss"),
        ("HTTP://Vestnik.Example/Rss#top", "http://vestnik.example/Rss"),
        ("https://вестник.example/новости", "https://xn--b1agjinxh.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        ("feed://https://vestnik.example/rss", "https://vestnik.example/rss"),
        ("feed://https//vestnik.example/rss", "https://vestnik.example/rss"),
        ("\ufeff\u200bhttps://vestnik.example/rss\xa0\u200b", "https://vestnik.example/rss"),
        ("\u202ahttps://vestnik.example/rss\u202c\u200e", "https://vestnik.example/rss"),
        ("\u2068https://vestnik.example/rss\u2069", "https://vestnik.example/rss"),
        ("\u2068@Vestnik_Kabar\u2069", "https://t.me/s/vestnik_kabar"),
        ("\u202at.me/vestnik_kabar\u202c", "https://t.me/s/vestnik_kabar"),
        ("rss://vestnik.example/rss", "http://vestnik.example/rss"),
        ("https://https://vestnik.example/rss", "https://vestnik.example/rss"),
        ("http://https//vestnik.example/rss", "https://vestnik.example/rss"),
        ("https//vestnik.example/rss", "https://vestnik.example/rss"),
        ("https:/vestnik.example/rss", "https://vestnik.example/rss"),
        ("http:vestnik.example/rss", "http://vestnik.example/rss"),
        ("https:///vestnik.example/rss", "https://vestnik.example/rss"),
        ("https://vestnik.example/rss.", "https://vestnik.example/rss"),
        ("«vestnik.example/rss»,", "https://vestnik.example/rss"),
        ("https://vestnik.example/rss?a=1&amp;b=2", "https://vestnik.example/rss?a=1&b=2"),
        (
            "https://vestnik.example/go?to=https://other.example/",
            "https://vestnik.example/go?to=https://other.example/",
        ),
        ("https://vestnik.example/my feed.xml", "https://vestnik.example/my%20feed.xml"),
        (
            "vestnik.example/мои новости",
            "https://vestnik.example/%D0%BC%D0%BE%D0%B8%20%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8",
        ),
        ('https://vestnik.example/a|b"c^d`{e}', "https://vestnik.example/a%7Cb%22c%5Ed%60%7Be%7D"),
        ("https:\\\\vestnik.example\\rss", "https://vestnik.example/rss"),
        ("https://vestnik.example/rss?q=a\\b c", "https://vestnik.example/rss?q=a%5Cb%20c"),
        ("https://vestnik.example/100%/%zz/%D0", "https://vestnik.example/100%25/%25zz/%D0"),
        ("https://vestnik.example/long-\n  er", "https://vestnik.example/long-er"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.1:8080/x", "http://127.0.0.1:8080/x"),
        ("http://0177.0.0.01/", "http://127.0.0.1/"),
        ("@Vestnik_Kabar", "https://t.me/s/vestnik_kabar"),
        ("t.me/vestnik_kabar/12", "https://t.me/s/vestnik_kabar"),
    ],
)
def test_what_people_type_is_made_whole(typed: str, address: str) -> None:
    assert clean_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "feed-error-address"),
        ("https://", "feed-error-address"),
        ("https://a b.example/", "feed-error-address"),
        ("a b.example/rss", "feed-error-address"),
        ("http://8.8.8.8\\@127.0.0.1/", "feed-error-credentials"),
        ("https://vestnik.example:0/", "feed-error-address"),
        ("https://vestnik.example:70000/", "feed-error-address"),
        ("https://" + "a" * 3000, "feed-error-address"),
        ("https://vestnik.example/" + "я" * 400, "feed-error-address"),
        ("https://vestnik.example/\u202egnp", "feed-error-address"),
        ("http://99999999999/", "feed-error-address"),
        ("http://1.2.3.4.5/", None),
        ("file:///etc/passwd", "feed-error-scheme"),
        ("javascript:alert(1)", "feed-error-scheme"),
        ("ftp://vestnik.example/", "feed-error-scheme"),
        ("https://reader:secret@vestnik.example/rss", "feed-error-credentials"),
        ("https://reader@vestnik.example/rss", "feed-error-credentials"),
        ("reader:secret@vestnik.example/rss", "feed-error-credentials"),
        ("https://t.me/+AbCdEf", "feed-error-channel-invitation"),
    ],
)
def test_what_is_no_address_is_refused_with_its_reason(typed: str, reason: str | None) -> None:
    if reason is None:
        clean_address(typed)  # a name made of digits, which only the resolver can refuse
        return
    with pytest.raises(BadAddress) as bad:
        clean_address(typed)
    assert bad.value.reason.key == reason


def test_redirects_are_followed_relative_to_where_they_stand() -> None:
    here = "https://vestnik.example/a/rss?x=1"
    assert follow(here, "b") == "https://vestnik.example/a/b"
    assert follow(here, "/b") == "https://vestnik.example/b"
    assert follow(here, "//other.example/b") == "https://other.example/b"
    assert follow(here, "https:///other.example/b") == "https://other.example/b"
    assert follow(here, "?y=2") == "https://vestnik.example/a/rss?y=2"
    with pytest.raises(BadAddress):
        check_address("http://user@127.0.0.1/")


def test_what_an_address_may_not_hold_is_encoded_wherever_one_stands() -> None:
    here = "https://vestnik.example/a/rss"
    for written, whole in {
        "/my feed.xml": "https://vestnik.example/my%20feed.xml",
        " новости ": "https://vestnik.example/a/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8",
        "//вестник.example/Big News": "https://xn--b1agjinxh.example/Big%20News",
        "\\b\\c": "https://vestnik.example/b/c",
        "/100%|<b>": "https://vestnik.example/100%25%7C%3Cb%3E",
        "?q=a b": "https://vestnik.example/a/rss?q=a%20b",
        "/\udccf\udcf0": "https://vestnik.example/%CF%F0",  # bytes of a header in aiohttp's form
    }.items():
        assert follow(here, written) == join_address(here, written) == whole
    with pytest.raises(BadAddress):
        follow(here, "http://8.8.8.8\\@127.0.0.1/")


def test_an_address_after_a_command_may_hold_spaces() -> None:
    assert first_address(" https://vestnik.example/my feed.xml ") == "https://vestnik.example/my feed.xml"
    assert first_address("https://vestnik.example/rss https://other.example/") == "https://vestnik.example/rss"
    assert first_address("https://vestnik.example/rss пожалуйста") == "https://vestnik.example/rss"
    assert first_address("https://vestnik.example/rss\nspasibo.") == "https://vestnik.example/rss"


def test_a_feed_is_found_by_the_address_that_was_typed_for_it() -> None:
    assert as_stored("feed://Vestnik.example/my feed") == "http://vestnik.example/my%20feed"
    assert as_stored("javascript:x") == "javascript:x"


def test_a_feed_without_a_title_is_called_by_its_host_in_letters() -> None:
    assert host_label("https://www.xn--b1agjinxh.example/rss") == "вестник.example"
    assert host_label("https://www.vestnik.example:8443/rss") == "vestnik.example"
    assert host_label("https://xn--1-.example/rss") == "https://xn--1-.example/rss"
    assert host_label("https://t.me/s/vestnik_kabar") == "@vestnik_kabar"


def test_queries_and_passwords_are_masked() -> None:
    assert mask_address("https://reader:sec@ret@vestnik.example/rss?a") == "https://…@vestnik.example/rss?…"
    assert mask_address("https://vestnik.example/@reader") == "https://vestnik.example/@reader"
    assert mask_address("https://vestnik.example/rss?key=secret") == "https://vestnik.example/rss?…"
    assert mask_address("https://vestnik.example/rss") == "https://vestnik.example/rss"
