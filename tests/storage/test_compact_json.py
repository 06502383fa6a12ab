"""JSON in columns is what the json module would write, only made faster."""

import json
from dataclasses import asdict

import pytest

from domain.article import Name
from storage.compact_json import compact_json


@pytest.mark.parametrize(
    "value",
    [
        (),
        ("общество", "ўзбек", "日本 😀"),
        {"title": ("көл",), "body": {"сүт": 2, "dairy": 1.5, "x": None, "y": True}, "numbers": []},
        ('a "quoted" word', "back\\slash", "tab\tnew\nline", "\x00\x1f\x7f\u2028", "</script>"),
        [12345678901234567890, -1, 0.1, 1e300],
    ],
)
def test_it_is_compact_and_the_same_value(value: object) -> None:
    written = compact_json(value)
    assert written == json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert json.loads(written) == json.loads(json.dumps(value))


def test_names_are_written_by_their_fields() -> None:
    names = (Name("Жапаров", "person", "japarov"), Name("Ош", "place"))
    assert json.loads(compact_json(names)) == [asdict(name) for name in names]
