"""What a page shows and does not write as text: a ticked box, a bar, a field, a cell's icon, an item's number (DESIGN 3.28). Pure.

Only what no reader can set counts: a box that is disabled, a field that is read only. In a form in which a reader chooses, what
such a field says may follow from that: there it counts as a price or an hour alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from monitor.expressions import expression
from monitor.extract.elements.addresses import sources_of
from monitor.extract.elements.layout import INLINE, words
from monitor.extract.elements.tree import Element, Node, classes_of

STATED = words("input textarea progress meter")
SIGNS = words("i span svg em b")  # as icons are written
_VOICES = words("strong b em i span small mark")  # in which a line may end
_CLOSES = expression(r"(?:\A|[\s_-])(?:close|remove|fermer|dismiss)(?:\Z|[\s_-])", re.I)  # what shuts a notice
_HELD = ["img", "input", "select"]  # what else a cell may show
_FILE = expression(r"([^/?#]*)\.(?:svg|png|gif|webp|jpe?g)(?:[?#]|$)", re.I)
_ALL_OF = words("td dd")  # what a column is called, or sorted by, is no state
_APART = words("a button label summary")
MOST_SAID = 60  # characters of what an icon says
_BOXES = 3  # around an icon in its cell
_ACTS = words("button link menuitem tab switch checkbox option timer alert log progressbar")  # roles
_HANDLES = words("onclick aria-busy aria-live aria-haspopup aria-expanded aria-controls")
_TOOL = expression(
    r"(?:\A|[\s_-])(?:sort(?:able|ing|ed|er)?|spinner|spin|loader|loading|skeleton|placeholder|countdown|timer|btn|button|actions?|edit|pencil|delete|trash"
    r"|download|copy|share|print|search|refresh|drag)(?:\Z|[\s_-])",
    re.I,
)
# What an icon is called by its sets (`fa-check`, `bi-x-lg`, `glyphicon-ok`, `#icon-oui`), where that is an answer.
_ICON = expression(
    r"(?:\A|\s)(?:fa[a-z]?|bi|glyphicon|icone?|ico|picto|sprite|mdi|ti|ri|fi|oi|pi|la|lni|ph|dashicons|(?:fr|uk|x)-icon)[-_]{1,2}([a-z\d_-]+)",
    re.I,
)
ANSWERS = {
    **dict.fromkeys(words("check checked checkmark tick ok yes oui ja si sim valid"), "✓"),
    **dict.fromkeys(words("x xmark times cross close remove no non nein nee nao"), "✗"),
}
_WAITING = words("hourglass sandglass sablier")  # what is not done yet; a clock stands before hours
_HOLLOW = words("far fa-regular bi")  # sets, or parts of sets, whose square is a box to tick
_PICTURE_WORDS = words("icon icone ico icn img picto pictogramme image green red vert rouge mark sign small big blue grey")
_UNIT = r"\d+ ?(?:j|jours?|d|days?|tagen?|dias?|giorni|dagen|h|heures?|hours?|stunden?|horas?|ore|uur|min\w*|s|sec\w*|sek\w*)\b"
# What one does with a row, by the word that is said first, or in German and Dutch last; what comes, and a time that runs.
ACTION = expression(
    r"\A(?:(?:t[ée]l[ée]charg|modifi|supprim|[ée]dit|effac|tri|cliqu|affich|masqu|imprim|partag|copi|ajout|retir|consult|d[ée]pli|repli|signal|r[ée]serv"
    r"|actualis|recherch|filtr|d[ée]plac|ferm)e[rz]|voir|ouvr(?:ir|ez)|agrandir|trié"
    r"|download|edit|delete|remove|sort(?:ed|ing|able)?|click|view|show|hide|print|share|copy|add|expand|collapse|toggle|select|refresh|search|move"
    r"|descargar|editar|eliminar|borrar|ordenar|abrir|ver|mostrar|imprimir|compartir|copiar|scarica|modifica|elimina|ordina|apri|stampa|condividi"
    r"|chargement|loading|cargando|caricamento)\b"
    r"|\b(?:herunterladen|bearbeiten|l[öo]schen|\w*sortier\w*|klicken|[öo]ffnen|schlie(?:ß|ss)en|anzeigen|drucken|teilen|kopieren|hinzuf[üu]gen"
    r"|geladen|bewerken|verwijderen|\w*sorteren|downloaden|printen|delen)\W*\Z"
    rf"|(?:…|\.\.\.)\Z|\d:\d\d:\d\d|\b(?:reste|left|remaining|noch|quedan?|restano|nog)\b.*{_UNIT}|{_UNIT}.*\b(?:left|remaining|restante?s?)\b",
    re.I,
)
# The attribute in which a script finds the figure up to which it counts, and the one from which.
_COUNTED_TO = expression(
    r"data-(?:[a-z]+-)*(?:target|to|to-?value|count|count-?(?:to|up)|counter|counter-?value|end|end-?(?:value|number)|stop|final|num|number|val|value|goal)"
)
_COUNTED_FROM = expression(r"data-(?:[a-z]+-)*(?:from|start)(?:-?(?:value|number))?")
_AMOUNT = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_LONGEST_START = 12  # characters
_WRITTEN = words("text search tel email url number date time month week color")
_FIGURE = re.compile(r"-?\d+(?:[.,]\d+)?")
_NUMBER = re.compile(r"-?(?=\.?\d)\d{0,9}(?:\.\d{1,9})?")
_NO_TEXT = re.compile(r"://|[<>{}]|^\W*$")  # what is there to be copied: an address, code
_CODE = re.compile(r"(?=\S*\d)(?=\S*[^\W\d_])[\w-]{5,}")  # a token, or a code to be typed again
_TOLD = expression(r"(?=.*[1-9])(?:.*\d\s*(?:€|\$|£|EUR\b|CHF\b|euros?\b|zł|Kč|kr\b|h\b|Uhr\b)|.*[€$£]\s*\d|.*\d:\d\d\b)", re.I)
_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}")
_SENT = words("hidden submit button image reset")  # types of inputs that nobody fills in
_OF_PAGES = ["h1", "main", "article", "nav", "footer"]  # a form that holds one is the page's own
_LONGEST = 500  # characters of a field
_MOST = 10_000  # the highest number of an item
_ROMAN = {
    1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i",
}  # fmt: skip


def said_by(el: Element) -> str:
    """What *el*, one of STATED or a bar by its role, shows as a reader would write it down; "" for nothing of the page's."""
    if el.name not in ("textarea", "input"):
        # How far a bar is: in the words within it where they say that, which browsers do not show; else value and end
        names = ("aria-valuenow", "aria-valuemax") if "aria-valuenow" in el.attrs else ("value", "max")
        value, end = (str(el.attrs.get(name) or "").strip() for name in names)
        if not _NUMBER.fullmatch(value):
            return ""
        most = float(end) if _NUMBER.fullmatch(end) and float(end) > 0 else 100.0 if "aria-valuenow" in el.attrs else 1.0
        told = " ".join(str(el.attrs.get("aria-valuetext") or el.get_text(" ")).split())
        figures = {float(figure.replace(",", ".")) for figure in _FIGURE.findall(told)}
        if figures & {float(value), round(100 * float(value) / most)}:
            return told
        return f"{value}/{end}" if end and float(value) else value if float(value) else ""
    value = el.get_text()
    if el.name == "input":
        kind = str(el.attrs.get("type") or "text").lower()
        if kind in ("checkbox", "radio"):
            return ("☑" if "checked" in el.attrs else "☐") if is_fixed(el) else ""
        value = str(el.attrs.get("value") or "") if kind in _WRITTEN else ""
    said = " ".join(value.split())
    if not is_fixed(el) or len(said) > _LONGEST or _NO_TEXT.search(said) or _CODE.fullmatch(said):
        return ""
    form = el.find_parent("form")
    if form is None or form.find(_OF_PAGES) is not None or len(form.find_all(["h2", "h3"])) > 1 or _TOLD.search(said):
        return said
    # There a date, or who it is for, stands until a reader chooses.
    fields = (el for el in form.find_all(["input", "select", "textarea"]) if not is_fixed(el))
    to_choose = any(str(el.attrs.get("type") or "text").lower() not in _SENT for el in fields)
    return "" if to_choose or _DATE.fullmatch(said) else said


