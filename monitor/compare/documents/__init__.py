"""Two documents -> the same, saved anew, or what they say otherwise (DESIGN 3.9-3.12). Pure."""
