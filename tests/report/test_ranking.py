"""What is told first, and how many changes there are: one count everywhere (10.8)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

import pytest

from monitor.model import Change, Edit, Gone, Language, Words
from monitor.report.alert import alert_message
from monitor.report.chart_statements import numbers_of
from monitor.report.digest import DigestEntry, digest_message
from monitor.report.lines import change_lines, plain
from monitor.report.ranking import by_news, first_of, most_telling, news_since, number_of, words_of
from monitor.report.terminal import state_words
from monitor.report.words import summary
from tests.report import examples as ex

CHART = ex.document(
    ex.unit("unit_moved", "Direction des achats", before="DGA Ressources", after="DGA Projets"),
    ex.unit("person_replaced", "Service du courrier", before="Mme Roche", after="M. Vidal"),
)
TEXT = ex.section(ex.REWORDED)
SIZE = ex.document(ex.SIZE, change="relabelled")
PERSON = ex.document(ex.unit("person_replaced", "Service du courrier", before="Mme Roche", after="M. Vidal"))
NUMBER = ex.section(
    Edit(op="replace", before="Ils sont nombreux ici.", after="Ils sont 40 ici.",
         words=(("=", "Ils sont "), ("-", "nombreux"), ("+", "40"), ("=", " ici."))),
)  # fmt: skip
OLD, NEW = (" ".join(f"{word}{n}" for n in range(40)) for word in ("avant", "après"))
LONG = ex.section(Edit(op="replace", before=OLD, after=NEW, words=(("-", OLD), ("+", NEW))))
DOUBT = ex.document(replace(CHART.edits[0], facts={**CHART.edits[0].facts, "uncertain": True}))


BUDGET: Words = (("=", "Presupuesto: "), ("-", "4.812.300"), ("+", "4.821.300"), ("=", " €"))


def lead(*changes: Change, language: Language = "fr") -> str:
    result = ex.result("changed", *changes)
    told = alert_message(result, kind="change", watch="valmont", url="", language=language, timezone=ex.PARIS)
    return flat(told.text.split("\n\n")[0])


def flat(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()


def test_words_that_came_struck_out_are_not_told_first_as_added() -> None:
    """3.23, 3.28: a first sentence must not read as if the rule were in force."""
    rule = "Ancienne règle : pas de 40 chiens."
    come = ex.section(
        Edit(op="insert", after=rule, words=(("+", rule),)),
        Edit(op="struck", facts={"text": rule}),
    )
    assert "a changé. Un passage est barré : « Ancienne règle" in lead(come)
    assert "ajouté" not in lead(come)


@pytest.mark.parametrize(("op", "french"), [("delete", "supprimé"), ("insert", "ajouté")])
def test_what_came_or_went_under_a_title_is_said_to_have_done_so(op: str, french: str) -> None:
    """3.23, 10.5: « Pôle Ressources : Service de l’eau » alone reads as if it stood there."""
    line = "Service de l’eau"
    sides = {"before": line} if op == "delete" else {"after": line}
    words = (("-" if op == "delete" else "+", line),)
    one = ex.section(Edit(op=op, words=words, facts={"under": "Pôle Ressources"}, **sides))  # type: ignore[arg-type]
    assert f"a changé. Pôle Ressources, {french} : « {line} »." in lead(one)
    cells = [line, "Mme Roche", "Mairie", "03 80 00 00 00"]
    row = replace(one.edits[0], facts={**one.edits[0].facts, "cells": cells})
    assert lead(ex.section(row)).endswith(f"Pôle Ressources, {french} : « {line} », « Mme Roche »…")


@pytest.mark.parametrize(
    ("changes", "french", "english"),
    [
        pytest.param(
            [SIZE, TEXT, CHART],
            "Sur la page « valmont », « organigramme » a changé : la Direction des achats figure désormais sous la DGA "
            "Projets, et non plus sous la DGA Ressources, et 3 autres changements.",
            "On the page “valmont”, “organigramme” has changed: the Direction des achats now comes under the DGA Projets, "
            "no longer under the DGA Ressources, and 3 other changes.",
            id="people and units before text, text before a size",
        ),
        pytest.param(
            [SIZE, TEXT],
            "Sur la page « valmont », « mutualisation » a changé : « Elle améliore l’[efficacité → efficience] de l’action "
            "publique. », et un autre changement.",
            "On the page “valmont”, “mutualisation” has changed: “Elle améliore l’[efficacité → efficience] de l’action "
            "publique.”, and one other change.",
            id="text in its own words",
        ),
        pytest.param(
            [ex.document(change="removed"), SIZE],
            "Un document n’est plus sur la page « valmont » : « Organigramme - Juin 2026 », et un autre changement.",
            "A document is no longer on the page “valmont”: “Organigramme - Juin 2026”, and one other change.",
            id="an item that went",
        ),
        pytest.param(
            [LONG, TEXT],
            "Sur la page « valmont », « mutualisation » a changé : « Elle améliore l’[efficacité → efficience] de l’action "
            "publique. », et un autre changement.",
            "On the page “valmont”, “mutualisation” has changed: “Elle améliore l’[efficacité → efficience] de l’action "
            "publique.”, and one other change.",
            id="of several, words few enough to be said",
        ),
        pytest.param(
            [replace(LONG, edits=LONG.edits * 2), SIZE],
            "Sur la page « valmont », « mutualisation » a changé : 2 lignes modifiées, et un autre changement.",
            "On the page “valmont”, “mutualisation” has changed: 2 lines reworded, and one other change.",
            id="a summary leaves only the other items",
        ),
        pytest.param(
            [TEXT],
            "Sur la page « valmont », « mutualisation » a changé : « Elle améliore l’[efficacité → efficience] de l’action "
            "publique. »",
            "On the page “valmont”, “mutualisation” has changed: “Elle améliore l’[efficacité → efficience] de l’action publique.”",
            id="one alone in its words, too",
        ),
        pytest.param(
            [SIZE],
            "Sur la page « valmont », le document « organigramme » est le même, présenté autrement : taille affichée modifiée "
            "(203,05 ko → 210 ko).",
            "On the page “valmont”, the document “organigramme” is the same, presented differently: displayed size changed "
            "(203,05 ko → 210 ko).",
            id="of what is no news its summary",
        ),
    ],
)  # fmt: skip
def test_the_first_sentence_is_the_most_telling_change(changes: list[Change], french: str, english: str) -> None:
    assert (lead(*changes), lead(*changes, language="en")) == (french, english)


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ([19, 0], "l’organigramme ne donne plus les 19 noms qu’il donnait (aucun autre n’y a été lu)."),
        ([0, 19], "l’organigramme donne désormais 19 noms ; dans la version précédente, aucun n’a été lu."),
        ([30, 2], "des 30 noms d’avant, l’organigramme n’en donne plus que 2 (aucun autre n’y a été lu)."),
    ],
)
def test_that_a_sheet_names_nobody_is_told_as_one(named: list[int], told: str) -> None:
    """10.8, 5.2: « M. Roux ne figure plus … » would be read as that he left, forty times."""
    op, side = ("person_added", "after") if named[0] < named[1] else ("person_removed", "before")
    facts = [{"unit": unit, "ids": [unit, unit]} for unit in ("Sports", "Eaux")]
    gone = [Edit(op=op, **{side: name}, facts=of) for name, of in zip(("M. Luc Roux", "Mme Ana Gil"), facts, strict=True)]  # type: ignore[arg-type]
    assert flat(lead(ex.document(*gone, named=named))).endswith(f"a changé : {told}")
    renamed = Edit(op="unit_renamed", before="Eaux", after="Eau et rivières", facts=facts[1])
    change = ex.document(*gone, renamed, named=named)
    assert [line.number for line in change_lines(change, "fr")] == [None, 1]
    number = abs(named[0] - named[1])
    assert flat(summary(change, "fr")) == f"1 service renommé, {number} noms {'apparus' if side == 'after' else 'disparus'}"


def without_names(*others: Edit, names: int) -> Change:
    """A chart that names none of *names* any more, and what else became of it."""
    edits = [*(ex.unit("person_removed", f"Service {n}", before=f"Mme Ana Gil{chr(97 + n) * 2}") for n in range(names)), *others]
    return ex.document(*edits, named=[len({edit.before for edit in edits}), len({edit.after for edit in edits} - {None})])


def backwards(change: Change) -> Change:
    ops = {"person_removed": "person_added"}
    edits = [replace(e, op=ops.get(e.op, e.op), before=e.after, after=e.before) for e in change.edits]
    return replace(change, edits=tuple(edits), facts={"named": change.facts["named"][::-1]})


LEFT = ex.unit("person_removed", "Service Voirie", before="M. Luc Roux")
FOLLOWS = ex.unit("person_replaced", "Service Eaux", before="M. Paul Martin", after="M. Luc Roux")


def test_who_changed_posts_is_told_beside_the_names_that_went() -> None:
    """5.2, 13.6: who is on both sheets has not left with the others, and nobody is counted twice."""
    change = without_names(LEFT, FOLLOWS, names=18)
    lines = [flat(plain(line)) for line in change_lines(change, "fr")]
    assert lines[0].startswith("Des 20 noms d’avant, l’organigramme n’en donne plus qu’un (aucun") and len(lines) == 2
    assert "M. Luc Roux" in lines[1] and "M. Paul Martin" in lines[1] and "Voirie" in lines[1]
    assert flat(summary(change, "fr")) == "1 responsable remplacé, 18 noms disparus"
    assert numbers_of(change) == {18: 1, 19: 1}  # of the marks on the page, too
    lines = [flat(plain(line)) for line in change_lines(backwards(change), "fr")]
    assert lines[1:] == [
        "M. Luc Roux, jusque-là au Service Eaux, figure désormais au Service Voirie.",
        "Au Service Eaux, M. Paul Martin remplace M. Luc Roux.",
    ]


def test_who_left_a_chart_of_few_names_is_told_by_name() -> None:
    """5.2: seven names are read one by one, thirty-six are one piece of news; vacancies and closed services are counted once."""
    vacant = ex.unit("person_replaced", "Service Eaux", before="M. Paul Martin", after=None)
    few, many = (without_names(vacant, names=n) for n in (6, 35))
    assert [len(change_lines(change, "fr")) for change in (few, many)] == [1 + 7, 1 + 1]
    assert flat(summary(few, "fr")) == "1 poste devenu vacant, 6 noms disparus"
    assert flat(summary(many, "fr")) == "1 poste devenu vacant, 35 noms disparus"


def test_names_that_are_not_given_any_more_are_news_of_what_is_back() -> None:
    """3.17, 5.2: one head who was replaced is not all that a chart says otherwise than it last did."""
    change = replace(without_names(names=20), change="restored")
    assert flat(news_since(change, "fr")).startswith("l’organigramme ne donne plus les 20 noms")
    assert news_since(replace(without_names(FOLLOWS, names=19), change="restored"), "fr") == ""


def test_substantive_before_minor_certain_before_doubtful_figures_and_names_before_other_words() -> None:
    minor = replace(PERSON, significance="minor")
    assert by_news([SIZE, minor, DOUBT, TEXT, NUMBER, PERSON], "fr") == [PERSON, NUMBER, TEXT, DOUBT, minor, SIZE]
    assert [by_news(alone, "fr") for alone in ([], [SIZE])] == [[], [SIZE]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Mis à jour le 12/03/2026", "Mis à jour le 2 mai 2026"),
        ("Last updated: March 5, 2026", "Last updated: May 2, 2026"),
        ("Stand: 1.3.2026", "Stand: 2.5.2026"),
    ],
)
def test_when_a_page_was_saved_is_told_after_all_that_it_says(before: str, after: str) -> None:
    """3.6: where that line is compared at all."""
    saved = ex.section(Edit(op="replace", before=before, after=after, words=(("-", before), ("+", after))))
    assert by_news([SIZE, saved, TEXT, PERSON], "fr") == [PERSON, TEXT, saved, SIZE]
    told = replace(NUMBER, edits=(saved.edits[0], *NUMBER.edits))
    assert "40" in lead(told)


@pytest.mark.parametrize(
    ("begins", "gone", "come", "ends"),
    [
        ("Arrêtés du maire du ", "2 avril", "10 novembre", " 2026."),
        ("Organigramme de Valmont – ", "Décembre 2025", "Juin 2026", ""),
    ],
)
def test_a_day_alone_is_no_more_news_than_words_and_less_than_a_named_row(begins: str, gone: str, come: str, ends: str) -> None:
    """« Arrêtés du 2 avril 2026 » over the table of delegations; « La convention prend fin le … » beside a reworded sentence."""
    before, after = begins + gone + ends, begins + come + ends
    words: Words = tuple(w for w in (("=", begins), ("-", gone), ("+", come), ("=", ends)) if w[1])
    day = ex.section(Edit(op="replace", before=before, after=after, words=words))
    part = {"row": "Anne Vidal", "before": "Finances", "after": "Finances, personnel"}
    row = ex.section(
        Edit(op="replace", before="Anne Vidal Finances", after="Anne Vidal Finances, personnel", facts={"parts": [part]},
             words=(("=", "Anne Vidal Finances"), ("+", ", personnel"))),
    )  # fmt: skip
    assert by_news([SIZE, day, row, PERSON], "fr") == [PERSON, row, day, SIZE]
    assert by_news([day, TEXT], "fr") == [day, TEXT]
    assert by_news([TEXT, day], "fr") == [TEXT, day]
    assert "personnel" in lead(replace(row, edits=(day.edits[0], *row.edits)))


@pytest.mark.parametrize(
    ("begins", "ends", "first"),
    [
        ("", " en assure la direction générale.", True),
        ("Maire de Valmont : ", "", True),
        ("", ", directrice générale des services", True),
        ("Town clerk: ", "", True),
        ("", " dirige la médiathèque.", False),
        ("", ", adjoint au maire", False),
        ("Secrétariat du maire : ", "", False),
        ("Direction générale des finances : ", "", False),
        ("Direction générale de la ville : ", "", True),
        ("DGS : ", "", True),
        ("", ", chargé de mission auprès de la direction générale", False),
        ("", " conduit les visites. " + "Le musée est ouvert. " * 8 + "Le maire y reçoit.", False),
    ],
)
def test_who_heads_the_administration_is_told_before_the_head_of_a_service(begins: str, ends: str, first: bool) -> None:
    """10.8: « À la Direction des bâtiments, M. X remplace … » led though the town had another chief."""
    before, after = "Mme Anne Durand", "M. Paul Martin"
    words = tuple(w for w in (("=", begins), ("-", before), ("+", after), ("=", ends)) if w[1])
    edit = Edit(op="replace", before=f"{begins}{before}{ends}", after=f"{begins}{after}{ends}", words=words)  # type: ignore[arg-type]
    assert by_news([PERSON, ex.section(edit)], "fr")[0].item == ("mutualisation" if first else "organigramme")


def test_a_post_of_head_that_passes_is_told_before_one_of_a_service() -> None:
    """10.8, 3.25"""
    posts = [
        Edit(op="replace", before=post, after=post, facts={"post": post, "holders": ["Anne Durand", "Paul Martin"]})
        for post in ("Voirie", "Maire")
    ]
    assert "Maire" in lead(ex.section(*posts))


def test_words_beside_the_name_of_the_head_are_no_new_head() -> None:
    """10.8: who is in office has a telephone, too."""
    edit = Edit(op="replace", before="Le maire reçoit le lundi.", after="Le maire reçoit le mardi.",
                words=(("=", "Le maire reçoit le "), ("-", "lundi"), ("+", "mardi"), ("=", ".")))  # fmt: skip
    assert by_news([PERSON, ex.section(edit)], "fr")[0].item == "organigramme"


def test_the_list_of_an_alert_begins_with_what_its_subject_tells() -> None:
    """10.8: of forty edits the head of the administration is not the last to be read; a program gets them in the page's order."""
    result = ex.result("changed", SIZE, TEXT, CHART)
    told = alert_message(result, kind="change", watch="valmont", url="", language="fr", timezone=ex.PARIS)
    heads = [line.split()[0] for line in told.text.split("\n") if line.startswith("  ") and " — " in line]
    assert heads[:3] == [CHART.item, TEXT.item, SIZE.item]
    assert [change["item"] for change in told.payload["changes"]] == [SIZE.item, TEXT.item, CHART.item]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_subject_list_version_and_digest_count_the_same(language: Language) -> None:
    """Two statements and three edits are five changes, whoever counts them."""
    changes = (CHART, ex.section(ex.REWORDED, ex.INSERTED, ex.DELETED))
    result = ex.result("changed", *changes)
    assert number_of(changes, language) == 5
    assert "5" in state_words(result, language)
    told = alert_message(result, kind="change", watch="valmont", url="", language=language, timezone=ex.PARIS)
    listed = re.findall(r"^    (?:\d+\.|[~+−↕])\u00a0", told.text, flags=re.MULTILINE)
    assert len(listed) == 5
    one = DigestEntry(result=result, kind="change", watch="valmont", url="", items=(), hash=None)
    digest = digest_message(
        [one, replace(one, watch="ource", result=ex.result("changed", TEXT))], language=language, timezone=ex.PARIS
    )
    assert "6 ch" in digest.subject
    words = {"fr": "et 5 autres changements sur 2 pages", "en": "and 5 other changes on 2 pages"}[language]
    said = flat(digest.text.split("\n\n")[0])
    assert words in said and "Direction des achats" in said and "valmont" in said


