"""11.6: the hostile list, by name. A class whose test is gone, or renamed away, fails here.

A test that is not in this file stands where its room is tested; each fails where what protects is taken out.
"""

from __future__ import annotations

import importlib
import random
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from monitor.fetch.address import refusal
from monitor.i18n.typography import clean
from monitor.model import Fetched, FetchFailed
from monitor.quality.answer import binary_type
from tests.deliver.sending import sent
from tests.deliver.test_hostile_pages import harmless
from tests.fetch.server import Server, reply
from tests.fetch.visitor import Visitor, says
from tests.pipeline.house import stand
from tests.site import Page, Site

HERE = "tests.test_hostile_list"
PAGES = "tests.deliver.test_hostile_pages.test_no_channel_obeys_a_page"
IMPORT = "tests.cli.test_import"
OFFICE = "tests.documents.test_office"
DRAWING = "tests.documents.test_chart_forms"
LIST = {
    "SSRF by redirect": f"{HERE}.test_ssrf_by_redirect",
    "SSRF by address": "tests.fetch.test_guard.test_an_address_that_is_not_public_is_refused",
    "DNS rebinding": "tests.fetch.test_guard.test_the_address_that_was_judged_is_the_one_connected_to",
    "parser differential": f"{HERE}.test_parser_differential",
    "spellings of loopback": "tests.fetch.test_guard.test_loopback_in_any_spelling_is_not_asked",
    "carried addresses": f"{HERE}.test_addresses_that_carry_others",
    "stored XSS by page and label": PAGES,
    "stored XSS by error text": f"{HERE}.test_stored_xss_by_error_text",
    "stored XSS by diff": "tests.report.test_diffs.test_the_html_page_stands_alone",
    "stored XSS by feed": "tests.deliver.test_feed.test_no_page_text_makes_it_invalid",
    "CRLF in what is shown": f"{HERE}.test_no_line_break_leaves_its_line",
    "CRLF": "tests.deliver.test_mail.test_a_page_cannot_write_headers",
    "bidi": PAGES,
    "terminal": "tests.report.test_terminal.test_page_text_cannot_command_the_terminal",
    "log lines": "tests.cli.test_logs.test_whatever_the_world_says_stays_on_its_line_and_in_its_value",
    "template injection": PAGES,
    "file:// and other schemes": "tests.fetch.test_redirects.test_a_redirect_that_leads_nowhere_has_its_kind",
    "path traversal": f"{IMPORT}.test_files_of_a_manifest_stay_in_its_folder",
    "git configuration": f"{IMPORT}.test_a_repositorys_own_configuration_starts_nothing",
    "git settings": f"{IMPORT}.test_a_repositorys_own_settings_change_nothing_that_is_read",
    "manifests without end": f"{IMPORT}.test_a_line_without_end_is_one_faulty_line",
    "pipes and devices": f"{IMPORT}.test_pipes_devices_and_folders_are_no_captures",
    "git fetching": f"{IMPORT}.test_nothing_is_fetched_for_an_object_that_is_missing",
    "decompression": "tests.fetch.test_body.test_a_bomb_is_never_unpacked",
    "decompression without end": "tests.fetch.test_answers.test_a_stream_that_never_unpacks_to_anything_is_too_large",
    "decompression of captures": f"{IMPORT}.test_caps_hold_for_captures_too",
    "decompression in a PDF": "tests.test_confine.test_a_bomb_of_packed_bytes_is_unreadable_and_the_next_document_is_read",
    "decompression in an office file": f"{OFFICE}.test_a_hostile_file_is_unreadable_with_its_reason",
    "XML entities": f"{OFFICE}.test_a_hostile_file_is_unreadable_with_its_reason",
    "XML entities in a drawing": f"{DRAWING}.test_entities_of_a_drawing_program_are_no_attack_and_one_is_bounded",
    "names in a zip": f"{OFFICE}.test_names_within_a_file_are_never_paths",
    "sheets without end": "tests.test_confine.test_one_thing_far_away_takes_the_childs_memory_and_no_more",
    "drawings deep or without end": f"{DRAWING}.test_a_hostile_drawing_is_unreadable_with_its_reason",
    "drawings that copy themselves": f"{DRAWING}.test_an_svg_that_copies_itself_ends",
    "pictures without end": "tests.compare.test_picture_likeness.test_a_hostile_picture_is_unreadable_with_its_reason",
    "documents that take a visit along": "tests.pipeline.test_any_form.test_a_hostile_file_costs_nothing_but_itself",
    "header floods": "tests.fetch.test_answers.test_a_flood_of_headers_is_too_large",
    "slow drip": "tests.fetch.test_answers.test_a_slow_drip_ends_with_the_visit",
    "regular expressions": "tests.pipeline.test_slow_patterns.test_a_pattern_is_given_up_in_time",
    "pages without end": "tests.pipeline.test_heavy_pages.test_a_page_that_takes_too_long_fails_alone_and_names_the_setting",
    "pages that swell": "tests.pipeline.test_heavy_pages.test_a_page_that_takes_too_much_memory_names_the_setting",
    "bytes that are no text": f"{HERE}.test_bytes_that_are_no_text",
    "half characters": "tests.pipeline.test_alone.test_half_a_character_in_a_pdf_is_a_text_like_any_other",
    "secrets in logs": "tests.cli.test_logs.test_a_secret_is_left_out_in_whatever_form_it_turns_up",
    "secrets in log lines": "tests.cli.test_logs.test_hiding_one_configuration_serves_every_line",
    "secrets across origins": "tests.fetch.test_redirects.test_configured_headers_stay_with_their_origin",
    "secrets in facts": "tests.fetch.test_redirects.test_secrets_that_were_sent_are_masked_in_the_facts",
    "links in the way": "tests.cli.test_private_files.test_a_link_that_lies_there_is_not_followed",
    "interruption": "tests.cli.test_interrupted.test_while_a_page_is_read",
}


