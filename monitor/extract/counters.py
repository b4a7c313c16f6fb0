"""What of a section is shown and not compared: the user's `ignore`, counters, when it was saved (DESIGN 3.6). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from monitor.expressions import expression
from monitor.extract.elements.addresses import is_paper
from monitor.extract.elements.layout import lowered
from monitor.extract.lists import any_of, kinds_of, listed
from monitor.extract.patterns import Pattern
from monitor.model import Block
from monitor.model.frozen import cached_property
from monitor.normalize import DATE, SAVED_AS, TIME, joined_spans, may_have_figures

_NUMBER = r"\d+(?:[\s.,\u00a0\u202f]\d+)*(?:\s?[kKM]\b)?"
_FETCHED = re.compile(
    rf"(?<=\()\s*(?:(?:déjà )?téléchargée?s? {_NUMBER} fois|downloaded {_NUMBER} times|{_NUMBER} ?mal heruntergeladen)\s*(?=\)$)",
    re.I,
)
_DIGIT = re.compile(r"\d")
_DATED = re.compile(r"\d\D+\d")  # in any day, and in few other lines: what else makes a date is a large expression
_PIECE = expression(r"(?:(?!\s-\s)[^|·•–—/\n\t]|(?<=\d)[–—](?=\d))+")  # « 2020–2026 » is one
_PART = expression(r"(?:(?!\s-\s)[^|·•–—\n\t])+")
_EDGE = r"[^\w€$£¥%‰°]*"  # what may stand around a counter: what a visit costs is none
_ALONE = re.compile(rf"{_EDGE}(?P<number>{_NUMBER}){_EDGE}")
# What only machines write: the reader's address, the number of a request.
_MACHINE_MADE = re.compile(
    r"(?<![\w.])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|(?:[a-z]{2,5}[-_])?(?=[0-9a-f]*\d[0-9a-f]*[a-f]|[0-9a-f]*[a-f][0-9a-f]*\d)[0-9a-f]{8,64})(?![\w.])",
    re.I,
)
_LABELLED, _FEW = 100, 7  # characters, words, of a line that says what such a thing is
_LONGEST = 200  # characters of a line that may be a counter
_AT_THE_END = 2  # lines
_YEARLESS = re.compile(r"(?<![\d./])\d{1,2}[./]\d{1,2}\W*$")  # « 02/03 »
_BESIDE = 2  # lines
_ENTRIES = ("table_row", "list_item")
_SHORT_FIGURE = re.compile(r"(?=\D{0,40}\d).{1,40}", re.DOTALL)
_SENTENCE = re.compile(r".{39,}[.!?:;»)]", re.DOTALL)
# What a server prints amid a page that goes on: who made the site left it on. After a « Fatal error » nothing goes on.
_PRINTED = expression(
    r"[^\w\n]*(?:PHP )?(?:Warning|Notice|Deprecated|Strict Standards)\s?: [^\n]{1,700}? in (?:/|[A-Z]:\\)[^\n]{1,300}?"
    r" on line \d+[^\w\n]*"
)
# The sum that a form asks for, another one each time, at the end of what it asks; « 3 - 6 ? » may be of what age.
_SUM = re.compile(
    r"(?<![\w.,])\d{1,2} ?[+×x*] ?\d{1,2}(?= ?[=?][^\w\n]*(?:(?:obligatoire|requis|required|pflichtfeld)[^\w\n]*)?$)", re.I | re.M
)
_LABELLED_FIGURE = expression(rf"\W*(?P<label>(?:[^\W\d]+[^\w\n]+){{1,6}}){_NUMBER}\W*|\W*{_NUMBER}\s*(?P<after>[^\W\d]+)\W*")
# What a line that counts is of, beside its figure: the kinds of its words, as `[tally]` has them.
_TALLIES = [
    frozenset(of.split())
    for of in (
        "who reads page",
        "counts",
        "visits this page",
        "visits now",
        "visits today",
        "who reads now",
        "visits online",
        "who online",
        "reading minutes",
        "who likes page",
        "visitor nth",
        "visitor you",
        "shown seconds page",
        "shown seconds fraction",
        "shown clock",
        "reads clock",
        "queries seconds fraction",
        "sheet shown hour",
        "cached copied hour",
        "asked yes no figures",
    )
]
_DONE = [frozenset(("times", "reads")), frozenset(("times", "acts"))]  # no word of *between* beside
_OF_LIKES = frozenset(("likes", "me", "who", "page"))  # « 12 j’aime », « 12 people like this », and no « like to read »
_RATED = [frozenset(of.split()) for of in ("rating average page", "rating scale", "rating votes figures", "stars votes figures")]
_BEHIND, _NEAR, _MOST_FIGURES = frozenset(("who", "times", "minutes")), 2, 3  # what a figure counts stands so many words behind it
_TOKEN = re.compile(rf"{_NUMBER}|[^\W\d_]+|[$€£¥%‰°+=<>@#&_×]")
# With its seconds, as programs write it.
_CLOCK = expression(rf"(?:{DATE}\W+)?(?:\b[^\W\d]{{1,4}}\W+){{0,2}}\b\d{{1,2}}:\d\d:\d\d\b(?: uhr| uur)?(?:\W+{DATE})?", re.I)
_HOUR = re.compile(r"\D*\b[012]?\d\s?[:h.]\s?[0-5]\d(?!\d)\D*")
_FRACTION = re.compile(r"\d{1,2}[.,]\d{1,3}")
# From when it counts, behind the count: « Vu 12 fois depuis le 3 mars ».
_SINCE = expression(
    rf"(?:depuis|since|seit|sinds|desde|dal?)(?: (?:le|the|dem|el|la|sa|its|o))?\W+"
    rf"(?:{DATE}|\d{{1,2}}(?:er|st|nd|rd|th)?\W+(?:de )?[^\W\d]{{3,10}}|publication|mise en ligne|veröffentlichung)\W*$",
    re.I,
)
_SCALE = re.compile(r"\d\s?(?:/|[^\W\d_]{1,3}(?: of)?)\s?(?:5|10)\b")
_DAYS_LEFT = re.compile(r"\W*j\s?[-–−]\s?\d{1,3}\W*", re.I)


def ignored_parts(blocks: tuple[Block, ...], patterns: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of *blocks* that are not compared, in order of the text. Raises TooSlow for a pattern that takes too long."""
    found: list[str] = []
    own = [Pattern(pattern) for pattern in patterns]
    known = _counting()
    stamped = _stamps(blocks)
    figures = may_have_figures([block.text for block in blocks])
    for at, block in enumerate(blocks):
        is_long = len(block.text) > _LONGEST and "\n" not in block.text
        if not (own or figures[at] or at in stamped) and (is_long or block.kind == "heading" or known.is_lasting_entry(block)):
            continue  # as most blocks: none of what follows finds anything in them
        line, has_figure = block.line, figures[at] and _DIGIT.search(block.text) is not None
        closing = at == len(blocks) - 1 and at > 0 and blocks[at - 1].kind != "heading"
        passing = list(known.of_the_moment(block, has_figure=has_figure, closing=closing)) if block.kind != "heading" else []
        if passing == [(0, len(line))]:
            found.append(line)
            continue
        if not own and at not in stamped and not has_figure and not passing:
            continue  # all else that is not compared is, or stands beside, a number
        cells = block.text.split("\t")
        one_figure = has_figure and sum(any(map(str.isdigit, cell)) for cell in cells) == 1  # « 2025 | 12 000 visites »: of a year
        counting = one_figure and not (known.stands_among_figures(blocks, at) or known.counts_people_amid_text(blocks, at))
        if counting and known.nothing_else.fullmatch(line):
            found.append(line)
            continue
        counters = list(known.spans(line if block.kind == "table_row" else " ".join(cells))) if counting else []
        if counting and not counters and block.text != line:
            counters = list(known.spans(line))  # a term in one cell, its number in the next
        fetched = _FETCHED.search(line) if counting and block.links else None
        if fetched is not None and line[: fetched.start() - 1].rstrip() in {link.text for link in block.links}:
            counters.append(fetched.span())  # right behind the link to a file
        spans = [*(span for pattern in own for span in pattern.spans(line)), *passing, *counters, *stamped.get(at, ())]
        if has_figure and len(line) <= _LONGEST and not spans:
            spans = [found.span() for found in _SUM.finditer(block.text)]
        if not spans and (alone := _ALONE.fullmatch(line)) and known.stands_beside(blocks, at):
            spans = [alone.span("number")]
        if not spans and has_figure and known.counts_down(blocks, at):
            spans = [(0, len(line))]
        found.extend(line[start:end] for start, end in joined_spans(spans))
    return tuple(found)