def test_what_is_too_long_for_a_first_sentence_is_counted_in_it() -> None:
    """No quotation is cut within its brackets."""
    words = tuple(w for n in range(90) for w in (("=", f"mot {n} "), ("-", "avant "), ("+", "après ")))
    long = ex.section(Edit(op="replace", before="x", after="y", words=words), ex.INSERTED)  # type: ignore[arg-type]
    assert first_of([long], "fr").line is not None
    assert "[" not in lead(long) and "et un autre changement" in lead(long)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_later_alerts_and_digests_say_what_is_not_watched_any_more(language: Language) -> None:
    """3.29: until it is back or the recipe changes. A heading may stand over nothing: no sentence says that it is gone (3.26)."""
    gone = (Gone(item="budget", item_kind="section", seen_at=ex.AT), Gone(item="élus", item_kind="section", seen_at=None))
    result = ex.result("changed", TEXT)
    told = alert_message(result, kind="change", watch="valmont", url="", language=language, timezone=ex.PARIS, gone=gone)
    one = DigestEntry(result=result, kind="change", watch="valmont", url="", items=(), hash=None, gone=gone)
    day = digest_message([one, one], language=language, timezone=ex.PARIS)
    wanted = {
        "fr": [
            "« budget » n’a plus de texte sur la page, constaté le 24 novembre 2026 : rien n’y est surveillé",
            "« élus » n’a plus",
        ],
        "en": [
            "“budget” no longer has any text on the page (seen on 24 November 2026): nothing is watched there",
            "“élus” no longer has any",
        ],
    }[language]
    for message in (told, day):
        assert [w for w in wanted if flat(message.text).count(w) != 1] == []


