"""The bytes of a document, whatever kind of file they are -> what it says: text, rows, a chart, a picture (DESIGN 3.31).

PDFs are read in `monitor.pdf`, which has the reader of charts too. Pure; a foreign file may take any time and memory: see
`monitor.confine`, which runs `child`.
"""
