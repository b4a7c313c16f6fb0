"""What a doubtful page still has: title, headings, words of its own, forms, scripts (DESIGN 3.14). Worked out when asked for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import takewhile

from monitor.expressions import expression
from monitor.extract.counters import ignored_parts
from monitor.extract.elements.layout import LayoutBox, folded
from monitor.extract.elements.tree import Element, names_of
from monitor.extract.page import Page
from monitor.model import Block
from monitor.normalize import key
from monitor.quality.news import is_anchored, tells_besides
from monitor.quality.phrases import is_rewritten, said_of_showing, speaks_of_consent
from monitor.quality.speaker import OWNERS, is_foreign, may_be_owner_s, program_chance
from monitor.quality.town import is_of_people, is_plain

WORD = re.compile(r"\w+")
ROOTS = re.compile(
    r"^(?:root|app|app-?root|application|__next|__nuxt|___gatsby|react-?(?:root|app)|main-?app|vue-?app|ember\w*|svelte|mount[\w-]*|q-app|spa)$",
    re.I,
)
_BUSY = expression(r"(?:^|[\s_-])(?:skeleton|placeholder|loading|loader|spinner|shimmer|chargement|laden)s?(?:$|[\s_-])", re.I)
# Of boxes in which programs, and no people, say what became of a text.
_SPOKEN = expression(
    r"(?:^|[\s_-])(?:errors?|erreurs?|fehler|failed|failure|fallback|empty|no-?results?|no-?data|unavailable|offline|retry|toast|"
    r"skeleton|placeholder|loading|loader|spinner)(?:$|[\s_-])",
    re.I,
)
_SAVED = re.compile(r"article:modified_time|og:updated_time|dateModified", re.I)
FEW_IN_ROOT = 12  # words: « Chargement de l'application en cours, merci de patienter »
_FRAME = expression(r"(?:^|[\s_-])(?:footer|pied|bas-de-page|header|entete|banner|colophon|sidebar|newsletter)(?:$|[\s_-])", re.I)
_HEAD = re.compile(r"(?:^|[\s_-])(?:header|entete|banner)(?:$|[\s_-])", re.I)  # within the main content: of that, not of the page
_FIRST = 4  # letters
_NOTICE = 30  # words
_DATE = expression(
    r"\W*(?:(?:le|du|publi\w+|mise? \w+ \w+|updated|posted|on)\s)*(?:\w+\.?\s+)?"
    r"\d{1,2}(?:er|st|nd|rd|th)?[\s/.-]+[\w.]+[\s/.,-]+\d{2,4}"
    r"(?:\W+\d{1,2}[:h]\d{2})?\W*|[\W\d]*",
    re.I,
)
_DAY = expression(
    r"\b\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?(?:\d\d){1,2}\b|\b\d{4}-\d\d-\d\d\b"
    r"|\b\d{1,2}(?:er|st|nd|rd|th|\.)? (?:de )?[^\W\d]{3,}\.? (?:de )?\d{4}\b|\b[^\W\d]{3,} \d{1,2}, \d{4}\b"
)
_LABELLED = ("p", "div", "span", "small")
_LAST_LINES = 8  # of a page's text: among them stands when it was saved
_COUNTED = 6  # words of a counter
_FIRST_LINES = 4  # right under its heading: the same
_SAVED_WORDS = 12  # of such a line
_SAVED_DAYS = 2  # of such lines: when it was made, and when it was changed
_PRESSED = re.compile(r"\A(?:submit|button|image)\Z", re.I)
_ENDS = (".", "!", "?", "…")


class PageEvidence:
    """A page questioned. Every answer is worked out once."""

    def __init__(self, page: Page, source: str, asked: str, known: str | None) -> None:
        self.page = page
        self.source = source
        self.asked = asked  # the address of the watch
        self.known = known  # where the last good visit ended
        self.final = page.url

    @cached_property
    def heading(self) -> str:
        """The first heading of the highest level outside menus and banners; "" where there is none."""
        page = self.page
        headings = [
            b for b in page.layout.boxes if b.level is not None and not page.is_boilerplate(b.el) and not page.is_hidden(b.el)
        ]
        best = min(headings, key=lambda b: (b.level or 9, b.order), default=None)
        return page.text_of(best.el) if best else ""

    @cached_property
    def headlines(self) -> tuple[str, ...]:
        """Title and heading, those that say something."""
        return tuple(filter(None, (self.page.title, self.heading)))

    @cached_property
    def own(self) -> str:
        """The page's own words: main content without boilerplate, overlays, teasers of other pages and dates."""
        return "\n".join(self.texts)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The same, block by block."""
        layout, box = self.page.layout, self.page.layout.box(self._main)
        over = ("dialog", "alertdialog")
        beside = [
            el
            for el in (b.el for b in layout.boxes)
            if el.name in ("time", "dialog") or el.attrs.get("role") in over or el.attrs.get("aria-modal") == "true"
        ]
        # What a time is of goes with it: « Dernière modification : » says nothing without its day.
        labels = list[Element]()
        for time, around in ((el, el.parent) for el in beside if el.name == "time"):
            said = around.get_text(" ").replace(time.get_text(" "), " ") if around and around.name in _LABELLED else None
            if around and said is not None and len(WORD.findall(said)) <= _COUNTED and not said.rstrip().endswith(_ENDS):
                labels.append(around)
        excluded = self.page.runs_of([*beside, *labels, *self._frame])
        return tuple(layout.texts_of(self.page.shown([(box.start, box.end, box.order)] if box else (), excluded)))

    @cached_property
    def _frame(self) -> list[Element]:
        """Boxes named header or footer. `is_boilerplate` weighs such a box against the page's text; here there may be none."""
        layout = self.page.layout
        named = [(b, names) for b in layout.boxes if b.el.name == "div" and b.el.attrs and _FRAME.search(names := names_of(b.el))]
        main = self.page.main if self.page.main.name not in ("html", "body", "[document]") else None
        inside = [any(a.name == "main" or a.el is main for a in layout.ancestors(b)) for b, _ in named]
        boxes = [b.el for (b, names), within in zip(named, inside, strict=True) if not (within and _HEAD.search(names))]
        return [el for el in boxes if not self.heading or self.heading not in self.page.text_of(el)]

    @cached_property
    def _main(self) -> Element:
        """The declared main content, though it be empty; else where most of the prose is."""
        elements = (b.el for b in self.page.layout.boxes)
        declared = [el for el in elements if (el.name == "main" or el.attrs.get("role") == "main") and not self.page.is_hidden(el)]
        return declared[0] if len(declared) == 1 and self.heading in self.page.text_of(declared[0]) else self.page.main

    @cached_property
    def words(self) -> int:
        """How many words of its own the page has."""
        return len(WORD.findall(self.own))

    @cached_property
    def prose(self) -> int:
        """Characters of the page's own words without its heading, links, dates and figures: what is left of the main content."""
        links = _Sayings(folded(self.page.text_of(a)) for a in self._main.find_all("a"))
        heading = folded(self.heading)
        own = (text for text in self.texts if key(text) not in self.imprint)
        told = (text for text in own if (line := folded(text)) and line != heading and line not in links.all)
        return sum(len(text) - sum(map(len, links.within(text))) for text in told if not _DATE.fullmatch(text))

    def is_prose(self, line: str) -> bool:
        """Whether *line* says something besides links and dates."""
        if line in self._links.all:
            return False
        beside = line
        for link in sorted(self._links.within(line), key=len, reverse=True):
            beside = beside.replace(link, "")
        return WORD.search(beside) is not None and not _DATE.fullmatch(beside)

    @cached_property
    def imprint(self) -> frozenset[str]:
        """The keys of the lines that say when the page was saved, by whom and how often it was read: a program writes them.

        They stand right under its heading or at the end of its text, above any text and below none. They are short, end like no
        sentence, and one or two have a day: of a table with more of them it is what it tells, and of one whose first cell is a
        day, « 12 mars 2026 | salle du conseil ».
        """
        short = (line for line in self.texts if len(WORD.findall(line)) <= _COUNTED)  # « 120 vues », and little else
        counting = {line for line in short if ignored_parts((Block(kind="paragraph", text=line),), ())}
        lines = [line for line in self.texts if line not in counting]
        first = next((n + 1 for n, line in enumerate(lines) if key(line) == key(self.heading)), len(lines))
        head = list(takewhile(_is_of_program, lines[first : first + _FIRST_LINES]))
        while head and _DAY.search(head[-1]) is None:
            head.pop()  # what the text begins with
        if any("\t" not in line and _DATE.fullmatch(line) for line in head[:-1]) or not 0 < _days(head) <= _SAVED_DAYS:
            head = []  # a list of days
        return frozenset(map(key, (*counting, *head, *_stamped_below(lines))))

    @cached_property
    def _links(self) -> _Sayings:
        """What the links of the page say, those of a letter or two left out."""
        return _Sayings(text for a in self.page.body.find_all("a") if len(text := folded(self.page.text_of(a))) > 2)

    @cached_property
    def asks_password(self) -> bool:
        """Whether the main content, not a box beside it, asks for a password."""
        fields = self.page.tree.find_all("input", type=re.compile(r"\Apassword\Z", re.I))
        return any(
            not any(self.page.is_boilerplate(p) for p in el.parents if p.name not in ("[document]", "html", "body", "form"))
            for el in fields
        )

    @cached_property
    def empty_root(self) -> str | None:
        """The id of the empty element that scripts would fill, None where there is none."""
        for el in self.page.body.find_all(True, id=ROOTS):
            if not self.page.text_of(el):
                return str(el["id"])
        for el in self.page.body.find_all(lambda e: "-root" in e.name or "data-reactroot" in e.attrs or "ng-app" in e.attrs):
            if not self.page.text_of(el):
                return str(el.name)
        if self.page.tree.find("script") is None or self.page.text_of(self.page.body):
            return None
        own = self.page.body.find(lambda e: "-" in e.name)  # an element of the site's own, and nothing to see anywhere
        return str(own.name) if own is not None else None

    @cached_property
    def busy(self) -> int:
        """How many of its boxes say by role, state or name that their text is still to come, and have next to none."""
        page, found = self.page, 0
        for box in page.layout.boxes:
            attrs = box.attrs
            if attrs and not page.is_boilerplate(box.el):
                says = attrs.get("aria-busy") == "true" or attrs.get("role") == "progressbar" or _BUSY.search(names_of(box.el))
                found += bool(says) and len(WORD.findall(page.text_of(box.el))) < FEW_IN_ROOT
        return found

    @cached_property
    def statuses(self) -> dict[str, LayoutBox]:
        """What boxes say, in few words, that by role, state or name tell of the visit, wherever they stand; with its first box."""
        boxes = (
            box
            for box in self.page.layout.having((), ("role", "aria-busy", "class"))
            if box.attrs.get("role") in ("status", "progressbar")
            or box.attrs.get("aria-busy") == "true"
            or _BUSY.search(names_of(box.el))
        )
        said = {folded(box.el.get_text(" ")): box for box in reversed([*boxes]) if not self.page.is_hidden(box.el)}
        return {text: box for text, box in said.items() if len(WORD.findall(text)) < FEW_IN_ROOT}

    @cached_property
    def without_scripts(self) -> str:
        """What the page tells readers without scripts."""
        return " ".join(folded(el.get_text(" ")) for el in self.page.tree.find_all("noscript"))

    @cached_property
    def is_mostly_script(self) -> bool:
        """Whether the page is hardly more than scripts: nothing to see anywhere, and most of its source is theirs."""
        seen = sum(len(t.strip()) for t, hidden in zip(self.page.layout.texts, self.page.hidden_in, strict=True) if hidden < 0)
        scripts = self.page.tree.find_all("script")
        weight = sum(len(s.string or "") for s in scripts)
        return seen < 120 and (2 * weight > len(self.source) or len(scripts) >= 5)

    @cached_property
    def sends_on(self) -> bool:
        """Whether the page's only business is to send its reader elsewhere: a meta refresh to another address."""
        for meta in self.page.tree.find_all("meta", attrs={"http-equiv": re.compile("^refresh$", re.I)}):
            if "url" in str(meta.get("content") or "").lower():
                return True
        return False

    def doubts(self, lines: Sequence[str], before: PageEvidence) -> bool:
        """Whether something but their words speaks against *lines* that stand where a text stood on the page *before*.

        Their box says by role, state or name that a program speaks, or wants a button pressed; they stand there twice, in the place
        of two texts; or the site, which notes by itself when a page is saved, has not noted that. Owners' notices stand in boxes
        with a role, too: where they name a place, a day or somebody, that role says nothing.
        """
        if (self.saved and self.saved == before.saved) or self.asks_to_press(lines, before):
            return True
        known = Counter(folded(text) for text in before.texts)
        here = Counter(folded(text) for text in self.texts)
        named = is_anchored(lines, before.texts) or is_of_people(lines, before.texts, named=True)
        by_role = not (named or tells_besides(lines, before.texts) or program_chance(lines) <= OWNERS or may_be_owner_s(lines))
        by_role = by_role and not (is_plain(lines) and program_chance(lines) <= 0.5 and not is_foreign(lines))
        spoken = (self._is_spoken_by_program(line, by_role=by_role) for line in map(folded, lines))
        return any(here[line] > max(1, known[line]) for line in map(folded, lines)) or any(spoken)

    def asks_to_press(self, lines: Sequence[str], before: PageEvidence) -> bool:
        """Whether *lines* and a button alone stand in a box, of which *before* had none: who does not press reads no further."""
        layout, wanted = self.page.layout, set(map(folded, lines))
        here, there = self._buttons, before._buttons
        whole = defaultdict[int, str](str)  # what each line says, its buttons left out: choices to tick stand in one
        if self.asks_consent(lines, before):  # else they are a poll, or somebody puts his name down for a meal
            for run, text in enumerate(layout.texts):
                whole[layout.block[run]] += "" if folded(text) in here else text
        runs = [
            run for run, text in enumerate(layout.texts) if folded(text) in wanted or folded(whole[layout.block[run]]) in wanted
        ]
        known = set(runs)
        for box in layout.ancestors(layout.boxes[layout.holder[runs[0]]]) if runs else ():
            pressed = self._pressed(box.el)
            beside = [run for run in range(box.start, box.end) if folded(layout.texts[run]) and run not in known]
            if not set(pressed) >= {folded(layout.texts[run]) for run in beside}:
                return False
            if runs[-1] < box.end and pressed:
                return box.el.find(["a", "table", "li"]) is None and any(here[button] > there[button] for button in pressed)
        return False

    def asks_consent(self, lines: Sequence[str], before: PageEvidence) -> bool:
        """Whether *lines*, or a button that is new, speak of cookies and the like, or offer to accept or refuse all of it."""
        here, there = self._buttons, before._buttons
        return any(map(speaks_of_consent, (*lines, *(said for said in here if here[said] > there[said]))))

    def asks_more(self, before: PageEvidence) -> bool:
        """Whether a box in the main content asks its reader something first that none there asked on the page *before*."""
        here, there = (
            sum(side.page.main_box.order < order <= side.page.main_box.last for order in side.page.over) for side in (self, before)
        )
        return here > there

    @cached_property
    def _buttons(self) -> Counter[str]:
        return self._pressed(self.page.tree)

    def _pressed(self, el: Element) -> Counter[str]:
        """What the buttons in *el* say, and how many of them do; inputs are of no words."""
        said = [folded(self.page.text_of(button)) for button in el.find_all("button")]
        return Counter([*said, *("" for _ in el.find_all("input", type=_PRESSED))])

    @cached_property
    def saved(self) -> str:
        """When the page was saved, as programs write it for programs; "" where they don't."""
        metas = self.page.tree.find_all("meta")
        return "".join(
            str(m.get("content") or "") for m in metas if _SAVED.fullmatch(str(m.get("property") or m.get("name") or ""))
        )

    def is_program_speaking(self, lines: Sequence[str]) -> bool:
        """Whether *lines* all stand in boxes in which programs speak, and say of something that it did not come.

        Such a line may name the section: « Contacts could not be shown ». What somebody wrote there is about the section itself.
        """
        by_role = not (is_anchored(lines, ()) or any(map(is_rewritten, lines)))
        return any(map(said_of_showing, lines)) and all(self._is_spoken_by_program(folded(line), by_role=by_role) for line in lines)

    def _is_spoken_by_program(self, line: str, *, by_role: bool) -> bool:
        layout = self.page.layout
        run = self.page.run_of.get(line)
        box = layout.boxes[layout.holder[run]] if run is not None else None
        while box is not None and layout.chars(box.start, box.end) <= len(line) + 2:
            attrs = box.el.attrs
            if by_role and (attrs.get("role") in ("alert", "status", "log") or "aria-live" in attrs):
                return True
            if attrs.get("aria-busy") == "true":
                return True
            if attrs and _SPOKEN.search(names_of(box.el)):
                return True
            box = layout.boxes[box.parent] if box.parent >= 0 else None
        return False

    def fresh(self, before: PageEvidence) -> str:
        """The lines that a reader sees anywhere on the page and did not see on the page *before*."""
        old = {b.text for b in before.seen}
        return "\n".join(b.text for b in self.seen if b.text not in old)

    @cached_property
    def seen(self) -> tuple[Block, ...]:
        """All that a reader sees, boilerplate too."""
        page = self.page
        return page.layout.gathered([r for r in range(len(page.layout.texts)) if page.hidden_in[r] < 0])

    @property
    def quoted(self) -> str:
        """The heading, else the few words of a notice, else the title, as evidence: « Page introuvable »."""
        notice = self.own if 0 < self.words <= _NOTICE else ""
        heading = (
            self.heading if not notice or self.heading in self.page.text_of(self._main) else ""
        )  # not that of a column beside it
        return quoted(heading or notice or self.page.title or self.own or self.page.text_of(self.page.body))


