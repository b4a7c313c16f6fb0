"""First names, folded (no accents, lower case), each part of a compound by itself.

Source: the French, Swiss and Québec first names of Faker 40 (https://github.com/joke2k/faker, MIT licence, copyright Daniele
Faraglia and contributors), to which the names most given in France and its neighbours since 1940 were added by hand. A name that
is missing costs little: civilities, capital surnames and the place in the box tell a person too.
"""

from __future__ import annotations

_NAMES = """
abdel abdelkader abdellah abdoulaye adama adel adelaide adele adrien adrienne agathe agnes ahmed aicha aime aimee alain alan
alban albert alberto aldo alejandro aleksandra alessandra alessandro alex alexandra alexandre alexandria alexandrie alexia
alexis alfred ali alice alicia aline alison alix alizee allan alma alphonse amadou amandine amar ambre ambroise amel amelie
amina aminata amine amy ana anais anastasie anatole andre andrea andreas andree andrew angel angela angele angelique angus
anissa anita anja anke anna annabelle anne annette annick annie anouk anthony antje antoine antoinette antonin antonio
apolline ariane aristide armand armelle arnaud arnaude arthur assia astrid aubin audrey auguste augustin aurelia aurelie
aurelien aurore axel axelle aymeric aziz baptiste barbara basile bastien beatrice beatriz benedicte benjamin benoit berengere
berenice bernadette bernard bernardo bernd bertille bertrand bilal birgit bjorn blandine boris boubacar brahim brian brice
brieuc brigitte britta bruna bruno camelia camille capucine carine carla carlos carmen carol carole carolina caroline carsten
cassandra catarina catherine cecile cedric celestin celia celian celina celine cerstin chantal charlene charles charline
charlotte chiara chloe christa christel christelle christian christiane christine christophe claire clara clarisse claude
claudia claudie claudine clemence clement clementine clotilde colette colin coline constance coralie corentin corinne cornelia
craig cristina cyprien cyril cyrille dagmar damien daniel daniela daniele danielle danny daphne dario david davide davy
deborah delphine denis denise derek detlef diana diane didier diego dieter dimitri dirk djamel djamila dominique donald
donatien dorian doriane doris dorothee driss duarte dylan edith edmond edouard edwige elena eleonore eliane elias elie eliott
elisa elisabeth elisabetta elise elizabeth elke elodie eloise elsa elvire elyse emeline emeric emile emilie emilien emily emma
emmanuel emmanuelle enora enrique enzo eric erik erwan erwann esteban estelle esther ethan etienne eugene eugenie eva evelyne
fabien fabienne fabio fabrice fadila fanny farid farida fathia fatiha fatima fatma fatou faustine federica federico felix
fernand fernanda fernando filipe filippo fiona firmin flavie flavien flora florence florent florian floriane foued francesca
francesco francis francisco franck francois francoise frank franz fred frederic frederique gabin gabriel gabriele gabriella
gabrielle gael gaelle gaetan gareth gary gaspard gauthier gautier genevieve geoffrey geoffroy george georges georgette gerald
geraldine gerard germain germaine ghislain ghislaine giacomo gianni gil gilbert gilles ginette giorgia giovanni giulia
giuseppe gonzalo graham gregoire gregory guenole guillaume guillemette guillermo gunter gunther gustave guy gwenael gwenaelle
gwendal gwendoline hadrien hafida hakim hamid hamza hanane hanna hannah hans harry hassan hector heike heiko heinz helen
helene helga helmut heloise henri henriette hermine herve hicham hilaire hinda hocine holger honore horst hortense houda
howard hubert hugo hugues ian ibrahim igor ikram ilona ilyes imane imene ines inge ingo ingrid irene iris isaac isabel
isabelle ismael ivan jack jacky jacob jacqueline jacques jade jalila jamel james jamila jan jana jane janet jasmine jason
javier jawad jean jeanne jeannine jennifer jenny jens jeremie jeremy jerome jessica jesus joachim joan joana joanna joao
joaquin jochen joel joelle joffrey johan johann johanna johannes john johnny jonas jonathan jordan jorg jorge jose joseph
josephine josette josiane josselin juan jules julia julian juliane julie julien juliette julio jurgen justin justine jutta
kader kai kamel kamila karen karim karima karin karine karl karsten katarina kate katell katharina kathrin katia katja katrin
keith kelly kenneth kenza kerstin kevin khadija khaled khalid kheira killian kirsten klaus laetitia lamia lara larissa lars
latifa laura laure laurence laurent lauriane laurie laurine lea leila lena lenaic leo leon leonard leonie leopold leslie liam
lila lilian liliane lina linda lionel lisa lise livia loic loick lola lorena lorenzo loriane lorraine lothar lou louane louis
louisa louise lourdes luc luca lucas luce lucette lucia lucie lucien lucienne lucile lucille lucy ludivine ludovic luigi luis
luisa lydia lydie lylia lyne madeleine maelle maelys maeva magali magalie magdalena maggie malek malik malika mamadou manfred
manon manuel manuela marc marcel marceline marcelle marcello marco marcos maren margaret margaud margaux margot marguerite
maria marianne marie marielle marilyn marina marine mario marion marisol marius marjorie mark marko markus marlene marta
martha marthe martial martin martina martine mary marylene maryline maryse maryvonne massimo mateo mathias mathieu mathilde
mathis mathurin matteo matthew matthias matthieu maud maude maureen maurice max maxence maxime maximilien maya mayeul mederic
mehdi meike melanie melina melissa melodie mercedes meriem mia michael michel michele micheline michelle mickael miguel mila
milan mireille mohamed mohammed moise mona monika monique morgan morgane mounia mounir mourad moussa muriel murielle mustapha
myriam nabil nadege nadia nadine naima najat najib naomi narcisse nassim nassima natacha natalia nath nathalie nathan nawal
neil nelly nicola nicolas nicole nigel nina nino noa noah noe noel noelle noemi noemie nolan nora norbert nordine nour nuno
nuria oceane octave octavie odette odile olaf olga oliver olivia olivie olivier omar ophelie oriane orlane oscar ouarda oumar
ousmane pablo pamela paola paolo pascal pascale pascaline patrice patricia patrick paul paula paule paulette pauline paulo
pedro penelope penny perrine peter petra philibert philip philipp philippe philippine piero pierre pierrette pierrick pilar
priscilla quentin rachel rachid rachida rafael rainer raissa ralf ramon raoul raphael raphaelle raquel rayan raymond raymonde
rebecca reda regina regine regis reinhard remi remy renate renaud rene renee reynald riad ricardo riccardo richard rita robert
roberta roberto robin rocio rodolphe rodrigue roger roland rolande rolf romain romane romaric romeo romuald ronan rosa rosalie
rose roseline ross roxane ruben rudy rui ruth sabine sabrina sacha said saida salah salem salim salima sally salma salome
salvador salvatore samantha sami samia samir samira samuel samy sandra sandrine sara sarah saskia sean sebastien segolene
selim selma serge sergio severine sharon sheila sibylle sidonie siham silke silvia silvio simeon simon simona simone slimane
sofia sofiane solange solene solenn soline sonia sophia sophie soraya souad soufiane stanislas stefan stefania stefanie stefano
steffen stella stephan stephane stephanie stephen steve steven stuart susan susana susanne suzanne suzie sven swantje sybille
sylvain sylvaine sylvia sylviane sylvie tanguy tania tanja tarik tatiana terence teresa thea theo theodore theophile therese
thibaud thibault thibaut thierry thomas thorsten tiffany tim timothee timothy titouan tobias tom tony torsten tristan udo ugo
ulrich ulrike ulysse ursula uta ute uwe valentin valentina valentine valere valerian valerie valery vanessa vera veronica
veronique vianney vicente victor victoria vincent vincente vincenzo virgile virginie viviane vivien volker wahiba walid walter
wanda warren wassim wayne wendy werner wilfried wilhelm william willy wolfgang xavier yacine yael yanis yann yanna yannick
yasmina yasmine yassine yohan yohann yolande youcef youssef yvan yves yvette yvon yvonne zacharie zahra zakaria zara zinedine
zoe zohra zoubida
roselyne nolwenn yolaine solange odette huguette marcelline raymonde arlette ginette lucette paulette suzette bernadine evelyne
maryline marylise maryannick annabelle annaick armelle aude axelle aymar baudouin benedict berangere bluenn briac brieg
capucine cathy celestine charly christele claudette clarence cyrielle cyrille daphnee davina delia denys domitille
edmee
edwin elea elian elias elina elisee eloi elouan emma enzo erwin esteban eugenia evan fannie fanch flore floriane fulbert gaelig
gaetane garance gaspar gautier geraud gerome ghislain gildas goulven grazielle gregory gwen gwenn gwennael hedi helena herminie
hortense hyacinthe ilan imen ivanne jacinthe janick jeanine joanne jocelyn jocelyne joelle johanne jose josianne joris jordane
josyane judicael judith juliane justine katel kelig kilian laurianne leandre leane leslie lilou loan loanne loris lorine lou-anne
lubin lucette ludivine lukas maelan maelie mallory malorie manoel marielle maryam maxence melaine melody melvin merlin
micael mickaella mikael milene morgann mylene myrtille nathanael nawel nelson ninon noemie norah noura olympe ombeline oriana
othman
paola patricia perig philomene priscillia ramzi rayane reine renaude reynald rozenn sabrine salvatore
samia segolene servane sevan sixtine sofian soizic sylvette tancrede tatiana teddy tiphaine tony tugdual
ugo ulysse urielle valentine venceslas violaine violette virginia vivianne wahib werner ximena yaelle yannig yasmin yoann yohann
yolanda youenn youri ysaline yvelise yvonnick zelie zephyrin
"""

FIRST_NAMES = frozenset(_NAMES.split())