class _Counting:
    """The lines that count, as the lists have them; most texts have none that asks for more than the first expressions."""

    def __init__(self) -> None:
        self._wide, self._strict = any_of("counted", "wide"), any_of("counted", "strict")
        self._ago = tuple(any_of("ago", name) for name in ("before", "units", "after"))
        self._around = any_of("counted", "around")
        wide, (before, _, after) = self._wide, self._ago
        self.nothing_else = re.compile(rf"{_EDGE}(?:{wide}\s*[:\uff1a]?\s*\(?{_NUMBER}\)?|{_NUMBER}\s*{wide}){_EDGE}", re.I)
        self._likely = re.compile(  # in small letters
            rf"{wide}|{self._strict}|{before}|{after}|{any_of('ago', 'before_if_done')}|{any_of('likely', 'words')}"
        )
        self._of_the_moment, self._doors = _moments("lines"), _moments("doors")
        self._aloud, self._tools = _moments("aloud"), _moments("tools")
        self._viewed, self._with_figures = _moments("viewed"), _moments("with_figures")
        around, number = self._around, _NUMBER
        # What few texts ask for is compiled when one does
        self._word_alone = expression(rf"\W*(?:{around}\W+){{0,2}}{wide}\W*", re.I)
        self._people = expression(rf"{_EDGE}{number}\s*{any_of('counted', 'people')}{_EDGE}", re.I)
        self._counted = expression(rf"(?:{around}\W+)*(?:{wide}|{self._strict})\W*", re.I)
        self._counted_to = expression(rf"(?=.*[^\W\d]{{4}}){_some('counted_to')}{{1,8}}\W*", re.I)

    @cached_property
    def _with_word(self) -> list[re.Pattern[str]]:
        around, wide, (before, units, after), number = self._around, self._wide, self._ago, rf"(?P<moves>{_NUMBER})"
        with_word = (
            rf"(?:{around}\W+){{0,3}}?{wide}\s*:?\s*\(?{number}\)?",
            rf"(?:{around}\W+){{0,2}}?{number}\s*{wide}(?:\W+{around}){{0,4}}",
            rf"(?:[^\W\d]+\W+){{0,3}}?(?P<moves>{before}\s+{_NUMBER}\s+{units})",
            rf"(?:[^\W\d]+\W+){{0,2}}?(?P<moves>{_NUMBER}\s+{units}\s+{after})",
        )
        return [re.compile(rf"{_EDGE}(?:{one}){_EDGE}", re.I) for one in with_word]

    @cached_property
    def _whole(self) -> list[re.Pattern[str]]:
        around, strict, (before, units, after), number = self._around, self._strict, self._ago, rf"(?P<moves>{_NUMBER})"
        done, who, what = any_of("ago", "done"), any_of("counted", "who"), any_of("counted", "what")
        lapse, in_place = f"(?:{units}|{any_of('ago', 'years')})", f"(?:{before}|{any_of('ago', 'before_if_done')})"
        lines = (one.replace("{", who).replace("}", what) for one in listed("counted", "lines"))
        whole = (
            rf"(?:{around}\W+){{0,2}}?{strict}\s*:?\s*\(?{number}\)?",
            rf"{number}\s*{strict}(?:\W+{any_of('counted', 'of_page')})?",
            rf"{strict}\W+{any_of('counted', 'of_page')}\s*:?\s*\(?{number}\)?",
            rf"(?:{done}\W+){{0,3}}?{before}\s+{number}\s+{units}",
            rf"(?:{done}\W+){{1,5}}?{in_place}\s+{number}\s+{lapse}(?:\W+{done}){{0,3}}",
            rf"{in_place}\s+{number}\s+{lapse}(?:\W+{done}){{1,4}}",
            rf"(?:{done}\W+){{0,2}}?{number}\s+{units}\s+{after}",
            rf"(?:{done}\W+){{1,5}}?{number}\s+{lapse}\s+{after}(?:\W+{done}){{0,3}}",
            rf"{number}\s+{lapse}\s+{after}(?:\W+{done}){{1,4}}",
            *(line.replace(" ", r"\s+").replace("#", number) for line in lines),
        )
        return [re.compile(rf"{_EDGE}(?:{one}){_EDGE}", re.I) for one in whole]

    def may_count(self, text: str) -> bool:
        """Whether *text* has a word of those that count, say when something was, or go with such a word."""
        return self._likely.search(lowered(text)) is not None

    def is_lasting_entry(self, block: Block) -> bool:
        """Whether *block*, which has no figure, is one line of a list or a table, and `of_the_moment` finds nothing in it (§9)."""
        if block.kind not in _ENTRIES or "\n" in block.text:
            return False
        return self._of_the_moment.fullmatch(lowered(block.text.replace("\t", " "))) is None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """The number in « 51 563 visites », « Vues : 12 » where that is all there is: in a sentence a number is news.

        Of what counts by rarer words, all of it: its number alone may stand elsewhere in the text.
        """
        if len(text) > _LONGEST or not _DIGIT.search(text):
            return
        if len(text) <= _LABELLED and len(text.split()) <= _FEW:
            yield from (found.span() for found in _MACHINE_MADE.finditer(text))
        likely, is_found = self.may_count(text), False
        for piece in _PIECE.finditer(text):
            line = piece.group()
            if likely and any(one.fullmatch(line) for one in self._whole):
                is_found = True
                yield _stripped(piece)
            elif likely and (counter := next((found for one in self._with_word if (found := one.fullmatch(line))), None)):
                is_found = True
                start, end = counter.span("moves")
                yield piece.start() + start, piece.start() + end
            elif line != text and is_tally(line, rated=False):
                is_found = True
                yield _stripped(piece)
        if (not is_found or "|" in text) and is_tally(text):  # « Oui 44 | Non 5 » are one
            yield len(text) - len(text.lstrip()), len(text.rstrip())

    def of_the_moment(self, block: Block, *, has_figure: bool, closing: bool) -> Iterator[tuple[int, int]]:
        """The lines of *block* that are of the moment at which it is read; one that goes on after a break, as one.

        *closing*: nothing follows it, and it is not all that a title stands over. « Consultado em 02/03 » is then of this visit;
        elsewhere, or with its year, that tells when somebody was asked, unless the page is named.
        """
        text, at = block.text.replace("\t", " "), 0
        expressions = [self._of_the_moment, *([] if block.kind in _ENTRIES else [self._doors])]
        offers = block.kind == "paragraph" and not any(is_paper(link.url) for link in block.links)
        expressions += [self._tools] if offers and (block.links or lowered(text).strip() != "rss") else []
        expressions += [self._aloud] if block.kind == "paragraph" and not block.links else []
        expressions += [self._with_figures] if has_figure else []
        may_be_viewed = has_figure and block.kind == "paragraph" and not block.links

        def is_of_the_moment(line: str) -> bool:
            if has_figure and " on line " in line and _PRINTED.fullmatch(line):
                return True
            if len(line) > _LONGEST:
                return False
            low = lowered(line)
            if may_be_viewed and (viewed := self._viewed.fullmatch(low)) is not None:
                return bool(viewed["of"] or viewed["this"]) or (closing and _YEARLESS.search(line) is not None)
            return any(one.fullmatch(low) for one in expressions)

        if is_of_the_moment(text):
            yield 0, len(text)
        elif "\n" in text:
            for line in text.split("\n"):
                if is_of_the_moment(line):
                    yield at + len(line) - len(line.lstrip()), at + len(line.rstrip())
                at += len(line) + 1

    def counts_down(self, blocks: tuple[Block, ...], at: int) -> bool:
        """« J-12 » in a block of its own, which is a room unless what comes then stands beside it."""
        beside = (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2])
        return _DAYS_LEFT.fullmatch(blocks[at].text) is not None and any(self._counted_to.fullmatch(b.line) for b in beside)

    def stands_among_figures(self, blocks: tuple[Block, ...], at: int) -> bool:
        """Whether the row or item beside it counts something else: « Lits : 312 » beside « Consultations : 128 400 »."""
        own = _form(blocks[at])
        if own is None or not (self.may_count(blocks[at].line) or is_tally(blocks[at].line)):
            return False
        beside = (blocks[n] for n in range(max(0, at - _BESIDE), min(len(blocks), at + _BESIDE + 1)) if n != at)
        lines = (b.line for b in beside if _form(b) == own and len(b.line) <= _LABELLED and not is_tally(b.line))
        figures = (found for line in lines if (found := _LABELLED_FIGURE.fullmatch(line)) is not None)
        return any(self._counted.fullmatch(found["label"] or found["after"]) is None for found in figures)

    def counts_people_amid_text(self, blocks: tuple[Block, ...], at: int) -> bool:
        """Whether « 12 345 visiteurs » stands above a sentence, below another or a title: a page's own counter is at its foot."""
        if not self._people.fullmatch(blocks[at].line):
            return False
        before = next((b for b in blocks[:at][::-1] if not _SHORT_FIGURE.fullmatch(b.line)), None)
        after = next((b for b in blocks[at + 1 :] if not _SHORT_FIGURE.fullmatch(b.line)), None)
        is_titled = before is None or (before.kind == "heading" and not self.may_count(before.line))
        return after is not None and _is_sentence(after) and (is_titled or (before is not None and _is_sentence(before)))

    def stands_beside(self, blocks: tuple[Block, ...], at: int) -> bool:
        """Whether the line before or after the number says what it counts."""
        near = (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2])
        beside = [b.line for b in near if not any(map(str.isdecimal, b.line))]
        return any(self._word_alone.fullmatch(line) or is_tally(f"{blocks[at].line} {line}") for line in beside)


