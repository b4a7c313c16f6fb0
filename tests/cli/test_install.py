"""`monitor install` and `uninstall`, with stand-ins for systemctl, loginctl and crontab that remember their calls (12.7)."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from tests.cli.town import changed, serve
from tests.command import environment, monitor
from tests.configs import write_config
from tests.pipeline.house import PDF, html, pdf
from tests.site import Site

SYSTEMCTL = """#!/bin/sh
echo "systemctl $*" >> "$CALLS"
"""
LOGINCTL = """#!/bin/sh
echo "loginctl $*" >> "$CALLS"
[ "$1" = show-user ] && echo Linger=no
true
"""
CRONTAB = """#!/bin/sh
if [ "$1" = -l ]; then
    [ -f "$TABLE" ] && cat "$TABLE"
else
    cat > "$TABLE"
fi
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder with a configuration in it, spaces and a % in its name; `bin` beside it."""
    folder = tmp_path / "ma veille 100%"
    folder.mkdir()
    (tmp_path / "bin").mkdir()
    return folder


def offers(folder: Path, **programs: str) -> dict[str, str]:
    """The environment of a machine that has these programs, and no others of their kind."""
    for name, text in programs.items():
        file = folder.parent / "bin" / name
        file.write_text(text, "utf-8")
        file.chmod(0o755)
    path = f"{folder.parent / 'bin'}:/usr/bin:/bin"
    told = {"CALLS": str(folder.parent / "calls"), "TABLE": str(folder.parent / "table")}
    return {"PATH": path, "HOME": str(folder.parent), "XDG_CONFIG_HOME": str(folder.parent / "config"), **told}


def units(folder: Path) -> list[Path]:
    return sorted((folder.parent / "config/systemd/user").glob("*.service"))


def test_a_unit_is_shown_written_started_and_taken_away(machine: Path) -> None:
    """What is shown is what is written; to linger is asked for; uninstall leaves nothing."""
    write_config(machine, "https://www.valmont.example/")
    env = offers(machine, systemctl=SYSTEMCTL, loginctl=LOGINCTL, crontab=CRONTAB)
    dry = monitor("install", "--dry-run", cwd=machine, env=env)
    assert (dry.status, units(machine)) == (0, [])
    done = monitor("install", "--yes", cwd=machine, env=env)
    assert done.status == 0, done.err
    (unit,) = units(machine)
    assert unit.read_text("utf-8") == dry.out == done.out
    assert "100%%/config.toml" in dry.out
    calls = (machine.parent / "calls").read_text("utf-8").splitlines()
    name = unit.stem
    assert calls[-5:-2] == ["systemctl --user daemon-reload", f"systemctl --user enable {name}", f"systemctl --user restart {name}"]
    assert calls[-1].startswith("loginctl enable-linger ")
    assert monitor("uninstall", cwd=machine, env=env).status == 0
    assert units(machine) == []
    assert f"systemctl --user disable --now {name}" in (machine.parent / "calls").read_text("utf-8")
    gone = monitor("uninstall", cwd=machine, env=env)
    assert gone.status == 1


@pytest.mark.skipif(
    subprocess.run(["sh", "-c", "command -v systemd-analyze"], capture_output=True, check=False).returncode != 0,
    reason="no systemd-analyze here",
)
def test_systemd_takes_the_unit(machine: Path, tmp_path: Path) -> None:
    write_config(machine, "https://www.valmont.example/")
    done = monitor("install", "--with", "systemd", "--dry-run", cwd=machine)
    file = tmp_path / "veille.service"
    file.write_text(done.out, "utf-8")
    checked = subprocess.run(["systemd-analyze", "--user", "verify", str(file)], capture_output=True, text=True, check=False)
    assert "veille.service:" not in checked.stderr


def test_a_crontab_line_is_put_beside_the_others_once(machine: Path) -> None:
    """Where there is no systemd; the other lines keep their bytes, and come back alone."""
    write_config(machine, "https://www.valmont.example/")
    env = offers(machine, crontab=CRONTAB, systemctl="#!/bin/sh\nexit 1\n")
    table = machine.parent / "table"
    table.write_text("# à moi\n5 4 * * *  true\n", "utf-8")
    for _ in range(2):
        assert monitor("install", "--yes", cwd=machine, env=env).status == 0
    mine, line = table.read_text("utf-8").splitlines()[:2], table.read_text("utf-8").splitlines()[2:]
    assert (mine, len(line)) == (["# à moi", "5 4 * * *  true"], 1)
    assert monitor("uninstall", cwd=machine, env=env).status == 0
    assert table.read_text("utf-8") == "# à moi\n5 4 * * *  true\n"


def test_the_crontab_line_works_as_cron_calls_it(machine: Path) -> None:
    """An empty environment, another folder, % as crontab(5) has them: the page is visited, its secret read, all is in the log."""
    with Site() as site:
        site.pages |= {"/": html(), PDF: pdf()}
        write_config(machine, site.url(), more='env_file = "secrets.env"', after='[[alert]]\nto = "atom:${FEED}"\n')
        (machine / "secrets.env").write_text("FEED=feed.xml\n", "utf-8")
        line = monitor("install", "--with", "cron", "--dry-run", cwd=machine).out.strip()
        minute, command = line[: len("*/10 * * * *")], line[len("*/10 * * * *") :].strip()
        assert minute == "*/10 * * * *"
        called = command.replace("\\%", "%")  # as cron hands it to the shell
        alone = {
            "HOME": str(machine.parent),
            "PATH": "/usr/bin:/bin",
            "SHELL": "/bin/sh",
            "PYTHONPATH": environment()["PYTHONPATH"],
        }
        done = subprocess.run(
            ["/bin/sh", "-c", called], cwd="/", env=alone, capture_output=True, text=True, check=False, timeout=60
        )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    log = (machine / "check.log").read_text("utf-8")
    assert "première lecture" in log
    assert (machine / "check.log").stat().st_mode & 0o777 == 0o600
    assert len(site.asked) >= 1


def test_what_cron_and_a_log_get_is_in_the_language_of_the_configuration(machine: Path) -> None:
    """Whatever the environment says of a language, of a log; where it says nothing, of what nobody sees now (4.2)."""
    with Site() as site:
        serve(site)
        write_config(machine, site.url("/"), after='[[alert]]\nto = "atom:veille.xml"\n')
        assert monitor("check", cwd=machine).status == 0
        site.pages["/"] = changed()
        monitor("check", "--log-file", "check.log", cwd=machine, env={"LANG": "C"})
        log = (machine / "check.log").read_text("utf-8")
        assert "1 alerte envoyée" in log and "alert sent" not in log
        serve(site)
        alone = monitor("check", cwd=machine, env={"LANG": ""})
        assert "alerte envoyée" in alone.err
        site.pages["/"] = changed()
        assert "alert sent" in monitor("check", cwd=machine, env={"LANG": "en_GB.UTF-8"}).err


def test_a_log_that_is_large_is_begun_anew(machine: Path) -> None:
    write_config(machine, "https://www.valmont.example/", after="")
    log = machine / "check.log"
    for _ in range(5):
        log.write_text("x" * 1_000_001, "utf-8")
        monitor("check", "--due", "--log-file", "check.log", "--config", "nowhere.toml", cwd=machine)
        assert log.stat().st_size < 1000
    assert sorted(f.name for f in machine.glob("check.log*")) == ["check.log", "check.log.1", "check.log.2", "check.log.3"]


def test_without_a_terminal_it_wants_to_be_told(machine: Path) -> None:
    write_config(machine, "https://www.valmont.example/")
    done = monitor("install", cwd=machine, env=offers(machine, crontab=CRONTAB, systemctl="#!/bin/sh\nexit 1\n"))
    assert done.status == 2
    assert "--yes" in done.err and "--dry-run" in done.err


def test_the_pages_are_shown_by_the_same_service(machine: Path) -> None:
    """5.11: with the options of `serve`; cron, which only calls, is no way for that."""
    write_config(machine, "https://www.valmont.example/")
    env = offers(machine, systemctl=SYSTEMCTL, loginctl=LOGINCTL, crontab=CRONTAB)
    options = ("--serve", "--port", "8080", "--name", "veille.example", "--without-names")
    done = monitor("install", "--yes", *options, cwd=machine, env=env)
    assert done.status == 0, done.err
    (line,) = (line for line in units(machine)[0].read_text("utf-8").splitlines() if line.startswith("ExecStart="))
    assert shlex.split(line)[-len(options) :] == [*options]
    assert "http://127.0.0.1:8080/" in done.err
    refused = monitor("install", "--yes", "--with", "cron", "--serve", cwd=machine, env=env)
    assert (refused.status, Path(env["TABLE"]).exists()) == (2, False) and "monitor serve" in refused.err


@pytest.mark.parametrize(("way", "said"), [("launchd", "launchctl bootstrap"), ("windows", "schtasks /Create")])
def test_other_systems_get_their_exact_lines(machine: Path, way: str, said: str) -> None:
    write_config(machine, "https://www.valmont.example/")
    done = monitor("install", "--with", way, cwd=machine, env={"WSL_DISTRO_NAME": "Debian"})
    assert done.status == 0
    assert said in done.out and "config.toml" in done.out
    if way == "launchd":
        script = done.out.replace("launchctl bootstrap", "true").replace("~/Library/LaunchAgents", str(machine.parent))
        subprocess.run(["sh", "-ec", script], check=True)
        import plistlib

        (file,) = machine.parent.glob("*.plist")
        plist = plistlib.loads(file.read_bytes())
        assert plist["ProgramArguments"][-2:] == ["--config", str(machine / "config.toml")]
    else:
        assert shlex.split(done.out)[-1].startswith("wsl.exe -d Debian -- ")


def test_a_configuration_with_mistakes_is_not_installed(machine: Path) -> None:
    (machine / "config.toml").write_text("[monitor]\n", "utf-8")
    env = offers(machine, crontab=CRONTAB)
    assert monitor("install", "--yes", cwd=machine, env=env).status == 2
    assert not Path(env["TABLE"]).exists()
