"""Past captures through the same pipeline, each at its own time; a loss waits for the next one (DESIGN 5.8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.decide import decide, unconfirmed
from monitor.errors import StoreError
from monitor.fetch.captures import Capture
from monitor.model import CheckResult, Confirm, Plan, Reading, Watch, WatchState
from monitor.model.frozen import dataclass, field
from monitor.pipeline.batch import failed_plan
from monitor.pipeline.doors import Book, PdfReader
from monitor.pipeline.looks import seen
from monitor.pipeline.reread import under_recipe, with_past
from monitor.pipeline.visit import Visit, of_bug, read, read_again

GROUP = 50  # captures a commit


@dataclass(slots=True)
class _Import:
    watch: Watch
    book: Book
    pdf: PdfReader
    state: WatchState
    waiting: Reading | None = None  # a loss that the next capture confirms or not
    written: list[CheckResult] = field(default_factory=list)

    def take(self, capture: Capture) -> None:
        """Read one capture: settle what waited for it, then decide on it for itself."""
        reading = self.read(capture)
        if self.waiting is not None:
            settled = self.decide(self.waiting, second=reading)
            assert isinstance(settled, Plan)
            self.write(settled)
            self.waiting = None
            reading = self.read(capture)  # the state may be another now
        plan = self.decide(reading)
        if isinstance(plan, Confirm):
            self.waiting = reading
        else:
            self.write(plan)

    def read(self, capture: Capture) -> Reading:
        try:
            visit = Visit(watch=self.watch, state=self.state, web=capture, pdf=self.pdf, at=capture.at)
            reading = read(visit)
            if reading.undecided:
                reading = read_again(visit, reading, self.book.newest_page(self.watch.name))
            return seen(self.watch, self.state, reading, self.book.kept, self.pdf)
        except Exception as bug:
            return of_bug(self.watch, capture.at, bug)

    def decide(self, reading: Reading, second: Reading | None = None) -> Plan | Confirm:
        def planned(state: WatchState) -> Plan | Confirm:
            return decide(state, reading, watch=self.watch, channels=(), source="import", now=reading.at, second=second)

        try:
            self.state, plan = with_past(self.watch, self.state, planned, self.book, self.pdf)
        except StoreError:
            raise
        except Exception as bug:
            return self.failed(reading, bug)
        return plan

    def failed(self, reading: Reading, bug: Exception) -> Plan:
        """What a capture leads to that met *bug*, wherever on its way."""
        of = of_bug(self.watch, reading.at, bug)
        return failed_plan(self.state, of, watch=self.watch, channels=(), source="import", now=reading.at)

    def end(self) -> None:
        """No more captures: a loss that nobody confirmed is a failure."""
        if self.waiting is not None:
            self.write(unconfirmed(self.state, self.waiting, watch=self.watch, channels=(), source="import"))
            self.waiting = None

    def write(self, plan: Plan) -> None:
        try:
            result = self.book.write(plan, self.watch)
        except StoreError:
            raise
        except Exception as bug:  # what the database can't hold is the failure of this capture alone
            of = of_bug(self.watch, plan.at, bug)
            failed = failed_plan(self.state, of, watch=self.watch, channels=(), source="import", now=plan.at)
            result = self.book.write(failed, self.watch)
        self.written.append(result)
        self.state = under_recipe(self.watch, self.book.state(self.watch), self.book, self.pdf)


def import_captures(watch: Watch, captures: Sequence[Capture], *, book: Book, pdf: PdfReader) -> Iterator[CheckResult]:
    """Take *captures*, ascending in time and later than the newest visit; yield each result after its commit, in order."""
    run = _Import(watch=watch, book=book, pdf=pdf, state=under_recipe(watch, book.state(watch), book, pdf))
    for start in range(0, len(captures), GROUP):
        with book.group():
            for capture in captures[start : start + GROUP]:
                run.take(capture)
            if start + GROUP >= len(captures):
                run.end()
        yield from run.written
        run.written.clear()
