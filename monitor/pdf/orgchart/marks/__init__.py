"""What is drawn on a page: shapes, strokes and the nets that these make, before a letter of it is read."""
