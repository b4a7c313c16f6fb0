"""Who is visited together, and who is to blame for a dead worker (12.2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.service import agenda as module
from monitor.service.agenda import Rounds

T0 = datetime(2026, 11, 24, 6, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def rounds() -> Rounds:
    return Rounds(lambda name: MINUTE)


def test_one_that_kills_alone_is_the_culprit_and_the_others_go_first() -> None:
    """A crash: those under way are suspects; each is tried alone, between the rounds of the others."""
    one = rounds()
    assert one.pick(["a", "b", "c"]) == ("a", "b", "c")
    one.begun("a", T0)
    one.begun("b", T0)
    assert one.died() == ({"a", "b"}, set())
    assert one.pick(["a", "b", "c"]) == ("c",)
    one.done("c")
    assert one.pick(["a", "b", "d"]) == ("a",)
    one.begun("a", T0)
    one.done("a")
    assert one.pick(["b", "d"]) == ("d",)
    assert one.pick(["b", "e"]) == ("b",)
    one.begun("b", T0)
    assert one.died() == ({"b"}, {"b"})


def test_a_lone_watch_is_not_blamed_for_one_kill() -> None:
    """A worker killed for want of memory, or by hand: its visit is made again before anybody is blamed."""
    one = rounds()
    one.pick(["a"])
    one.begun("a", T0)
    assert one.died() == ({"a"}, set())
    one.pick(["a"])
    one.begun("a", T0)
    one.done("a")
    one.pick(["a"])
    one.begun("a", T0)
    assert one.died() == ({"a"}, set())


def test_a_visit_that_waits_is_not_under_way() -> None:
    """A page that is to be confirmed rests; the deadline counts from its second visit."""
    one = rounds()
    one.pick(["a"])
    assert one.hangs_at() is None
    one.begun("a", T0)
    assert one.hangs_at() == T0 + MINUTE
    one.resting("a")
    assert one.hangs_at() is None
    one.begun("a", T0 + MINUTE)
    assert one.hangs_at() == T0 + 2 * MINUTE


def test_a_worker_that_dies_idle_blames_nobody() -> None:
    one = rounds()
    one.pick(["a"])
    assert one.died() == (set(), set())


def test_a_round_is_bounded() -> None:
    """What becomes due meanwhile does not wait for ten thousand others."""
    one = rounds()
    assert len(one.pick([str(n) for n in range(10_000)])) == module.LONGEST


@given(due=st.sets(st.sampled_from("abcdefgh"), min_size=1).map(sorted), poison=st.sampled_from("abcdefgh"))
def test_whoever_poisons_is_found_and_everybody_else_is_visited(due: list[str], poison: str) -> None:
    """Whatever is due and whichever watch kills every worker, nobody else is blamed or left out."""
    one, visited, blamed = rounds(), set[str](), set[str]()
    for _ in range(4 * len(due) + 4):
        waiting = [name for name in due if name not in visited | blamed]
        if not waiting:
            break
        for name in one.pick(waiting):
            one.begun(name, T0)
        if poison in one.left():
            blamed |= one.died()[1]
        else:
            for name in one.left():
                one.done(name)
                visited.add(name)
    assert (visited, blamed) == (set(due) - {poison}, {poison} & set(due))
