"""Both verifiers say the same: of a whole proof what follows from it, of any other what is wrong and in which file (5.21)."""

from __future__ import annotations

import base64
import html
import io
import json
import random
import re
import shutil
import subprocess
import sys
import zipfile
from bisect import bisect_left
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from monitor.proof import verify
from monitor.proof.bundle import packed, write
from monitor.proof.container import BrokenZip, zipped_files
from monitor.proof.verify import Examined, Files, Shape
from tests import sweeps
from tests.proof.browser import examined, ran

VERIFIERS = ("verify.py", "verify.html")
FLIPS = sweeps.times(40, 200)


def as_json(found: Examined) -> dict[str, Any]:
    return {title: [one._asdict() for one in said] for title, said in found._asdict().items()}


def with_sums(files: Files) -> Files:
    """*files*, with manifest and sums made anew, as somebody would who forges a proof."""
    manifest = json.loads(files[verify.MANIFEST])
    del manifest["digest"]
    for name in list(manifest["files"]):
        if name in files:
            manifest["files"][name]["sha256"] = verify.sha256(files[name])
        else:
            del manifest["files"][name]
    files = {**files, verify.MANIFEST: verify.with_digest(manifest)}
    return {**files, verify.SUMS: verify.sums(files)}


def test_a_whole_proof_is_said_to_be_one_by_both(proof: Files, tmp_path: Path) -> None:
    found = verify.examine(proof)
    assert found.problems == []
    assert any("[-efficacité-][+efficience+]" in one.fr for one in found.proven)
    assert examined(proof, [{}], tmp_path) == [as_json(found)]


def test_flipped_bits_are_each_found_and_the_file_named_by_both(proof: Files, tmp_path: Path) -> None:
    """5.21: any file but the verifiers themselves; each file gets its share, whatever its size."""
    chance = random.Random(5)
    names = [name for name in sorted(proof) if name not in VERIFIERS]
    swaps: list[dict[str, bytes | None]] = []
    for n in range(FLIPS):
        name = names[n % len(names)]
        data = bytearray(proof[name])
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        swaps.append({name: bytes(data)})
    by_python = [verify.examine({**proof, **{k: v for k, v in swap.items() if v is not None}}) for swap in swaps]
    assert [[p.file for p in found.problems] for found in by_python] == [list(swap) for swap in swaps]
    assert examined(proof, swaps, tmp_path) == [as_json(found) for found in by_python]


def test_a_verifier_that_was_altered_is_found_by_the_other(proof: Files) -> None:
    altered = {**proof, "verify.html": proof["verify.html"] + b" "}
    assert [p.file for p in verify.examine(altered).problems] == ["verify.html"]


FORGED: dict[str, tuple[str, Callable[[Shape], object]]] = {
    "a version taken out": ("la version 1 manque", lambda chain: chain["snapshots"].pop(0)),
    "the end cut off": ("la fin de la chaîne", lambda chain: chain["snapshots"].pop()),
    "versions in another order": ("la version 1 manque", lambda chain: chain["snapshots"].reverse()),
    "a version put in": ("la version 2 manque", lambda chain: chain["snapshots"].insert(1, dict(chain["snapshots"][0]))),
    "a version altered": (
        "la version 1 a été modifiée",
        lambda chain: chain["snapshots"][0].update(sealed=chain["snapshots"][0]["sealed"].replace("live", "livf")),
    ),
    "a version altered, and its hash": ("la version 2 ne suit pas", lambda chain: _altered_with_its_hash(chain["snapshots"][0])),
    "what a digest vouches for": (
        "n’est pas ce qui a été scellé",
        lambda chain: chain["snapshots"][1]["things"][-1].update(text='{"item":"mutualisation","edits":[]}'),
    ),
    "the newest visits": ("ne dit pas ce que dit la chaîne", lambda chain: chain["visits_after"][0].update(count=99)),
    "no chain at all": ("illisible", lambda chain: chain.clear()),
}


