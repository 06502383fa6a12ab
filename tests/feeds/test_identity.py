"""Which entries are one article and which are two, in every kind of feed and with both parsers."""

from collections.abc import Sequence

import pytest

from domain.feed import LeftOut
from tests.feeds.documents import SITE, Document, as_read, every_kind, rss, titles_of


def keys(document: str) -> dict[str, str]:
    """Return title → fingerprint."""
    return {article.title or "": article.fingerprint for article in as_read(document).articles}


@every_kind
def test_parts_of_one_live_report_are_articles_whose_links_lead_to_them(document: Document) -> None:
    links = [f"{SITE}/live/77#post-{number}" for number in range(3)]
    items = [(title, link, link) for title, link in zip(titles_of(3), links, strict=True)]
    articles = as_read(document(items)).articles
    assert len({article.fingerprint for article in articles}) == 3
    assert [article.url for article in articles] == links


@every_kind
def test_a_part_is_known_again_when_it_stands_alone_or_beside_others(document: Document) -> None:
    items = [(title, f"{SITE}/live/77#post-{n}", None) for n, title in enumerate(titles_of(3))]
    other = ("Мост открыт", f"{SITE}/news/5", None)
    alone, two, all_three = keys(document([items[0], other])), keys(document(items[:2])), keys(document(items))
    assert alone[items[0][0]] == two[items[0][0]] == all_three[items[0][0]]
    assert keys(document([items[1], other]))[items[1][0]] == two[items[1][0]] != alone[items[0][0]]


@every_kind
@pytest.mark.parametrize("fragment", ["#{}", "#item-{}", "#rss-{}", "#utm_source=rss{}", "#xtor=RSS-{}", "#r{}x"])
def test_fragments_that_a_site_hangs_on_every_link_double_nothing(document: Document, fragment: str) -> None:
    titles = titles_of(4)
    polls = [
        document([(t, f"{SITE}/news/{n}{fragment.format((n + shift) % 7)}", None) for n, t in enumerate(titles)])
        for shift in range(3)
    ]
    first = as_read(polls[0])
    assert {article.url for article in first.articles} == {f"{SITE}/news/{n}" for n in range(4)}
    assert keys(polls[0]) == keys(polls[1]) == keys(polls[2])


def test_a_small_number_behind_one_link_alone_is_its_place_in_the_feed() -> None:
    documents = [rss([("Мост открыт", f"{SITE}/news/5#{place}", None)]) for place in range(3)]
    assert len({keys(document)["Мост открыт"] for document in documents}) == 1
    assert as_read(documents[0]).articles[0].url == f"{SITE}/news/5"


def test_places_on_a_shared_page_tell_apart_and_are_not_taken_for_names() -> None:
    titles = titles_of(3)
    first = keys(rss([(title, f"{SITE}/#{number}", None) for number, title in enumerate(titles)]))
    moved = keys(rss([(title, f"{SITE}/#{number + 1}", None) for number, title in enumerate(titles)]))
    assert len(set(first.values())) == 3
    assert first == moved


@every_kind
def test_parameters_that_make_items_differ_are_kept_whatever_their_name(document: Document) -> None:
    for name in ("rss", "at_id", "pk_news", "cmpid"):
        links = [f"{SITE}/news.php?{name}={number}" for number in (1, 2)]
        items = [(title, link, None) for title, link in zip(titles_of(2), links, strict=True)]
        articles = as_read(document([*items, ("Мост", f"{SITE}/news/1", None)])).articles
        assert [article.url for article in articles[:2]] == links
        assert len({article.fingerprint for article in articles}) == 3
        alone = as_read(document(items[:1])).articles[0]
        assert (alone.url, alone.fingerprint) == (links[0], articles[0].fingerprint), "known without its neighbour, too"


@every_kind
def test_parameters_that_only_track_go(document: Document) -> None:
    trails = ("?rss=1", "?utm_source=rss", "?from_rss", "?yclid=5&utm_medium=x", "")
    items = [(title, f"{SITE}/news/{n}{trails[n]}", None) for n, title in enumerate(titles_of(5))]
    assert [article.url for article in as_read(document(items)).articles] == [f"{SITE}/news/{n}" for n in range(5)]


def test_a_campaign_tells_items_apart_only_where_nothing_else_does() -> None:
    titles = titles_of(2)
    links = [f"{SITE}/open?utm_content=a{number}" for number in range(2)]
    articles = as_read(rss([(t, link, None) for t, link in zip(titles, links, strict=True)])).articles
    assert [article.url for article in articles] == links
    with_ids = [f"{SITE}/open?id={number}&utm_content=a{number}" for number in range(2)]
    articles = as_read(rss([(t, link, None) for t, link in zip(titles, with_ids, strict=True)])).articles
    assert [article.url for article in articles] == [f"{SITE}/open?id={number}" for number in range(2)]


