"""Which language a text is in, by its commonest small words and its letters, for "it is now in Italian" (DESIGN 3.15). Pure."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

ENOUGH = 200  # characters: below it, names and figures outweigh the small words

_WORD = re.compile(r"[^\W\d_]+")

# Small words that carry a sentence. A word shared by several languages counts for each: the other words decide.
_SMALL_WORDS = {
    "fr": (
        "le la les l d de des du un une et est en au aux que qui ne pas pour par sur dans avec ce cette ces sont vous nous "
        "votre vos leur leurs ou il elle se son sa ses plus été être qu n s"
    ),
    "en": (
        "the of and to in a is that for it as with on by this be are or from at which you your we our not have has may will any "
        "can their its an was were if"
    ),
    "de": (
        "der die das und ist in den von zu mit sich des auf für nicht ein eine als auch es an werden aus er hat dass sie nach "
        "wird bei einer um am sind noch wie einem über ihre wir im oder dem"
    ),
    "es": (
        "el la los las de que y en un una por con no para se del al lo como más su sus es son o pero este esta usted fue ha "
        "sobre entre cuando muy sin también"
    ),
    "it": (
        "il lo la i gli le di che e un una per con non del della dei delle nel nella al alla si da come più è sono ha o questo "
        "questa anche tra degli dalla dal sul sulla ed agli"
    ),
    "pt": (
        "o a os as de que e do da dos das em um uma para com não no na nos nas por se mais como ao é são ou seu sua pelo pela à "
        "foi também este esta entre"
    ),
    "nl": (
        "de het een van en in is dat op te zijn met voor niet aan er om ook als bij door maar naar uit worden wordt deze dit "
        "hebben heeft kan of u uw wij onze over tot"
    ),
    "ca": (
        "el la els les de que i en un una per amb no del dels al als és són a o seva seu aquest aquesta més com però també "
        "entre pel pels l d s"
    ),
    "ro": (
        "și de la în a cu pe care nu o un este din pentru că să sau mai sunt al ale ai prin fi au se această acest cel cele după"
    ),
    "da": "og i at det er en den til af på de som med for ikke der et har om kan vil fra eller ved vi du din blev være også",
    "sv": "och i att det är en den till av på de som med för inte ett har om kan från eller vid vi du din var också ska",
    "fi": "ja on ei että se hän oli joka ovat tai myös kun mutta niin sen tämä voi ovat kuin mukaan jos sekä tämän",
    "pl": "i w na z do że nie się o jest to po jak od dla za przez oraz są lub który która może przy ich jego tego",
    "cs": "a v na se je že s z do to o k pro za po jako ve nebo jsou který která byl může při by také",
    "hu": "a az és hogy nem is egy ez van meg vagy de volt mint csak ha már még kell lehet azt ezt valamint",
    "tr": "ve bir bu da de için ile olarak daha çok olan gibi en her ne veya kadar sonra ise değil",
    "eu": "eta da ez bat ere dira du den izan dute egin baina hori hau edo arabera dela zuen",
    "br": "ar an al ha hag e da eus evit gant ur un ul war a zo ez n eo da ket met pe o ma va",
    "oc": "lo la los las de e que un una per amb dins del dels es son pas o sus al als aquesta aqueste mai tanben d l",
}

# Scripts that name their language well enough for a sentence to a reader.
_SCRIPTS = {
    "el": ("\u0370", "\u03ff"),
    "ru": ("\u0400", "\u04ff"),
    "he": ("\u0590", "\u05ff"),
    "ar": ("\u0600", "\u06ff"),
    "th": ("\u0e00", "\u0e7f"),
    "ko": ("\uac00", "\ud7a3"),
    "ja": ("\u3040", "\u30ff"),
    "zh": ("\u4e00", "\u9fff"),
}
_ANY_SCRIPT = re.compile("[" + "".join(f"{low}-{high}" for low, high in _SCRIPTS.values()) + "]")


def language(text: str) -> str | None:
    """Return the ISO 639-1 code of *text*'s language, None where it is too short (`ENOUGH`) or not clear."""
    if len(text) < ENOUGH:
        return None
    words = _WORD.findall(text.casefold().replace("’", "'"))
    return _by_script(text) or (_by_small_words(words) if words else None)


@cache
def _profiles() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}


def _by_script(text: str) -> str | None:
    if not _ANY_SCRIPT.search(text):
        return None
    letters = [c for c in text if c.isalpha()]
    counts = {code: sum(low <= c <= high for c in letters) for code, (low, high) in _SCRIPTS.items()}
    if counts["ja"] > len(letters) * 0.1:  # kana among Chinese characters
        return "ja"
    code = max(counts, key=lambda c: counts[c])
    return code if letters and counts[code] > len(letters) * 0.4 else None


def _by_small_words(words: list[str]) -> str | None:
    """The language whose small words make up most of the text: at least one word in six, and clearly ahead of the next language."""
    seen = Counter(words)
    shares = sorted(((sum(seen[w] for w in small) / len(words), code) for code, small in _profiles().items()), reverse=True)
    (best, code), (second, _) = shares[0], shares[1]
    return code if best >= 1 / 6 and best >= second * 1.25 else None
