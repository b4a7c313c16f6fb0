"""Texts, contents, items and the search without what is erased: each is kept once, so what changes is kept anew (DESIGN 5.17)."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from monitor.erasure.matching import blocks_without, may_be_part, spans, without
from monitor.erasure.values import struck_without
from monitor.erasure.words import around
from monitor.model import StopList
from monitor.normalize import visible
from monitor.store.connection import Connection
from monitor.store.row_digests import altered, inserted
from monitor.store.rows import canonical, dumps
from monitor.store.sightings import unfold_around
from monitor.store.texts import keep_blocks, keep_facts_json, keep_text, short_digest, texts_of, unrolled


class Wording:
    """Takes the forms of *stops* out of texts, and counts how they were written."""

    def __init__(self, stops: Sequence[StopList]) -> None:
        self.stops = tuple(stops)
        self.seen: Counter[str] = Counter()  # in distinct texts
        self.around: defaultdict[str, dict[str, None]] = defaultdict(dict)  # what stood on either side, each once
        self._known: dict[str, str] = {}

    def text(self, text: str) -> str:
        """*text* without what is erased; noted, each distinct text once."""
        if text not in self._known:
            found = spans(self.stops, text)
            for start, end in found:
                written = visible(text[start:end])
                self.seen[written] += 1
                self.around[written][around(text, start, end)] = None
            self._known[text] = without(self.stops, text) if found else text
        return self._known[text]

    def value(self, value: Any) -> Any:
        """The same of everything in a JSON value, the names of its keys too."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.value(one) for one in value]
        return {self.text(key): self.value(one) for key, one in value.items()} if isinstance(value, dict) else value


