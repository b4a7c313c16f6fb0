"""A town on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.town import serve
from tests.site import Site


@pytest.fixture
def town() -> Iterator[Site]:
    with Site() as site:
        serve(site)
        yield site
