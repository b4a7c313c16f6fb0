"""Two org charts -> what became of units and people, over all their versions (DESIGN 3.27, 5.5, 5.14). Pure."""
