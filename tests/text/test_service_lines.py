"""Service lines inserted into clean articles are removed, and nothing else: measured on real texts."""

import json
import random
import tomllib
from pathlib import Path

import pytest

from text.clean import clean
from text.phrases import Phrases
from text.sentences import split

HERE = Path(__file__).parent
SERVICE = tomllib.loads((HERE / "service_lines.toml").read_text("utf-8"))


def articles(quality: Path, phrases: Phrases) -> dict[str, list[list[str]]]:
    """Return language → articles, each a list of content lines; if there are no articles, made of single lines."""
    found: dict[str, list[list[str]]] = {language: [] for language in SERVICE}
    for task, language in (("cluster_tg", "ru"), ("topic_tg", "ru"), ("sum_title", "ru"), ("topic_ky", "ky")):
        for line in (quality / f"{task}.in.jsonl").read_text("utf-8").splitlines():
            sentences = [text for text in split(clean(json.loads(line)["text"], phrases)) if len(text) > 20]
            found[language].append(sentences)
    gold = json.loads((quality / "langid.gold.json").read_text("utf-8"))
    lines: dict[str, list[str]] = {language: [] for language in SERVICE}
    for line in (quality / "langid.in.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        group, language = gold[item["id"]]
        if group in ("news", "udhr12") and clean(item["text"], phrases) == item["text"]:
            lines[language].append(item["text"])
    for language, texts in lines.items():
        found[language] += [texts[start : start + 6] for start in range(0, len(texts), 6)]
    return found


@pytest.mark.slow
def test_injected_service_lines_are_removed_and_content_stays(data_dir: Path, phrases: Phrases) -> None:
    chance = random.Random(7)
    injected = left = lines = lost = 0
    survivors: set[str] = set()
    for language, texts in articles(data_dir / "quality", phrases).items():
        for content in texts:
            service = chance.sample(SERVICE[language], 3)
            mixed = list(content)
            for line in service:
                mixed.insert(chance.randrange(len(mixed) + 1), line)
            kept = clean("\n".join(mixed), phrases).split("\n")
            injected += len(service)
            left += sum(line in kept for line in service)
            survivors |= {line for line in service if line in kept}
            lines += len(content)
            lost += sum(line not in kept for line in content)
    assert left <= 0.02 * injected, survivors
    assert lost <= 0.001 * lines, f"{lost} of {lines}"


@pytest.mark.untraced
def test_service_sentences_inside_a_paragraph_go_too(data_dir: Path, phrases: Phrases) -> None:
    chance = random.Random(8)
    injected = left = 0
    for language, texts in articles(data_dir / "quality", phrases).items():
        sentences_of = [line + "." for line in SERVICE[language] if len(line.split()) > 3 and line[-1] not in ".!?»"]
        for content in texts[:60]:
            if not content or content[-1][-1] not in ".!?":
                continue
            line = chance.choice(sentences_of)
            position = chance.randrange(1, len(content) + 1)
            if content[position - 1][-1] not in ".!?":
                continue
            text = clean(" ".join([*content[:position], line, *content[position:]]), phrases)
            injected += 1
            left += line in text
    assert left <= 0.05 * injected


@pytest.mark.parametrize(
    "sentence",
    [
        "Источник: в министерстве не подтвердили закрытие дороги.",
        "Видео: лавина сошла на дорогу, никто не пострадал.",
        "Булак: министрлик жолдун жабылганын ырастаган жок.",
        "Дереккөз: министрлік жолдың жабылғанын растамады.",
        "Manba: vazirlik yo‘l yopilganini tasdiqlamadi.",
        "Манбаъ: вазорат бастани роҳро тасдиқ накард.",
        "Source: the ministry did not confirm that the road is closed.",
    ],
)
def test_a_sentence_that_names_its_source_is_no_credit(sentence: str, phrases: Phrases) -> None:
    for text in (f"На перевале идёт снег.\n{sentence}", f"На перевале идёт снег. {sentence}"):
        assert clean(text, phrases) == text


@pytest.mark.parametrize(
    "credit", ["Фото: облустук милициянын басма сөз кызматы.", "Видео: очевидцы.", "Фото: Азиз Орузов."]
)
def test_a_credit_with_a_full_stop_is_still_a_credit(credit: str, phrases: Phrases) -> None:
    assert clean(f"На перевале идёт снег.\n{credit}", phrases) == "На перевале идёт снег."
