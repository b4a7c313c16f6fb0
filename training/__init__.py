"""Org charts of invented French towns, each drawn in a style of its own, and what a reading of charts is worth.

For development only: `monitor` imports nothing of it.
"""
