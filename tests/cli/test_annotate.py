"""`annotate` as other programs use it: JSON Lines in, JSON Lines out."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def annotate(*arguments: str, lines: bytes = b"") -> tuple[int, list[dict[str, object]], str]:
    """Run the command; return exit status, rows and standard error."""
    done = subprocess.run(
        [sys.executable, "bot.py", "annotate", *arguments],
        cwd=ROOT,
        input=lines,
        capture_output=True,
        timeout=90,
        check=False,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def article(key: str, text: str, **more: str) -> bytes:
    return json.dumps({"id": key, "text": text} | more, ensure_ascii=False).encode() + b"\n"


def test_a_line_comes_back_with_everything_read_out_of_it(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_bytes(
        article(
            "a", "В Бишкеке Садыр Жапаров открыл школу. Ученики начнут занятия в среду. Фото: Новости.kg", title="Школа"
        )
        + article("b", "Бишкекте мектеп ачылды. Окуучулар шаршембиде окуйт.")
    )
    status, rows, errors = annotate(str(file), "--sentences", "1")
    assert (status, errors) == (0, "")
    assert [row["id"] for row in rows] == ["a", "b"]
    first = rows[0]
    assert list(first) == ["id", "language", "topics", "countries", "names", "text", "summary", "story"]
    assert (first["language"], first["countries"]) == ("ru", ["kg"])
    assert {"text": "Садыр Жапаров", "kind": "person"} in first["names"]  # type: ignore[operator]
    assert first["text"] == "В Бишкеке Садыр Жапаров открыл школу. Ученики начнут занятия в среду."
    assert first["summary"] == "В Бишкеке Садыр Жапаров открыл школу."
    assert rows[1]["language"] == "ky"


def test_bad_lines_are_named_and_the_rest_goes_on() -> None:
    lines = (
        b"not json\n" + article("x", "") + b'{"text": "no id"}\n[1]\n\n' + article("y", "слово", published_at="soon")
    )
    lines += b'{"id": "z", "text": 5}\n\xff\xfe\n' + article("w", "\ud800 текст".encode("utf-8", "replace").decode())
    status, rows, errors = annotate(lines=lines)
    assert status == 1
    assert [row["id"] for row in rows] == ["x", "w"]
    assert [line.split(":")[0] for line in errors.splitlines()[:-1]] == [
        "line 1", "line 3", "line 4", "line 6", "line 7", "line 8",
    ]  # fmt: skip


def test_texts_that_are_none_get_an_answer_each() -> None:
    texts = {
        "nothing": "", "one word": "Бишкек", "nulls": "\0\0\0", "emoji": "😀🎉" * 50,
        "marks": "\u202e\u200f\u2067" * 50,
        "scripts": "Привет hello салом қазақ 中文 العربية", "soundless": "слово Ъъъ Ььь", "digits": "слово ² ٣ ① Ⅷ 5",
        "2 MB": "Президент Садыр Жапаров прибыл в Ош. " * 55_000, "no full stops": "слово " * 60_000,
    }  # fmt: skip
    lines = b"".join(article(key, text, title=text[:60]) for key, text in texts.items())
    lines += b'{"id": "null", "title": null, "text": null, "html": null}\n'
    lines += article("html", "", html="<div>" * 5000 + "<p>Слово</p>")
    status, rows, errors = annotate(lines=lines)
    assert (status, errors) == (0, "")
    assert [row["id"] for row in rows] == [*texts, "null", "html"]
    assert {row["language"] for row in rows if row["id"] in ("nothing", "nulls", "emoji", "marks", "null")} == {"other"}


def test_html_is_read_and_lines_that_repeat_over_a_source_go() -> None:
    lines = b"".join(
        json.dumps(
            {
                "id": number,
                "html": f"<p>Новость про {word}.</p><p>Читает весь район</p><p>Ещё о том, что {word}.</p>",
                "source": "s",
            },
            ensure_ascii=False,
        ).encode()
        + b"\n"
        for number, word in enumerate(("мост", "реку", "снег"))
    )
    status, rows, _ = annotate(lines=lines)
    assert status == 0
    assert rows[0]["text"] == "Новость про мост.\nЕщё о том, что мост."


def test_a_missing_file_is_one_line() -> None:
    status, rows, errors = annotate("no-such-file.jsonl")
    assert (status, rows, len(errors.splitlines())) == (1, [], 1)


def test_aiogram_is_not_loaded() -> None:
    code = "import sys, cli.annotate, cli.line_annotator, text.annotate; sys.exit('aiogram' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60, check=False).returncode == 0


def test_reading_an_article_is_cheap_to_import() -> None:
    code = "import sys, text.annotate; sys.exit(bool({'numpy', 'slovnet', 'navec', 'pymorphy3'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60, check=False).returncode == 0