class TextEraser:
    """The texts of one erasure. Calls belong inside its transaction."""

    def __init__(self, db: Connection, words: Wording) -> None:
        self._db, self._words = db, words
        self.touched: set[int] = set()  # ids of snapshots
        self.named: set[str] = set()  # SHA-256 of documents whose words held it

    def erase(self) -> None:
        """Take everything out of texts, contents, items, headings and labels."""
        blocks = self._texts()
        contents = self._contents(blocks[0])
        self._items(blocks[0], contents)
        self._forget(*blocks)

    def _texts(self) -> tuple[dict[int, int], dict[int, set[int]]]:
        """Texts anew, by the old one's id; and by each old block those in its place."""
        db, parts, told = self._db, set[int](), set[int]()
        for block, text in db.each("SELECT id, text FROM blocks"):
            if self._words.text(text) != text:
                told.add(block)
            elif may_be_part(self._words.stops, text):
                parts.add(block)
        texts: dict[int, int] = {}
        places: defaultdict[int, set[int]] = defaultdict(set)
        for number, listed in db.tuples("SELECT id, blocks FROM texts"):
            order = unrolled(listed)
            if told.isdisjoint(order) and len(parts.intersection(order)) < 2:
                continue
            old = texts_of(db, [number])[number]
            said = blocks_without(self._words.stops, [block.text for block in old])
            new = [type(block)(block.kind, text) for block, text in zip(old, said, strict=True)]
            if said == [block.text for block in old]:
                continue
            texts[number] = keep_text(db, new)
            after = unrolled(db.value("SELECT blocks FROM texts WHERE id = ?", (texts[number],)))
            for before, now in zip(order, after, strict=True):
                if before != now:
                    places[before].add(now)
        return texts, places

    def _contents(self, texts: dict[int, int]) -> dict[int, int]:
        """What documents say anew, by the old one's id; its references follow."""
        db, found = self._db, dict[int, int]()
        facts = ("sha256", "size", "media_type", "pages", "geometry", "text_id", "orgchart")
        for row in db.rows("SELECT * FROM contents"):
            chart = row["orgchart"] and dumps(self._words.value(json.loads(row["orgchart"])))
            text = texts.get(row["text_id"], row["text_id"])
            if (chart, text) == (row["orgchart"], row["text_id"]):
                continue
            self.named.add(row["sha256"])
            values = (*(row[key] for key in facts[:5]), text, chart)
            digest = short_digest(canonical(values))
            known = db.value("SELECT id FROM contents WHERE digest = ?", (digest,))
            sql = f"INSERT INTO contents (digest, {', '.join(facts)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            found[row["id"]] = known or db.insert(sql, (digest, *values))
        for old, new in found.items():
            db.run(f"UPDATE readings SET {altered('readings', content_id='?1')} WHERE content_id = ?2", (new, old))
            sql = f"UPDATE OR REPLACE chart_keys SET {altered('chart_keys', content_id='?1')} WHERE content_id = ?2"
            db.run(sql, (new, old))
        return found

    def _items(self, texts: dict[int, int], contents: dict[int, int]) -> None:
        """Items with their new texts, contents and facts; then the old contents and facts go."""
        db, gone = self._db, set[int]()
        said = dict(db.tuples("SELECT id, text_id FROM contents"))
        for row in db.rows("SELECT id, snapshot_id, text_id, content_id, facts FROM items"):
            text, content = texts.get(row["text_id"], row["text_id"]), contents.get(row["content_id"], row["content_id"])
            words = row["text_id"] if row["content_id"] is None else said[row["content_id"]]  # that the facts stand beside
            new_words = texts.get(words, words)
            beside = json.loads(row["facts"] or "[]")  # place and number of each fact; those that hold what is erased are made anew
            before, after = (
                ([b.text for b in texts_of(db, [number])[number]] for number in (words, new_words))
                if beside and new_words != words
                else ([], [])
            )
            for one in beside:
                place, number = one
                facts = json.loads(db.value("SELECT facts FROM block_facts WHERE id = ?", (number,)))
                new = self._words.value(facts)
                if "struck" in facts and before and 0 <= place < len(before) and before[place] != after[place]:
                    struck = struck_without(self._words.stops, before[place], after[place], facts["struck"])
                    new["struck"] = [list(span) for span in struck]
                if new != facts:
                    one[1] = keep_facts_json(db, new)
                    if self._words.value(facts) != facts:
                        gone.add(number)
            listed = dumps(beside) if beside else row["facts"]
            if (text, content, listed) != (row["text_id"], row["content_id"], row["facts"]):
                sql = "UPDATE items SET text_id = ?, content_id = ?, facts = ? WHERE id = ?"
                db.run(sql, (text, content, listed, row["id"]))
                self.touched.add(row["snapshot_id"])
        db.run_many("DELETE FROM contents WHERE id = ?", [(old,) for old in contents])
        db.run_many("DELETE FROM block_facts WHERE id = ?", [(old,) for old in gone])

    def _seen_as(self, block: int, anew: Iterable[int]) -> None:
        """Let the sightings of *block* tell of those in its place too."""
        unfold_around(self._db, block)
        rows = self._db.tuples(
            "SELECT watch_id, item, first_snapshot, last_snapshot, at_latest FROM sightings WHERE block_id = ?", (block,)
        )
        columns = ("watch_id", "item", "first_snapshot", "last_snapshot", "at_latest", "block_id")
        sql = inserted("sightings", *columns).replace("INSERT", "INSERT OR REPLACE", 1)
        self._db.run_many(sql, [(*row, new) for row in rows for new in anew])

    def _forget(self, texts: dict[int, int], places: dict[int, set[int]]) -> None:
        """Let the search know headings, labels and blocks anew, then forget the old ones and the old texts."""
        db = self._db
        for block, text in db.tuples("SELECT id, text FROM blocks WHERE kind = 'title'"):
            if self._words.text(text) != text:
                self._seen_as(block, set(keep_blocks(db, [("title", self._words.text(text))])))
                db.run("DELETE FROM sightings WHERE block_id = ?", (block,))
                db.run("DELETE FROM blocks WHERE id = ?", (block,))
        for block, anew in places.items():
            self._seen_as(block, anew)
        db.run_many("DELETE FROM texts WHERE id = ?", [(old,) for old in texts])
        used = {n for (listed,) in db.each("SELECT blocks FROM texts") for n in unrolled(listed)} if places else set()
        unused = [(block,) for block in places if block not in used]
        db.run_many("DELETE FROM sightings WHERE block_id = ?", unused)
        db.run_many("DELETE FROM blocks WHERE id = ?", unused)
        # what no text holds any more and is erased all the same
        for block, text in db.tuples("SELECT id, text FROM blocks WHERE kind <> 'title'"):
            if self._words.text(text) != text:
                unfold_around(db, block)
                db.run("DELETE FROM sightings WHERE block_id = ?", (block,))
                db.run("DELETE FROM blocks WHERE id = ?", (block,))