@pytest.mark.parametrize(
    ("title", "town"),
    [
        ("Organigramme des services municipaux | Ville de Valmont | Site officiel", "Ville de Valmont"),
        ("Organigramme des services municipaux – Ville de Valmont – valmont.fr", "Ville de Valmont"),
        ("Who runs what in the council and its shared services - Valmont Borough Council - GOV.UK", "Valmont Borough Council"),
        ("Organigramme des services municipaux | Site officiel de la ville de Valmont", "Site officiel de la ville de Valmont"),
        ("L’organisation des services municipaux et intercommunaux | valmont.fr", "valmont.fr"),
    ],
)
def test_of_a_long_title_the_town_is_left_and_not_that_it_is_a_site(title: str, town: str) -> None:
    """10.8: « Site officiel — Organigramme : … » says of no town."""
    units = [ex.unit("unit_added", name, after=name) for name in ("Urbanisme et habitat", "Commande publique")]
    changes = (ex.document(*units), ex.section(ex.REWORDED, ex.INSERTED))
    told = alert_message(ex.result("changed", *changes), kind="change", watch=title, url="", language="fr", timezone=ex.PARIS)
    assert town in told.subject.partition(" — ")[0], told.subject


def test_a_long_page_title_gives_way_before_the_town(language: Language = "fr") -> None:
    """10.8: « page – town », as sites write their titles: the town tells whose page it is, « Organisation des… » of no page."""
    change = ex.document(
        *(Edit(op="person_replaced", before=f"M. {n}", after=f"Mme {n}", facts={"unit": f"Service {n}"}) for n in "ABC")
    )
    title = "L’organigramme de la ville et de la métropole en détail – Valmont-sur-Ource"
    told = alert_message(ex.result("changed", change), kind="change", watch=title, url="", language=language, timezone=ex.PARIS)
    assert told.subject.startswith("Valmont-sur-Ource — organigramme"), told.subject
    change = replace(change, item="Organigramme de la ville et de la métropole – janvier 2026")
    several = ex.result("changed", change, TEXT)
    told = alert_message(several, kind="change", watch=title, url="", language=language, timezone=ex.PARIS)
    assert "3 responsables remplacés ; 4 changements en tout" in flat(told.subject), told.subject


