"""What --help says of each command and option. In French."""

from __future__ import annotations

TEXTS = {
    "program": {
        "command": """\b
        monitor demo
        monitor add https://www.example.org/organigramme

        Surveille des pages publiques et les organigrammes qu'elles proposent :
        garde chaque version, dit en clair ce qui a changé.""",
        "version": "Affiche la version.",
    },
    "add": {
        "command": """\b
        monitor add https://www.example.org/organigramme
        monitor add https://www.example.org/organigramme --yes
        monitor add --from villes.txt

        Surveille une page : montre ce qu'elle contient, demande quoi suivre (Entrée garde ce qui est proposé),
        l'écrit dans config.toml et fait la première visite. Sans terminal, ou avec --yes, ne demande rien.""",
        "name": "Nom court de la page, pour les commandes.",
        "title": "Titre de la page, pour les lecteurs.",
        "section": "Suit la section qui porte ce titre (répétable).",
        "document": "Suit le document derrière ce lien (répétable).",
        "orgchart": "Suit l'organigramme derrière ce lien (répétable).",
        "every": "Temps entre deux visites, par exemple 6h.",
        "schedule": 'Moment des visites, au format cron, par exemple "0 7 * * 1".',
        "tag": "Mot qui regroupe des pages (répétable).",
        "from": "Ajoute toutes les adresses de ce fichier : une par ligne, suivie si l'on veut d'un titre.",
        "pack": "Ajoute les pages d'une liste partagée.",
        "yes": "Accepte ce qui est proposé, sans rien demander.",
        "summary": "Surveiller une page",
    },
    "alerts": {
        "command": """\b
        monitor alerts
        monitor alerts show 12
        monitor alerts test

        Les alertes en attente, remises ou refusées ; « show » montre l'une d'elles, « send » tente celles qui attendent,
        « retry » aussi les refusées, « test » envoie un message d'essai.""",
        "limit": "Nombre maximal de lignes.",
        "send_command": "Tente d'envoyer tout ce qui attend.",
        "retry_command": "Reprend les alertes refusées, toutes ou celles nommées, et les envoie.",
        "show_command": "Montre ce qui a été ou sera envoyé.",
        "format": "Texte, page HTML, ou tout en JSON.",
        "test_command": "Envoie un message d'essai à chaque canal, ou à celui nommé par son adresse ou son rang.",
        "setup_command": """\b
        monitor alerts setup
        monitor alerts setup --from veille@gmail.com --to redaction@example.org --password-file mot-de-passe.txt

        Prépare l'envoi des courriels : demande l'adresse, reconnaît son fournisseur, écrit config.toml et, à part, le mot de
        passe, puis envoie un message d'essai et dit ce que le serveur a répondu.""",
        "setup_summary": "Prépare l'envoi des courriels et fait un essai.",
        "setup_from": "L'adresse qui envoie.",
        "setup_to": "Qui reçoit les alertes (répétable).",
        "setup_provider": "Le fournisseur, si l'adresse ne le dit pas ; relay : un serveur interne, sans mot de passe.",
        "setup_host": "Le serveur d'envoi, s'il n'est pas dans la liste.",
        "setup_port": "Son port.",
        "setup_security": "Comment il chiffre.",
        "setup_user": "L'identifiant, si ce n'est pas l'adresse qui envoie.",
        "setup_password_file": "Un fichier dont la première ligne est le mot de passe ; - : l'entrée standard.",
        "setup_no_test": "N'envoie pas de message d'essai.",
        "summary": "Être prévenu par courriel : alerts setup ; voir les alertes",
    },
    "backup": {
        "command": """\b
        monitor backup /sauvegardes/monitor-2026-11-24.db

        Copie la base, même pendant une visite, et vérifie la copie. N'écrase jamais un fichier.""",
        "summary": "Copier la base de données",
    },
    "check": {
        "command": """\b
        monitor check
        monitor check dijon-organigramme --json

        Visite toutes les pages, ou celles nommées, et dit ce qui a changé depuis la dernière version connue.
        Code de sortie : 0 si tout a été lu, 1 si une page n'a pas pu l'être.""",
        "due": "Visite seulement les pages dont l'heure est venue.",
        "exit_code": "Code de sortie 10 si quelque chose a changé et que tout a été lu.",
        "wait": "Temps d'attente, si une autre instance travaille.",
        "log_file": "Écrit tout dans ce fichier, renouvelé au-delà de 1 Mo ; trois anciens sont gardés.",
        "summary": "Visiter les pages maintenant et dire ce qui a changé",
    },
    "compare": {
        "command": """\b
        monitor compare organigramme-2023.pdf organigramme-2024.pdf
        monitor compare organigramme-2023.pdf organigramme-2024.pdf --png compare.png
        monitor compare avant.html apres.html --heading Mutualisation

        Dit ce qui diffère entre deux fichiers, sans configuration ni base.""",
        "heading": "Pages HTML : compare la section qui porte ce titre.",
        "css": "Pages HTML : compare ce que désigne ce sélecteur CSS.",
        "summary": "Comparer deux fichiers ou deux pages",
    },
    "coverage": {
        "command": """\b
        monitor coverage
        monitor coverage dijon-organigramme --since 2026-01-01 --until 2026-06-30

        Prouve qu'on a regardé : visites, échecs, plus long intervalle sans bonne visite,
        et les règles qui ont masqué une différence.""",
        "since": "Depuis cette date ; par défaut, la première visite.",
        "until": "Jusqu'à cette date comprise ; par défaut, maintenant.",
        "summary": "Prouver que la page a été visitée, et quand",
    },
    "erase": {
        "command": """\b
        monitor erase --person "Anne Dupont" --dry-run
        monitor erase --person "Anne Dupont"
        monitor erase --address "https://www.example.org/liste?cle=…"

        Retire le nom d'une personne de tout ce qui est gardé, sous toutes ses formes, et l'empêche de revenir : textes,
        organigrammes, changements, alertes, recherche, flux. Les fichiers qui le contiennent partent. La chaîne des empreintes
        reste vérifiable. Au terminal, la commande montre ce qui part et demande d'abord. Qui ne partage que le nom de famille
        reste ; ce qui pourrait être la personne est montré : à vous de décider.""",
        "person": 'Prénom et nom : "Anne Dupont", "DUPONT Anne".',
        "address": "Une adresse du web ou de courriel, exactement telle quelle.",
        "also": "Une autre forme, exactement telle quelle ; peut se répéter.",
        "dry_run": "Montrer ce qui partirait et ce qui reste ; ne rien changer.",
        "yes": "Ne rien demander.",
        "summary": "Retirer le nom d'une personne de tout ce qui est gardé",
    },
    "restore": {
        "command": """\b
        monitor restore /backup/monitor-2026-11-24.db

        Met une sauvegarde à la place de la base : copiée, mise à jour et vérifiée d'abord. La base qui s'y trouvait est gardée à
        côté sous un autre nom. Ce qui a été effacé depuis la sauvegarde l'est de nouveau. Arrêtez d'abord monitor run.""",
        "summary": "Mettre une sauvegarde à la place de la base",
    },
    "prune": {
        "command": """\b
        monitor prune --before 2024-01-01 --dry-run
        monitor prune --before 2024-01-01

        Retire les textes, fichiers et changements des versions remplacées avant ce jour, et réécrit le fichier de la base. La
        version en place ce jour-là reste, et avec elle ce à quoi les changements suivants sont comparés ; de même toutes les
        visites, dates et empreintes. monitor verify dit alors « élagué », et non que la base est abîmée. Sur un terminal la
        commande montre d'abord ce qui partirait et demande ; sans terminal, comme dans un script, elle élague sans demander.""",
        "before": "Un jour passé, dans le fuseau horaire de la configuration.",
        "dry_run": "Montrer ce qui partirait et ce qui reste ; ne rien changer.",
        "summary": "Retirer d'anciennes versions ; la preuve des autres tient toujours",
    },
    "stamp": {
        "command": """\b
        monitor stamp --tsa https://tsa.example.org/tsr -o stamp

        Fait horodater par un tiers (RFC 3161) la dernière empreinte de chaque page : depuis ce moment, rien de ce qui la précède
        ne peut plus être refait en cachette. Gardé dans la base, joint aux preuves ; monitor verify le vérifie.""",
        "tsa": "Adresse du service d'horodatage ; par défaut timestamp dans config.toml.",
        "output": "Dossier où écrire aussi heads.txt et heads.tsr.",
        "summary": "Faire horodater les dernières empreintes par un tiers",
    },
    "export": {
        "command": """\b
        monitor export --format json -o historique.jsonl
        monitor export valmont --format csv -o changements.csv
        monitor export --format git -o depot
        monitor export --format site -o site --without-names
        monitor export --format bundle --change 12 -o preuve
        monitor export dijon-organigramme --format bundle --unchanged --from 2026-03-01 --to 2026-06-30 -o preuve.zip

        Écrit l'historique pour d'autres : une ligne JSON par version, une ligne CSV par changement, un dépôt git avec un
        commit par version (repris là où il en était), ou les pages de monitor serve en fichiers, sans serveur ni script.

        bundle fait une preuve que n'importe qui vérifie hors ligne : originaux, textes, journal des visites, chaîne
        d'empreintes, et de quoi les vérifier dans un navigateur (verify.html) ou avec Python (verify.py).
        Sans preuve possible, n'écrit rien et dit pourquoi.""",
        "format": "json, csv, git, site, ou bundle : une preuve.",
        "output": "Fichier (json, csv ; - : sortie standard), dossier (git, site), ou dossier ou .zip à créer (bundle).",
        "without_names": "Ne nomme personne (json, csv, site).",
        "change": "Prouve ce changement, dont le numéro est dans l'adresse de sa page (/change/12).",
        "unchanged": "Prouve que rien n'a changé.",
        "since": "Depuis cette date ; par défaut, la première version.",
        "until": "Jusqu'à cette date comprise ; par défaut, maintenant.",
        "item": "Seulement cet élément.",
        "unit": "Seulement ce service ou ce poste de l'organigramme : qui y est nommé, et sous qui il est.",
        "summary": "Écrire l'historique pour d'autres : JSON, CSV, git, site, preuve",
    },
    "demo": {
        "command": """\b
        monitor demo

        Montre le programme à l'œuvre sur la page d'une ville inventée,
        servie par cette machine : sans réseau, en quelques secondes.""",
        "language": "Langue de la démonstration.",
        "summary": "Découvrir le programme sur une page d'essai, sans réseau",
    },
    "diff": {
        "command": """\b
        monitor diff dijon-organigramme
        monitor diff dijon-organigramme 3 5
        monitor diff dijon-organigramme 2026-01-01 2026-06-30 --format html > diff.html

        Compare deux versions, par numéro ou par date ; sans rien, les deux dernières.""",
        "item": "Seulement cet élément.",
        "format": "Forme de la comparaison.",
        "summary": "Comparer deux versions",
    },
    "doctor": {
        "command": """\b
        monitor doctor
        monitor doctor --offline

        Vérifie tout ce qu'un administrateur vérifierait : configuration, droits, disque, base, chaque page et chaque élément
        surveillé, canaux, horloge ; et dit comment réparer. N'écrit rien, n'envoie rien. Code de sortie 1 en cas d'erreur.""",
        "offline": "Sans le réseau : ni pages, ni canaux.",
        "summary": "Vérifier l'installation et dire comment réparer",
    },
    "history": {
        "command": """\b
        monitor history
        monitor history dijon-organigramme --since 2026-01-01

        Ce que chaque visite a trouvé, de la plus récente à la plus ancienne ;
        les visites sans changement se suivent sur une ligne.""",
        "since": "Depuis cette date, par exemple 2026-01-31.",
        "until": "Jusqu'à cette date comprise.",
        "limit": "Nombre maximal de lignes par page. Par défaut : 50, ou toutes avec --since, --until ou --json.",
        "all": "Montre aussi les pages retirées de la configuration.",
        "summary": "Lister les versions et les changements",
    },
    "import": {
        "command": """\b
        monitor import dijon-organigramme captures/manifest.jsonl
        monitor import dijon-organigramme --git ../archives --path pages/organigramme.html

        Reprend des captures passées, comme si la page avait été visitée alors. Sans réseau, sans alerte ;
        ce qui est déjà repris est sauté, un import interrompu peut donc être relancé.""",
        "git": "Dépôt git où un robot a rangé la page.",
        "path": "Fichier de la page dans ce dépôt.",
        "summary": "Reprendre des captures passées",
    },
    "init": {
        "command": """\b
        monitor init
        monitor init --url https://www.example.org/organigramme

        Écrit un config.toml commenté dans le dossier courant ; n'écrase jamais un fichier.
        Pour choisir quoi suivre sur une page, plutôt : monitor add ADRESSE.""",
        "url": "Adresse de la première page.",
        "language": "Langue des commentaires.",
        "summary": "Écrire un config.toml commenté",
    },
    "options": {
        "serve": "Montre aussi l'historique dans un navigateur, comme monitor serve, avec les mêmes options.",
        "config": "Fichier de configuration [par défaut : config.toml, ou $MONITOR_CONFIG].",
        "log_format": "Journal sur la sortie d'erreur : lignes ou JSON.",
        "json": "Sortie JSON, pour un programme.",
    },
    "orgchart": {
        "command": """\b
        monitor orgchart organigramme.pdf
        monitor orgchart organigramme.pdf --json
        monitor orgchart organigramme.pdf --png lu.png
        monitor orgchart organigramme.pdf --explain

        Lit un organigramme : les services, leur rattachement, leurs responsables.""",
        "explain": "Dit de chaque service pourquoi il est lu ainsi, et où il pourrait sinon être rattaché.",
        "summary": "Lire l'organigramme d'un fichier",
    },
    "outline": {
        "command": """\b
        monitor outline https://www.example.org/organigramme
        monitor outline page.html --json

        Liste les titres et les documents d'une page, sous la forme à copier dans config.toml.""",
        "summary": "Lister les titres et documents d'une page, prêts à copier",
    },
    "pause": {
        "command": """\b
        monitor pause dijon-organigramme
        monitor pause dijon-organigramme --until 2026-12-31

        Met une page en pause dans config.toml : elle n'est plus visitée que si on la nomme. Son historique reste.""",
        "until": "Jour où les visites reprennent, par exemple 2026-12-31.",
        "summary": "Mettre une page en pause",
    },
    "docs": {
        "command": """\b
        monitor docs
        monitor docs alerts

        Les pages du mode d'emploi, lisibles sans réseau.""",
        "man": "La page de manuel, pour man.",
        "completion": "De quoi compléter les commandes par la touche Tab, pour ce shell.",
        "summary": "Lire le mode d'emploi",
    },
    "install": {
        "command": """\b
        monitor install
        monitor install --dry-run

        Fait tourner monitor en permanence, par un service systemd personnel ou une ligne de crontab, après l'avoir montré. Pour
        macOS et Windows (WSL), donne les lignes exactes à copier.""",
        "with": "Moyen à employer, au lieu du meilleur disponible ici.",
        "dry_run": "Montre ce qui serait fait ; n'écrit rien.",
        "yes": "Ne demande rien.",
        "summary": "Faire tourner monitor en permanence (systemd, cron)",
    },
    "uninstall": {
        "command": """\b
        monitor uninstall

        Arrête et retire ce que « monitor install » a installé pour cette configuration. L'historique reste.""",
        "summary": "Arrêter et retirer ce qu'a installé install",
    },
    "remove": {
        "command": """\b
        monitor remove dijon-organigramme

        Retire une page de config.toml : elle n'est plus visitée. Son historique reste dans la base ;
        ajoutée de nouveau sous ce nom et à cette adresse, elle le continue.""",
        "summary": "Ne plus surveiller une page ; son historique reste",
    },
    "rename": {
        "command": """\b
        monitor rename ancien-nom nouveau-nom

        Donne un autre nom à une page, dans config.toml et dans la base ; son historique la suit.""",
        "summary": "Renommer une page, historique compris",
    },
    "reread": {
        "command": """\b
        monitor reread
        monitor reread dijon-organigramme --json

        Relit les organigrammes de toutes les versions gardées avec le lecteur d'aujourd'hui, à côté de ce qui est scellé :
        ce qui fut lu alors n'est pas modifié. check et run le font aussi, quelques documents à chaque passage ;
        interrompu, le travail reprend où il en était. Code de sortie 1 si un document n'a pas pu être relu.""",
        "summary": "Relire les organigrammes gardés avec le lecteur d'aujourd'hui",
    },
    "resume": {
        "command": """\b
        monitor resume dijon-organigramme

        Reprend une page mise en pause : elle est de nouveau visitée à son heure.""",
        "summary": "Reprendre une page mise en pause",
    },
    "run": {
        "command": """\b
        monitor run --config config.toml
        monitor run --serve

        Surveille en continu : visite chaque page à son heure et envoie les alertes. S'arrête avec Ctrl-C ou SIGTERM ;
        une modification de config.toml prend effet à la visite suivante, ou aussitôt avec SIGHUP.""",
        "listen": "Répond à /healthz et /metrics (Prometheus), par exemple sur 127.0.0.1:9464.",
        "summary": "Surveiller en continu, selon les horaires",
    },
    "schedule": {
        "command": """\b
        monitor schedule
        monitor schedule dijon-organigramme --count 5

        Dit quand chaque page sera visitée, la plus proche d'abord, et ce qui a repoussé une visite :
        un serveur qui demande d'attendre, ou une page qui échoue et qui est visitée moins souvent.""",
        "count": "Nombre de visites à montrer par page.",
        "summary": "Dire quand chaque page sera visitée",
    },
    "search": {
        "command": """\b
        monitor search direction achats
        monitor search '"service commun"' --watch dijon-organigramme

        Cherche des mots dans toutes les versions gardées, accents et majuscules indifférents ;
        entre guillemets, une expression.""",
        "watch": "Seulement cette page.",
        "limit": "Nombre maximal de résultats.",
        "summary": "Chercher des mots dans toutes les versions",
    },
    "serve": {
        "command": """\b
        monitor serve
        monitor serve --port 8001 --root-path /veille

        Montre l'historique dans un navigateur, en lecture seule, à l'adresse qui s'affiche. S'arrête avec Ctrl-C.""",
        "host": "Adresse d'écoute.",
        "port": "Port ; 0 : un port libre.",
        "root_path": "Préfixe derrière un serveur mandataire.",
        "name": "Nom d'hôte par lequel on y accède (répétable).",
        "index": "Laisse les moteurs de recherche indexer les pages.",
        "without_names": "Ne nomme personne ; ni fichiers à télécharger, ni images, ni recherche.",
        "summary": "Montrer l'historique dans un navigateur",
    },
    "show": {
        "command": """\b
        monitor show dijon-organigramme
        monitor show dijon-organigramme@3 mutualisation
        monitor show dijon-organigramme@2026-03-12

        Affiche une version : la dernière, celle d'un numéro ou celle d'une date.""",
        "summary": "Afficher une version",
    },
    "status": {
        "command": """\b
        monitor status
        monitor status dijon-organigramme --json

        Où en est chaque page : dernière lecture, prochaine visite, échec en cours, dernier changement ; et le service,
        la base et les alertes. Ce qui va mal vient d'abord.""",
        "all": "Montre aussi toutes les pages sans difficulté.",
        "summary": "Voir où en est chaque page, le service et les alertes",
    },
    "verify": {
        "command": """\b
        monitor verify
        monitor verify dijon-organigramme
        monitor verify --newest dijon-organigramme=5c1f…

        Recalcule la chaîne d'empreintes, relit tout ce qui est gardé et dit ce qui n'est plus tel qu'écrit, pour
        les pages nommées ou pour toutes.
        Avec une empreinte connue par une alerte, dit aussi si les dernières versions ont été coupées.
        Code de sortie 1 si quelque chose est abîmé.""",
        "newest": "Dernière empreinte connue d'une page.",
        "summary": "Vérifier que rien n'a été altéré",
    },
    "careers": {
        "summary": "Dire qui a tenu quel poste, et quand",
        "command": """\b
        monitor careers dijon-organigramme
        monitor careers --unit finances --at 2025-03-12
        monitor careers --person dupont --json

        Qui a été affiché à quel poste, et quand, d'après toutes les versions de l'organigramme : un poste vacant
        se dit, un service renommé ou déplacé reste le même, une version qui n'a pas pu être lue ne met fin à rien.
        Les dates sont celles de visites, non de nominations.""",
        "unit": "Seulement les services dont un nom, d'hier ou d'aujourd'hui, contient ce texte.",
        "person": "Seulement les personnes dont le nom contient ces mots.",
        "at": "Seulement ce qui était affiché à cette date, tel que c'était imprimé alors.",
        "csv": "Tableau CSV, pour un tableur.",
    },
}
