"""Units and people of tables, columns and spreadsheets, whose places say who hangs under whom."""
