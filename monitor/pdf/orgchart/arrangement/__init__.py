"""What is told by how boxes are set: rows, stacks, strands, fills; and what of a finished tree speaks against it."""
