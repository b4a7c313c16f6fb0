"""One visit after the other, through real HTTP into a real database: what `check --json` says (DESIGN §3, §5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from monitor.decide import decide
from monitor.demo.server import page
from monitor.extract.items import extract
from monitor.model import CheckResult, Plan, Watch
from monitor.pipeline.doors import ONE_AT_A_TIME
from monitor.report.alert import alert_message
from monitor.store.connection import Connection
from monitor.store.writing import Writing
from tests.pipeline.house import NEW_PDF, PDF, House, html, pdf
from tests.site import Page, Site

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
EDIT = ("efficacité", "efficience")


def test_the_first_good_visit_is_first_without_changes(house: House) -> None:
    """3.20, 5.1."""
    line = house.check()
    assert TIME.fullmatch(line.pop("checked_at"))
    assert line == {"watch": "valmont", "outcome": "first", "snapshot": 1, "failure": None, "changes": []}


def test_an_edited_word_is_exactly_the_line_of_the_contract(house: House, site: Site) -> None:
    """5.1, 5.3: keys, their order, and the words that joined give both sides."""
    house.check()
    site.pages["/"] = html(None, EDIT)
    line = house.check()
    assert list(line) == ["watch", "checked_at", "outcome", "snapshot", "failure", "changes"]
    assert (line["outcome"], line["snapshot"], line["failure"]) == ("changed", 2, None)
    (change,) = line["changes"]
    assert list(change) == ["item", "item_kind", "change", "significance", "summary", "edits", "id"]
    assert (change["item"], change["item_kind"], change["change"], change["significance"]) == (
        "mutualisation", "section", "edited", "substantive",
    )  # fmt: skip
    (edit,) = change["edits"]
    assert list(edit) == ["op", "before", "after", "words", "at"]
    assert edit["op"] == "replace"
    assert "".join(t for op, t in edit["words"] if op in "=-") == edit["before"]
    assert "".join(t for op, t in edit["words"] if op in "=+") == edit["after"]
    assert [w for w in edit["words"] if w[0] != "="] == [["-", "efficacité"], ["+", "efficience"]]


def test_validators_are_sent_back_as_received(house: House, site: Site) -> None:
    """14.1: page and documents each have their own; a 304 of both is `unchanged`."""
    site.pages["/"].headers["Last-Modified"] = "Mon, 05 Jan 2026 07:00:00 GMT"
    house.check()
    assert "if-none-match" not in house.asked()[0] | house.asked(PDF)[0]
    assert house.outcome() == "unchanged"
    asked = house.asked()[0]
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"p1"', "Mon, 05 Jan 2026 07:00:00 GMT")
    assert house.asked(PDF)[0]["if-none-match"] == '"d1"'
    assert house.outcome() == "unchanged"
    assert house.asked()[0]["if-none-match"] == '"p1"'  # a 304 without validators leaves those we have


def test_a_new_document_behind_an_unchanged_page_is_seen(house: House, site: Site) -> None:
    """3.12: the page's 304 vouches for the page only."""
    house.check()
    site.pages[PDF] = pdf("organigramme-2026.pdf", etag='"d2"')
    line = house.check()
    assert [(c["item"], c["change"], c["significance"]) for c in line["changes"]] == [("organigramme", "replaced", "substantive")]
    assert house.outcome() == "unchanged"


def test_the_same_bytes_are_unchanged_without_a_word(house: House, site: Site) -> None:
    """§9: answered 200 with the same bytes."""
    site.pages["/"].etag = site.pages[PDF].etag = None
    house.check()
    line = house.check()
    assert (line["outcome"], line["snapshot"], "cosmetic" in line) == ("unchanged", 1, False)


def test_noise_is_unchanged_and_names_the_rule_that_hid_it(house: House, site: Site) -> None:
    """3.10, 3.11, 5.2."""
    house.check()
    site.pages["/"] = Page(page(noise=True, after=False))
    line = house.check()
    assert (line["outcome"], line["snapshot"], line["cosmetic"]) == ("unchanged", 1, [{"item": "mutualisation", "rule": "3.10"}])


