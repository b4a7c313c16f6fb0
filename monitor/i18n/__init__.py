"""All words for people, French and English: tables by subject, the grammar that fills them, typography. Pure (DESIGN 17)."""
