"""Links to files, and what they are called (DESIGN 3.7-3.9, 3.30). Pure."""