def test_a_resaved_pdf_is_cosmetic(house: House, site: Site) -> None:
    """3.11: only bytes differ; no snapshot, and the same file is not read twice."""
    house.check()
    site.pages[PDF] = pdf(resaved=True, etag='"d2"')
    line = house.check()
    assert (line["outcome"], line["snapshot"]) == ("unchanged", 1)
    assert [c["item"] for c in line["cosmetic"]] == ["organigramme"]
    assert line["cosmetic"][0]["rule"].startswith("3.1")
    assert house.outcome() == "unchanged"


@pytest.mark.parametrize(
    ("swaps", "change", "fields"),
    [
        pytest.param([("– juin 2025", "– juillet 2025")], "relabelled", ["label"], id="label"),
        pytest.param([("3,4 ko", "3,5 ko")], "relabelled", ["size_text"], id="displayed size"),
        pytest.param([("organigramme-2025.pdf", "organigramme-v2.pdf")], "readdressed", ["url"], id="address"),
        pytest.param(
            [("– juin 2025", "– juillet 2025"), ("organigramme-2025.pdf", "organigramme-v2.pdf")],
            "relabelled",
            ["label", "url"],
            id="label and address",
        ),
    ],
)  # fmt: skip
def test_the_same_document_shown_otherwise_is_minor(
    house: House, site: Site, swaps: list[tuple[str, str]], change: str, fields: list[str]
) -> None:
    """3.11, 5.4: minor makes a snapshot."""
    house.check()
    site.pages["/media/organigramme-v2.pdf"] = pdf()
    site.pages["/"] = html(None, *swaps)
    line = house.check()
    (said,) = line["changes"]
    assert (line["outcome"], line["snapshot"]) == ("changed", 2)
    assert (said["change"], said["significance"], [e["field"] for e in said["edits"]]) == (change, "minor", fields)
    assert house.outcome() == "unchanged"


@pytest.mark.parametrize(
    ("year", "told"), [pytest.param("2026", ["replaced"], id="another file"), pytest.param("2025", [], id="the same file")]
)
def test_of_a_new_address_that_answers_nothing_yet_no_content_is_claimed(
    house: House, site: Site, year: str, told: list[str]
) -> None:
    """3.26: the page leads elsewhere before the file is there; the visit that can read it says whether it is another one."""
    house.check()
    site.pages["/"] = html(None, ("organigramme-2025.pdf", "organigramme-v2.pdf"))
    line = house.check()
    (said,) = line["changes"]
    assert (said["change"], said["significance"], said["unread"]) == ("readdressed", "minor", True)
    assert (said["summary"], line["failure"]["kind"]) == (
        "adresse modifiée, son contenu n’a pas pu être lu",
        "document_unavailable",
    )
    site.pages["/media/organigramme-v2.pdf"] = pdf(f"organigramme-{year}.pdf")
    assert [change["change"] for change in house.check()["changes"]] == told


def test_a_document_that_is_back_before_its_file_is_read_against_what_it_said_last(house: House, site: Site) -> None:
    """3.12, 3.26: the link is back and the file is not: no version is named; the file, when it comes, tells what is other in it."""
    whole = site.pages["/"]
    house.check()
    site.pages["/"] = several()
    assert [change["change"] for change in house.check()["changes"]] == ["removed"]
    site.pages["/"], file = whole, site.pages.pop(PDF)
    (back,) = house.check()["changes"]
    assert (back["change"], back["summary"], back.get("returns_to")) == ("restored", "document de retour", None)
    site.pages[PDF] = pdf("organigramme-2026.pdf", etag='"d2"')
    (said,) = house.check()["changes"]
    assert (said["change"], bool(said["edits"])) == ("replaced", True)
    site.pages[PDF] = file
    assert house.check()["changes"][0]["change"] == "replaced"


