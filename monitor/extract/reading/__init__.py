"""What is read from elements: lines, rows, and what is shown without a word (DESIGN 3.24, 3.28). Pure."""