@pytest.mark.parametrize(("language", "news"), [("fr", "nouvelle édition : 1 service disparu"), ("en", "new edition: 1 unit gone")])
def test_the_year_s_new_chart_is_told_by_its_news(language: Language, news: str) -> None:
    """10.8: what it says otherwise than last year's is the news, before the page's own title and that a document came."""
    say = partial(alert_message, kind="change", url="", language=language, timezone=ex.PARIS)
    gone = Edit(op="unit_removed", before="CCAS", after=None, facts={"unit": "CCAS"})
    item = "Organigramme de la Ville de Valmont 2028"
    came = replace(ex.document(gone), change="added", item=item, facts={"edition_of": "Organigramme de la Ville de Valmont 2027"})
    title = "Organisation des services municipaux | Ville de Valmont"
    for changes in ((came,), (came, TEXT)):
        told = say(ex.result("changed", *changes), watch=title)
        assert news in flat(told.subject), told.subject
        assert "Ville de Valmont —" in flat(told.subject), told.subject


def test_a_page_s_own_title_gives_way_where_the_news_lacks_room() -> None:
    """10.8: the town tells whose it is; « Organigramm… : nouvelle… » told nothing."""
    gone = Edit(op="unit_removed", before="CCAS", after=None, facts={"unit": "CCAS"})
    facts = {"edition_of": "Organigramme de la Ville et de ses établissements 2027"}
    came = replace(ex.document(gone), change="added", item="Organigramme de la Ville et de ses établissements 2028", facts=facts)
    told = alert_message(
        ex.result("changed", came, TEXT),
        kind="change",
        watch="Organisation de nos services | Ville de Lambreuil",
        url="",
        language="fr",
        timezone=ex.PARIS,
    )
    said = flat(told.subject)
    assert said.startswith("Ville de Lambreuil — Organigramme"), said
    assert "nouvelle édition : 1 service disparu ; 2 changements en tout" in said, said