def test_a_replaced_document_tells_what_is_shown_and_what_is_in_it(house: House, site: Site) -> None:
    """5.4: edits of label, size, address, then those of the content."""
    house.check()
    site.pages["/"] = Page(page(noise=True, after=True))
    line = house.check()
    section, document = line["changes"]
    assert (section["item"], document["item"], document["change"]) == ("mutualisation", "organigramme", "replaced")
    assert [e.get("field") for e in document["edits"][:3]] == ["label", "size_text", "url"]
    assert len(document["edits"]) > 3
    assert house.show()["organigramme"]["url"] == site.url(NEW_PDF)


def test_an_item_missing_at_the_first_visit_is_named_and_added_when_it_comes(house: House, site: Site) -> None:
    """3.20: `first` with a failure that names the others; an item first seen later is `added`."""
    whole = site.pages["/"]
    site.pages["/"] = html(None, ("La mutualisation des services", "Autre chose"))
    line = house.check()
    assert (line["outcome"], line["failure"]["kind"], line["failure"]["item"]) == ("first", "item_missing", "mutualisation")
    site.pages["/"] = whole
    line = house.check()
    assert [(c["item"], c["change"]) for c in line["changes"]] == [("mutualisation", "added")]
    assert line["failure"] is None


def without_section() -> Page:
    body = page(noise=False, after=False)
    return Page(re.sub(rb'<section class="bloc-texte">.*?</section>', b"", body, flags=re.DOTALL))


def test_a_loss_seen_twice_is_removed_and_what_comes_back_is_restored(house: House, site: Site) -> None:
    """3.15, 5.3: confirmed by a second visit before it is recorded."""
    whole = site.pages["/"]
    house.check()
    house.asked()
    site.pages["/"] = without_section()
    line = house.check()
    assert [(c["item"], c["change"]) for c in line["changes"]] == [("mutualisation", "removed")]
    assert len(house.asked()) == 2
    assert "mutualisation" not in house.show()
    assert house.outcome() == "unchanged"
    assert not_watched(house) == {"mutualisation"}
    site.pages["/"] = whole
    assert [(c["item"], c["change"]) for c in house.check()["changes"]] == [("mutualisation", "restored")]
    assert not_watched(house) == set()


def not_watched(house: House) -> set[str]:
    """3.29: what status, heartbeat and doctor say is no longer watched; the same for all of them."""
    with house.store() as store:
        (standing,) = store.standings(["valmont"])
        assert standing.gone == store.figures().watches["valmont"].gone
        return {gone.item for gone in standing.gone if gone.seen_at == standing.changed_at}


