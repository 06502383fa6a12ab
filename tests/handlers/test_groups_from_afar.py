"""Groups and channels set up from a private chat; nothing is posted there."""

import pytest

from domain.chat import ChatKind, ChatState
from emulator.telegram import acts
from render.buttons import Flow, data, for_chat
from render.settings import SCREENS
from tests.handlers.afar import CHANNEL, GROUP, RU, a_channel, button, picked, said_in, stored
from tests.handlers.rig import Rig
from tests.texts import TEXTS
from text.languages import LOCALES


async def test_a_channel_is_chosen_set_up_and_begun_and_its_readers_see_nothing(rig: Rig) -> None:
    await rig.tell("Сом укрепился к доллару")
    owner = await rig.reader()
    channel = await a_channel(rig, owner)
    screen = await picked(rig, owner, channel)
    assert rig.emulator.telegram.member_of(channel, rig.emulator.telegram.bot).is_admin
    assert screen.text.startswith("Утренние вести\n")
    for label in ("Темы", "Экономика"):
        await rig.pressed(owner, button(screen, label), screen)
    await rig.pressed(owner, button(screen, RU("button-back")), screen)
    own = await rig.chat(owner)
    assert RU("groups-begun") == await rig.pressed(owner, button(screen, RU("button-done")), screen)
    chat = await stored(rig, channel)
    assert (chat.kind, chat.state, chat.topics, chat.set_up_by) == (
        ChatKind.CHANNEL, ChatState.ACTIVE, ("economy",), owner.id,
    )  # fmt: skip
    assert chat.next_due_at is not None
    assert await rig.chat(owner) == own
    assert said_in(rig, channel) == []


async def test_the_keys_go_once_a_chat_is_chosen(rig: Rig) -> None:
    owner = await rig.reader()
    await picked(rig, owner, await a_channel(rig, owner))
    assert owner.received[-2].raw["text"].endswith(RU("groups-picked"))
    assert owner.received[-2].message.reply_markup == {"remove_keyboard": True, "selective": False}


async def test_a_group_is_chosen_where_the_bot_is_a_member_and_stays_one(rig: Rig) -> None:
    owner = await rig.reader()
    outside = await rig.emulator.group("Без бота", owner, bot_status="left")
    group = await rig.emulator.group("Соседи", owner)
    await rig.inbox.settle()
    with pytest.raises(acts.ImpossibleAct):
        await picked(rig, owner, outside, GROUP)
    screen = await picked(rig, owner, group, GROUP)
    assert not rig.emulator.telegram.member_of(group, rig.emulator.telegram.bot).is_admin
    greeted = said_in(rig, group)
    await rig.pressed(owner, button(screen, RU("button-done")), screen)
    chat = await stored(rig, group)
    assert (chat.kind, chat.state) == (ChatKind.SUPERGROUP, ChatState.ACTIVE)
    assert said_in(rig, group) == greeted


async def test_digests_of_a_channel_are_stopped_and_sent_again_from_afar(rig: Rig) -> None:
    owner = await rig.reader()
    channel = await a_channel(rig, owner)
    screen = await picked(rig, owner, channel)
    await rig.pressed(owner, button(screen, RU("button-done")), screen)
    await rig.pressed(owner, button(screen, RU("groups-end-button")), screen)
    assert (await stored(rig, channel)).state is ChatState.STOPPED
    await rig.pressed(owner, button(screen, RU("resume-button")), screen)
    assert (await stored(rig, channel)).state is ChatState.ACTIVE
    assert (await rig.chat(owner)).state is ChatState.ACTIVE
    assert said_in(rig, channel) == []


async def test_the_list_has_what_one_set_up_and_is_still_an_admin_of(rig: Rig) -> None:
    owner = await rig.reader()
    first, second = await a_channel(rig, owner, "Первый"), await a_channel(rig, owner, "Второй")
    for channel in (first, second):
        screen = await picked(rig, owner, channel)
        await rig.pressed(owner, button(screen, RU("button-done")), screen)
    listed = await rig.answer(owner, "/groups")
    assert {"📣 Первый", "📣 Второй"} <= set(listed.buttons)
    await rig.pressed(owner, button(listed, "📣 Первый"), listed)
    assert listed.text.startswith("Первый\n")
    await rig.pressed(owner, button(listed, RU("groups-back-button")), listed)
    assert "📣 Второй" in listed.buttons
    rig.emulator.telegram.member_of(first, owner.user).status = "member"
    acts.set_bot_status(rig.emulator.telegram, second, owner.user, "left")
    await rig.settle(owner)
    assert not [
        label for label in (await rig.answer(owner, "/groups")).buttons if "Первый" in label or "Второй" in label
    ]


async def test_the_settings_lead_to_the_list_and_back_and_name_the_rights_in_links(rig: Rig) -> None:
    owner = await rig.reader()
    screen = await rig.answer(owner, "/settings")
    await rig.pressed(owner, button(screen, RU("settings-groups-button")), screen)
    name = (await rig.bot.me()).username
    links = [one["url"] for row in screen.keyboard for one in row if "url" in one]
    assert links == [
        f"https://t.me/{name}?startchannel=settings&admin=post_messages",
        f"https://t.me/{name}?startgroup=settings",
    ]
    await rig.pressed(owner, button(screen, RU("button-back")), screen)
    assert RU("settings-topics-button") in screen.buttons


