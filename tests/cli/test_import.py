"""`monitor import`: past captures, in order, through the same pipeline (DESIGN 5.8)."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from monitor.demo.server import page, site_file
from monitor.fetch.captures import LONGEST_LINE
from tests.cli.town import EDIT
from tests.command import Done, monitor
from tests.configs import write_config
from tests.pipeline.house import html
from tests.site import Page, Site

URL = "https://valmont.example/organigramme/"
GONE = Page(re.sub(rb'<section class="bloc-texte">.*?</section>', b"", page(noise=False, after=False), flags=re.DOTALL))
EDITED = html(None, EDIT)


def line(folder: Path, day: int, shown: Page, *, packed: bool = False, **more: Any) -> dict[str, Any]:
    """A manifest line for 2023-06-*day*, its page written beside it."""
    name = f"{day:02}.html" + (".gz" if packed else "")
    (folder / name).write_bytes(gzip.compress(shown.body) if packed else shown.body)
    return {"time": f"2023-06-{day:02}T08:00:00Z", "page": {"file": name}, **more}


def take(folder: Path, *lines: dict[str, Any] | str) -> Done:
    text = "".join((item if isinstance(item, str) else json.dumps(item)) + "\n" for item in lines)
    (folder / "manifest.jsonl").write_text(text)
    return monitor("import", "valmont", "manifest.jsonl", "--json", cwd=folder)


def outcomes(done: Done) -> list[str]:
    return [said["outcome"] for said in done.lines]


def test_captures_are_visits_of_their_own_time(tmp_path: Path) -> None:
    """5.8: check's line for each, in order; `.gz` is read through; documents are those captured; no alerts."""
    write_config(tmp_path, URL, after='\n[[alert]]\nto = "http://127.0.0.1:9/hook"\n')
    for name in ("organigramme-2025.pdf", "organigramme-2026.pdf"):
        (tmp_path / name).write_bytes(site_file(name))

    def chart(year: int) -> dict[str, Any]:
        return {"documents": {"organigramme": [{"file": f"organigramme-{year}.pdf"}]}}

    after = Page(page(noise=True, after=True))
    done = take(
        tmp_path,
        line(tmp_path, 1, html(), **chart(2025)),
        line(tmp_path, 2, html(), packed=True),
        line(tmp_path, 3, EDITED),
        line(tmp_path, 4, after, packed=True, **chart(2026)),
    )
    assert done.status == 0
    assert [said["checked_at"] for said in done.lines] == [f"2023-06-0{n}T08:00:00.000Z" for n in (1, 2, 3, 4)]
    assert outcomes(done) == ["first", "unchanged", "changed", "changed"]
    changes = done.lines[3]["changes"]
    assert [(c["item"], c["change"]) for c in changes] == [("mutualisation", "edited"), ("organigramme", "replaced")]
    assert monitor("alerts", "--json", cwd=tmp_path).out == ""


def test_files_that_the_page_does_not_lead_to_are_told(tmp_path: Path) -> None:
    """5.8: a document of another address than the link's is not read; « nothing new » of ten such files would be no truth."""
    write_config(tmp_path, URL)
    (tmp_path / "chart.pdf").write_bytes(site_file("organigramme-2025.pdf"))
    elsewhere = {"file": "chart.pdf", "url": "https://elsewhere.example/organigramme.pdf"}
    done = take(tmp_path, *(line(tmp_path, n, html(), documents={"organigramme": [elsewhere]}) for n in (1, 2)))
    assert (done.status, outcomes(done)) == (1, ["first", "unchanged"])
    assert done.err.count("https://elsewhere.example/organigramme.pdf") == 1


def test_a_lost_item_waits_for_the_next_capture(tmp_path: Path) -> None:
    """5.8: still missing: the earlier line is `changed`; back, or no more captures: `failed` with `item_missing`."""
    write_config(tmp_path, URL)
    days = [html(), GONE, html(), GONE, GONE, EDITED, GONE]
    done = take(tmp_path, *(line(tmp_path, n, shown) for n, shown in enumerate(days, 1)))
    assert outcomes(done) == ["first", "failed", "unchanged", "changed", "unchanged", "changed", "failed"]
    assert [c["change"] for said in done.lines for c in said["changes"]] == ["removed", "restored"]
    assert done.lines[1]["failure"] == done.lines[1]["failure"] | {"kind": "item_missing", "item": "mutualisation"}
    assert done.lines[6]["failure"]["kind"] == "item_missing"


