"""English: what is said of org charts. Phrases as (for one unit, for several)."""

from __future__ import annotations

from monitor.report.labels import is_english, is_post, noun_of, without_article
from monitor.report.named import Named

STATEMENTS = {
    # --- units
    "unit_added": ("{unit:the} appears in the org chart", "{unit:the} appear in the org chart"),
    "unit_added_in": ("{unit:the} appears {parent:within}", "{unit:the} appear {parent:within}"),
    "unit_added_many": ("", "{parent:within}, {count} appear: {unit:bare}"),
    "parent_check": ("to be checked: whether it belongs to {parent:the}", "to be checked: whether they belong to {parent:the}"),
    "unit_removed": ("{unit:the} no longer appears in the org chart", "{unit:the} no longer appear in the org chart"),
    "unit_removed_from": (
        "{unit:the}, until now part {parent:of}, no longer appears in the org chart",
        "{unit:the}, until now part {parent:of}, no longer appear in the org chart",
    ),
    "unit_removed_many": ("", "{count} that were part {parent:of} no longer appear in the org chart: {unit:bare}"),
    "until_now": (", until now {origin:at}", ""),
    "with_units": (", along with {units}", ", along with {units}"),
    "without_units": (", any more than {units}", ", any more than {units}"),
    "entrusted": (", headed by {people}", ", headed by {people}"),
    "entrusted_from": (", headed by {people}, until now {origin:at}", ", headed by {people}, until now {origin:at}"),
    "is_entrusted": ("{it} is headed by {people}", "{it} are headed by {people}"),
    "is_entrusted_from": (
        "{it} is headed by {people}, until now {origin:at}",
        "{it} are headed by {people}, until now {origin:at}",
    ),
    "with_people": (", with {people}", ", with {people}"),
    "was_entrusted": ("{it} was headed by {people}", "{it} were headed by {people}"),
    "is_with": ("{people} are listed there", "{people} are listed there"),
    "was_with": ("{people} were listed there", "{people} were listed there"),
    "it": ("it it", "they they"),
    "e": ("", ""),
    "numbers": ("zero one two three four five six seven eight nine ten eleven twelve", ""),
    "unit_renamed": ("{old:the} becomes {unit:the}", "{old:the} become {unit:the}"),
    "unit_moved": (
        "{unit:the} now comes under {after:the}, no longer under {before:the}",
        "{unit:the} now come under {after:the}, no longer under {before:the}",
    ),
    "unit_moved_many": ("", "{count} now come under {after:the}, no longer under {before:the}: {unit:bare}"),
    "unit_moved_to": ("{unit:the} now comes under {after:the}", "{unit:the} now come under {after:the}"),
    "unit_moved_top": ("{unit:the} no longer comes under {before:the}", "{unit:the} no longer come under {before:the}"),
    "unit_moved_twin": (
        "{unit:the} now comes under another unit called “{name}”",
        "{unit:the} now come under another unit called “{name}”",
    ),
    "unit_moved_check": (
        "to be checked: {unit:the} now seems to come under {after:the}, no longer under {before:the}",
        "to be checked: {unit:the} now seem to come under {after:the}, no longer under {before:the}",
    ),
    "renamed_and_moved": (
        "{old:the} becomes {unit:the} and now comes under {after:the}, no longer under {before:the}",
        "{old:the} become {unit:the} and now come under {after:the}, no longer under {before:the}",
    ),
    # --- people: first of their unit, then behind what was said of it
    "person_replaced": ("{unit:at}, {after} replaces {before}", ""),
    "person_replaced_there": ("{after} replaces {before} there", ""),
    "person_replaced_acting": ("{unit:at}, {after} replaces {before} in an acting capacity", ""),
    "person_replaced_acting_there": ("{after} replaces {before} there in an acting capacity", ""),
    "person_replaced_from": ("{after}, until now {origin:at}, is now listed {unit:at}, replacing {before}", ""),
    "person_replaced_from_she": ("{after}, until now {origin:at}, is now listed {unit:at}, where she replaces {before}", ""),
    "person_replaced_from_he": ("{after}, until now {origin:at}, is now listed {unit:at}, where he replaces {before}", ""),
    "person_replaced_from_there": ("{after}, until now {origin:at}, replaces {before} there", ""),
    "person_vacant": ("{unit:at}, the post held by {before} is now vacant", ""),
    "person_vacant_there": ("the post held there by {before} is now vacant", ""),
    "person_filled": ("{unit:at}, {after} takes up the post, vacant until now", ""),
    "person_filled_there": ("{after} takes up the post there, vacant until now", ""),
    "person_filled_acting": ("{unit:at}, {after} fills the post, vacant until now, in an acting capacity", ""),
    "person_filled_acting_there": ("{after} fills the post there, vacant until now, in an acting capacity", ""),
    "person_filled_from": ("{after}, until now {origin:at}, is now listed {unit:at}, where the post was vacant", ""),
    "person_filled_from_there": ("{after}, until now {origin:at}, takes up the vacant post there", ""),
    "person_added": ("{after} is now listed {unit:at}", ""),
    "person_added_there": ("{after} is now listed there", ""),
    "person_added_acting": ("{after} is now listed {unit:at}, in an acting capacity", ""),
    "person_added_acting_there": ("{after} is now listed there, in an acting capacity", ""),
    "person_added_from": ("{after}, until now {origin:at}, is now listed {unit:at}", ""),
    "person_added_from_there": ("{after}, until now {origin:at}, is now listed there", ""),
    "person_removed": ("{before} is no longer listed {unit:at}", ""),
    "person_removed_there": ("{before} is no longer listed there", ""),
    "role_changed": ("{unit:at}, {person} is now listed as “{after}”, no longer as “{before}”", ""),
    "role_changed_there": ("{person} is now listed there as “{after}”, no longer as “{before}”", ""),
    "role_given": ("{unit:at}, {person} is now listed as “{after}”", ""),
    "role_given_there": ("{person} is now listed there as “{after}”", ""),
    "role_dropped": ("{unit:at}, {person} is no longer listed as “{before}”", ""),
    "role_dropped_there": ("{person} is no longer listed there as “{before}”", ""),
    "other": ("{unit:at}: {what}", ""),
    "check": ("to be checked: {what}", ""),
    # --- the whole chart
    "redrawn": ("The org chart has been redrawn from scratch: the two versions are best compared side by side.", ""),
    "title": ("document title: ", ""),
    "date": ("document date: ", ""),
}