def is_fixed(el: Element) -> bool:
    """Whether nobody can change what *el*, a field, a box to tick or a list to choose from, says: by itself or in a shut set.

    `readonly` is of what is written in alone (HTML, « the readonly attribute »); boxes and lists that have it can be set.
    """
    if "disabled" in el.attrs or ("readonly" in el.attrs and is_to_write_in(el)):
        return True
    return any(around.name == "fieldset" and "disabled" in around.attrs for around in el.parents)


def chosen(el: Element) -> str:
    """What a list to choose from shows while it is shut."""
    options = el.find_all("option")
    shown = next((one for one in options if "selected" in one.attrs), options[0] if options else None)
    return " ".join(shown.get_text(" ").split()) if shown is not None else ""


def is_to_write_in(el: Element) -> bool:
    """Whether *el*, a field, is there for a reader to write in: what is said before it asks for that, what comes then does not."""
    return el.name == "textarea" or (el.name == "input" and str(el.attrs.get("type") or "text").lower() in _WRITTEN)


def said_by_sign(el: Element) -> str:
    """What an icon, all there is in a cell or beside a term, says to those who do not see it: « oui »; "" of any other element.

    Without a word it says « ✓ », « ✗ » or « ⏳ » where it is called so; at the end of a line, too, « Paie ✓ », and at the
    beginning of an entry all but ticks, which are what all entries of a list are marked with. What one can do with the row,
    « Supprimer », and what waits or runs, is nothing that the page tells.
    """
    titled = el.find("title", recursive=False) if el.name == "svg" else None
    named = titled.get_text(strip=True) if titled is not None else ""
    said = " ".join(str(el.attrs.get("aria-label") or el.attrs.get("title") or named).split())
    if said and el.attrs.get("aria-hidden") == "true":
        return ""
    sign = answered(el) or _state_of(el)
    said = said or sign
    if not 0 < len(said) <= MOST_SAID or el.get_text(strip=True) not in ("", named) or is_tool(el) or ACTION.search(said):
        return ""
    if sign and (told := _told_in_line(el, sign)) is not None:
        return told
    for around in islice(el.parents, _BOXES):
        if around.name in _ALL_OF:
            is_head = around.find_parent("thead") is not None
            beside = len(around.find_all(_HELD)) - (el.name == "img")
            return "" if is_head or around.get_text(strip=True) not in ("", named) or beside else said
        if around.name in _APART or is_tool(around):
            return ""  # the picture of a link says where that leads
    return ""


