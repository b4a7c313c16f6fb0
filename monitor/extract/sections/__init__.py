"""The watched sections of a page, by selector, by heading, or by what they said (DESIGN 3.1-3.4). Pure."""