def test_words_that_page_and_item_share_are_said_once(language: Language = "fr") -> None:
    """10.8: what `add` writes calls the page and its main text alike; the news gets the room."""
    change = replace(ex.section(ex.REWORDED, ex.INSERTED, ex.DELETED), item="Organisation de la commune de Kervalec")
    for title in (" - Ville", "", " (www.kervalec.example)", " | Ville de Kervalec (www.kervalec.example)"):
        page = f"Organisation de la commune de Kervalec{title}"
        told = alert_message(ex.result("changed", change), kind="change", watch=page, url="", language=language, timezone=ex.PARIS)
        assert told.subject.endswith(f" — {summary(change, language)}"), told.subject
        assert title.split(" (")[-1] in told.subject
    other = alert_message(ex.result("changed", change), kind="change", watch="Ville", url="", language=language, timezone=ex.PARIS)
    assert "Organisation de la commune" in other.subject


def test_people_lead_the_lines_of_a_list() -> None:
    """10.8: of many lines the history pages show three, so who came and went is among them; the rest keeps its order."""
    facts = {"post": "Contact", "holders": ["Mme Roche", "Mme Vidal"]}
    words: Words = (("=", "Contact\tMme "), ("-", "Roche"), ("+", "Vidal"))
    person = Edit(op="replace", before="Contact\tMme Roche", after="Contact\tMme Vidal", words=words, facts=facts)
    change = ex.section(ex.REWORDED, ex.INSERTED, ex.DELETED, person)
    lines = change_lines(change, "fr")
    led = most_telling(lines, change, "fr")
    assert led[0] == lines[-1] and sorted(map(str, led)) == sorted(map(str, lines))
    plain_words = Edit(op="insert", before=None, after="On y traite encore les dossiers.")
    named = ex.section(plain_words, replace(person, facts={}))
    assert most_telling(change_lines(named, "fr"), named, "fr")[0] == change_lines(named, "fr")[-1], "as the mail's first sentence"
    assert most_telling(change_lines(CHART, "fr"), CHART, "fr") == list(change_lines(CHART, "fr"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Visto: 3105", "Visto: 3190"),
        ("16 novembre 2026", "17 novembre 2026"),
        ("30 novembre 2026", "1 décembre 2026"),
        ("Gelesen 31", "Gelesen 58"),
    ],
)
@pytest.mark.parametrize(
    ("news", "told"),
    [
        (
            Edit(op="replace", before="Presupuesto: 4.812.300 €", after="Presupuesto: 4.821.300 €", words=BUDGET),
            "« Presupuesto: [4.812.300 → 4.821.300] € »",
        ),
        (Edit(op="delete", before="Ada Lund, bilancio", words=(("-", "Ada Lund, bilancio"),)), "supprimé : « Ada Lund, bilancio »"),
        (Edit(op="move", before="Ada Lund", after="Ada Lund", words=(("=", "Ada Lund"),)), "déplacé : Ada Lund"),
    ],
)
def test_a_count_or_a_date_whose_figures_alone_moved_never_leads(before: str, after: str, news: Edit, told: str) -> None:
    """10.8: the news leads, whatever it is; where nothing else changed the figures do."""
    idle = Edit(op="replace", before=before, after=after, words=(("-", before), ("+", after)))
    told_first = [words_of(first_of([ex.section(*edits)], "fr"), "fr") for edits in ((idle, news), (idle,))]
    assert flat(told_first[0]) == told
    assert before in flat(told_first[1])