def _told_in_line(el: Element, sign: str) -> str | None:
    """*sign*, that of an icon in a line of text, where it ends or begins that; "" elsewhere in it, None of one in a cell."""
    line = el
    while line.parent is not None and line.parent.name in _VOICES and not line.parent.get_text(strip=True):
        line = line.parent  # « <span class="fa-li"> », that holds nothing else
    behind, before = _beside(line.next_siblings), _beside(line.previous_siblings)
    while line.parent is not None and line.parent.name in _VOICES and behind is None:  # « <strong>Paie ✓</strong> »
        line = line.parent
        behind = _beside(line.next_siblings)
    around = line.parent
    if around is not None and around.name not in (*_ALL_OF, *INLINE):
        of_tool = any(isinstance(node, Element) and (node.name in _APART or is_tool(node)) for node in (before, behind, around))
        said = before.get_text() if isinstance(before, Element) else before or ""
        ends = behind is None or (isinstance(behind, Element) and behind.name == "br") or str(behind).lstrip().startswith("(")
        if of_tool or _CLOSES.search(" ".join(classes_of(el))) or said.rstrip().endswith((".", "!", "?", ":")):
            return ""
        if ends and said.strip():
            return sign
    while around is not None and around.name in _VOICES and before is None:  # « <strong>✗ Paie</strong> : Luc Petit »
        before, around = _beside(around.previous_siblings), around.parent
    if around is None or around.name in (*_ALL_OF, *INLINE):
        return None
    first = before is None and around.name == "li" and isinstance(behind, str) and sign != "✓"
    return sign if first and not str(behind).rstrip().endswith((".", "!")) else ""


def _beside(nodes: Iterable[Node]) -> Node | None:
    """The first of *nodes* that is an element or says something."""
    return next((node for node in nodes if isinstance(node, Element) or (type(node) is str and node.strip())), None)


