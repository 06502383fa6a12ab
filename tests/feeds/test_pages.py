"""Full text: the article's page is fetched if the feed gives a teaser and the site permits it."""

from datetime import timedelta
from pathlib import Path

import pytest

from domain.ids import ArticleId
from feeds.fetching import robots
from feeds.pages import ROBOTS_KEPT, PageReader, _Known
from storage.interface import Storage
from tests.feeds.hostile.exchange import rss
from tests.feeds.rig import LoopWatch, Rig, opened
from tests.feeds.site import Site
from workers.pool import PoolUnwell, WorkerCrashed, WorkerPool

pytestmark = pytest.mark.asyncio(loop_scope="module")
AHEAD = 730 * 86_400  # seconds by which the clock of a small server may be wrong after a power cut
SENTENCES = (
    "Мост через реку открыли утром в присутствии жителей обоих берегов.",
    "Строители работали над ним больше года и закончили раньше срока.",
    "По новой дороге до районного центра теперь можно доехать за двадцать минут.",
    "Раньше жителям приходилось объезжать реку по старой переправе.",
    "Автобусы пойдут по мосту с понедельника, расписание уже вывесили на остановках.",
)
PAGE = f"""<!DOCTYPE html><html><head><title>Мост открыт</title></head><body>
<nav><a href="/">Главная</a> <a href="/sport">Спорт</a></nav>
<article><h1>Мост открыт</h1>{"".join(f"<p>{sentence}</p>" for sentence in SENTENCES * 2)}</article>
<footer>Вестник, все права защищены</footer></body></html>"""


def item(number: int, site: Site) -> str:
    link = f"{site.url}/news/{number}"
    return f"<item><title>Мост открыт {number}</title><link>{link}</link><description>Коротко.</description></item>"


async def _polled(rig: Rig, site: Site, *numbers: int) -> PageReader:
    feed = await rig.add(site.feed("/rss", rss(*(item(number, site) for number in numbers))))
    await rig.storage.feeds.set_full_text(feed.id, is_on=True, now=rig.clock.now())
    (report,) = await rig.poll()
    assert report.new_articles == len(numbers)
    assert not any(path.startswith("/news/") for path in site.asked), "a poll waits for no page"
    return PageReader(rig.storage, rig.fetcher, rig.pool, rig.clock)


async def _texts(storage: Storage) -> list[str]:
    return [article.text for article in await storage.articles.get(list(map(ArticleId, range(1, 9))))]


