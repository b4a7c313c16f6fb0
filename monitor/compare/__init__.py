"""Two versions -> what a reader would call different (DESIGN 3.9-3.12, 5.3, 5.4): `revisions.compare`. Pure."""
