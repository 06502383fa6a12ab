"""Sending the answer to an inline query: https://core.telegram.org/bots/api#answerinlinequery"""

from dataclasses import replace

import structlog
from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)

from delivery.outcome import Unreadable, outcome_of, plain
from delivery.sending import keyboard, preview_options
from render.inline import InlineCard, InlinePage

log = structlog.get_logger(__name__)


async def answer_inline(bot: Bot, query_id: str, page: InlinePage) -> None:
    """Answer the query; raises the errors of the call, except when Telegram refuses the answer.

    Telegram refuses an answer that comes too late. If it cannot parse the markup, the answer is sent without markup.
    """
    try:
        await _answer(bot, query_id, page, ParseMode.HTML)
    except TelegramBadRequest as error:
        if not isinstance(outcome_of(error), Unreadable):
            log.info("Telegram refused the answer to an inline query", reason=error.message)
            return
        log.error("Telegram cannot read our markup", reason=error.message)
        try:
            await _answer(bot, query_id, replace(page, cards=tuple(map(_plain, page.cards))), None)
        except TelegramBadRequest as again:
            log.error("Telegram refused the answer to an inline query", reason=again.message)


def _plain(card: InlineCard) -> InlineCard:
    return replace(card, message=replace(card.message, html=plain(card.message.html)))


async def _answer(bot: Bot, query_id: str, page: InlinePage, parse_mode: ParseMode | None) -> None:
    await bot.answer_inline_query(
        query_id,
        [_result(card, parse_mode) for card in page.cards],
        cache_time=page.cache_seconds,
        is_personal=True,  # the results depend on the person's languages and mutes
        next_offset=page.next_offset,
        button=None if page.button is None else _button(*page.button),
    )


def _result(card: InlineCard, parse_mode: ParseMode | None) -> InlineQueryResultArticle:
    markup = keyboard(card.message, None)
    return InlineQueryResultArticle(
        id=card.id,
        title=card.title,
        description=card.description,
        input_message_content=InputTextMessageContent(
            message_text=card.message.html,
            parse_mode=parse_mode,
            link_preview_options=LinkPreviewOptions.model_validate(preview_options(card.message)),
        ),
        reply_markup=None if markup is None else InlineKeyboardMarkup.model_validate(markup),
    )


def _button(text: str, start_parameter: str) -> InlineQueryResultsButton:
    return InlineQueryResultsButton(text=text, start_parameter=start_parameter)