@pytest.mark.parametrize("named", LIST.values(), ids=LIST)
def test_every_class_has_its_test(named: str) -> None:
    module, _, name = named.rpartition(".")
    assert callable(getattr(importlib.import_module(module), name))


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    one = Visitor()
    with one.fetcher:
        yield one


def test_ssrf_by_redirect(visitor: Visitor) -> None:
    """A private address that somebody typed is asked; another one that it redirects to is not, nor its robots.txt (11.5)."""
    with Server() as typed, Server() as inside:
        says(inside, reply(200, b"secret"), path="/inside")
        says(typed, reply(302, b"", f"Location: {inside.url('/inside')}"), path="/")
        says(typed, reply(302, b"", "Location: /there"), path="/here")
        says(typed, reply(200, b"page"), path="/there")
        for path, came in (("/", FetchFailed), ("/here", Fetched)):
            got = visitor.fetcher.get(
                typed.url(path), visiting=visitor.visiting, max_bytes=10_000, deadline=visitor.clock.now().replace(year=2027),
                as_typed=True,
            )  # fmt: skip
            assert isinstance(got, came)
            assert isinstance(got, Fetched) or got.kind == "blocked_address"
        assert inside.connections == 0


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}\\@valmont.example/",
        "http://valmont.example@127.0.0.1:{port}/",
        "http://valmont.example\\@127.0.0.1:{port}/",
        "http://017700000001:{port}/",
        "http://0177.0.0.1:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f.1:{port}/",
        "http://[::ffff:7f00:1]:{port}/",
        "http://①②⑦.0.0.1:{port}/",
        "http://127.0.0.1:{port}#@valmont.example/",
        "http://127.0.0.1.:{port}/",
    ],
)
def test_parser_differential(visitor: Visitor, address: str) -> None:
    """However an address is written: what is judged is what would be connected to."""
    with Server() as server:
        port = server.url().rstrip("/").rpartition(":")[2]
        got = visitor.get(address.format(port=port), visiting=replace(visitor.visiting, allow_private_addresses=False), within_s=5)
        assert isinstance(got, FetchFailed)
        assert got.kind in ("blocked_address", "dns")
        assert server.connections == 0


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("::ffff:10.0.0.1", id="mapped"),
        pytest.param("64:ff9b::a00:1", id="NAT64"),
        pytest.param("64:ff9b:1::1", id="local NAT64"),
        pytest.param("2002:a00:1::", id="6to4"),
        pytest.param("::a00:1", id="compatible"),
        pytest.param("2001:0:a00:1::", id="Teredo"),
        pytest.param("100.64.0.1", id="CGNAT"),
        pytest.param("169.254.169.254", id="metadata"),
        pytest.param("fd00:ec2::254", id="metadata by IPv6"),
        pytest.param("168.63.129.16", id="metadata that looks public"),
        pytest.param("fe80::1%eth0", id="link-local with a zone"),
    ],
)
def test_addresses_that_carry_others(address: str) -> None:
    assert refusal(address) is not None


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_no_line_break_leaves_its_line(end: str) -> None:
    """Neither in what is shown nor in a mail's head, where a second line would be a header of the page's."""
    assert len(clean(f"Organigramme{end}Bcc: victime@example.org").splitlines()) == 1
    mail = EmailMessage(policy=SMTP_POLICY)
    if end in ("\r\n", "\n", "\r"):
        with pytest.raises(ValueError):
            mail["Subject"] = f"Organigramme{end}Bcc: victime@example.org"


