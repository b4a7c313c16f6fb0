"""Why a chart was read as it was, in plain words (DESIGN 5.6); as JSON it is in `as_json`. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from monitor.i18n.locale import locale_of
from monitor.i18n.typography import clean
from monitor.model import Evidence, Explanation, Language, OrgChart, PossibleParent, Unit, Weighed

_WORDS = 3  # on a line, for one parent
_SAID, _TITLE_SAID = 0.15, 0.4  # what weighs less is not worth a word
_HIGHEST = 0.99  # above it, a chance is told as that
_LETTERS = 48  # of the title of a parent
_CLEAR = 0.9  # a chance below which one says what spoke against, and what for another
_WORTH = 0.01  # a chance below which another parent is not named
_UNSURE = 0.7  # DESIGN 3.27


def why_no_tree(chart: OrgChart, language: Language) -> str | None:
    """Why *chart* has no tree, in a sentence; None where it has one."""
    if chart.reason is None:
        return None
    doubtful = sum(unit.confidence < _UNSURE for unit in chart.units)
    locale, key = locale_of(language), f"evidence.reasons.{chart.reason}"
    if not locale.has(key):
        return clean(chart.reason)
    return locale.text(key, doubtful=doubtful, count=len(chart.units), least=locale.number(_UNSURE))


def explained_lines(explanation: Explanation, units: Mapping[str, Unit], language: Language) -> Iterator[str]:
    """One line on where the unit hangs, and one on its title where that is in doubt; *units*: those of the chart, by id."""
    lines = _Lines(units, language)
    yield lines.parents(explanation.parents)
    if explanation.title.chance < _CLEAR:
        yield lines.title(explanation.title)


def parent_chance(explanation: Explanation, language: Language) -> str:
    """How likely it is that the unit hangs where it does, as the lines say it."""
    return _Lines({}, language).chance(explanation.parents[0].weighed.chance)


class _Lines:
    """Words for the parents of one unit after the other."""

    def __init__(self, units: Mapping[str, Unit], language: Language) -> None:
        self._units = units
        self._locale = locale_of(language)

    def parents(self, parents: Sequence[PossibleParent]) -> str:
        """« sous X (0,97) : un trait y mène ; sinon sous Y (0,02) »."""
        locale, (chosen, *others) = self._locale, parents
        rival = others[0] if others else None
        parts = [self._told("", chosen, _contrast(chosen, rival))]
        if chosen.weighed.chance < _CLEAR:
            against = [one for one in chosen.weighed.evidence if one.weight < -_SAID]
            words = self._words(against[:2], "parents")
            parts += [locale.text("evidence.against", words=words)] if words else []
        if any(other.weighed.chance > chosen.weighed.chance for other in others):
            parts.append(locale.text("evidence.whole"))
        for other in others:
            if other.weighed.chance >= _WORTH:
                close = other.weighed.chance >= 1 - _CLEAR
                parts.append(self._told("else_", other, _contrast(other, chosen)[:2] if close else ()))
        return locale.text("evidence.between").join(parts)

    def title(self, title: Weighed) -> str:
        """« intitulé douteux (0,74) : semble contenir un nom »."""
        against = [one for one in title.evidence if one.weight < -_TITLE_SAID]
        where = self._locale.text("evidence.title", chance=self.chance(title.chance))
        return self._because(where, self._words(against[:_WORDS], "titles"))

    def _told(self, prefix: str, possible: PossibleParent, evidence: Sequence[Evidence]) -> str:
        unit = self._units.get(possible.parent or "")
        parent = self._locale.quoted(_short(clean(unit.title))) if unit else ""
        key = f"evidence.{prefix}{'under' if unit else 'top'}"
        where = self._locale.text(key, parent=parent, chance=self.chance(possible.weighed.chance))
        # with the rule that spoke in the place of the bare fact that one did
        rules = [one for one in possible.weighed.evidence if one.name.startswith("rule ")]
        by_rule = [rules[0] if one.name == "by rules" and rules else one for one in evidence]
        return self._because(where, self._words(by_rule, "parents"))

    def _because(self, where: str, words: str) -> str:
        return self._locale.text("evidence.for", where=where, words=words) if words else where

    def _words(self, evidence: Sequence[Evidence], table: str) -> str:
        """What has no words yet is told by its name."""
        locale = self._locale
        keys = {one.name: f"evidence.{table}.{one.name}" for one in evidence}
        told = (locale.text(key) if locale.has(key) else clean(name) for name, key in keys.items())
        return locale.text("evidence.and").join(dict.fromkeys(told))

    def chance(self, chance: float) -> str:
        """Two decimals; no figure that would claim to be certain."""
        point = self._locale.number(0.5)[1]
        if chance > _HIGHEST:
            return self._locale.text("evidence.certain", chance=f"{_HIGHEST:.2f}".replace(".", point))
        return f"{chance:.2f}".replace(".", point)


def _contrast(one: PossibleParent, rival: PossibleParent | None) -> list[Evidence]:
    """What spoke for *one*, and more than for *rival*, strongest first."""
    other = {evidence.name: evidence.weight for evidence in rival.weighed.evidence} if rival else {}
    more = [(one.weight - max(0.0, other.get(one.name, 0.0)), one) for one in one.weighed.evidence if one.weight > 0]
    return [evidence for gain, evidence in sorted(more, key=lambda pair: -pair[0]) if gain > _SAID][:_WORDS]


def _short(title: str) -> str:
    return title if len(title) <= _LETTERS else title[: _LETTERS - 1].rstrip() + "…"
