"""The rules of domain.delivery_rules as SQL conditions.

They are made by calling each rule with every possible state, so that the rules are written down only once.
"""

from collections.abc import Callable, Iterable
from itertools import product

from domain.chat import ChatState
from domain.delivery_rules import (
    LOSABLE,
    OPEN,
    is_final,
    is_received,
    is_received_in_part,
    is_told,
    is_under_way,
    may_be_queued,
    may_be_queued_again,
    may_be_taken_back,
    may_be_withdrawn,
    may_wait,
)
from domain.ids import ArticleId
from domain.post import DeliveryState, PostKind


def _listed(values: Iterable[str]) -> str:
    return "({})".format(", ".join(f"'{value}'" for value in sorted(values)))


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return "(VALUES {})".format(", ".join(f"('{one}', '{other}')" for one, other in sorted(pairs)))


def may_be_queued_for(kind: PostKind, state: str) -> str:
    """Return the SQL condition on a chat's `state` column under which a post of this kind may be queued for it."""
    condition = f"{state} IN {_listed(one for one in ChatState if may_be_queued(kind, one))}"
    return f"({state} IS NULL OR {condition})" if may_be_queued(kind, None) else condition


def _by_state(rule: Callable[[DeliveryState, int], bool]) -> tuple[str, ...]:
    """Return SQL conditions on deliveries, one for each state in which the rule can be true.

    The rule gets a delivery's state and its number of sent parts. It must give the same result for all numbers above 0.
    """
    found = []
    for state in DeliveryState:
        match rule(state, 0), rule(state, 1):
            case True, True:
                found.append(f"state = '{state}'")
            case True, False:
                found.append(f"state = '{state}' AND parts_sent = 0")
            case False, True:
                found.append(f"state = '{state}' AND parts_sent > 0")
    return tuple(found)


OPEN_STATES = _listed(OPEN)
LOSABLE_STATES = _listed(LOSABLE)
RECEIVED_STATES = _listed(state for state in DeliveryState if is_received(state))
TOLD = "(state IN {} OR parts_sent > 0 AND state IN {})".format(
    *(_listed(state for state in DeliveryState if is_told(state, parts)) for parts in (0, 1))
)
RECEIVED_IN_PART = "({})".format(" OR ".join(_by_state(is_received_in_part)))
# These conditions stay separate instead of being joined by OR, because SQLite has an index for the deliveries of one
# state, and uses it only in a query for that state alone.
UNDER_WAY = _by_state(is_under_way)
MAY_BE_WITHDRAWN = "({})".format(" OR ".join(_by_state(may_be_withdrawn)))
MAY_BE_CORRECTED = may_be_queued_for(PostKind.CORRECTION, "c.state")
MAY_BE_QUEUED_AGAIN = "(deliveries.parts_sent, deliveries.state) IN (VALUES {})".format(
    ", ".join(f"(0, '{state}')" for state in DeliveryState if may_be_queued_again(state, 0))
)
_SHOWN = (ArticleId(1),)
_TAKEN_BACK = [state for state in DeliveryState if may_be_taken_back(state, 0, _SHOWN, _SHOWN)]
# This condition is only a part of the rule may_be_taken_back. The statements that use it also check the rest: that the
# two posts share articles.
MAY_BE_TAKEN_BACK = f"parts_sent = 0 AND state IN {_listed(_TAKEN_BACK)}"
IS_FINAL = "(deliveries.state, r.state) IN " + _pairs(
    (earlier, state) for earlier, state in product(DeliveryState, DeliveryState) if is_final(earlier, state)
)
# True for a delivery whose chat was stopped or lost since it was queued, so that it must not wait to be sent.
MAY_NOT_WAIT = f"""
EXISTS (SELECT 1 FROM chats c JOIN posts p ON p.id = deliveries.post_id
         WHERE c.chat_id = deliveries.chat_id AND c.thread_id = deliveries.thread_id
           AND (p.kind, c.state) IN {_pairs(pair for pair in product(PostKind, ChatState) if not may_wait(*pair))})
"""
