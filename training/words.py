"""The words of a French town hall: titles, names, and the ways in which a chart writes them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal, TypeAlias

# (short, with its article): « Finances », « des finances »
MATTERS = (
    ("Finances", "des finances"), ("Commande publique", "de la commande publique"),
    ("Ressources humaines", "des ressources humaines"), ("Affaires juridiques", "des affaires juridiques"),
    ("Systèmes d’information", "des systèmes d’information"), ("Numérique", "du numérique"),
    ("Patrimoine bâti", "du patrimoine bâti"), ("Moyens généraux", "des moyens généraux"), ("Éducation", "de l’éducation"),
    ("Petite enfance", "de la petite enfance"), ("Jeunesse", "de la jeunesse"), ("Sports", "des sports"),
    ("Culture", "de la culture"), ("Lecture publique", "de la lecture publique"), ("Musées", "des musées"),
    ("Vie associative", "de la vie associative"), ("Action sociale", "de l’action sociale"), ("Santé", "de la santé"),
    ("Autonomie", "de l’autonomie"), ("Logement", "du logement"), ("Habitat", "de l’habitat"),
    ("Urbanisme", "de l’urbanisme"), ("Aménagement", "de l’aménagement"), ("Foncier", "du foncier"),
    ("Mobilités", "des mobilités"), ("Voirie", "de la voirie"), ("Espaces verts", "des espaces verts"),
    ("Propreté urbaine", "de la propreté urbaine"), ("Déchets", "des déchets"),
    ("Eau et assainissement", "de l’eau et de l’assainissement"), ("Énergie", "de l’énergie"),
    ("Transition écologique", "de la transition écologique"), ("Développement économique", "du développement économique"),
    ("Commerce", "du commerce"), ("Tourisme", "du tourisme"), ("Relations internationales", "des relations internationales"),
    ("Enseignement supérieur", "de l’enseignement supérieur"), ("État civil", "de l’état civil"),
    ("Cimetières", "des cimetières"), ("Tranquillité publique", "de la tranquillité publique"),
    ("Prévention", "de la prévention"), ("Police municipale", "de la police municipale"),
    ("Communication", "de la communication"), ("Évènementiel", "de l’évènementiel"), ("Archives", "des archives"),
    ("Politique de la ville", "de la politique de la ville"), ("Démocratie locale", "de la démocratie locale"),
    ("Restauration collective", "de la restauration collective"), ("Éclairage public", "de l’éclairage public"),
    ("Parc automobile", "du parc automobile"), ("Handicap", "du handicap"), ("Seniors", "des seniors"),
    ("Performance", "de la performance"), ("Contrôle de gestion", "du contrôle de gestion"),
    ("Assemblées", "des assemblées"), ("Grands projets", "des grands projets"), ("Bâtiments", "des bâtiments"),
    ("Risques majeurs", "des risques majeurs"), ("Ports et berges", "des ports et des berges"),
    ("Alimentation durable", "de l’alimentation durable"), ("Égalité", "de l’égalité"), ("Insertion", "de l’insertion"),
    ("Emploi", "de l’emploi"), ("Spectacle vivant", "du spectacle vivant"),
)  # fmt: skip
TASKS = (
    "Comptabilité", "Budget", "Dette et trésorerie", "Marchés publics", "Achats", "Assurances", "Contentieux", "Paie",
    "Carrières", "Formation", "Recrutement", "Santé au travail", "Réseaux et télécoms", "Assistance aux utilisateurs",
    "Études et projets", "Courrier", "Reprographie", "Accueil", "Crèches familiales", "Relais petite enfance",
    "Vie scolaire", "Temps périscolaire", "Centres de loisirs", "Piscines", "Équipements sportifs", "Conservatoire",
    "Médiathèques", "Arts plastiques", "Instruction du droit des sols", "Planification", "Cartographie et données",
    "Travaux neufs", "Maintenance", "Signalisation", "Stationnement", "Arbres et forêts", "Serres", "Collecte",
    "Déchetteries", "Réseaux d’eau", "Stations d’épuration", "Marchés de plein air", "Pépinière d’entreprises", "Congrès",
    "Élections", "Formalités administratives", "Vidéoprotection", "Médiation", "Médias sociaux", "Relations presse",
    "Imprimerie", "Garage", "Cuisine centrale", "Portage de repas", "Résidences autonomie", "Aide à domicile",
    "Aires d’accueil", "Ravalement", "Topographie", "Hygiène", "Fourrière", "Protocole", "Vie des quartiers",
    "Fêtes et cérémonies", "Observatoire", "Fonds européens", "Régie chauffage", "Atelier menuiserie",
    "Gestion administrative et financière", "Secrétariat", "Logistique", "Magasin", "Documentation", "Géomatique",
)  # fmt: skip
SECTORS = (
    "Ressources", "Solidarités", "Cadre de vie", "Attractivité", "Proximité et vie locale", "Aménagement durable",
    "Services techniques", "Services à la population", "Rayonnement", "Transition et mobilités", "Cohésion sociale",
    "Espace public", "Modernisation",
)  # fmt: skip
STAFF = (
    "Mission contrôle de gestion", "Secrétariat général", "Direction de la communication",
    "Inspection générale des services", "Délégué à la protection des données", "Mission évaluation",
    "Assistante de direction", "Chargée de mission mutualisation", "Audit interne", "Mission Europe",
    "Conseillère de prévention", "Mission transformation", "Service du protocole", "Mission développement durable",
    "Secrétariat de direction", "Référente déontologue", "Chargé de mission grands projets",
)  # fmt: skip
WOMEN = (
    "Claire", "Inès", "Anne-Sophie", "Odile", "Solène", "Marie-Laure", "Françoise", "Nadia", "Sylvie", "Hélène", "Fatima",
    "Émilie", "Aurélie", "Camille", "Laurence", "Maud", "Chloé", "Isabelle", "Véronique", "Zoé", "Yasmina", "Delphine",
    "Béatrice", "Agnès", "Corinne", "Marie-Pierre", "Lætitia", "Nathalie", "Élodie", "Virginie",
)  # fmt: skip
MEN = (
    "Bruno", "Karim", "Jean-Marc", "Ronan", "Thibault", "Jean-Pierre", "Olivier", "Mehdi", "Étienne", "Guillaume", "Loïc",
    "Pascal", "François", "Jérôme", "Sébastien", "Pierre-Yves", "Damien", "Hervé", "Xavier", "Gaël", "Arnaud", "Cédric",
    "Rémi", "Bernard", "Dominique", "Jean", "Samuel", "Ludovic", "Fabrice", "Didier",
)  # fmt: skip
SURNAMES = (
    "Aubert", "Le Goff", "de La Tour", "Benhamou", "Perrin-Lacaze", "N’Diaye", "Da Silva", "Lemaître", "El Amrani", "Roche",
    "Durand", "Buhour", "Morel", "Garnier", "Faure", "Chevalier", "Bonnet", "Lambert", "Rousseau", "Vincent", "Muller",
    "Lefèvre", "Mercier", "Blanc", "Guérin", "Boyer", "Legrand", "Gauthier", "Perrin", "Robin", "Clément", "Morin", "Henry",
    "Roussel", "Mathieu", "Gautier", "Masson", "Marchand", "Duval", "Denis", "Dumont", "Marie", "Lemaire", "Noël", "Meyer",
    "Dufour", "Meunier", "Brun", "Blanchard", "Giraud", "Joly", "Rivière", "Brunet", "Gaillard", "Barbier", "Arnaud",
    "Martinez", "Gérard", "Roche-Bailly", "Renard", "Schmitt", "Roy", "Leroux", "Colin", "Vidal", "Caron", "Picard", "Fabre",
    "Aubry", "Lacroix", "Hubert", "Ferry", "Pasquier", "Gilbert", "Berthelot", "Haddad", "Nguyen", "Costa", "Traoré",
    "Kowalski", "Ben Saïd", "Van den Berghe", "Maillard", "Poirier", "Tessier", "Prévost", "Charpentier", "Delaunay",
    "Bouvier", "Baron", "Rey", "Carpentier", "Moulin", "Dupuis", "Royer", "Collet", "Lebrun", "Jacquet", "Hamon", "Pichon",
    "Guillot", "Cordier",
)  # fmt: skip
TOWNS = (
    "Valmont-sur-Ource", "Brécy-le-Haut", "Saint-Aubin-des-Landes", "Montferrand", "Port-Lannec", "Châtelneuf", "Villedorge",
    "Auberive",
)  # fmt: skip
MONTHS = (
    "Janvier", "Février", "Mars", "Avril", "Mai", "Juin", "Juillet", "Août", "Septembre", "Octobre", "Novembre", "Décembre",
)  # fmt: skip

Written: TypeAlias = Literal[
    "M. First Last",
    "First Last",
    "LAST First",
    "First LAST",
    "M. LAST",
    "M. First LAST",
    "F.Last",
    "F. Last",
    "F. LAST",
    "M. F. Last",
]


@dataclass(frozen=True)
class Name:
    """Somebody's name, before a chart writes it in its way."""

    first: str
    last: str
    woman: bool

    def written(self, way: Written) -> str:
        """« Mme Claire Aubert », « C.Aubert », « AUBERT Claire »…, as *way* shows it."""
        civility = "Mme" if self.woman else "M."
        initials = "".join(part[0] for part in self.first.split("-"))
        parts = {"M.": civility, "First": self.first, "Last": self.last, "LAST": self.last.upper(), "F.": f"{initials}."}
        if way == "F.Last":
            return f"{initials}.{self.last}"
        return " ".join(parts[part] for part in way.split())


def name(luck: random.Random) -> Name:
    woman = luck.random() < 0.5
    return Name(luck.choice(WOMEN if woman else MEN), luck.choice(SURNAMES), woman)


def role(luck: random.Random, title: str, *, woman: bool) -> str:
    """What the head of *title* is called."""
    if title.lower().startswith(("dga", "direction générale adj")):
        return luck.choice(("Directrice générale adjointe", "DGA") if woman else ("Directeur général adjoint", "DGA"))
    if title.lower().startswith("direction"):
        return "Directrice" if woman else "Directeur"
    if title.lower().startswith("service") and luck.random() < 0.6:
        return "Cheffe de service" if woman else "Chef de service"
    return luck.choice(("Responsable", "Directrice" if woman else "Directeur", "Responsable"))
