"""Why a change is to be checked first, as `Change.suspect` has it (DESIGN 3.15): the same in every language. Pure.

`report` puts them into words. Behind one of `QUOTING` stand a colon, a space and what it quotes. Others are no constants:
"fr → it", "380 → 42 words", "12 / 380 old words", "900x500 → 40x40 pixels".
"""

from __future__ import annotations

# Of a text
PROGRAM = "program text"  # it holds what a program says
PROGRAM_GONE = "program text gone"
MAY_BE_PROGRAM = "may be a program's"  # what took the place of a good part of it
INSTEAD = "in place of all"  # of a section that is gone: what is there instead
UNDER = "nothing under"  # a heading of the text
FEW_UNDER = "few words under"  # a heading, in the place of all the text there
BARE = "its place stands empty"  # of a section that is gone
NO_CELLS = "its cells say nothing"
ENTRIES = "a few words in the place of several blocks"
CUT = "all that followed is gone"  # of an item that is gone, or of which the end is
WITH_TEXT = "gone with a text in doubt"  # of an item that stood in a text, or beside one, that is to be checked itself
# Of a document
IN_ITS_PLACE = "in its place"  # known by neither address nor name (3.9)
BESIDE = "in its place, the old one elsewhere"  # its own file is on the page under another name (3.9)
NO_CHART, NOT_A_CHART = "no chart", "not a chart"  # it is wanted as an org chart: replaced, added
BLANK = "blank picture"

QUOTING = (PROGRAM, PROGRAM_GONE, MAY_BE_PROGRAM, INSTEAD, UNDER, FEW_UNDER)
ALL_TOLD = (*QUOTING, BARE, NO_CELLS, ENTRIES, CUT, WITH_TEXT)  # for which no edit is left out: what such a reason begins with