def _is_of_program(line: str) -> bool:
    return not line.endswith(_ENDS) and len(WORD.findall(line)) <= _SAVED_WORDS


def _days(lines: Iterable[str]) -> int:
    return sum(_DAY.search(line) is not None for line in lines)


def _stamped_below(lines: Sequence[str]) -> list[str]:
    """Those at the end of *lines* that say when the page was saved, and in a table by whom."""
    found: list[str] = []
    dated = in_rows = False
    for line in reversed(lines[-_LAST_LINES:]):
        if not _is_of_program(line):
            break
        if dated and not in_rows and not _DATE.fullmatch(found[-1]):
            break  # it was one line, and this is another one
        found.append(line)
        if dated and "\t" not in line:
            break  # what the table, or the day, is called
        dated, in_rows = dated or _DAY.search(line) is not None, "\t" in line
    rows = [line for line in found if "\t" in line]
    if rows and _DAY.search(rows[-1].partition("\t")[0]):
        return []
    return found if 0 < _days(found) <= _SAVED_DAYS else []


class _Sayings:
    """Texts that are looked for in others, many in many: by their first letters and their lengths, not one after the other."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.all = frozenset(texts) - {""}
        self._lengths: defaultdict[str, set[int]] = defaultdict(set)
        for text in self.all:
            self._lengths[text[:_FIRST]].add(len(text))
        self._short = {len(first) for first in self._lengths}

    def within(self, text: str) -> set[str]:
        """Those that stand in *text*."""
        ends = (
            (at, at + n) for at in range(len(text)) for size in self._short for n in self._lengths.get(text[at : at + size], ())
        )
        return {said for at, end in ends if (said := text[at:end]) in self.all}


def quoted(text: str) -> str:
    """*text* between quotation marks, cut at 80 characters."""
    text = folded(text)
    return f"«\u202f{text if len(text) <= 80 else text[:79].rstrip() + '…'}\u202f»" if text else ""
