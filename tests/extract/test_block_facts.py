"""DESIGN 3.24, 3.28: lines and cells of a text, and what stands beside its words."""

from __future__ import annotations

from typing import Any, Literal
from unicodedata import normalize

import pytest

from monitor.extract.glance import glance, parsed
from monitor.extract.independent_regions import stand_alone
from monitor.extract.page import Page
from monitor.model import Block, Recipe, SectionRecipe
from monitor.normalize import canonical

PLAN, PICTURE, MAP = "https://v.example/a.html?x=1#y", "https://v.example/i/a.jpg", "https://c.example/p"
SITE = "https://v.example/mairie/page.html"


def blocks(html: str, style: str = "") -> tuple[Block, ...]:
    page = Page.parse(f"<html><head><style>{style}</style></head><body><main>{html}</main></body></html>", SITE)
    return page.blocks_of(page.main)


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        pytest.param("<p>Mairie<br>2, rue Haute<br>\n 21000 Valmont</p>", ["Mairie\n2, rue Haute\n21000 Valmont"], id="lines"),
        pytest.param(
            "<p><a href=/n.pdf><b>Notice</b><small>PDF, 77 Ko</small></a></p><p>Plan<span>(2 Mo)</span></p><p>L<b>es 7</b></p>",
            ["Notice PDF, 77 Ko", "Plan (2 Mo)", "Les 7"],
            id="what a file is, set apart by style",
        ),
        pytest.param(
            "<p><span>120 Ko</span><a href=/n.pdf>Lire</a></p><p><span>35 €</span><span>Pass annuel</span></p>"
            "<p>Piscine<span class=etat>Fermée</span></p><p><span class=etat>Fermée</span>Piscine</p>"
            "<p><b>Tél.</b><a href=tel:1>03 80</a></p><p><span class=n>312</span><span>agents</span></p>"
            "<p><strong>Heures :</strong><span>9 h</span></p><p><a href=/a>Pass</a><a href=/a>35 €</a></p>",
            [
                "120 Ko Lire",
                "35 € Pass annuel",
                "Piscine Fermée",
                "Fermée Piscine",
                "Tél. 03 80",
                "312 agents",
                "Heures : 9 h",
                "Pass 35 €",
            ],
            id="labels that style alone sets apart",
        ),
        pytest.param(
            "<p><span class=x>L</span><span>a cour</span></p><p>V<mark class=x>al</mark>mont</p><p><b>S</b><span>ervice</span></p>"
            "<p>élu<span class=x>·es</span></p><p>12<span class=x>,50</span> €</p><p>90 m<span class=x>2</span></p>"
            "<p><span>1</span><span>000</span></p><p>CO<span class=x>2</span></p><p>agent<span class=x>(e)s</span></p>"
            "<p><span>www.</span><span>valmont.example</span></p><p><span>l’</span><span>école</span></p><p>9<span>h</span></p>",
            [
                "La cour",
                "Valmont",
                "Service",
                "élu·es",
                "12,50 €",
                "90 m2",
                "1000",
                "CO2",
                "agent(e)s",
                "www.valmont.example",
                "l’école",
                "9h",
            ],
            id="words cut into elements",
        ),
        pytest.param(
            "<p style='display:flex'><span>ouvert</span><span>lundi</span></p><p class='d-flex x'><b>plein</b><span>six</span></p>"
            "<p><span class=me-2>ouvert</span><span>lundi</span></p><p>bassin<span class='badge bg-info'>neuf</span></p>"
            "<p><span>ou</span><span>vert</span></p>",
            ["ouvert lundi", "plein six", "ouvert lundi", "bassin neuf", "ouvert"],
            id="words that have room between them",
        ),
        pytest.param(
            "<div><span class=tag>tilleuls</span><span class=tag>mercredi</span></div><p><span class=cat>info</span>mardi 3</p>"
            "<p>info<span class=post-date>mardi</span></p><p><time>3 mars</time><span>info</span></p>"
            "<p><label>nom</label><span>anne</span></p><p><a class=tag href=/a>eau</a><a class=tag href=/a>air</a></p>",
            ["tilleuls mercredi", "info mardi 3", "info mardi", "3 mars info", "nom anne", "eau air"],
            id="words that stand by themselves",
        ),
        pytest.param(
            "<p>Le 1<span class=date-rank>er</span> mars</p><p>21<span class=date-rank>st</span></p>"
            "<p><span class=tag>élu</span>es</p><p>Les S<span class=label>ervices</span></p>"
            "<p>l’<span class=cat>eau</span></p><p><span class=tag>eau</span>.</p>",
            ["Le 1er mars", "21st", "élues", "Les Services", "l’eau", "eau."],
            id="words of which a part is called so",
        ),
        pytest.param("<dl><dt>Maire</dt> <dd>Jean Dupuis</dd></dl>", ["Maire\tJean Dupuis"], id="a term and its text"),
        pytest.param("<dl><div><dt>A</dt><dd>1</dd><dd>2</dd></div></dl>", ["A\t1\t2"], id="a term with two texts"),
        pytest.param("<dl><dt>A</dt><dd><ul><li>un<li>deux</ul></dd></dl>", ["A", "un", "deux"], id="a term with a list"),
        pytest.param("<dl><dt>A</dt><dd>1</dd><dt>B</dt><dd>2</dd></dl>", ["A\t1", "B\t2"], id="two terms"),
        pytest.param("<table><tr><td>A</td><td></td><td>C</td></tr></table>", ["A\t\tC"], id="an empty cell"),
        pytest.param("<table><tr><td></td><td>2024</td></tr></table>", ["\t2024"], id="an empty first cell"),
        pytest.param("<table><tr><td>A</td><td>B<br>C</td><td>D</td></tr></table>", ["A\tB\nC\tD"], id="lines in a cell"),
        pytest.param("<ol start=3><li>A<li>B</ol>", ["3. A", "B"], id="items counted from three"),
        pytest.param("<ol start=3 type=a><li><p>A</p><li value=5>B</ol>", ["c. A", "e. B"], id="items counted by letters"),
        pytest.param("<ol reversed type=I><li>A<li>B</ol><p>C</p>", ["II. A", "B", "C"], id="items counted down"),
        pytest.param("<ol start=3><li></li></ol><p>C</p>", ["C"], id="an empty item"),
        pytest.param(
            "<div><div aria-hidden=true>•</div><p>A</p></div><div aria-hidden=true>●</div><p>B</p><div>◦</div><p>C</p>",
            ["A", "●", "B", "◦", "C"],
            id="a bullet in a box of its own",
        ),
        pytest.param(
            "<table><tr><td>A</td><td><i aria-hidden=true>✔️</i></td><td><a href=x><i aria-hidden=true>×</i></a></td></tr>"
            "<tr><td>B</td><td><p aria-hidden=true>•</p></td><td><i aria-hidden=true>✓</i><b>oui</b></td></tr>"
            "<tr><td><i aria-hidden=true>•</i></td><td>C</td></tr></table>",
            ["A\t✔️", "B\t•\toui", "C"],
            id="a sign is all that a cell behind its row's name says",
        ),
        pytest.param("<ol start=1><li>A</li></ol><ol start=x><li>B</li></ol>", ["A", "B"], id="items counted as usual"),
        pytest.param(
            "<ul><li><input type=checkbox checked disabled> A<li><input type=checkbox disabled> B<li><input type=checkbox> C</ul>",
            ["☑ A", "☐ B", "C"],
            id="boxes that nobody can tick",
        ),
        pytest.param("<p>A : <meter value=.6>60 %</meter></p>", ["A : 60 %"], id="a meter with its words"),
        pytest.param("<p>A : <meter value=.8>60 %</meter></p>", ["A : .8"], id="a meter with other words than it shows"),
        pytest.param("<p>A : <progress value=3 max=10></progress></p>", ["A : 3/10"], id="a bar"),
        pytest.param("<p>A : <progress max=10></progress><progress value=0 max=9></progress></p>", ["A :"], id="a bar that waits"),
        pytest.param(
            "<p>A</p><div role=progressbar aria-valuenow=25 aria-valuemax=100><i></i></div>", ["A", "25/100"], id="by role"
        ),
        pytest.param("<p>A</p><div role=progressbar aria-valuenow=25>25 %</div>", ["A", "25 %"], id="by role, in words"),
        pytest.param(
            "<table><tr><td>A</td><td><i class=x role=img aria-label=oui></i></td></tr></table>", ["A\toui"], id="an icon"
        ),
        pytest.param("<table><tr><td>A<td><svg aria-label=oui><path/></svg> <b title=non></b></table>", ["A\toui non"], id="icons"),
        pytest.param("<dl><dt>A</dt><dd><span><span title=non></span></span></dd></dl>", ["A\tnon"], id="an icon beside a term"),
        pytest.param("<table><tr><td>A</td><td>1 <i aria-label=euros></i></td></tr></table>", ["A\t1"], id="an icon beside words"),
        pytest.param("<table><tr><td>A<td><a href=/a><i aria-label=lire></i></a></table>", ["A"], id="the icon of a link"),
        pytest.param("<table><tr><td>A<td><i aria-hidden=true title=oui></i></table>", ["A"], id="an icon for the eye"),
        pytest.param("<table><tr><td>A<td><i class='fa fa-check' aria-hidden=true></i></table>", ["A\t✓"], id="an icon called yes"),
        pytest.param("<table><tr><td>A<td><i class='bi bi-x-lg'></i><td>1</table>", ["A\t✗\t1"], id="an icon called no"),
        pytest.param("<table><tr><td>A<td><svg><use href='/s.svg#icon-oui'/></svg></table>", ["A\t✓"], id="an icon of a set"),
        pytest.param("<table><tr><td>A<td><svg><use xlink:href='#non'/></svg></table>", ["A\t✗"], id="an icon of the page's own"),
        pytest.param("<table><tr><td>A<td><i class='fa fa-user'></i></table>", ["A"], id="an icon that is no answer"),
        pytest.param("<table><tr><td>A<td><img src=/i/oui.png alt=''></table>", ["A\t✓"], id="a picture called yes"),
        pytest.param("<table><tr><td>A<td><img src=/icon-cross.8f3a.svg></table>", ["A\t✗"], id="a picture called no"),
        pytest.param("<table><tr><td>A<td><img src=/i/cross-road.png alt=''></table>", ["A"], id="a picture of something else"),
        pytest.param("<table><tr><td>A<td><img src=/oui.png alt=''><img src=/b.png alt=''></table>", ["A"], id="two pictures"),
        pytest.param(
            "<table><tr><td>A<td><img src=/1.png alt=Oui><tr><td>B<td><img src=/0.png alt=non></table>",
            ["A\tOui", "B\tnon"],
            id="described",
        ),
        pytest.param(
            "<table><tr><td>A<td><img src=/vert.png alt=''><tr><td>B<td><img src=/icon-rouge.a81f.svg></table>",
            ["A\t🟩", "B\t🟥"],
            id="called a colour",
        ),
        pytest.param("<table><tr><td>A<td><img src=/lazy.svg data-src=/vert.png alt=''></table>", ["A\t🟩"], id="loaded later"),
        pytest.param(
            "<table><tr><td>A<td><img src=/spacer.gif alt=''><tr><td>B<td><img src=/tel.png alt=''></table>",
            ["A", "B"],
            id="for the look",
        ),
        pytest.param("<table><tr><td>A<td><img src=/i/c.svg alt='Ville'></table>", ["A\tVille"], id="an icon described"),
        pytest.param(
            "<table><tr><td>A<td><img src=/roy.jpg alt='Ann Roy'><tr><td>B<td><img src=/colin.jpg alt='Eva Colin'></table>",
            ["A", "B"],
            id="portraits",
        ),
        pytest.param(
            "<table><tr><td>A<td><a href=/a><img src=/p.png></a><tr><td>B<td><a href=/b><img src=/p.png></a></table>",
            ["A", "B"],
            id="pictures of links",
        ),
        pytest.param(
            "<table><tr><td>A<td><img src=/oui.png alt='la fiche de la commune'></table>",
            ["A"],
            id="long descriptions",
        ),
        pytest.param("<table><tr><td>A<td><img src=/non.png alt='le mardi'></table>", ["A\tle mardi"], id="a picture with words"),
        pytest.param("<p>A <img src=/oui.png alt=''></p>", ["A ✓"], id="a picture at the end of a line"),
        pytest.param("<p>A <img src=/oui.png alt=''>B</p>", ["A B"], id="a picture in a text"),
        pytest.param("<table><tr><td>A<td><i class='fa fa-check'></i> le mardi</table>", ["A\tle mardi"], id="an answer in words"),
        pytest.param("<table><tr><td>A<td><button><i class='fa fa-times'></i></button></table>", ["A"], id="a cross to press"),
        pytest.param("<table><tr><td>A<td><span class=no-print></span></table>", ["A"], id="no icon"),
        pytest.param("<p>A <i class='fa fa-check'></i></p>", ["A ✓"], id="a mark at the end of a line"),
        pytest.param(
            "<ul><li>A <i class='fa fa-check' aria-hidden=true></i><li>B <i class='fa fa-times'></i></ul>",
            ["A ✓", "B ✗"],
            id="answers of a list",
        ),
        pytest.param("<p>A <i class='fa fa-check'></i><br>B <i class='fa fa-times'></i></p>", ["A ✓\nB ✗"], id="answers of lines"),
        pytest.param(
            "<ul><li><i class='fa fa-check'></i> A<li><i class='fa fa-check'></i> B</ul>", ["A", "B"], id="ticks for bullets"
        ),
        pytest.param("<ul><li><i class='fa fa-check'></i> A<li><i class='fa fa-times'></i> B</ul>", ["A", "✗ B"], id="no bullet"),
        pytest.param("<ul><li><i class='bi bi-hourglass-split'></i> A</ul>", ["⏳ A"], id="how far it is"),
        pytest.param(
            "<ul><li><span class=fa-li><i class='far fa-square'></i></span>A<li><b><i class='fa fa-hourglass'></i> B</b> : C</ul>",
            ["☐ A", "⏳ B : C"],
            id="how far, in boxes of its own",
        ),
        pytest.param("<ul><li><svg class=icon><use href=#sandglass></use></svg> A</ul>", ["⏳ A"], id="how far, drawn"),
        pytest.param(
            "<ul><li><i class='fa fa-phone'></i> A<li><i class='fa fa-clock'></i> B<li><i class='fas fa-square'></i> C</ul>",
            ["A", "B", "C"],
            id="other icons",
        ),
        pytest.param(
            "<ul><li><span class='badge bg-success'></span> A<li><span class='badge bg-warning'>2</span> B</ul>",
            ["A", "2 B"],
            id="badges",
        ),
        pytest.param("<ul><li><button><i class='fa fa-ban'></i></button> A</ul>", ["A"], id="what one can do with an entry"),
        pytest.param("<p><i class='fa fa-check'></i></p><p>A</p>", ["A"], id="an ornament"),
        pytest.param("<p>A <i class='fa fa-chevron-right'></i></p>", ["A"], id="another icon"),
        pytest.param("<p><a href=/b>B</a> <i class='fa fa-check'></i></p>", ["B"], id="a mark of a link"),
        pytest.param("<p>A <i class='fa fa-times btn-close'></i></p>", ["A"], id="what closes"),
        pytest.param(
            "<p>La piscine est fermée.<i class='fa fa-times'></i></p>", ["La piscine est fermée."], id="what closes a notice"
        ),
        pytest.param("<div>A <i class='fa fa-close'></i></div>", ["A"], id="called a way to close"),
        pytest.param("<ul><li><i class='fa fa-times'></i> Pas de chien.</ul>", ["Pas de chien."], id="a bullet of a sentence"),
        pytest.param(
            "<div>A <i class='fa fa-check'></i></div><h3>B <i class='fa fa-times'></i></h3>", ["A ✓", "B ✗"], id="of any box"
        ),
        pytest.param("<p><strong>A <i class='fa fa-check'></i></strong></p>", ["A ✓"], id="in another voice"),
        pytest.param("<p>A <i class='fa fa-check'></i> (depuis 2024)</p>", ["A ✓ (depuis 2024)"], id="before brackets"),
        pytest.param("<p><a href=/a>Urbanisme</a><a href=/b>Logement</a></p>", ["Urbanisme Logement"], id="links side by side"),
        pytest.param("<p><a href=/a>Urba</a><a href=/a>nisme</a></p>", ["Urbanisme"], id="a link in two parts"),
        pytest.param("<p><span class=n>Ana Ruy</span><span class=t>03 80</span></p>", ["Ana Ruy 03 80"], id="labels side by side"),
        pytest.param(
            "<p><span class=l>V</span><span class=r>oirie</span> <b>M</b>ars</p>", ["Voirie Mars"], id="a letter drawn larger"
        ),
        pytest.param("<p><span class=n>12</span><span class=d>50</span></p>", ["1250"], id="a figure in two parts"),
        pytest.param("<p><span class=a>vou</span><span class=b>loir</span></p>", ["vouloir"], id="a word in two parts"),
        pytest.param(
            "<table><tr><td>A<td><i class=fa-toggle-off tabindex=0 data-toggle=tooltip title='reste 3 places'></i></table>",
            ["A\treste 3 places"],
            id="a sign with a bubble",
        ),
        pytest.param("<p>A <i aria-label=oui></i></p>", ["A"], id="an icon in a text"),
        pytest.param("<table><tr><td>A<td><i class=fa title=Supprimer></i></table>", ["A"], id="what one does with a row"),
        pytest.param('<table><tr><td>A<td><i title="Modifier la fiche"></i></table>', ["A"], id="what one does with it"),
        pytest.param("<table><tr><td>A<td><i aria-label=Herunterladen></i></table>", ["A"], id="what one does in German"),
        pytest.param("<table><tr><td>A<td><i onclick=x() title=Fiche></i></table>", ["A"], id="an icon to click"),
        pytest.param("<table><tr><td>A<td><b role=button title=Fiche></b></table>", ["A"], id="a button by its role"),
        pytest.param("<table><tr><td>A<td><span class=btn><i title=Fiche></i></span></table>", ["A"], id="an icon in a button"),
        pytest.param("<table><tr><td>A<td><span class=spinner aria-label=Attente></span></table>", ["A"], id="a ring"),
        pytest.param("<table><tr><td>A<td><i aria-label=Chargement></i></table>", ["A"], id="what comes"),
        pytest.param('<table><tr><td>A<td><i title="il reste 3 jours 4 h"></i></table>', ["A"], id="a time that runs"),
        pytest.param("<table><tr><td>A<td><i role=timer title=3></i></table>", ["A"], id="a clock"),
        pytest.param(
            "<table><tr><th>A<i title=Croissant></i><th><i title=Croissant></i><tr><td>B<td>C</table>",
            ["A", "B\tC"],
            id="a heads icon",
        ),
        pytest.param(
            "<table><thead><tr><td>A<td><i title=Croissant></i></thead><tr><td>B<td>C</table>", ["A", "B\tC"], id="of a head in td"
        ),
        pytest.param("<table><tr><td>A<td><i class='fa fa-times' title='Non ouvert'></i></table>", ["A\tNon ouvert"], id="a cross"),
        pytest.param("<table><tr><td>A<td><i class='fa fa-check' title='Atelier'></i></table>", ["A\tAtelier"], id="a tick"),
        pytest.param('<p>A : <input readonly value="M. Haas"> B</p>', ["A : M. Haas B"], id="a field to be read"),
        pytest.param('<p>A : <input value="M. Haas"> B</p>', ["A :  B"], id="a field to be filled in"),
        pytest.param('<form><p>A : <input readonly value="28/11/2026"></p></form>', ["A :"], id="a field of a form"),
        pytest.param(
            '<form><p>A : <input readonly value="35 €"></p><p>B : <input name=b></p></form>',
            ["A : 35 €", "B :"],
            id="a price in a form",
        ),
        pytest.param(
            '<form><p>A : <input readonly value="M. Haas"></p><p>B : <input name=b></p></form>', ["A :", "B :"], id="who it is for"
        ),
        pytest.param(
            '<form><p>A : <input disabled value="M. Haas"></p></form>', ["A : M. Haas"], id="a form in which nobody chooses"
        ),
        pytest.param(
            '<form><fieldset disabled><p>A : <input value="M. Haas"></p></fieldset></form>', ["A : M. Haas"], id="a field set shut"
        ),
        pytest.param(
            '<fieldset disabled><fieldset><p>A : <input value="M. Haas"> <input type=checkbox></p></fieldset></fieldset>',
            ["A : M. Haas ☐"],
            id="a set in a shut one",
        ),
        pytest.param("<p>A</p><select readonly><option>un<option>deux</select>", ["A", "un\ndeux"], id="a choice that can be made"),
        pytest.param(
            '<form><h2>A</h2><p>B : <input readonly value="M. Haas"></p><h2>C</h2><p>D</p><input name=q></form>',
            ["A", "B : M. Haas", "C", "D"],
            id="a form around a page",
        ),
        pytest.param('<p>A : <input readonly value="a8f7e6d5c4"> <input readonly value=K9X3T></p>', ["A :"], id="tokens"),
        pytest.param("<p>A <select disabled><option>un<option selected>deux</select></p>", ["A deux"], id="a choice that is made"),
        pytest.param(
            "<p>A</p><select><option value=fr>Français<option value=/en/>English</select>", ["A"], id="languages of the page"
        ),
        pytest.param("<p>A</p><select><option>Anglais<option>Breton</select>", ["A", "Anglais\nBreton"], id="languages taught"),
        pytest.param("<p>A</p><textarea readonly>https://v.example/a?b</textarea>", ["A"], id="an address to be copied"),
        pytest.param(
            "<p>90 m<sup>2</sup>, 10<sup>-3</sup>, 1<sup>er</sup>, CO<sub>2</sub></p>", ["90 m², 10⁻³, 1er, CO2"], id="raised"
        ),
        pytest.param(
            "<div role=row><span role=cell>A</span><span role=cell>1</span> <b role=cell></b><i role=cell>2</i></div>",
            ["A\t1\t\t2"],
            id="cells by their roles",
        ),
        pytest.param(
            "<div role=row>Vu <span role=cell>A</span> <span role=cell>B</span></div>", ["Vu A B"], id="words beside cells"
        ),
        pytest.param(
            "<ul><li><b class=s>Voirie</b><i class=n>12</i><li><b class=s>Eau</b><i class=n>3</i></ul>",
            ["Voirie\t12", "Eau\t3"],
            id="items of the same classed words",
        ),
        pytest.param(
            "<ul><li><b class=s>Voirie</b><i class=n>12</i><li><b class=s>—</b><i class=n>3</i></ul>",
            ["Voirie\t12", "—\t3"],
            id="one whose name is a mark",
        ),
        pytest.param(
            "<ul><li><b class=s>Voirie</b><i class=n>12</i><li><b class=s>Eau</b><li>Bois</ul>",
            ["Voirie\t12", "Eau", "Bois"],
            id="items that lack some of them",
        ),
        pytest.param(
            "<ul><li><b class=l>V</b><i class=r>oirie</i><li><b class=l>E</b><i class=r>au</i></ul>",
            ["Voirie", "Eau"],
            id="initials",
        ),
        pytest.param("<svg><g><text>Effectif <tspan>12</tspan></text></g></svg>", ["Effectif 12"], id="words of a drawing"),
        pytest.param("<p>Voir <svg><title>Icône</title><path/></svg>ici</p>", ["Voir ici"], id="a drawing without words"),
        pytest.param(
            "<p>Lieu <select><option>Mairie</option><option>Annexe</option></select> au choix</p>",
            ["Lieu\nMairie\nAnnexe\nau choix"],
            id="what is to be chosen from",
        ),
        pytest.param("<p>Un <ins>mot</ins> de plus</p>", ["Un mot de plus"], id="ins is plain text"),
    ],
)
def test_lines_are_lines_and_cells_are_cells(html: str, texts: list[str]) -> None:
    """3.24, 3.28"""
    assert [b.text for b in blocks(html)] == texts


