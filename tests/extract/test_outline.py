"""What `monitor outline` shows of a page can be pasted into config.toml."""

from __future__ import annotations

import json
import tomllib

from monitor.extract.documents import find_documents
from monitor.extract.outline import as_json, as_toml, outline
from monitor.extract.page import Page
from monitor.model import DocumentRecipe, Recipe

PAGE = """<html><head><title>L’organigramme - Valmont-sur-Ource</title></head><body>
<nav><h2>Menu</h2><ul><li><a href="/">Accueil</a></li></ul></nav>
<main><h1>L’organigramme</h1><p>Cinq mots pour la ville.</p>
<div class="doc"><h3>Organigramme des services - Juin 2026</h3><p>PDF, 12 ko</p><a href="/d/o.pdf">télécharger</a></div>
<h2>Les « pôles » de l’administration</h2><p>Un texte de sept mots en tout.</p>
<h2>Contacts</h2><p>Un.</p><h2>Contacts</h2><p>Deux.</p></main></body></html>"""
FOUND = outline(Page.parse(PAGE, "https://valmont.example/mairie/"))


def test_headings_come_with_their_level_words_and_whether_they_stand_once() -> None:
    """Menus are left out."""
    assert [(h.level, h.text, h.unique) for h in FOUND.headings] == [
        (1, "L’organigramme", True),
        (3, "Organigramme des services - Juin 2026", True),
        (2, "Les « pôles » de l’administration", True),
        (2, "Contacts", False),
        (2, "Contacts", False),
    ]
    assert next(h.words for h in FOUND.headings if "pôles" in h.text) == 7


def test_a_document_is_looked_for_without_its_date() -> None:
    """The next version has another date and must be found by the same words (3.7)."""
    (document,) = FOUND.documents
    assert (document.link, document.kind, document.size_text) == ("Organigramme des services", "orgchart", "12 ko")
    recipe = Recipe(documents=(DocumentRecipe(item="o", link=document.link),))
    assert len(find_documents(Page.parse(PAGE.replace("Juin", "Mars"), "https://valmont.example/mairie/"), recipe)) == 1


def test_the_outline_is_valid_toml_with_names_that_are_all_different() -> None:
    """DESIGN §6: names are keys, texts are strings."""
    (watch,) = tomllib.loads(as_toml(FOUND))["watch"]
    assert watch["url"] == "https://valmont.example/mairie/"
    assert {s["heading"] for s in watch["sections"].values()} >= {"L’organigramme", "Les « pôles » de l’administration"}
    assert [d["link"] for d in watch["documents"].values()] == ["Organigramme des services"]
    assert not set(watch["sections"]) & set(watch["documents"])


def test_a_heading_that_stands_twice_is_only_a_comment() -> None:
    """A section is found by a heading that is one of a kind."""
    assert 'heading = "Contacts"' in as_toml(FOUND)
    assert "contacts" not in tomllib.loads(as_toml(FOUND))["watch"][0]["sections"]


def test_the_outline_as_json() -> None:
    """4.1: every command that prints data has --json."""
    assert json.loads(json.dumps(as_json(FOUND)))["documents"][0]["url"] == "https://valmont.example/d/o.pdf"
