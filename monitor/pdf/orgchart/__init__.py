"""A page's ink -> the tree of an org chart: marks, units and people, candidates with their evidence, the choice, pages joined.

`chart.read_page` has the order of the steps, `chart.read_chart` is the way in.
"""
