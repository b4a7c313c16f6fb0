"""French: phrases typed with ordinary spaces and set right once at import; dates, numbers, gender."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from monitor.model import Language
from monitor.report import fr_charts
from monitor.report.fr_failures import EVIDENCE, FAILURES, RULES
from monitor.report.named import Named
from monitor.report.typography import NARROW, NO_BREAK, french
from monitor.report.voice import Said, Voice, by_code

_MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]

PHRASES = {
    "and": "{first} et {last}",
    "semicolon": " ; ",
    "moment": "{date} à {time}",
    "instant": "moins d'une minute",
    "size_units": "octets ko Mo Go",
    # --- summaries
    "form_only": "aucune différence de contenu (mise en forme seule)",
    "heading_edited": "titre de la section modifié",
    "section_added": "section ajoutée",
    "section_removed": "section retirée",
    "section_restored": "section de retour",
    "document_added": "document ajouté",
    "document_removed": "document retiré",
    "document_restored": "document de retour",
    "document_new": "nouveau fichier",
    "document_new_sizes": "nouveau fichier ({before} → {after})",
    "label_edited": "intitulé modifié",
    "size_edited": "taille affichée modifiée",
    "size_edited_sizes": "taille affichée modifiée ({before} → {after})",
    "url_edited": "adresse modifiée",
    "readdressed": "adresse modifiée, même contenu",
    "date_edited": "date du document modifiée ({before} → {after})",
    "title_edited": "titre du document modifié",
    "redrawn": "refonte complète",
    "of_version": "{summary} (version {number})",
    "returns": "retour à la version {number}",
    "suspect_summary": "contenu inhabituel",
    # --- lines of a change
    "label_line": "intitulé : ",
    "size_line": "taille affichée : ",
    "url_line": "adresse : ",
    "heading_line": "titre : ",
    "nothing": "rien",
    "no_url": "adresse masquée par la page",
    "struck_line": "un passage est barré : ",
    "unstruck_line": "un passage n'est plus barré : ",
    "link_changed": "le lien {name} mène ailleurs : ",
    "link_changed_unnamed": "un lien mène ailleurs : ",
    "link_come": "{name} est désormais un lien : ",
    "link_come_unnamed": "un lien est apparu : ",
    "link_gone": "{name} n'est plus un lien : ",
    "link_gone_unnamed": "un lien n'apparaît plus : ",
    "picture_changed": "l'image {name} n'est plus le même fichier : ",
    "picture_changed_unnamed": "une image n'est plus le même fichier : ",
    "picture_replaced": "une image a été remplacée : ",
    "picture_described": "la description d'une image a changé : ",
    "picture_come": "une image est apparue, {name} : ",
    "picture_come_unnamed": "une image est apparue : ",
    "picture_gone": "une image n'apparaît plus, {name} : ",
    "picture_gone_unnamed": "une image n'apparaît plus : ",
    "frame_changed": "le contenu intégré {name} vient d'ailleurs : ",
    "frame_changed_unnamed": "un contenu intégré vient d'ailleurs : ",
    "frame_replaced": "un contenu intégré a été remplacé : ",
    "frame_described": "le titre d'un contenu intégré a changé : ",
    "frame_come": "un contenu intégré est apparu, {name} : ",
    "frame_come_unnamed": "un contenu intégré est apparu : ",
    "frame_gone": "un contenu intégré n'apparaît plus, {name} : ",
    "frame_gone_unnamed": "un contenu intégré n'apparaît plus : ",
    "cell_of": "{row}, colonne {column}",
    "cell_in": "colonne {column}",
    "cell_line": "{place} : ",
    "post_passes": "« {post} » passe {before} à {after}",
    "moved_line": "déplacé : ",
    "bytes_line": "empreinte du fichier : ",
    "region": "page {page}",
    "regions_line": "la structure du document n'est pas lisible : {regions}, {pages}",
    "pages_one": "page {pages}",
    "pages_many": "pages {pages}",
    "suspect_line": "à vérifier : {reason}",
    "returns_line": "Ce texte est celui de la version {number} : la page revient à un état déjà connu.",
    "odd_language": "le texte n'est plus en {before} mais en {after}",
    "odd_short": "il ne reste que {after} mots sur {before}",
    "odd_rewritten": "le texte ne garde que {after} de ses {before} mots d'avant",
    "now_in": "texte désormais en {after}",
    "cut_to": "texte réduit à {after} mots sur {before}",
    "rewritten_to": "texte presque entièrement réécrit",
    "moved_to_line": "L'ancien texte se trouve maintenant sous {heading}.",
    # --- states
    "unchanged": "rien de nouveau",
    "unchanged_version": "rien de nouveau depuis la version {number}",
    "first": "première lecture, version {number} enregistrée",
    "first_partial": "première lecture incomplète, version {number} enregistrée",
    "failed_bare": "illisible",
    "failed": "illisible : {what}",
    "failed_since": "illisible{since} : {what}",
    "changed": "{summary}",
    "visit_of": "visite du {moment}",
    "version": "version {number}",
    "versions_title": "Version {before} → version {after}",
    "recovered": "De nouveau lisible, après {failures} depuis le {since}.",
    "recovered_item": "{item} : de nouveau lisible, après {failures} depuis le {since}.",
    "outage": "L'interruption a duré {duration} : {failures} de suite depuis le {since}.",
    "outage_item": "{item} : l'interruption a duré {duration}, {failures} de suite depuis le {since}.",
    "recovered_title": "de nouveau lisible",
    "recovered_same": "Ce qui est surveillé sur la page est comme avant l'interruption : la version {number} reste la dernière.",
    "recovered_changed": "Ce qui a changé entre-temps est enregistré dans la version {number} et fait l'objet d'une autre alerte.",
    "flapping": "{subject} alterne entre {number} versions ({versions}) depuis le {since} ; ces retours ne sont plus signalés.",
    "turning_section": "Le texte",
    "turning_document": "Le document",
    "turning_page": "La page",
    "flapping_title": "la page alterne entre {number} versions",
    "cosmetic": "différence masquée dans {item} : {what} (règle {rule})",
    "cosmetic_other": "différence sans effet visible",
    # --- failures
    "evidence": "{seen} ({detail}).",
    "no_evidence": "{seen}.",
    "since": "Depuis le {since}, {attempts} de suite.",
    "since_first": "C'est le premier échec.",
    "since_day": " depuis le {day}",
    "blind_page": "Tant que cela dure, un changement de la page ne serait pas vu.",
    "blind_item": "Tant que cela dure, un changement à cet endroit ne serait pas vu.",
    "kept": "La dernière version connue reste la {number}.",
    "kept_item": "La dernière version connue de {item} est gardée ; le reste de la page est lu.",
    "never_kept": "Rien n'est encore enregistré pour {item} ; ce qui a été trouvé sur la page est surveillé.",
    "never_kept_none": "Rien n'est encore enregistré pour cette page.",
    "never_heading": "Titre {wanted} introuvable sur la page",
    "never_selector": "Rien sur la page ne répond au sélecteur {wanted}",
    "never_document": "Document {wanted} introuvable sur la page",
    "never_near": "{seen}. {near} : {names}.",
    "never_title": "rien de trouvé{since}",
    "never_lead": "Sur la page « {watch} », rien de ce qui est cherché n'a encore été trouvé{since}.",
    "first_found": "{item} : trouvé pour la première fois, après {failures} depuis le {since}.",
    "first_found_title": "trouvé pour la première fois",
    "kept_none": "Rien n'est encore enregistré : la page n'a jamais pu être lue.",
    "to_do": "À faire : {do}",
    # --- alerts
    "subject": "{watch} — {what}",
    "about": "{item} : {summary}",
    "alert_change": "Sur la page « {watch} », « {item} » a changé : {summary}.",
    "gone_note": "{item} n'est plus sur la page, constaté le {day} : rien n'y est surveillé, jusqu'à son retour ou une autre "
    "description dans config.toml.",
    "gone_note_bare": "{item} n'est plus sur la page : rien n'y est surveillé, jusqu'à son retour ou une autre description dans "
    "config.toml.",
    "alert_words": "Sur la page « {watch} », « {item} » a changé : {words}.",
    "and_others": "{sentence}, et {others}.",
    "alert_suspect": "Sur la page « {watch} », « {item} » est à vérifier : {reason}.",
    "alert_shown": "Sur la page « {watch} », le document « {item} » est le même, présenté autrement : {summary}.",
    "alert_moved": "Sur la page « {watch} », le document « {item} » a changé d'adresse ; son contenu est le même.",
    "alert_redrawn": "Sur la page « {watch} », le document « {item} » a été refondu.",
    "alert_section_added": "Une section est apparue sur la page « {watch} » : {name}.",
    "alert_section_removed": "La section {name} n'est plus sur la page « {watch} ».",
    "alert_section_restored": "La section {name} est de retour sur la page « {watch} ».",
    "alert_document_added": "Un document est apparu sur la page « {watch} » : {name}.",
    "alert_document_removed": "Un document n'est plus sur la page « {watch} » : {name}.",
    "alert_document_restored": "Un document est de retour sur la page « {watch} » : {name}.",
    "alert_failure": "La page « {watch} » {cannot}{since} : {what}.",
    "alert_failure_item": "Sur la page « {watch} », {items} {cannot}{since} : {what}.",
    "alert_never": "Sur la page « {watch} », {items} {cannot}{trials}.",
    "never_trials": ", en {visits}",
    "alert_recovery": "La page « {watch} » est de nouveau lisible.",
    "alert_recovery_item": "Sur la page « {watch} », {items} {can}.",
    "alert_flapping": "La page « {watch} » alterne entre {number} versions.",
    "alert_rests": "La page « {watch} » n'alterne plus entre plusieurs versions : elle en reste à la version {number}.",
    "rests_note": "Aucune visite des 30 derniers jours n'a vu d'autre texte ; tout changement constaté sera de nouveau signalé.",
    "rests_title": "fin de l'alternance entre plusieurs versions",
    "more_lines": "Et {more}, à lire avec : {command}",
    "more_changes": "Et {more}, à lire avec : {command}",
    "what_happened": "Ce qui a été vu",
    "what_it_means": "Ce que cela signifie",
    "what_to_do": "Ce qu'il faut faire",
    "where": "Où regarder",
    "where_page": "Page : ",
    "where_version": "Version {number}, telle qu'enregistrée : ",
    "where_diff": "Avant et après : ",
    "where_history": "Historique : ",
    "how": "Comment on le sait",
    "how_checked": "Vérifié le {moment} ({timezone}), soit {utc}",
    "how_known": "Dernière version connue : {after}",
    "how_versions": "Versions comparées : {before} → {after}",
    "how_page": "SHA-256 de la page : {hash}",
    "how_item": "SHA-256 de {item} : {hash}",
    "how_chain": "Dernière empreinte de la chaîne : {hash}",
    "legend": "Dans le texte : [avant → après], [+ajouté], [−retiré].",
    # --- diff and history
    "diff_title": "{watch} : version {before} → version {after}",
    "diff_none": "Aucune différence entre ces deux versions.",
    "diff_of": "Ce qui a changé",
    "diff_address": "Adresse",
    "diff_before": "Avant",
    "diff_after": "Après",
    "diff_version_at": "version {number}, {moment}",
    "diff_hash": "SHA-256 de la page",
    "diff_made": "Page autonome produite par city-page-monitor : elle se lit hors ligne, sans script ni image extérieure.",
    "sr_added": "[ajouté : ",
    "sr_removed": "[supprimé : ",
    "kind_edited": "modifié",
    "kind_added": "ajouté",
    "kind_removed": "supprimé",
    "kind_moved": "déplacé",
    "kind_checked": "à vérifier",
    "key_edited": "Un mot supprimé est barré, un mot ajouté est souligné.",
    "heading_none": "(sans titre)",
    # --- pictures of pages
    "page_file_before": "page-{page}-avant",
    "page_file_after": "page-{page}-apres",
    "pictures_attached": "Images jointes",
    "pictures_title": "Les pages, avant et après",
    "pictures_key": "Tirets, numéro clair : avant. Double trait, numéro plein : après. Les numéros sont ceux de la liste.",
    "pictures_key_regions": "Tirets, numéro clair : avant. Double trait, numéro plein : après. Un même numéro, une même zone.",
    "pictures_not_kept": "Pas d'image des pages : l'un des deux fichiers n'est pas conservé.",
    "pictures_problem": "Toutes les pages n'ont pas pu être dessinées ({detail}).",
    "view_both": "Les deux",
    "view_before": "Avant seul",
    "view_after": "Après seul",
    "page_number": "Page {page}",
    "page_before": "Page {page}, avant",
    "page_after": "Page {page}, après",
    "page_new": "Avant, cette page n'existait pas.",
    "page_gone": "Après, cette page n'existe plus.",
    "picture_before": "{where}. Encadré en tirets : {marks}.",
    "picture_after": "{where}. Encadré d'un double trait : {marks}.",
    "picture_no_marks": "{where}. Rien n'y est encadré.",
    "picture_words": "{where}. Encadré sans numéro : ce qui y diffère.",
    "picture_whole": "{where} la refonte de l'organigramme.",
    "picture_mark": "n°\u00a0{number}, {unit}",
    "picture_region": "zone\u00a0{number}",
    "coverage_of": "{watch} — du {since} au {until}",
    "coverage_none": "Aucune visite dans cette période.",
    "coverage_gap": "Plus long intervalle sans bonne visite : {gap}.",
    "coverage_spread": "Une série de visites dépasse la période : leur nombre y est estimé à parts égales.",
    "weekdays": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "next_at": "dans {span}, {moment}",
    "next_late": "maintenant ; visite prévue {moment}",
    "next_new": "maintenant ; jamais visitée",
    "next_never": "jamais ; aucune date ne répond à son horaire",
    "next_off": "seulement si on la nomme ; enabled = false",
    "next_paused": "en pause jusqu'à nouvel ordre ; pour la reprendre : monitor resume {name}",
    "next_then": "puis {moment}",
    "next_slowed": "visites espacées après {failures} de suite ; une bonne visite rétablit l’horaire",
    "next_rests": "en pause jusque-là ; pour la reprendre avant : monitor resume {name}",
    "next_held": "son serveur a demandé d’attendre jusque-là",
    "history_when": "date",
    "history_version": "version",
    "history_what": "ce qui s'est passé",
    "history_none": "Aucune visite enregistrée pour « {watch} ».",
    "history_of": "{watch} — historique",
    "history_import": "{what} (importé)",
    "history_until": "{what}, {checks} jusqu'au {until}",
    "show_title": "{watch} — version {number}",
    "show_taken": "Relevée le {moment}",
    "show_file": "Fichier : ",
    "show_hidden": "adresse masquée par la page",
    "show_unread": "(document non lu)",
    "show_no_text": "(aucun texte dans ce document)",
    "show_vacant": "poste vacant",
    "show_struck": "[barré : {text}]",
}

COUNTS = {
    "month": ("{n} mois", "{n} mois"),
    "day": ("{n} jour", "{n} jours"),
    "hour": ("{n} heure", "{n} heures"),
    "minute": ("{n} minute", "{n} minutes"),
    "sentences_edited": ("{n} phrase modifiée", "{n} phrases modifiées"),
    "sentences_added": ("{n} phrase ajoutée", "{n} phrases ajoutées"),
    "sentences_removed": ("{n} phrase supprimée", "{n} phrases supprimées"),
    "lines_edited": ("{n} ligne modifiée", "{n} lignes modifiées"),
    "lines_added": ("{n} ligne ajoutée", "{n} lignes ajoutées"),
    "lines_removed": ("{n} ligne supprimée", "{n} lignes supprimées"),
    "and_edited": ("{n} modifiée", "{n} modifiées"),
    "and_added": ("{n} ajoutée", "{n} ajoutées"),
    "and_removed": ("{n} supprimée", "{n} supprimées"),
    "lines_moved": ("{n} ligne déplacée", "{n} lignes déplacées"),
    "sentences_moved": ("{n} paragraphe déplacé", "{n} paragraphes déplacés"),
    "passages_edited": ("{n} passage modifié", "{n} passages modifiés"),
    "passages_added": ("{n} passage ajouté", "{n} passages ajoutés"),
    "passages_removed": ("{n} passage supprimé", "{n} passages supprimés"),
    "passages_moved": ("{n} paragraphe déplacé", "{n} paragraphes déplacés"),
    "and_passages_edited": ("{n} modifié", "{n} modifiés"),
    "and_passages_added": ("{n} ajouté", "{n} ajoutés"),
    "and_passages_removed": ("{n} supprimé", "{n} supprimés"),
    "struck_edited": ("{n} passage barré", "{n} passages barrés"),
    "unstruck_edited": ("{n} passage qui n'est plus barré", "{n} passages qui ne sont plus barrés"),
    "link_edited": ("{n} lien modifié", "{n} liens modifiés"),
    "link_come": ("{n} lien apparu", "{n} liens apparus"),
    "link_gone": ("{n} lien disparu", "{n} liens disparus"),
    "picture_edited": ("{n} image modifiée", "{n} images modifiées"),
    "picture_come": ("{n} image apparue", "{n} images apparues"),
    "picture_gone": ("{n} image disparue", "{n} images disparues"),
    "frame_edited": ("{n} contenu intégré modifié", "{n} contenus intégrés modifiés"),
    "frame_come": ("{n} contenu intégré apparu", "{n} contenus intégrés apparus"),
    "frame_gone": ("{n} contenu intégré disparu", "{n} contenus intégrés disparus"),
    "link_rewritten": ("{n} lien mène ailleurs : ", "{n} liens mènent ailleurs, de la même façon : "),
    "regions": ("{n} zone de l'image modifiée", "{n} zones de l'image modifiées"),
    "never_cannot": ("n'a encore jamais été trouvé", "n'ont encore jamais été trouvés"),
    "near_heading": ("Titre de la page", "Titres de la page, du plus proche au moins proche"),
    "near_selector": ("Titre de la page", "Titres de la page"),
    "near_document": ("Document de la page", "Documents de la page, du plus proche au moins proche"),
    "can_first": ("est sur la page pour la première fois", "sont sur la page pour la première fois"),
    "can": ("est de nouveau lisible", "sont de nouveau lisibles"),
    "cannot": ("est illisible", "sont illisibles"),
    "cannot_since": ("est illisible", "sont illisibles"),
    "changes": ("{n} changement", "{n} changements"),
    "other_changes": ("un autre changement", "{n} autres changements"),
    "changes_in_all": ("{n} changement en tout", "{n} changements en tout"),
    "more_changes": ("{n} autre changement", "{n} autres changements"),
    "more_characters": ("{n} caractère de plus", "{n} caractères de plus"),
    "failures": ("{n} échec", "{n} échecs"),
    "checks": ("{n} visite", "{n} visites"),
    "attempts": ("{n} échec", "{n} échecs"),
    "more": ("{n} autre ligne", "{n} autres lignes"),
    "pictures_more": ("{n} autre page a changé, non montrée.", "{n} autres pages ont changé, non montrées."),
    "more_marks": ("et {n} autre", "et {n} autres"),
    "unchanged_blocks": ("{n} paragraphe inchangé", "{n} paragraphes inchangés"),
}


LANGUAGES = (
    "fr français en anglais de allemand es espagnol it italien pt portugais nl néerlandais ca catalan ro roumain da danois "
    "sv suédois fi finnois pl polonais cs tchèque hu hongrois tr turc eu basque br breton oc occitan "
    "el grec ru russe he hébreu ar arabe th thaï ko coréen ja japonais zh chinois"
)


class French(Voice):
    language: ClassVar[Language] = "fr"
    phrases: ClassVar[Mapping[str, str]] = {name: french(text) for name, text in PHRASES.items()}
    counts: ClassVar[Mapping[str, tuple[str, str]]] = {
        name: (french(one), french(many)) for name, (one, many) in (COUNTS | fr_charts.COUNTS).items()
    }
    charts: ClassVar[Mapping[str, tuple[str, str]]] = {
        name: (french(one), french(many)) for name, (one, many) in fr_charts.STATEMENTS.items()
    }
    failures: ClassVar[Mapping[str, Said]] = {
        kind: (french(short), french(seen), french(do)) for kind, (short, seen, do) in FAILURES.items()
    }
    evidence_words: ClassVar[Sequence[tuple[str, str]]] = [(pattern, french(words)) for pattern, words in EVIDENCE]
    rules: ClassVar[Mapping[str, str]] = {rule: french(what) for rule, what in RULES.items()}
    languages: ClassVar[Mapping[str, str]] = by_code(LANGUAGES)

    def is_singular(self, number: int) -> bool:
        return number < 2

    def number(self, number: float) -> str:
        return f"{number:,}".removesuffix(".0").replace(",", NARROW).replace(".", ",")

    def quoted(self, text: str) -> str:
        return f"«{NARROW}{text}{NARROW}»"

    def of_name(self, name: str) -> str:
        return "d’" if re.match(r"(?i)[aeiouàâäéèêëîïôöûü]|y[^aeiouéè]", name) else "de "

    def named(self, label: str) -> Named:
        return fr_charts.named(label)

    def units(self, op: str, kind: str, number: int, *, noun: bool) -> str:
        return fr_charts.counted(op, kind, self.number(number), one=self.is_singular(number), noun=noun)

    def _date(self, local: datetime) -> str:
        day = "1er" if local.day == 1 else str(local.day)
        return f"{day}{NO_BREAK}{_MONTHS[local.month - 1]}{NO_BREAK}{local.year}"

    def _time(self, local: datetime) -> str:
        return f"{local.hour}{NO_BREAK}h{NO_BREAK}{local:%M}"
