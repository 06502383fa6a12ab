"""The codes by which 👍 and 👎 under a digest name its topics and outlets."""

from pathlib import Path

from catalogue.loader import load_topics
from catalogue.sources import load_sources
from render.buttons import read
from render.footer import outlet_code, rate_data, rated, topic_code
from tests.render.digests import digest, story

CATALOGUE = Path(__file__).resolve().parents[2] / "catalogue"


def test_no_two_topics_or_outlets_of_the_catalogue_share_a_code() -> None:
    topics = {topic.key for topic in load_topics(CATALOGUE)}
    outlets = {source.feed.source for source in load_sources(CATALOGUE)}
    assert len({topic_code(topic) for topic in topics}) == len(topics) > 10
    assert len({outlet_code(outlet) for outlet in outlets}) == len(outlets) > 50


def test_a_button_names_the_first_topics_and_outlets_in_the_order_of_the_digest() -> None:
    told = [story(topic=f"topic-{number}", sources=((f"Издание {number}", None),)) for number in range(9)]
    press = read(rate_data(digest(*told, *told), is_more=True))
    assert press is not None
    topics, outlets = rated(press, {f"topic-{n}" for n in range(9)}, {f"Издание {n}" for n in range(9)})
    assert topics == tuple(f"topic-{n}" for n in range(5))
    assert outlets == tuple(f"Издание {n}" for n in range(4))
    assert rated(press, {"topic-3"}, ()) == (("topic-3",), ())


def test_a_digest_without_topics_or_outlets_has_buttons_all_the_same() -> None:
    press = read(rate_data(digest(story(topic=None, sources=())), is_more=False))
    assert press is not None
    assert rated(press, {"economy"}, {"Тандем"}) == ((), ())