@pytest.mark.parametrize(
    ("style", "text"),
    [
        pytest.param('.ex::after{content:" (par intérim)"}', "Mme Faure (par intérim)", id="after"),
        pytest.param("span.ex:before{content:'vacant \\2014\\a0'}", "vacant —\xa0Mme Faure", id="before, with escapes"),
        pytest.param(".ex::after{content:'(un)'} .ex::after{content:' (deux)'}", "Mme Faure (deux)", id="the later rule"),
        pytest.param(".ex::after{content:'\\f101'}", "Mme Faure", id="an icon"),
        pytest.param(".ex::after{content:' »'} .x{justify-content:'center'}", "Mme Faure", id="a sign"),
        pytest.param(".ex::after{content:attr(title)}", "Mme Faure", id="an attribute"),
        pytest.param("@media print{.ex::after{content:' (deux)'}}", "Mme Faure", id="on paper"),
        pytest.param(".menu .ex::after{content:' (deux)'} b.ex::after{content:' (trois)'}", "Mme Faure", id="of other elements"),
    ],
)
def test_what_a_style_of_the_page_writes_is_text(style: str, text: str) -> None:
    """3.28: words of a rule for the element's class, as it is shown on every screen."""
    assert [b.text for b in blocks('<p><span class="ex">Mme Faure</span></p>', style)] == [text]


