"""A town on loopback, for commands that documents show."""

from tests.cli.conftest import town

__all__ = ["town"]
