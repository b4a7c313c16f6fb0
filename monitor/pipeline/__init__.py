"""The order of the steps of a visit, nothing else (DESIGN §2): it is read, decided, written.

Whatever touches the world is handed in (`doors`).
"""
