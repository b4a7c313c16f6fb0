"""The drawn charts are what their truths say: the material that readings are weighed by must itself be right (3.27)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pypdfium2
import pytest

from training.charts import PAIRS, Chart, chart, pair
from training.families import FAMILIES


def letters(words: str) -> str:
    """The letters and digits, however they are broken over lines or drawn."""
    plain = unicodedata.normalize("NFKD", words.replace("\u0002", "").replace("\ufffe", ""))
    return re.sub(r"[\W_]+", "", plain).casefold()


def inside(made: Chart) -> dict[str, str]:
    """What stands within the truth's place of each unit, by its id."""
    document = pypdfium2.PdfDocument(made.pdf)
    found = {}
    for unit in made.truth["units"]:
        page = document[unit["page"] - 1]
        x0, top, x1, bottom = unit["bbox"]
        height = page.get_height()
        found[unit["id"]] = page.get_textpage().get_text_bounded(x0 - 3, height - bottom - 3, x1 + 3, height - top + 3)
    return found


@pytest.mark.few(4)
@pytest.mark.parametrize("number", range(2 * len(FAMILIES)))
def test_each_unit_stands_where_the_truth_says(number: int) -> None:
    """Titles stand in their places, heads are printed, parents are units of the chart, nobody is his own head."""
    made = chart(number)
    words, units = inside(made), {unit["id"]: unit for unit in made.truth["units"]}
    assert len(units) == len(made.truth["units"]) >= 4
    for key, unit in units.items():
        read = Counter(letters(words[key]))
        wanted = letters(unit["label"] + "".join(person["name"] for person in unit["people"]))
        missing = sum((Counter(wanted) - read).values())  # some letters lie under others, as in real charts
        assert missing <= 0.1 * len(wanted), (made.name, unit, words[key])
        assert unit["parent"] is None or (unit["parent"] in units and unit["parent"] != key)


def test_a_seed_gives_the_same_file_each_time() -> None:
    assert chart(11).pdf == chart(11).pdf


@pytest.mark.parametrize("number", range(3 * len(PAIRS)))
def test_the_statements_of_a_pair_are_true_of_its_two_charts(number: int) -> None:
    """5.5: what is added stands in the new chart alone, what is removed in the old one, a name that changed in its unit."""
    both = pair(number)
    old, new = ({unit["label"].casefold(): unit for unit in made.truth["units"]} for made in (both.old, both.new))
    renamed = {c["old"].casefold(): c["new"].casefold() for c in both.changes["changes"] if c["type"] == "unit_renamed"}
    for change in both.changes["changes"]:
        match change["type"]:
            case "unit_added":
                assert change["unit"].casefold() in new and change["unit"].casefold() not in old
            case "unit_removed":
                assert change["unit"].casefold() in old and change["unit"].casefold() not in new
            case "unit_renamed":
                assert change["old"].casefold() in old and change["new"].casefold() in new
            case "unit_moved":
                label = change["unit"].casefold()
                assert label in new and new[label]["parent_label"].casefold() in (
                    change["new_parent"].casefold(), renamed.get(change["new_parent"].casefold()),
                )  # fmt: skip
            case "head_changed":
                label = change["unit"].casefold()
                assert {change["new"]} - {None} <= {p["name"] for p in new[renamed.get(label, label)]["people"]}
