"""The words of org charts, folded: which name a unit, which a role or a person, which say that a post is empty.

French, German and English well; of the other languages of Europe, Turkish and Indonesian what most charts there have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache, lru_cache
from itertools import filterfalse, groupby
from pathlib import Path

_LINES = Path(__file__).with_name("first_names.txt").read_text(encoding="utf-8").splitlines()  # with their source
FIRST_NAMES = frozenset(name for line in _LINES if not line.startswith("#") for name in line.split())
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # figures of notes, behind a word
# What Cyrillic and Greek letters, folded, sound like in Latin ones.
_SOUNDS = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфыэіαβγδεζηικλμνοπρσςτυφω", "abvgdeziklmnoprstufieiavgdeziiklmnoprsstifo", strict=True))
    | {"х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ж": "zh", "ю": "iu", "я": "ia", "є": "ie", "ъ": "", "ь": ""}
    | {"θ": "th", "ξ": "x", "χ": "h", "ψ": "ps"}
)
_SPELLINGS = (("ch", "h"), ("kh", "h"), ("ph", "f"), ("ks", "x"), ("y", "i"), ("j", "i"), ("w", "v"))  # of one sound

_UNIT_WORDS = """
direction directions sous-direction dga dgs dgst dir pole poles service services bureau bureaux cellule cellules unite
unites departement departements mission missions secteur secteurs division divisions centre centres regie regies atelier
ateliers equipe equipes cabinet secretariat inspection agence agences maison maisons office guichet antenne antennes
brigade groupe groupement conservatoire mediatheque mediatheques bibliotheque bibliotheques musee musees ludotheque
archives observatoire delegation subdivision circonscription section sections espace plateforme plate-forme coordination
laboratoire ecole ecoles creche creches piscine piscines theatre opera cimetiere cimetieres foyer residence residences
ccas cias ehpad mjc stade gymnase police imprimerie garage magasin magasins standard accueil relais station comite commission amt
abteilung
referat fachbereich fachdienst dezernat stabsstelle sachgebiet team stelle serviceeinheit ordnungsamt jugendamt
department office unit branch bureau section division directorate agency
area direccion servicio unidad departamento concejalia negociado gerencia seccion afdeling sector dienst cluster directie
settore ufficio servizio council authority
secretaria subdireccion jefatura coordinacion tesoreria contraloria oficialia regiduria sindicatura oficina subgerencia asesoria
departamentos servicios delegacion ayuntamiento alcaldia
divisao divisoes gabinete setor setores unidade servico servicos seccao secao nucleo coordenacao coordenadoria diretoria direcao
assessoria superintendencia ouvidoria procuradoria
servizi segreteria ripartizione dipartimento direzione sezione
wydzial biuro urzad departament zespol oddzial centrum dzial straz
odbor oddeleni oddelenie utvar kancelar odjel odsjek ured sluzba uprava oddelek odsek
directia serviciul serviciu biroul birou compartimentul compartiment departamentul primaria sectia
enhed forvaltning forvaltningen afdelingen stab stabe staben avdeling avdelingen avdelning avdelningen enheten seksjon
osztaly iroda hivatal osasto yksikko bidang seksi bagian subbagian dinas badan bahagian
mudurlugu baskanligi dairesi birimi
"""
UNIT_WORDS = frozenset(_UNIT_WORDS.split())
_KINDS = """
direction directions sous-direction pole poles service services bureau bureaux cellule cellules unite unites departement
departements mission missions secteur secteurs division divisions centre centres regie regies equipe equipes agence agences
antenne antennes groupe section sections amt abteilung referat fachbereich fachdienst dezernat stabsstelle sachgebiet stelle
department office unit branch directorate agency area direccion servicio unidad departamento afdeling sector dienst directie
settore ufficio servizio
secretaria divisao gabinete setor unidade servico seccao secao nucleo coordenacao diretoria direcao coordinacion jefatura
oficina
subdireccion servizi dipartimento direzione sezione wydzial biuro urzad departament zespol oddzial dzial odbor oddeleni odjel
odsjek
ured sluzba directia serviciul biroul compartimentul departamentul enhed afdelingen forvaltning avdeling avdelning bidang seksi
bagian
"""
KINDS = frozenset(_KINDS.split())  # words that are no unit's whole name

_THEME_WORDS = """
finances budget budgets comptabilite ressources humaines culture culturelle culturelles culturel sport sports sportive
jeunesse education enfance famille familles urbanisme habitat logement voirie voiries proprete espaces verts vert
publics public publique communication juridique juridiques affaires achats marches commande numerique informatique
informatiques systemes information sante social sociale sociales sociaux action actions tourisme developpement
economique commerce commerces emploi insertion solidarite solidarites citoyennete civil etat population elections
municipale municipal municipaux municipales securite prevention tranquillite eau eaux assainissement dechets energie
environnement mobilite mobilites transports transport stationnement patrimoine batiments batiment travaux generale
general generaux generales technique techniques administrative administratif administratifs ville metropole mairie maire
commune communaute moyens projets projet grands qualite relations internationales internes formation carrieres paie
recrutement gestion controle audit conseil protocole evenements evenementiel reception associations associative vie
locale quartiers quartier centre territoires territoire nature paysage arbres jardins eclairage restauration scolaire
scolaires periscolaire petite grande seniors autonomie handicap egalite democratie participation concertation innovation
strategie pilotage performance evaluation documentation courrier logistique entretien nettoiement foncier amenagement
planification reseaux infrastructure infrastructures ouvrages foires halles hygiene salubrite funeraires presse media
medias web internet edition accueil exploitation abonnes maintenance comptable facturation clientele
finance human resources legal housing planning library libraries recreation works communications operations procurement
technology
engineering treasury payroll accounting accounts compliance customer community safety health transportation highways
environmental
regeneration estates corporate strategy policy revenues benefits licensing electoral sales research development digital risk
democratic building chief executive clerk affairs
stadtkasse bauhof standesamt wohngeld vergabe planung steuern kasse vermessung friedhof feuerwehr stadtarchiv volkshochschule
sekretariat sekretariatet okonomi borgerservice jobcenter kultur fritid miljo teknik borne unge aeldre sundhed lon dagtilbud
ekonomi personal stod
financeira financeiro obras juridico juridica saude recursos humanos cultura ambiente compras educacao financas administracao
administrativa administrativo contabilidade patrimonio planejamento planeamento acao camara municipais urbanos protecao
publicas hacienda transparencia deportes archivo finanzas planeacion desarrollo salud educacion seguridad ciudadana
administracion contabilidad presupuesto interna interior municipales tesoreria
finanziario tecnico anagrafe personale locale sociali ragioneria tributi lavori pubblici urbanistica istruzione affari generali
finansowy architektury kadr rady edukacji promocji inwestycji gospodarki ochrony stanu cywilnego
mali isleri insan kaynaklari zabita yazi bahceler temizlik basin yayin hukuk imar sehircilik destek hizmetler hizmetleri kalem
economica tehnic resurse umane juridic contabilitate achizitii asistenta sociala
kunst stadt bildung soziales gesundheit umwelt personal finanzen recht bau wirtschaft kultur
openbare algemene schule schul sport jugend ordnung verkehr und the and organigramme organisation juin janvier fevrier mars avril
juillet aout septembre octobre novembre decembre total effectif effectifs agents legende annexe page suite date mise
jour
"""
THEME_WORDS = frozenset(_THEME_WORDS.split())

# How a word ends that is hardly ever part of a name.
_NOUN_ENDINGS = re.compile(
    r"(?:[ts]ions?|ites?|ances|eaux|ique|iques|elles?s|ung|ungen|schaft|amt|heit|keit|verwaltung|dienste?|wesen|kasse"
    r"|c(?:ion|iones|ao|oes)|zion[ei]|(?:[lm]ug|l[ai]g|lig)u|ligi|isleri|hizmetleri|osztaly|palvelut|osasto"
    r"|(?:avdelning|forvaltning|avdeling|afdeling|enhet|enhed|kontor|tjanst|tjenest)(?:en|et|er|erna)?|namnden|etaten"
    r"|behorden?|aufsicht|betriebe"
    r"|(?:[b-dfghk-mprstz]|erei|schein|aussen|neben|presse|(?:ver|aus|ab)gabe|melde|service|beschwerde|nahme|(?:bei)?hilfe|orge|kontakte?)stelle"
    r"|(?<=\w{3})(?<!van)(?<!de[rn])(?:zaken|werken|beheer|beleid))$"  # of several words in one: « van der Werken » is somebody
)

_NUMERAL = re.compile(r"[IVX\d]+[.:]?")
_SHORTEST_NOUN, _CODE = 4, 4  # letters: « Hùng » has no ending; « Abteilung ZS » a code of at most so many

_ROLES = r"""^(?:(?:le|la|il|lo|el|os?|a|der|die|de|het|den|the)\s+|l')?(?:vice[- ]|co-?|sous-)?(?:
      direct(?:eur|rice)|chef(?:fe)?\b|responsa(?:ble|vel)|resp\.|adjoint|secretaire|secretariat\b$|president|maire\b|elu|charge[e]?s?\b|charge\(e\)
    | coordinat(?:eur|rice)|coordonnat(?:eur|rice)|inspect(?:eur|rice)\b|conseill(?:er|ere)\b|assist[ae]nt|attache|referent|delegue
    | collaborat(?:eur|rice)|gestionnaire|animat(?:eur|rice)|ingenieur|technicien|juriste|webmestre|archiviste
    | conservat(?:eur|rice)\b|dgs$|dga$|dst$|par\ interim|interim|poste\b|encadrant|cadre\b(?!\ de\ vie)|manager|charges
    | (?:\w+[- ])?(?:leitung|leiter(?:in)?|vertret(?:er|erin|ung))\b|komm\.?\b|kommissarisch|stv\.|stellv|stellvertret
    | (?:ober)?burgermeister(?:in)?\b|bezirks(?:burgermeister|stadtrat|stadtratin)|stadtrat|amtsleit|abteilungsleit|sachbearbeit
    | adj\.(?!\ \w)|redact(?:eur|rice)\b|brigadi(?:er|ere)\b|gardien(?:ne)?\b
    | head\b|director(?!at)|chief|deputy|mayor|\w+leit(?:ung|er|erin)\b|dezernent|supervisor\b
    | (?:executive|assistant|service)\ director
    | (?:team|service|operations|office|project)\ (?:manager|lead(?:er)?)\b
    | alcald(?:e|ess?a)\b|jef[ea]\b|coordinadora?\b|subdirectora?\b|encargad[oa]\b|concejala?\b|adjunt[oa]\b|delegad[oa]\b
    | \w*manager\b|griffier\b|\w*adviseur\b|archivaris\b|burgemeester\b|registrar\b
    | cap\ d(?:e\ (?:la\ |l')?|el\ |')(?:servei|area|unitat|seccio|negociat|departament|oficina)\b|regidor\b
    | wethouder|(?:\w+)?hoofd\b|\w+leider\b|adjunct\b|plaatsvervang(?:er|end)|plv\.|gemeentesecretaris\b
    | assessor[ei]\b|(?:vice)?sindac[oa]\b|consiglier[ea]\b|funzionari[oa]\b|coordinatore\b|titolare\b|echevine?\b|schepen\b
    | consejer[oa]\b|teniente\ de\ alcalde\b|diputad[oa]\b|beigeordneter?\b|councillor\b|portfolio\ holder\b|cabinet\ member\b
    | kommunalrad\b|pormestari\b
    | dirigente\b|responsabile\b|dirett(?:ore|rice)\b|capo\ (?:settore|servizio|ufficio)|segretari[oa]\b|comandante\b|sindaco\b
    | (?:\d{1,2}\s?(?:er|ere|re|e|eme|nde?)|premi(?:er|ere)|seconde?|\w{3,7}ieme)
      \ (?:adj(?:oint|\b)|maire|vice-?\s?president|conseill)
    | agent\b|comptable\b|regisseu(?:r|se)\b|tresori(?:er|ere)\b|controleu(?:r|se)\b|commandant|medecin\b|infirmi(?:er|ere)
    | administrat(?:eur|rice)\b|educat(?:eur|rice)\b|greffi(?:er|ere)\b|correspondant
    | (?:\w+-)?(?:(?:direktor|rektor|prasident|kanzler|referent)(?:in)?|vorsitz|beigeordnet|kammer(?:er|in))\b
    | geschaftsfuhr(?:er|erin|ung)\b|landrat\b|minister\b
    | tesorer[oa]\b|contralora?\b|titular\b|oficial\ mayor|regidora?\b|sindic[oa]\b|gerente\b|asesora?\b|interventora?\b
    | administradora?\b|secretari[oa]s?\b(?!\ (?:de|del|da|do)\b)|president[ea]\b
    | veterinari[oa]\b|fiscal\b|tecnic[oa]\ superior
    | chefe\b|diretora?\b|coordenadora?\b|vereadora?\b|assessora?\b|prefeit[oa]\b|encarregad[oa]\b|superintendente\b|procuradora?\b
    | (?:[\w-]+)?(?:chef|sjef|direktor|leder|ledare|radgivare|konsulent)(?:en)?\b|borgmester\b|formand\b|ordforer\b|radmann\b
    | vekaleten\b|mudur\b|mudur\ (?:v|yrd|yardimcisi)\b|baskan(?:\ yardimcisi|i)?\b|sef\b|koordinator\w*\b
    | kierowni(?:k|czka)\b|naczelni(?:k|czka)\b|dyrektor\b|burmistrz\b|wojt\b|sekretarz\b|skarbnik\b|zastepca\b|inspektor\b
    | vedouci\b|reditel(?:ka)?\b|tajemni(?:k|ce)\b|starosta\b|voditelj(?:ica)?\b|procelni(?:k|ca)\b|nacelni(?:k|ca)\b
    | sef\ (?:serviciu|birou)|primar\b|viceprimar\b|secretar\b|jegyzo\b|polgarmester\b|\w*vezeto\b|igazgato\b
    | \w*johtaja\b|\w*paallikko\b|kepala\b|sekretaris\b|camat\b|ka(?:subag|bid|sie?)\b
)"""
# English names posts by their last word: « HR Manager », « Chief Finance Officer ».
_ENGLISH_POST = re.compile(
    r"\w{4,}(?:person|keeper|warden)"
    r"|(?:[\w&/'-]+,? ){1,5}(?:manager|director|officer|superintendent|supervisor|treasurer|clerk|commissioner"
    r"|controller|comptroller|administrator|co-?ordinator|secretary|leader|lead|chief|attorney|planner|counsel|executive|librarian"
    r"|foreman|\w*(?:person|keeper|worker|warden)|mudur(?:u)?|sef(?:i)?|baskan(?:i)?|sorumlu(?:su)?|amir(?:i)?|yardimci(?:si)?|memur(?:u)?|chair|chairman|chairwoman|engineer|inspector|specialist|analyst|advisor|adviser|technician|assistant|accountant|auditor)"
)
# Posts that are surnames, too: « Mehdi Amiri », "John Warden", "Anna Jesperson"; the first ones only behind the word for a service.
_SURNAME_TOO = re.compile(r"(?P<of_service>sefi?|baskani?|amiri?|memuru?)|\w*(?:person|keeper|worker|warden)")
_BARE_POST = re.compile(
    r"(?:direct(?:eur|rice)|responsa(?:ble|vel)|chef(?:fe)?|coordinat(?:eur|rice)|coordonnat(?:eur|rice)|adjointe?|leiter(?:in)?|leitung|manager|head)"
    r"(?: (?:de|du) (?:service|direction|pole|departement|secteur|bureau))?(?: adjointe?)?"
)
# Posts that units of one rank all have: what stands between such a one and a name is no part of a unit's title.
_POST_OF_RANK = re.compile(
    r"(?:(?:vice|sous|co)[- ])?(?:direct(?:eur|rice)(?: generale?)?|responsa(?:ble|vel)|chef(?:fe)?"
    r"|co(?:ordin|ordonn)at(?:eur|rice)|adjointe?|deleguee?|referente?|assistante?|secretaire|gestionnaire"
    r"|charge(?:e|\(e\))? de mission)"
    r"(?: (?:de|du) (?:service|direction|pole|departement|secteur|bureau|projet|cabinet)| d'(?:equipe|unite|agence|atelier))?"
    r"(?: (?:adjointe?|deleguee?))?"
    r"(?: des services)?|maire"
    r"|(?:amts|abteilungs|fachbereichs|team|referats)?leit(?:er|erin|ung)|dezernent(?:in)?|stellvertret(?:er|erin|ung)"
    r"|(?:executive |assistant |deputy |service )?director|deputy|head of (?:service|department|unit)"
    r"|(?:team|service|operations|office) (?:manager|leader)|chief executive"
    r"|diretora?|chefe(?: de (?:divisao|departamento|setor|servico|unidade))?|kierownik|dyrektor|zastepca"
    r"|sef (?:serviciu|birou)|(?:enhets|forvaltnings|avdelnings|afdelings|kontor)?(?:chef|sjef)"
    r"|directora?(?: general)?|jef[ea](?: de (?:servicio|seccion|departamento|area))?|coordinadora?|alcald(?:e|esa)|adjunt[oa]"
    r"|(?:afdelings|team|sector)?hoofd|teamleider|adjunct|gemeentesecretaris|dirigente|responsabile"
)
_VACANCIES = r"""^(?:\(?(?:
      (?:(?:poste|emploi|fonction)\s+(?:est\s+)?)?(?:\w{2,}(?:elle|aire|oire|ane|ive)ment\s+)?
      (?:vacante?|a\ pourvoir|non\ pourvue?|en\ cours\ de\ recrutement|libere|en\ attente\ de\ recrutement
       |non\ (?:affecte|attribue|designe)e?|sans\ titulaire)
      (?:\s+(?:a\ ce\ jour|actuellement|en\ ce\ moment|(?:au|depuis|jusqu|a\ (?:compter|partir)|des|pour|fin|mi)\b.{0,30}))?
    | (?:poste|emploi)\s+(?:est\s+)?(?:ouvert(?:\ au\ recrutement)?)|vacance\s+(?:de|du)\s+poste
    | ouverte?\s+(?:au\s+recrutement|aux?\s+candidatures?)
    | recrutement\s+(?:ouvert|en\s+cours)|n\.?\s?n\.?
    | (?:(?:stelle|position|leitung)\ )?(?:ist\ )?(?:(?:derzeit|zurzeit|aktuell|momentan|z\.?\ ?z(?:t|eit)?\.?|zur\ zeit|noch)\ )*
      (?:unbesetzt|vakant|(?:nicht|neu\ zu)\ besetz(?:t|en))
    | (?:poste\s+)?(?:vacante?|vakant|unbesetzt|nicht\s+besetzt|vag[ao])
      \s+(?:au|depuis|jusqu|a\s+(?:compter|partir)|des|from|since|until|ab|seit
      |desde|dal|vanaf|od)\b.{0,30}
    | vacancy|vacant\ post|to\ be\ appointed|a\ recruter|a\ designer|(?:(?:plaza|puesto|cargo)\ )?vacante|sin\ cubrir
    | vacature|(?:posto\ )?vacante|posto\ scoperto|(?:cargo|lugar)\ vago|a\ designar|por\ designar
    | vakans|ledig(?:\ stilling)?|ubesatt|bos(?:\ kadro)?|munhal|wakat|neobsazeno|poste\ libre
    | recrutement\ (?:prevu|a\ venir|lance)|remplacement\ en\ cours|depart\ (?:en|a\ la)\ retraite
    | en\ attente(?:\ (?:de|d')\ ?(?:recrutement|nomination|affectation|remplacement))?
    | (?:(?:recrutement|nomination|designation|candidatures?|affectation|publication|creation|remplacement|mutation|jury|procedure)
       (?:\ [a-z']+){0,3}\ )?en\ cours
    | (?:poste\ )?(?:a\ (?:definir|confirmer|nommer|creer|renouveler)|sera\ pourvue?\b.{0,20})
    | (?:arrivee|nomination)\ prevue\ .{2,30}
    | (?:arrivee|nomination)\ (?:le|au|en)\ (?:\D{0,9}\d|janv|fevr|mars|avril|mai|jui|aout|sept|octo|nove|dece).{0,30}
    | neant|x{2,4}|tb[acd]|to\ be\ (?:recruited|confirmed|filled|hired|determined|announced|advised|decided)
    | (?:currently\ )?recruit(?:ment|ing)\ (?:in\ progress|under\ ?way|ongoing|pending)
    | currently\ recruiting|(?:post|position)\ (?:open|unfilled)
    | (?:(?:nach|neu|wieder)?besetzung|ausschreibung)\ (?:lauft|offen|in\ arbeit)
    | in\ (?:nach|neu)?besetzung|(?:stelle\ )?ausgeschrieben
    | (?:en\ proceso\ de\ seleccion|por\ (?:cubrir|nombrar)|(?:a|en)\ concurso)
    | (?:da\ (?:assegnare|coprire)|in\ attesa\ di\ nomina|a\ preencher)
    | (?:nog\ )?in\ te\ vullen|nog\ te\ benoemen
    | prise\ de\ (?:poste|fonctions?)\ .{2,30}|vacancy\ \(?\w*\)?
    | vago|por\ preencher|da\ nominare|non\ assegnato|post(?:ul)?\ vacant|betoltetlen|ures\ allas|kosong|lowong|onbezet|folamh
    | upraznjeno|nepopunjeno|tillsatts|ubesat|ikke\ besat|avoin|tayttamatta|nezasazeno|neobsadene|nieobsadzone|etat\ wolny|gwag
)\)?)$"""
_ASIDE = re.compile(r"\s*(?:\([^()A-ZÀ-Þ]*\)|\s[–—-]\s[^A-ZÀ-Þ:]+)$")  # « … (01/03/2027) », « … – arrivée prévue le 2 mai »
_ABOLISHED = re.compile(  # folded: nobody holds the post, and nobody shall
    r"\(?(?:(?:poste|emploi|fonction)s? (?:est )?(?:supprime|gele)e?s?"
    r"|(?:post|position) (?:is )?(?:deleted|abolished|frozen)"
    r"|(?:plan)?stelle (?:ist )?(?:gestrichen|entfallen|weggefallen|gesperrt)|(?:plaza|puesto) (?:amortizad|suprimid)[ao]"
    r"|posto soppresso|cargo extinto|functie (?:geschrapt|vervallen))"
    r"(?: (?:au|le|en|depuis|a compter|from|since|on|ab|seit|zum)\b.{0,30})?"
)
ROLE = re.compile(_ROLES, re.VERBOSE)
VACANT = re.compile(_VACANCIES, re.VERBOSE)
INTERIM = re.compile(
    r"\(?\b(?:(?:par|ad)\s+int[ée]rim|int[ée]rim(?:aire|ar[ăa]?)?|acting|a/g|a\.\s?i\.|p\.\s?i\.|f\.\s?f\.|faisant\s+fonction(?:\s+de)?"
    r"|komm\.(?:\s+leitung)?|kommissarisch|i\.\s?V\.|en\s+func?ion(?:e)?s|waarnemend|wnd\.|facente\s+funzioni?|interin[oa]"
    r"|tf\.|t\.\s?f\.|tillförordnad|vikarierende|konst\.|p\.\s?o\.|reggente)\)?",
    re.IGNORECASE,
)
# Both genders of one word: « Administrativo/a », « Chargé·e », « Sachbearbeiter:in », « Agent (F/H) ». A plural may be a unit's.
_BOTH_GENDERS = re.compile(
    r"[^\W\d_]{3,}(?:[·•]\w{1,6}|\((?:e|ne|fe|se|in|a|trice|euse|iere)\)|/-?(?:a|e|ne|fe|in|trice|rice|euse|iere)|[:*]in)(?![\w·•]|\(s\))"
    r"|[^\W\d_].* \((?:h/f|f/h|m/f|f/m|[mwd]/[mwd]/[mwd])\)$"
    r"|(?P<post>[^\W\d_]{4})[^\W\d_]*(?: (?:ou|oder|o|of|or|eller|lub) | ?/ ?)(?P=post)[^\W\d_]*(?!\w)"  # « Leiter oder Leiterin »
)
_ONE = re.compile(r"^une?(?:[·.(/]n?e\)?)? ")  # « Un·e chargé·e d'accueil »
# What a post has of the other gender, folded: « chef(fe) de service », « directeur·rice », « directeur/directrice »
_OTHER_GENDER = re.compile(
    r"\([a-z]{1,5}\)|[·•]\w{1,5}|(?<=eur)[.-](?:t?rice|euse)|(?<=\w)\.(?:e|ne|fe)\b|/\w+| \((?:h/f|f/h|m/f|f/m)\)"
)
# « Mme la Première adjointe »: whoever has the post is meant, and nobody's name begins so
BY_POST = re.compile(r"(?:MM?\.?|Mr\.?|Mmes?\.?|MME|Monsieur|Madame|MONSIEUR|MADAME)\s+(?:(?:les?|la|LE|LA)\s+|[lL]['’]\s?)(?=\w)")
LIST_HEADING = re.compile(r"^[\w' -]{3,40}:$")


# What a title begins with, or the post that it names, from the top of an administration down; French, German, English, Spanish.
_LEVELS = (
    r"""conseil\ (?:d'administration|municipal|communautaire)|assemblee\ generale|comite\ directeur|board\b|junta\b|consejo\b
    | cabildo|aufsichtsrat|vorstand|organo\ de\ gobierno|asamblea""",
    r"""(?:m\.|monsieur|madame|mme|le|la|l')?\ ?(?:le\ |la\ )?(?:maire\b|president|bourgmestre|prefet|ministre)
    | senator|minister(?:in)?\b|(?:ober|bezirks)?burgermeister|landrat|rector\b|recteur|alcald|presiden|gobernador|mayor\b
    | les\ adjoints|elus\b""",
    r"""chief\ executive|ceo\b|dgs\b|director(?:a)?\ general|direccion\ general|executive\ director
    | dir(?:ection|ect(?:eur|rice)|\.)?\ (?:generale?\b|gal\b\.?)(?!\ adj|\ del)|general\ manager|geschaftsfuhr|intendant""",
    r"""dga\b|dgst\b|pole|dezernat|staatssekretar|secretaire\ general|secretariat\ general|vice|geschaftsbereich|deputy
    | bezirksstadtrat|chief\ [a-z]+\ officer|departement|secretaria\b|subsecretaria
    | dir(?:ection|ect(?:eur|rice)|\.)?\ (?:generale?\ |gal\.?\ )?(?:adj|deleg)""",
    r"""dir(?:ection|ect(?:eur|rice))\b|abteilung|amt\b|[a-z]+amt\b|directorate|division\b|direccion|director|regiduria
    | sindicatura|coordinacion\ general|department\b|unidad\ de""",
    r"""service|sous-direction|referat|fachbereich|branch|subdireccion|departamento|coordina|coordonn|chef|responsable|jefatura""",
    r"""bureau|cellule|unite\b|secteur|sachgebiet|team|unit\b|oficina|equipe|section|seccion|area\b|mission|antenne|atelier|groupe
    | auxiliar|fachdienst|stelle|charge|agent|assistant|conseill|technicien""",
)
_LEVEL = tuple(re.compile(words, re.VERBOSE) for words in _LEVELS)


_ALPHABETS = (*range(0x100, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000))  # Latin, Greek, Cyrillic; their accented letters
_UPPER = [place for place in _ALPHABETS if chr(place).isupper()]
_RUNS = [[place for _, place in run] for _, run in groupby(enumerate(_UPPER), lambda pair: pair[1] - pair[0])]
_CAPITALS = "A-ZÀ-Þ" + "".join(f"{chr(run[0])}-{chr(run[-1])}" if len(run) > 2 else "".join(map(chr, run)) for run in _RUNS)
_STROKED = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th"})  # no accent to take off


def latin(pattern: str) -> re.Pattern[str]:
    """*pattern*, in which « A-ZÀ-Þ » stands for the capitals of all alphabets that have some: « Ş. Yılmaz », « О. В. Орлова »."""
    return re.compile(pattern.replace("A-ZÀ-Þ", _CAPITALS))


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Lower case, without accents, ligatures apart, typographic apostrophes plain, spaces single."""
    if text.isascii():
        return " ".join(text.lower().split())
    bare = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold().replace("æ", "ae").replace("œ", "oe")
    return " ".join("".join(filterfalse(unicodedata.combining, bare)).split()).translate(_STROKED)


def _as_heard(name: str) -> str:
    """How a folded *name* sounds, whatever letters it is written in: « Татьяна » and « Tatiana »."""
    said = name.translate(_SOUNDS)
    for spelling, sound in _SPELLINGS:
        said = said.replace(spelling, sound)
    return "".join(letter for before, letter in zip(f" {said}", said, strict=False) if letter != before)


@cache
def _first_names_heard() -> frozenset[str]:
    return frozenset(map(_as_heard, FIRST_NAMES))


@lru_cache(maxsize=20_000)
def is_given(part: str) -> bool:
    """Whether a folded word is a first name that is known, in Latin, Greek or Cyrillic letters."""
    return part in FIRST_NAMES or (not part.isascii() and _as_heard(part) in _first_names_heard())


_NOTE_AT_END = re.compile(
    rf"\s*(?:\*+\)?|(?<=\D)\s\d{{1,2}}[)/]|(?<=[)\]])\d{{1,2}}[)/]|(?<!\bm)(?<!\b[cdk]m)(?:\(?[{RAISED}]\)?[\s,]*)+)$"
)
_NOTE_MARK = re.compile(rf"\(?\d{{1,2}}[)/]|\*+\)?|[{RAISED}]+\)?")
_NOTE_BEHIND_NAME = re.compile(r"\s*(?:\*+\)?|(?<![\d/.-])\(?\d{1,2}\))$")
_RAISED_BEHIND = re.compile(rf"(?<=[^\d\s(])(?:[\s,(]*[{RAISED}]\)?)+(?!\w)")  # « Mme Roy¹, ² (80 %) »


@lru_cache(maxsize=20_000)
def without_footnote(text: str) -> str:
    """*text* without the mark of a footnote at its end; "" where it is nothing else."""
    return "" if _NOTE_MARK.fullmatch(text) else _NOTE_AT_END.sub("", text)


def without_note(text: str) -> str:
    """*text*, a name say, without the marks of notes behind any word of it."""
    text = _RAISED_BEHIND.sub("", text)
    return text if text[-1:].isalpha() else _NOTE_BEHIND_NAME.sub("", text)


@lru_cache(maxsize=20_000)
def is_chart_word(word: str) -> bool:
    """Whether *word* belongs to the name of a unit rather than to a person's."""
    bare = folded(word).strip(".,;:()'\"")
    return is_listed(word) or (len(bare) > _SHORTEST_NOUN and bool(_NOUN_ENDINGS.search(bare)))


@lru_cache(maxsize=20_000)
def is_listed(word: str) -> bool:
    """Whether *word* is known from the names of units; else it only may end like those."""
    bare = folded(word).strip(".,;:()'\"")
    return bare in UNIT_WORDS or bare in THEME_WORDS


@lru_cache(maxsize=20_000)
def is_no_name(word: str) -> bool:
    """« Juridique », but not « Dominique »."""
    return is_chart_word(word) and folded(word) not in FIRST_NAMES


def is_listed_no_name(word: str) -> bool:
    return is_listed(word) and folded(word) not in FIRST_NAMES


@lru_cache(maxsize=20_000)
def starts_like_unit(text: str) -> bool:
    """Whether *text* begins with the word that names a kind of unit."""
    words = folded(text).replace("'", " ").split()
    return bool(words) and words[0].strip(".,;:()") in UNIT_WORDS


def begins_with_kind(text: str) -> bool:
    """Whether *text* begins with a word that tells what kind of unit something is: « Mission Europe », and no « Accueil »."""
    return folded(text).partition(" ")[0].strip(".,;:()") in KINDS


def is_numbered_kind(label: str, numbered: Collection[str] = ()) -> bool:
    """Whether *label* says no more than which unit of a kind it is, « Abteilung II », « Service 3 »: the title goes on.

    Letters may be a title, « Service RH », and what follows the next unit; they are a code, « Abteilung ZS », in one of the kinds
    that are *numbered* on the sheet.
    """
    others = [word for word in label.split() if folded(word) not in KINDS]
    coded = folded(label).split()[0] in numbered and not label.isupper()
    return all(_NUMERAL.fullmatch(word) or (coded and len(word) <= _CODE and word.isupper()) for word in others)


@lru_cache(maxsize=20_000)
def is_role(text: str) -> bool:
    """Whether *text* begins like a post held by somebody: « Directrice », « Chef de service »."""
    acting = INTERIM.match(text)
    if acting and acting.end() < len(text) and is_role(text[acting.end() :].lstrip(" )")):
        return True  # « Acting Head of Service »
    said = folded(BY_POST.sub("", text)).lstrip("(")
    if ROLE.match(_ONE.sub("", said)) or is_for_both(text):
        return True
    if not _ENGLISH_POST.fullmatch(said) or starts_like_unit(said):
        return False
    # The post that ends it may be the surname of whom the words before it name: « Mehdi Amiri », « Karim AMIR »
    *before, last = text.lstrip("(").split()
    found = _SURNAME_TOO.fullmatch(folded(last))
    if found is None or not before:
        return True
    set_so = last.isupper() and not any(map(str.isupper, before))
    named = any(map(is_given, re.split("[ -]", folded(" ".join(before)))))
    return not (set_so or named or (found["of_service"] is not None and not any(map(is_chart_word, before))))


@lru_cache(maxsize=20_000)
def is_of_several(post: str) -> bool:
    """Whether *post* is that of several people who head nobody: « Assistantes sociales », « Sachbearbeiterinnen »."""
    words = folded(post).split()
    one = [word.removesuffix("nen" if word.endswith("innen") else "s") for word in words]
    return one[0] != words[0] and is_role(" ".join(one)) and not is_post_of_rank(" ".join(one))


def is_for_both(text: str) -> bool:
    """Whether *text* is a post in both genders, « Un·e chargé·e d'accueil », which no unit is called by."""
    return bool(_BOTH_GENDERS.match(_ONE.sub("", folded(text).lstrip("("))))


def is_bare_post(text: str) -> bool:
    """Whether *text* is a post that says nothing of its unit: « Responsable », « Cheffe de service »."""
    return bool(_BARE_POST.fullmatch(folded(text).strip(" :")))


@lru_cache(maxsize=20_000)
def is_post_of_rank(text: str) -> bool:
    """Whether *text* is a post that all units of one rank have: « Directrice générale adjointe », « Chef de service »."""
    said = folded(text).strip(" :–—-,.")
    return bool(_POST_OF_RANK.fullmatch(said) or _POST_OF_RANK.fullmatch(_OTHER_GENDER.sub("", said)))


@lru_cache(maxsize=20_000)
def is_abolished(text: str) -> bool:
    """Whether *text* says that a post is there no more, or is not to be filled: « Poste supprimé », « Stelle gestrichen »."""
    return _ABOLISHED.fullmatch(folded(text).strip(" -–—:.")) is not None


@lru_cache(maxsize=20_000)
def is_vacant(text: str) -> bool:
    """Whether *text* says that nobody holds the post: « Poste vacant », « N.N. »."""
    said = {folded(text), folded(_ASIDE.sub("", text))}
    return is_abolished(text) or any(map(VACANT.match, said | {words.strip(" -–—:.") for words in said}))


@lru_cache(maxsize=20_000)
def level(label: str) -> int | None:
    """How far down an administration the word stands that a title begins with, from 0; None where it tells nothing."""
    title = folded(label)
    return next((depth for depth, words in enumerate(_LEVEL) if words.match(title)), None)


def steps_down(over: str, label: str) -> int | None:
    """How many levels the title *label* stands below the title *over*, by its words; None where one of them tells nothing."""
    upper, lower = level(over), level(label)
    return None if upper is None or lower is None else lower - upper
