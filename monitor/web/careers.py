"""The pages of a unit and of a person: spells on a line of time, and as a list (DESIGN 5.14, 5.15). Reads only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from string import ascii_lowercase
from typing import Any

from monitor.compare.person_names import person_key, same_form, same_person
from monitor.compare.title_words import letters_key
from monitor.errors import NothingFound
from monitor.i18n.typography import clean, shortened
from monitor.model import Spell
from monitor.model.frozen import dataclass, replace
from monitor.report.careers import ABOVE, called_then
from monitor.web.context import Seen
from monitor.web.words import Words

_ROOM = 1.15  # per cent of a track's width that a letter takes
_FIRST = 2.5  # beyond the letter in front of it
_LETTER = 4.0  # per cent of a track that a letter takes on a phone
_NAMED = 60  # characters of a name on a bar
STALE = timedelta(days=3)  # since the newest good visit: then it is said
MOST_UNDER = 60  # units listed below a unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A spell on a track, in per cent of its width; `letter` leads to the list below."""

    x: str
    width: str
    hollow: bool
    letter: str = ""
    label: str = ""
    label_x: str = "0"
    end: bool = False  # the label ends where it stands
    drawn: str = ""  # the letter; of bars that begin at one place the first has the letters of all


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellRow:
    """A spell as the list has it; `gap`: a vacancy, or a time in which somebody was nowhere."""

    when: str
    first: datetime
    note: str
    letter: str
    what: str
    url: str = ""
    path: str = ""
    more: str = ""
    change: str = ""
    unsure: bool = False
    gap: bool = False


def unit(seen: Seen, name: str, key: str) -> dict[str, Any]:
    """Who was shown in a unit and when, what it was called and where it hung, and what hangs below it."""
    words = seen.words
    places = seen.store.spells("units", name, {"unit_key": {key}})
    if not places:
        raise NothingFound(key)
    posts = seen.store.spells("people", name, {"unit_key": {key}}) if seen.names else ()
    places, posts = _in_time(places), _in_time(posts)
    newest, axis = places[-1], _Axis(seen, name, (*places, *posts))
    letters = iter(ascii_lowercase)
    ways: tuple[Callable[[Spell], str], ...] = (lambda s: s.unit, lambda s: s.parent or words.phrase("at_the_top"))
    drawn = [(spells := _merged(places, said), axis.bars(spells, letters, said)) for said in ways]
    tracks: list[dict[str, Any]] = [
        {"title": words.phrase(title), "bars": bars} for title, (_, bars) in zip(("track_name", "track_place"), drawn, strict=True)
    ]
    if posts:
        bars = axis.bars(posts, letters, lambda s: _who(s, words), lambda s: s.person is None)
        tracks.append({"title": words.phrase("track_head"), "bars": bars})
    changes = seen.store.changes_at(name, newest.item, [s.first_snapshot for s in (*places, *posts)])
    heads = zip(reversed(posts), reversed(tracks[-1]["bars"] if posts else ()), strict=True)
    below = [s for s in seen.store.spells("units", name, {"parent_key": {key}}) if s.current and s.item == newest.item]
    return {
        "title": seen.title(name),
        "page_url": words.to("watch", name),
        "kicker": " · ".join(filter(None, (words.phrase("unit_kicker"), clean(seen.store.sheets([newest]).get(newest, ""))))),
        "heading": clean(newest.unit),
        "lede": _unit_lede(seen, places, posts),
        "tracks": tracks,
        "axis": axis.marks,
        "heads": [
            _row(
                seen,
                s,
                bar.letter,
                _who(s, words),
                words.to("watch", name, "person", s.person_key) if s.person_key else "",
                clean(s.role or ""),
                changes,
                posts,
                gap=s.person is None,
                called=called_then(s, newest.unit, words.locale, words.day),
            )
            for s, bar in heads
        ],
        "places": [
            _row(
                seen,
                s,
                _letters(s, drawn),
                clean(s.unit),
                "",
                ABOVE.join(map(clean, s.path)) or words.phrase("at_the_top"),
                changes,
            )
            for s in reversed(places)
        ],
        "below": [{"title": clean(s.unit), "url": words.to("watch", name, "unit", s.unit_key)} for s in below[:MOST_UNDER]],
        "chart": words.to("watch", name, "orgchart"),
    }


