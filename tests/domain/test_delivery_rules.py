"""Who may be sent what, what counts as told, and the consequences of a finished delivery."""

from datetime import UTC, datetime, timedelta

from domain.chat import Chat, ChatKind, ChatState, Timetable
from domain.delivery_rules import (
    LOSABLE,
    OPEN,
    PRIORITIES,
    comes_again,
    is_final,
    is_received,
    is_received_in_part,
    is_told,
    is_under_way,
    keeps_words,
    may_be_queued,
    may_be_queued_again,
    may_be_taken_back,
    may_be_withdrawn,
    may_wait,
    people_to_tell,
    person_to_tell,
    reopened,
)
from domain.ids import ArticleId, ChatId, PersonId, person_id
from domain.post import DeliveryState, PostKind

NOW = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)
NEWS = [kind for kind in PostKind if kind not in (PostKind.NOTICE, PostKind.CORRECTION)]


def test_news_goes_to_active_chats_and_notices_to_whoever_can_be_reached() -> None:
    for kind in NEWS:
        assert [state for state in (None, *ChatState) if may_be_queued(kind, state)] == [ChatState.ACTIVE]
    reached = {state for state in (None, *ChatState) if may_be_queued(PostKind.NOTICE, state)}
    assert reached == {None, *ChatState} - {ChatState.UNREACHABLE}
    shown = {state for state in (None, *ChatState) if may_be_queued(PostKind.CORRECTION, state)}
    assert shown == {None, ChatState.NEW, ChatState.ACTIVE}


def test_what_was_on_the_way_waits_only_for_whom_it_may_still_reach() -> None:
    for kind in (*NEWS, PostKind.CORRECTION):
        assert {state for state in ChatState if not may_wait(kind, state)} == {
            ChatState.STOPPED,
            ChatState.SUSPENDED,
            ChatState.UNREACHABLE,
        }
        assert may_wait(kind, None)
    assert [state for state in ChatState if not may_wait(PostKind.NOTICE, state)] == [ChatState.UNREACHABLE]


def test_each_kind_has_its_priority_and_alerts_come_first() -> None:
    assert set(PRIORITIES) == set(PostKind)
    assert PRIORITIES[PostKind.BREAKING] == PRIORITIES[PostKind.NOTICE] < PRIORITIES[PostKind.DIGEST]


def test_what_is_sent_if_only_in_part_or_may_be_counts_as_told() -> None:
    assert {state for state in DeliveryState if is_told(state, 0)} == {DeliveryState.SENT, *OPEN}
    assert all(is_told(state, 1) for state in DeliveryState)


def test_a_correction_is_for_whoever_got_something_and_waits_for_what_is_still_under_way() -> None:
    assert [state for state in DeliveryState if is_received_in_part(state, 0)] == [DeliveryState.SENT]
    assert all(is_received_in_part(state, 1) for state in DeliveryState)
    assert [state for state in DeliveryState if is_under_way(state, 0)] == [DeliveryState.SENDING]
    assert {state for state in DeliveryState if is_under_way(state, 1)} == OPEN
    assert [state for state in DeliveryState if may_be_withdrawn(state, 0)] == [DeliveryState.WAITING]
    assert not any(may_be_withdrawn(state, 1) for state in DeliveryState)


def test_only_what_waits_whole_and_tells_the_same_is_taken_back_and_may_be_queued_again() -> None:
    assert may_be_taken_back(DeliveryState.WAITING, 0, (ArticleId(1), ArticleId(2)), (ArticleId(2), ArticleId(3)))
    assert not may_be_taken_back(DeliveryState.WAITING, 0, (ArticleId(1), ArticleId(2)), (ArticleId(3),))
    assert not may_be_taken_back(DeliveryState.WAITING, 1, (ArticleId(1),), (ArticleId(1),))
    assert not may_be_taken_back(DeliveryState.SENDING, 0, (ArticleId(1),), (ArticleId(1),))
    assert [state for state in DeliveryState if may_be_queued_again(state, 0)] == [DeliveryState.DROPPED]
    assert not may_be_queued_again(DeliveryState.DROPPED, 1)
    assert [state for state in DeliveryState if not is_received(state)] == [DeliveryState.DROPPED]


def test_what_was_dropped_stays_so_unless_it_was_sent_after_all() -> None:
    assert {state for state in DeliveryState if is_final(DeliveryState.DROPPED, state)} == {
        DeliveryState.DROPPED,
        DeliveryState.WAITING,
    }
    assert not any(is_final(DeliveryState.SENDING, state) for state in DeliveryState)


def test_the_next_digest_begins_where_the_dropped_one_did() -> None:
    hour = timedelta(hours=1)
    assert reopened(NOW, NOW - hour) == NOW - hour
    assert reopened(NOW - 2 * hour, NOW - hour) == NOW - 2 * hour
    assert reopened(None, NOW) is None, "a chat without a digest looks back by itself"


def test_a_digest_that_was_taken_back_comes_again_at_once_where_one_is_planned() -> None:
    assert comes_again([PostKind.BREAKING, PostKind.DIGEST], ChatState.ACTIVE, NOW)
    assert not comes_again([PostKind.BREAKING], ChatState.ACTIVE, NOW)
    assert not comes_again([PostKind.DIGEST], ChatState.STOPPED, NOW)
    assert not comes_again([PostKind.DIGEST], ChatState.ACTIVE, None)


def test_a_notice_keeps_its_words_while_anybody_waits_for_it() -> None:
    assert keeps_words(PostKind.NOTICE, has_open=True)
    assert not keeps_words(PostKind.NOTICE, has_open=False)
    assert all(keeps_words(kind, has_open=False) for kind in NEWS)


def test_whoever_set_up_lost_chats_is_told_once_in_their_own_language() -> None:
    def chat(chat_id: ChatId, locale: str, set_up_by: PersonId | None) -> Chat:
        return Chat(chat_id, ChatKind.SUPERGROUP, locale, Timetable("Asia/Almaty"), set_up_by=set_up_by)

    lost = [
        chat(ChatId(-1), "kk", person_id(7)),
        chat(ChatId(-2), "ru", person_id(7)),
        chat(ChatId(-3), "ky", person_id(8)),
        chat(ChatId(-4), "ru", None),
    ]
    people = people_to_tell(lost)
    assert set(people) == {7, 8}
    known = Chat(ChatId(7), ChatKind.PRIVATE, "uz", Timetable("Asia/Tashkent"))
    assert person_to_tell(person_id(7), known, people[person_id(7)]) == known
    stranger = person_to_tell(person_id(8), None, people[person_id(8)])
    assert (stranger.id, stranger.kind, stranger.locale) == (8, ChatKind.PRIVATE, "ky")
    assert {ChatState.ACTIVE, ChatState.SUSPENDED} == LOSABLE
