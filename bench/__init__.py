"""Benchmarks, never part of the tests: figures as ratios against a floor measured in the same run."""
