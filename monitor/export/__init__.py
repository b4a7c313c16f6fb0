"""The history as files for others: JSON lines, a table, a git repository, a site without a server (DESIGN 5.16)."""
