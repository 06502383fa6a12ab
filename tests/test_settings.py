"""Settings are explained where the operator looks for them."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot import read_settings
from cli.context import CommandFailed
from settings import Settings
from tests.builders import settings

ROOT = Path(__file__).resolve().parents[1]


def example() -> dict[str, tuple[str, str]]:
    """Return setting → (its default, the comment above it) in `.env.example`."""
    text = (ROOT / ".env.example").read_text("utf-8")
    return {name: (value, comment) for comment, name, value in re.findall(r"(?m)^# (.+)\n([A-Z_]+)=(.*)$", text)}


def test_every_setting_stands_in_the_example_with_its_explanation() -> None:
    explained = {name: comment for name, (_, comment) in example().items()}
    assert explained == {name.upper(): field.description for name, field in Settings.model_fields.items()}


def test_the_example_as_it_stands_gives_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    bare = settings()
    copied = Settings(_env_file=ROOT / ".env.example")  # type: ignore[call-arg]
    differing = {
        name
        for name in Settings.model_fields
        if getattr(bare, name) != getattr(copied, name) and name != "catalogue_dir"
    }
    assert not differing
    assert copied.catalogue_dir.resolve() == bare.catalogue_dir


def test_lists_are_read_from_commas() -> None:
    made = settings(admin_ids="12, 34,", allowed_private_networks="127.0.0.2/32")
    assert made.admin_ids == {12, 34}
    assert str(made.allowed_private_networks[0]) == "127.0.0.2/32"


def test_a_network_is_read_with_or_without_the_bits_of_a_host() -> None:
    made = settings(allowed_private_networks="10.1.2.3/8,fd00::/8")
    assert [str(network) for network in made.allowed_private_networks] == ["10.0.0.0/8", "fd00::/8"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("allowed_private_networks", "10.0.0.0/64"),
        ("allowed_private_networks", "intranet"),
        ("http_proxy_hosts", "https://outlet.example/"),
        ("http_proxies", "http://10.0.0.2:8080"),  # without a name
        ("http_proxies", "kz="),
        ("http_proxies", "kz=ftp://10.0.0.2"),
        ("http_proxies", "KZ=http://10.0.0.2:8080"),
        ("http_proxies", "direct=http://10.0.0.2:8080"),
        ("http_proxies", "kz=http://10.0.0.2:8080,kz=http://10.0.0.3:8080"),
        ("user_agent_contact", "editor@vestnik.example\r\nX-Other: 1"),  # a line break would break every request
        ("retention_days", 10**9),  # more than a date can hold
        ("breaking_minutes", 10**12),
        ("admin_ids", "-1001234567890"),  # a group's id
        ("admin_ids", str(10**20)),  # more than the database can hold
        ("database_url", "postgresql://db.example:99999/jarchi"),
    ],
)
def test_what_would_fail_later_is_refused_at_the_start_in_one_line(name: str, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        settings(**{name: value})
    (fault,) = caught.value.errors()
    assert "\n" not in fault["msg"]
    assert "LAX" not in ".".join(map(str, fault["loc"])).upper()


def test_proxies_have_names_and_their_passwords_are_among_what_no_log_shows() -> None:
    made = settings(http_proxies="kz=http://ann:p%40ss-word@10.0.0.2:8080, far=socks5://10.0.0.3:1080,")
    assert made.proxies == {"kz": "http://ann:p%40ss-word@10.0.0.2:8080", "far": "socks5://10.0.0.3:1080"}
    assert {"http://ann:p%40ss-word@10.0.0.2:8080", "p%40ss-word", "p@ss-word"} <= set(made.secrets)
    assert "ss-word" not in repr(made)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://ann:p4ss-word@10.0.0.2",
        "http://ann:p4ss-word/1@10.0.0.2:8080",  # what stands before the "/" looks like a port
        "http://ann:4455/p4ss-word@10.0.0.2:8080",  # looks like the proxy ann:4455
        "http://ann:p4ss-word@10.0.0.2:99999",
        "http://ann:p4ss-word@[::1",
    ],
)
def test_a_fault_in_a_proxys_address_is_told_without_its_password(address: str) -> None:
    for name, value in (("http_proxies", f"kz={address}"), ("telegram_proxy_url", address)):
        with pytest.raises(ValidationError) as caught:
            settings(**{name: value})
        (fault,) = caught.value.errors()
        assert "p4ss-word" not in fault["msg"]
        assert "%2F" in fault["msg"]


def test_spaces_around_a_value_are_not_part_of_it() -> None:
    made = settings(default_locale=" ky ", bot_token=" 123456:x ", telegram_api_url=" https://api.example ")
    assert (made.default_locale, made.telegram_api_url) == ("ky", "https://api.example")
    assert made.bot_token.get_secret_value() == "123456:x"


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValidationError, match="no such time zone"):
        settings(default_time_zone="Asia/Nowhere")


def test_settings_that_need_each_other_are_asked_for_together() -> None:
    whole = {"webhook_url": "https://bot.example", "webhook_secret": "s" * 20, "http_port": 8443}
    assert settings(**whole).webhook_url
    for lacking in ("webhook_secret", "http_port"):
        with pytest.raises(ValidationError, match="WEBHOOK_SECRET and HTTP_PORT"):
            settings(**{name: value for name, value in whole.items() if name != lacking})


def test_an_empty_path_is_the_default_and_a_server_is_an_address() -> None:
    assert settings(database_path="").database_path == Path("data/jarchi.db")
    assert settings(catalogue_dir="").catalogue_dir == ROOT / "catalogue"
    assert settings(http_host="").http_host == "127.0.0.1"  # not all addresses of the machine
    assert settings(backup_dir="", clock_file="").backup_dir is None
    with pytest.raises(ValidationError, match="an address such as"):
        settings(telegram_api_url="foo")


def test_the_token_does_not_show_in_the_settings_text() -> None:
    assert "secret-part" not in repr(settings(bot_token="123456:secret-part-of-the-token"))


WEBHOOK = {"webhook_url": "https://bot.example", "webhook_secret": "s" * 20, "http_port": 8443}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("webhook_url", "http://bot.example"),
        ("webhook_url", "bot.example"),
        ("webhook_url", "https://"),
        ("webhook_url", "https://bot.example:0/"),
        ("webhook_url", "https://bot.example:99999/"),
        ("webhook_url", "https://[::1"),
        ("webhook_url", "https://bot.example/?a=1"),
        ("webhook_url", "https://бот.example"),
        ("webhook_secret", "two words"),
        ("webhook_secret", "тайна"),
        ("webhook_secret", "s" * 257),
        ("webhook_secret", "a.b"),
        ("health_port", 8443),
        ("health_port", 70000),
        ("telegram_api_url", "ftp://api.example"),
        ("telegram_api_url", "file:///etc/passwd"),
        ("telegram_api_url", "https://api.example:99999"),
        ("telegram_api_url", "//api.example"),
    ],
)
def test_what_telegram_would_refuse_is_refused_in_a_line_that_shows_no_secret(name: str, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        settings(**(WEBHOOK | {name: value}))
    (fault,) = caught.value.errors()
    assert "\n" not in fault["msg"]
    if name == "webhook_secret":
        assert str(value) not in fault["msg"]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1251"])
def test_a_file_of_settings_in_another_encoding_is_refused_in_a_line(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_bytes("ADMIN_IDS=5\n# главный редактор\n".encode(encoding))
    monkeypatch.setitem(Settings.model_config, "env_file", file)
    with pytest.raises(CommandFailed, match=r"^\.env cannot be read: it is not in UTF-8; .*$") as caught:
        read_settings()
    assert caught.value.status == 2
