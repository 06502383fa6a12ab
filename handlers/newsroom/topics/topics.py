"""Topics for editors, reached from /topics: add, edit, merge, hide.

A change is tried on the last day's articles first.
"""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.draft import NOT_STORED
from domain.ids import DraftId
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import AnswerTo, PressOf
from handlers.newsroom.topics.desk import TopicDesk
from render.buttons import Press
from render.message import OutgoingMessage

_OF_DRAFTS = frozenset({"draft", "titles", "seeds", "try", "use", "drop"})


def router() -> Router:
    routes = Router(name="topics of the newsroom")
    routes.callback_query.register(press_, PressOf("topic"))
    routes.message.register(answered, AnswerTo("topic"))
    return routes


async def press_(query: CallbackQuery, press: Press, ask: Ask, topic_desk: TopicDesk) -> Answer:
    step, value = press.value(), press.value(1)
    if not press.is_current:
        return show(topic_desk.every(ask), ask.t("button-old"))
    if step in _OF_DRAFTS:
        return await _press_draft(query, press, ask, topic_desk)
    match step:
        case "see":
            return show(topic_desk.card(value, ask))
        case "new":
            return say(topic_desk.ask_titles(NOT_STORED, ask))
        case "edit" | "hide" | "show":
            return show(await topic_desk.begin(step, value, ask))
        case "merge":
            return show(topic_desk.choose_other(value, ask))
        case "into":
            return show(await topic_desk.begin_merge(value, press.value(2), ask))
        case _:
            return show(topic_desk.every(ask, press.number(1) or 0))


async def _press_draft(query: CallbackQuery, press: Press, ask: Ask, topic_desk: TopicDesk) -> Answer:
    step, number = press.value(), press.id(DraftId, 1) or NOT_STORED
    if await topic_desk.is_foreign(number, ask):
        return Answer(toast=ask.t("draft-foreign"))
    match step:
        case "titles" | "seeds":
            return say(await topic_desk.ask_for(step, number, ask))
        case "try":
            return show(await topic_desk.preview(number, query, ask))
        case "use":
            return show(await topic_desk.use(number, press.value(2), query, ask))
        case "drop":
            return show(await topic_desk.drop(number, ask))
        case _:
            return show(await topic_desk.draft(number, ask))


async def answered(message: Message, press: Press, ask: Ask, topic_desk: TopicDesk) -> Answer:
    number = press.id(DraftId, 1) or NOT_STORED
    if await topic_desk.is_foreign(number, ask):
        return say(OutgoingMessage(ask.t.html("draft-foreign")))
    return say(await topic_desk.take(press.value(), number, message.text or "", ask))