RECTS = "".join(f'<rect x="{20 * n}" y="3" width="15" height="{9 + n}"/>' for n in range(24))


@pytest.mark.parametrize(
    ("svg", "is_told"),
    [
        pytest.param(f'<svg width="400" height="200">{RECTS[:240]}</svg>', True, id="a few strokes, as large as a picture"),
        pytest.param(f'<svg width="100%" viewBox="0 0 100 50">{RECTS}</svg>', True, id="many, as wide as the text"),
        pytest.param(f'<svg class="w" viewBox="0 0 24 24">{RECTS[:240]}</svg>', False, id="few, of a size not told"),
        pytest.param(f'<svg width="24" height="24" viewBox="0 0 100 50">{RECTS}</svg>', False, id="an icon"),
        pytest.param(f'<svg width="400" height="200" aria-hidden="true">{RECTS}</svg>', False, id="an ornament"),
    ],
)
def test_a_drawing_without_words_beside_a_text_is_a_picture(svg: str, is_told: bool) -> None:
    """3.28: compared by all that it draws."""
    drawn = [blocks(f"<p>Le plan des locaux.</p>{one}")[0].pictures for one in (svg, svg.replace('height="10"', 'height="12"'))]
    assert (drawn[0] != drawn[1]) == is_told


@pytest.mark.parametrize(
    ("inside", "texts"),
    [
        pytest.param(
            "<ul><li>Mme Roux, directrice<li>M. Petit</ul>", ["Services", "Mme Roux, directrice", "M. Petit"], id="a list"
        ),
        pytest.param("<h3>Port</h3><p>M. Le Goff</p>", ["Services", "Port", "M. Le Goff"], id="a card"),
        pytest.param("<h3>Carte</h3><p>Activez JavaScript pour la voir.</p>", ["Services"], id="a word about scripts"),
        pytest.param("<p>Rien à voir.</p>", ["Services"], id="a line"),
        pytest.param('<p><img src="/p.gif" alt=""></p><p></p>', ["Services"], id="a picture that counts"),
    ],
)
def test_what_stands_for_a_script_is_text(inside: str, texts: list[str]) -> None:
    """3.5: a list that only readers without scripts are shown as it is."""
    assert [b.text for b in blocks(f"<h2>Services</h2><div></div><noscript>{inside}</noscript>")] == texts