def test_an_import_is_continued_where_it_was_left(tmp_path: Path) -> None:
    """5.8: captures not later than the newest visit are skipped with a count."""
    write_config(tmp_path, URL)
    days = [html(), EDITED, html(None, ("efficacité", "qualité")), html()]
    lines = [line(tmp_path, n, shown) for n, shown in enumerate(days, 1)]
    whole = take(tmp_path, *lines)
    (tmp_path / "monitor.db").unlink()
    assert outcomes(take(tmp_path, *lines[:2])) == outcomes(whole)[:2]
    done = take(tmp_path, *lines)
    assert done.lines == whole.lines[2:]
    assert (done.status, "2" in done.err) == (0, True)
    assert (take(tmp_path, *lines).out, done.lines[1]["changes"][0]["returns_to"]) == ("", 1)


def test_lines_that_are_no_captures_are_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    """4.3, 5.8: 0 only if every line was taken."""
    write_config(tmp_path, URL)
    done = take(
        tmp_path,
        line(tmp_path, 1, html()),
        "{",
        "[]",
        {"time": "2023-06-02T08:00:00Z", "page": {"file": "nulle-part.html"}},
        {"time": "hier", "page": {"file": "01.html"}},
        {"time": "2023-06-02T08:00:00Z", "page": {"file": "01.html", "status": "deux"}},
        {"page": {"file": "01.html"}},
        line(tmp_path, 3, EDITED),
    )
    assert (done.status, outcomes(done)) == (1, ["first", "changed"])
    assert all(f"ligne {n} " in done.err for n in range(2, 8)), done.err


FAULTY: dict[str, dict[str, Any] | str] = {
    "before the calendar": {"time": "0001-01-01T00:00:00+14:00"},
    "the end of the calendar": {"time": "9999-12-31T23:59:59Z"},
    "a number for an address": {"page": {"file": "01.html", "url": 5}},
    "no address": {"page": {"file": "01.html", "url": "https://[valmont/"}},
    "a number for a type": {"page": {"file": "01.html", "content_type": 5}},
    "a list for headers": {"page": {"file": "01.html", "headers": ["etag"]}},
    "a number in a header": {"page": {"file": "01.html", "headers": {"etag": 5}}},
    "NUL in a file name": {"page": {"file": "01\0.html"}},
    "half a character": {"page": {"file": "01.html", "url": "https://x.example/\ud800"}},
    "a bottomless line": "[" * 100_000,
}


def test_lines_with_a_wrong_value_are_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    """4.3, 5.8: no traceback, no failure of our own making in the history."""
    write_config(tmp_path, URL)
    first = line(tmp_path, 1, html())
    faulty = (wrong if isinstance(wrong, str) else {**first, **wrong} for wrong in FAULTY.values())
    done = take(tmp_path, first, *faulty, line(tmp_path, 3, EDITED))
    unnamed = [name for n, name in enumerate(FAULTY, 2) if f"ligne {n} " not in done.err]
    assert (done.status, outcomes(done), unnamed) == (1, ["first", "changed"], []), done.err


def test_a_manifest_of_another_editor_is_read(tmp_path: Path) -> None:
    """5.8: a byte order mark is no fault; a line that is not UTF-8 is one faulty line."""
    write_config(tmp_path, URL)
    lines = [json.dumps(line(tmp_path, n, shown)) for n, shown in ((1, html()), (3, EDITED))]
    text = f"\ufeff{lines[0]}\n".encode() + '{"é": 1}\n'.encode("latin-1") + lines[1].encode()
    (tmp_path / "manifest.jsonl").write_bytes(text)
    done = monitor("import", "valmont", "manifest.jsonl", "--json", cwd=tmp_path)
    assert (done.status, outcomes(done), "ligne 2 " in done.err) == (1, ["first", "changed"], True)