def is_tally(line: str, *, rated: bool = True) -> bool:
    """Whether *line* is made of the words of `[tally]` and of figures alone, and they make a count of its readers or its length.

    « Gerade sehen sich 12 Personen diese Seite an », « Partagé 12 fois », « Page affichée à 10:32:07 »: languages differ in the
    order and the forms of such words, and no line of a town's life has these alone. *rated*: or what readers think of it.
    « Visiting times: 14 », “Visitors: see page 12” count none, and « Wird 4 Mal gelesen », « Partagé 4 fois par an » are
    said of something in the town.
    """
    told, at = _CLOCK.subn(" 0 ", line) if line.count(":") > 1 else (line, 0)
    told = _SINCE.sub("", told)
    kinds = {"clock"} if at else set[str]()
    kinds |= {"stars", "figures"} if "★" in line else set()
    figures, since, is_liked = 0, _NEAR + 1, True
    for token in _TOKEN.findall(told.casefold()):
        since += 1
        if token[0].isdecimal():
            figures, since = figures + 1, 0
            kinds |= {"fraction"} if _FRACTION.fullmatch(token) else set()
        elif (of := kinds_of("tally").get(token)) is None:
            return False
        else:
            is_liked = is_liked and not of.isdisjoint(_OF_LIKES)
            kinds |= of if since <= _NEAR else of - _BEHIND
    if not 0 < figures <= _MOST_FIGURES:
        return False
    if rated and figures > 1:
        kinds |= {"figures", *(["scale"] if _SCALE.search(line) else [])}
    if ("of_queries" in kinds and "queries" not in kinds) or ("hours" in kinds and not {"sheet", "shown"} <= kinds):
        return False
    kinds |= {"hour"} if not kinds.isdisjoint({"sheet", "cached"}) and _HOUR.fullmatch(line) else set()
    if "likes" in kinds and is_liked:
        return True
    rules = (*_TALLIES, *(() if "between" in kinds else _DONE), *(_RATED if rated else ()))
    return any(rule <= kinds for rule in rules)


