"""What programs leave amid a text: a notice, a template's tag, the line of a map that did not come (DESIGN 3.15). Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise, takewhile, zip_longest

from monitor.expressions import expression
from monitor.extract.elements.layout import LayoutBox, words
from monitor.extract.elements.tree import classes_of, names_of
from monitor.extract.page import Page
from monitor.model import Block, Section
from monitor.model.suspects import ENTRIES, NO_CELLS, PROGRAM
from monitor.normalize import canonical, key
from monitor.quality.answer import MOJIBAKE
from monitor.quality.language import language
from monitor.quality.news import is_anchored, is_news, is_told_of_town, orders, speaks_to_reader, tells_besides
from monitor.quality.phrases import FILLER, SETTINGS, could_not, is_at_fault, is_code, is_of_failing, says_it_failed, tells_of_site
from monitor.quality.speaker import VOTES, is_nobody_s, is_owner_s, may_be_owner_s, may_be_program_s, program_chance, weighed
from monitor.quality.town import is_of_itself, is_of_people, is_of_program, is_of_town_s, telling_words

_LONGEST_SAID = 120  # characters of a program's text that are quoted
_MOST = 15  # words of a widget's own line
_IN_PLACE = 3  # lines that stand for a text, at most
_LABEL, _STOPS, _ENDS = 12, (".", "!", ";", ","), (".", "!", "?", "…")  # words of a label, what ends none, what ends a sentence
_AROUND = 4  # boxes that hold nothing but the line
# Names of boxes that scripts fill and of what they write there when they can't, parted at hyphens.
_WIDGETS = words(
    "map maps gmap carte karte leaflet osm mapbox widget embed player recaptcha captcha error errors erreur fehler failed failure"
)
# What a program says of itself, or leaves where a value should stand: a notice with its file's line, a trace, a template's tag.
_PROGRAM = expression(
    r"\b(?:Warning|Notice|Deprecated|Strict Standards|(?:Fatal|Parse|Recoverable) error)\b[^\n]{1,400}?\bon line \d+"
    # A place in a source, as a trace has: « Kernel.php(100) », « Fiche.java:88 ».
    r"|\b\w+\.(?:php|py|jsp?|ts|aspx?|java|kt|cs|vb|rb|go)(?:\(\d+\)|:(?:line )?\d+\b|\",? line \d+\b)"
    r"|\bTraceback \(most recent call last\)|\bUncaught (?:\w+: )?\w*(?:Error|Exception)\b|\bSQLSTATE\["
    # A shortcode is all of its line, « [bloc_organisation] », or has settings; « voir [arrete_du_maire] » is what somebody wrote.
    r"|^[^\S\n]*(?:\[/?[a-z][a-z0-9]*(?:_[a-z]+)+\][^\S\n]*)+$"
    # So are names between marks of formats, alone on a line: « %LISTE% », « #{rows} », « {rows} », « <<rows>> », « @Model.Rows ».
    r"|^[^\S\n]*(?:%[A-Z_]{3,40}%|#{2,3}\w{2,40}#{2,3}|__\w{2,40}__|[#$@]?\{[^{}\n]{1,80}\}|\[%[^%\n]{1,80}%\]|<<[^<>\n]{1,80}>>"
    r"|@[A-Za-z]\w*(?:\.\w+)+|\$[a-z_]\w*)[^\S\n]*$"
    rf"|{SETTINGS}|{FILLER}"
    r"|\[\[[^\[\]\n]{1,120}\]\]"
    r"|\{\{[^{}\n]{1,80}\}\}|\{%[^%\n]{1,80}%\}|\$\{[\w.]{1,60}\}|<%=?[^%\n]{1,80}%>|<\?(?:php|=)|\[object \w+\]|\bNaN\b",
    re.M,
)
_NO_VALUE = expression(  # else they may be English
    r"(?:^|[:\t\n(]) ?(?:undefined|null|NULL|Invalid Date|<no value>|#(?:REF!|VALUE!|NAME\?|DIV/0!|N/A)|%(?:\d\$|\(\w+\))?[sd]"
    r"|\{\w{0,30}\})(?=$|[,;.)\t\n])|\bundefined undefined\b"
    r"|(?<=\t)#[A-ZÀ-Ý][A-ZÀ-Ý/0-9]{1,9}[!?](?=$|[\t\n])"  # a spreadsheet's error in whatever language, all of a cell
)
# What a cell says that says nothing: words of programs, of which English has some, and what people write as well.
_NO_WORD = expression(r"none|nil|null|nan|(?:[$:@]|%\()[a-z_]\w*\)?", re.I)
_NO_MARK = expression(r"n/?[ad]|n\.\s?[ad]\.|s\.\s?o\.|tb[acd]|[-–—_.…?/\s]*", re.I)
_CELLS = expression(r"\t|\s?:(?:\s|$)")
_ENTRY_KINDS = ("list_item", "table_row")
_KEY = re.compile(r"(?=\S*[^\W\d_][._][^\W\d_])[a-z]\S*")  # a name of parts
_FIGURES = re.compile(r"\d+")
_ROWS = 3  # that all say nothing, or one thing
_SENTENCE = 4  # words
_HIS = 0.2  # the chance that a program speaks, below which a few words said of each entry are the owner's
_UNDEFINED = re.compile(r"(?<![A-Za-z])undefined(?![A-Za-z])")


def program_text(old: Section, new: Section, page: Page) -> str | None:
    """What in *new* alone is a program's text, or a word decoded wrongly; its *page* tells where a line stands."""
    there = {block.text for block in old.blocks}
    all_stands = there.difference(old.ignored) <= {block.text for block in new.blocks}
    passing = frozenset(new.ignored) if all_stands else frozenset[str]()  # else what went may be what the program failed to say
    came = "\n".join(block.text for block in new.blocks if block.text not in there and block.line not in passing)
    foreign = "undefined" in came and language(new.text) not in (None, "en")
    for way in (_PROGRAM, MOJIBAKE, _NO_VALUE, *([_UNDEFINED] if foreign else [])):
        found = way.search(came)
        if found is not None and way.search(old.text) is None:
            start, end = found.span()
            while way is MOJIBAKE and start and not came[start - 1].isspace():
                start -= 1
            while way is MOJIBAKE and end < len(came) and not came[end].isspace():
                end += 1
            return " ".join(came[start:end].lstrip(":(\t ").rstrip(".,;").split())[:_LONGEST_SAID]
    texts = [block.text for block in old.blocks]
    came_short = list(_fresh(old, new))
    said = next((line for line in came_short if _says_it_failed(line, texts)), None) or next(filter(is_of_itself, came_short), None)
    if said is None and all_stands and len(came_short) == 1:  # a program's, beside all that stood
        alone = came_short[0]
        his = is_anchored([alone], texts) or is_news([alone], texts) or may_be_owner_s([alone])
        fails = (could_not(alone) or is_of_failing(alone) or tells_of_site(alone)) and may_be_program_s([alone], of_a_third=False)
        nobody_s = is_nobody_s([alone]) or (is_nobody_s([alone], texts) and ":" not in alone)
        first = alone.split(" ")[:1]  # « Consultez notre page » is an order, « Votre demande n’a pas abouti, recommencez » none
        ordered = any(orders(part, texts) and not speaks_to_reader(part, texts) for part in ([alone], first))
        fails = fails or (nobody_s and (is_at_fault(alone) or not weighed(alone).unheard) and not ordered)
        printed = is_code(alone) and not alone.endswith(_ENDS)  # « mysqli_connect(): (HY000/2002): … »
        fails = printed or (fails and not his and len(alone.split()) > _SENTENCE)
        said = alone if fails and alone not in passing else None
    return said or next((line for line in came_short if _stands_in_widget(line, old, page)), None)