def person(seen: Seen, name: str, key: str) -> dict[str, Any]:
    """In which posts somebody was shown, when in none, and who may be the same under another form of the name."""
    words = seen.words
    spells = _in_time(seen.store.spells("people", name, {"person_key": {key}}) if seen.names else ())
    if not spells:
        raise NothingFound(key)
    newest, axis = spells[-1], _Axis(seen, name, spells)
    bars = axis.bars(spells, iter(ascii_lowercase), lambda s: s.unit)
    changes = seen.store.changes_at(name, newest.item, [s.first_snapshot for s in spells])
    rows, sheets = [], seen.store.sheets(spells)
    for s, bar in zip(spells, bars, strict=True):
        post = " · ".join(filter(None, (clean(s.role or ""), ABOVE.join(map(clean, s.path)), clean(sheets.get(s, "")))))
        called = called_then(s, s.unit, words.locale, words.day)
        to = words.to("watch", name, "unit", s.unit_key)
        row = _row(seen, s, bar.letter, clean(s.unit), to, post, changes, spells, called=called)
        begun = seen.store.as_printed([s], s.first_seen)[0].person or ""  # the spell has the name as it was printed last
        forms = [clean(form) for form in dict.fromkeys((begun, s.person or ""))]
        if any(person_key(form) != person_key(newest.person or "") for form in forms):
            printed = words.phrase("spell_printed", names=words.locale.listed([words.locale.quoted(form) for form in forms]))
            row = replace(row, note=words.locale.text("report.semicolon").join(filter(None, (row.note, printed))))
        rows.append(row)
    gaps = list[tuple[datetime, datetime]]()  # the first and the last good visit of each time in which the person stood nowhere
    reach = spells[0]
    for before, after in pairwise(spells):
        reach = max(reach, before, key=lambda s: (s.current, s.last_snapshot, s.last_seen))
        gone, back = reach.absent_after, after.absent_before
        if not reach.current and gone is not None and back is not None and gone <= back:
            gaps.append((gone, back))
    for first, last in gaps:
        days = [words.day(first), words.day(last)]
        rows.append(
            SpellRow(
                when=words.phrase("spell_span" if days[0] != days[1] else "spell_on", first=days[0], last=days[1]),
                first=first,
                note=words.span(last - first) if last - first >= timedelta(days=1) else "",
                letter="",
                what=words.phrase("person_nowhere"),
                gap=True,
            )
        )
    # all posts are perhaps not one person's: names of several forms, a surname alone in several posts
    others = _alike(seen, name, newest)
    perhaps, doubt, names = list(_perhaps(words, others, newest)), "", list(dict.fromkeys(s.person or "" for s in spells))
    if any(not same_form(one, other) for one, other in combinations(names, 2)):
        doubt = words.phrase("person_forms", names=words.locale.listed([words.locale.quoted(clean(form)) for form in names]))
    elif all(len(person_key(form)) == 1 for form in names) and len({spell.unit_key for spell in spells}) > 1:
        doubt = words.phrase("person_surname")
    return {
        "title": seen.title(name),
        "page_url": words.to("watch", name),
        "kicker": words.phrase("person_kicker"),
        "heading": clean(newest.person or ""),
        "lede": _person_lede(seen, spells),
        "tracks": [{"title": "", "bars": [*axis.holes(gaps), *bars]}],
        "axis": axis.marks,
        "rows": sorted(rows, key=lambda row: row.first, reverse=True),
        "doubt": doubt,
        "perhaps": perhaps,
        "perhaps_why": [words.phrase(f"person_perhaps_{why}") for why in ("form", "posts") if why in {o["why"] for o in perhaps}],
    }


