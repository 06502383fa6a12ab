"""The annotate benchmark keeps working: all of it runs on a handful of articles."""

import argparse
import json
from pathlib import Path

from benchmarks import annotate

TEXTS = {
    "ru": "В Токмоке сгорел склад с сахаром. Огонь охватил 600 метров. Никто не пострадал, сообщил Алмаз Бекболотов.",
    "ky": "Токмокто кант сакталган кампа өрттөндү. Өрт 600 чарчы метр аянтты каптады. Жабыркаган адам жок.",
}


def test_a_handful_of_articles_gives_every_figure(tmp_path: Path) -> None:
    for task in annotate.SETS:
        text = TEXTS["ky" if task.endswith("ky") else "ru"]
        lines = (json.dumps({"id": number, "text": f"{text} Новость {number}."}) + "\n" for number in range(3))
        (tmp_path / f"{task}.in.jsonl").write_text("".join(lines), "utf-8")
    parser = argparse.ArgumentParser()
    annotate.add_arguments(parser)
    given = ["--data", str(tmp_path), "--articles", "8", "--window", "40", "--processes", "1"]
    figures = annotate.run(parser.parse_args(given))
    assert figures["articles"] == 6
    assert figures["names"] > 0
    for name in (
        "articles_per_second", "assigned_per_second", "assigned_per_second_last_fifth", "peak_pss_mb", "rebuild_s",
        "join_s", "join_pss_mb",
    ):  # fmt: skip
        assert figures[name] > 0, name
