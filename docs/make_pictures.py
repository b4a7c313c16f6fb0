"""Make the pictures of docs/: what `monitor demo` prints on a colour terminal, a mail as it is read, a chart before and after.

    .venv/bin/python docs/make_pictures.py [demo | mail | chart | pages]

Needs script(1) for a terminal and chromium for the pictures. Only what is printed or sent is shown, nothing is drawn by hand.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from urllib.request import urlopen

from PIL import Image
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

DOCS = Path(__file__).resolve().parent
sys.path[:0] = [str(DOCS.parent), str(DOCS)]

from example_reports import changes  # noqa: E402

from monitor.model import Language  # noqa: E402

COLUMNS = 112
END = "\x1b[1m5. "  # the picture ends before the fifth visit
LOCALES = {"en": "en_GB.UTF-8", "fr": "fr_FR.UTF-8"}
NAMES = {"en": "demo.png", "fr": "demo.fr.png"}

MAIL = "a section and a document"
ENDINGS: dict[Language, str] = {"en": "", "fr": ".fr"}
DEVICES = {"phone": (375, 0.6), "desktop": (1000, 0.36)}  # width in CSS pixels, and how small it is shown
LEAST, GAP, MOST = 500, 40, 2600  # pixels: a window's least width, between day and night, the tallest picture
WITHOUT_EXTRAS = "import sys; sys.modules['datasette'] = None; from monitor.__main__ import main; main()"  # as most install it
UNIT = "achats"  # of the unit whose page is shown
FRAME = """<!doctype html><style>
body {{ margin: 0; }} iframe {{ border: 0; width: {width}px; height: 1500px; color-scheme: light dark; }}
</style><iframe srcdoc="{html}"></iframe>"""

INK, PAPER = (230, 237, 243), (22, 27, 34)
COLOURS = [PAPER, (255, 123, 114), (86, 211, 100), (227, 179, 65), (121, 192, 255), (210, 168, 255), (86, 212, 221), INK]
GREY = (145, 152, 161)
THEME = TerminalTheme(PAPER, INK, COLOURS, [GREY, *COLOURS[1:]])
FAINT, BRIGHT_BLACK = "\x1b[2m", "\x1b[90m"  # rich makes faint text too dark to read at half the size
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: {background}; color: {foreground}; width: 912px; }}
pre {{ margin: 0; padding: 20px 24px; font: 12.75px/1.42 "DejaVu Sans Mono", monospace; }}
{stylesheet}
</style><pre>{code}</pre>"""


def printed(language: str) -> str:
    """What the demo prints on a terminal of COLUMNS columns, escape sequences included."""
    command = f"{shlex.quote(sys.executable)} -m monitor demo"
    environment = {**os.environ, "TERM": "xterm-256color", "LANG": LOCALES[language], "COLUMNS": str(COLUMNS)}
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        environment.pop(name, None)
    done = subprocess.run(
        ["script", "-qec", command, "/dev/null"], cwd=DOCS.parent, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.replace("\r\n", "\n")


def page(output: str) -> str:
    """*output* as HTML, its colours those of THEME."""
    console = Console(record=True, width=COLUMNS, force_terminal=True, color_system="standard", file=io.StringIO())
    console.print(Text.from_ansi(output.replace(FAINT, BRIGHT_BLACK)), soft_wrap=True)
    return console.export_html(theme=THEME, code_format=PAGE)


def photograph(html: str, picture: Path) -> None:
    """Save *html* as rendered at twice its size, cut to its text, in few colours."""
    _cropped(rendered(html, 912, 1400)).quantize(64).save(picture, optimize=True)


def rendered(html: str, width: int, height: int, *, dark: bool = False) -> Image.Image:
    """*html* in a browser window of that size, at twice the size; *dark*: for a reader who prefers dark pages."""
    browser = shutil.which("chromium") or shutil.which("google-chrome") or sys.exit("chromium is needed")
    with tempfile.TemporaryDirectory() as folder:
        source, raw = Path(folder) / "page.html", Path(folder) / "page.png"
        source.write_text(html, "utf-8")
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=2",
             f"--blink-settings=preferredColorScheme={0 if dark else 1}", f"--user-data-dir={folder}/browser",
             f"--window-size={max(width, LEAST)},{height}", f"--screenshot={raw}", source.as_uri()],
            capture_output=True,
            check=True,
        )  # fmt: skip
        return Image.open(raw).convert("RGB").crop((0, 0, 2 * width, 2 * height))


