"""Finding what a story has that a reader was not told: articles with the sentences that say something new. Pure."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from digest.summarise import Claim, claim_of, content, contradict
from domain.ids import ArticleId
from domain.story import Story, StoryArticle

_TOLD_SENTENCES = 8  # how many first sentences of a told article new sentences are compared with
_OLD_SHARE = 0.3  # a sentence is news if more than this part of its words is new


def news(story: Story, articles: Sequence[StoryArticle], told: Collection[ArticleId]) -> tuple[StoryArticle, ...]:
    """Return those of the `articles` that were not told yet, each with only the sentences that say something new.

    A sentence that denies what was told, or says what was denied, is new even if it has the same words.
    """
    known: defaultdict[str, set[str]] = defaultdict(set)
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    figures: set[str] = set()  # figures in told articles of all languages
    for article in story.articles:
        if article.id in told:
            for sentence in (article.headline, *article.sentences[:_TOLD_SENTENCES]):
                said = content(sentence, article.language)
                known[article.language] |= said
                claims[article.language].append(claim_of(sentence, article.language))
                figures.update(filter(str.isdecimal, said))

    def is_new(sentence: str, language: str) -> bool:
        if _adds(content(sentence, language), known.get(language), figures):
            return True
        claim = claim_of(sentence, language)
        return any(contradict(claim, earlier) for earlier in claims[language])

    found = []
    for article in articles:
        fresh = tuple(
            sentence for sentence in article.sentences if article.id not in told and is_new(sentence, article.language)
        )
        if fresh:
            found.append(replace(article, sentences=fresh))
    return tuple(found)


def _adds(said: set[str], known: set[str] | None, figures: set[str]) -> bool:
    """Return whether a sentence says something new; a new figure, such as a higher number of victims, always counts.

    `said` are the words of the sentence, `known` those of told articles in its language. If `known` is None, no article
    was told in that language: then all words would be new, so only figures that are not in `figures` count.
    """
    if known is None:
        return any(word.isdecimal() and word not in figures for word in said)
    new = said - known
    return any(map(str.isdecimal, new)) or len(new) > _OLD_SHARE * len(said)
