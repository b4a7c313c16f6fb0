"""E-mail addresses: what stands before one on a line, and whose name one spells. « x.dukagjini@… » tells of Xhevahire Dukagjini."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from functools import lru_cache

from monitor.pdf.lines import Line
from monitor.pdf.orgchart.name_forms import CIVILITY, is_called_after, is_first_name, is_particle
from monitor.pdf.orgchart.vocabulary import folded, is_chart_word, is_listed, is_role, starts_like_unit

_ADDRESS = re.compile(r"(?P<local>[\w.+-]*\w)@")
_BEHIND = re.compile(
    r"(?P<said>.*?\w\S*?)(?:\s*[–—|:;,·(<\[]\s*|\s+[-/]?\s*|\b(?:e-?mail|mail|courriel|m[èée]l)\b)+(?P<address>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)[\s>)\].;,]*",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\W*(?:(?:adresse|contact|votre|par)\b\W*)*(?:e-?(?:mails?)?|mail|courriel|m[èée]l|internet|adresse|contact|web)?\W*",
    re.IGNORECASE,
)
_PARTICLE = re.compile(r"^(?:d[eu]la|del?|du|des|d|van|von|le|la)(?=[a-z]{3})")
_LEAST = 3  # letters of a surname that an address spells
_WORDS, _MOST_WORDS = 2, 6  # of a whole name
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae"})
_NO_GIVEN = frozenset(("saint", "sainte", "st", "ste", "san", "santa", "point"))  # that what is called after somebody begins with


def addresses_apart(lines: Sequence[Line]) -> list[Line]:
    """*lines* with each address behind other words on a line of its own: « Anne Roy – a.roy@ville.fr »."""
    found: list[Line] = []
    for line in lines:
        behind = _BEHIND.fullmatch(line.text) if "@" in line.text and line.angle == 0 else None
        said = behind["said"].strip() if behind else ""
        if behind is None or not said or "@" in said or _CAPTION.fullmatch(said) or sum(map(str.isdigit, said)) > _LEAST:
            found.append(line)
            continue
        found += line.cut(said, behind["address"])
    return found


def locals_in(texts: Iterable[str]) -> list[str]:
    """What the addresses in *texts* have before the @, in small letters."""
    return [found["local"].lower() for text in texts if "@" in text for found in _ADDRESS.finditer(text)]


def spelled_names(texts: Collection[str], titles: Container[str] = ()) -> Iterator[str]:
    """Those of *texts*, the lines of a sheet, that are names as an address among them spells them by an initial: « x.dukagjini ».

    Whole words tell nothing: « villa.rosa@… » is a villa's. *titles* are none, though theirs be « y.justice@… ».
    """
    by_part = defaultdict[str, set[str]](set)
    for local in set(locals_in(texts)):
        for part in re.findall(r"[a-z]{3,}", folded(local)):
            for form in (part, part[1:], part[2:], part[:-1], part[:-2], _PARTICLE.sub("", part), _PARTICLE.sub("", part[1:])):
                by_part[form].add(local)
    for text in dict.fromkeys(texts) if by_part else ():
        words = text.split()
        near = set[str]().union(*(by_part.get("".join(re.findall("[a-z]+", folded(word))), ()) for word in words))
        if not near or text in titles or "@" in text or len(words) > _MOST_WORDS:
            continue
        if starts_like_unit(text) or is_role(text) or is_called_after(text):
            continue
        told = {spells(local, text) for local in near}
        unlisted = not is_listed(words[0]) and not (len(words) == 1 and is_chart_word(text))
        if "initials" in told and "full" not in told and unlisted:
            yield text


@lru_cache(maxsize=20_000)
def spells(local: str, name: str) -> str | None:
    """How the part *local* of an address spells *name*: by "initials" and a surname, in "full", or not at all (None).

    « x.dukagjini », « jp.durand », « mruiz » of « María Ruiz Gil », « m.delatour »; « x.dukagjini » of « Dukagjini », too.
    """
    civility = CIVILITY.match(name)
    bare = name[civility.end() if civility else 0 :].replace(",", " ")
    letters = re.sub(r"[\W\d_]", "", folded(local))
    begin, mark, end = re.sub(r"\d", "", folded(local)).partition(".")
    if " " not in bare:
        alone = mark and bare[:1].isupper() and len(bare) > _LEAST and folded(bare) == end
        return "initials" if alone and (len(begin) < _LEAST or is_first_name(begin)) else None
    for written in (bare, bare.lower().translate(_UMLAUTS)):
        parts: list[tuple[list[str], str]] = []  # of each word but particles the pieces, and an expression for all of it
        before = ""
        for word in written.split():
            if is_particle(word):
                before += f"(?:{re.sub(r'[^a-z]', '', folded(word))})?"
                continue
            pieces = re.findall(r"[a-z]+", folded(word))
            parts.append((pieces, before + "".join(pieces)))
            before = ""
        if len(parts) < _WORDS or not all(pieces for pieces, _ in parts) or parts[0][0][0] in _NO_GIVEN:
            continue
        for given, family in [*((parts[:n], parts[n:]) for n in range(1, len(parts))), (parts[-1:], parts[:-1])]:
            firsts = [f"(?:{piece}|{piece[0]})" for pieces, _ in given for piece in pieces]
            first = firsts[0] + "".join(f"{one}?" for one in firsts[1:])
            last = family[0][1] + "".join(f"(?:{one})?" for _, one in family[1:])
            if len("".join(family[0][0])) >= _LEAST and re.fullmatch(f"{first}{last}|{last}{first}", letters):
                return "full" if given[0][0][0] in letters.replace("".join(family[0][0]), "", 1) else "initials"
    return None
