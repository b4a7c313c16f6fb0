"""A changed town and both ends of its alerts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deliver.receivers import Hook, Mailbox, mail_server
from tests.pipeline.house import House, stand
from tests.site import Site


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    yield hook
    hook.close()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with Site() as site:
        yield stand(tmp_path, site)
