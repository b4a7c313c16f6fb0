"""Proofs that a stranger can check offline (DESIGN 5.21): of a change, or that nothing changed between two dates.

`bundle` makes the files, `writing` puts them into a folder or a .zip; `verify.py` and `verify.html` go along and check them.
"""
