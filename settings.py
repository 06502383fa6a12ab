"""All settings of the program, each with a type, a default and an explanation; they are read once, by main().

They come from the environment, or from `.env` beside this file. `.env.example` lists the same settings with the same
explanations; a test compares the two.
"""

import re
import shlex
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr, ValidationInfo, WrapValidator, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from domain.addresses import is_database_address, is_server_address, without_password
from domain.feed import DIRECT
from domain.ids import PersonId
from domain.process_role import ProcessRole, checked_roles
from text.languages import LOCALES

HERE = Path(__file__).resolve().parent


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"no such time zone: {name!r}; an IANA name such as Asia/Almaty is expected") from error
    return name


def _locale(code: str) -> str:
    if code not in LOCALES:
        raise ValueError(f"no language the bot speaks: {code!r}; one of {' '.join(LOCALES)} is expected")
    return code


def _server(address: str) -> str:
    if not is_server_address(address, "http", "https"):
        raise ValueError("an address such as https://api.telegram.org is expected")
    return address


def _public(address: str) -> str:
    is_plain = address.isascii() and address.isprintable() and not set(address) & set(" ?#")
    if address and not (is_plain and is_server_address(address, "https")):
        raise ValueError("a public https address is expected, such as https://bot.example.org; Telegram calls no other")
    return address


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("one line is expected, without control characters: it is sent as part of a header")
    return text


def _proxy(address: SecretStr) -> SecretStr:
    url = address.get_secret_value()
    if url and not is_server_address(url.removesuffix("/"), "http", "socks5", has_path=False):
        raise ValueError(
            "an address such as http://127.0.0.1:8080 or socks5://127.0.0.1:1080 is expected; a password's / ? # @ are"
            " written %2F %3F %23 %40"
        )
    return address


def _proxies(written: SecretStr) -> SecretStr:
    pairs = _named(written)
    if len(dict(pairs)) < len(pairs) or not all(re.fullmatch(r"[a-z0-9-]{1,32}", name) for name, _ in pairs):
        raise ValueError("name=address is expected, comma-separated, each name once and of a-z 0-9 -")
    if any(name == DIRECT or not _proxy(SecretStr(address)).get_secret_value() for name, address in pairs):
        raise ValueError(f"each name needs an address, and cannot be {DIRECT}")
    return written


def _named(written: SecretStr) -> list[tuple[str, str]]:
    return [(item.partition("=")[0], item.partition("=")[2]) for item in _items(written.get_secret_value())]


def postgres_address(address: SecretStr) -> SecretStr:
    """Return the address if it is that of a PostgreSQL database, or empty; otherwise raise ValueError.

    The error does not contain the address, because the address may contain a password.
    """
    url = address.get_secret_value()
    if url and not is_database_address(url):
        raise ValueError("an address such as postgresql://jarchi:password@db.example.org/jarchi is expected")
    return address


def _command(line: str) -> str:
    try:
        shlex.split(line)
    except ValueError as error:
        raise ValueError("a program and its arguments are expected; a quotation mark is missing") from error
    return line


def _network(text: object) -> object:
    try:
        return ip_network(text, strict=False) if isinstance(text, str) else text
    except ValueError as error:
        raise ValueError(f"no network: {text!r}; 10.0.0.0/8 or fd00::/8, say, is expected") from error


def _items(value: str) -> list[str]:
    return [item.strip() for item in value.split(",") if item.strip()]