@pytest.mark.parametrize(
    ("title", "item", "subject"),
    [
        pytest.param(
            "Le fonctionnement des services - Ville de Merlanges", "Organigramme des services - mars 2031",
            "Ville de Merlanges — Organigramme des services : 1 service apparu, 2 disparus, 3 responsables remplacés",
            id="the-town-rather-than-a-rest-of-the-page",
        ),
        pytest.param(
            "Les permanences des élus du canton de Merlanges et de ses communes associées", "Horaires",
            "Les permanences des élus du canton de Merlanges et de ses communes… — Horaires : 3 responsables remplacés",
            id="all-the-room-there-is",
        ),
        pytest.param(
            "Horaires d’ouverture et de fermeture annuelle - Ville de Merlanges", "Horaires d’ouverture et de fermeture annuelle",
            "Ville de Merlanges — Horaires d’ouverture et de… : 1 service apparu, 2 disparus, 3 responsables remplacés",
            id="an-item-whose-page-is-not-named",
        ),
    ],
)  # fmt: skip
def test_a_subject_names_page_and_item_by_what_can_be_read(title: str, item: str, subject: str) -> None:
    """10.8: « Le fonctionnement… - Ville de Merlanges — Organigramme des services -… » told neither."""
    people = [Edit(op="person_replaced", before=f"M. {n}", after=f"Mme {n}", facts={"unit": f"Service {n}"}) for n in "ABC"]
    units = [
        Edit(op=op, facts={"unit": f"Service {n}"})
        for op, n in zip(("unit_removed", "unit_removed", "unit_added"), "DEF", strict=True)
    ]
    dated = Edit(op="title_changed", before="Organigramme – Mars 2031", after="Organigramme – Juin 2031")
    change = replace(ex.document(*people, *(() if item == "Horaires" else (*units, dated))), item=item)
    told = alert_message(ex.result("changed", change), kind="change", watch=title, url="", language="fr", timezone=ex.PARIS)
    assert flat(told.subject) == subject


def subject_of(watch: str, *changes: Change, language: Language = "fr") -> str:
    result = ex.result("changed", *changes)
    return flat(alert_message(result, kind="change", watch=watch, url="", language=language, timezone=ex.PARIS).subject)


def replaced(item: str, begins: str, before: str, after: str, ends: str = "") -> Change:
    words = tuple(w for w in (("=", begins), ("-", before), ("+", after), ("=", ends)) if w[1])
    edit = Edit(op="replace", before=f"{begins}{before}{ends}", after=f"{begins}{after}{ends}", words=words)  # type: ignore[arg-type]
    return replace(ex.section(edit), item=item)


