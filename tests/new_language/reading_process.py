"""A process that reads texts in the added language by the product's functions, and prints the results as JSON."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from catalogue.loader import load_lexicon, load_phrases, load_topics
from digest.matching import answers, matchable
from digest.summarise import summarise
from domain.chat import ChatKind
from domain.ids import ArticleId, ChatId
from domain.story import StoryArticle
from feeds.parsing.dates import read_date
from handlers.newcomer import newcomer
from render.buttons import Flow
from render.screens.page import Page
from render.settings import settings_screen
from render.texts import Texts
from settings import Settings
from text.annotate import ArticleReader
from text.query import parse
from text.sentences import split

HERE = Path.cwd()
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
TITLE = "Домѫки ѫд гора согнили"
TEXT = (
    "Ѫс тамо бѫ вѫсь. Спомѫн, бѫ гора тамо ѫд мост. Реки ѫд горем залили домѫкиуд бѫ тамо вчора."
    " Люди бѫ тамо ѫд мостѫки идут далече."
)


def main() -> None:
    """Print the product's results as one JSON object."""
    reader = ArticleReader(
        load_topics(HERE / "catalogue"), load_phrases(HERE / "catalogue"), load_lexicon(HERE / "catalogue")
    )
    read = reader.annotate(TITLE, TEXT)
    article = StoryArticle(
        ArticleId(1),
        "Вѫсть",
        None,
        read.headline,
        read.language,
        NOW,
        NOW,
        True,
        read.topics,
        read.countries,
        split(TEXT),
    )
    phrases = load_phrases(HERE / "catalogue")
    person = newcomer(
        ChatId(1),
        ChatKind.PRIVATE,
        thread_id=None,
        language_code="zz",
        default_locale="ru",
        default_zone="Asia/Bishkek",
    )
    t = Texts(HERE / "locales").translator("zz")
    screens = {
        name: [
            button.text
            for row in settings_screen(name, Page(person, t, {}, NOW, Flow.SETTINGS)).buttons
            for button in row
        ]
        for name in ("locale", "languages")
    }
    moment = read_date("12 вѫдоуд 2026, 10:30")
    sys.stdout.write(
        json.dumps(
            {
                "language": read.language,
                "topics": read.topics,
                "things": sorted(read.features.told if read.features else ()),
                "found": [
                    answers(matchable(article), parse(query)) for query in ("домѫкиуд", "домем", "lang:зѫвель дом")
                ],
                "stranger": answers(matchable(article), parse("домовой")),
                "summary": [sentence.text for sentence in summarise([article], phrases=phrases)],
                "sentences": split("Ѫд вѫл. Гора бѫ мост. Тамо ѫс."),
                "date": moment.isoformat() if moment else None,
                "person": [person.locale, *person.languages, *person.countries],
                "screens": screens,
                "says": t("digest-nothing"),
                "default": Settings(_env_file=None, default_locale="zz").default_locale,  # type: ignore[call-arg]
            }
        )
    )


if __name__ == "__main__":
    main()
