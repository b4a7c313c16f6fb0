"""What msgspec makes does what the standard library's dataclasses do (DESIGN §9: a short cut gives the same answer)."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.pretty import pretty_repr

from monitor.model import frozen
from monitor.model.items import Block
from monitor.model.settings import Smtp


@frozen.dataclass(frozen=True, slots=True, kw_only=True)
class Quick:
    missing: int
    text: str = "é"
    secret: str | None = frozen.field(default=None, repr=False)
    seen: list[int] = frozen.field(default_factory=list)
    aside: int = frozen.field(default=0, compare=False)


Plain: Any = dataclasses.make_dataclass(
    "Quick",
    [
        ("missing", int),
        ("text", str, dataclasses.field(default="é")),
        ("secret", Any, dataclasses.field(default=None, repr=False)),
        ("seen", list, dataclasses.field(default_factory=list)),
        ("aside", int, dataclasses.field(default=0, compare=False)),
    ],
    frozen=True,
    slots=True,
    kw_only=True,
)

given_fields = st.fixed_dictionaries(
    {"missing": st.integers(0, 1)},
    optional={
        "text": st.sampled_from("ab"),
        "secret": st.sampled_from([None, "s"]),
        "seen": st.lists(st.integers(0, 1), max_size=1),
        "aside": st.integers(0, 1),
    },
)


@settings(deadline=None)
@given(given_fields, given_fields)
def test_values_are_said_compared_and_replaced_as_the_standard_library_does(a: dict[str, Any], b: dict[str, Any]) -> None:
    quick, plain = Quick(**a), Plain(**a)
    assert (repr(quick), dataclasses.asdict(quick)) == (repr(plain), dataclasses.asdict(plain))
    assert (quick == Quick(**b)) == (plain == Plain(**b))
    expected = dataclasses.asdict(dataclasses.replace(plain, **b))
    assert dataclasses.asdict(frozen.replace(quick, **b)) == dataclasses.asdict(dataclasses.replace(quick, **b)) == expected
    assert quick != plain and plain != quick
    assert copy.deepcopy(quick) == quick


def test_equal_values_have_one_hash_and_come_back_from_a_pickle() -> None:
    one, other = Block("paragraph", "a"), Block(kind="paragraph", text="a")
    assert {one: 1}[other] == 1 and one != Block("heading", "a")
    assert pickle.loads(pickle.dumps(one)) == one
    match one:
        case Block(kind, text):
            assert (kind, text) == ("paragraph", "a")
    with pytest.raises(TypeError, match="unhashable"):
        hash(Quick(missing=1))


@pytest.mark.parametrize("made", [Quick, Plain])
def test_a_value_stays_as_it_was_made(made: Any) -> None:
    value = made(missing=1)
    with pytest.raises(AttributeError):
        value.text = "b"
    with pytest.raises(AttributeError):
        del value.text
    assert not hasattr(value, "__dict__")
    assert made(missing=1).seen is not value.seen


@pytest.mark.parametrize("wrong", [{}, {"missing": 1, "other": 2}])
def test_what_is_missing_or_unknown_is_said(wrong: dict[str, Any]) -> None:
    said = []
    for made in (Quick, Plain):
        with pytest.raises(TypeError) as error:
            made(**wrong)
        said.append(str(error.value))
    named = "other" if wrong else "missing"
    assert all(f"'{named}'" in one for one in said)
    with pytest.raises(TypeError, match="positional"):
        Quick(1)  # type: ignore[call-arg]


def test_a_secret_is_not_said() -> None:
    smtp = Smtp(host="h", port=25, security="none", sender="a@b.fr", user=None, password="geheim")
    assert "geheim" not in repr(smtp) and "geheim" not in pretty_repr(smtp) and "h" in pretty_repr(smtp)
    assert [one.name for one in dataclasses.fields(smtp) if not one.repr] == ["password"]


@frozen.dataclass(frozen=True)
class Slow:
    """Of two words, one found out later and kept."""

    word: str
    parts: tuple[Block, ...] = ()

    @frozen.cached_property
    def loud(self) -> list[str]:
        return [self.word.upper()]


def test_what_is_found_out_once_is_kept_and_values_within_values_are_told() -> None:
    one = Slow("a", (Block("paragraph", "b"),))
    assert one.loud is one.loud and one.loud == ["A"]
    assert one == Slow("a", one.parts) and frozen.replace(one, word="c").loud == ["C"]
    told = dataclasses.asdict(one)
    assert told["word"] == "a" and told["parts"][0]["text"] == "b"
    assert frozen.field_names(Slow) == frozen.field_names(one) == ("word", "parts")
    assert frozen.is_value(one) and not frozen.is_value(Plain(missing=1))


@frozen.dataclass(slots=True, eq=False)
class Box:
    lines: list[str]


def test_a_value_that_may_change_is_equal_to_itself_alone() -> None:
    one, other = Box(["a"]), Box(["a"])
    other.lines = ["b"]
    assert one != Box(["a"]) and one == one and len({one, other}) == 2 and one.lines == ["a"]
