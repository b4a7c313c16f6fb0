"""First names, folded (no accents, lower case), each part of a compound by itself.

Source: the first names of Faker 40 (https://github.com/joke2k/faker, MIT licence, copyright Daniele Faraglia and contributors) for
France, Switzerland, Québec, Germany, Austria, Spain, Mexico, the United Kingdom, Italy, Portugal, Brazil, the Netherlands, Romania
and Poland, without those that are words or places as well; the names most given in France since 1940 were added by hand. A name
that is missing costs little: civilities, capital surnames and the place in the box tell a person too.
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
aaliyah aaron abbas abbie abdul abdullah abel abelardo abigail abilio abraham abram abril achille achim adalbert adalberto adam
adamo adan adela adelaida adelardo adelasia adelbert adelgunde adelheid adelia adelin adelina adelinde adeline adelmo adem adina
adolf adolfine adolfo adonis adora adoracion adrian adriana adriane adrianna adriano aenne afonso africa agapito agata agatha
aglaia agnieszka agnolo agnos agostino agripina agueda agustin agustina ahmad ahmet aida aiden ainara ainoa aitana aitor ajna
alana alara albano alberico alberta albertina albertine albin albina albino albrecht alcides alderano aldonza alejandra alejo
aleks aleksandar aleksander aleksandr aleksej alena aleodor alessia alessio alexa alexandar alexander alexandrina alexandros
alexandru alexe alexei alexej alfio alfons alfonso alfredo alicja alida alin alina alis alistar alla allana allegra almudena
almut almuth alois aloisia alondra alonso aloys alphons alta alvaro alwin alwina alwine alyssa amada amadeo amado amador amalia
amalie amancio amanda amando amarilis amaro amaya ambar ambrosio amedeo amedeu amelia america americo amico amilcar amin amir
amira amleto amor amza anabel anabela anabella anacleto anaida anamaria anastasia anastasio anastasios anastazja anatol anatoli
anatolie anatolij anca ancuta anda andjela andjelina andra andrada andreea andrei andreia andrej andres andrey andrian andrzej
andy anel anemona aneta anett anette angelica angelika angelina angelino angelita angelo anghel anghelina anibal anica aniela
anika anisoara anka annabel annabell annabella annalena annaliese annalisa annamaria annedore annegret annegrete annekatrin
anneke annelene anneli annelie annelies anneliese annelise annelore annemarie annemie annemijn annerose annett annetta anni
annibale annika annita annunziata anny ansaldo anselm anselma anselmo ansgar ante antim anto antoaneta anton antonela antonella
antonello antoni antonia antonie antonietta antonina antonino antonios antoniu antonius antony anunciacion anuta apolinar apollo
apollonia apolonia apostolos araceli aranzazu arcelia arda aria ariadna arian ariana aribert arie ariel arif arina aristides
aristita arkadiusz armando armida armin arnaldo arnd arndt arne arnfried arnim arno arnold arnulf arnulfo aroa aron arsenie
arsenio artemio artemisa artur arturo arzu asafe asdrubal ashleigh ashley asta atena atenulf athanasios atilio attila augusta
augustina augusto aura aurea aurel aurelian aureliana aureliano aurelio aurica aurora avram axenia axinte ayden ayla aylin aylla
aynur ayoub ayse aysel ayten azahar azahara azeglio azeneth azra azucena babett babette baccio baldassare baldomero balduino
baldur baltasar balthasar banel baptist barbel barbu barry bart bartek bartholomaus bartolome bartolomeo bartolomeu basarab
basilio bastiaan bastian baudelio bautista bayram beata beate beatrix beau bebe begona bekir bela belen belinda bella benedetto
benedikt benedita beni beniamin benicio benigna benigno benita benito benjamim benno benone bente benthe bento benvenuto beppe
berat berend berit bernabe bernarda bernardino bernardita berndt bernfried bernhard bernhardine bernt bernward berra bert berta
bertha berthold berto bertold bertram beth bethan bethany betina betti bettina betty beverley biagio bianca bianka bibi bibiana
bienvenida billy birger birgid birgitt birgitta birte birthe blanduzia blanka blas boaz bodo bogdan bogdana bonifacio borja
borys bozena bradley bradut bram brandon brandusa branka branko brayan brenda breno brent brett brigida brigitta brit brita
britt bruce brunhild brunhilde bruni brunilda bryan bucur buenaventura burckhard burghard burkard burkhard burkhardt cacilia
cacilie caetana caio caius calcedonio caleb calebe calin calista calisto calixta calixto callum calogero calvin cameron camil
camila camilla camillo camilo canan candela candelaria candelario candelas candida candido cantemir caren carin carina carl
carlijn carlito carlo carlota carlotta carly carmela carmelita carmelo carmina carmine carminho carola carolin carolyn casandra
casemiro casian casiana casper catalin catalina caterina catharina cathleen cathrin catinca cato catrin catrina catrinel caua
caue cayetana cayetano cazimir cebrian cecilia cecilio cedrin ceferino celal celestina celestino celso cemal cemil cengiz centa
cerasela cesar cesare cetin ceylin cezar cezara cezary charlie charo chelo chema cheryl chita chris christiana christin
christina christl christof christoph christopher christos chucho chus chuy cilli cilly cindy cintia ciprian cipriana cipriano
ciriaco cirillo cirino ciro citlali claas clare clarice clarisa clarissa claudio claudiu claudius claus clelia clemens clemente
clementina cleopatra cleto clifford climaco clive cloe codin codrin codrina codrut codruta collin coluccio concetta concha
conchita connor conny conor conrad conrado constanca constanta constantin constantina constanza constanze consuela cora coral
coralia cord cordula corina corinna coriolano cornel cornelio cornelis corneliu cornelius corona corrado corvin cosima cosimo
cosme cosmin cosmina costache costantino costanzo costel costin crenguta crescencia crin crina cristal cristea cristian
cristiano cristobal cristofor curro curt custodia custodio cynthia cyprian czeslaw daan dacian daciana dafina dafne dagmara
dagobert daiana dajana dalia dalila damaris damian damiano dana dani danica danilo dante danuta daria dariana darius dariusz
darko darren dave davi dawid debora debra decebal declan delfina delfino demetra demetrio demi denisa dennis denny desiderio
desiree despina detlev dewi dida didina diedrich dierk diethard diethelm diether dietlind dietlinde dietmar dietrich dilara
dimas dimitrina dimitrios dina dinis dino dinu diogo dion dionigi dionisia dionisio ditmar dittmar dochia dogan doina domenica
domenico dominga domingo dominic dominik domitila domnica donata donatella donatello donato donna dora doreen dorel doriana
dorin dorina dorinel dorit dorita dorle dorli dorota dorotea dorothe dorothea dorothy dorte dorthe doru douglas draga dragan
dragica drago dragos ducu duilio dulce dumitra dumitrana dumitru duncan dunja durante dursun dusan duuk dylano eberhard
eberhardt ecaterina eckard eckart eckehard eckhard eckhardt eckhart ecrin edda edelbert edelgard edelmira edelmiro edeltraud
edeltraut edeltrud edgar edgardo edit editha edmund edmundo edoardo eduard eduarda eduardo edward efrain eftimia eftimie egbert
eggert egon ehrenfried ehrentraud ehrhard eileen eitel ekaterina ekkehard ekkehart ekrem eladio elaine elba eleanor eleanora
eleni elenore eleonora eleuterio elfi elfie elfriede eliana elif eligia eligio elin eline elisabet elisabeta elisaveta eliseo
eliza elize ella elladio ellen elli ellie ellinor elliot elliott elly elma elmar elmo eloa eloah elodia eloisa elona eloy
elpidio elsbeth else elvia elvira elwira elyas elzbieta emanoil emanuel emanuela emanuella emanuelly emanuil emelina emely
emigdio emil emilia emilian emiliana emiliano emilija emilio emilly emin emine emir emmerich emmi emmy emperatriz encarna
encarnita engelbert engin ennio enno enrico enver enzio epifanio eraldo erasmo ercan erdal erdmute erdogan eremia erhard erhardt
erica erich erick erika erina erkan ermanno ermenegildo ermes erna ernest ernestine ernesto ernst erol eryk esila esmee
esmeralda esparta espartaco espiridion estefania estela ester estera estrella etelvina etta ettore eufemia eufrosina eugen
eugenio eulalia eusebia eusebio eusebiu eustaquio eustatiu eutimio eutropio evamaria evangelia evangelina evangelista evangelos
evanghelina evaristo evelia evelien evelin evelina eveline evelio evelyn evie evita ewald ewelina ezequiel ezio faas fabia
fabian fabiana fabiola fabricio fabrizia fabrizio fadime falk falko faruk fatih faustino fausto faye febe fedde fedele federigo
fedor felicia feliciana feliciano felicidad felicitas feline felipa felipe felisa felizitas femke fenna fenne ferdi ferdinand
ferdinando ferenc fermin fiamma fidel fidela fien fiene filip filipa filippa filiz filofteia filomena finn fiodor fiorenzo
fiorino fito flavia flavio flaviu fleur floare floarea floor floortje flor florea florencia florencio florenta florentin
florentina florentine florentino floriana florica florin florina florinda floris folker folkert fortunata fortunato franca
francisc francisca franciszek franco franjo franka franziska frauke freddy frederick frederico frederik frederike fredi fredo
fredy freia freya frida fridolin frieda friedbert friedemann frieder friedericke friederike friedhelm friedhilde friedhold
friedl friedlinde friedo friedrich frithjof fritz frusina fryderyk fulgencio fulvio gabi gabino gabor gabriela gabrielly gaby
gaetano gail gaja gala galasso galina galo garry gaspare gaston gastone gavin geanina gebhard geert gelsomina gelu gema gemma
genaro genoveva gentiana georg georgel georgeta georgian georgiana georgina georgine georgios geraldo gerardo gerd gerda gerdi
gereon gerfried gerhard gerhardt gerhart gerhild gerlind gerlinde german germana gernot gero gerold gerolf geronimo gerrit gert
gerta gerti gertraud gertraude gertraut gertrud gertrude gertrudis gervasio gerwin gesa gesche gesine geta geza ghenadie
gheorghe gheorghita gherghina ghita giacinto giacobbe giada giampaolo giampiero gian giancarlo gianfrancesco gianfranco gianina
gianluca gianluigi gianmarco gianna gianpaolo gianpietro gica gicu giel giesela gijs gilberto gilda gillian gina gino gioacchino
gioachino gioele gioffre gionata giorgian giorgiana giorgio giosue giovanna girolamo gisa gisbert gisela gislinde gitta gitte
giuliana giuliano giulietta giulio giuseppina giustino glauco glenn godofredo goffredo goncalo gonul goran gordana gordon
gottfried gotthard gotthilf gotthold gottlieb gottlob gotz goyo gracia graciana graciano graciela graeme gratian gratiana
gratiela graziano graziella grazyna greca greco gregor gregorian gregorio greta gretchen grete gretel gretl grigore griselda
grit grzegorz guadalupe guarino gudrun gudula guenter guenther guglielmo guido guilherme guillermina guiomar guiseppe gulay
gulsen gulten gunar gunda gundel gundi gundolf gundula gunhild gunnar guntram gustav gustavo gustaw gusti guus guusje hadassa
hagen hailey hajo hakan halil halina hanife hannchen hanne hannelore hannes hanni hanno hanns hanny hansgeorg hansjoachim
hansjorg hansjurgen hanspeter haralamb haralambie harald hardy harm harold haroldo harri harriet harro hartmut hartmuth hartwig
hasan hasso hatice haydee hayley hazel hedda hedwig hedy heide heidelinde heidelore heidemarie heiderose heidi heidrun heimo
heiner heinfried heini heino heinrich heitor helfried helge heliodoro hella hellena hellmut hellmuth helma helmar helmtrud
helmuth heloisa hendrik henner henni henning henny henrieta henrik henrike henry henryk heracleea heraclio herbert herberto
heribert heriberto herlinde herma hermann hermelinda hermenegildo herminia herminio hernan hernando herrmann herta hertha herwig
hidde hilario hilary hilda hildburg hilde hildegard hildegart hildegund hildegunde hilma hilmar hiltraud hiltrud hinrich
hipolito hollie holm homero horacio horatiu horea horia hortensia hubertine hubertus hugh hulda hulya humberto huseyin iacob
iain iancu ianis iara iasmina iban ieremia ignacia ignacio ignacy ignatz ignaz ignazio iker ilaria ilarie ilarion ildefonso
ildiko ileana ilhan ilias ilie ilija ilinca ilja ilka ilonka ilse imelda imke immo imran imre inaya indira indy inga ingbert
ingeborg ingeburg ingelore ingetraud ingetraut ingmar ingolf ingried inigo inka inken inmaculada inna inocencio inocentiu insa
ioan ioana ioanina ioannis iolanda ionel ionela ionelia ionica ionut iosefina iosif ippazio irena iridenta irina irinel irma
irmela irmengard irmgard irmhild irmi irmingard irmtraud irmtraut irmtrud isabela isabell isabella isabelly isadora isaias
isaque isaura isidor isidora isidoro isidro isis ismail ismet isolde istvan itzel itziar iulia iulian iuliana iuliu iurie iustin
iustina iustinian ivana ivanka ivona ivonne iwan iwona izabela jacek jacinta jacinto jacobo jacopo jadwiga jafet jaime jake
jakob jakub jamie janeta janett janette janice janin janina janine janko jann janna janne jannik jannis janos janus janusz
jaqueline jari jaroslav jaroslaw jasmijn jasmin jasmina jasper javi javiera jayda jayden jaylinn jayne jayson jeana jeanette
jeannette jedrzej jeffrey jelena jelle jelte jemma jenaro jenel jenna jente jeremi jeremias jeronimo jerzy jesper jesse jessika
jesusa jill jimena jinthe jiri joaquim joaquina jobst jochem jodie joep joerg joey jolanda jolanta jolanthe jolie jolijn jonatan
joost jordana jordi jordy jorgen jorn jort josef josefa josefina josefine josep josh joshua josip jost josue jovan jovana jovita
joyce jozef juana juanita juanito juergen juliana julianna julieta julijana julita julius juliusz juna juri jurij jurre justina
justus justyna juul kacper kaja kajetan kalina kamil kamilly karina karla karlfried karlheinz karlijn karol karola karolin
karolina karoline kasimir kaspar kata katalin katarzyna katerina katharine kathe katherina katherine kathi kathleen kathryn
kathy kati katie katy kaylee kayleigh kazim kazimierz keano kemal kenan kerry kevim kian kick kieran kike kiki kimberley kira
kirstin kirsty klaas klara klare klaudia klemens klothilde knud knut koen konrad konstantin konstantinos konstanty konstanze
korbinian kordula korinna kornel kornelia kornelius kreszentia kreszenz kriemhild krista kristian kristiane kristin kristina
kristine krystian krystyna krzysztof ksawery kunibert kunigunda kunigunde kuno kurt kyan kyano kyara kyle kyra lacramioara
ladislau ladislaus laila lais lalo lambert lamberto lana lando larisa lascar laszlo laureano laureen lauren laurens laurentia
laurentiu laurenz lauretta laurian laurin lavinia lawrence lazar lazaro lazzaro leah lean leana leander leandra leandro leanne
leif leigh leire lelia lene leni lenn lennard lennart leocadia leocadio leokadia leona leonardo leoncio leone leonel leonhard
leoni leonid leonor leonora leonore leontin leontina leopoldina leopoldine leopoldo leordean lesley leszek leticia letitia
letizia levi lewis leyla leyre liana liane liberto lica licia lidia lidija lidwina lieke liesa liesbeth lieschen liesel
lieselotte lieve ligia lili lilia liliana lilija lilla lilli lilly lilo linde lindsey linn linnea lino linus lioara lioba
lisandro lisanne lisbeth liselotte lisette lissi lissy livio liviu liwia liza lize lizz lizzy ljiljana ljubica ljudmila lodovico
loek loes loida lois lolita loni lope lora lore loredana lorelei lorenz lorenza loreto loretta lorin lotta lotte lotti lourenco
luan luana luara lucca lucentiu luchino lucho lucian luciana luciano lucila lucio lucretia lucretiu lucrezia ludger ludmila
ludmilla ludovica ludovico ludwig ludwina luigina luise luisina luitgard luiz luiza luka luke luminita luna lunna lupe lupita
lutz luuk luzia luzie lynda lynn lynne maaike maarten maartje macarena macaria macario maciej madalena madalin madalina madelief
madlen mads mafalda magarete magda magdalene magnus magret magrit mahmoud mahmut maia maida maik maike maja maks maksim
maksymilian malcolm malena malgorzata malina malte malvina malwina mamen mandy manja manola manole manolo manu manuelita
manuella mara marcantonio marcela marcelina marcelino marcella marcelo marcheta marcia marcial marciano marcin marcio marcu
marcus mare mareen mareike mareile marek marga margareta margarete margaretha margarethe margarida margarita margherita margit
margita margitta margret margrit mari mariah mariam marian mariana mariane marianela marianna mariano maribel marica maricela
maricica maricruz mariechen mariele mariella marieluise marietta marija marijan marijana marijn marika marilena marin marinela
marino marinus marioara mariola marisa marisela marissa maristela marit marita maritta mariuca mariusz marjan marleen marlen
marlies marliese marlis mart marten martim martino martirio martyn marvin marzena mason massimiliano matei mateus mateusz matheo
matheus mathew mathijs mathilda matias matilda matilde mato mats matthaus matthijs mattia mattias maura mauricio maurilio
maurits maurizio mauro maurycy maxi maxim maxima maximiano maximilian maximiliano maximino maximo maysa mayte mechthild
mechthilde mechtild mees megan mehmet meik meinhard meinolf meinrad melania melchor melek melisa melita melitta melle meral
merche merel merijn merle mert meryem mesut meta metin mette micaela micha michaela michaele michail michela michelangelo
micheletto michelotto mick mieszko miguela mihaela mihai mihail mihnea mijo mika mike mikhail milagros milena milica milka milo
milos milou mina minerva minna minodora mioara miodrag mira mirabela mircea mirco mireia mirela mirella miriam mirja mirjam
mirjana mirko miron mirona miroslav miroslaw miroslawa mirta mirte mirthe miruna mitchell mitica mitrut mitzy modesta modesto
mohammad moises molly monalisa monica monja montserrat morena moreno moritz morris mugur mugurel muhammed muharrem murat murilo
mustafa muzaffer myrthe nacho nacio nada nadeschda nadeshda nadin nadja naiara nair nancy nando nanni napoleone narcis narcisa
narciso natali natalie natalija natalio natalja natan natanael nataniel natasa natascha natasha natasza natividad naud nayara
nayeli nazaret nazario necati nechifor nedda nela nele nelida nelli nelu nerea nereida nermin nestor nevenka nicanor niccolo
nichifor nicholas nick nico nicoara nicodemo nicodim nicolae nicolai nicolaie nicolasa nicolaus nicoleta nicoletta nicolo nicu
niculina niculita nicusor nicuta nidia niek niels nienke nika nikita nikki niklas niko nikodem nikola nikolai nikolaj nikolaos
nikolas nikolaus nikolina nilda nilo nils ninetta ninthe nisa noelia noor noortje norberto norica norma norman notburga noud
nout nova nuran nuray nurettin nuri nurten nydia nynke oana obdulia octav octavia octavian octaviana octavio octaviu odalis
odalys ofelia olalla olav olegario olena olgierd olimpia olimpian olimpiu oliviu oliwier onofre orazio oreste orhan orlando
ornella ortansa ortrud ortrun ortwin oskar osman osvaldo oswald oswaldo oswin otavio otfried othmar otilia otmar ottavio
ottfried ottilie ottmar otto ottokar ottomar ottone ovidio ovidiu owen oxana ozana paca pacifica paco paige palmira paloma
pamfil panagachie panait pancho panfilo paoletta paraschiva paride pascual pascuala pasqual pasquale pastor pastora patric
patricio patrik patrizia patrizio patru patryk paulica paulina paulino pavel pawel peer peggy pelayo pellegrino pepe pepijn
pepita pepito perla perlita pero petar petre petrica petrisor petrona petronela petros petru petrut petruta phileine philippa
phillip philomena piedad pien pier pierangelo piergiorgio piergiuseppe pierina pierluigi piermaria pierpaolo piersanti pieter
pietra pietro pili pina piotr pippa pirmin pius placido plesu pleun plinio polina pompeo pompilia pompiliu pomponio poncio
porfirio primitiva primitivo priscila priska profira prudencia prudencio puccio puck purificacion quinn quinten quinty quirino
rabea rachael rada radmila radu raducu rael rafa rafaela raffael raffaela raffaele raffaella raffaellino raffaello rafila rahel
raik raimondo raimund raimundo raisa ralph raluca ramazan ramiro ramona rana randolf ranieri raphaela rares raul ravi ravy
rayana raymund razvan rebeca rebekka recep reece reginald regulo reimar reimer reimund reina reinald reinaldo reiner reingard
reinhardt reinhart reinhild reinhilde reinhold relu rembrandt remigio remo remus rena renan renata renato reni rens renske renzo
resi reyna reynaldo reza rhavi rhys rica ricarda ricciotti rick ricky rico rigo riley riza roan robby robertina rocco rochus
roderich rodica rodolfo rodrigo rogelio roksana rolando roldan roman romana romanita romina romolo romulo romulus romy ronald
ronaldo ronja ronny ronya roos roque rosalia rosalina rosalinda rosalinde rosalva rosaria rosaura rosel roselinde rosemarie
rosemary rosenda rosendo rosi rosie rosina rosita rosl rosmarie rossana roswita roswitha rotraud rotraut rouven rowan roxana
roxelana roza rozalia rudi rudiger rudolf rudolph rufina rufino ruggero ruggiero rupert ruperta ruperto russell ruthild ruxanda
ruxandra ryan ryszard saar saban sabas sabatino sabin sabina sabri safta sahin sahra salih salomea salomon salud salvi samanta
samu sancho sanda sandalio sander sandor sandro sandu sandy sanne santiago santino santos sanziana sarina sarita sascha
saturnina saturnino sava saverio saveta savina scott sebastiaan sebastian sebastiano sebastiao sedat segismundo selena selin
selina semenica semra sena senn senna senol senta sepp serafin serafina serban serena sergei sergej sergiu sergius serpil sessa
seth seve sever severiano severin severina severino severo sevim shane shannon shaun shirley sian sibel sibilla sibille sibylla
sidonia siegbert siegfried sieghard sieglinde siegmar siegmund siegrid siegried siegrun siegward siem siena sienna sigfrido
sigfried sigismund siglinde sigmar sigmund sigrid sigrun sigurd silja silva silvana silvano silvester silvestre silvestro
silvian silviana silviu simao simi simina simion simonetta sina sinaida sinica sjoerd slavica slavko slawomir slobodan smaranda
socorro sofie sofija sole soledad solveig songul sonja sonke soraia sorana soren sorin sorina sosimo speranta stacey stan stana
stanca stancu stanislaus stanislav stanislaw stanley stavros stef stefana stefani steffi stela stelian steliana steluta sten
stephany sterre stewart stijn stilla stjepan sukru suleyman susanita susann susanna suse susi suus suzana suze svea svenja
svetlana swen swetlana sybilla sylke sylvana sylvester sylvio sylwia szymon tabea tadeo tadeusz tamara tara tassilo tatjana
tecla teea telemaco telmo telse temistocle teobaldo teodor teodora teodoro teodosia teodosio teofil teofila teofilo teohari
teona tere teresita terry tess tessa teun thaddaus thales theda thekla theobald theodor theodora theodoro theodoros theres
theresa theresia thiago thies thijmen thijn thijs thilo thom thoralf thorben tiago tiberia tiberiu tibor tiburcio ties tijmen
tijn tijs till tillmann tilly tilman tilmann tilo timea timm timo timon timotei timoteo tina tinca tincuta tino tirza tito titus
tiziana tiziano tobiasz toby todor tola toma tomas tomasa tomasz tome tomislav toni tonia tonino tono toralf torben toribio
torquato tracey tracy traian traude traudel traudl traugott traute trevor trini trinidad trude trudel trudi tudor tudora
tudorita tudosia tulay tullio turkan twan tycho tygo tyler tymon tymoteusz ubaldo uberto ugolino ulises ulla ullrich umberto
undine urban urbano uriel ursel urszula urte uschi vadim vajen valentijn valentim valentino valeri valeria valerij valerio
valeriu valero valeska valter vanesa varvara vasco vasile vasilica vassilios veerle veit veli venancio venera veniamin verena
veronika vesna veta vicenta vicentia vicentiu victoriano victorino vidal vigo viktor viktoria vilma vince vincentio vincentiu
vincenza vinicio vinicius vinko vinzenz viola violeta violetta viorel viorela viorica virgilio viridiana visarion visitacion
vitali vito vitor vitoria vittoria vittorio vitus vivian viviana vlad vladelina vladimir vlado vlaicu voichita voicu volkhard
volkmar walburga waldemar waldtraut walentina walfried walli wally walther waltraud waltraut waltrud wencke wendelin wendolin
wenke wenzel wera wesley wessel wibke wiebke wieland wieslaw wigbert wiktor wilfredo wilfrido wilfriede wilhelmine willem
willfried willi willibald willibert wilma wilson wiltrud winfried witold wladimir wojciech woldemar wolf wolfhard wolfram wout
wouter wulf xaver xavi xenia xiomara yago yaiza yara yasemin yassin yeni yesica yessica yfke yilmaz yinthe ylvie yuri yuridia
yusuf zacarias zaharia zaida zaira zamfir zamfira zaraza zbigniew zdenka zdravko zeferino zehra zeki zeljko zeno zenobia zenon
zenovia zenta zeynep zina zita zlatko zoey zofia zoltan zoraida zoran
"""

FIRST_NAMES = frozenset(_NAMES.split())
