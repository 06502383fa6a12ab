"""Client libraries that do not know the emulator run a small bot with it; only the address is changed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest

from emulator import Emulator, Person
from tests.emulator.conftest import Call


@pytest.fixture
async def aiogram_bot(emulator: Emulator) -> AsyncIterator[Any]:
    from aiogram import Bot, Dispatcher, F
    from aiogram.client.default import DefaultBotProperties
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.filters import Command
    from aiogram.types import (
        BufferedInputFile,
        CallbackQuery,
        ChatMemberUpdated,
        InlineKeyboardButton,
        InlineKeyboardMarkup,
        InlineQuery,
        InlineQueryResultArticle,
        InputTextMessageContent,
        Message,
    )

    session = AiohttpSession(api=TelegramAPIServer.from_base(emulator.url))
    bot = Bot(emulator.token, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    dispatcher = Dispatcher()
    changes: list[str] = []

    @dispatcher.message(Command("start"))
    async def start(message: Message) -> None:
        keyboard = InlineKeyboardMarkup(
            inline_keyboard=[[InlineKeyboardButton(text="Кыргызча", callback_data="locale:ky", style="success")]]
        )
        await message.answer("<b>Салам!</b> <tg-time unix='1647531900' format='t'>x</tg-time>", reply_markup=keyboard)

    @dispatcher.message(Command("report"))
    async def report(message: Message) -> None:
        await message.answer_document(BufferedInputFile("а,б\n".encode(), "отчёт.csv"), caption="<i>CSV</i>")

    @dispatcher.callback_query(F.data.startswith("locale:"))
    async def locale(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("Даяр")
        await query.answer("Сакталды")

    @dispatcher.inline_query()
    async def inline(query: InlineQuery) -> None:
        content = InputTextMessageContent(message_text=f"<b>{query.query}</b>", parse_mode="HTML")
        found = InlineQueryResultArticle(id="1", title=query.query, input_message_content=content)
        await query.answer([found], cache_time=1)

    @dispatcher.my_chat_member()
    async def member(change: ChatMemberUpdated) -> None:
        changes.append(change.new_chat_member.status)

    polling = asyncio.ensure_future(
        dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False, polling_timeout=1)
    )
    bot.changes = changes  # type: ignore[attr-defined]
    yield bot
    with contextlib.suppress(RuntimeError):
        await dispatcher.stop_polling()
    await asyncio.wait_for(polling, 10)
    await bot.session.close()


async def test_a_bot_of_aiogram_runs_unchanged(emulator: Emulator, aiogram_bot: Any) -> None:
    from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError

    reader = await emulator.person("Айзада", "ky")
    await reader.send("/start")
    hello = await reader.reads("Салам!")
    assert [one["type"] for one in hello.entities] == ["bold", "date_time"]
    assert await reader.answered(await reader.press("Кыргызча")) == "Сакталды"
    assert hello.text == "Даяр"
    assert hello.is_edited

    await reader.send("/report")
    report = await reader.reads("CSV")
    assert report.file_name == "отчёт.csv"
    downloaded = await aiogram_bot.download(report.raw["document"]["file_id"])
    assert downloaded.read().decode() == "а,б\n"

    query = await reader.ask_inline("мост")
    await reader.choose(query, "1")
    assert reader.messages[-1].text == "мост"

    chat = await aiogram_bot.get_chat(reader.id)
    assert chat.first_name == "Айзада"
    group = await emulator.group("Клуб", reader, bot_status="administrator")
    admins = await aiogram_bot.get_chat_administrators(group.id)
    assert {admin.status for admin in admins} == {"creator", "administrator"}
    with pytest.raises(TelegramBadRequest, match="Can't find end tag corresponding"):
        await aiogram_bot.send_message(reader.id, "<b>")
    await reader.block()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await aiogram_bot.send_message(reader.id, "x")
    await emulator.wait_for(lambda: aiogram_bot.changes == ["administrator", "kicked"])
    assert [line for line in emulator.journal.lines if "unknown" in line] == []


async def test_a_bot_of_python_telegram_bot_runs_unchanged(emulator: Emulator) -> None:
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
    from telegram.error import BadRequest, Forbidden
    from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

    async def start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Далее", callback_data="next")]])
        await update.message.reply_html("<b>Привет</b>", reply_markup=keyboard)
        await update.message.reply_document("а,б\n".encode(), filename="report.csv")

    async def pressed(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer("Готово")
        await update.callback_query.edit_message_text("Дальше")

    application = (
        Application.builder()
        .token(emulator.token)
        .base_url(f"{emulator.url}/bot")
        .base_file_url(f"{emulator.url}/file/bot")
        .build()
    )
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(pressed))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(poll_interval=0, timeout=1)
        reader = await emulator.person("Айзада")
        await reader.send("/start")
        hello = await reader.reads("Привет")
        assert [one["type"] for one in hello.entities] == ["bold"]
        assert await reader.answered(await reader.press("Далее")) == "Готово"
        await emulator.wait_for(lambda: hello.text == "Дальше")
        document = await reader.reads(lambda seen: seen.file_name)
        file = await application.bot.get_file(document.raw["document"]["file_id"])
        assert bytes(await file.download_as_bytearray()).decode() == "а,б\n"
        with pytest.raises(BadRequest, match="Message is too long"):
            await application.bot.send_message(reader.id, "x" * 4097)
        await reader.block()
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await application.bot.send_message(reader.id, "x")
        await application.updater.stop()
        await application.stop()


async def test_answers_validate_as_the_models_of_a_client(emulator: Emulator, reader: Person, call: Call) -> None:
    """Answers have every field that aiogram's types require."""
    from aiogram.types import ChatFullInfo, Message, Update, User

    group = await emulator.group("Клуб", reader, bot_status="administrator", is_forum=True)
    await reader.inside(group).send("/latest")
    await reader.send_location(42.87, 74.59)
    await reader.send_file("a.opml", b"<opml/>", caption="ленты")
    for update in emulator.telegram.queue.waiting():
        Update.model_validate(update)
    for seen in reader.messages:
        Message.model_validate(seen.raw)
    User.model_validate(emulator.telegram.bot.wire())
    answer = await call("getChat", chat_id=group.id)
    assert ChatFullInfo.model_validate(answer["result"]).is_forum