def _is_sentence(block: Block) -> bool:
    return block.kind == "paragraph" and _SENTENCE.fullmatch(block.line) is not None and not is_stamp(block.line)


def _form(block: Block) -> str | None:
    """What makes lines a list of figures: rows, items, terms with what they are."""
    return block.kind if block.kind in _ENTRIES else "term" if "\t" in block.text else None


def _some(name: str) -> str:
    """Words of a list of `[moment]`, and nothing between them but marks."""
    return rf"(?:[^\w+−-]*(?<!\w)[−-]?{any_of('moment', name)}(?!\w))"


def _moments(name: str) -> re.Pattern[str]:
    """The lines of a list of `[moment]`, in small letters (`lowered`): such an alternation takes a third of the time of `re.I`."""
    day = r"di\b|day\b|tag\b|dimanche|mittwoch|demain|tomorrow|morgen"
    hours = rf"(?=.*(?:\d\s?(?:h|:|\.|uhr|uur|[ap]\.?m)|(?:alle|a las|às) \d|{day})){_some('hours')}{{1,8}}"
    lapse = any_of("ago", "units")[:-1] + "|" + any_of("ago", "years")[3:]
    marks = {
        "§": any_of("ago", "done"),
        "¤": lapse,
        "~": hours,
        "^^": rf"{_some('sky')}{{1,12}}",
        "##": rf"{_some('counted_to')}{{1,8}}",
        "@": f"{DATE}{TIME}",
    }
    lines = (line.replace(" ?", r"\s?").replace(" ", r"\s+") for line in listed("moment", name))
    joined = "|".join(lines)
    for mark, words in marks.items():
        joined = joined.replace(mark, words)
    return expression(rf"[^\w©]*(?:{joined})\W*")