def _altered_with_its_hash(link: Shape) -> None:
    link["sealed"] = link["sealed"].replace("live", "livf")
    link["hash"] = verify.sha256(link["sealed"].encode())


def test_a_forged_chain_does_not_hold_though_all_sums_are_made_anew(proof: Files, tmp_path: Path) -> None:
    """7.5: removal, insertion, change, reordering and a cut tail are found and named."""
    swaps: list[dict[str, bytes | None]] = []
    for wanted, forge in FORGED.values():
        chain = json.loads(proof[verify.CHAIN])
        forge(chain)
        forged = with_sums({**proof, verify.CHAIN: json.dumps(chain, ensure_ascii=False).encode()})
        (problem,) = verify.examine(forged).problems
        assert wanted in problem.fr
        swaps.append({name: data for name, data in forged.items() if proof[name] != data})
    by_browser = [[one["file"] for one in found["problems"]] for found in examined(proof, swaps, tmp_path)]
    by_python = [[p.file for p in verify.examine({**proof, **{k: v for k, v in s.items() if v}}).problems] for s in swaps]
    assert by_browser == by_python


def test_a_bundle_whose_last_version_was_cut_off_says_so_in_words(proof: Files, tmp_path: Path) -> None:
    """5.21, 4.3: also where the manifest announces the end that is left."""
    chain = json.loads(proof[verify.CHAIN])
    chain["snapshots"].pop()
    left = chain["snapshots"][-1]
    manifest = {**json.loads(proof[verify.MANIFEST]), "newest": {"number": left["number"], "hash": left["hash"]}}
    del manifest["digest"]
    cut = {verify.CHAIN: json.dumps(chain, ensure_ascii=False).encode(), verify.MANIFEST: verify.with_digest(manifest)}
    forged = with_sums({**proof, **cut})
    (problem,) = verify.examine(forged).problems
    assert "la fin en a été coupée" in problem.fr and "the end was cut off" in problem.en
    swap: dict[str, bytes | None] = {name: data for name, data in forged.items() if proof[name] != data}
    assert examined(proof, [swap], tmp_path) == [as_json(verify.examine(forged))]


def test_the_name_is_the_one_that_was_sealed_and_what_no_hash_vouches_for_is_called_a_label(proof: Files, tmp_path: Path) -> None:
    """5.21, 7.5: a chain under another name is not that of the name; README.txt is the maker's word, and both verifiers say so."""
    assert any("étiquettes" in one.fr and "README.txt" in one.fr for one in verify.examine(proof).not_proven)
    assert b"label" in proof["README.txt"] and "étiquette" in proof["README.txt"].decode()
    chain = {**json.loads(proof[verify.CHAIN]), "watch": "ministere"}
    forged = with_sums({**proof, verify.CHAIN: json.dumps(chain, ensure_ascii=False).encode()})
    found = verify.examine(forged)
    assert not any("ministere" in one.fr + one.en for one in found.proven + found.by_whom)
    assert any("ministere" in one.fr and "«\u202fvalmont\u202f»" in one.fr for one in found.not_proven)
    swap: dict[str, bytes | None] = {name: data for name, data in forged.items() if proof[name] != data}
    assert examined(proof, [swap], tmp_path) == [as_json(found)]


@pytest.mark.parametrize("name", ["original/1-page.html", "words/2-mutualisation.txt", "http.json", "visits.csv"])
def test_a_copy_that_says_otherwise_than_the_chain_is_found_though_all_sums_are_made_anew(proof: Files, name: str) -> None:
    other = b'{"2": []}' if name == "http.json" else proof[name].replace(b"e", b"a")
    assert [p.file for p in verify.examine(with_sums({**proof, name: other})).problems] == [name]