def test_a_broken_capture_is_a_failure_of_its_own_line(tmp_path: Path) -> None:
    """5.8, DESIGN §3: broken gzip is `truncated`, whoever broke it."""
    write_config(tmp_path, URL)
    broken = line(tmp_path, 2, html(), packed=True)
    (tmp_path / broken["page"]["file"]).write_bytes(b"no gzip")
    done = take(tmp_path, line(tmp_path, 1, html()), broken, line(tmp_path, 3, EDITED))
    assert (done.status, outcomes(done)) == (0, ["first", "failed", "changed"])
    assert done.lines[1]["failure"]["kind"] == "truncated"


def test_status_and_address_of_a_capture_count(tmp_path: Path) -> None:
    """5.8: all but `time` and `page.file` optional."""
    write_config(tmp_path, URL)
    gone = line(tmp_path, 2, Page(b"<h1>404</h1>"))
    gone["page"] |= {"status": 404, "url": URL + "?404", "headers": {"Server": "x"}}
    done = take(tmp_path, line(tmp_path, 1, html()), gone)
    assert (done.lines[1]["outcome"], done.lines[1]["failure"]["kind"]) == ("failed", "http_error")


def test_older_captures_are_refused_where_live_visits_exist(tmp_path: Path, town: Site) -> None:
    """5.8: exit 2, with the remedy; nothing is taken."""
    write_config(tmp_path, town.url())
    monitor("check", cwd=tmp_path)
    done = take(tmp_path, line(tmp_path, 1, EDITED))
    assert (done.status, done.out) == (2, "")
    assert "→" in done.err
    assert len(monitor("history", "--json", cwd=tmp_path).lines) == 1


def test_the_document_itself_may_be_captured(tmp_path: Path) -> None:
    """5.8: with link = "self" the page entry is the document."""
    write_config(tmp_path, "https://valmont.example/o.pdf", items='\n[watch.documents.o]\nlink = "self"\nkind = "text"\n')
    lines: list[dict[str, Any] | str] = []
    for day, year in ((1, 2025), (2, 2025), (3, 2026)):
        (tmp_path / f"{day}.pdf").write_bytes(site_file(f"organigramme-{year}.pdf"))
        lines.append({"time": f"2023-06-0{day}T08:00:00Z", "page": {"file": f"{day}.pdf", "content_type": "application/pdf"}})
    done = take(tmp_path, *lines)
    assert (done.status, outcomes(done)) == (0, ["first", "unchanged", "changed"])


def test_a_captured_table_needs_no_type(tmp_path: Path) -> None:
    """5.8, 3.31: of a document without one the bytes tell what it is; only what is called so, or nothing, is taken for a PDF."""
    items = '\n[watch.documents.tarifs]\nlink = "Tarifs"\nkind = "table"\n'
    write_config(tmp_path, URL, items=items)
    shown = Page(b"<main><h1>Tarifs</h1><p>Les tarifs.</p><a href=/t.csv>Tarifs</a> CSV</main>")
    lines: list[dict[str, Any] | str] = []
    for day, price in ((1, "3,20"), (2, "3,35")):
        data = f"Prestation;Tarif\nCantine;{price}\nPiscine;4,50\n".encode()
        (tmp_path / f"{day}.csv.gz").write_bytes(gzip.compress(data))
        table = {"file": f"{day}.csv.gz", "url": "https://valmont.example/t.csv"}
        lines.append(line(tmp_path, day, shown, documents={"tarifs": [table]}))
    done = take(tmp_path, *lines)
    assert (done.status, outcomes(done)) == (0, ["first", "changed"])
    assert [edit["op"] for edit in done.lines[1]["changes"][0]["edits"]] == ["cell_changed"]