TEAM, RATES = "Senior management team - Thornbury District Council", "Tarifs et horaires | Communauté de communes du Val d’Orge"
CHIEF = replaced(TEAM, "", "Jane Doe", "Sam Roe", ", Chief Executive")
HEAD = replaced("Accueil", "Directrice : ", "Jeanne Morel", "Paule Dupont")
RATE = replaced("Cantine", "Repas : ", "4,10 €", "4,35 €")
CAME = replace(ex.section(Edit(op="insert", after="La déchèterie de Saint-Amand ferme du 3 au 28 février.")), item="Déchets")
PASSES = replaced("Accueil", "Directrice\t", "Mme Roy", "M. Lotfi")
PASSES = replace(PASSES, edits=(replace(PASSES.edits[0], facts={"post": "Directrice", "holders": ["Mme Roy", "M. Lotfi"]}),))
OPENS = replaced("Accueil", "Le service est ", "ouvert", "fermé", " le mercredi matin.")
REWRITTEN = replaced("Permis", "", "Les dossiers d’urbanisme se déposent au guichet de l’hôtel de ville, le mardi et le jeudi",
                     "Tout se fait désormais en ligne, sur le site de l’agglomération, et jamais plus au guichet")  # fmt: skip
LONGER = replaced("Cantine", "Les repas sont " + "servis chaque midi " * 6, "à 12 h", "à 13 h", " et jamais le soir" * 8)


@pytest.mark.parametrize(
    ("watch", "changes", "french", "english"),
    [
        pytest.param(TEAM, [CHIEF], "Thornbury District Council — « [−Jane Doe] [+Sam Roe], Chief Executive »",
                     "Thornbury District Council — “[−Jane Doe] [+Sam Roe], Chief Executive”", id="a page that is its item"),
        pytest.param("valmont", [HEAD, RATE],
                     "valmont — Accueil : « Directrice : [Jeanne Morel → Paule Dupont] » ; Cantine : « Repas : [4,10 € → 4,35 €] »",
                     "valmont — Accueil: “Directrice : [Jeanne Morel → Paule Dupont]”; Cantine: “Repas : [4,10 € → 4,35 €]”",
                     id="two items, where both find room"),
        pytest.param(RATES, [replace(RATE, item="Menu", edits=RATE.edits + RATE.edits)],
                     "Communauté de communes du Val d’Orge — Menu : « Repas : [4,10 € → 4,35 €] » ; « Repas : [4,10 € → 4,35 €] »",
                     "Communauté de communes du Val d’Orge — Menu: “Repas : [4,10 € → 4,35 €]”; “Repas : [4,10 € → 4,35 €]”",
                     id="an item is named once"),
        pytest.param(RATES, [CAME],
                     "Communauté de communes du Val d’Orge — Déchets : ajouté : « La déchèterie de Saint-Amand ferme du 3 au 28… »",
                     "Communauté de communes du Val d’Orge — Déchets: added: “La déchèterie de Saint-Amand ferme du 3 au 28…”",
                     id="what came, cut between words"),
        pytest.param("valmont", [LONGER], "valmont — Cantine : « … chaque midi [à 12 h → à 13 h] et jamais le … »",
                     "valmont — Cantine: “… chaque midi [à 12 h → à 13 h] et jamais le …”",
                     id="beside what changed as much as finds room"),
        pytest.param(RATES, [LONGER, replace(LONGER, item="Goûter")],
                     "Communauté de communes du Val d’Orge — Cantine : « … midi [à 12 h → à 13 h] et … » ; 2 changements en tout",
                     "Communauté de communes du Val d’Orge — Cantine: “… midi [à 12 h → à 13 h] et jamais …”; 2 changes in all",
                     id="and little of it"),
        pytest.param("valmont", [REWRITTEN],
                     "valmont — Permis : « [Les dossiers d’urbanisme se déposent au… → Tout se fait désormais "
                     "en ligne, sur le…] »",
                     "valmont — Permis: “[Les dossiers d’urbanisme se déposent au… → Tout se fait désormais "
                     "en ligne, sur le site…]”",
                     id="a text of other words"),
        pytest.param(RATES, [replace(RATE, item="Ce que coûtent les repas à la cantine de chaque école")],
                     "Communauté de communes du Val d’Orge — Ce que coûtent les repas à… : « Repas : [4,10 € → 4,35 €] »",
                     "Communauté de communes du Val d’Orge — Ce que coûtent les repas à…: “Repas : [4,10 € → 4,35 €]”",
                     id="a long item"),
        pytest.param("valmont", [ex.document(ex.SIZE, *CHIEF.edits)],
                     "valmont — organigramme : « [−Jane Doe] [+Sam Roe], Chief Executive »",
                     "valmont — organigramme: “[−Jane Doe] [+Sam Roe], Chief Executive”", id="a size beside it"),
        pytest.param("valmont", [PERSON], "valmont — organigramme : au Service du courrier, M. Vidal remplace Mme Roche",
                     "valmont — organigramme: at the Service du courrier, M. Vidal replaces Mme Roche", id="of an org chart"),
    ],
)  # fmt: skip
def test_a_subject_tells_one_or_two_changes_in_words(watch: str, changes: list[Change], french: str, english: str) -> None:
    """10.8: « 1 ligne modifiée » told nobody that the chief executive was another one."""
    assert (subject_of(watch, *changes), subject_of(watch, *changes, language="en")) == (french, english)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param(
            [PASSES, RATE, CAME, HEAD],
            "Accueil : « Directrice » passe de Mme Roy à M. Lotfi ; 4 changements en tout",
            id="a post, of many",
        ),
        pytest.param([replace(PASSES, returns_to=3), RATE, CAME], "1 ligne modifiée, retour à la version 3", id="a post as it was"),
        pytest.param([RATE, CAME, replace(HEAD, edits=HEAD.edits * 2)], "Accueil : 2 lignes modifiées", id="four"),
        pytest.param([replace(OPENS, edits=OPENS.edits * 3)], "3 phrases modifiées", id="words of no weight"),
        pytest.param([replace(CAME, edits=CAME.edits * 3)], "3 phrases ajoutées", id="what came alone"),
        pytest.param([replace(HEAD, returns_to=3)], "1 ligne modifiée, retour à la version 3", id="back at an older text"),
        pytest.param(
            [replace(HEAD, facts={"moved_to": "Contact"})], "1 ligne modifiée, suite du texte", id="the rest under another heading"
        ),
        pytest.param([replace(HEAD, significance="minor")], "1 ligne modifiée", id="minor"),
        pytest.param([HEAD, LONG], "Accueil : « Directrice : [Jeanne Morel → Paule Dupont] » ; 2", id="of two the more telling"),
    ],
)
def test_a_subject_counts_what_words_would_tell_in_part(changes: list[Change], told: str) -> None:
    """10.8: no word of one that hides the other, or that the text is an old one."""
    assert told in subject_of("valmont", *changes)