_Person = Annotated[PersonId, Field(gt=0, lt=2**52)]  # what Telegram promises of the ids of users
_Network = Annotated[IPv4Network | IPv6Network, WrapValidator(lambda text, _: _network(text))]


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=HERE / ".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    # Settings for the connection to Telegram, and for the ports on which this process listens
    bot_token: SecretStr = Field(SecretStr(""), description="The token that @BotFather gave; `make run` needs none")
    admin_ids: Annotated[frozenset[_Person], NoDecode] = Field(
        frozenset(), description="Telegram user ids, comma-separated, of the owners, who may do everything"
    )
    telegram_api_url: Annotated[str, AfterValidator(_server)] = Field(
        "https://api.telegram.org", description="Another address for a self-hosted Bot API server"
    )
    webhook_url: Annotated[str, AfterValidator(_public)] = Field(
        "", description="Public https address for updates; empty means long polling"
    )
    webhook_secret: SecretStr = Field(
        SecretStr(""),
        description="What Telegram must send with each webhook call, of A-Z a-z 0-9 _ -; needed with WEBHOOK_URL",
    )
    http_port: int = Field(0, ge=0, le=65535, description="Port for the webhook on HTTP_HOST; needed with WEBHOOK_URL")
    http_host: str = Field("127.0.0.1", description="Address that HTTP_PORT listens on; 0.0.0.0 in a container")
    health_port: int = Field(
        0,
        ge=0,
        le=65535,
        description="Port for health and metrics, on 127.0.0.1 alone; 0 takes HTTP_PORT where there is no webhook",
    )

    # Settings for the database, the catalogue and the work of this process
    database_path: Path = Field(Path("data/jarchi.db"), description="The SQLite file; its folder is made when absent")
    database_url: Annotated[SecretStr, AfterValidator(postgres_address)] = Field(
        SecretStr(""), description="A PostgreSQL database instead of that file: postgresql://user:password@host/name"
    )
    catalogue_dir: Path = Field(HERE / "catalogue", description="The folder of feeds.toml, topics.toml, phrases.toml")
    roles: Annotated[str, AfterValidator(checked_roles)] = Field(
        ",".join(ProcessRole), description="What this process does; others on the same database do the rest"
    )
    retention_days: int = Field(
        400, ge=7, le=36_500, description="Articles older than this go, unless a live story holds them; at least 7"
    )

    # Settings for proxies, which are needed where outlets or Telegram are blocked
    http_proxy_url: Annotated[SecretStr, AfterValidator(_proxy)] = Field(
        SecretStr(""),
        description="Proxy to outlets: http://… or socks5://…, with user:password@ where it asks for one",
    )
    http_proxy_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Hosts, comma-separated, that alone are reached through HTTP_PROXY_URL; empty means all"
    )
    http_proxies: Annotated[SecretStr, AfterValidator(_proxies)] = Field(
        SecretStr(""),
        description="More proxies, for feeds that name one: name=address, comma-separated, such as kz=http://10.0.0.2:8080",
    )
    telegram_proxy_url: Annotated[SecretStr, AfterValidator(_proxy)] = Field(
        SecretStr(""), description="Proxy to Telegram, written alike"
    )

    # Settings for backups
    backup_dir: Path | None = Field(
        None, description="Folder for a copy of the database each night; empty makes none, unless BACKUP_COMMAND is set"
    )
    backup_days: int = Field(7, ge=1, le=366, description="Days of which a copy is kept")
    backup_weeks: int = Field(4, ge=0, le=520, description="Weeks of which the newest copy is kept, too")
    backup_command: Annotated[str, AfterValidator(_command)] = Field(
        "", description="Program that is run with each new copy as its last argument, to take it elsewhere"
    )

    # Settings that hold until a reader chooses others
    default_locale: Annotated[str, AfterValidator(_locale)] = Field(
        "ru", description=f"The bot's language where Telegram names none that it speaks: {' '.join(LOCALES)}"
    )
    default_time_zone: Annotated[str, AfterValidator(_zone)] = Field(
        "Asia/Bishkek", description="IANA zone proposed until a reader chooses a country or city"
    )

    # Settings for polling feeds and reading articles
    allowed_private_networks: Annotated[tuple[_Network, ...], NoDecode] = Field(
        (), description="Private networks the fetcher may reach all the same, comma-separated; none by default"
    )
    user_agent_contact: Annotated[str, AfterValidator(_one_line)] = Field(
        "",
        description="Page or mailbox that publishers may write to; without one, the bot's address on t.me",
    )
    channel_preview_url: Annotated[str, AfterValidator(_server)] = Field(
        "https://t.me", description="Where pages of Telegram channels are read, as {it}/s/NAME; another one for tests"
    )
    feed_daily_articles: int = Field(
        1000, ge=10, le=100_000, description="New articles that one feed may store in a day, the newest first"
    )
    worker_processes: int = Field(2, ge=1, le=16, description="Processes that parse feeds and read texts")

    # The pace of messages (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this)
    messages_per_second: float = Field(30, gt=0, description="To all chats together")
    messages_burst: int = Field(25, ge=1, description="How many of them may leave at once after a silence")
    messages_per_chat_second: float = Field(1, gt=0, description="To one chat")
    messages_per_group_minute: int = Field(20, ge=1, description="To one group")

    # Settings for breaking news
    breaking_sources: int = Field(4, ge=2, description="Distinct sources that make a story breaking")
    breaking_minutes: int = Field(60, ge=5, le=10_080, description="Within how many minutes they must report it")
    breaking_per_day: int = Field(3, ge=0, description="Breaking stories one chat is sent a day at most")

    # Settings for logs and the clock
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="debug info warning error")
    log_format: Literal["console", "json"] = Field("console", description="console for people, json for machines")
    clock_file: Path | None = Field(
        None, description="Demo and tests: JSON with the clock's offset in seconds and its rate, read at each tick"
    )

    @property
    def database(self) -> Path | SecretStr:
        """The address of the PostgreSQL database if one is set, else the path of the SQLite file."""
        return self.database_url if self.database_url.get_secret_value() else self.database_path

    @property
    def database_name(self) -> str:
        """The name of the database in messages to the operator; never with a password."""
        url = self.database_url.get_secret_value()
        return without_password(url) if url else str(self.database_path)

    @property
    def secrets(self) -> list[str]:
        """The values that must not appear in any log."""
        hidden = (self.bot_token, self.webhook_secret, self.http_proxy_url, self.telegram_proxy_url, self.database_url)
        said = [*(secret.get_secret_value() for secret in hidden), *self.proxies.values()]
        passwords = [urlsplit(address).password or "" for address in said[2:]]
        return [*said, *passwords, *map(unquote, passwords)]

    @property
    def proxies(self) -> dict[str, str]:
        """Name → address of the proxies that feeds may use; an address may hold a password."""
        return dict(_named(self.http_proxies))

    @property
    def own_port(self) -> int:
        """The port for health and metrics on 127.0.0.1; 0 if there is none."""
        return self.health_port or (0 if self.webhook_url else self.http_port)

    @property
    def backup_folder(self) -> Path | None:
        """The folder for nightly backups; None if none are made."""
        return self.backup_dir or (self.database_path.parent / "backups" if self.backup_command else None)

    @field_validator("*", mode="before")
    @classmethod
    def _without_spaces(cls, value: object) -> object:
        return value.strip() if isinstance(value, str) else value

    @field_validator("admin_ids", "allowed_private_networks", "http_proxy_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return _items(value) if isinstance(value, str) else value

    @field_validator("http_proxy_hosts")
    @classmethod
    def _bare_hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        if any(not re.fullmatch(r"[\w-]+(\.[\w-]+)*", host) for host in hosts):
            raise ValueError("names of hosts are expected, such as outlet.example, without https:// and without a path")
        return tuple(host.lower() for host in hosts)

    @field_validator("database_path", "catalogue_dir", "backup_dir", "clock_file", "http_host", mode="before")
    @classmethod
    def _default_if_empty(cls, value: object, info: ValidationInfo) -> object:
        return value or cls.model_fields[str(info.field_name)].default  # an empty host would mean all addresses

    @field_validator("webhook_secret")
    @classmethod
    def _telegrams_letters(cls, value: SecretStr) -> SecretStr:
        secret = value.get_secret_value()
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise ValueError("Telegram takes 1 to 256 of the characters A-Z a-z 0-9 _ - and no others")
        return value

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> "Settings":
        if self.webhook_url and not (self.webhook_secret.get_secret_value() and self.http_port):
            raise ValueError("WEBHOOK_URL needs WEBHOOK_SECRET and HTTP_PORT, too")
        if self.webhook_url and self.health_port == self.http_port:
            raise ValueError("HEALTH_PORT and HTTP_PORT must differ: one is for this machine alone")
        return self

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value