def commit(repository: Path, day: int, shown: Page | None) -> None:
    file = repository / "pages" / "o.html"
    if shown:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(shown.body)
    else:
        file.unlink()
    at = f"2024-02-{day:02}T07:00:00+01:00"
    env = {"GIT_COMMITTER_DATE": at, "GIT_AUTHOR_DATE": at, "HOME": str(repository), "PATH": "/usr/bin:/bin:/usr/local/bin"}
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    for arguments in (["add", "-A"], [*who, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", str(repository), *arguments], check=True, env=env)


def test_a_git_repository_is_a_history(tmp_path: Path) -> None:
    """5.8: one version per commit; of two in one second the later counts; a commit that deletes the file is none."""
    repository = tmp_path / "archive"
    repository.mkdir()
    subprocess.run(["git", "init", "-q", str(repository)], check=True)
    for day, shown in ((1, html()), (2, EDITED), (2, html(None, ("efficacité", "qualité"))), (3, None), (4, html())):
        commit(repository, day, shown)
    write_config(tmp_path, URL)
    done = monitor("import", "valmont", "--git", "archive", "--path", "pages/o.html", "--json", cwd=tmp_path)
    assert (done.status, [(said["checked_at"][:10], said["outcome"]) for said in done.lines]) == (
        0,
        [("2024-02-01", "first"), ("2024-02-02", "changed"), ("2024-02-04", "changed")],
    )
    assert ["+", "qualité"] in done.lines[1]["changes"][0]["edits"][0]["words"]
    assert monitor("import", "valmont", "--git", "archive", "--path", "pages", cwd=tmp_path).status == 2
    assert monitor("import", "valmont", "--git", "archive", "--path", "autre.html", cwd=tmp_path).status == 1
    assert monitor("import", "valmont", "--git", "nulle-part", "--path", "o.html", cwd=tmp_path).status == 2
    assert monitor("import", "valmont", cwd=tmp_path).status == 2


def test_a_version_that_was_a_link_is_no_version(tmp_path: Path) -> None:
    """5.8: git keeps a link's target as if it were the text."""
    repository = tmp_path / "archive"
    repository.mkdir()
    subprocess.run(["git", "init", "-q", str(repository)], check=True)
    commit(repository, 1, html())
    (repository / "pages" / "o.html").rename(repository / "pages" / "p.html")
    (repository / "pages" / "o.html").symlink_to("p.html")
    commit(repository, 2, EDITED)
    (repository / "pages" / "o.html").unlink()
    commit(repository, 3, EDITED)
    write_config(tmp_path, URL)
    done = monitor("import", "valmont", "--git", "archive", "--path", "pages/o.html", "--json", cwd=tmp_path)
    assert outcomes(done) == ["first", "changed"]


def archive(folder: Path) -> Path:
    """A repository with two versions of pages/o.html."""
    repository = folder / "archive"
    repository.mkdir()
    subprocess.run(["git", "init", "-q", str(repository)], check=True)
    commit(repository, 1, html())
    commit(repository, 2, EDITED)
    return repository


def from_git(folder: Path, repository: str, path: str = "pages/o.html") -> Done:
    write_config(folder, URL)
    return monitor("import", "valmont", "--git", repository, "--path", path, "--json", cwd=folder)


def configure(repository: Path, *settings: tuple[str, str]) -> None:
    for name, value in settings:
        subprocess.run(["git", "-C", str(repository), "config", name, value], check=True)


def sign(repository: Path) -> None:
    """Give the newest commit a signature, good or not."""
    git = ["git", "-C", str(repository)]
    unsigned = subprocess.run([*git, "cat-file", "commit", "HEAD"], check=True, capture_output=True).stdout
    head, _, message = unsigned.partition(b"\n\n")
    signed = head + b"\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n" + message
    write = [*git, "hash-object", "-t", "commit", "-w", "--stdin"]
    name = subprocess.run(write, input=signed, check=True, capture_output=True).stdout.decode().strip()
    subprocess.run([*git, "update-ref", "HEAD", name], check=True)


def test_a_repositorys_own_configuration_starts_nothing(tmp_path: Path) -> None:
    """11.4: programs that configuration, attributes and hooks name are a stranger's, and stay unrun."""
    repository = archive(tmp_path)
    ran = tmp_path / "ran"
    program = repository / "program.sh"
    program.write_text(f'#!/bin/sh\necho "$0 $*" >> {ran}\ncat\n')
    program.chmod(0o755)
    named = ["core.fsmonitor", "core.pager", "gpg.program", "diff.evil.textconv", "diff.evil.command", "diff.external",
             "filter.evil.smudge", "filter.evil.clean", "core.sshCommand", "credential.helper", "core.editor"]  # fmt: skip
    configure(repository, *((name, str(program)) for name in named), ("log.showSignature", "true"), ("log.mailmap", "true"))
    sign(repository)  # `log.showSignature` has it checked by gpg.program
    (repository / ".git" / "info").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "attributes").write_text("* diff=evil filter=evil\n")
    for hook in ("post-checkout", "reference-transaction", "post-index-change"):
        (repository / ".git" / "hooks").mkdir(exist_ok=True)
        (repository / ".git" / "hooks" / hook).symlink_to(program)
    done = from_git(tmp_path, "archive")
    assert (done.status, outcomes(done), ran.exists()) == (0, ["first", "changed"], False), done.err


def test_a_repositorys_own_settings_change_nothing_that_is_read(tmp_path: Path) -> None:
    """11.4: grafts, replacements, a lying commit-graph and settings of `log` would show another history than the true one."""
    repository = archive(tmp_path)
    git = ["git", "-C", str(repository)]
    whole = outcomes(from_git(tmp_path, "archive"))
    (tmp_path / "monitor.db").unlink()
    first, second = subprocess.run(
        [*git, "rev-list", "--reverse", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.split()
    subprocess.run([*git, "replace", second, first], check=True)
    (repository / ".git" / "info").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "grafts").write_text(f"{second}\n")
    graphs = repository / ".git" / "objects" / "info"
    graphs.mkdir(exist_ok=True)
    (graphs / "commit-graph").write_bytes(b"CGPH\1\1\0\0" + bytes(2000))
    settings = (
        ("log.showRoot", "false"),
        ("log.follow", "true"),
        ("core.commitGraph", "true"),
        ("i18n.logOutputEncoding", "UTF-16"),
    )
    configure(repository, *settings)
    done = from_git(tmp_path, "archive")
    assert (done.status, outcomes(done)) == (0, whole), done.err


@pytest.mark.parametrize("named", ["pipe.html", "null.html", "folder.html", "/dev/zero", "/dev/stdin", "loop.html"])
def test_pipes_devices_and_folders_are_no_captures(tmp_path: Path, named: str) -> None:
    """11.4: what has no end, or waits for a writer, is a faulty line; the next one is taken."""
    write_config(tmp_path, URL)
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "null.html").symlink_to("/dev/zero")
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "loop.html").symlink_to("loop.html")
    bad = {"time": "2023-06-01T08:00:00Z", "page": {"file": named}}
    done = take(tmp_path, bad, line(tmp_path, 2, html()))
    assert (done.status, outcomes(done)) == (1, ["first"]) and "1" in done.err and "Traceback" not in done.err