def says_nothing(old: Section, new: Section) -> str | None:
    """Why *new* is doubted, a table or list of which stands with nothing in its cells where *old* told several things; else None.

    All cells behind the first say one thing, or two, and these are words of programs for no value, or no words. Of one column
    « None » may be what somebody answers in English. Or what came are entries that all say one sentence, or one thing and nothing
    else, where each had its own.
    """
    stood, stand = ({block.text for block in section.blocks} for section in (old, new))
    fresh = [block for block in new.blocks if block.text not in stood]
    # What came for lines that said something are keys of one series: `bloc.liste.item_0`, `…_1`
    kinds, linked = {_FIGURES.sub("0", block.text) for block in fresh}, any(block.links for block in fresh)
    had = [block.text for block in old.blocks if block.text in stood - stand and " " in block.text]
    are_keys = len(kinds) == 1 < _ROWS <= min(len(fresh), len(had)) and not linked and all(map(_KEY.fullmatch, kinds))
    if _repeats_one(old, new) or are_keys:
        return ENTRIES
    if min(len(fresh), len(stood - stand)) >= _ROWS and not any(map(str.isalnum, "".join(block.text for block in fresh))):
        return NO_CELLS  # « — » for each name, post and number of cards
    alike = len({block.text for block in fresh}) == 1  # « %%ITEM%% »: not even a label is left
    fresh = [block for block in fresh if alike or block.kind != "paragraph" or "\t" in block.text]
    came = [_CELLS.split(block.text)[-1].strip() for block in fresh]
    if alike and min(len(came), len(stood - stand)) > 1 and (came[0].endswith("…") or may_be_program_s(came[:1], of_a_third=True)):
        return ENTRIES  # one answer for two questions
    whole = alike or (len({*came}) == 1 and came[0].count(" ") >= _SENTENCE - 1)
    if len(came) >= _ROWS and whole and len(stood - stand) >= _ROWS:
        said = came[0]  # « Service commun Ville et Métropole », « de 9 h à 12 h »: nobody's but the owner's
        shares = {*telling_words(key(said))}.intersection(key(old.text).split())
        words_alone = not said.endswith((".", "!", "?")) and program_chance([said]) < _HIS
        his = words_alone or any(map(str.isdigit, said)) or is_of_town_s(said) or shares
        if is_of_program(said) or not his:
            return ENTRIES
    there = {cells[0]: cells for block in old.blocks if len(cells := _CELLS.split(block.text)) > 1}
    foreign = language(new.text) not in (None, "en")
    for (kind, _), blocks in groupby(new.blocks, lambda block: (block.kind, block.columns)):
        rows = [cells for block in blocks if (cells := _CELLS.split(block.text))[0] in there]
        if kind not in ("table_row", "list_item") or len(rows) < _ROWS:
            continue
        gone = [cells for cells in rows if cells != there[cells[0]]]
        said = {cell.strip() for cells in gone for cell in cells[1:]} - {""}
        told = {cell for cells in rows for cell in there[cells[0]][1:]} - said
        if len(gone) < len(rows) or len(said) > 2 or len(told) < 2:
            continue
        if said and (foreign or max(map(len, gone)) > 2) and all(map(_NO_WORD.fullmatch, said)):
            return f"{PROGRAM}: {min(said)}"
        if all(map(_NO_MARK.fullmatch, said)) and (said or any(len(cells) > 1 for cells in rows) or kind == "table_row"):
            return NO_CELLS
    return None