@pytest.mark.parametrize(
    ("html", "struck"),
    [
        pytest.param("<p><del>Un deux</del> trois</p>", ["Un deux"], id="del"),
        pytest.param("<p>Un <s> deux </s> trois <strike>quatre</strike></p>", ["deux", "quatre"], id="s and strike"),
        pytest.param("<p style='text-decoration: line-through red'>Un</p>", ["Un"], id="its own style"),
        pytest.param("<ul><li class='x barre'>Un <b>deux</b></li></ul>", ["Un deux"], id="a class"),
        pytest.param("<div class=barre><p>Un</p><p>Deux</p></div>", ["Un", "Deux"], id="around blocks"),
        pytest.param("<p><s style='text-decoration:none'>Un</s></p>", [], id="taken back"),
        pytest.param("<table><tr><td>A</td><td><s>B</s></td></tr></table>", ["B"], id="a cell"),
        pytest.param("<p>Un<br><del>deux<br>trois</del></p>", ["deux\ntrois"], id="lines"),
    ],
)
def test_struck_words_are_spans_of_the_text(html: str, struck: list[str]) -> None:
    """3.28"""
    assert [b.text[i:j] for b in blocks(html, ".barre{text-decoration:line-through}") for i, j in b.struck] == struck


@pytest.mark.parametrize(
    ("html", "facts"),
    [
        pytest.param(
            "<p>Lire <a href='../a.html?x=1#y'>le plan</a></p>",
            {"links": [("le plan", PLAN)]},
            id="a link",
        ),
        pytest.param("<p><a href='MAILTO:a@b.example'>Écrire</a></p>", {"links": [("Écrire", "MAILTO:a@b.example")]}, id="mail"),
        pytest.param("<p>A</p><p><a href=/o.pdf></a></p>", {"links": [("", "https://v.example/o.pdf")]}, id="a viewer's file"),
        pytest.param(
            "<p>A</p><p><a href=/o.png><img src=/o-300x200.png alt=''></a></p>",
            {"links": [("", "https://v.example/o.png")]},
            id="a thumbnail",
        ),
        pytest.param(
            "<p>A</p><p><a href=/o.pdf aria-label=Plan><i></i></a></p>",
            {"links": [("Plan", "https://v.example/o.pdf")]},
            id="a labelled icon",
        ),
        *(
            pytest.param(html, {"links": [("Plan", "https://v.example/o-2.pdf")]}, id=html)
            for html in (
                "<p><a href='#' onclick=\"window.open('/o-2.pdf')\">Plan</a></p>",
                "<p><a href=\"javascript:popup('/o-2.pdf')\">Plan</a></p>",
                "<p>A <button onclick=\"location.href='/o-2.pdf'\">Plan</button></p>",
                "<p>A <button data-url=/o-2.pdf>Plan</button></p>",
                "<div data-href=/o-2.pdf>Plan</div>",
                "<div class=_df_thumb source=/o-2.pdf>Plan</div>",
            )
        ),
        pytest.param(
            "<p>A</p><div class=_df_book source=//c.example/p.pdf></div>", {"frames": [("", f"{MAP}.pdf")]}, id="a viewer"
        ),
        *(
            pytest.param(html, {}, id=html)
            for html in (
                "<p><a href='#' onclick=\"window.open('/popup?sid=a7')\">Plan</a></p>",
                "<div data-src=/bloc.php?token=7 data-bg=/i/a.jpg>Plan</div>",
                "<p>Un texte de la ville sur ses services.</p><button onclick=\"window.print('/page.pdf')\">Imprimer</button>",
                "<p>A <button data-url=/agenda.json>Plan</button></p>",
                "<p>Un texte de la ville sur ses services.</p><button data-url=/o-2.pdf>Partager</button>",
                "<p>A <button data-ga-label=/o-2.pdf>Fermer</button></p>",
                "<p>A <button onclick=\"window.open('/export/page_1733086400.pdf')\">Version PDF</button></p>",
                "<div data-print-url=/page.pdf>Plan</div>",
                f"<div data-url=/o-2.pdf><p>{'Les services communs. ' * 20}</p></div>",
            )
        ),
        pytest.param(
            "<div data-href=/o-2.pdf><a href=/page>Plan</a></div>",
            {"links": [("Plan", "https://v.example/page")]},
            id="a link within",
        ),
        pytest.param(
            "<p><a href=/page onclick=\"count('/o-2.pdf')\">Plan</a></p>",
            {"links": [("Plan", "https://v.example/page")]},
            id="what is counted at a click",
        ),
        pytest.param("<p>A</p><p><a href=/page></a><a href=/f><img src=/f.svg alt=''></a></p>", {}, id="a wordless link to a page"),
        pytest.param("<p><a href='#a'>Haut</a> <a href='#'>x</a> <a>y</a></p>", {}, id="places of this page"),
        pytest.param("<p><a href='javascript:decode(&quot;x&quot;)'>Écrire</a></p>", {}, id="a script"),
        pytest.param("<p><a href='/cdn-cgi/l/email-protection#12ab'>[email protected]</a></p>", {}, id="scrambled"),
        pytest.param("<p>A</p><img src=/i/a.jpg alt='Le maire'>", {"pictures": [("Le maire", PICTURE)]}, id="a picture"),
        pytest.param(
            "<p>A</p><img src='data:image/gif;base64,x' data-src=/i/a.jpg alt=M>",
            {"pictures": [("M", PICTURE)]},
            id="lazy",
        ),
        pytest.param(
            "<p>A</p><picture><source srcset=/i/b.webp><source srcset=/i/c.webp><img src=/i/a.jpg alt='Le maire'></picture>",
            {"pictures": [("Le maire", PICTURE)]},
            id="a picture in several forms",
        ),
        pytest.param("<p>A</p><img src=/i/a.jpg alt=''><img src=/b.png role=presentation>", {}, id="ornaments"),
        pytest.param(
            "<p>A</p><img src=/i/organigramme-2026.png alt=''>",
            {"pictures": [("", PICTURE.replace("a.jpg", "organigramme-2026.png"))]},
            id="called a chart by its file",
        ),
        pytest.param(
            "<figure><img src=/i/a.jpg alt=''><figcaption>Les services</figcaption></figure>",
            {"pictures": [("", PICTURE)]},
            id="captioned",
        ),
        pytest.param("<p>A</p><figure><img src=/i/a.jpg alt=''><figcaption> </figcaption></figure>", {}, id="an empty caption"),
        pytest.param("<p>A</p><img src=/icons/organigramme.svg alt=''>", {}, id="an icon called a chart"),
        pytest.param(
            "<table><tr><td>A<td><img src=/i/a.png alt='Plan'></table>",
            {"pictures": [("Plan", PICTURE.replace("jpg", "png"))]},
            id="and its word",
        ),
        pytest.param("<p>A</p><img src=/pixel.gif width=1 height=1><img src='data:x' alt=M>", {}, id="a pixel"),
        pytest.param("<p>A</p><iframe src=//c.example/p title=Carte></iframe>", {"frames": [("Carte", MAP)]}, id="a frame"),
        pytest.param("<p>A</p><iframe src=//t.example/x width=0 height=0></iframe>", {}, id="a frame that nobody sees"),
        *(
            pytest.param(f"<p>A</p>{shown}", {"frames": [("", MAP)]}, id=shown)
            for shown in (
                "<object data=//c.example/p type=application/pdf><p>Votre navigateur ne l’ouvre pas.</p></object>",
                "<embed src=//c.example/p>",
                "<audio src=//c.example/p></audio>",
                "<video poster=/i/a.jpg><source src=//c.example/p><source src=/b></video>",
            )
        ),
        pytest.param("<p>A</p><video src=blob:x></video><object data=/x.swf width=1 height=1></object>", {}, id="nothing to see"),
        pytest.param(
            "<p>A</p><a href=//c.example/p><img src=/i/a.jpg alt=Plan></a>",
            {"links": [("Plan", MAP)], "pictures": [("Plan", PICTURE)]},
            id="a picture that leads somewhere",
        ),
        pytest.param(
            "<p><a href=//c.example/p>Plan</a></p><a href=//c.example/p><img src=/i/a.jpg alt=M></a>",
            {"links": [("Plan", MAP)], "pictures": [("M", PICTURE)]},
            id="a picture that leads where words do",
        ),
        pytest.param(
            "<p>A</p><div role=img aria-label='Jauge : 75'></div><button><div role=img aria-label=Lire></div></button>",
            {"pictures": [("Jauge : 75", f"{SITE}#drawing-labelled")]},
            id="a box that is a picture",
        ),
        *(
            pytest.param(f"<p>A</p><div class='{called}'><div role=img aria-label='{label}'></div></div>", {}, id=label)
            for called, label in (
                ("x", "128 vues"),
                ("x", "4,3 sur 5 (128 avis)"),
                ("x", "Ouvert · Ferme à 18 h"),
                ("meteo", "Ensoleillé, 22 °C"),
                ("x", "Météo : pluie, 14 °C"),
            )
        ),
        *(
            pytest.param(
                f"<p>A</p><div class='{called}'><div role=img aria-label='{label}'></div></div>",
                {"pictures": [(label, f"{SITE}#drawing-labelled")]},
                id=label,
            )
            for called, label in (
                ("x", "Bassin : 27 °C"),
                ("x", "128 places libres"),
                ("meteo", "Vigilance orange"),
                ("x", "Budget : 12 400 €"),
                ("x", "Maire : Ada Colin"),
                ("x", "Fermé jusqu’au 3 mars"),
                ("x", "Avis : 128 personnes pour"),
            )
        ),
    ],
)
def test_what_stands_beside_the_words(html: str, facts: dict[str, Any]) -> None:
    """3.28"""
    (block,) = blocks(html)
    beside = {name: value for name, value in block.facts().items() if name != "marks"}  # icons: tests/compare/test_line_marks.py
    assert {name: [tuple(one.values()) for one in value] for name, value in beside.items()} == facts