async def test_the_page_takes_the_place_of_a_teaser_and_stays_when_the_feed_is_polled_again(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig:
        reader = await _polled(rig, site, 1)
        site.feed("/news/1", PAGE, Content_Type="text/html; charset=utf-8")
        assert len(await rig.storage.articles.without_annotation(limit=9)) == 1, "its headline waits for no page"
        assert await reader.run_once() == 1
        (text,) = await _texts(rig.storage)
        assert SENTENCES[0] in text
        assert "Спорт" not in text
        assert len(await rig.storage.articles.without_annotation(limit=9)) == 1
        (report,) = await rig.poll()
        assert (report.outcome, report.new_articles) == ("ok", 0)
        assert await reader.run_once() == 0
        assert await _texts(rig.storage) == [text]
        assert site.asked["/news/1"] == 1


async def test_what_robots_txt_closes_is_not_asked_for(site: Site, pool: WorkerPool, tmp_path: Path) -> None:
    async with opened(tmp_path, pool) as rig:
        reader = await _polled(rig, site, 1)
        site.feed("/robots.txt", "User-agent: *\nDisallow: /news/\n", Content_Type="text/plain")
        assert await reader.run_once() == 1
        assert site.asked["/news/1"] == 0
        assert await _texts(rig.storage) == ["Коротко."]
        assert len(await rig.storage.articles.without_annotation(limit=9)) == 1


async def test_a_delay_that_robots_txt_asks_for_is_left_between_two_pages(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig:
        reader = await _polled(rig, site, 1, 2)
        site.feed("/robots.txt", "User-agent: *\nCrawl-delay: 20\n", Content_Type="text/plain")
        for number in (1, 2):
            site.feed(f"/news/{number}", PAGE, Content_Type="text/html; charset=utf-8")
        assert await reader.run_once() == 1
        rig.clock.advance(10)
        assert await reader.run_once() == 0
        rig.clock.advance(11)
        assert await reader.run_once() == 1


@pytest.mark.parametrize("asked", ["a delay", "a pause", "an unreachable robots.txt"])
async def test_what_a_wrong_clock_made_a_host_wait_for_is_not_waited_for(
    asked: str, site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    robots_txt = "User-agent: *\nCrawl-delay: 20\n" if asked == "a delay" else "User-agent: *\nAllow: /\n"
    async with opened(tmp_path, pool) as rig:
        rig.clock.advance(AHEAD)
        reader = await _polled(rig, site, 1)
        site.feed("/robots.txt", robots_txt, Content_Type="text/plain")
        site.feed("/news/1", PAGE, Content_Type="text/html; charset=utf-8")
        if asked == "a pause":
            site.status("/news/1", 429, Retry_After="3600")
        elif asked == "an unreachable robots.txt":
            site.status("/robots.txt", 500)
        await reader.run_once()
        rig.clock.advance(-AHEAD)
        site.feed("/robots.txt", robots_txt, Content_Type="text/plain")
        site.feed("/news/2", PAGE, Content_Type="text/html; charset=utf-8")
        site.feed("/rss", rss(item(2, site), item(1, site)))
        rig.clock.advance(60)
        await rig.poll()
        await reader.run_once()
        assert site.asked["/news/2"] == 1


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 5", 5),
        ("User-agent: *\nCrawl-delay: 5\n\nUser-agent: jarchi\nCrawl-delay: 2.5", 2.5),
        ("User-agent: other\nCrawl-delay: 5", 0),
        ("User-agent: *\nCrawl-delay: soon", 0),
        ("User-agent: *\nCrawl-delay: 86400", robots.LONGEST_DELAY),
        ("User-agent: *\nCrawl-delay: -1", 0),
    ],
)
async def test_a_delay_is_read_for_whom_it_is_meant(text: str, delay: float) -> None:
    assert robots.read(text.encode()).delay == delay


async def test_a_site_whose_robots_txt_is_out_of_reach_is_left_alone(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig:
        reader = await _polled(rig, site, 1)
        site.status("/robots.txt", 503)
        await reader.run_once()
        assert site.asked["/news/1"] == 0


async def test_the_feeds_own_text_is_kept_where_the_page_gives_less(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig:
        reader = await _polled(rig, site, 1, 2)
        site.feed("/news/1", "<html><body><p>Войдите, чтобы читать.</p></body></html>", Content_Type="text/html")
        site.status("/news/2", 404)
        await reader.run_once()
        assert await _texts(rig.storage) == ["Коротко.", "Коротко."]
        assert await reader.run_once() == 0


async def test_a_page_that_fails_is_tried_again_later_and_its_article_annotated_meanwhile(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig:
        reader = await _polled(rig, site, 1)
        site.status("/news/1", 500)
        await reader.run_once()
        assert len(await rig.storage.articles.without_annotation(limit=9)) == 1
        assert await reader.run_once() == 0, "not at once"
        for _ in range(4):
            rig.clock.advance(86_400)
            await reader.run_once()
        assert site.asked["/news/1"] == 3, "and not for ever"


async def test_a_robots_txt_of_half_a_megabyte_holds_up_nobody_and_little_of_it_is_kept(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    agents = "".join(f"User-agent: a{number}\nUser-agent: *\n" for number in range(9_000))
    rules = "".join(f"Disallow: /private/{number:07}/*\n" for number in range(12_000))
    async with opened(tmp_path, pool) as rig:
        reader = await _polled(rig, site, 1)
        site.feed("/robots.txt", agents + rules, Content_Type="text/plain")
        site.feed("/news/1", PAGE, Content_Type="text/html; charset=utf-8")
        async with LoopWatch() as loop:
            assert await reader.run_once() == 1
        assert loop.longest < 0.5
        (known,) = reader._robots.values()
        assert 0 < len(known.rules.rules) <= robots.RULES
        assert sum(len(pattern) for pattern, _ in known.rules.rules) <= robots.CHARACTERS
        assert not known.rules.allows(f"{site.url}/private/0000007/x")
        assert SENTENCES[0] in (await _texts(rig.storage))[0]


async def test_a_robots_txt_without_end_is_read_up_to_the_limit(site: Site, pool: WorkerPool, tmp_path: Path) -> None:
    async with opened(tmp_path, pool) as rig:
        reader = await _polled(rig, site, 1)
        site.feed("/robots.txt", "User-agent: *\nDisallow: /news/\n" + "# padding\n" * 2_000_000)
        assert await reader.run_once() == 1
        assert site.asked["/news/1"] == 0


async def test_the_rules_of_many_hosts_are_not_kept_for_ever(site: Site, pool: WorkerPool, tmp_path: Path) -> None:
    async with opened(tmp_path, pool) as rig:
        reader = await _polled(rig, site, 1)
        until = rig.clock.now() + timedelta(days=1)
        for number in range(ROBOTS_KEPT + 50):
            reader._robots[f"https://site{number}.example:443"] = _Known(robots.EVERYTHING, until)
        await reader.run_once()
        assert len(reader._robots) == ROBOTS_KEPT


async def test_workers_that_are_not_well_cost_no_page(
    site: Site, pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unwell(*_: object, **__: object) -> None:
        raise PoolUnwell("the fork server does not start")

    async with opened(tmp_path, pool) as rig:
        reader = await _polled(rig, site, 1)
        site.status("/robots.txt", 404)
        site.feed("/news/1", PAGE, Content_Type="text/html; charset=utf-8")
        with monkeypatch.context() as broken:
            broken.setattr(pool, "run", unwell)
            assert await reader.run_once() == 0, "so that whoever reads until nothing is left does not read for ever"
        assert await reader.run_once() == 1
        assert SENTENCES[0] in (await _texts(rig.storage))[0]


async def test_a_page_that_breaks_its_reader_is_tried_again_and_then_left(
    site: Site, pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0

    async def crash(*_: object, **__: object) -> None:
        nonlocal calls
        calls += 1
        raise WorkerCrashed("out of memory")

    async with opened(tmp_path, pool) as rig:
        reader = await _polled(rig, site, 1)
        site.status("/robots.txt", 404)
        site.feed("/news/1", PAGE, Content_Type="text/html; charset=utf-8")
        monkeypatch.setattr(pool, "run", crash)
        for _ in range(5):
            await reader.run_once()
            rig.clock.advance(86_400)
        assert calls == 3
        assert await _texts(rig.storage) == ["Коротко."]


async def test_an_article_that_links_to_a_limit_of_another_site_silences_none_of_its_feeds(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig:
        reader = await _polled(rig, site, 71, 72)
        site.status("/robots.txt", 404)
        site.status("/news/72", 429, Retry_After="604800")
        site.feed("/news/71", PAGE, Content_Type="text/html; charset=utf-8")
        await reader.run_once()
        assert site.asked["/news/71"] == 0, "the site's pages are left alone"
        (report,) = await rig.poll()
        assert report.outcome == "ok", "and its feed is not"


async def test_feeds_without_full_text_ask_for_no_page(site: Site, pool: WorkerPool, tmp_path: Path) -> None:
    async with opened(tmp_path, pool) as rig:
        await rig.add(site.feed("/rss", rss(item(1, site))))
        await rig.poll()
        assert await PageReader(rig.storage, rig.fetcher, rig.pool, rig.clock).run_once() == 0


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/news/1", True),
        ("User-agent: *\nDisallow: /", "/news/1", False),
        ("User-agent: *\nDisallow:", "/news/1", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1", True),
        ("User-agent: *\nDisallow: /news\n\nUser-agent: Jarchi\nDisallow: /admin", "/news/1", True),
        ("User-agent: jarchi/1.0\nDisallow: /news\n\nUser-agent: *\nAllow: /", "/news/1", False),
        ("User-agent: other\nUser-agent: jarchi\nDisallow: /news", "/news/1", False),
        ("User-agent: other\nDisallow: /news", "/news/1", True),
        ("User-agent: *\nDisallow: /*?print=", "/news/1?print=1", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/news/1.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/news/1.pdf?x", True),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nAllow: /news\nDisallow: /news", "/news/1", True),
        ("\ufeffUser-Agent : *\nDISALLOW : /news # but not the rest", "/news/1", False),
        ("Disallow: /news", "/news/1", True),
        ("<html>404</html>", "/news/1", True),
        ("User-agent: *\nDisallow: /новости", "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1", False),
        ("User-agent: *\nDisallow: /%d0%bd%7Ea%2fb c", "/%D0%BD~a%2Fb%20c", False),
        ("User-agent: *\nDisallow: /~a%2A/*/b", "/%7Ea%2A/x/b", False),
        ("User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
        ("User-agent: *\nDisallow: /" + "*a" * 5000 + "$", "/" + "a" * 5000, False),
    ],
)
async def test_robots_txt_is_read_as_the_standard_has_it(text: str, path: str, allowed: bool) -> None:
    assert robots.read(text.encode()).allows(f"https://vestnik.example{path}") is allowed
