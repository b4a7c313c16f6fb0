"""Whose words a sentence is that took a text's place: a program's or the owner's, in words that nobody listed (3.14, 3.15)."""

from __future__ import annotations

from monitor.model import DocumentRecipe, SectionRecipe
from monitor.model.suspects import WITH_TEXT
from monitor.quality import speaker
from monitor.quality.speaker import OWNERS, SURE, program_chance
from tests.quality import pages
from tests.quality.judging import kind, revision, verdict, watch

OWNER_S = [
    "Les résultats du concours ne sont pas encore connus.",
    "De uitslag van de verkiezing is nog niet bekend.",
    "A partir de agora dirija-se à tesouraria de Vilar.",
    "Un câble est coupé au hameau, payez en liquide.",
    "We await the ruling of the high court.",
    "Wartung der Heizkessel: am Montag kein warmes Wasser.",
]
PROGRAM_S = [
    "Le flux distant a mis trop de temps à répondre.",
    "Something has got stuck on our servers.",
    "Dieser Text ist nur für Mitglieder mit Benutzernamen sichtbar.",
    "Este contenido se ha puesto fuera de línea.",
    "Errore durante la lettura del file dei contenuti.",
    "O serviço de conteúdos não respondeu a tempo.",
]
OF = watch(SectionRecipe(item="aide", css=("#aide",)), documents=(DocumentRecipe(item="tarifs", link="Tarifs"),))
INTRO = "<p>La maison a été bâtie pierre après pierre, derrière le lavoir.</p>"
LONG = "<p>La maison reçoit les habitants chaque matin dans la grande salle.</p>" + "<p>Léa Monin prépare les repas.</p>" * 4
SHORT = "<p>La maison reçoit chaque matin, avec ou sans repas.</p>"


def _page(text: str, *, document: bool = False) -> str:
    link = "<p><a href=/tarifs.pdf>Tarifs</a> (PDF)</p>" if document else ""
    section = f"<section id=aide><h2>Ce que fait la maison</h2>{text}{link}</section>"
    return pages.semantic("La maison", f"<h1>La maison</h1>{INTRO}{section}<h2>Venir</h2><p>Le bus du marché s’arrête là.</p>")


def test_a_sentence_is_told_apart_by_what_it_says_and_not_by_listed_words() -> None:
    """3.14: nobody wrote a rule for these; code, and what is too long, is neither's."""
    assert [said for said in OWNER_S if program_chance([said]) > OWNERS] == []
    assert [said for said in PROGRAM_S if program_chance([said]) < 0.5] == []
    assert {program_chance(lines) for lines in ([], ["x"], ["ORA-12541: TNS:no listener"], ["mot " * 60])} == {0.5}


def test_an_owner_s_words_are_no_failure_and_a_program_s_are_no_withdrawal() -> None:
    """3.14, 3.15: also in a box with a role; of a short section, that its document was removed is never told without doubt."""
    boxes = {name: (_page(text, document=True), text) for name, text in (("long", LONG), ("short", SHORT))}
    for name, (old, _) in boxes.items():
        for said in (f"<p>{one}</p>" for one in OWNER_S):
            for box in (said, f'<div role="alert">{said}</div>'):
                found = verdict(_page(box), OF, revision(old, OF), before=old)
                assert (found.failure, found.covered) == (None, ()), (name, box)
        for one in PROGRAM_S:
            found = verdict(_page(f"<p>{one}</p>"), OF, revision(old, OF), before=old)
            doubted = {item for item, reason in found.odd if reason == WITH_TEXT or one[:20] in reason or "words" in reason}
            assert found.failure or {each.item for each in found.covered} | doubted == {"aide", "tarifs"}, (name, one)


def test_what_both_say_stays_with_the_rules() -> None:
    """3.14: a place that is shut is told though programs say it in the same words; what they alone say fails."""
    assert program_chance(["Fermé pour maintenance."]) > OWNERS
    old = _page(LONG, document=True)
    sure = next(said for said in PROGRAM_S if program_chance([said]) >= SURE)
    for said, fails in (("Fermé pour maintenance.", False), (sure, True)):
        found = verdict(_page(f"<p>{said}</p>"), OF, revision(old, OF), before=old)
        assert bool(found.failure or found.covered) == fails, said


def test_the_weights_are_those_of_the_rules_that_vote() -> None:
    """3.14: a rule renamed or added without learning again would vote for nothing."""
    learned = speaker._learned()
    assert learned.votes.keys() == speaker.VOTES.keys()
    assert len(learned.words) == speaker.BUCKETS
    assert kind(verdict(_page(LONG), OF, revision(_page(LONG), OF))) != "empty"
