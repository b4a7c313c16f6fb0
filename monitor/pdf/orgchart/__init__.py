"""A page's ink -> the tree of an org chart: primitives, boxes, what is written in them, links, tree, pages joined.

The rules are those measured in advance on real and generated charts; `chart.read_chart` is the way in.
"""