@pytest.mark.parametrize(
    ("html", "where"),
    [
        pytest.param("<p>un</p><p>deux</p><img src=/a.jpg alt=M><p>trois</p>", "deux", id="between paragraphs"),
        pytest.param("<p>un</p><div><img src=/a.jpg alt=M><p>deux</p></div>", "deux", id="at the head of a card"),
        pytest.param(
            "<p>un</p><figure><a href=/b><img src=/a.jpg alt=M></a><figcaption>deux</figcaption></figure>", "deux", id="figure"
        ),
        pytest.param("<div><p>un</p><img src=/a.jpg alt=M></div><p>deux</p>", "un", id="at the foot of a card"),
        pytest.param("<h3>titre</h3><img src=/a.jpg alt=M><p>deux</p>", "deux", id="under a heading"),
        pytest.param("<img src=/a.jpg alt=M><p>un</p>", "un", id="first of all"),
    ],
)
def test_a_picture_is_a_fact_of_the_block_it_goes_with(html: str, where: str) -> None:
    """3.28"""
    assert [b.text for b in blocks(html) if b.pictures] == [where]


def test_a_drawing_as_large_as_a_picture_is_one_by_its_name() -> None:
    """3.28: an icon that has one is none."""
    large, small = (f"<svg width={side} height={side}><title>Salle A</title><rect/></svg>" for side in (200, 16))
    assert [[one.alt for one in b.pictures] for b in blocks(f"<p>A</p>{large}{small}")] == [["Salle A"]]