def _repeats_one(old: Section, new: Section) -> bool:
    """Whether three entries in a row of *new* or more all say what one of as many in *old*, all different, said there."""
    pairs = zip(old.blocks, new.blocks, strict=False) if len(old.blocks) == len(new.blocks) else ()
    for (kind, _), run in groupby(pairs, key=lambda pair: (pair[1].kind, pair[1].columns)):
        was, now = zip(*((one.text, other.text) for one, other in run), strict=True)
        if kind in ("list_item", "table_row") and len(set(was)) >= max(_ROWS, len(was)) and {*now} < {*was} and len({*now}) == 1:
            return True
    return False


def bare_heading(old: Section, new: Section) -> str:
    """The first heading within *new* that stands over nothing, where nothing else came, and stood over lines in *old*; else "".

    Or the first of two lines or more that did the work of one: short and no sentences, all in a row, each over whole sentences that
    are gone, and no other line is. So stand the labels of panels that did not come, whatever they are set in.
    """
    there, here = ({canonical(block.text) for block in section.blocks} for section in (old, new))
    if here - there or here == there:
        return ""
    over = {canonical(one.text) for one, below in pairwise(old.blocks) if one.kind == "heading" and below.kind != "heading"}
    bare = (one.text for one, below in zip_longest(new.blocks, new.blocks[1:]) if below is None or below.kind == "heading")
    if heading := next((text for text in bare if canonical(text) in over), ""):
        return heading
    parts = [(stand, list(part)) for stand, part in groupby(old.blocks, key=lambda b: canonical(b.text) in here)]
    went = [n for n, (stand, _) in enumerate(parts) if not stand]
    labels = [parts[n - 1][1] for n in went if n]
    if len(labels) != len(went) or len(went) < 2 or any(len(label) > 1 for label in labels[1:]):
        return ""
    heads, kinds = [label[-1].text for label in labels], {label[-1].kind for label in labels}
    around = (labels[0][-3:-1], *(part[:2] for _, part in parts[went[-1] + 1 :]))
    # Where one beside them, of their kind, has its sentence, all came: somebody took the others' off.
    came = any(
        len(pair) == 2 and pair[0].kind in kinds and _is_label(pair[0].text) and pair[1].text.endswith(_ENDS) for pair in around
    )
    titled = not came and all(map(_is_label, heads))
    return heads[0] if titled and all(parts[n][1][-1].text.endswith(_ENDS) for n in went) else ""