def pages(language: Language) -> dict[str, Image.Image]:
    """What `monitor serve` shows of the demo: what changed, the newest change, the unit that it is about; by the picture's name."""
    output = printed(language)
    config = re.search(r"MONITOR_CONFIG=(\S+)", re.sub(r"\x1b\[[0-9;]*m", "", output))
    assert config is not None
    command = [sys.executable, "-c", WITHOUT_EXTRAS, "serve", "--port", "0", "--config", config[1]]
    with subprocess.Popen(command, cwd=DOCS.parent, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        with urlopen(f"{address}feed.xml") as feed:
            newest, text = re.findall(r'<link [^>]*href="([^"]*/change/\d+)"', feed.read().decode())[:2]
        with urlopen(f"{address}search?q={UNIT}") as found:
            unit = re.findall(r'href="/(watch/[^"]*/unit/\w+)"', found.read().decode())[0]
        try:
            return {
                "home": _visited(address, language, 1200),
                "pages": _visited(newest, language, 1250),
                "words": _visited(f"{text}?view=pairs", language, 1130),
                "unit": _visited(f"{address}{unit}", language, 1130),
            }
        finally:
            server.send_signal(signal.SIGINT)


def _visited(address: str, language: Language, height: int) -> Image.Image:
    browser = shutil.which("chromium") or shutil.which("google-chrome") or sys.exit("chromium is needed")
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "page.png"
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--accept-lang={language}",
             f"--user-data-dir={folder}/browser", f"--window-size=1300,{height}", f"--screenshot={raw}", address],
            capture_output=True,
            check=True,
        )  # fmt: skip
        return Image.open(raw).convert("RGB")


def mail(language: Language, width: int) -> Image.Image:
    """A mail about two changes, by day and by night, side by side."""
    html = next(r for r in changes() if r.name == MAIL).message(language).html or ""
    framed = FRAME.format(width=width, html=escape(html))  # a browser window has a least width, a frame in it has none
    sides = [_cropped(rendered(framed, width, 1500, dark=dark)) for dark in (False, True)]
    both = Image.new("RGB", (sum(s.width for s in sides) + GAP, min(max(s.height for s in sides), MOST)), "white")
    both.paste(sides[0], (0, 0))
    both.paste(sides[1], (sides[0].width + GAP, 0))
    return both


def _cropped(image: Image.Image) -> Image.Image:
    """*image* without the empty paper below its text, a margin left."""
    last = max(y for y in range(image.height) if len(set(image.crop((0, y, image.width, y + 1)).get_flattened_data())) > 1)
    return image.crop((0, 0, image.width, min(image.height, last + 44)))


def demos() -> None:
    for language, name in NAMES.items():
        output = printed(language)
        shown = output[: output.index(END)].strip("\n")
        photograph(page(shown), DOCS / name)
        _tell(DOCS / name)


def mails() -> None:
    for language, ending in ENDINGS.items():
        for device, (width, shown) in DEVICES.items():
            picture = mail(language, width)
            size = (round(picture.width * shown), round(picture.height * shown))
            picture.resize(size, Image.Resampling.LANCZOS).quantize(160, kmeans=4).save(
                DOCS / f"mail-{device}{ending}.png", optimize=True
            )
            _tell(DOCS / f"mail-{device}{ending}.png")


def charts() -> None:
    """The demo's org chart before and after, as `monitor compare --png` shows it."""
    old, new = (DOCS.parent / f"monitor/demo/site/organigramme-{year}.pdf" for year in (2025, 2026))
    for language, ending in ENDINGS.items():
        picture = DOCS / f"chart{ending}.png"
        command = [sys.executable, "-m", "monitor", "compare", str(old), str(new), "--png", str(picture)]
        environment = {**os.environ, "LC_ALL": LOCALES[language]}
        subprocess.run(command, env=environment, cwd=DOCS.parent, check=True, stdout=subprocess.DEVNULL)
        sheet = Image.open(picture).convert("RGB")
        sheet = sheet.resize((1400, round(1400 * sheet.height / sheet.width)), Image.Resampling.LANCZOS)
        sheet.quantize(128, Image.Quantize.MAXCOVERAGE).save(picture, optimize=True)
        _tell(picture)


def histories() -> None:
    """Pages in the browser, in both languages."""
    for language, ending in ENDINGS.items():
        for name, shown in pages(language).items():
            picture = DOCS / f"{name}{ending}.png"
            _cropped(shown).quantize(128, Image.Quantize.MAXCOVERAGE).save(picture, optimize=True)
            _tell(picture)


def _tell(picture: Path) -> None:
    print(picture, Image.open(picture).size, picture.stat().st_size)


if __name__ == "__main__":
    for make in {"demo": [demos], "mail": [mails], "chart": [charts], "pages": [histories]}.get(
        "".join(sys.argv[1:]), [demos, mails, charts, histories]
    ):
        make()
