"""What the program says at the terminal and in its log: in the reader's language, on stderr, and never a secret (4.2, 12.6)."""