def _in_time(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    return tuple(sorted(spells, key=lambda s: (s.first_snapshot, s.last_snapshot, s.last_seen)))


def _merged(spells: Sequence[Spell], said: Callable[[Spell], str]) -> list[Spell]:
    """*spells* with those that follow each other and say the same as one."""
    found: list[Spell] = []
    for spell in spells:
        if found and said(found[-1]) == said(spell):
            begun = found[-1]
            found[-1] = replace(
                spell, first_seen=begun.first_seen, absent_before=begun.absent_before, first_snapshot=begun.first_snapshot
            )
        else:
            found.append(spell)
    return found


def _letters(place: Spell, drawn: Iterable[tuple[Sequence[Spell], Sequence[Bar]]]) -> str:
    """The letters of the bars that *place* is a part of: of each track the last that had begun by then."""
    begun = ([bar for one, bar in zip(*track, strict=True) if one.first_snapshot <= place.first_snapshot] for track in drawn)
    return "".join(bars[-1].letter for bars in begun)


# ------------------------------------------------------------------------------------------------------------------- sentences


def _unit_lede(seen: Seen, places: Sequence[Spell], posts: Sequence[Spell]) -> str:
    words, newest = seen.words, places[-1]
    said = []
    if newest.absent_after:
        said.append(words.phrase("unit_gone", day=words.day(newest.absent_after)))
    held, suffix, last = [s for s in posts if s.current], _stale(newest, words), words.day(newest.last_seen)
    if held:
        said.append(words.phrase(f"unit_held{suffix}", held=_held(held, posts, lambda s: _who(s, words), words), last=last))
    elif not newest.absent_after and seen.names:
        said.append(words.phrase(f"unit_nobody{suffix}", last=last))
    titles, above = len({s.unit for s in places}), len({s.parent_key for s in places})
    if titles > 1:
        said.append(words.count("unit_titles", titles))
    if above > 1:
        said.append(words.count("unit_places", above))
    return " ".join(said)


def _person_lede(seen: Seen, spells: Sequence[Spell]) -> str:
    words = seen.words
    held = [s for s in spells if s.current]
    if held:
        newest = max(held, key=lambda s: (s.last_snapshot, s.last_seen))

        def post(spell: Spell) -> str:
            former = called_then(spell, spell.unit, words.locale, words.day)
            return clean(spell.unit) + (f" ({former})" if former else "")

        posts = _held(held, spells, post, words)
        return words.phrase(f"person_held{_stale(newest, words)}", held=posts, last=words.day(newest.last_seen))
    last = max(spells, key=lambda s: (s.last_snapshot, s.last_seen))
    return words.phrase("person_gone", unit=clean(last.unit), day=words.day(last.last_seen))


def _held(held: Iterable[Spell], spells: Sequence[Spell], said: Callable[[Spell], str], words: Words) -> str:
    """ "A et B, depuis le 3 mars 2025 ; C, depuis le 16 juin 2026": who or where; a holder called otherwise goes on."""
    since: dict[str, list[str]] = {}
    for spell in sorted((_whole(s, spells) for s in held), key=lambda s: s.first_seen):
        day = words.day(spell.first_seen)
        if said(spell) not in since.setdefault(day, []):
            since[day].append(said(spell))
    parts = [words.phrase("held_since", who=words.locale.listed(those), since=day) for day, those in since.items()]
    return words.locale.text("report.semicolon").join(parts)


def _whole(spell: Spell, spells: Sequence[Spell]) -> Spell:
    """*spell* from when its person was first seen in that unit, without a visit since that did not show them there."""
    former = dict(spell.former)
    same, first = [s for s in spells if (s.person_key, s.unit_key) == (spell.person_key, spell.unit_key)], spell.first_seen
    while earlier := [s for s in same if s.absent_after == first and s.first_seen < first]:
        begun = min(earlier, key=lambda s: s.first_seen)
        former = dict([*begun.former, (begun.unit, begun.last_seen)]) | former
        first = begun.first_seen
    others = tuple((title, last) for title, last in former.items() if letters_key(title) != letters_key(spell.unit))
    return replace(spell, first_seen=first, former=others)


def _stale(newest: Spell, words: Words) -> str:
    """How the key of a sentence ends: nobody can say “today” of a page that was not read for days."""
    return "_last" if words.now - newest.last_seen > STALE else ""


def _who(spell: Spell, words: Words) -> str:
    return clean(spell.person) if spell.person is not None else words.phrase("chart_vacant")


def _row(
    seen: Seen,
    spell: Spell,
    letter: str,
    what: str,
    url: str,
    path: str,
    changes: Mapping[int, int],
    posts: Sequence[Spell] = (),
    *,
    gap: bool = False,
    called: str = "",
) -> SpellRow:
    """A spell in the list with its change or version; *posts*: all listed, as who stayed in another function was seen before."""
    words = seen.words
    # with the hour where it was seen and not seen on one day
    pairs = ((spell.absent_before, spell.first_seen), (spell.last_seen, spell.absent_after))
    one_day = any(a and b and words.iso_day(a) == words.iso_day(b) for a, b in pairs)
    said = words.moment if one_day else words.day
    first, last = said(spell.first_seen), said(spell.last_seen)
    key = "spell_since" if spell.current else "spell_on" if first == last else "spell_span"
    same = [s for s in posts if (s.person_key, s.unit_key) == (spell.person_key, spell.unit_key)]
    notes = [] if spell.absent_before else [words.phrase("spell_first")]
    if spell.absent_before:
        was = any(s.absent_after == spell.first_seen and s.last_seen >= spell.absent_before for s in same)
        notes.append(words.phrase("spell_otherwise" if was else "spell_before", day=said(spell.absent_before)))
    if spell.absent_after:
        is_ = any(s.first_seen == spell.absent_after for s in same)
        notes.append(words.phrase("spell_otherwise" if is_ else "spell_after", day=said(spell.absent_after)))
    if spell.current and _stale(spell, words):
        notes.append(words.phrase("spell_seen", day=last))
    if called:
        notes.append(called)
    change = changes.get(spell.first_snapshot) if spell.absent_before else None
    return SpellRow(
        when=words.phrase(key, first=first, last=last),
        first=spell.first_seen,
        note=words.locale.text("report.semicolon").join(notes),
        letter=letter,
        what=what,
        url=url,
        path=path,
        more=words.phrase("spell_change" if change else "version_short", number=spell.first_snapshot),
        change=words.to("change", change) if change else words.to("watch", spell.watch, spell.first_snapshot),
        unsure=not spell.certain,
        gap=gap,
    )


def _alike(seen: Seen, name: str, of: Spell) -> Sequence[Spell]:
    """The posts on the page *name* of others who may be called as the person *of* one: of a thousand few, and these alone (§9)."""
    own, called = of.person_key, of.person or ""
    keys = {
        key
        for page, kind, key, form, _ in seen.store.named()
        if (page, kind) == (name, "person") and key != own and same_person(form, called)
    }
    return seen.store.spells("people", name, {"person_key": keys}) if keys else ()


def _perhaps(words: Words, every: Sequence[Spell], of: Spell) -> Iterator[dict[str, str]]:
    """Posts of *every* that may be another's: the name has another form there ("form"), or stood on one sheet twice ("posts")."""
    told, asked = set[str](), set[tuple[str, str]]()
    for spell in every:
        other = spell.person_key
        if not other or other == of.person_key or other in told or (other, spell.person or "") in asked:
            continue
        asked.add((other, spell.person or ""))
        if same_person(spell.person or "", of.person or ""):
            told.add(other)
            posts = [s for s in every if (s.person_key, s.unit_key) == (other, spell.unit_key)]
            newest = max(posts, key=lambda s: (s.current, s.last_seen))
            key, first = "spell_since" if newest.current else "spell_span", _whole(newest, posts).first_seen
            yield {
                "name": clean(spell.person or ""),
                "url": words.to("watch", of.watch, "person", other),
                "unit": clean(spell.unit),
                "why": "posts" if spell.person == of.person else "form",
                "when": words.phrase(key, first=words.day(first), last=words.day(newest.last_seen)),
            }


# ------------------------------------------------------------------------------------------------------------------ lines of time


def beside_each_other(bars: Sequence[Bar]) -> list[Bar]:
    """*bars* with what is drawn above them: letters that would stand on one another are one word, « ab », without names."""
    found: list[Bar] = []
    first, end = 0, 0.0
    for number, bar in enumerate(bars):
        x = float(bar.label_x.rstrip("%"))
        if bar.letter and number and x < end:
            found[first] = replace(found[first], drawn=found[first].drawn + bar.letter, label="")
            found.append(replace(bar, label=""))
            end += _LETTER
        else:
            found.append(replace(bar, drawn=bar.letter))
            first, end = number, x + _LETTER
    return found


class _Axis:
    """From the first visit that any spell knows of to now, or to the last visit where the page is not visited any more."""

    def __init__(self, seen: Seen, name: str, spells: Sequence[Spell]) -> None:
        self._words = seen.words
        visits = [(s.first_at, s.newest_at) for s in seen.store.watches() if s.name == name]
        last = max([*(newest for _, newest in visits), *(s.last_seen for s in spells)])
        self._start = min([*(first for first, _ in visits), *(s.first_seen for s in spells)])
        self._end = last if seen.words.now - last > STALE else max(seen.words.now, last)
        self._span = max((self._end - self._start) / timedelta(seconds=1), 1.0)

    @property
    def marks(self) -> list[str]:
        """The months at both ends and between them, or the days where each month would not stand once."""
        times = [self._start + (self._end - self._start) / 3 * n for n in range(4)]
        words = self._words
        return next(
            (found for said in (words.short_month, words.short_day) if len(set(found := [said(at) for at in times])) == 4),
            list(dict.fromkeys(words.short_day(at) for at in (times[0], times[3]))),
        )

    def _at(self, when: datetime) -> float:
        return 100 * min(1.0, max(0.0, ((when - self._start) / timedelta(seconds=1)) / self._span))

    def bars(
        self,
        spells: Sequence[Spell],
        letters: Iterator[str],
        said: Callable[[Spell], str],
        hollow: Callable[[Spell], bool] = lambda spell: False,
    ) -> list[Bar]:
        """A bar for each spell, each with its letter; the words where there is room for them until the next one begins."""
        found = []
        starts = [self._at(spell.first_seen) for spell in spells]
        for spell, start, following in zip(spells, starts, [*starts[1:], 100.0], strict=False):
            width = max(self._at(spell.last_seen) - start, 0.6)
            words = shortened(clean(said(spell)), _NAMED)
            late = start > 90
            fits = following - start > _FIRST + _ROOM * len(words)
            found.append(
                Bar(
                    x=f"{start:.2f}%",
                    width=f"{min(width, 100 - start):.2f}%",
                    hollow=hollow(spell),
                    letter=next(letters, ""),
                    label=words if fits else "",
                    label_x="100.00%" if late else f"{start:.2f}%",
                    end=late,
                )
            )
        return beside_each_other(found)

    def holes(self, gaps: Iterable[tuple[datetime, datetime]]) -> Iterator[Bar]:
        """A dashed bar for each time in which nobody was there."""
        for first, last in gaps:
            start = self._at(first)
            yield Bar(x=f"{start:.2f}%", width=f"{max(self._at(last) - start, 0.6):.2f}%", hollow=True)
