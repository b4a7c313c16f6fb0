"""The command line: one file per command, imported when it is called (DESIGN §4)."""

from __future__ import annotations

import gc
import importlib

import click

from monitor import __version__
from monitor.terminal.say import pick

# name -> (module, what it does in French and English), in the order of a newcomer's day
COMMANDS = {
    "demo": (
        "Découvrir le programme sur une page d’essai, sans réseau",
        "See the program at work on a bundled page, without a network",
    ),
    "init": ("Écrire un config.toml commenté", "Write a commented config.toml"),
    "add": ("Surveiller une page", "Watch a page"),
    "outline": (
        "Lister les titres et documents d’une page, prêts à copier",
        "List a page's headings and documents, ready to paste",
    ),
    "check": ("Visiter les pages maintenant et dire ce qui a changé", "Visit the pages now and say what changed"),
    "run": ("Surveiller en continu, selon les horaires", "Keep watching, by the schedules"),
    "status": ("Voir où en est chaque page, le service et les alertes", "See how each watch, the service and the alerts stand"),
    "schedule": ("Dire quand chaque page sera visitée", "Say when each page is visited next"),
    "import": ("Reprendre des captures passées", "Take past captures"),
    "history": ("Lister les versions et les changements", "List versions and changes"),
    "show": ("Afficher une version", "Show a version"),
    "diff": ("Comparer deux versions", "Compare two versions"),
    "careers": ("Dire qui a tenu quel poste, et quand", "Say who held which post, and when"),
    "search": ("Chercher des mots dans toutes les versions", "Look for words in every version"),
    "serve": ("Montrer l’historique dans un navigateur", "Show the history in a browser"),
    "coverage": (
        "Prouver que la page a été visitée : visites, échecs, plus long intervalle",
        "Prove the pages were checked: visits, failures, longest gap",
    ),
    "orgchart": ("Lire l’organigramme d’un PDF", "Read the org chart of a PDF"),
    "compare": ("Comparer deux PDF ou deux pages", "Compare two PDFs or two pages"),
    "verify": ("Vérifier que rien n’a été altéré", "Verify that nothing was altered"),
    "reread": (
        "Relire les organigrammes gardés avec le lecteur d’aujourd’hui",
        "Read the org charts kept again, with today's reader",
    ),
    "backup": ("Copier la base de données", "Copy the database"),
    "doctor": ("Vérifier l’installation et dire comment réparer", "Check the installation and say how to fix it"),
    "pause": ("Mettre une page en pause", "Let a page rest"),
    "resume": ("Reprendre une page mise en pause", "Take up again a page that was paused"),
    "rename": ("Renommer une page, historique compris", "Rename a watch with its history"),
    "remove": ("Ne plus surveiller une page ; son historique reste", "Stop watching a page; its history stays"),
    "alerts": ("Voir et envoyer les alertes en attente", "See and send pending alerts"),
}


MODULES = {"import": "import_"}  # a command whose name is a word of Python


class LazyGroup(click.Group):
    """A group that knows its commands' names and one line of each, and imports a command only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"monitor.cli.{MODULES.get(cmd_name, cmd_name)}").command
        assert isinstance(command, click.Command)
        gc.freeze()
        gc.enable()
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion for a mistyped name."""
        name = args[0]
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        import difflib

        close = difflib.get_close_matches(name, COMMANDS, n=1)
        hint = pick(fr=f" Vouliez-vous dire « {close[0]} » ?", en=f" Did you mean “{close[0]}”?") if close else ""
        said = pick(fr=f"pas de commande « {name} ».", en=f"no command “{name}”.")
        raise click.UsageError(said + hint, ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(pick(fr="Commandes", en="Commands")):
            formatter.write_dl([(name, pick(fr=fr, en=en)) for name, (fr, en) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=pick(
        fr="""\b
        monitor demo
        monitor check --config config.toml

        Surveille des pages publiques et les organigrammes qu’elles proposent :
        garde chaque version, dit en clair ce qui a changé.""",
        en="""\b
        monitor demo
        monitor check --config config.toml

        Watches public pages and the org charts beside them: keeps every version, says in plain words what changed.""",
    ),
)
@click.version_option(__version__, prog_name="monitor", help=pick(fr="Affiche la version.", en="Show the version and exit."))
def command() -> None:
    """The group; each command is a file beside this one."""