def test_a_cell_knows_what_its_column_is_headed() -> None:
    """3.24: under spans too; a header row has no heads itself."""
    rows = (
        "<tr><th rowspan=2>Service</th><th colspan=2>Effectif</th></tr><tr><th>2023</th><th>2024</th></tr>"
        "<tr><td rowspan=2>Voirie</td><td>12</td><td>13</td></tr><tr><td>4</td><td>5</td></tr>"
    )
    found = {b.text: b.columns for b in blocks(f"<table>{rows}</table>")}
    assert found["Voirie\t12\t13"] == ("Service", "2023", "2024")
    assert found["4\t5"] == ("2023", "2024")
    assert found["Service\tEffectif"] == ()


def test_a_cell_by_its_role_knows_what_its_column_is_headed() -> None:
    """3.24"""
    head = "<div role=row><span role=columnheader>Service</span><span role=columnheader>Agents</span></div>"
    rows = "<div role=row><span role=cell>Voirie</span><span role=cell>12</span></div>"
    found = blocks(f"<div role=table><div role=rowgroup>{head}</div>{rows}</div>")
    assert [(b.kind, b.text, b.columns) for b in found] == [
        ("table_row", "Service\tAgents", ()),
        ("table_row", "Voirie\t12", ("Service", "Agents")),
    ]


def test_where_a_head_may_be_broken_is_no_part_of_it() -> None:
    """3.24: `<wbr>`, in a cell that reaches down, too; a line that breaks, and a space beside, part its words."""
    heads = "<tr><th>Pôle</th><th>Respon<wbr>sable</th><th>Nom <wbr>usuel</th><th>Temps<br>partiel</th></tr>"
    rows = "<tr><td rowspan=2>Adminis<wbr>tration</td><td>A</td><td>B</td><td>C</td></tr><tr><td>D</td><td>E</td><td>F</td></tr>"
    *_, last = blocks(f"<table>{heads}{rows}</table>")
    assert (last.above, last.columns) == (("Administration",), ("Responsable", "Nom usuel", "Temps partiel"))


def test_a_first_row_in_bold_heads_the_columns() -> None:
    """3.24: as word processors write tables; where all rows are in bold it heads nothing."""
    head, row = "<tr><td><b>Lieu</b></td><td><p><b>Gardien</b></p></td></tr>", "<tr><td>Gymnase</td><td>M. Roth</td></tr>"
    bold = "<tr><td><b>Gymnase</b></td><td><b>M. Roth</b></td></tr>"
    pages = [Page.parse(f"<main><table>{head}{one}{one}</table></main>", "https://v.example/") for one in (row, bold)]
    assert [page.blocks_of(page.body)[1].columns for page in pages] == [("Lieu", "Gardien"), ()]


@pytest.mark.parametrize(
    ("first", "others", "heads"),
    [
        pytest.param("<td><td>Ville<td>Métropole", ("<td>Agents", "<td>Budget"), ("", "Ville", "Métropole"), id="empty"),
        pytest.param("<td>&nbsp;<td><b>Ville</b><td><b>Métropole</b>", ("<td>A", "<td>B"), ("", "Ville", "Métropole"), id="bold"),
        pytest.param("<td><td>Luc Petit<td>DGA", ("<td>", "<td>Pôle"), (), id="a name that goes on"),
        pytest.param("<td><img src=a.jpg><td>Luc Petit<td>DGA", ("<td>Anne", "<td>Guy"), (), id="a portrait"),
        pytest.param("<td><td>2025<td>2026", ("<td>Agents", "<td>Budget"), ("", "2025", "2026"), id="years"),
        pytest.param("<td><td>Luc Petit<td>Métropole", ("<td>Agents", "<td>Budget"), (), id="somebody"),
        pytest.param("<td><td>M. Xyl<td>Métropole", ("<td>Agents", "<td>Budget"), (), id="somebody by a civility"),
        pytest.param("<td><td>Mairie<td>04 50 11 11 11", ("<td>Agents", "<td>Budget"), (), id="a number to call"),
        pytest.param("<td><td>Ville<td>430", ("<td>Agents", "<td>Budget"), (), id="said by its column"),
        pytest.param("<td><td>Ville<td>", ("<td>Agents", "<td>Budget"), (), id="another one empty"),
        pytest.param("<td><td>Ville<td>Métropole", ("<td>Agents",), (), id="one row"),
        pytest.param("<tr><td>Ville<td>430<td>12", ("<td>Agents", "<td>Budget"), (), id="no cell"),
    ],
)
def test_a_first_row_with_an_empty_corner_heads_the_columns(first: str, others: tuple[str, ...], heads: tuple[str, ...]) -> None:
    """3.24: as who fills a table in an editor leaves it, without a head of its own."""
    rows = "".join(f"<tr>{name}<td>820<td>430" for name in others)
    assert blocks(f"<table><tr>{first}{rows}</table>")[1].columns == heads


@pytest.mark.parametrize(
    ("first", "others", "heads"),
    [
        pytest.param("Service|Responsable|Agents|Part", ("Paie|Luc Petit|12|50 %", "Eau|Ana Silva|1 7|2,5 %"), True, id="amounts"),
        pytest.param("Service|Responsable|Agents", ("Paie|Luc Petit|12", "Achats|Ana Silva|7"), False, id="one column of amounts"),
        pytest.param("Paie|Luc Petit|aucun|nulle", ("Achats|Ana Silva|1|2 %", "Eau|Jo Blin|2|3 %"), False, id="somebody"),
        pytest.param("Service|Agents", ("Paie|12", "Achats|7"), False, id="two columns"),
        pytest.param("Lundi|fermé|sur rendez-vous", ("Mardi|9 h – 12 h|14 h – 17 h", "Jeudi|9 h|14 h"), False, id="hours"),
        pytest.param("Paie|Luc Petit|12", ("Achats|Ana Silva|7", "Eau|Jo Blin|3"), False, id="no heads"),
        pytest.param("Paie|néant|néant", ("Achats|4|7", "Eau|2|3"), False, id="one word twice"),
        pytest.param("Service|Agents|Site", ("Paie|12|Mairie",), False, id="one row"),
        pytest.param("Service|Agents|Part", ("Paie|12|tout", "Achats|sept|5 %"), False, id="no columns of amounts"),
    ],
)
def test_a_first_row_of_words_over_amounts_heads_the_columns(first: str, others: tuple[str, ...], heads: bool) -> None:
    """3.24: as pasted from an office program, without a head of its own."""
    rows = "".join(f"<tr><td>{row.replace('|', '<td>')}" for row in (first, *others))
    assert blocks(f"<table>{rows}</table>")[1].columns == (tuple(first.split("|")) if heads else ())


