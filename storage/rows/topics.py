"""The topics that the newsroom has changed, converted to rows of a table and back."""

import json
from collections.abc import Sequence
from typing import Any

from domain.topic import EditedTopic

COLUMNS = "key, titles, seeds, is_hidden, merged_into, version"


def topic_to_row(topic: EditedTopic) -> tuple[object, ...]:
    seeds = {language: list(words) for language, words in topic.seeds.items()}
    texts = [json.dumps(value, ensure_ascii=False) for value in (dict(topic.titles), seeds)]
    return (topic.key, *texts, topic.is_hidden, topic.merged_into, topic.version)


def topic_from_row(row: Sequence[Any]) -> EditedTopic:
    return EditedTopic(
        key=row[0],
        titles=json.loads(row[1]),
        seeds={language: tuple(words) for language, words in json.loads(row[2]).items()},
        is_hidden=bool(row[3]),
        merged_into=row[4],
        version=row[5],
    )