def _is_label(line: str) -> bool:
    return not line.endswith(_STOPS) and len(line.split()) <= _LABEL


def _loses_values(old: Section, new: Section) -> bool:
    """Whether three lines of *old* or more are gone, or have lost their ends, and nothing came."""
    there, here = ({key(block.text) for block in section.blocks} for section in (old, new))
    gone = there - here
    return len(gone) >= _ROWS and all(any(line.startswith(one) for line in gone) for one in here - there)


def bares_labels(old: Section, new: Section) -> bool:
    """Whether headings or labels of *old* may stand over nothing, or beside nothing, in *new*, or the place of a list is empty."""
    return bool(bare_heading(old, new)) or _loses_values(old, new) or loses_list(old, new)


def loses_list(old: Section, new: Section) -> bool:
    """Whether all entries of a list or table of *old*, three or more in a row, went, and nothing came."""
    there, here = ({key(block.text) for block in section.blocks} for section in (old, new))
    if here - there or there <= here:
        return False
    lists = (list(run) for kind, run in groupby(old.blocks, lambda block: block.kind) if kind in _ENTRY_KINDS)
    return any(len(run) >= _ROWS and here.isdisjoint(key(block.text) for block in run) for run in lists)


def loses_several(old: Section, new: Section) -> bool:
    """Whether three blocks of *old* or more went, and nothing came."""
    there, here = ({key(block.text) for block in section.blocks} for section in (old, new))
    return len(old.blocks) - len(new.blocks) >= _ROWS and here <= there


def emptied_values(old: Section, new: Section, page: Page, before: Page) -> str:
    """The first label of *new* whose value is gone, where the boxes of three values or more stand empty on *page*; else "".

    So stand « Téléphone », « Adresse » and what else a program fills in beside its labels, in whatever boxes these are drawn. Who
    takes values off takes their labels, or leaves one.
    """
    if not _loses_values(old, new):
        return ""
    there, here = ({key(block.text): block.line for block in section.blocks} for section in (old, new))
    labels = [line for said, line in here.items() if said not in there]  # of lines that lost their ends
    if len(labels) >= _ROWS and all(label.endswith(":") for label in labels):
        return labels[0]
    gone = [(n, said) for n, block in enumerate(old.blocks) if (said := key(block.text)) not in here]
    kept = tuple(map(key, labels))
    whole = [n for n, said in gone if not said.startswith(kept)]
    if any(after - n == 1 for n, after in pairwise(whole)):
        return ""  # a text, and no value of a label
    empty = [
        Counter((b.name, *classes_of(b.el)) for b in side.layout.boxes if not side.layout.has_words(b.start, b.end))
        for side in (before, page)
    ]
    texts = set(map(key, page.layout.texts))
    went, stand = Counter[tuple[str, ...]](), set[tuple[str, ...]]()
    for run, text in enumerate(before.layout.texts):
        if (said := key(text)) and any(said in line for line in there):
            holder = before.layout.boxes[before.layout.holder[run]]
            same = takewhile(lambda b: (b.start, b.end) == (run, run + 1), (holder, *before.layout.ancestors(holder)))  # noqa: B023
            (stand if said in texts else went).update((b.name, *classes_of(b.el)) for b in same)
    fields = {look: n for look, n in went.items() if len(look) > 1 and look not in stand}  # a class calls them so
    if not any(n >= _ROWS and empty[1][look] - empty[0][look] >= n for look, n in fields.items()):
        return ""
    return labels[0] if labels else old.blocks[gone[0][0] - 1].line if gone[0][0] else old.heading or ""