def test_a_loss_seen_once_is_a_failure(house: House, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """3.15: not confirmed: `item_missing`; history as it was."""
    whole = site.pages["/"]
    house.check()
    house.configure(more="")
    config = house.folder / "config.toml"
    config.write_text(config.read_text().replace('confirm_after = "0s"', 'confirm_after = "1s"'))
    site.pages["/"] = without_section()
    slept = []

    def restored(seconds: float) -> None:
        slept.append(seconds)
        site.pages["/"] = whole
        house.later(seconds=1)

    monkeypatch.setattr("time.sleep", restored)
    line = house.check()
    assert (line["outcome"], line["failure"]["kind"], line["failure"]["item"]) == ("failed", "item_missing", "mutualisation")
    assert slept
    assert (house.outcome(), house.check()["snapshot"]) == ("unchanged", 1)


def test_of_a_text_cut_down_to_old_words_what_is_left_is_said(house: House, site: Site) -> None:
    """3.15, 10.8: no edit tells of words that only stayed; the first sentence of a mail and the headline quote them."""
    more = "".join(f"<p>La règle {n} demande une pièce, un timbre et deux signatures au guichet.</p>" for n in range(1, 7))
    text = "<main><h1>Cartes</h1><p>La mairie délivre les cartes.</p><h2>La mutualisation des services</h2><p>{}</p></main>"
    house.configure(items='[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n')
    site.pages["/"] = Page(text.format(f"Sur rendez-vous, le lundi.</p>{more}<p>Fermé en août").encode())
    house.check()
    site.pages["/"] = Page(text.format("Sur rendez-vous, le lundi.").encode())
    (result,) = house.results()
    (change,) = result.changes
    assert (change.suspect, change.edits, change.facts["stands"]) == ("86 → 5 words", (), ["Sur rendez-vous, le lundi."])
    said = "il ne reste que 5 mots sur 86, « Sur rendez-vous, le lundi »."
    told = alert_message(result, kind="change", watch="valmont", url="", language="fr", timezone="Europe/Paris").text
    assert said in " ".join(told.replace("\u202f", " ").replace("\u00a0", " ").split())


def test_a_short_text_of_new_words_is_no_rest_of_the_old_one(house: House, site: Site) -> None:
    """3.15: four new sentences in the place of many others: none of these is left, and what stands there now is told."""
    old = "".join(f"<p>La règle {n} demande une pièce, un timbre et deux signatures au guichet.</p>" for n in range(1, 9))
    new = (
        "Chacun reprend ses équipes.",
        "Plus rien ne passe par nous.",
        "Les prêts se règlent entre voisins.",
        "Merci de votre visite.",
    )
    text = "<main><h1>Cartes</h1><p>La mairie délivre les cartes.</p><h2>La mutualisation des services</h2>{}</main>"
    house.configure(items='[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n')
    for body in (old, "".join(f"<p>{line}</p>" for line in new)):
        site.pages["/"] = Page(text.format(body).encode())
        (result,) = house.results()
    (change,) = result.changes
    assert change.suspect == "0 / 104 old words"
    assert [edit.after for edit in change.edits] == list(new)
    told = alert_message(result, kind="change", watch="valmont", url="", language="fr", timezone="Europe/Paris").text
    assert "ne reste que" not in told and "presque entièrement réécrit" in told.replace("\u202f", " ").replace("\u00a0", " ")


def test_another_language_is_recorded_as_suspect_without_a_wall_of_edits(house: House, site: Site) -> None:
    """3.15: odd text is confirmed, then recorded with its reason."""
    house.check()
    english = "<p>The shared services of the town and of the metropolitan area are run together since the year 2012. " * 6
    body = re.sub(rb"(<h2>La mutualisation des services</h2>).*?</section>", rb"\1" + english.encode() + b"</section>",
                  page(noise=False, after=False), flags=re.DOTALL)  # fmt: skip
    site.pages["/"] = Page(body)
    house.asked()
    (change,) = house.check()["changes"]
    assert change["suspect"]
    assert change["edits"] == []
    assert len(house.asked()) == 2


def test_failures_alert_at_the_third_once_and_the_recovery_once(house: House, site: Site) -> None:
    """3.18, 5.2: `since` and `consecutive` of the episode."""
    house.configure(after='\n[[alert]]\nto = "http://127.0.0.1:9/hook"\n')
    good = site.pages["/"]
    house.check()
    site.pages["/"] = Page(b"<h1>Non</h1>", 404)
    lines = [house.check() for _ in range(4)]
    assert [line["failure"]["consecutive"] for line in lines] == [1, 2, 3, 4]
    assert {line["failure"]["since"] for line in lines} == {lines[0]["checked_at"]}
    assert house.outbox() == [("failure", ())]
    site.pages["/"] = good
    line = house.check()
    assert (line["outcome"], line["failure"], line["recovered"][0]["consecutive"]) == ("unchanged", None, 4)
    house.check()
    assert house.outbox() == [("failure", ()), ("recovery", ())]


def test_a_document_that_could_not_be_read_and_then_goes_is_not_readable_again(house: House, site: Site) -> None:
    """3.18, 3.26: the end of its episode is told by its removal."""
    house.configure(after='\n[[alert]]\nto = "http://127.0.0.1:9/hook"\n')
    house.check()
    del site.pages[PDF]
    house.check(), house.check(), house.check()
    assert house.outbox() == [("failure", ("organigramme",))]
    site.pages["/"] = several()
    line = house.check()
    assert ([c["change"] for c in line["changes"]], line["failure"], line.get("recovered")) == (["removed"], None, None)
    assert house.outbox() == [("failure", ("organigramme",)), ("change", ("organigramme",))]


def test_fewer_failures_than_three_say_nothing(house: House, site: Site) -> None:
    """3.18."""
    house.configure(after='\n[[alert]]\nto = "http://127.0.0.1:9/hook"\n')
    good = site.pages["/"]
    house.check()
    site.pages["/"] = Page(b"<h1>Non</h1>", 404)
    house.check(), house.check()
    site.pages["/"] = good
    house.check()
    assert house.outbox() == []


def test_retry_after_is_kept_between_runs_and_not_for_who_names_the_watch(house: House, site: Site) -> None:
    """3.18, 4.4: a 429 holds for the host."""
    house.configure(site.url(), site.url("/autre"))
    site.pages["/autre"] = html()
    house.check("valmont")
    site.pages["/"] = Page(b"", 429, headers={"Retry-After": "3600"})
    house.later(seconds=5)
    assert house.checks("valmont")[0]["failure"]["kind"] == "http_error"
    site.pages["/"] = html(etag='"p1"')
    site.asked.clear()
    assert [line["outcome"] for line in house.checks()] == ["failed", "failed"]
    assert site.asked == []
    assert house.check("valmont")["outcome"] == "unchanged"
    house.later(hours=2)
    assert [line["outcome"] for line in house.checks()] == ["unchanged", "first"]


def test_the_document_itself_is_watched(house: House, site: Site) -> None:
    """3.7: link = "self"; a failure is the page's own, with no item beside it (5.2)."""
    house.configure(site.url(PDF), items='\n[watch.documents.organigramme]\nlink = "self"\nkind = "text"\n')
    assert house.outcome() == "first"
    assert house.outcome() == "unchanged"
    assert [a.get("if-none-match") for a in house.asked(PDF)] == [None, '"d1"']
    site.pages[PDF] = Page(b"<!doctype html><html><body><h1>Page introuvable</h1></body></html>")
    line = house.check()
    assert (line["outcome"], line["failure"]["kind"], line["failure"].get("item")) == ("failed", "document_unavailable", None)
    del site.pages[PDF]
    assert house.check()["failure"]["consecutive"] == 2
    site.pages[PDF] = pdf("organigramme-2026.pdf")
    assert [(c["item"], c["change"]) for c in house.check()["changes"]] == [("organigramme", "replaced")]
    assert house.show()["organigramme"]["label"] == "organigramme-2025.pdf"


def several(*names: str) -> Page:
    cards = "".join(
        f'<div class="telechargement"><h2>Organigramme {n}</h2><p>Format : PDF Poids : 3,4 ko</p>'
        f'<a href="/media/{n}.pdf">télécharger</a></div>'
        for n in names
    )
    body = page(noise=False, after=False)
    return Page(re.sub(rb'<div class="telechargement">.*?</div>', cards.encode(), body, flags=re.DOTALL))


def test_several_documents_of_a_name_are_told_apart(house: House, site: Site) -> None:
    """3.9: one that appears is `added`, one that goes is `removed`, one that goes as one comes is `replaced`."""
    for name, file in (("ville", "2025"), ("metropole", "2026"), ("ccas", "2026")):
        site.pages[f"/media/{name}.pdf"] = pdf(f"organigramme-{file}.pdf")
    site.pages["/"] = several("ville")
    house.check()
    site.pages["/"] = several("ville", "metropole")
    assert [(c["change"], c["label"]) for c in house.check()["changes"]] == [("added", "Organigramme metropole")]
    assert house.documents() == ["Organigramme ville", "Organigramme metropole"]
    site.pages["/"] = several("metropole")
    assert [(c["change"], c["label"]) for c in house.check()["changes"]] == [("removed", "Organigramme ville")]
    site.pages["/"] = several("ville")
    assert [c["change"] for c in house.check()["changes"]] == ["replaced"]


def test_twenty_watches_of_one_server_keep_order_and_pace(house: House, site: Site) -> None:
    """4.4, §6: results in the order of the configuration; `per_host` requests at once at most."""
    urls = [site.url(f"/p{n}") for n in range(20)]
    for n in range(20):
        site.pages[f"/p{n}"] = html(None, ("efficacité", f"efficacité {n}"))
    house.configure(*urls, more="per_host = 2\nconcurrency = 8")
    lines = house.checks()
    assert [line["watch"] for line in lines] == ["valmont", *(f"valmont-{n}" for n in range(2, 21))]
    assert {line["outcome"] for line in lines} == {"first"}
    assert len(house.asked("/robots.txt")) == 1
    site.pages["/p7"] = html(None, ("efficacité", "autre efficacité"))
    del site.pages["/p9"]
    outcomes = [line["outcome"] for line in house.checks()]
    assert (outcomes[7], outcomes[9], outcomes.count("unchanged")) == ("changed", "failed", 18)


def test_a_pause_is_kept_between_two_requests_to_one_host(house: House, site: Site) -> None:
    """§6: pause."""
    config = house.folder / "config.toml"
    house.configure(site.url(), site.url("/"), more="concurrency = 4")
    config.write_text(config.read_text().replace('pause = "0s"', 'pause = "200ms"'))
    before = house.now()
    house.results()
    assert house.now() - before >= timedelta(seconds=0.8)  # robots.txt, two pages, two documents


def test_a_bug_is_kept_to_its_own_watch(house: House, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """11.1: recorded as `internal_error`, logged with its trace; the others go on."""
    house.configure(site.url(), site.url("/autre"), site.url("/encore"))
    site.pages["/autre"], site.pages["/encore"] = html(), html(None, EDIT)

    def broken_extract(shown, **more):  # type: ignore[no-untyped-def]
        if shown.url.endswith("/autre"):
            raise ZeroDivisionError("division by zero")
        return extract(shown, **more)

    def broken_decide(state, reading, *, watch, **more):  # type: ignore[no-untyped-def]
        if watch.name == "valmont" and reading.failure is None:
            raise KeyError("x")
        return decide(state, reading, watch=watch, **more)

    monkeypatch.setattr("monitor.pipeline.page.extract", broken_extract)
    monkeypatch.setattr("monitor.pipeline.batch.decide", broken_decide)
    lines = house.checks()
    assert [line["outcome"] for line in lines] == ["failed", "failed", "first"]
    assert [(line["failure"] or {}).get("kind") for line in lines] == ["internal_error", "internal_error", None]
    assert lines[1]["failure"]["detail"] == "ZeroDivisionError: division by zero"


def test_another_address_is_asked_without_the_old_ones_validators(house: House, site: Site) -> None:
    """§3, Watch: the address may change; what one server said of its page vouches for no other."""
    house.check()
    site.pages["/nouvelle"] = html(None, EDIT, etag='"p1"')
    house.configure(site.url("/nouvelle"))
    assert house.outcome() == "changed"


def test_no_page_is_read_while_versions_are_written(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """§9: who reads waits for who writes, but not for the commit, which lets others run; nobody waits with the database held."""
    held: list[tuple[str, bool]] = []
    write, commit = Writing.write, Connection.transaction

    def writes(self: Writing, plan: Plan, watch: Watch) -> CheckResult:
        held.append(("write", ONE_AT_A_TIME.locked()))
        return write(self, plan, watch)

    @contextmanager
    def committed(self: Connection, *, small: bool = False) -> Iterator[None]:
        held.append(("begin", ONE_AT_A_TIME.locked()))
        with commit(self, small=small):
            yield
            held.append(("commit", ONE_AT_A_TIME.locked()))

    monkeypatch.setattr(Writing, "write", writes)
    monkeypatch.setattr(Connection, "transaction", committed)
    assert house.outcome() == "first"
    at = held.index(("write", True))
    assert held[at - 1] == ("begin", True) and ("commit", False) in held[at:] and ("write", False) not in held
