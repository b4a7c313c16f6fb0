"""Names in all their forms, found in texts and in bytes and taken out (DESIGN 5.17). Pure."""