def answered(el: Element) -> str:
    """« ✓ » or « ✗ » where an icon is called so, by its class, by what it draws from a set or by its file; else ""."""
    if el.name == "img":  # « oui.png », « check.8f3a.svg »: nothing else may stand in the file's name
        found = _FILE.search(next(sources_of(el), ""))
        parts = re.split(r"[-_.]", found[1].lower()) if found else []
        named = {ANSWERS.get(part, part) for part in parts if not (any(map(str.isdigit, part)) or part in _PICTURE_WORDS)}
        return named.pop() if len(named) == 1 and named <= {"✓", "✗"} else ""
    for name in icons_of(el):
        answers = {answer for part in re.split("[-_]", name.lower()) if (answer := ANSWERS.get(part))}
        if len(answers) == 1:
            return answers.pop()
    return ""


def _state_of(el: Element) -> str:
    """« ⏳ » or « ☐ » where an icon is called so; "" of any other: clocks, warnings and bars stand beside what is no state."""
    parts = {part for name in icons_of(el) for part in re.split("[-_]", name.lower())}
    if "square" in parts and "fill" not in parts and ("o" in parts or not _HOLLOW.isdisjoint(classes_of(el))):
        return "☐"
    return "⏳" if not _WAITING.isdisjoint(parts) else ""


def icons_of(el: Element) -> list[str]:
    """What *el* is called by the set of icons that it is from, in its classes or by what it draws."""
    names: list[str] = _ICON.findall(" ".join(classes_of(el)))
    if el.name == "svg" and (use := el.find("use")) is not None:
        names.append(str(use.attrs.get("href") or use.attrs.get("xlink:href") or "").partition("#")[2])
    return names


def is_tool(el: Element) -> bool:
    """Whether *el* is by its role, its attributes or its class there to be used, or waits for something."""
    if el.attrs.get("role") in _ACTS or not _HANDLES.isdisjoint(el.attrs):
        return True
    return _TOOL.search(" ".join(classes_of(el))) is not None


def counted_up(el: Element) -> str:
    """The figure up to which a script counts from what *el* says, « 0 » or nothing: what stands there when it is read.

    It is in an attribute of the element (`data-target`, `data-to-value`, `data-count`); "" of any other element.
    """
    held = el.contents
    if len(held) > 1 or (held and not isinstance(held[0], str)):
        return ""
    said = str(held[0]).strip() if held else ""
    if len(said) > _LONGEST_START or said.strip("0123456789.,"):
        return ""
    given = {name: str(value).strip() for name, value in el.attrs.items() if name.startswith("data-")}
    to = next((value for name, value in given.items() if _COUNTED_TO.fullmatch(name) and _AMOUNT.fullmatch(value)), "")
    if said.strip("0.,"):  # it begins with a figure of its own
        return to if said in (value for name, value in given.items() if _COUNTED_FROM.fullmatch(name)) else ""
    return to if said or any("count" in name for name in (*given, *classes_of(el))) else ""


def spaced(el: Element, said: str, after: list[str]) -> str:
    """What *el* shows with a space to the text *after* which it stands, and to the one before which it does."""
    following = el.next_sibling
    apart = isinstance(following, str) and following[:1].isspace()
    return f"{'' if not after or after[0][-1:].isspace() else ' '}{said}{'' if apart else ' '}"


def is_bar(el: Element) -> bool:
    """Whether *el* is by its role a bar that shows how far something is, and says it in no words."""
    return el.attrs.get("role") in ("progressbar", "meter") and not el.get_text(strip=True)


def number_of(item: Element) -> str:
    """The number before *item*, an element of a list, with its dot, where the page sets one: of the first, or by `value`."""
    parent = item.parent
    if parent is None or parent.name != "ol" or not ({"start", "reversed"} & parent.attrs.keys() or "value" in item.attrs):
        return ""
    said = str(item.attrs.get("value") or "").strip()
    if not said and item.find_previous_sibling("li") is None:
        said = str(parent.attrs.get("start") or "").strip()
        if not said and "reversed" in parent.attrs:
            said = str(len(parent.find_all("li", recursive=False)))
    if not said.lstrip("-").isdecimal() or said == "1" or len(said) > len(str(_MOST)):
        return ""
    number, how, letters = int(said), str(item.attrs.get("type") or parent.attrs.get("type") or "1"), ""
    if how in ("a", "A") and 0 < number <= 26:
        letters = chr(ord(how) + number - 1)
    elif how in ("i", "I") and 0 < number <= _MOST:
        for value, name in _ROMAN.items():
            letters += name * (number // value)
            number %= value
        letters = letters.upper() if how == "I" else letters
    return f"{letters or number}. "