def given_way_under(old: Section, new: Section) -> str:
    """The heading within *new* under which a few words that tell nothing of the town took the place of all others; else "".

    All else stands as it stood. Where the section has no heading within it, its words are counted instead (3.15).
    """
    parts, others = (_parts_of(section.blocks) for section in (old, new))
    if [part[0] for part in parts] != [part[0] for part in others]:
        return ""
    changed = [n for n, (part, other) in enumerate(zip(parts, others, strict=True)) if part != other]
    if len(changed) != 1 or len(parts) < 2 or not others[changed[0]][1]:
        return ""
    heading, was = parts[changed[0]]
    lines = others[changed[0]][1]
    size, now = (sum(len(line.split()) for line in side) for side in (was, lines))
    if (
        not heading
        or len(was) < 2
        or len(lines) > _IN_PLACE
        or 3 * now >= size
        or now > 2 * _MOST
        or not set(was).isdisjoint(lines)
    ):
        return ""
    texts = [old.heading or "", *(block.text for block in old.blocks)]
    return "" if is_anchored(lines, texts) or tells_besides(lines, texts) or is_news(lines, texts) else heading


def _parts_of(blocks: Sequence[Block]) -> list[tuple[str, list[str]]]:
    """Each heading, "" before the first, with the lines under it."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    for block in blocks:
        if block.kind == "heading":
            parts.append((block.line, []))
        else:
            parts[-1][1].append(block.line)
    return parts


def program_text_alone(old: Section, new: Section) -> str | None:
    """Such a line, where it is all that *new* has and *old* does not, and nothing went; None: there is more to tell."""
    came = list(_fresh(old, new))
    if len(came) != 1 or came[0] in new.ignored or len(new.blocks) != len(old.blocks) + 1 or old.heading != new.heading:
        return None
    texts = [block.text for block in old.blocks]  # that it stood among: of whom it speaks, it spoke when it came
    return came[0][:_LONGEST_SAID] if _PROGRAM.search(came[0]) or _says_it_failed(came[0], texts) else None


def _says_it_failed(line: str, texts: Sequence[str]) -> bool:
    """Whether *line*, among *texts*, says that something could not be shown, and neither who wrote it nor whom it is about."""
    return says_it_failed(line) and not (is_told_of_town([line], texts) or is_of_people([line], texts) or is_owner_s([line]))


def _fresh(old: Section, new: Section) -> Iterator[str]:
    """The short lines of *new* that are not in *old*."""
    there = {canonical(block.text) for block in old.blocks}
    return (b.line for b in new.blocks if canonical(b.text) not in there and len(b.line.split()) <= _MOST)


def _stands_in_widget(line: str, old: Section, page: Page) -> bool:
    """Whether *line* is about nothing that *old* speaks of, and all there is in a box that by its name a script fills.

    A builder of pages that calls its boxes so (`elementor-widget`), those of other lines of the main content too, tells nothing.
    """
    layout, main = page.layout, page.main_box
    run = page.run_of.get(line)
    if run is None:
        return False
    holder = layout.boxes[layout.holder[run]]
    around = islice((holder, *layout.ancestors(holder)), _AROUND)
    named = {
        name for box in takewhile(lambda box: layout.chars(box.start, box.end) <= len(line) + 2, around) for name in _named(box)
    }
    texts = [old.heading or "", *(block.text for block in old.blocks)]
    if not named or is_news([line], texts) or is_anchored([line], texts):  # who names a day or somebody is no map
        return False
    if VOTES["money"](line) or program_chance([line]) <= _HIS:
        return False
    others = (b for b in layout.having((), ("id", "class")) if main.order < b.order <= main.last and not b.start <= run < b.end)
    return not named.issubset(name for box in others if layout.has_words(box.start, box.end) for name in _named(box))


def _named(box: LayoutBox) -> frozenset[str]:
    return _WIDGETS.intersection(re.split(r"[\W_]+", names_of(box.el).lower()))
