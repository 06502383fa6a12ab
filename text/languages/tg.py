"""Tajik: Persian in Cyrillic letters; izofat joins a word with what describes it."""

from text.languages.language import Language, chain, either

_PLURAL = "ҳо он гон ён вон ҷот от"
_MAKING = "ӣ гӣ вӣ она"
_IZOFAT = "и ии"
_OWNERS = "ам ат аш амон атон ашон"
_CASES = "ро е ю у"
# китоб-ҳо-и, мактаб-ро, деҳа-гӣ, корманд-он-амон
_NOUN = chain(_MAKING, _PLURAL, _OWNERS, _IZOFAT, _CASES)
_VERB = chain("+ад анд ед ем ам ида а аанд аст астанд да та идан ондан")

LANGUAGE = Language(
    code="tg",
    name="тоҷикӣ",
    place=5,
    country="tj",
    called="таджикский",
    letters="а-яёғӣқӯҳҷ",
    endings=either(_NOUN, _VERB),
)
