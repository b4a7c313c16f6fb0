"""Time stamps by an authority made with openssl: asked for, kept, verified, put into proofs (5.20, 7.5, 5.21)."""

from __future__ import annotations

import http.server
import random
import shutil
import signal
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.proof import verify
from monitor.proof.bundle import proof_of_change
from monitor.proof.stamping import in_order
from tests.cli.town import ended, started, until
from tests.command import monitor
from tests.deliver.receivers import Hook
from tests.pipeline.house import House, html, stand
from tests.proof.browser import examined
from tests.proof.test_verifiers import as_json, with_sums
from tests.site import Page, Site

CONFIG = """
[req]
distinguished_name = name
prompt = no
x509_extensions = tsa
[name]
CN = An invented authority
[tsa]
extendedKeyUsage = critical,timeStamping
[tsa_config]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
[ca]
basicConstraints = critical,CA:true
"""


class Authority:
    """`status` and `broken` say what goes wrong."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.status, self.broken = folder, 200, ""
        self.config = folder / "openssl.cnf"
        self.config.write_text(CONFIG.format(folder=folder), "utf-8")
        (folder / "serial").write_text("01\n")
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", "key.pem", "-out", "tsa.pem")
        authority = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                query = self.rfile.read(int(self.headers["Content-Length"]))
                assert self.headers["Content-Type"] == "application/timestamp-query"
                body = authority.answer(query)
                self.send_response(authority.status)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/tsr"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def openssl(self, *arguments: str) -> None:
        call = ["openssl", *arguments, "-config", str(self.config)]
        subprocess.run(call, cwd=self.folder, check=True, capture_output=True, timeout=60)

    def bring_certificates(self) -> None:
        """Have a chain of two, and send both with each answer."""
        (self.folder / "ext").write_text("extendedKeyUsage = critical,timeStamping\n")
        request = ("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "signer.csr")
        self.openssl(*request, "-subj", "/CN=A signer of the authority that has a name longer than its own")
        root = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-extensions", "ca")
        self.openssl(*root, "-keyout", "ca.key", "-out", "tsa.pem")
        sign = "openssl x509 -req -in signer.csr -CA tsa.pem -CAkey ca.key -days 2 -extfile ext -out signer.pem"
        subprocess.run(sign.split(), cwd=self.folder, check=True, capture_output=True, timeout=60)
        text = self.config.read_text("utf-8").replace(f"{self.folder}/tsa.pem", f"{self.folder}/signer.pem")
        self.config.write_text(text.replace("accuracy =", f"certs = {self.folder}/tsa.pem\naccuracy ="), "utf-8")

    def answer(self, query: bytes) -> bytes:
        if self.broken == "text":
            return b"<html>a page</html>"
        (self.folder / "asked.tsq").write_bytes(query)
        if self.broken == "other":  # a stamp of something else, to another question
            (self.folder / "other").write_bytes(b"other")
            self.openssl("ts", "-query", "-data", "other", "-sha256", "-cert", "-out", "asked.tsq")
        self.openssl("ts", "-reply", "-queryfile", "asked.tsq", "-section", "tsa_config", "-out", "answer.tsr")
        return (self.folder / "answer.tsr").read_bytes()


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Authority]:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here")
    (tmp_path / "authority").mkdir()
    found = Authority(tmp_path / "authority")
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    (tmp_path / "house").mkdir()
    with Site() as site:
        house = stand(tmp_path / "house", site)
        house.offset = -timedelta(hours=3)
        house.check()
        house.later(hours=1)
        site.pages["/"] = html(None, ("efficacité", "efficience"))
        assert house.outcome() == "changed"
        yield house


def accepted(authority: Authority, folder: Path, heads: str, answer: str) -> bool:
    call = ["openssl", "ts", "-verify", "-data", heads, "-in", answer, "-CAfile", str(authority.folder / "tsa.pem")]
    return subprocess.run(call, cwd=folder, capture_output=True, timeout=60, check=False).returncode == 0


def test_openssl_accepts_the_stamp_of_the_newest_hashes(house: House, authority: Authority, tmp_path: Path) -> None:
    """5.20."""
    done = monitor("stamp", "--tsa", authority.url, "-o", tmp_path / "stamp", cwd=house.folder)
    assert (done.status, done.out) == (0, "")
    assert done.says(f"1 empreinte horodatée par {authority.url}")
    with house.store() as store:
        assert (tmp_path / "stamp" / "heads.txt").read_text("utf-8") == f"valmont 2 {store.newest_hash('valmont')}\n"
        assert [p.kind for p in store.verify()] == []
    assert accepted(authority, tmp_path / "stamp", "heads.txt", "heads.tsr")
    (tmp_path / "stamp" / "heads.txt").write_text("valmont 3 0000\n")
    assert not accepted(authority, tmp_path / "stamp", "heads.txt", "heads.tsr")
    again = monitor("stamp", "--tsa", authority.url, "-o", tmp_path / "stamp", cwd=house.folder)
    assert again.status == 2 and again.says("existe déjà ; rien n’a été demandé ni écrit")


@pytest.mark.parametrize(
    ("status", "broken", "said"),
    [(503, "", "HTTP 503"), (200, "text", "n’est pas un horodatage"), (200, "other", "autre chose que ce qui a été demandé")],
)
def test_without_a_stamp_nothing_is_kept(house: House, authority: Authority, status: int, broken: str, said: str) -> None:
    authority.status, authority.broken = status, broken
    done = monitor("stamp", "--tsa", authority.url, cwd=house.folder)
    assert done.status == 1 and done.says(said)
    with house.store() as store:
        assert store.stamps() == ()


def test_an_authority_that_is_away_is_said_to_be(house: House) -> None:
    done = monitor("stamp", "--tsa", "http://127.0.0.1:9/tsr", cwd=house.folder)
    assert done.status == 1 and done.says("pas de réponse")


def test_a_stamp_that_brings_its_certificates_is_taken(house: House, authority: Authority, tmp_path: Path) -> None:
    """5.20: OpenSSL's own authority sends them in its file's order, not in that of DER; what is kept is what came."""
    authority.bring_certificates()
    assert monitor("stamp", "--tsa", authority.url, "-o", tmp_path / "stamp", cwd=house.folder).status == 0
    kept = (tmp_path / "stamp" / "heads.tsr").read_bytes()
    assert kept == (authority.folder / "answer.tsr").read_bytes() != in_order(kept)
    assert accepted(authority, tmp_path / "stamp", "heads.txt", "heads.tsr")
    with house.store() as store:
        assert [p.kind for p in store.verify()] == []


def test_a_torn_answer_is_no_stamp_and_nothing_else(authority: Authority) -> None:
    (authority.folder / "data").write_text("data")
    authority.openssl("ts", "-query", "-data", "data", "-sha256", "-cert", "-out", "query.tsq")
    answer, chance = authority.answer((authority.folder / "query.tsq").read_bytes()), random.Random(7)
    assert in_order(answer) == answer
    for _ in range(500):
        torn = bytearray(answer[: chance.randrange(1, len(answer) + 1)])
        torn[chance.randrange(len(torn))] ^= 1 << chance.randrange(8)
        with suppress(ValueError):
            assert len(in_order(bytes(torn))) == len(torn)
    with pytest.raises(ValueError):
        in_order(answer[:-1])


def test_a_stamp_that_was_taken_out_is_missed(house: House, authority: Authority) -> None:
    """7.5: what the row said is gone; that there was one is known."""
    assert monitor("stamp", "--tsa", authority.url, cwd=house.folder).status == 0
    with closing(sqlite3.connect(house.config.database)) as db, db:
        db.execute("DELETE FROM stamps")
    done = monitor("verify", cwd=house.folder)
    assert done.status == 1 and done.says("1 horodatage a été gardé, la base en a 0")


def test_what_is_no_longer_what_was_stamped_is_found(house: House, authority: Authority) -> None:
    """7.5: a tail that was cut off with every trace of it, and a stamp put beside other hashes."""
    assert monitor("stamp", "--tsa", authority.url, cwd=house.folder).status == 0
    with closing(sqlite3.connect(house.config.database)) as db, db:
        db.execute("UPDATE snapshots SET hash = ? WHERE number = 2", ("0" * 64,))
        db.execute("UPDATE stamps SET digest = NULL")
    with house.store() as store:
        assert ("stamp", 2) in {(p.kind, p.snapshot) for p in store.verify()}
    with closing(sqlite3.connect(house.config.database)) as db, db:
        db.execute("UPDATE stamps SET heads = replace(heads, 'valmont', 'autre')")
    with house.store() as store:
        assert any("is not of the hashes beside it" in p.detail for p in store.verify())


def test_a_proof_holds_its_stamp_and_both_verifiers_say_how_to_check_it(house: House, authority: Authority, tmp_path: Path) -> None:
    """5.21: each of 40 flipped bits of a stamp is found, and one of another chain, though all sums are made anew."""
    assert monitor("stamp", "--tsa", authority.url, cwd=house.folder).status == 0
    with house.store() as store:
        change = store.changes("valmont")[0]
        proof = proof_of_change(store, change, made_at=house.now(), timezone="Europe/Paris")
    found = verify.examine(proof)
    assert any("openssl ts -verify -data stamps/1-heads.txt -in stamps/1-heads.tsr" in one.en for one in found.not_proven)
    assert not any("the keeper could have made the whole chain anew" in one.en for one in found.not_proven)
    for name in ("stamps/1-heads.txt", "stamps/1-heads.tsr"):
        (tmp_path / Path(name).name).write_bytes(proof[name])
    assert accepted(authority, tmp_path, "1-heads.txt", "1-heads.tsr")
    swaps: list[dict[str, bytes | None]] = [{}]
    for n in range(40):
        name = ("stamps/1-heads.txt", "stamps/1-heads.tsr")[n % 2]
        data = bytearray(proof[name])
        data[n * len(data) // 40] ^= 1 << n % 8
        swaps.append({name: bytes(data)})
    forged = with_sums({**proof, "stamps/1-heads.txt": b"valmont 2 " + b"0" * 64 + b"\n"})
    swaps.append({name: data for name, data in forged.items() if data != proof[name]})
    by_python = [verify.examine({**proof, **{k: v for k, v in swap.items() if v is not None}}) for swap in swaps]
    assert [[p.file for p in one.problems] for one in by_python[1:-1]] == [list(swap) for swap in swaps[1:-1]]
    assert [p.file for p in by_python[-1].problems] == ["stamps/1-heads.tsr"]
    assert examined(proof, swaps, tmp_path) == [as_json(one) for one in by_python]


def test_a_page_that_was_never_read_has_nothing_to_stamp(house: House, authority: Authority, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    text = (house.folder / "config.toml").read_text("utf-8")
    (tmp_path / "other" / "config.toml").write_text(text, "utf-8")
    with Site() as site:
        other = House(tmp_path / "other", site)
        site.pages["/"] = Page(b"", status=500)
        other.configure()
        assert other.outcome() == "failed"
        done = monitor("stamp", "--tsa", authority.url, cwd=other.folder)
    assert done.status == 1 and done.says("aucune version à horodater")


def with_authority(folder: Path, url: str, more: str = "") -> None:
    """Let the configuration of *folder* ask *url* daily."""
    config = folder / "config.toml"
    text = config.read_text("utf-8").replace("[monitor]\n", f'[monitor]\ntimestamp = "{url}"\n', 1)
    config.write_text(text + more, "utf-8")


def stamped(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "monitor.db")) as db:
        return [at for (at,) in db.execute("SELECT at FROM stamps ORDER BY id")]


def test_check_has_the_newest_hashes_stamped_once_a_day(house: House, authority: Authority, tmp_path: Path) -> None:
    """5.20."""
    with_authority(house.folder, authority.url)
    for _ in range(3):
        assert monitor("check", cwd=house.folder).status == 0
    (_,) = stamped(house.folder)
    with house.store() as store:
        (kept,) = store.stamps()
        (tmp_path / "heads.txt").write_text(kept.heads, "utf-8")
        (tmp_path / "heads.tsr").write_bytes(kept.response)
        assert [p.kind for p in store.verify()] == []
    assert accepted(authority, tmp_path, "heads.txt", "heads.tsr")
    with closing(sqlite3.connect(house.folder / "monitor.db")) as db, db:  # as if it had been yesterday
        db.execute("UPDATE stamps SET at = '2026-01-01T12:00:00.000Z', digest = NULL")
    assert monitor("check", cwd=house.folder).status == 0
    assert len(stamped(house.folder)) == 2


def test_an_authority_that_is_away_keeps_no_visit_and_is_asked_again_later(house: House, authority: Authority) -> None:
    """5.20: growing waits; who mends is told, once it has lasted."""
    hook = Hook()
    alert = '\n[[alert]]\nto = "{}{}"\nsecret = "s"\nadmin = {}\n'
    channels = alert.format(hook.url, "/mends", "true") + alert.format(hook.url, "/reads", "false")
    with_authority(house.folder, authority.url, channels)
    authority.status = 503
    for n in range(3):
        assert monitor("check", cwd=house.folder).status == 0
        assert monitor("check", cwd=house.folder).status == 0  # the wait is not over
        with closing(sqlite3.connect(house.folder / "monitor.db")) as db, db:
            ((count, error),) = db.execute("SELECT count, error FROM stamping").fetchall()
            assert (count, "503" in error) == (n + 1, True)
            db.execute("UPDATE stamping SET last_at = '2026-01-01T00:00:00.000Z'")
    hook.close()
    assert [posted.path for posted in hook.posted if b"horodatage" in posted.body] == ["/hook/mends"]
    authority.status = 200
    assert monitor("check", cwd=house.folder).status == 0
    assert len(stamped(house.folder)) == 1
    with closing(sqlite3.connect(house.folder / "monitor.db")) as db:
        assert db.execute("SELECT count(*) FROM stamping").fetchone() == (0,)


def test_run_stamps_by_itself(house: House, authority: Authority) -> None:
    """5.20, 12.2: by the worker that sends, so that no visit waits for it."""
    with_authority(house.folder, authority.url)
    with started("run", cwd=house.folder) as process:
        until(lambda: len(stamped(house.folder)) == 1)
        status, _, _ = ended(process, signal.SIGTERM)
    assert status == 0


def test_without_an_authority_nobody_is_asked(house: House) -> None:
    with house.store() as store:
        assert store.next_stamp_at("Europe/Paris") is not None
    done = monitor("stamp", cwd=house.folder)
    assert done.status == 2
    assert done.says("timestamp")