@pytest.mark.parametrize("first", ["<td><td>Siège<td>Accueil", "<td><b>Maire</b><td><b>Luc Petit</b><td><b>Mairie</b>"])
def test_a_first_row_that_says_what_others_say_heads_nothing(first: str) -> None:
    """3.24: who heads the administration has no pole, and who is mayor stands in bold."""
    rows = "<tr><td>Pôle ressources<td>Annexe<td>Gare<tr><td>Pôle technique<td>Dépôt<td>Port"
    assert blocks(f"<table><tr>{first}{rows}</table>")[1].columns == ()


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        pytest.param("<x-a><tree><p>M. Klein</p></tree></x-a>", ["M. Klein"], id="a tree"),
        pytest.param(
            "<x-a><tree><p>M. <slot>N.</slot> dirige</p><slot name=t>-</slot></tree>Klein<b slot=t>T</b></x-a>",
            ["M. Klein dirige", "T"],
            id="slots, in the tree's order",
        ),
        pytest.param("<x-a><tree><p><slot>vacant</slot></p></tree></x-a>", ["vacant"], id="an empty slot"),
        pytest.param("<x-a><tree><p>A</p></tree><p>B</p></x-a>", ["A"], id="what fits no slot"),
        pytest.param(
            "<x-a><tree><x-b><tree><h3><slot name=q></slot></h3><slot></slot></tree>"
            "<slot name=t slot=q></slot><slot></slot></x-b></tree>Mots<b slot=t>Titre</b></x-a>",
            ["Titre", "Mots"],
            id="a tree within a tree",
        ),
        pytest.param(
            "<x-a><tree>A<slot></slot></tree><tree>B</tree>C</x-a>",
            ["AC"],
            id="only the first",
        ),
        pytest.param(
            "<x-a><tree><style>.h{display:none}</style><p class=h>A</p><p>B</p></tree></x-a><p class=h>C</p>",
            ["B", "C"],
            id="its styles are its own",
        ),
        pytest.param("<p>A</p><template><p>B</p></template>", ["A"], id="a plain template"),
    ],
)
def test_a_declared_tree_is_read_as_browsers_show_it(html: str, texts: list[str]) -> None:
    """3.28"""
    html = html.replace("<tree>", "<template shadowrootmode=open>").replace("</tree>", "</template>")
    assert [b.text for b in blocks(html)] == texts


def test_a_declared_tree_is_never_taken_in_by_its_figures_alone() -> None:
    """(§9) A figure in a slot may be a heading's, so that the digest of the page counts it; no region stands alone."""
    html = (
        "<html><head><title>V</title></head><body><div id=m><x-a><template shadowrootmode=open><h2><slot></slot></h2></template>"
        "<span>Budget {}</span></x-a><p>Le service commun instruit.</p></div></body></html>"
    )
    recipe = Recipe(sections=(SectionRecipe(item="texte", css=("#m",)),))
    pages = [Page.parse(html.format(year), SITE) for year in (2026, 2027)]
    assert not any(stand_alone(page, recipe) for page in pages)
    trees = [parsed(html.format(year)) for year in (2026, 2027)]
    assert len({glance(tree, SITE, recipe, (), (), alone=False) for tree in trees if tree is not None}) == 2


def test_a_cell_over_several_rows_is_known_to_each_of_them() -> None:
    """3.24: the office of a row stands in a cell above it; the text of the row is what it was."""
    rows = (
        "<tr><th>Service</th><th>Responsable</th><th>Bureau</th></tr>"
        "<tr><td rowspan=2>Voirie</td><td>M. Roux</td><td>4</td></tr><tr><td>Mme Petit (adjointe)</td><td>5</td></tr>"
    )
    found = blocks(f"<table>{rows}</table>")
    assert [(b.text, b.above) for b in found[1:]] == [("Voirie\tM. Roux\t4", ()), ("Mme Petit (adjointe)\t5", ("Voirie",))]
    plain = blocks(f"<table>{rows.replace('th>', 'td>')}</table>")
    assert plain[-1].above == ("Voirie",)


def test_a_form_whose_only_field_is_fixed_asks_nothing() -> None:
    """3.28: « Prix : 35 € » in a field that nobody can fill is what the page says; a field to write in is none of its text."""
    for field, texts in (("readonly", ["Le pass", "Prix 35 €"]), ("disabled", ["Le pass", "Prix 35 €"]), ("", ["Le pass"])):
        form = f'<form action=/p><label>Prix</label> <input type=text {field} value="35 €"><button>Acheter</button></form>'
        assert [block.text for block in blocks(f"<p>Le pass</p>{form}")] == texts, field


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param(
            '<p><span class="counter-number" data-duration="2000" data-to-value="1500" data-from-value="0">0</span> agents</p>',
            "1500 agents",
            id="to-value",
        ),
        pytest.param('<p><b data-target="14">0</b> services</p>', "14 services", id="target"),
        pytest.param('<p><span class="odometer" data-count="14"></span> services</p>', "14 services", id="nothing-yet"),
        pytest.param('<p><i data-from="5" data-to="14" data-speed="900">5</i> services</p>', "14 services", id="from-another"),
        pytest.param('<p><span data-counter-end="14" data-counter-start="0">0</span> services</p>', "14 services", id="end"),
        # No figure that a script counts up
        pytest.param('<p><span data-count="14">12</span> services</p>', "12 services", id="says-its-own"),
        pytest.param('<p><span class="counter" data-duration="14">0</span> service</p>', "0 service", id="takes-so-long"),
        pytest.param('<p><span data-index="14">0</span> service</p>', "0 service", id="is-the-nth"),
        pytest.param('<p><span data-value="4"></span> étoiles</p>', "étoiles", id="is-worth"),
        pytest.param('<p><a data-target="#p14">0</a> service</p>', "0 service", id="opens"),
        pytest.param('<p><span data-target="14">Paie</span></p>', "Paie", id="words"),
    ],
)
def test_a_figure_that_a_script_counts_up_is_read_as_it_will_stand(html: str, text: str) -> None:
    """3.28: « 0 services communs » was read of any number of them."""
    assert [block.text for block in blocks(html)] == [text]


def test_the_parts_of_a_picture_that_one_clicks_on_are_entries() -> None:
    """3.28: each with its name and where it leads, at the picture that uses the map, wherever the map stands; no other map."""
    areas = "<area href=/dg alt='Direction générale' coords=1,2><area nohref title='Eau : Luc Petit'><area href=/x coords=3>"
    shown = blocks(
        f"<p>Plan <img src=/i/a.jpg alt=Plan usemap='#m'> ci-dessus</p><map name=m>{areas}</map><map name=old><area alt=Non></map>"
    )
    assert [block.text for block in shown] == ["Plan", "Direction générale", "Eau : Luc Petit", "ci-dessus"]
    assert [link.url for block in shown for link in block.links] == ["https://v.example/dg"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        pytest.param("<svg role=img><title>Oui</title><path d=M0 /></svg>", "Paie\tOui", id="named"),
        pytest.param("<svg aria-hidden=true><title>Oui</title><path d=M0 /></svg>", "Paie", id="hidden"),
        pytest.param("<svg><title>Modifier</title><path d=M0 /></svg>", "Paie", id="a tool"),
        pytest.param("<a href=/x><svg><title>Fiche</title><path d=M0 /></svg></a>", "Paie", id="a link's picture"),
        pytest.param("<svg><title>Oui</title><path d=M0 /></svg> oui, en partie", "Paie\toui, en partie", id="beside words"),
    ],
)
def test_a_drawing_that_is_all_of_a_cell_says_its_title(cell: str, text: str) -> None:
    """3.28"""
    *_, row = blocks(f"<table><tr><th>Service<th>Commun<tr><td>Paie<td>{cell}</table>")
    assert row.text == text