EVIL = "<script>alert(1)</script>"


def test_stored_xss_by_error_text(tmp_path: Path) -> None:
    """The evidence of a failure is the page's own words."""
    with Site() as site:
        house = stand(tmp_path, site)
        house.configure(more="failure_alert_after = 1", after='\n[[alert]]\nto = "atom:veille.xml"\n')
        house.check()
        said = "Page introuvable " + EVIL.replace("<", "&lt;")
        site.pages["/"] = Page(f"<html><title>{said}</title><body><h1>{said}</h1></body></html>".encode())
        assert house.outcome() == "failed"
        assert len(sent(house)) == 1
        root = ET.parse(tmp_path / "veille.xml").getroot()
        (content,) = root.iter("{http://www.w3.org/2005/Atom}content")
        harmless(str(content.text), site.url())


def _random(number: int, of: range) -> bytes:
    chance = random.Random(11)
    return bytes(chance.choice(of) for _ in range(number))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(_random(5_000, range(256)), id="random"),
        pytest.param(_random(5_000, range(128, 256)), id="high bytes only"),
        pytest.param(_random(5_000, range(32, 256)), id="no control character"),
        pytest.param("Un texte sans balises. ".encode("utf-16-le") * 50, id="UTF-16 without markup"),
        pytest.param("Un texte sans balises. ".encode("utf-16") * 50, id="UTF-16 with its mark"),
        pytest.param("日本語の文章".encode("utf-16-be") * 50, id="UTF-16 of few zeros"),
        pytest.param(b"BM\x36\x10\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0" + b"\xff" * 4_000, id="a bitmap"),
        pytest.param(b"\0\0\0\x1cftypavif\0\0\0\0" + b"\xfe" * 4_000, id="AVIF"),
        pytest.param(b"\xff\xfb\x90\x44" + b"\xaa" * 4_000, id="MP3"),
        pytest.param(b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', id="SVG"),
    ],
)
def test_bytes_that_are_no_text(body: bytes) -> None:
    """3.13: `wrong_type`, whatever the header says."""
    assert binary_type(body, "text/html; charset=utf-8") is not None


@pytest.mark.parametrize(
    "body",
    [
        "<p>Un texte".encode("utf-16"),
        "<html><p>Текст страницы".encode("cp1251"),
        "Un texte nu, avec des accents : été, mutualisation.".encode("latin-1") * 30,
        b"Texte tout court",
        "<p>Zéro \0 au milieu".encode(),
    ],
)
def test_text_is_text_in_any_encoding(body: bytes) -> None:
    """No protection at the cost of a page."""
    assert binary_type(body, "text/html") is None
