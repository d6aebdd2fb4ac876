/*
 * Stop words: the lists of the Snowball project (snowballstem.org,
 * algorithms/LANGUAGE/stop.txt), as the index writes words: without accents,
 * cut at apostrophes.
 */
#include "find/stopwords.h"

#include <string.h>

/* Longer than the longest of them. */
#define WORD_LIMIT 24

/* Every word stands between blanks. */
static const struct {
	const char *language;
	const char *words;
} lists[] = {
	{ "en",
	" i me my myself we our ours ourselves you your yours yourself "
	"yourselves he him his himself she her hers herself it its itself "
	"they them their theirs themselves what which who whom this that "
	"these those am is are was were be been being have has had having do "
	"does did doing would should could ought m re s ve d ll isn t aren "
	"wasn weren hasn haven hadn doesn don didn won wouldn shan shouldn "
	"can cannot couldn mustn let a an the and but if or because as until "
	"while of at by for with about against between into through during "
	"before after above below to from up down in out on off over under "
	"again further then once here there when where why how all any both "
	"each few more most other some such no nor not only own same so than "
	"too very " },
	{ "de",
	" aber alle allem allen aller alles als also am an ander andere "
	"anderem anderen anderer anderes anderm andern anderr anders auch auf "
	"aus bei bin bis bist da damit dann der den des dem die das dass dass "
	"derselbe derselben denselben desselben demselben dieselbe dieselben "
	"dasselbe dazu dein deine deinem deinen deiner deines denn derer "
	"dessen dich dir du dies diese diesem diesen dieser dieses doch dort "
	"durch ein eine einem einen einer eines einig einige einigem einigen "
	"einiger einiges einmal er ihn ihm es etwas euer eure eurem euren "
	"eurer eures fur gegen gewesen hab habe haben hat hatte hatten hier "
	"hin hinter ich mich mir ihr ihre ihrem ihren ihrer ihres euch im in "
	"indem ins ist jede jedem jeden jeder jedes jene jenem jenen jener "
	"jenes jetzt kann kein keine keinem keinen keiner keines konnen "
	"konnte machen man manche manchem manchen mancher manches mein meine "
	"meinem meinen meiner meines mit muss musste nach nicht nichts noch "
	"nun nur ob oder ohne sehr sein seine seinem seinen seiner seines "
	"selbst sich sie ihnen sind so solche solchem solchen solcher solches "
	"soll sollte sondern sonst uber um und uns unsere unserem unseren "
	"unser unseres unter viel vom von vor wahrend war waren warst was weg "
	"weil weiter welche welchem welchen welcher welches wenn werde werden "
	"wie wieder will wir wird wirst wo wollen wollte wurde wurden zu zum "
	"zur zwar zwischen " },
	{ "fr",
	" au aux avec ce ces dans de des du elle en et eux il je la le leur "
	"lui ma mais me meme mes moi mon ne nos notre nous on ou par pas pour "
	"qu que qui sa se ses son sur ta te tes toi ton tu un une vos votre "
	"vous c d j l a m n s t y ete etee etees etes etant suis es est "
	"sommes sont serai seras sera serons serez seront serais serait "
	"serions seriez seraient etais etait etions etiez etaient fus fut "
	"fumes futes furent sois soit soyons soyez soient fusse fusses "
	"fussions fussiez fussent ayant eu eue eues eus ai as avons avez ont "
	"aurai auras aura aurons aurez auront aurais aurait aurions auriez "
	"auraient avais avait avions aviez avaient eut eumes eutes eurent aie "
	"aies ait ayons ayez aient eusse eusses eussions eussiez eussent ceci "
	"cela cet cette ici ils les leurs quel quels quelle quelles sans soi "
	},
	{ "es",
	" de la que el en y a los del se las por un para con no una su al lo "
	"como mas pero sus le ya o este si porque esta entre cuando muy sin "
	"sobre tambien me hasta hay donde quien desde todo nos durante todos "
	"uno les ni contra otros ese eso ante ellos e esto mi antes algunos "
	"que unos yo otro otras otra el tanto esa estos mucho quienes nada "
	"muchos cual poco ella estar estas algunas algo nosotros mis tu te ti "
	"tus ellas nosotras vosotros vosotras os mio mia mios mias tuyo tuya "
	"tuyos tuyas suyo suya suyos suyas nuestro nuestra nuestros nuestras "
	"vuestro vuestra vuestros vuestras esos esas estoy estamos estais "
	"estan estaba estaban he has ha hemos habeis han haya hayan habia "
	"habian hubo soy eres es somos sois son sea sean sera seran era eran "
	"fue fueron tengo tienes tiene tenemos teneis tienen tenga tengan "
	"tenia tenian tuvo tuvieron " },
	{ "it",
	" ad al allo ai agli all alle alla con col coi da dal dallo dai dagli "
	"dall dalle dalla di del dello dei degli dell delle della in nel "
	"nello nei negli nell nelle nella su sul sullo sui sugli sull sulle "
	"sulla per tra contro io tu lui lei noi voi loro mio mia miei mie tuo "
	"tua tuoi tue suo sua suoi sue nostro nostra nostri nostre vostro "
	"vostra vostri vostre mi ti ci vi lo la li le gli ne il un uno una ma "
	"ed se perche anche come dov dove che chi cui non piu quale quanto "
	"quanti quanta quante quello quelli quella quelle questo questi "
	"questa queste si tutto tutti a c e i l o ho hai ha abbiamo avete "
	"hanno abbia abbiano aveva avevano sono sei siamo siete sia siano era "
	"erano fu furono sta stanno " },
	{ "nl",
	" de en van ik te dat die in een hij het niet zijn is was op aan met "
	"als voor had er maar om hem dan zou of wat mijn men dit zo door over "
	"ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft "
	"hebben deze u want nog zal me zij nu ge geen omdat iets worden "
	"toch al waren veel meer doen toen moet ben zonder kan hun dus alles "
	"onder ja eens hier wie werd altijd doch wordt wezen kunnen ons zelf "
	"tegen na reeds wil kon niets uw iemand geweest andere " },
	{ "pt",
	" de a o que e do da em um para com nao uma os no se na por mais as "
	"dos como mas ao ele das seu sua ou quando muito nos ja eu tambem so "
	"pelo pela ate isso ela entre depois sem mesmo aos seus quem nas me "
	"esse eles voce essa num nem suas meu minha numa pelos elas qual nos "
	"lhe deles essas esses pelas este dele tu te voces vos lhes meus "
	"minhas teu tua teus tuas nosso nossa nossos nossas dela delas esta "
	"estes estas aquele aquela aqueles aquelas isto aquilo estou estamos "
	"estao estava estavam e sao era eram foi foram ser seja sejam sera "
	"tem temos tinha tinham teve tiveram ha " },
	{ "sv",
	" och det att i en jag hon som han pa den med var sig for sa till ar "
	"men ett om hade de av icke mig du henne da sin nu har inte hans "
	"honom skulle hennes dar min man ej vid kunde nagot fran ut nar efter "
	"upp vi dem vara vad over an dig kan sina har ha mot alla under nagon "
	"eller allt mycket sedan ju denna sjalv detta at utan varit hur ingen "
	"mitt ni bli blev oss din dessa nagra deras blir mina samma vilken er "
	"sadan var blivit dess inom mellan sadant varfor varje vilka ditt vem "
	"vilket sitta sadana vart dina vars vart vara ert era vilkas " }
};

bool
stopwords_has(const char *language, const char *word, size_t len)
{
	char padded[WORD_LIMIT + 3];
	size_t i;

	if (len == 0 || len > WORD_LIMIT)
		return false;
	padded[0] = ' ';
	memcpy(padded + 1, word, len);
	memcpy(padded + 1 + len, " ", 2);
	for (i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		if (strcmp(lists[i].language, language) == 0)
			return strstr(lists[i].words, padded) != NULL;
	return false;
}
