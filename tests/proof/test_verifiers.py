"""Both verifiers say the same: of a whole proof what follows from it, of any other what is wrong and in which file (5.21)."""

from __future__ import annotations

import base64
import io
import json
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from monitor.proof import verify
from monitor.proof.verify import Examined, Files, Shape
from monitor.proof.writing import packed, write
from tests.proof.browser import examined, ran

VERIFIERS = ("verify.py", "verify.html")
FLIPS = 200


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


def test_200_flipped_bits_are_each_found_and_the_file_named_by_both(proof: Files, tmp_path: Path) -> None:
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


def test_a_damaged_zip_is_said_to_be_damaged_and_never_believed(
    proof: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bits flipped anywhere, its end cut off: what is inside is still the proof, or it is not whole."""
    data = packed(proof, "proof")
    chance = random.Random(7)
    damaged = [data[:n] for n in (0, 10, len(data) // 2, len(data) - 3)]
    for _ in range(400):
        flipped = bytearray(data)
        flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        damaged.append(bytes(flipped))
    for n, one in enumerate(damaged):
        path = tmp_path / f"{n}.zip"
        path.write_bytes(one)
        status = verify.main([str(path)])
        said = capsys.readouterr().out
        assert (status == 1 and "PREUVE ABÎMÉE" in said) or verify.read_files(path) == proof


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
    }})();"""
    shown = re.findall(r"<pre>(.*?)</pre>", ran(script, tmp_path), re.DOTALL)
    assert [one.split(":")[0] for one in shown] == list(zips)
    for told, (file, _) in zip(shown, zips.values(), strict=True):
        assert "PREUVE ABÎMÉE" in told and "THE PROOF IS" in told and told.count(file) == 2


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


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
    shown = ran(script, tmp_path)
    assert '<section lang="fr" class="whole"><h2>PREUVE ENTIÈRE</h2>' in shown
    assert '<section lang="en" class="whole"><h2>THE PROOF IS WHOLE</h2>' in shown
