"""What keeps the watch going on this machine: a systemd unit of the user's own, a crontab line, and what other systems want."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from monitor.errors import MonitorError
from monitor.model.frozen import dataclass

if TYPE_CHECKING:
    from monitor.service.pages import PageOptions

Way: TypeAlias = Literal["systemd", "cron", "launchd", "windows"]
WAYS: tuple[Way, ...] = ("systemd", "cron", "launchd", "windows")
NAME = "city-page-monitor"
_PATIENCE_S = 30


@dataclass(frozen=True, slots=True)
class Installation:
    """One configuration, and how this very program is called for it: by its own path, for cron knows no other."""

    config: Path  # absolute
    pages: PageOptions | None = None  # the history pages shown beside the watch

    @property
    def program(self) -> list[str]:
        """The command that is beside this Python, else the module."""
        beside = Path(sys.executable).with_name("monitor")
        return [str(beside)] if beside.is_file() else [sys.executable, "-m", "monitor"]

    @property
    def run(self) -> list[str]:
        """The command that stays."""
        pages = ["--serve", *self.pages.arguments()] if self.pages else []
        return [*self.program, "run", "--config", str(self.config), *pages]

    @property
    def unit(self) -> str:
        """The name of its unit: the folder's, and a few letters that tell folders of one name apart."""
        folder = re.sub(r"[^a-z0-9]+", "-", self.config.parent.name.lower()).strip("-")
        mark = hashlib.sha256(str(self.config).encode()).hexdigest()[:4]
        return "-".join(filter(None, (NAME, folder, mark)))

    @property
    def unit_file(self) -> Path:
        base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
        return Path(base) / "systemd" / "user" / f"{self.unit}.service"

    @property
    def log(self) -> Path:
        return self.config.parent / "check.log"

    def unit_text(self) -> str:
        """The unit, which starts with the user's first log-in, or with the machine where the user lingers."""
        # The words of ExecStart= (systemd.service(5), "Command lines")
        words = (w.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$") for w in self.run)
        run = " ".join(f'"{word}"' if re.search(r"[\s\"'\\;]", word) else word for word in words)
        return (
            f"[Unit]\nDescription=city-page-monitor, {str(self.config).replace('%', '%%')}\n\n"
            f"[Service]\nExecStart={run}\nWorkingDirectory={str(self.config.parent).replace('%', '%%')}\n"
            f"Environment=LANG={os.environ.get('LANG') or 'C.UTF-8'}\n"
            "Restart=on-failure\nRestartSec=60\nTimeoutStopSec=15\n"
            "# Wrong usage, a bad configuration, or another instance: starting again would not help.\n"
            "RestartPreventExitStatus=2 3\nNoNewPrivileges=yes\n\n[Install]\nWantedBy=default.target\n"
        )

    def cron_line(self) -> str:
        """The line, which ends with a mark of its own; a % would be a line break to cron (crontab(5))."""
        check = [*self.program, "check", "--due", "--config", str(self.config), "--log-file", str(self.log)]
        return f"*/10 * * * *  {shlex.join(check)}".replace("%", "\\%") + f"  # {self.unit}"

    def lines(self, way: Way) -> str:
        """What is to be written, or typed, for *way*."""
        match way:
            case "systemd":
                return self.unit_text()
            case "cron":
                return self.cron_line() + "\n"
            case "launchd":
                from xml.sax.saxutils import escape

                parts = "".join(f"    <string>{escape(part)}</string>\n" for part in self.run)
                file = f"~/Library/LaunchAgents/{self.unit}.plist"
                return (
                    f"cat > {file} <<'END'\n"
                    '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>\n'
                    f"  <key>Label</key><string>{self.unit}</string>\n  <key>ProgramArguments</key><array>\n{parts}  </array>\n"
                    f"  <key>RunAtLoad</key><true/>\n  <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>\n"
                    f"  <key>StandardErrorPath</key><string>{escape(str(self.log))}</string>\n</dict></plist>\nEND\n"
                    f"launchctl bootstrap gui/$(id -u) {file}\n"
                )
            case "windows":
                distribution = os.environ.get("WSL_DISTRO_NAME") or "Ubuntu"
                return f'schtasks /Create /TN {self.unit} /SC ONLOGON /TR "wsl.exe -d {distribution} -- {shlex.join(self.run)}"\n'


def ways() -> list[Way]:
    """How the watch may be kept going here, the best first; what can only be shown last."""
    if sys.platform == "darwin":
        return ["launchd", "cron"]
    found: list[Way] = []
    if shutil.which("systemctl") and _asked(["systemctl", "--user", "show-environment"]) is not None:
        found.append("systemd")
    if shutil.which("crontab"):
        found.append("cron")
    return [*found, *(["windows"] if os.environ.get("WSL_DISTRO_NAME") else [])]  # type: ignore[list-item]


# ------------------------------------------------------------------------------------------------------------------- what is done


def put(installation: Installation, way: Way) -> None:
    """Write and start it, in place of what was there of this installation."""
    if way == "systemd":
        file = installation.unit_file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(installation.unit_text(), "utf-8")
        _do(["systemctl", "--user", "daemon-reload"])
        _do(["systemctl", "--user", "enable", installation.unit])
        _do(["systemctl", "--user", "restart", installation.unit])
    else:
        _write_crontab([*_without(crontab(), installation), installation.cron_line()])


def runs_as(installation: Installation, pid: int | None) -> bool:
    """Whether the process *pid* is what systemd started for this installation."""
    if pid is None or not installation.unit_file.exists():
        return False
    return (_asked(["systemctl", "--user", "show", "--property=MainPID", "--value", installation.unit]) or "").strip() == str(pid)


def stop(installation: Installation) -> None:
    """Let its unit end, until `start`. Raises MonitorError."""
    _do(["systemctl", "--user", "stop", installation.unit])


def start(installation: Installation) -> None:
    """Start its unit. Raises MonitorError."""
    _do(["systemctl", "--user", "start", installation.unit])


def take_away(installation: Installation) -> list[Way]:
    """Stop and remove whatever keeps this installation going; what that was."""
    gone: list[Way] = []
    if installation.unit_file.exists():
        _asked(["systemctl", "--user", "disable", "--now", installation.unit])
        installation.unit_file.unlink()
        _asked(["systemctl", "--user", "daemon-reload"])
        gone.append("systemd")
    lines = crontab()
    if (left := _without(lines, installation)) != lines:
        _write_crontab(left)
        gone.append("cron")
    return gone


def lingers() -> bool:
    """Whether the user's units run without the user being logged in."""
    return "Linger=yes" in (_asked(["loginctl", "show-user", _user(), "--property=Linger"]) or "")


def linger() -> bool:
    """Let them; whether that was allowed."""
    return _asked(["loginctl", "enable-linger", _user()]) is not None


def _user() -> str:
    import getpass

    return getpass.getuser()


def crontab() -> list[str]:
    """The user's crontab; nothing where there is none."""
    return (_asked(["crontab", "-l"]) or "").splitlines() if shutil.which("crontab") else []


def _without(lines: list[str], installation: Installation) -> list[str]:
    return [line for line in lines if not line.endswith(f"# {installation.unit}")]


def _write_crontab(lines: list[str]) -> None:
    _do(["crontab", "-"], "".join(f"{line}\n" for line in lines))


def _asked(call: list[str]) -> str | None:
    """What *call* answers; None where it fails."""
    import subprocess  # no check needs it

    try:
        done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=_PATIENCE_S, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _do(call: list[str], given: str = "") -> None:
    import subprocess  # no check needs it

    try:
        done = subprocess.run(call, input=given, capture_output=True, text=True, check=False, timeout=_PATIENCE_S)
        failed = done.stderr.strip() if done.returncode else None
    except (OSError, subprocess.TimeoutExpired) as error:
        failed = str(error)
    if failed is not None:
        raise MonitorError.of("errors.install.failed", call=shlex.join(call), said=failed)
