"""What --help says of each command and option. In English."""

from __future__ import annotations

TEXTS = {
    "program": {
        "command": """\b
        monitor demo
        monitor add https://www.example.org/organisation

        Watch public web pages and the org charts published on them: keep every version, and say in plain words what changed.""",
        "version": "Show the version and exit.",
    },
    "add": {
        "command": """\b
        monitor add https://www.example.org/organisation
        monitor add https://www.example.org/organisation --yes
        monitor add --from towns.txt

        Start watching a page: show what is on it, ask what to follow (press Enter to accept the suggestion), write it to
        config.toml and make the first visit. With --yes, or when not run in a terminal, no questions are asked.""",
        "name": "Short name for the page, to use in commands.",
        "title": "Title to show to readers.",
        "section": "Follow the section under this heading (repeatable).",
        "document": "Follow the document behind this link (repeatable).",
        "orgchart": "Follow the org chart behind this link (repeatable).",
        "every": "Time between two visits, e.g. 6h.",
        "schedule": 'When to visit, in cron format, e.g. "0 7 * * 1".',
        "tag": "Label for grouping pages (repeatable).",
        "from": "Add every address in this file: one per line, optionally followed by a title.",
        "pack": "Add the pages of a shared list.",
        "yes": "Accept the suggestions without asking.",
        "summary": "Start watching a page",
    },
    "alerts": {
        "command": """\b
        monitor alerts
        monitor alerts show 12
        monitor alerts test

        List the alerts that are waiting, delivered or refused. “show” displays one of them, “send” tries to send
        everything that is waiting now, “retry” tries refused alerts again, “test” sends a test message.""",
        "limit": "Maximum number of lines.",
        "send_command": "Try to send everything that is waiting, now.",
        "retry_command": "Send refused alerts again: all of them, or those given.",
        "show_command": "Show what was sent, or will be.",
        "format": "Output as plain text, as an HTML page, or everything as JSON.",
        "test_command": "Send a test message to every channel, or to the one given by its address or number.",
        "setup_command": """\b
        monitor alerts setup
        monitor alerts setup --from watch@gmail.com --to newsroom@example.org --password-file password.txt

        Set up e-mail alerts: ask which address sends them, look up its provider, write config.toml and (to a separate file)
        the password, then send a test message and report what the server answered.""",
        "setup_summary": "Set up e-mail alerts and send a test message.",
        "setup_from": "Address that the alerts are sent from.",
        "setup_to": "Address that receives the alerts (repeatable).",
        "setup_provider": "E-mail provider, if the address does not reveal it. relay: an in-house server that needs no password.",
        "setup_host": "Outgoing mail server, if the provider is not listed.",
        "setup_port": "Port of that server.",
        "setup_security": "Type of encryption.",
        "setup_user": "User name, if it differs from the sending address.",
        "setup_password_file": "File whose first line is the password; - reads standard input.",
        "setup_no_test": "Do not send a test message.",
        "summary": "List alerts; “alerts setup” sets up e-mail",
    },
    "backup": {
        "command": """\b
        monitor backup /backups/monitor-2026-11-24.db

        Copy the database, even while a visit is under way, and verify the copy. Never overwrites a file.""",
        "summary": "Copy the database",
    },
    "check": {
        "command": """\b
        monitor check
        monitor check dijon-organigramme --json

        Visit every page, or the ones given, and say what changed since the last known version.
        Exit status: 0 if every page could be read, 1 if any could not.""",
        "due": "Visit only the pages that are due.",
        "exit_code": "Exit with status 10 if something changed and nothing failed.",
        "wait": "How long to wait if another instance is running.",
        "log_file": "Write the full log to this file. It is rotated at 1 MB; three old files are kept.",
        "summary": "Visit the pages now and report what changed",
    },
    "compare": {
        "command": """\b
        monitor compare chart-2023.pdf chart-2024.pdf
        monitor compare chart-2023.pdf chart-2024.pdf --png compared.png
        monitor compare before.html after.html --heading Mutualisation

        Show the differences between two files. Needs no configuration and no database.""",
        "heading": "In HTML files: compare the section under this heading.",
        "css": "In HTML files: compare what this CSS selector matches.",
        "summary": "Compare two files or two pages",
    },
    "coverage": {
        "command": """\b
        monitor coverage
        monitor coverage dijon-organigramme --since 2026-01-01 --until 2026-06-30

        Show when a page was watched: visits, failures, the longest gap without a successful visit,
        and the rules that left a difference unreported.""",
        "since": "Start date; default: the first visit.",
        "until": "End date, inclusive; default: now.",
        "summary": "Show that a page was visited, and when",
    },
    "erase": {
        "command": """\b
        monitor erase --person "Anne Dupont" --dry-run
        monitor erase --person "Anne Dupont"
        monitor erase --address "https://www.example.org/list?key=…"

        Remove a person's name, in all its forms, from everything that is kept (texts, org charts, changes, alerts, search,
        feeds), and stop it from coming back. Files that contain the name are deleted. The chain of hashes can still be
        verified. In a terminal, the command first shows what would be removed and asks for confirmation. People who merely
        share the family name are left alone; doubtful cases are listed for you to decide.""",
        "person": 'First and last name, e.g. "Anne Dupont", "DUPONT Anne".',
        "address": "A web or e-mail address, exactly as it is written.",
        "also": "Another form of the name, exactly as it is written (repeatable).",
        "dry_run": "Show what would be removed and what would stay; change nothing.",
        "yes": "Do not ask for confirmation.",
        "summary": "Remove a person's name from everything that is kept",
    },
    "restore": {
        "command": """\b
        monitor restore /backup/monitor-2026-11-24.db

        Replace the database with a backup, which is first copied, brought up to date and verified. The current database is
        kept next to it under another name. Anything erased since the backup was made is erased again. Stop “monitor run”
        first.""",
        "summary": "Replace the database with a backup",
    },
    "prune": {
        "command": """\b
        monitor prune --before 2024-01-01 --dry-run
        monitor prune --before 2024-01-01

        Delete the texts, files and changes of versions that were replaced before this day, and compact the database file. The
        version that was current on that day is kept, so later changes can still be compared with it, and so are all visits,
        dates and hashes. “monitor verify” then reports “pruned”, not “broken”. In a terminal, the command first shows what
        would be deleted and asks for confirmation; in a script it does not ask.""",
        "before": "A past day, in the time zone set in config.toml.",
        "dry_run": "Show what would be deleted and what would stay; change nothing.",
        "summary": "Delete old versions; the others can still be proven",
    },
    "stamp": {
        "command": """\b
        monitor stamp --tsa https://tsa.example.org/tsr -o stamp

        Have a third party certify the time of each watch's newest hash (RFC 3161), so that nothing recorded before then can be
        secretly rewritten. The time stamp is kept in the database, included in proofs, and checked by “monitor verify”.""",
        "tsa": "Address of the time-stamping authority; default: timestamp in config.toml.",
        "output": "Also write heads.txt and heads.tsr to this folder.",
        "summary": "Have a third party time-stamp the newest hashes",
    },
    "export": {
        "command": """\b
        monitor export --format json -o history.jsonl
        monitor export valmont --format csv -o changes.csv
        monitor export --format git -o repository
        monitor export --format site -o site --without-names
        monitor export --format bundle --change 12 -o proof
        monitor export dijon-organigramme --format bundle --unchanged --from 2026-03-01 --to 2026-06-30 -o proof.zip

        Export the history for others to use: one line of JSON per version, one row of CSV per change, a git repository with
        one commit per version (a later export continues it), or the pages of “monitor serve” as static files that need no
        server and no scripts.

        bundle makes a proof that anyone can check offline: originals, texts, the log of visits, the chain of hashes, and
        the tools to check them in a browser (verify.html) or with Python (verify.py).
        If something cannot be proven, nothing is written and the reason is given.""",
        "format": "json, csv, git, site, or bundle (a proof).",
        "output": "Output file (json, csv; - for standard output), folder (git, site), or new folder or .zip file (bundle).",
        "without_names": "Leave out all personal names (json, csv, site).",
        "change": "Prove this change; its number is in the address of its page (/change/12).",
        "unchanged": "Prove that nothing changed.",
        "since": "Start date; default: the first version.",
        "until": "End date, inclusive; default: now.",
        "item": "Only this item.",
        "unit": "Only this unit or post of the org chart: who is named there, and what it reports to.",
        "summary": "Export the history: JSON, CSV, git, web pages, or a proof",
    },
    "demo": {
        "command": """\b
        monitor demo

        Show the program at work on the page of an invented town, served from this computer. Takes a few seconds and needs no
        network.""",
        "language": "Language of the demo.",
        "summary": "See the program at work on a sample page, offline",
    },
    "diff": {
        "command": """\b
        monitor diff dijon-organigramme
        monitor diff dijon-organigramme 3 5
        monitor diff dijon-organigramme 2026-01-01 2026-06-30 --format html > diff.html

        Compare two versions, given by number or date; by default, the last two.""",
        "item": "Only this item.",
        "format": "Output format.",
        "summary": "Compare two versions",
    },
    "doctor": {
        "command": """\b
        monitor doctor
        monitor doctor --offline

        Check everything an administrator would: configuration, permissions, disk, database, every page and every item
        watched, alert channels, clock. For each problem, say how to fix it. Changes nothing and sends nothing.
        Exit status 1 if there are errors.""",
        "offline": "Do not use the network: skip pages and channels.",
        "summary": "Check the installation and say how to fix problems",
    },
    "history": {
        "command": """\b
        monitor history
        monitor history dijon-organigramme --since 2026-01-01

        List what each visit found, newest first. Consecutive visits without a change share one line.""",
        "since": "Start date, e.g. 2026-01-31.",
        "until": "End date, inclusive.",
        "limit": "Maximum number of lines per watch. Default: 50, or no limit with --since, --until or --json.",
        "all": "Include watches that are no longer in the configuration.",
        "summary": "List versions and changes",
    },
    "import": {
        "command": """\b
        monitor import dijon-organigramme captures/manifest.jsonl
        monitor import dijon-organigramme --git ../archives --path pages/organigramme.html

        Import past captures of a page as if it had been visited at the time. Uses no network and sends no alerts.
        Captures that were already imported are skipped, so an interrupted import can be restarted.""",
        "git": "A git repository in which a scraper saved the page.",
        "path": "Path of the page's file in that repository.",
        "summary": "Import past captures of a page",
    },
    "init": {
        "command": """\b
        monitor init
        monitor init --url https://www.example.org/organisation

        Write a config.toml with comments to the current folder. Never overwrites a file.
        To choose what to follow on a page, use “monitor add URL” instead.""",
        "url": "Address of the first page to watch.",
        "language": "Language of the comments.",
        "summary": "Write a config.toml with comments",
    },
    "options": {
        "serve": "Also show the history in a browser, as “monitor serve” does; takes the same options.",
        "config": "Configuration file [default: config.toml, or $MONITOR_CONFIG].",
        "log_format": "Format of the log on standard error: lines or JSON.",
        "json": "Output JSON, for use by programs.",
    },
    "orgchart": {
        "command": """\b
        monitor orgchart chart.pdf
        monitor orgchart chart.pdf --json
        monitor orgchart chart.pdf --png read.png
        monitor orgchart chart.pdf --explain

        Read an org chart: its units, what each reports to, and who heads it.""",
        "explain": "For each unit, explain why it was read this way and where else it might belong.",
        "summary": "Read the org chart in a file",
    },
    "outline": {
        "command": """\b
        monitor outline https://www.example.org/organisation
        monitor outline page.html --json

        List a page's headings and documents as lines to paste into config.toml.""",
        "summary": "List a page's headings and documents, ready to paste",
    },
    "pause": {
        "command": """\b
        monitor pause dijon-organigramme
        monitor pause dijon-organigramme --until 2026-12-31

        Pause a page in config.toml: it is then visited only when you name it. Its history is kept.""",
        "until": "Day on which visits resume, e.g. 2026-12-31.",
        "summary": "Pause the visits to a page",
    },
    "docs": {
        "command": """\b
        monitor docs
        monitor docs alerts

        Read the how-to pages, offline.""",
        "man": "Output the manual page, for man.",
        "completion": "Output the script for Tab completion in this shell.",
        "summary": "Read the how-to pages",
    },
    "install": {
        "command": """\b
        monitor install
        monitor install --dry-run

        Keep monitor running in the background, by a systemd user service or a crontab line. Shows it first. On macOS and Windows
        (WSL), prints the exact lines to paste.""",
        "with": "Method to use, instead of the best one available here.",
        "dry_run": "Show what would be done; write nothing.",
        "yes": "Do not ask for confirmation.",
        "summary": "Keep monitor running (systemd, cron)",
    },
    "uninstall": {
        "command": """\b
        monitor uninstall

        Stop and remove what “monitor install” set up for this configuration. The history is kept.""",
        "summary": "Stop and remove what install set up",
    },
    "remove": {
        "command": """\b
        monitor remove dijon-organigramme

        Remove a page from config.toml, so that it is no longer visited. Its history stays in the database; if you add the page
        again under the same name and address, its history continues.""",
        "summary": "Stop watching a page; its history is kept",
    },
    "rename": {
        "command": """\b
        monitor rename old-name new-name

        Rename a watch in config.toml and in the database. Its history goes with it.""",
        "summary": "Rename a watch, along with its history",
    },
    "reread": {
        "command": """\b
        monitor reread
        monitor reread dijon-organigramme --json

        Read the org charts of all stored versions again with the current reader. What was read and sealed at the time is left
        untouched. “check” and “run” do this too, a few documents at a time. If interrupted, the work resumes where it
        stopped. Exit status 1 if a document could not be read again.""",
        "summary": "Read stored org charts again with the current reader",
    },
    "resume": {
        "command": """\b
        monitor resume dijon-organigramme

        Resume the visits to a paused page, on its schedule.""",
        "summary": "Resume the visits to a paused page",
    },
    "run": {
        "command": """\b
        monitor run --config config.toml
        monitor run --serve

        Keep watching: visit each page on its schedule and send the alerts. Stop it with Ctrl-C or SIGTERM.
        Edits to config.toml take effect with the next visit, or at once on SIGHUP.""",
        "listen": "Serve /healthz and /metrics (Prometheus) at this address, e.g. 127.0.0.1:9464.",
        "summary": "Keep watching, on schedule",
    },
    "schedule": {
        "command": """\b
        monitor schedule
        monitor schedule dijon-organigramme --count 5

        Show when each page will be visited next, soonest first, and why a visit was postponed:
        the server asked for a pause, or the page keeps failing and is visited less often.""",
        "count": "Number of visits to show per watch.",
        "summary": "Show when each page will be visited next",
    },
    "search": {
        "command": """\b
        monitor search direction achats
        monitor search '"service commun"' --watch dijon-organigramme

        Search all stored versions for words, ignoring case and accents. Put a phrase in quotation marks.""",
        "watch": "Only this watch.",
        "limit": "Maximum number of results.",
        "summary": "Search every version for words",
    },
    "serve": {
        "command": """\b
        monitor serve
        monitor serve --port 8001 --root-path /watch

        Show the history in a browser, read-only, at the address that is printed. Stop it with Ctrl-C.""",
        "host": "Address to listen on.",
        "port": "Port to listen on; 0 picks a free one.",
        "root_path": "Path prefix, if served behind a proxy.",
        "name": "Host name under which it is reached (repeatable).",
        "index": "Allow search engines to index the pages.",
        "without_names": "Leave out all personal names; no downloads, no pictures, no search.",
        "summary": "Show the history in a browser",
    },
    "show": {
        "command": """\b
        monitor show dijon-organigramme
        monitor show dijon-organigramme@3 mutualisation
        monitor show dijon-organigramme@2026-03-12

        Show a version: the latest, or the one with the given number or date.""",
        "summary": "Show a version",
    },
    "status": {
        "command": """\b
        monitor status
        monitor status dijon-organigramme --json

        Show the state of each watch (last read, next visit, current failure, last change), of the service, the database
        and the alerts. Problems come first.""",
        "all": "Also list every watch that has no problem.",
        "summary": "Show the state of each watch, the service and the alerts",
    },
    "verify": {
        "command": """\b
        monitor verify
        monitor verify dijon-organigramme
        monitor verify --newest dijon-organigramme=5c1f…

        Recompute the chain of hashes, read all stored data, and report anything that is no longer as it was written, for
        the watches given or for all of them.
        Given a hash from an alert, this also reveals whether the newest versions were cut off.
        Exit status 1 if anything is damaged.""",
        "newest": "Newest hash you know of for a watch, e.g. from an alert.",
        "summary": "Verify that nothing was altered",
    },
    "careers": {
        "summary": "Show who held which post, and when",
        "command": """\b
        monitor careers dijon-organigramme
        monitor careers --unit finances --at 2025-03-12
        monitor careers --person dupont --json

        Show who was listed in which post, and when, according to all versions of the org chart. Vacant posts are listed as
        vacant, a unit that was renamed or moved counts as the same unit, and a version that could not be read ends
        nothing. The dates are dates of visits, not of appointments.""",
        "unit": "Only units whose current or former title contains this text.",
        "person": "Only people whose name contains these words.",
        "at": "Only what was shown on this date, as it was printed then.",
        "csv": "Output a CSV table, for a spreadsheet.",
    },
}