def test_a_line_without_end_is_one_faulty_line(tmp_path: Path) -> None:
    """11.4: a manifest comes from anybody; a line of many megabytes is not taken into memory whole, and hides no other."""
    write_config(tmp_path, URL)
    endless = '{"time": "2023-06-01T08:00:00Z", "page": {"file": "' + "x" * (3 * LONGEST_LINE) + '"}}'
    done = take(tmp_path, endless, line(tmp_path, 2, html()), endless[:-9])
    assert (done.status, outcomes(done)) == (1, ["first"])
    assert f"{LONGEST_LINE}" in done.err.replace("\u202f", "").replace("\xa0", "") and len(done.err) < 2000


def test_nothing_is_fetched_for_an_object_that_is_missing(tmp_path: Path) -> None:
    """11.4: a promisor remote can be a command (ext::); the version is a failure of its own line."""
    repository = archive(tmp_path)
    ran = tmp_path / "ran"
    blob = subprocess.run(
        ["git", "-C", str(repository), "rev-parse", "HEAD:pages/o.html"], check=True, capture_output=True, text=True
    ).stdout.strip()
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    configure(
        repository,
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.url", f"ext::sh -c 'echo ran > {ran}'"),
        ("remote.origin.promisor", "true"),
        ("protocol.ext.allow", "always"),
    )
    done = from_git(tmp_path, "archive")
    assert (outcomes(done), done.lines[1]["failure"]["kind"], ran.exists()) == (["first", "failed"], "truncated", False)


