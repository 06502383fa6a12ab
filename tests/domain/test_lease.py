"""A lease ends for its holder before it ends in the storage, and a break in it is noticed."""

from domain.lease import LENGTH, MARGIN, Lease, chosen


class Watch:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_nobody_holds_a_new_lease() -> None:
    lease = Lease()
    assert not lease.is_held
    assert not lease.held_since()()


def test_a_lease_ends_a_margin_before_its_storage_ends_it() -> None:
    watch = Watch()
    lease = Lease(monotonic=watch)
    lease.renew(watch.now - 3)  # the storage's answer took three seconds
    watch.now += LENGTH - MARGIN - 3.1
    assert lease.is_held
    watch.now += 0.2
    assert not lease.is_held


def test_work_from_before_a_break_is_told_from_work_after_it() -> None:
    watch = Watch()
    lease = Lease(monotonic=watch)
    lease.renew(watch.now)
    before = lease.held_since()
    watch.now += 5
    lease.renew(watch.now)
    assert before(), "it was renewed in time"
    watch.now += 120  # the process was stopped
    lease.renew(watch.now)
    assert lease.is_held
    assert not before()
    assert lease.held_since()()


def test_a_lease_that_another_process_has_is_lost_at_once() -> None:
    lease = Lease()
    lease.renew(0, length=1e12)
    held = lease.held_since()
    lease.lose()
    assert not lease.is_held
    assert not held()


def test_the_only_process_always_holds_its_leases() -> None:
    lease = Lease.forever()
    assert lease.is_held
    assert lease.held_since()()


def test_keys_are_spread_and_few_move_when_an_owner_goes() -> None:
    keys = [f"outlet-{number}.example" for number in range(300)]
    three = {key: chosen(frozenset({"a", "b", "c"}), key) for key in keys}
    two = {key: chosen(frozenset({"a", "b"}), key) for key in keys}
    assert all(sum(owner == one for owner in three.values()) > 60 for one in "abc")
    assert all(two[key] == owner for key, owner in three.items() if owner != "c")
    assert chosen(frozenset(), "outlet.example") is None
