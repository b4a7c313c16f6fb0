"""What differs between two versions of a table."""

from __future__ import annotations

TEXTS = {
    "count": {
        "unchanged_rows": ("{n} unchanged row", "{n} unchanged rows"),
        "in_one": ("{n} passage in only one of two repeated texts", "{n} passages in only one of two repeated texts"),
        "in_both": (
            "{n} passage by which two repeated texts no longer differ",
            "{n} passages by which two repeated texts no longer differ",
        ),
        "sheet_added": ("{n} sheet added", "{n} sheets added"),
        "sheet_removed": ("{n} sheet removed", "{n} sheets removed"),
        "sheet_renamed": ("{n} sheet renamed", "{n} sheets renamed"),
        "sheet_moved": ("{n} sheet moved", "{n} sheets moved"),
        "row_added": ("{n} row added", "{n} rows added"),
        "row_removed": ("{n} row removed", "{n} rows removed"),
        "cell_changed": ("{n} cell changed", "{n} cells changed"),
        "column_added": ("{n} column added", "{n} columns added"),
        "column_removed": ("{n} column removed", "{n} columns removed"),
        "column_renamed": ("{n} column renamed", "{n} columns renamed"),
    },
    "cell": "{row}, {column} {before} → {after}",
    "in_cell": "{row}: {column} ",
    "in_sheet": " (sheet {sheet})",
    "in_one_line": "a passage stands in only one of the two texts that the page repeats: ",
    "in_both_line": "the two texts that the page repeated no longer differ by this passage: ",
    "column_came": "column added: ",
    "column_went": "column removed: ",
    "column_called": "the column has another name: ",
    "sheet_added": "sheet added: ",
    "sheet_removed": "sheet removed: ",
    "sheet_renamed": "the sheet has another name: ",
    "sheet_moved": "sheet moved: ",
    "empty": "empty",
}
