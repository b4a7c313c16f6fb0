"""Units and people that no box holds: lists, columns of words, sections, panels."""
