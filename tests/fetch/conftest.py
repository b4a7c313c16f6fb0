"""A fetcher and a server, both closed after the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fetch.server import Server
from tests.fetch.visitor import Visitor


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    one = Visitor()
    with one.fetcher:
        yield one


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running
