"""Two texts -> what became of each line, told of whom it is (DESIGN 3.24, 3.25, 5.3). Pure."""