def test_a_file_too_few_or_too_many_is_named(proof: Files, tmp_path: Path) -> None:
    swaps: list[dict[str, bytes | None]] = [{name: None} for name in sorted(proof) if name not in VERIFIERS]
    swaps.append({"original/3-page.html": b"x"})
    assert [[p["file"] for p in found["problems"]] for found in examined(proof, swaps, tmp_path)] == [list(s) for s in swaps]
    for swap in swaps:
        files = {name: data for name, data in {**proof, **swap}.items() if data is not None}
        assert [p.file for p in verify.examine(files).problems] == list(swap)


@pytest.mark.parametrize("name", ["proof", "proof.zip"])
def test_verify_py_runs_alone(proof: Files, name: str, tmp_path: Path) -> None:
    """The standard library only: -I leaves out this program and everything installed beside it."""
    write(proof, tmp_path / name)
    (tmp_path / "verify.py").write_bytes(proof["verify.py"])
    call = [sys.executable, "-I", "-S", str(tmp_path / "verify.py"), str(tmp_path / name)]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("PREUVE ENTIÈRE") and "THE PROOF IS WHOLE" in done.stdout


def test_the_folder_checks_itself_and_says_which_file_is_damaged(proof: Files, tmp_path: Path) -> None:
    """A stranger's minute: `python3 verify.py` in the folder; what a file manager leaves there is no damage."""
    write(proof, tmp_path / "proof")
    (tmp_path / "proof" / ".DS_Store").write_bytes(b"x")
    call = [sys.executable, "-I", "verify.py"]
    assert subprocess.run(call, cwd=tmp_path / "proof", capture_output=True, timeout=60, check=False).returncode == 0
    page = tmp_path / "proof" / "original" / "2-page.html"
    page.write_bytes(page.read_bytes() + b" ")
    done = subprocess.run(call, cwd=tmp_path / "proof", capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 1
    assert "✗ original/2-page.html: a été modifié" in done.stdout
    assert "✗ original/2-page.html: was altered" in done.stdout


def names_at(data: bytes) -> list[tuple[range, str]]:
    """Of which file each byte of a .zip is, records included; "": of the .zip itself."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries, directory = archive.infolist(), archive.start_dir
    starts = [*(one.header_offset for one in entries), directory]
    found = [(range(a, b), one.filename) for a, b, one in zip(starts, starts[1:], entries, strict=False)]
    for one in entries:
        found.append((range(directory, directory + 46 + len(one.filename.encode())), one.filename))
        directory = found[-1][0].stop
    return [*found, (range(directory, len(data)), "")]


def by_both(zips: Sequence[bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[set[str]]:
    """The files in which either verifier finds each of *zips*, called x.zip, damaged; nothing is damaged for neither."""
    by_python: list[set[str]] = []
    for data in zips:
        (tmp_path / "x.zip").write_bytes(data)
        status = verify.main([str(tmp_path / "x.zip")])
        said = capsys.readouterr().out
        by_python.append(set(re.findall("✗ (.*?): ", said)))
        assert (status == 1) == said.startswith("PREUVE ABÎMÉE") == bool(by_python[-1])
    whole, taken = zips[0], []
    for data in zips:
        start = _alike(whole, data)
        end = min(_alike(whole[::-1], data[::-1]), len(whole) - start, len(data) - start)
        taken.append((start, len(whole) - end, base64.b64encode(data[start : len(data) - end]).decode()))
    script = f"""(async () => {{
      const found = [], bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
      const whole = bytes("{base64.b64encode(whole).decode()}");
      for (const [start, end, between] of {json.dumps(taken)}) {{
        try {{
          const middle = bytes(between), data = new Uint8Array(start + middle.length + whole.length - end);
          data.set(whole.subarray(0, start));
          data.set(middle, start);
          data.set(whole.subarray(end), start + middle.length);
          const files = await unzipped(data, "x.zip");
          found.push((await examine(withoutFolder(files))).problems.map((one) => one.file));
        }} catch (error) {{
          found.push([error.said.file]);
        }}
      }}
      const out = document.createElement("pre");
      out.id = "found";
      out.textContent = JSON.stringify(found);
      document.body.append(out);
    }})();"""
    shown = re.search(r'<pre id="found">(.*?)</pre>', ran(script, tmp_path, until="#found"), re.DOTALL)
    assert shown, "the page did not come to an end"
    assert [set(files) for files in json.loads(html.unescape(shown.group(1)))] == by_python
    return by_python


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes both begin with."""
    return bisect_left(range(min(len(one), len(other))), True, key=lambda n: one[: n + 1] != other[: n + 1])


def test_bits_flipped_in_a_zip_are_each_found_and_the_file_named_by_both(
    proof: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """5.21: in files, and as many in the records beside them, of which no bit may be other than it was written."""
    data = packed(proof, "proof")
    places, chance = names_at(data), random.Random(2121)
    small = [span for span, _ in places if len(span) < 200]
    at = [chance.randrange(len(data)) for _ in range(FLIPS // 2)]
    at += [chance.choice(chance.choice(small)) for _ in range(FLIPS // 2)]
    found = by_both([_flipped(data, one, 1 << chance.randrange(8)) for one in at], tmp_path, capsys)
    for one, files in zip(at, found, strict=True):
        name = next(name for span, name in places if one in span)
        assert files == {name or "x.zip"}, one


def test_every_bit_of_every_record_of_a_zip_counts() -> None:
    """5.21: all bits of the records and none of them left out; what is in the files is hashed."""
    names = ("a.txt", "b/é.html", "manifest.json")
    files = {name: "\n".join(names).encode() for name in names}
    data = packed(files, "é")
    for at in range(len(data)):
        for bit in range(8):
            with pytest.raises(BrokenZip) as broken:
                zipped_files(_flipped(data, at, 1 << bit))
            assert broken.value.file == next(name for span, name in names_at(data) if at in span), (at, bit)
    assert zipped_files(data) == {f"é/{name}": said for name, said in files.items()}


def test_a_zip_put_together_otherwise_is_refused_by_both(proof: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """5.21: bytes before, behind and between, a comment, another order, a second end, a file too many; cut off anywhere."""
    data = packed(proof, "proof")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries, start = archive.infolist(), archive.start_dir
        contents = {one.filename: archive.read(one) for one in entries}
    second = entries[1].header_offset
    order = [entries[1], entries[0], *entries[2:]]
    damaged = {
        "behind": (data + b"\0", "x.zip"),
        "before": (b"\0" + data, "x.zip"),
        "a second end": (data + data[-22:], "x.zip"),
        "a comment": (data[:-2] + b"\1\0x", "x.zip"),
        "between": (data[:second] + b"\0" + data[second:-6] + (start + 1).to_bytes(4, "little") + b"\0\0", entries[1].filename),
        "order": (_rezipped(order, contents), entries[0].filename),
        "too many": (_rezipped([*entries, zipfile.ZipInfo("proof/z.txt")], {**contents, "proof/z.txt": b"z"}), "proof/z.txt"),
        **{f"cut at {n}": (data[:n], "x.zip") for n in (0, 10, len(data) // 2, len(data) - 3)},
    }  # fmt: skip
    assert by_both([one for one, _ in damaged.values()], tmp_path, capsys) == [{name} for _, name in damaged.values()]


def test_a_proof_that_another_tool_packed_anew_is_what_its_files_are(
    proof: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """5.21: somebody unpacks it and packs it again to pass it on; what was altered then is found all the same."""
    fresh, altered = io.BytesIO(), io.BytesIO()
    for out, changed in ((fresh, b""), (altered, b" ")):
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in sorted(proof.items(), reverse=True):
                archive.writestr(f"dossier/{name}", data + changed * (name == "original/2-page.html"))
    assert by_both([fresh.getvalue(), altered.getvalue()], tmp_path, capsys) == [set(), {"original/2-page.html"}]


def _rezipped(entries: Sequence[zipfile.ZipInfo], contents: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for one in entries:
            archive.writestr(one, contents[one.filename])
    return out.getvalue()


def test_a_zip_in_which_bits_were_flipped_or_a_file_comes_twice_is_refused_by_both_and_the_file_named(
    proof: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """5.21: a verdict in both languages and the file; which of two files of one name counts is nothing to guess."""
    whole = packed(proof, "proof")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        page = next(one for one in archive.infolist() if one.filename.endswith("page.html"))
        name, words = page.filename, page.header_offset + 30 + len(page.filename)
    directory = whole.rindex(b"PK\x01\x02", 0, whole.rindex(name.encode()))
    damaged = {
        "header": page.header_offset + 32,
        "checksum": directory + 16,
        "size": directory + 24,
        "words": words + page.compress_size // 2,
    }
    zips = {of: (name, _flipped(whole, at)) for of, at in damaged.items()}
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(name, b"<h1>another</h1>")
        for one, data in proof.items():
            archive.writestr(f"proof/{one}", data)
    zips |= {"twice": (name, twice.getvalue()), "no zip": ("x.zip", b"PK\x03\x04 no more")}
    for of, (file, data) in zips.items():
        path = tmp_path / "x.zip"
        path.write_bytes(data)
        assert verify.main([str(path)]) == 1, of
        said = capsys.readouterr().out
        assert said.startswith("PREUVE ABÎMÉE") and said.count(f"✗ {file}: ") == 2, of
    taken = {of: base64.b64encode(data).decode() for of, (_, data) in zips.items()}
    script = f"""(async () => {{
      for (const [of, data] of Object.entries({json.dumps(taken)})) {{
        await show(unzipped(Uint8Array.from(atob(data), (one) => one.charCodeAt(0)), "x.zip"));
        const one = document.createElement("pre");
        one.textContent = of + ": " + document.getElementById("result").textContent;
        document.body.append(one);
      }}
      document.body.append(Object.assign(document.createElement("hr"), {{id: "over"}}));
    }})();"""
    shown = re.findall(r"<pre>(.*?)</pre>", ran(script, tmp_path, until="#over"), re.DOTALL)
    assert [one.split(":")[0] for one in shown] == list(zips)
    for told, (file, _) in zip(shown, zips.values(), strict=True):
        assert "PREUVE ABÎMÉE" in told and "THE PROOF IS" in told and told.count(file) == 2


def _flipped(data: bytes, at: int, mask: int = 1) -> bytes:
    return data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]


def test_sha256sum_takes_the_sums(proof: Files, tmp_path: Path) -> None:
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("no sha256sum here")
    write(proof, tmp_path / "proof")
    done = subprocess.run(
        [tool, "--strict", "-c", "SHA256SUMS"], cwd=tmp_path / "proof", capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0
    assert done.stdout.count(b": OK") == len(proof) - 1


def test_the_page_takes_a_zip_by_its_picker(proof: Files, tmp_path: Path) -> None:
    """As a person does: the file is chosen, both languages say that the proof is whole."""
    write(proof, tmp_path / "proof.zip")
    packed = base64.b64encode((tmp_path / "proof.zip").read_bytes()).decode()
    script = f"""
    const chosen = new DataTransfer(), picker = document.getElementById("zip");
    chosen.items.add(new File([Uint8Array.from(atob("{packed}"), (one) => one.charCodeAt(0))], "proof.zip"));
    picker.files = chosen.files;
    picker.dispatchEvent(new Event("change"));"""
    shown = ran(script, tmp_path, until="section[lang=en].whole")
    assert '<section lang="fr" class="whole"><h2>PREUVE ENTIÈRE</h2>' in shown
    assert '<section lang="en" class="whole"><h2>THE PROOF IS WHOLE</h2>' in shown
