"""English: phrases, dates, numbers. Same keys as fr.py (a test holds them together)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from monitor.model import Language
from monitor.report import en_charts
from monitor.report.en_failures import FAILURES, RULES
from monitor.report.named import Named
from monitor.report.typography import NO_BREAK
from monitor.report.voice import Said, Voice, by_code

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]

PHRASES = {
    "and": "{first} and {last}",
    "semicolon": "; ",
    "moment": "{date}, {time}",
    "instant": "less than a minute",
    "size_units": "bytes kB MB GB",
    # --- summaries
    "form_only": "no difference in content (form only)",
    "heading_edited": "section heading changed",
    "section_added": "section added",
    "section_removed": "section removed",
    "section_restored": "section is back",
    "document_added": "document added",
    "document_removed": "document removed",
    "document_restored": "document is back",
    "document_new": "new file",
    "document_new_sizes": "new file ({before} → {after})",
    "label_edited": "label changed",
    "size_edited": "displayed size changed",
    "size_edited_sizes": "displayed size changed ({before} → {after})",
    "url_edited": "address changed",
    "readdressed": "address changed, same content",
    "date_edited": "document date changed ({before} → {after})",
    "title_edited": "document title changed",
    "redrawn": "redrawn from scratch",
    "of_version": "{summary} (version {number})",
    "returns": "back to version {number}",
    "suspect_summary": "unusual content",
    # --- lines of a change
    "label_line": "label: ",
    "size_line": "displayed size: ",
    "url_line": "address: ",
    "heading_line": "heading: ",
    "nothing": "nothing",
    "no_url": "address hidden by the page",
    "struck_line": "struck out: ",
    "unstruck_line": "no longer struck out: ",
    "link_changed": "the link {name} leads elsewhere: ",
    "link_changed_unnamed": "a link leads elsewhere: ",
    "link_come": "{name} is now a link: ",
    "link_come_unnamed": "a link has appeared: ",
    "link_gone": "{name} is no longer a link: ",
    "link_gone_unnamed": "a link no longer appears: ",
    "picture_changed": "the picture {name} is another file: ",
    "picture_changed_unnamed": "a picture is another file: ",
    "picture_replaced": "a picture was replaced: ",
    "picture_described": "the description of a picture changed: ",
    "picture_come": "a picture has appeared, {name}: ",
    "picture_come_unnamed": "a picture has appeared: ",
    "picture_gone": "a picture no longer appears, {name}: ",
    "picture_gone_unnamed": "a picture no longer appears: ",
    "frame_changed": "the embedded content {name} comes from elsewhere: ",
    "frame_changed_unnamed": "embedded content comes from elsewhere: ",
    "frame_replaced": "embedded content was replaced: ",
    "frame_described": "the title of embedded content changed: ",
    "frame_come": "embedded content has appeared, {name}: ",
    "frame_come_unnamed": "embedded content has appeared: ",
    "frame_gone": "embedded content no longer appears, {name}: ",
    "frame_gone_unnamed": "embedded content no longer appears: ",
    "cell_of": "{row}, column {column}",
    "cell_in": "column {column}",
    "cell_line": "{place}: ",
    "post_passes": "“{post}” passes {before} to {after}",
    "moved_line": "moved: ",
    "bytes_line": "digest of the file: ",
    "region": "page {page}",
    "regions_line": "the document’s structure cannot be read: {regions}, {pages}",
    "pages_one": "page {pages}",
    "pages_many": "pages {pages}",
    "suspect_line": "to be checked: {reason}",
    "returns_line": "This is the text of version {number}: the page goes back to a known state.",
    "odd_language": "the text is no longer in {before} but in {after}",
    "odd_short": "only {after} of {before} words are left",
    "odd_rewritten": "the text keeps only {after} of its {before} earlier words",
    "now_in": "text now in {after}",
    "cut_to": "text cut to {after} of {before} words",
    "rewritten_to": "text almost wholly rewritten",
    "moved_to_line": "The earlier text now stands under {heading}.",
    # --- states
    "unchanged": "nothing new",
    "unchanged_version": "nothing new since version {number}",
    "first": "read for the first time, version {number} stored",
    "first_partial": "read for the first time, in part; version {number} stored",
    "failed_bare": "unreadable",
    "failed": "unreadable: {what}",
    "failed_since": "unreadable{since}: {what}",
    "changed": "{summary}",
    "visit_of": "visit of {moment}",
    "version": "version {number}",
    "versions_title": "Version {before} → version {after}",
    "recovered": "Readable again, after {failures} since {since}.",
    "recovered_item": "{item}: readable again, after {failures} since {since}.",
    "outage": "The interruption lasted {duration}: {failures} in a row since {since}.",
    "outage_item": "{item}: the interruption lasted {duration}, {failures} in a row since {since}.",
    "recovered_title": "readable again",
    "recovered_same": "What is watched on the page is as it was before the interruption: version {number} is still the last one.",
    "recovered_changed": "What changed meanwhile is stored in version {number} and told in another alert.",
    "flapping": "{subject} has alternated between {number} versions ({versions}) since {since}; these returns are not reported.",
    "turning_section": "The text",
    "turning_document": "The document",
    "turning_page": "The page",
    "flapping_title": "the page alternates between {number} versions",
    "cosmetic": "difference hidden in {item}: {what} (rule {rule})",
    "cosmetic_other": "a difference that nobody sees",
    # --- failures
    "evidence": "{seen} ({detail}).",
    "no_evidence": "{seen}.",
    "since": "Since {since}, {attempts} in a row.",
    "since_first": "This is the first failure.",
    "since_day": " since {day}",
    "blind_page": "While this lasts, a change of the page would not be seen.",
    "blind_item": "While this lasts, a change in this place would not be seen.",
    "kept": "The last known version is still version {number}.",
    "kept_item": "The last known version of {item} is kept; the rest of the page is read.",
    "never_kept": "Nothing is stored yet for {item}; what was found on the page is watched.",
    "never_kept_none": "Nothing is stored yet for this page.",
    "never_heading": "No heading {wanted} on the page",
    "never_selector": "Nothing on the page matches the selector {wanted}",
    "never_document": "No document {wanted} on the page",
    "never_near": "{seen}. {near}: {names}.",
    "never_title": "nothing found{since}",
    "never_lead": "On the page “{watch}”, nothing of what is looked for has been found yet{since}.",
    "first_found": "{item}: found for the first time, after {failures} since {since}.",
    "first_found_title": "found for the first time",
    "kept_none": "Nothing is stored yet: the page could never be read.",
    "to_do": "What to do: {do}",
    # --- alerts
    "subject": "{watch} — {what}",
    "about": "{item}: {summary}",
    "alert_change": "On the page “{watch}”, “{item}” has changed: {summary}.",
    "gone_note": "{item} is no longer on the page, seen on {day}: nothing is watched there until it is back or config.toml "
    "describes it otherwise.",
    "gone_note_bare": "{item} is no longer on the page: nothing is watched there until it is back or config.toml describes it "
    "otherwise.",
    "alert_words": "On the page “{watch}”, “{item}” has changed: {words}.",
    "and_others": "{sentence}, and {others}.",
    "alert_suspect": "On the page “{watch}”, “{item}” should be checked: {reason}.",
    "alert_shown": "On the page “{watch}”, the document “{item}” is the same, presented differently: {summary}.",
    "alert_moved": "On the page “{watch}”, the document “{item}” has a new address; its content is the same.",
    "alert_redrawn": "On the page “{watch}”, the document “{item}” has been redrawn from scratch.",
    "alert_section_added": "A section has appeared on the page “{watch}”: {name}.",
    "alert_section_removed": "The section {name} is no longer on the page “{watch}”.",
    "alert_section_restored": "The section {name} is back on the page “{watch}”.",
    "alert_document_added": "A document has appeared on the page “{watch}”: {name}.",
    "alert_document_removed": "A document is no longer on the page “{watch}”: {name}.",
    "alert_document_restored": "A document is back on the page “{watch}”: {name}.",
    "alert_failure": "The page “{watch}” {cannot}{since}: {what}.",
    "alert_failure_item": "On the page “{watch}”, {items} {cannot}{since}: {what}.",
    "alert_never": "On the page “{watch}”, {items} {cannot}{trials}.",
    "never_trials": " in {visits}",
    "alert_recovery": "The page “{watch}” can be read again.",
    "alert_recovery_item": "On the page “{watch}”, {items} {can}.",
    "alert_flapping": "The page “{watch}” keeps alternating between {number} versions.",
    "alert_rests": "The page “{watch}” no longer alternates between several versions: it has settled on version {number}.",
    "rests_note": "No visit of the last 30 days saw another text; every change that is seen will be reported again.",
    "rests_title": "no longer alternating between several versions",
    "more_lines": "And {more}, to be read with: {command}",
    "more_changes": "And {more}, to be read with: {command}",
    "what_happened": "What was seen",
    "what_it_means": "What it means",
    "what_to_do": "What to do",
    "where": "Where to look",
    "where_page": "Page: ",
    "where_version": "Version {number}, as stored: ",
    "where_diff": "Before and after: ",
    "where_history": "History: ",
    "how": "How it is known",
    "how_checked": "Checked {moment} ({timezone}), that is {utc}",
    "how_known": "Last known version: {after}",
    "how_versions": "Versions compared: {before} → {after}",
    "how_page": "SHA-256 of the page: {hash}",
    "how_item": "SHA-256 of {item}: {hash}",
    "how_chain": "Newest chain hash: {hash}",
    "legend": "In the text: [before → after], [+added], [−removed].",
    # --- diff and history
    "diff_title": "{watch}: version {before} → version {after}",
    "diff_none": "No difference between these two versions.",
    "diff_of": "What changed",
    "diff_address": "Address",
    "diff_before": "Before",
    "diff_after": "After",
    "diff_version_at": "version {number}, {moment}",
    "diff_hash": "SHA-256 of the page",
    "diff_made": "A page on its own, made by city-page-monitor: it reads offline and holds no script and no outside image.",
    "sr_added": "[added: ",
    "sr_removed": "[removed: ",
    "kind_edited": "edited",
    "kind_added": "added",
    "kind_removed": "removed",
    "kind_moved": "moved",
    "kind_checked": "to be checked",
    "key_edited": "A removed word is struck through, an added word is underlined.",
    # --- pictures of pages
    "page_file_before": "page-{page}-before",
    "page_file_after": "page-{page}-after",
    "pictures_attached": "Pictures attached",
    "pictures_title": "The pages, before and after",
    "pictures_key": "Dashes, hollow number: before. Double line, filled number: after. The numbers are those of the list.",
    "pictures_key_regions": "Dashes, hollow number: before. Double line, filled number: after. One number is one area.",
    "pictures_not_kept": "No picture of the pages: one of the two files is not kept.",
    "pictures_problem": "Not all pages could be drawn ({detail}).",
    "view_both": "Both",
    "view_before": "Before only",
    "view_after": "After only",
    "page_number": "Page {page}",
    "page_before": "Page {page}, before",
    "page_after": "Page {page}, after",
    "page_new": "This page did not exist before.",
    "page_gone": "This page is gone.",
    "picture_before": "{where}. Outlined in dashes: {marks}.",
    "picture_after": "{where}. Outlined with a double line: {marks}.",
    "picture_no_marks": "{where}. Nothing is outlined on it.",
    "picture_words": "{where}. Outlined without a number: what differs on it.",
    "picture_whole": "{where} the chart was drawn anew.",
    "picture_mark": "no.\u00a0{number}, {unit}",
    "picture_region": "area\u00a0{number}",
    "heading_none": "(no heading)",
    "coverage_of": "{watch} — {since} to {until}",
    "coverage_none": "No visit in this period.",
    "coverage_gap": "Longest time without a good visit: {gap}.",
    "coverage_spread": "A series of visits reaches beyond the period: their number in it is taken in equal shares.",
    "weekdays": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "next_at": "in {span}, {moment}",
    "next_late": "now; the visit was due {moment}",
    "next_new": "now; never visited",
    "next_never": "never; no day answers to its schedule",
    "next_off": "only when named; enabled = false",
    "next_paused": "paused until further notice; to take it up again: monitor resume {name}",
    "next_then": "then {moment}",
    "next_slowed": "visited less often after {failures} in a row; a good visit restores the schedule",
    "next_rests": "paused until then; to take it up sooner: monitor resume {name}",
    "next_held": "its server asked to wait until then",
    "history_when": "date",
    "history_version": "version",
    "history_what": "what happened",
    "history_none": "No visit recorded for “{watch}”.",
    "history_of": "{watch} — history",
    "history_import": "{what} (imported)",
    "history_until": "{what}, {checks} until {until}",
    "show_title": "{watch} — version {number}",
    "show_taken": "Taken {moment}",
    "show_file": "File: ",
    "show_hidden": "address hidden by the page",
    "show_unread": "(document not read)",
    "show_no_text": "(no text in this document)",
    "show_vacant": "vacant",
    "show_struck": "[struck out: {text}]",
}

COUNTS = {
    "month": ("{n} month", "{n} months"),
    "day": ("{n} day", "{n} days"),
    "hour": ("{n} hour", "{n} hours"),
    "minute": ("{n} minute", "{n} minutes"),
    "sentences_edited": ("{n} sentence reworded", "{n} sentences reworded"),
    "sentences_added": ("{n} sentence added", "{n} sentences added"),
    "sentences_removed": ("{n} sentence removed", "{n} sentences removed"),
    "lines_edited": ("{n} line reworded", "{n} lines reworded"),
    "lines_added": ("{n} line added", "{n} lines added"),
    "lines_removed": ("{n} line removed", "{n} lines removed"),
    "and_edited": ("{n} reworded", "{n} reworded"),
    "and_added": ("{n} added", "{n} added"),
    "and_removed": ("{n} removed", "{n} removed"),
    "lines_moved": ("{n} line moved", "{n} lines moved"),
    "sentences_moved": ("{n} paragraph moved", "{n} paragraphs moved"),
    "passages_edited": ("{n} passage reworded", "{n} passages reworded"),
    "passages_added": ("{n} passage added", "{n} passages added"),
    "passages_removed": ("{n} passage removed", "{n} passages removed"),
    "passages_moved": ("{n} paragraph moved", "{n} paragraphs moved"),
    "and_passages_edited": ("{n} reworded", "{n} reworded"),
    "and_passages_added": ("{n} added", "{n} added"),
    "and_passages_removed": ("{n} removed", "{n} removed"),
    "struck_edited": ("{n} passage struck out", "{n} passages struck out"),
    "unstruck_edited": ("{n} passage no longer struck out", "{n} passages no longer struck out"),
    "link_edited": ("{n} link changed", "{n} links changed"),
    "link_come": ("{n} link appeared", "{n} links appeared"),
    "link_gone": ("{n} link gone", "{n} links gone"),
    "picture_edited": ("{n} picture changed", "{n} pictures changed"),
    "picture_come": ("{n} picture appeared", "{n} pictures appeared"),
    "picture_gone": ("{n} picture gone", "{n} pictures gone"),
    "frame_edited": ("{n} piece of embedded content changed", "{n} pieces of embedded content changed"),
    "frame_come": ("{n} piece of embedded content appeared", "{n} pieces of embedded content appeared"),
    "frame_gone": ("{n} piece of embedded content gone", "{n} pieces of embedded content gone"),
    "link_rewritten": ("{n} link leads elsewhere: ", "{n} links lead elsewhere, in the same way: "),
    "regions": ("{n} area of the picture differs", "{n} areas of the picture differ"),
    "never_cannot": ("has never been found", "have never been found"),
    "near_heading": ("Heading of the page", "Headings of the page, nearest first"),
    "near_selector": ("Heading of the page", "Headings of the page"),
    "near_document": ("Document of the page", "Documents of the page, nearest first"),
    "can_first": ("is on the page for the first time", "are on the page for the first time"),
    "can": ("can be read again", "can be read again"),
    "cannot": ("is unreadable", "are unreadable"),
    "cannot_since": ("has been unreadable", "have been unreadable"),
    "changes": ("{n} change", "{n} changes"),
    "other_changes": ("one other change", "{n} other changes"),
    "changes_in_all": ("{n} change in all", "{n} changes in all"),
    "more_changes": ("{n} more change", "{n} more changes"),
    "more_characters": ("{n} more character", "{n} more characters"),
    "failures": ("{n} failure", "{n} failures"),
    "checks": ("{n} visit", "{n} visits"),
    "attempts": ("{n} failure", "{n} failures"),
    "more": ("{n} more line", "{n} more lines"),
    "pictures_more": ("{n} more page changed; it is not shown.", "{n} more pages changed; they are not shown."),
    "more_marks": ("and {n} more", "and {n} more"),
    "unchanged_blocks": ("{n} unchanged paragraph", "{n} unchanged paragraphs"),
}


LANGUAGES = (
    "fr French en English de German es Spanish it Italian pt Portuguese nl Dutch ca Catalan ro Romanian da Danish sv Swedish "
    "fi Finnish pl Polish cs Czech hu Hungarian tr Turkish eu Basque br Breton oc Occitan "
    "el Greek ru Russian he Hebrew ar Arabic th Thai ko Korean ja Japanese zh Chinese"
)


class English(Voice):
    language: ClassVar[Language] = "en"
    phrases: ClassVar[Mapping[str, str]] = PHRASES
    counts: ClassVar[Mapping[str, tuple[str, str]]] = COUNTS | en_charts.COUNTS
    charts: ClassVar[Mapping[str, tuple[str, str]]] = en_charts.STATEMENTS
    failures: ClassVar[Mapping[str, Said]] = FAILURES
    evidence_words: ClassVar[Sequence[tuple[str, str]]] = ()  # it is stored in English
    rules: ClassVar[Mapping[str, str]] = RULES
    languages: ClassVar[Mapping[str, str]] = by_code(LANGUAGES)

    def is_singular(self, number: int) -> bool:
        return number == 1

    def number(self, number: float) -> str:
        return f"{number:,}".removesuffix(".0")

    def quoted(self, text: str) -> str:
        return f"“{text}”"

    def of_name(self, name: str) -> str:
        return "from "

    def named(self, label: str) -> Named:
        return en_charts.named(label)

    def units(self, op: str, kind: str, number: int, *, noun: bool) -> str:
        return en_charts.counted(op, self.number(number), one=self.is_singular(number), noun=noun)

    def _date(self, local: datetime) -> str:
        return f"{local.day}{NO_BREAK}{_MONTHS[local.month - 1]}{NO_BREAK}{local.year}"

    def _time(self, local: datetime) -> str:
        return f"{local:%H:%M}"