_PARTICIPLES = {"unit_added": "appeared", "unit_removed": "gone", "unit_renamed": "renamed", "unit_moved": "moved"}

COUNTS = {
    "unit_check": ("{n} move to be checked", "{n} moves to be checked"),
    "person_moved": ("{n} change of post", "{n} changes of post"),
    "person_added": ("{n} new name", "{n} new names"),
    "person_removed": ("{n} name gone", "{n} names gone"),
    "role_changed": ("{n} role changed", "{n} roles changed"),
    "to_check": ("{n} point to be checked", "{n} points to be checked"),
    "person_replaced": ("{n} head replaced", "{n} heads replaced"),
    "person_replaced_she": ("{n} head replaced", "{n} heads replaced"),
    "person_acting": ("{n} acting head", "{n} acting heads"),
    "person_vacant": ("{n} post now vacant", "{n} posts now vacant"),
    "person_filled": ("{n} post filled", "{n} posts filled"),
    "units_new": ("{n} new unit", "{n} new units"),
    "units_gone": ("{n} gone", "{n} gone"),
    "units_kept": ("{n} kept", "{n} kept"),
    "units_kept_none": ("none kept", "none kept"),
}


def counted(op: str, number: str, *, one: bool, noun: bool) -> str:
    """ "2 units appeared"; without its noun, where it was said just before, "2 appeared"; without *op* "2 units"."""
    return " ".join(part for part in (number, ("unit" if one else "units") if noun else "", _PARTICIPLES.get(op, "")) if part)


def named(label: str) -> Named:
    """ "the Direction des achats", "at the Parks Department"; what begins with no known noun stands in quotation marks."""
    if not label:
        return Named(label="", the="an unnamed unit", of="of an unnamed unit", at="at an unnamed unit", within="in an unnamed unit")
    bare = without_article(label)
    noun = noun_of(bare)
    if noun or is_english(bare):
        return Named(
            label=bare, the="the ", of="of the ", at="at the ", within="in the ", plural=bool(noun and noun.plural)
        )  # fmt: skip
    opening, closing = _quotation(label)
    if is_post(label):
        post = f"the post {opening}"
        return Named(label=label, the=post, of=f"of {post}", at=f"in {post}", within=f"under {post}", after=closing)
    return Named(label=label, the=opening, of=f"of {opening}", at=f"at {opening}", within=f"in {opening}", after=closing)


def _quotation(label: str) -> tuple[str, str]:
    """The marks around *label*: none where it brings its own, others than those within it."""
    if label.startswith(("“", "«")) and label.endswith(("”", "»")):
        return "", ""
    return ("‘", "’") if "“" in label or "”" in label else ("“", "”")