@every_kind
def test_guids_that_differ_by_noise_only_are_doubted_as_they_are_hashed(document: Document) -> None:
    guids = [f"{SITE}/?utm_source=a", f"{SITE}/?utm_source=b", "http://www.vestnik.example/?utm_source=a"]
    items = [(title, f"{SITE}/news/{n}", guids[n]) for n, title in enumerate(titles_of(3))]
    feed = as_read(document(items))
    assert len({article.fingerprint for article in feed.articles}) == 3


def test_guids_that_differ_by_what_nobody_sees_are_one_and_say_nothing() -> None:
    items = [(title, f"{SITE}/news/{n}", "7" + "\u200b" * n) for n, title in enumerate(titles_of(3))]
    feed = as_read(rss(items).replace("<guid>", '<guid isPermaLink="false">'))
    assert len({article.fingerprint for article in feed.articles}) == 3
    assert feed.left_out[LeftOut.SHARED_GUID] == 3
    assert [article.guid for article in feed.articles] == [None] * 3


def test_a_guid_of_one_item_that_is_the_link_of_another_joins_nothing() -> None:
    items = [("Мост открыт", f"{SITE}/news/1", None), ("Школа открыта", f"{SITE}/news/2", f"{SITE}/news/1")]
    assert len(set(keys(rss(items)).values())) == 2


@every_kind
def test_a_front_page_is_not_an_article_though_only_one_item_links_to_it(document: Document) -> None:
    for page in ("/", "", "/ru/", "/index.php"):
        first, second = (keys(document([(title, f"{SITE}{page}", None)])) for title in titles_of(2))
        assert set(first.values()).isdisjoint(second.values())


@every_kind
def test_an_item_that_stands_twice_is_read_once_and_counted(document: Document) -> None:
    item = ("Мост открыт", f"{SITE}/news/1", f"{SITE}/news/1")
    feed = as_read(document([item, item, ("Школа", f"{SITE}/news/2", f"{SITE}/news/2")]))
    assert len(feed.articles) == 2
    assert feed.left_out[LeftOut.REPEATED] == 1


def test_items_without_titles_are_told_apart_by_their_words() -> None:
    items = "".join(
        f'<item><link>{SITE}/</link><guid isPermaLink="false">x</guid><description>Слова {n}</description></item>'
        for n in range(3)
    )
    feed = as_read(f'<rss version="2.0"><channel><title>В</title>{items}</channel></rss>')
    assert len({article.fingerprint for article in feed.articles}) == 3


@pytest.mark.parametrize("tail", ["#post-{}", "#{}", "?rss={}", "?id={}"])
def test_parts_of_a_report_under_one_headline_are_told_apart_by_their_words(tail: str) -> None:
    def document(numbers: Sequence[int]) -> str:
        items = "".join(
            f"<item><title>Онлайн</title><link>{SITE}/live{tail.format(place)}</link>"
            f"<description>Запись номер {number}</description></item>"
            for place, number in enumerate(numbers)
        )
        return f'<rss version="2.0"><channel><title>В</title>{items}</channel></rss>'

    articles = as_read(document([0, 1, 2])).articles
    assert [article.url for article in articles] == [f"{SITE}/live{tail.format(number)}" for number in range(3)]
    assert len({article.fingerprint for article in articles}) == 3


def test_two_versions_of_one_item_under_one_guid_are_one() -> None:
    versions = "".join(
        f'<item><title>Мост</title><link>{SITE}/1</link><guid isPermaLink="false">7</guid>'
        f"<description>{text}</description></item>"
        for text in ("Открыт и осмотрен.", "Открыт.")
    )
    (article,) = as_read(f'<rss version="2.0"><channel><title>В</title>{versions}</channel></rss>').articles
    assert article.text == "Открыт и осмотрен."


def test_a_thousand_items_on_the_front_page_are_a_thousand_articles() -> None:
    items = [(title, f"{SITE}/", f"{SITE}/") for title in titles_of(1000)]
    assert len(set(keys(rss(items)).values())) == 1000


def test_a_route_behind_a_hash_leads_to_its_article() -> None:
    links = [f"{SITE}/#!/news/{number}" for number in range(2)]
    articles = as_read(rss([(t, link, None) for t, link in zip(titles_of(2), links, strict=True)])).articles
    assert [article.url for article in articles] == links
    assert as_read(rss([("Запись", links[0], None)])).articles[0].fingerprint == articles[0].fingerprint