async def test_a_link_adds_the_bot_to_a_channel_and_the_settings_are_offered_in_private(rig: Rig) -> None:
    owner = await rig.reader()
    channel = await a_channel(rig, owner)
    await owner.add_by_link(channel, "settings", "post_messages")
    offer = await owner.reads("«Утренние вести»")
    await rig.pressed(owner, button(offer, RU("settings-button")), offer)
    assert offer.text.startswith("Утренние вести\n")
    assert said_in(rig, channel) == []
    assert await stored(rig, channel) is None


async def test_a_link_adds_the_bot_to_a_group_and_its_admin_goes_on_there(rig: Rig) -> None:
    owner = await rig.reader()
    group = await rig.emulator.group("Соседи", owner, bot_status="left")
    await owner.add_by_link(group, "settings")
    await owner.inside(group).reads(lambda seen: "1:b:done" in str(seen.keyboard))
    assert "1:b:done" in str(owner.inside(group).received[-1].keyboard)


async def test_whoever_added_the_bot_to_a_channel_without_having_met_it_is_told_nothing(rig: Rig) -> None:
    stranger = await rig.newcomer("ru")
    channel = await a_channel(rig, stranger)
    acts.set_bot_status(rig.emulator.telegram, channel, stranger.user, "administrator")
    reader = await rig.reader()
    await rig.settle(reader)
    assert said_in(rig, channel) == []
    assert stranger.received == []


async def test_the_person_reads_their_own_language_and_the_channel_keeps_its_own(rig: Rig) -> None:
    owner = await rig.reader()
    channel = await a_channel(rig, owner)
    screen = await picked(rig, owner, channel)
    await rig.pressed(owner, for_chat("1:s:locale:kk", channel.id), screen)
    assert (await stored(rig, channel)).locale == "kk"
    assert (await rig.chat(owner)).locale == "ru"
    assert RU("settings-topics-button") in screen.buttons
    old = await rig.pressed(owner, for_chat("0:s:topics", channel.id), screen)
    assert old == RU("button-old")


async def test_in_a_group_the_command_leads_to_the_private_chat(rig: Rig) -> None:
    owner = await rig.reader()
    inside = owner.inside(await rig.emulator.group("Соседи", owner))
    await inside.reads("/start")
    assert RU("groups-private-button") in (await rig.answer(inside, "/groups")).buttons


@pytest.mark.parametrize("locale", LOCALES)
async def test_every_screen_of_a_channel_is_drawn_in_every_language(rig: Rig, locale: str) -> None:
    t, owner = TEXTS.translator(locale), await rig.reader(locale)
    channel = await a_channel(rig, owner, "К" * 128)
    await owner.press(t("groups-pick-button"), await rig.answer(owner, "/groups"))
    await owner.reads(lambda seen: t("groups-channel-button") in seen.buttons)
    await owner.share_chat(channel, CHANNEL)
    screen = await owner.reads(lambda seen: t("settings-topics-button") in seen.buttons)
    for name in SCREENS:
        await rig.pressed(owner, for_chat(data(Flow.SETTINGS, name), channel.id), screen)
        assert screen.text.startswith("К" * 128)
        for row in screen.keyboard:
            assert all("~" in one["callback_data"] or one["text"] == t("groups-back-button") for one in row)


async def test_words_are_followed_and_muted_by_a_reply_to_the_bots_question(rig: Rig) -> None:
    await rig.tell("Сом укрепился к доллару", source="Тандем")
    owner = await rig.reader()
    channel = await a_channel(rig, owner)
    for screen, words in (("follows", "Жибек Жолу"), ("mutes", "тандем")):
        listed = await picked(rig, owner, channel)
        await rig.pressed(owner, for_chat(data(Flow.SETTINGS, screen), channel.id), listed)
        await rig.pressed(owner, button(listed, RU("words-add-button")), listed)
        question = owner.last
        await owner.send(words, reply_to=question)
        await owner.reads(lambda seen, screen=screen: seen.text.endswith(RU(f"{screen}-afar", count=1)))  # type: ignore[misc]
    assert [one.query for one in await rig.storage.follows.of(channel.id)] == ["Жибек Жолу"]
    assert (await stored(rig, channel)).muted_sources == ("Тандем",)
    assert await rig.storage.follows.of(owner.id) == ()
    assert (await rig.chat(owner)).muted_sources == ()
    rig.emulator.telegram.member_of(channel, owner.user).status = "member"
    before = len(owner.received)
    await owner.send("снег", reply_to=question)
    await rig.settle(owner)
    assert [one.text for one in owner.received[before:]] == [RU("group-admins-only")]
    assert (await stored(rig, channel)).muted_words == ()
    assert said_in(rig, channel) == []


async def test_a_command_in_reply_to_the_bots_question_is_a_command_and_no_words(rig: Rig) -> None:
    owner = await rig.reader()
    channel = await a_channel(rig, owner)
    screen = await picked(rig, owner, channel)
    await rig.pressed(owner, for_chat(data(Flow.SETTINGS, "follows"), channel.id), screen)
    await rig.pressed(owner, button(screen, RU("words-add-button")), screen)
    question, before = owner.last, len(owner.received)
    await owner.send("/saved", reply_to=question)
    await rig.emulator.wait_for(lambda: len(owner.received) > before)
    assert owner.last.text.startswith(RU("saved-none").partition("</b>")[0].removeprefix("<b>"))
    assert await rig.storage.follows.of(channel.id) == ()