_counting = cache(_Counting)


@cache
def _stamp() -> re.Pattern[str]:
    """What says when the page was saved, once or twice: « Publié le 2 mars 2026, mis à jour le 3 mai 2026 ».

    Between the label and the date stands no other word: « Stand: Gebühren ab 1. Mai 2026 » says from when what is due.
    """
    about, on, by = (any_of("stamp", of) for of in ("about", "on", "by"))
    acts = r"arrêt|décret|décision|lois?\b|ordonn|verordn|ordnung|satzung|decreto|besluit|d[ée]lib[ée]r|beschlu|resolu|avenant"
    acts = rf"(?:la |l.|le )?(?:{acts}|accord|protoc|convention|vote|conseil|délégation|statut)"
    name = r"(?-i:[A-ZÀ-Ý][\w’'-]+)"
    body = r"(?:mairie|ville|commune|communauté|métropole|service|direction|office|rédaction|webmaster)"
    # « par Julie Petit », « par Mairie de Valmont »
    who = rf"(?:{by}|(?:par|by|von|da|por|door) (?!{acts})(?:{body}(?: (?:de |du |des |d.)?{name}){{0,2}}|{name}(?: {name})?))"
    one = rf"\W*(?:{about}\W+){{0,5}}(?:{SAVED_AS})(?:\W+(?:{about}|{on}|{by})){{0,4}}?\W+{DATE}{TIME}(?:\W+{who})?"
    return re.compile(rf"{one}(?:{one})?\W*|\W*{by}(?:\W+(?:{about}|{on})){{0,2}}\W+{DATE}{TIME}\W*", re.I)