def test_bare_packed_shallow_and_oddly_named_repositories_are_read(tmp_path: Path) -> None:
    """11.4: also from a folder inside, and where the path holds what git's lists must quote."""
    archive(tmp_path)
    odd = tmp_path / 'un "dépôt"\nà part'
    for options, target in ((["--bare"], tmp_path / "bare.git"), (["--depth", "1"], tmp_path / "shallow"), ([], odd)):
        subprocess.run(["git", "clone", "-q", "--no-local", *options, str(tmp_path / "archive"), str(target)], check=True)
    taken = {
        name: outcomes(from_git(_fresh(tmp_path / f"at{n}"), str(tmp_path / name), path))
        for n, (name, path) in enumerate(
            (("bare.git", "pages/o.html"), ("shallow", "pages/o.html"), (odd.name, "pages/o.html"), ("archive/pages", "o.html"))
        )
    }
    both = ["first", "changed"]
    assert taken == {"bare.git": both, "shallow": ["first"], odd.name: both, "archive/pages": both}


def _fresh(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_files_of_a_manifest_stay_in_its_folder(tmp_path: Path) -> None:
    """11.4: no `..`, no link out, no whole path but to a page or a document; a link within is a file like any other."""
    (tmp_path / "secret.html").write_bytes(EDITED.body)
    (tmp_path / "secret.key").write_bytes(EDITED.body)
    (tmp_path / "disguised.html").symlink_to("secret.key")
    folder = _fresh(tmp_path / "captures")
    write_config(folder, URL)
    (folder / "out.html").symlink_to("../secret.html")
    (folder / "folder").symlink_to("..")
    (folder / "within.html").symlink_to("01.html")
    first = line(folder, 1, html())
    names = ["../secret.html", str(tmp_path / "secret.key"), str(tmp_path / "disguised.html"), "out.html", "folder/secret.html"]
    bad = [{"time": f"2023-06-0{n}T08:00:00Z", "page": {"file": name}} for n, name in enumerate(names, 2)]
    (tmp_path / "elsewhere.html.gz").write_bytes(gzip.compress(html().body))
    whole = {"time": "2023-06-09T08:00:00Z", "page": {"file": str(tmp_path / "elsewhere.html.gz")}}
    document = {**first, "time": "2023-06-07T08:00:00Z", "documents": {"organigramme": [{"file": "../secret.html"}]}}
    done = take(folder, first, *bad, document, {"time": "2023-06-08T08:00:00Z", "page": {"file": "within.html"}}, whole)
    assert (done.status, outcomes(done)) == (1, ["first", "unchanged", "unchanged"])
    assert all(f"ligne {n} " in done.err for n in range(2, 8)), done.err


def test_caps_hold_for_captures_too(tmp_path: Path) -> None:
    """§6, 11.4: max_page counts unpacked bytes, from a file, a packed one or git; no bomb is unpacked whole."""
    big = Page(html().body + b"<!-- " + b"x" * 300_000 + b" -->")
    bomb = tmp_path / "04.html.gz"
    with gzip.open(bomb, "wb", compresslevel=9) as file:
        for _ in range(60):
            file.write(b"\0" * 1_000_000)
    write_config(tmp_path, URL, more='max_page = "200 kB"')
    day = {"time": "2023-06-04T08:00:00Z", "page": {"file": bomb.name}}
    done = take(tmp_path, line(tmp_path, 1, html()), line(tmp_path, 2, big), line(tmp_path, 3, big, packed=True), day)
    assert [said["failure"] and said["failure"]["kind"] for said in done.lines] == [None, "too_large", "too_large", "too_large"]
    (tmp_path / "monitor.db").unlink()
    repository = archive(tmp_path)
    commit(repository, 3, big)
    done = monitor("import", "valmont", "--git", "archive", "--path", "pages/o.html", "--json", cwd=tmp_path)
    assert [said["failure"] and said["failure"]["kind"] for said in done.lines] == [None, None, "too_large"]
