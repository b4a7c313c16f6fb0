"""A page's elements as they are written: their tree, their styles, and the runs of text that they hold (DESIGN §9). Pure."""
