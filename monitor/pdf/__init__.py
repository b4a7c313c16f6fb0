"""PDF -> blocks of text, a digest of its look, an org chart. Pure: bytes in, values out. Runs in a child process (monitor.confine).

`read.read` reads, `sniff.sniff` tells file types. Nothing is imported here: a check that meets no PDF must not pay for its reader.
"""
