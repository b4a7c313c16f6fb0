"""A watch on public pages and the org charts beside them: every version kept, every change said in plain words."""

__version__ = "0.1.0"
