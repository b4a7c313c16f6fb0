"""Looking at the installation from outside: how each watch stands, whether all is well, figures for Prometheus.

Pure but for `server`, which answers HTTP.
"""
