"""A page becomes sections and document links (DESIGN 3.1-3.9): `items.extract`. Pure."""