@cache
def _stamp_apart() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says that a page was saved, in a line of its own, and the day in the next: « Ultimo aggiornamento », « 04-03-2025 »."""
    about, on = any_of("stamp", "about"), any_of("stamp", "on")
    label = rf"\W*(?:{about}\W+){{0,5}}(?:{SAVED_AS})(?:\W+(?:{about}|{on})){{0,3}}\W*"
    return re.compile(label, re.I), re.compile(rf"\W*(?:(?:le|{on})\W+)?{DATE}{TIME}\W*", re.I)


def is_stamp(text: str) -> bool:
    """Whether *text* says when something was saved, and nothing else."""
    return len(text) <= _LONGEST and _DATED.search(text) is not None and _stamp().fullmatch(text) is not None


def _stamps(blocks: tuple[Block, ...]) -> dict[int, list[tuple[int, int]]]:
    """Where in the first lines or the last of a text stands when it was saved. Within the text a date may be what changed."""
    found: dict[int, list[tuple[int, int]]] = {}
    if len(blocks) < 2:
        return found
    top = next((at for at, block in enumerate(blocks) if block.kind != "heading"), 0)
    for at in sorted({top, *range(max(1, len(blocks) - _AT_THE_END), len(blocks))}):
        block = blocks[at]
        if at == top and _is_stamped_by(blocks, at + 1):
            found[at + 1] = [(0, len(blocks[at + 1].line))]
        if block.kind == "heading" or len(block.text) > _LONGEST or not _DATED.search(block.text):
            continue
        if _is_stamped_by(blocks, at):
            found[at] = [(0, len(block.line))]
            continue
        if ("\t" in block.text or "·" in block.text) and _stamp().fullmatch(block.line):  # the date stands in the next part
            found[at] = [(0, len(block.line))]
            continue
        found[at] = [_stripped(part) for part in _PART.finditer(block.text) if _stamp().fullmatch(part.group())]
    return found


def _is_stamped_by(blocks: tuple[Block, ...], at: int) -> bool:
    """Whether the line at *at* is the day of what the line before it says: neither is an entry of a list or a table."""
    if not 0 < at < len(blocks) or any(block.kind in _ENTRIES or len(block.text) > _LABELLED for block in blocks[at - 1 : at + 1]):
        return False
    label, day = _stamp_apart()
    return day.fullmatch(blocks[at].line) is not None and label.fullmatch(blocks[at - 1].line) is not None


def _stripped(part: re.Match[str]) -> tuple[int, int]:
    """Where *part* stands in its text, without the space around it."""
    text = part.group()
    return part.start() + len(text) - len(text.lstrip()), part.start() + len(text.rstrip())
