"""What --help says of each command and option. In English."""

from __future__ import annotations

TEXTS = {
    "program": {
        "command": """\b
        monitor demo
        monitor add https://www.example.org/organisation

        Watches public pages and the org charts beside them: keeps every version, says in plain words what changed.""",
        "version": "Show the version and exit.",
    },
    "add": {
        "command": """\b
        monitor add https://www.example.org/organisation
        monitor add https://www.example.org/organisation --yes
        monitor add --from towns.txt

        Watches a page: shows what is on it, asks what to follow (Enter takes what is proposed),
        writes it into config.toml and makes the first visit. Without a terminal, or with --yes, it asks nothing.""",
        "name": "Its name, in commands.",
        "title": "Its title, for readers.",
        "section": "A section, by its heading.",
        "document": "A document, by its link.",
        "orgchart": "An org chart, by its link.",
        "every": "Between two visits: 6h.",
        "schedule": 'When: "0 7 * * 1".',
        "tag": "A word by which pages are grouped.",
        "from": "An address a line, a title behind it if you like.",
        "pack": "A shared list of pages.",
        "yes": "Ask nothing.",
        "summary": "Watch a page",
    },
    "alerts": {
        "command": """\b
        monitor alerts
        monitor alerts show 12
        monitor alerts test

        Alerts that wait, were delivered or refused; “show” shows one, “send” tries all that wait, at once,
        “retry” the refused too, “test” sends a test message.""",
        "limit": "At most so many lines.",
        "send_command": "Tries to send all that waits.",
        "retry_command": "Takes up refused alerts again, all or those named, and sends them.",
        "show_command": "Shows what was or will be sent.",
        "format": "Text, HTML page, or all of it as JSON.",
        "test_command": "Sends a test message to every channel, or to the one named by its address or number.",
        "setup_command": """\b
        monitor alerts setup
        monitor alerts setup --from watch@gmail.com --to newsroom@example.org --password-file password.txt

        Gets mails going: asks for the address, knows its provider, writes config.toml and, apart from it, the password, then
        sends a test message and says what the server answered.""",
        "setup_summary": "Prepares the sending of mails and tries it.",
        "setup_from": "The address that sends.",
        "setup_to": "Who gets the alerts; several times for several.",
        "setup_provider": "The provider, where the address does not tell; relay: a server in the house, without a password.",
        "setup_host": "The server that sends, where it is not in the list.",
        "setup_port": "Its port.",
        "setup_security": "How it encrypts.",
        "setup_user": "The login, where it is not the address that sends.",
        "setup_password_file": "A file whose first line is the password; -: standard input.",
        "setup_no_test": "Sends no test message.",
        "summary": "Get told by mail: alerts setup; see the alerts",
    },
    "backup": {
        "command": """\b
        monitor backup /backups/monitor-2026-11-24.db

        Copies the database, even during a visit, and verifies the copy. Never overwrites a file.""",
        "summary": "Copy the database",
    },
    "check": {
        "command": """\b
        monitor check
        monitor check dijon-organigramme --json

        Visits every page, or those named, and says what changed since the last known version.
        Exit status: 0 where all were read, 1 where a page could not be.""",
        "due": "Only those whose time has come.",
        "exit_code": "10 where something changed and nothing failed.",
        "wait": "How long to wait for another instance.",
        "log_file": "Writes all of it to this file, begun anew beyond 1 MB; three old ones are kept.",
        "summary": "Visit the pages now and say what changed",
    },
    "compare": {
        "command": """\b
        monitor compare chart-2023.pdf chart-2024.pdf
        monitor compare chart-2023.pdf chart-2024.pdf --png compared.png
        monitor compare before.html after.html --heading Mutualisation

        Says what differs between two files, without configuration or database.""",
        "heading": "HTML: the section of that heading.",
        "css": "HTML: the section of that selector.",
        "summary": "Compare two files or two pages",
    },
    "coverage": {
        "command": """\b
        monitor coverage
        monitor coverage dijon-organigramme --since 2026-01-01 --until 2026-06-30

        Proves that one looked: visits, failures, the longest time without a good visit,
        and the rules that hid a difference.""",
        "since": "From this date; else the first visit.",
        "until": "Up to this date, included; else now.",
        "summary": "Prove that a page was visited, and when",
    },
    "erase": {
        "command": """\b
        monitor erase --person "Anne Dupont" --dry-run
        monitor erase --person "Anne Dupont"
        monitor erase --address "https://www.example.org/list?key=…"

        Takes a person's name out of all that is kept, in all its forms, and keeps it from coming back: texts, org charts, changes,
        alerts, search, feeds. Files that hold it go. The chain of hashes stays verifiable. At a terminal it shows what goes and
        asks first. Who only shares the family name stays; what may be the person is shown for you to decide.""",
        "person": 'Given and family name: "Anne Dupont", "DUPONT Anne".',
        "address": "An address of the web or of mail, exactly as it stands.",
        "also": "A further form, exactly as it stands; may be repeated.",
        "dry_run": "Show what would go and what stays; change nothing.",
        "yes": "Do not ask.",
        "summary": "Take a person's name out of all that is kept",
    },
    "restore": {
        "command": """\b
        monitor restore /backup/monitor-2026-11-24.db

        Puts a backup in the place of the database: copied, brought up to date and verified first. The database that was there
        is kept beside it under another name. What was erased since the backup is erased again. Stop monitor run first.""",
        "summary": "Put a backup in the place of the database",
    },
    "prune": {
        "command": """\b
        monitor prune --before 2024-01-01 --dry-run
        monitor prune --before 2024-01-01

        Takes out the texts, files and changes of versions that had been replaced before that day, and writes the database file
        anew. The version that stood on that day stays, and with it what later changes are compared with; so do all visits,
        dates and hashes. monitor verify says “pruned”, not “broken”. At a terminal it first shows what would go, and asks;
        without one, as in a script, it prunes and does not ask.""",
        "before": "A day that is over, in the time zone of the configuration.",
        "dry_run": "Show what would go and what stays; change nothing.",
        "summary": "Take out old versions; the proof of the others still holds",
    },
    "stamp": {
        "command": """\b
        monitor stamp --tsa https://tsa.example.org/tsr -o stamp

        Has somebody else stamp the newest hash of each watch with the time (RFC 3161): from then on nothing before it can be
        made anew in secret. Kept in the database and put into proofs; monitor verify checks it.""",
        "tsa": "Address of the time-stamping authority; default: timestamp in config.toml.",
        "output": "Folder into which heads.txt and heads.tsr are written too.",
        "summary": "Have the newest hashes stamped with the time by somebody else",
    },
    "export": {
        "command": """\b
        monitor export --format json -o history.jsonl
        monitor export valmont --format csv -o changes.csv
        monitor export --format git -o repository
        monitor export --format site -o site --without-names
        monitor export --format bundle --change 12 -o proof
        monitor export dijon-organigramme --format bundle --unchanged --from 2026-03-01 --to 2026-06-30 -o proof.zip

        Writes the history for others: a line of JSON for each version, a row of CSV for each change, a git repository with a
        commit for each version (taken up where it was), or the pages of monitor serve as files, without server or script.

        bundle makes a proof that anybody can check offline: originals, texts, the log of visits, the chain of hashes, and what
        checks them in a browser (verify.html) or with Python (verify.py).
        Where there is no proof it writes nothing and says why.""",
        "format": "json, csv, git, site, or bundle: a proof.",
        "output": "File (json, csv; - is standard output), folder (git, site), or a folder or .zip to be made (bundle).",
        "without_names": "Names nobody (json, csv, site).",
        "change": "Prove this change, whose number is in the address of its page (/change/12).",
        "unchanged": "Prove that nothing changed.",
        "since": "From this date; else the first version.",
        "until": "Up to this date, included; else now.",
        "item": "Only this item.",
        "unit": "Only this unit or post of the org chart: who is named there, and whom it is under.",
        "summary": "Write the history for others: JSON, CSV, git, a site, a proof",
    },
    "demo": {
        "command": """\b
        monitor demo

        Shows the program at work on the page of an invented town, served by this machine: no network, a few seconds.""",
        "language": "Language of the demo.",
        "summary": "See the program at work on a bundled page, without a network",
    },
    "diff": {
        "command": """\b
        monitor diff dijon-organigramme
        monitor diff dijon-organigramme 3 5
        monitor diff dijon-organigramme 2026-01-01 2026-06-30 --format html > diff.html

        Compares two versions, by number or date; without either, the last two.""",
        "item": "Only this item.",
        "format": "Form of the comparison.",
        "summary": "Compare two versions",
    },
    "doctor": {
        "command": """\b
        monitor doctor
        monitor doctor --offline

        Looks at all that an administrator would: configuration, permissions, disk, database, each page and every item
        watched, channels, clock; and says how to fix it. Writes nothing, sends nothing. Exit status 1 on errors.""",
        "offline": "Without the network: no pages, no channels.",
        "summary": "Check the installation and say how to fix it",
    },
    "history": {
        "command": """\b
        monitor history
        monitor history dijon-organigramme --since 2026-01-01

        What each visit found, newest first; visits without a change share a line.""",
        "since": "From this date on (2026-01-31).",
        "until": "Up to this date, included.",
        "limit": "At most so many lines a watch; without it, --since or --until: the newest 50 (with --json, all).",
        "all": "Watches taken out of the configuration too.",
        "summary": "List versions and changes",
    },
    "import": {
        "command": """\b
        monitor import dijon-organigramme captures/manifest.jsonl
        monitor import dijon-organigramme --git ../archives --path pages/organigramme.html

        Takes past captures as if the page had been visited then. No network, no alerts;
        what was taken before is skipped, so an interrupted import can be started again.""",
        "git": "A git repository where a scraper kept the page.",
        "path": "The page's file in it.",
        "summary": "Take past captures",
    },
    "init": {
        "command": """\b
        monitor init
        monitor init --url https://www.example.org/organisation

        Writes a commented config.toml into the current folder; never overwrites a file.
        To choose what of a page to follow, rather: monitor add URL.""",
        "url": "Address of the first page.",
        "language": "Language of the comments.",
        "summary": "Write a commented config.toml",
    },
    "options": {
        "serve": "Show the history in a browser, too, as monitor serve does, by the same options.",
        "config": "Configuration [config.toml, or $MONITOR_CONFIG].",
        "log_format": "Log on standard error: lines or JSON.",
        "json": "JSON output, for programs.",
    },
    "orgchart": {
        "command": """\b
        monitor orgchart chart.pdf
        monitor orgchart chart.pdf --json
        monitor orgchart chart.pdf --png read.png
        monitor orgchart chart.pdf --explain

        Reads an org chart: units, what they hang under, who heads them.""",
        "explain": "Say of each unit why it was read like that, and what else it might hang under.",
        "summary": "Read the org chart of a file",
    },
    "outline": {
        "command": """\b
        monitor outline https://www.example.org/organisation
        monitor outline page.html --json

        Lists a page's headings and documents, in the form in which they go into config.toml.""",
        "summary": "List a page's headings and documents, ready to paste",
    },
    "pause": {
        "command": """\b
        monitor pause dijon-organigramme
        monitor pause dijon-organigramme --until 2026-12-31

        Lets a page rest, in config.toml: it is visited only when named. Its history stays.""",
        "until": "The day on which visits begin again, 2026-12-31.",
        "summary": "Let a page rest",
    },
    "docs": {
        "command": """\b
        monitor docs
        monitor docs alerts

        The how-to pages, to be read without a network.""",
        "man": "The manual page, for man.",
        "completion": "What completes commands by the Tab key, for this shell.",
        "summary": "Read the how-to pages",
    },
    "install": {
        "command": """\b
        monitor install
        monitor install --dry-run

        Keeps the watch going: a systemd service of your own, or a crontab line; shown first. For macOS and Windows (WSL) it
        gives the exact lines to paste.""",
        "with": "The way, instead of the best that is here.",
        "dry_run": "Shows it, writes nothing.",
        "yes": "Asks nothing.",
        "summary": "Keep the watch going (systemd, cron)",
    },
    "uninstall": {
        "command": """\b
        monitor uninstall

        Stops and removes what “monitor install” put there for this configuration. The history stays.""",
        "summary": "Stop and remove what install put there",
    },
    "remove": {
        "command": """\b
        monitor remove dijon-organigramme

        Takes a page out of config.toml: it is no longer visited. Its history stays in the database;
        added again under that name and at that address, it goes on from there.""",
        "summary": "Stop watching a page; its history stays",
    },
    "rename": {
        "command": """\b
        monitor rename old-name new-name

        Gives a watch another name, in config.toml and in the database; its history goes with it.""",
        "summary": "Rename a watch with its history",
    },
    "reread": {
        "command": """\b
        monitor reread
        monitor reread dijon-organigramme --json

        Reads the org charts of all versions kept again, with today's reader, beside what is sealed: what was read then is not
        touched. check and run do so too, a few documents each time; cut off, the work goes on where it was.
        Exit status 1 where a document could not be read again.""",
        "summary": "Read the org charts kept again, with today's reader",
    },
    "resume": {
        "command": """\b
        monitor resume dijon-organigramme

        Takes up again a page that was paused: it is visited by its schedule.""",
        "summary": "Take up again a page that was paused",
    },
    "run": {
        "command": """\b
        monitor run --config config.toml
        monitor run --serve

        Keeps watching: visits each page at its time and sends the alerts. Stops with Ctrl-C or SIGTERM;
        an edited config.toml is read at the next tick, or at once with SIGHUP.""",
        "listen": "Answers /healthz and /metrics (Prometheus), for example at 127.0.0.1:9464.",
        "summary": "Keep watching, by the schedules",
    },
    "schedule": {
        "command": """\b
        monitor schedule
        monitor schedule dijon-organigramme --count 5

        When each page is visited next, the soonest first, and what moved the visit:
        a server that asked to wait, or a page that fails and is visited less often.""",
        "count": "So many visits a watch.",
        "summary": "Say when each page is visited next",
    },
    "search": {
        "command": """\b
        monitor search direction achats
        monitor search '"service commun"' --watch dijon-organigramme

        Looks for words in every version kept, whatever their case and accents; between quotation marks, a phrase.""",
        "watch": "Only this watch.",
        "limit": "At most so many results.",
        "summary": "Look for words in every version",
    },
    "serve": {
        "command": """\b
        monitor serve
        monitor serve --port 8001 --root-path /watch

        Shows the history in a browser, read-only, at the address that is printed. Stops with Ctrl-C.""",
        "host": "Address to listen at.",
        "port": "Port; 0: a free one.",
        "root_path": "Prefix behind a proxy.",
        "name": "Name under which it is reached (repeatable).",
        "index": "Lets search engines index it.",
        "without_names": "Names nobody: no bytes, no pictures, no search.",
        "summary": "Show the history in a browser",
    },
    "show": {
        "command": """\b
        monitor show dijon-organigramme
        monitor show dijon-organigramme@3 mutualisation
        monitor show dijon-organigramme@2026-03-12

        Shows a version: the last, the one of a number, or the one of a date.""",
        "summary": "Show a version",
    },
    "status": {
        "command": """\b
        monitor status
        monitor status dijon-organigramme --json

        How each watch stands: last read, next visit, failure under way, last change; and the service, the database
        and the alerts. What is in trouble comes first.""",
        "all": "All watches without trouble too.",
        "summary": "See how each watch, the service and the alerts stand",
    },
    "verify": {
        "command": """\b
        monitor verify
        monitor verify dijon-organigramme
        monitor verify --newest dijon-organigramme=5c1f…

        Recomputes the chain of hashes, reads all bytes kept and says what is no longer as it was written; of the watches named, or
        of everything.
        With a hash known from an alert it shows a cut tail too. Exit status 1 where something is damaged.""",
        "newest": "The newest known hash of a watch.",
        "summary": "Verify that nothing was altered",
    },
    "careers": {
        "summary": "Say who held which post, and when",
        "command": """\b
        monitor careers dijon-organigramme
        monitor careers --unit finances --at 2025-03-12
        monitor careers --person dupont --json

        Who was shown in which post, and when, by all versions of the org chart: a vacant post is said to be one, a unit that
        was renamed or moved is still the same, a version that could not be read ends nothing.
        The dates are those of visits, not of appointments.""",
        "unit": "Only units of which a title, past or present, holds this text.",
        "person": "Only people whose name holds these words.",
        "at": "Only what was shown on that date, as it was printed then.",
        "csv": "A CSV table, for a spreadsheet.",
    },
}
