"""The memory for a source's lines is bounded, whatever it publishes, and furniture is still recognised."""

from text.furniture import FIRST_LINES, LAST_LINES, FurnitureBook, line_keys


def _letters(number: int) -> str:
    """Return a word that is unique for the number, since digits do not count."""
    return "".join(chr(ord("а") + int(digit)) for digit in f"{number:07d}")


def _hostile(article: int, lines: int = 5_000) -> str:
    return "\n".join(f"строка {_letters(article)} {_letters(line)}" for line in range(lines))


def test_of_a_text_of_thousands_of_lines_only_those_at_its_ends_are_kept() -> None:
    assert len(line_keys(_hostile(1))) == FIRST_LINES + LAST_LINES


def test_one_source_holds_so_many_lines_and_no_more() -> None:
    book = FurnitureBook()
    for article in range(200):
        book.learn("Вестник", _hostile(article, 200))
    assert book.lines == 30 * (FIRST_LINES + LAST_LINES)


def test_all_sources_together_hold_so_many_lines_and_no_more() -> None:
    book = FurnitureBook(lines=1_000)
    for source in range(50):
        book.learn(f"Вестник {source}", _hostile(source, 200))
        assert book.lines <= 1_000
    for number in range(3):
        book.learn(
            "Вестник реки", f"Новость {_letters(number)} о реке\nЧитает весь район\nПодробность {_letters(number)}"
        )
    assert book.without("Вестник реки", "Новая новость\nЧитает весь район") == "Новая новость"


def test_a_line_at_either_end_of_long_articles_is_furniture_still() -> None:
    book = FurnitureBook()
    for number in range(3):
        body = "\n".join(f"Абзац {_letters(number)} {_letters(line)}" for line in range(300))
        book.learn("Вестник", f"Новость {_letters(number)}\nЧитает весь район\n{body}\nПишите нам")
    assert book.without("Вестник", "Другая новость\nЧитает весь район\nПишите нам") == "Другая новость"