@pytest.mark.parametrize(
    "link",
    [
        "<a href=/eau>{}Le règlement</a>",
        "<a href=/eau>{} <b>Le</b> règlement</a>",
        "Lire : <a href=/eau><span>{}</span>Le règlement</a>",
        "<a href=/bois>Le bois</a> et <a href=/eau>{}Le règlement</a>",
    ],
)
@pytest.mark.parametrize("sign", ["<span class=material-icons aria-hidden=true>description</span>", "<i hidden>file</i>"])
def test_a_link_that_begins_with_a_hidden_word_leads_somewhere(link: str, sign: str) -> None:
    """3.28: the name of an icon is hidden from everybody; what is left of the link's words is its name."""
    (with_sign,), (without,) = (blocks(f"<p>{link.format(one)}</p>") for one in (sign, ""))
    assert (canonical(with_sign.text), with_sign.links) == (canonical(without.text), without.links)
    assert (with_sign.links[-1].text, with_sign.links[-1].url) == ("Le règlement", "https://v.example/eau")


def test_of_a_link_that_is_hidden_wholly_none_is_told() -> None:
    """3.28"""
    assert blocks("<p><a href=/eau><i hidden>A</i></a> Le bois</p>")[0].links == ()


@pytest.mark.parametrize(
    "alt",
    [
        "lien externe",
        "Icône lien externe",
        "(ouvre une nouvelle fenêtre)",
        "icon: external link",
        "opens in a new tab",
        "externer Link",
        "enlace externo",
        "link esterno",
        "opent in een nieuw venster",
    ],
)
def test_a_sign_of_how_a_link_opens_is_no_picture(alt: str) -> None:
    """3.28: it comes and goes with the site's look; what is behind the link it does not say."""
    sign = f'<img src=/s.svg alt="{alt}">'
    assert blocks(f"<p><a href=/eau>Le règlement{sign}</a></p>") == blocks("<p><a href=/eau>Le règlement</a></p>")


@pytest.mark.parametrize(
    "alt", ["Nouvelle fenêtre de la mairie", "Lien externe de la digue", "Onglet de reliure", "New windows at the hall"]
)
def test_a_picture_of_a_window_is_a_picture(alt: str) -> None:
    """3.28"""
    assert blocks(f'<p><a href=/eau>Le règlement<img src=/s.svg alt="{alt}"></a></p>')[0].pictures != ()


def test_a_card_that_is_one_link_leads_there_by_its_title() -> None:
    """3.28: a badge that comes above the title changes no link; of a card without a title it is the first line's."""
    found = blocks("<a href=/paie><b>Commun</b><h3>Paie</h3><p>Marie Roy</p></a><a href=/eau><div>Eau</div><p>Luc Petit</p></a>")
    assert [(block.text, [link.text for link in block.links]) for block in found] == [
        ("Commun", []),
        ("Paie", ["Paie"]),
        ("Marie Roy", []),
        ("Eau", ["Eau"]),
        ("Luc Petit", []),
    ]


@pytest.mark.parametrize(
    ("html", "names"),
    [
        pytest.param(
            "<ul><li>Paie <svg aria-label=Mutualisé width=16 height=16><path d=M0 /></svg></ul>", ["Mutualisé"], id="label"
        ),
        pytest.param("<p>Paie : <svg><title>Oui</title><path d=M0 /></svg></p>", ["Oui"], id="title"),
        pytest.param("<ul><li>Paie <svg width=16 height=16><path d=M0 /></svg></ul>", [], id="nameless"),
        pytest.param("<p>Paie <svg aria-label=Modifier width=16 height=16><path d=M0 /></svg></p>", [], id="a tool"),
        pytest.param("<p>Paie <a href=/x><svg aria-label=Fiche width=16 height=16><path d=M0 /></svg></a></p>", [], id="a link's"),
        pytest.param("<p>Paie</p><svg aria-hidden=true aria-label=X width=16 height=16><path d=M0 /></svg>", [], id="hidden"),
    ],
)
def test_a_small_drawing_with_a_name_in_a_line_of_words_is_a_picture(html: str, names: list[str]) -> None:
    """3.28"""
    assert [picture.alt for block in blocks(html) for picture in block.pictures] == names


@pytest.mark.parametrize(
    "address",
    [
        "/documents/20121/1234567890/o-2.pdf",
        "/medias/20250302123000_o.pdf",
        "/files/3f8a9c12d4e5f6073f8a9c12d4e5f607.pdf",
        "/o.pdf",
    ],
)
def test_a_file_behind_a_button_is_told_whatever_folder_it_is_in(address: str) -> None:
    """3.28: numbers and hashes name content; only what is called by a second alone is made for the visit."""
    (block,) = blocks(f"<p>A <button data-url={address}>Plan</button></p>")
    assert [link.url for link in block.links] == [f"https://v.example{address}"]


@pytest.mark.parametrize("icon", ["<svg aria-label=Vues></svg>", "<i title='Nombre de vues'></i>", "<i class='fa fa-eye'></i>"])
def test_a_number_beside_a_label_that_speaks_of_more_is_text(icon: str) -> None:
    """3.5: an icon that says « vues » and no more counts readers; « Lits avec vues », a photo of views do not."""
    text = "<p>Le service prépare le budget de la ville et le suit.</p>"
    assert [block.text for block in blocks(f"{text}<p>{icon} 120</p>")] == ["Le service prépare le budget de la ville et le suit."]
    for other in ("<svg aria-label='Lits avec vues'></svg>", "<img src=/a.jpg alt=Vues>", "<i title='Services we like'></i>"):
        assert [block.text for block in blocks(f"{text}<p>{other} 120</p>")][1:] == ["120"], other


def test_a_head_that_two_columns_have_is_told_with_the_one_above() -> None:
    """3.24: « Ville » under « Agents » and under « Coût »; a head of its own column alone stands by itself."""
    top = "<tr><th rowspan=2>Service<th colspan=2>Agents<th colspan=2>Coût<th rowspan=2>Siège"
    head = f"<thead>{top}<tr><th>Ville<th>Métropole<th>Ville<th>Total</thead>"
    *_, row = blocks(f"<table>{head}<tr><td>Paie<td>4<td>6<td>3 €<td>9 €<td>Valmont</table>")
    assert row.columns == ("Service", "Agents, Ville", "Métropole", "Coût, Ville", "Total", "Siège")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_accent_of_its_own_is_part_of_the_letter_before_it(form: Literal["NFC", "NFD"]) -> None:
    """3.10, 3.24: « Quéméré » and « Directeur » in two boxes were one word where the page writes « é » as two signs."""
    (block,) = blocks(normalize(form, "<p><span class=a>Gatien Quéméré</span><span class=b>Directeur</span></p>"))
    assert canonical(block.text) == "Gatien Quéméré Directeur"