TOWN_HALL = "Organisation et horaires de la mairie - Ville de Merlanges-sur-Ource"
STRUCK = Edit(op="struck", facts={"text": "12 €"})
LONG_POST = replaced(
    "Les élus et leurs délégations", "Adjointe à la petite enfance : ", "Mme Marie-Odile Roy", "M. Jean-Baptiste Lotfi"
)


@pytest.mark.parametrize(
    ("watch", "changes", "told"),
    [
        pytest.param("valmont", [HEAD, RATE, CAME],
                     "valmont — Accueil : « Directrice : [Jeanne Morel → Paule Dupont] » ; 3 changements en tout", id="three"),
        pytest.param("valmont", [replace(HEAD, edits=HEAD.edits + CAME.edits * 3)],
                     "valmont — Accueil : « Directrice : [Jeanne Morel → Paule Dupont] » ; 4 changements en tout",
                     id="of one item"),
        pytest.param("valmont", [RATE, replace(CAME, edits=CAME.edits * 3)],
                     "valmont — Cantine : « Repas : [4,10 € → 4,35 €] » ; Déchets : 3 phrases ajoutées", id="beside another item"),
        pytest.param("valmont", [HEAD, SIZE],
                     "valmont — Accueil : « Directrice : [Jeanne Morel → Paule Dupont] » ; 2 changements en tout",
                     id="a size beside"),
        pytest.param(TOWN_HALL, [replace(HEAD, item="Horaires", edits=HEAD.edits + CAME.edits * 2)],
                     "Ville de Merlanges-sur-Ource — « Directrice : [Jeanne Morel → Paule Dupont] » ; 3 changements en tout",
                     id="its item gives way"),
        pytest.param(RATES, [replace(LONG_POST, edits=LONG_POST.edits + RATE.edits)],
                     "Communauté de communes du Val d’Orge — « … : [Mme Marie-Odile Roy → M. Jean-Baptiste Lotfi] » ; et 1 autre",
                     id="and then how many they are in all"),
        pytest.param(TEAM, [replaced(TEAM[:22], "Chief Executive: ", "Ruth Hargreaves", "Daniel Okafor (interim)"), PERSON],
                     "Thornbury District Council — « Chief Executive: [Ruth Hargreaves → Daniel Okafor (interim)] » ; et 1 autre",
                     id="beside a chart for whose counts there is no room"),
        pytest.param("valmont", [replace(CAME, edits=(STRUCK, *CAME.edits * 2))],
                     "valmont — Déchets : un passage est barré : « 12 € » ; 3 changements en tout", id="what is struck out"),
    ],
)  # fmt: skip
def test_the_first_of_many_is_told_in_words(watch: str, changes: list[Change], told: str) -> None:
    """10.8: « 1 ligne modifiée ; 2 changements en tout » told nobody that the director was another one."""
    assert subject_of(watch, *changes) == told
