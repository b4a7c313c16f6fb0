"""What `monitor doctor` looks at, a file each: every examination yields findings and writes nothing."""

from monitor.cli.examine.finding import Finding, Level

__all__ = ["Finding", "Level"]
