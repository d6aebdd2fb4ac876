/*
 * The words of dates: months, weekdays, what stands around dates, zones.
 *
 * Names of months and weekdays are CLDR's (full and abbreviated, format and
 * stand-alone) for English, German, French, Spanish, Portuguese, Italian,
 * Dutch, Swedish, Norwegian, Danish, Polish, Czech, Russian, Ukrainian,
 * Turkish, Indonesian, Romanian, Hungarian, Finnish and Greek, with a few
 * older spellings beside them.  They are written as utf8_fold() leaves them:
 * lower case, no diacritics (and so Greek with the plain sigma at the end).
 * Turkish names stand with the dotted i too, as capitals fold into it.
 *
 * A list is searched from its front: it is asked only for the words that
 * touch a number, and a page of them costs less than a table to maintain.
 */
#include "base/date_names.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

#define NAME_HAN 0x2E80	/* from here on characters are the words */

static const char *const months[12] = {
	"january jan januar janvier janv enero ene janeiro gennaio gen "
	"januari stycznia sty styczen ledna led leden января янв январь "
	"січня січ січень ocak oca ianuarie ian tammikuuta tammi tammikuu "
	"ιανουαριου ιαν ιανουαριοσ janner",
	"february feb februar fevrier fevr febrero fevereiro fev febbraio "
	"februari lutego lut luty unora uno unor февраля фев февр февраль "
	"лютого лют лютии subat sub februarie febr helmikuuta helmi "
	"helmikuu φεβρουαριου φεβ φεβρουαριοσ",
	"march mar marz maerz mars marzo marco maart mrt marts marca marzec "
	"brezna bre brezen марта мар март березня бер березень mart maret "
	"martie marcius marc maaliskuuta maalis maaliskuu μαρτιου μαρ "
	"μαρτιοσ mrz",
	"april apr avril avr abril abr aprile kwietnia kwi kwiecien dubna "
	"dub duben апреля апр апрель квітня квіт квітень nisan nis aprilie "
	"aprilis huhtikuuta huhti huhtikuu απριλιου απρ απριλιοσ",
	"may mai mayo maio maggio mag mei maj maja kvetna kve kveten мая "
	"маи травня трав травень mayıs mayis majus toukokuuta touko "
	"toukokuu μαιου μαι μαιοσ",
	"june jun juni juin junio junho giugno giu czerwca cze czerwiec "
	"cervna cvn cerven июня июн июнь червня черв червень haziran haz "
	"iunie iun junius kesakuuta kesa kesakuu ιουνιου ιουν ιουνιοσ",
	"july jul juli juillet juil julio julho luglio lug lipca lip lipiec "
	"cervence cvc cervenec июля июл июль липня лип липень temmuz tem "
	"iulie iul julius heinakuuta heina heinakuu ιουλιου ιουλ ιουλιοσ",
	"august aug aout agosto ago augustus augusti sierpnia sie sierpien "
	"srpna srp srpen августа авг август серпня серп серпень agustos agu "
	"agustus ags augusztus elokuuta elo elokuu αυγουστου αυγ αυγουστοσ",
	"september sep sept septembre septiembre setiembre setembro set "
	"settembre wrzesnia wrz wrzesien zari zar сентября сен сент сентябрь "
	"вересня вер вересень eylul eyl septembrie szeptember szept "
	"syyskuuta syys syyskuu σεπτεμβριου σεπ σεπτ σεπτεμβριοσ",
	"october oct oktober okt octobre octubre outubro out ottobre ott "
	"pazdziernika paz pazdziernik rijna rij rijen октября окт октябрь "
	"жовтня жовт жовтень ekim eki octombrie lokakuuta loka lokakuu "
	"οκτωβριου οκτ οκτωβριοσ",
	"november nov novembre noviembre novembro listopada lis listopad "
	"listopadu ноября ноя нояб ноябрь листопада лист листопад kasım "
	"kasim kas noiembrie noi marraskuuta marras marraskuu νοεμβριου νοε "
	"νοεμβριοσ",
	"december dec dezember dez decembre diciembre dic dezembro dicembre "
	"desember des grudnia gru grudzien prosince pro prosinec декабря "
	"дек декабрь грудня груд грудень aralık aralik ara decembrie "
	"joulukuuta joulu joulukuu δεκεμβριου δεκ δεκεμβριοσ"
};

/* Without names that are another day's elsewhere, or a month's ("mar"). */
static const char *const weekdays[7] = {
	"monday mon montag lundi lun lunes segunda lunedi maandag mandag "
	"poniedziałek pondeli понедельник пн понеділок pazartesi pzt senin "
	"luni hetfo maanantaina maanantai δευτερα δευ",
	"tuesday tue tues dienstag mardi martes terca martedi dinsdag tisdag "
	"tis tirsdag wtorek utery вторник вт вівторок salı sali selasa marti "
	"kedd tiistaina tiistai τριτη τρι",
	"wednesday wed mittwoch mercredi mer miercoles mie quarta mercoledi "
	"woensdag onsdag ons sroda streda среда ср середа carsamba rabu "
	"miercuri szerda keskiviikkona keskiviikko τεταρτη τετ",
	"thursday thu thur thurs donnerstag jeudi jeu jueves jue quinta "
	"giovedi gio donderdag torsdag czwartek ctvrtek четверг чт четвер "
	"persembe kamis joi csutortok torstaina torstai πεμπτη πεμ",
	"friday fri freitag vendredi ven viernes vie sexta venerdi vrijdag "
	"fredag piatek patek пятница пт пʼятниця cuma jumat vineri pentek "
	"perjantaina perjantai παρασκευη παρ",
	"saturday sat samstag sonnabend samedi sam sabado sab sabato "
	"zaterdag lordag lørdag sobota суббота сб субота cumartesi cmt sabtu "
	"sambata szombat lauantaina lauantai σαββατο σαβ",
	"sunday sun sonntag dimanche dim domingo dom domenica zondag sondag "
	"søndag niedziela nedele воскресенье вс неділя нд pazar minggu "
	"duminica vasarnap sunnuntaina sunnuntai κυριακη κυρ"
};

static const char passed[] =
	/* weekdays too short, or of too many meanings, to say which */
	"mo di mi do fr sa so ma wo vr za zo lor ti on to fre tor tors tir "
	"tirs pon wt sr czw pt niedz po ut st ct pa ne sal car per cum paz "
	"sel rab kam jum min sen mie joi vin dum ke pe la su feira seg ter "
	"qua qui sex "
	/* English */
	"published publication publish pubdate pub date dated updated update "
	"posted post created modified last first issued released release time "
	"on at by the of in as edited revised added filed day edition online "
	/* German */
	"veroffentlicht veroffentlichung am um aktualisiert aktualisierung "
	"stand erstellt vom den der datum zuletzt geandert uhr "
	/* French, Spanish, Portuguese, Italian, Romanian */
	"publie publiee le a mis mise jour modifie cree de du et heures "
	"publicado publicada actualizado actualizada el las los fecha del hora "
	"horas creado em as atualizado atualizada data pubblicato aggiornato "
	"il alle ore ultimo aggiornamento dia publicat actualizat ora "
	/* Dutch, Swedish, Norwegian, Danish, Finnish, Hungarian */
	"gepubliceerd op om bijgewerkt laatst gewijzigd publicerad uppdaterad "
	"kl klockan publisert oppdatert opdateret udgivet d julkaistu "
	"paivitetty klo kozzeteve frissitve "
	/* Polish, Czech, Russian, Ukrainian, Turkish, Indonesian, Greek */
	"opublikowano opublikowany aktualizacja dodano dnia o godz godzina "
	"roku rok r publikovano aktualizovano v dne hodin опубликовано "
	"обновлено дата время в г год года опубліковано оновлено о об року р "
	"yayınlanma yayinlanma guncelleme tarihi tarih son saat "
	"dipublikasikan diperbarui pada pukul tanggal δημοσιευση ενημερωση "
	"στισ "
	/* Chinese, Japanese, Korean, a character each: published, updated,
	 * time, and the weekdays */
	"发 發 布 佈 时 時 间 間 更 新 公 開 配 信 日 期 掲 載 星 周 週 曜 一 "
	"二 三 四 五 六 月 火 水 木 金 土 입 력 수 정 등 록 요 월 화 목 금 토 일";

/*
 * Ambiguous names are taken as the English-language news agencies use them:
 * BST is British Summer Time (not Bangladesh), CST and CDT Central in North
 * America (not China, not Cuba), EST and EDT Eastern there (not Australia),
 * IST India (not Ireland, not Israel), AST Atlantic (not Arabia), and MSK is
 * +3, as before and after the years 2011 to 2014, which had +4.
 */
static const struct zone {
	const char *name;
	int offset;
	bool us;
} zones[] = {
	{ "z", 0, false }, { "utc", 0, false }, { "gmt", 0, false },
	{ "ut", 0, false }, { "wet", 0, false }, { "west", 60, false },
	{ "bst", 60, false }, { "cet", 60, false }, { "cest", 120, false },
	{ "mez", 60, false }, { "mesz", 120, false },
	{ "eet", 120, false }, { "eest", 180, false }, { "msk", 180, false },
	{ "мск", 180, false }, { "trt", 180, false }, { "sast", 120, false },
	{ "wat", 60, false }, { "cat", 120, false }, { "eat", 180, false },
	{ "gst", 240, false }, { "pkt", 300, false }, { "ist", 330, false },
	{ "wib", 420, false }, { "ict", 420, false }, { "wita", 480, false },
	{ "hkt", 480, false }, { "sgt", 480, false }, { "myt", 480, false },
	{ "pht", 480, false }, { "awst", 480, false }, { "wit", 540, false },
	{ "jst", 540, false }, { "kst", 540, false }, { "acst", 570, false },
	{ "aest", 600, false }, { "acdt", 630, false }, { "aedt", 660, false },
	{ "nzst", 720, false }, { "nzdt", 780, false },
	{ "brt", -180, false }, { "art", -180, false },
	{ "nst", -210, false }, { "ndt", -150, false },
	{ "ast", -240, false }, { "adt", -180, false },
	{ "est", -300, false }, { "edt", -240, false }, { "et", -300, true },
	{ "cst", -360, false }, { "cdt", -300, false }, { "ct", -360, true },
	{ "mst", -420, false }, { "mdt", -360, false }, { "mt", -420, true },
	{ "pst", -480, false }, { "pdt", -420, false }, { "pt", -480, true },
	{ "akst", -540, false }, { "akdt", -480, false },
	{ "hst", -600, false }
};

void
date_name_fold(const char *text, size_t len, struct date_name *out)
{
	struct buf b = BUF_INIT(DATE_NAME_MAX - 1);
	bool ascii = true;

	out->len = 0;
	out->text[0] = '\0';
	if (len >= DATE_NAME_MAX)
		return;
	for (size_t i = 0; i < len; i++) {
		char c = text[i];

		ascii &= (unsigned char)c < 0x80;
		out->text[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	out->len = len;
	if (!ascii) {
		out->len = 0;
		if (utf8_fold(&b, text, len) == 0 && b.len < DATE_NAME_MAX) {
			memcpy(out->text, b.data, b.len);
			out->len = b.len;
		}
		buf_release(&b);
	}
	out->text[out->len] = '\0';
}

void
date_name(const struct date_cursor *word, struct date_name *out)
{
	size_t len = word->kind == DATE_WORD ? word->len : 0;

	/* folding would take Hangul apart; Han and Hangul have no case */
	if (len > 0 && len <= UTF8_MAX && word->rune >= NAME_HAN) {
		memcpy(out->text, word->start, len);
		out->text[len] = '\0';
		out->len = len;
		return;
	}
	date_name_fold(word->start, len, out);
}

bool
date_name_in(const struct date_name *name, const char *words)
{
	const char *p = words;
	size_t n = name->len;

	if (n == 0)
		return false;
	while ((p = strstr(p, name->text)) != NULL) {
		if ((p == words || p[-1] == ' ') &&
		    (p[n] == ' ' || p[n] == '\0'))
			return true;
		p += n;
	}
	return false;
}

bool
date_take_name(struct date_cursor *c, const char *words)
{
	struct date_name name;

	date_name(c, &name);
	if (!date_name_in(&name, words))
		return false;
	date_next(c);
	return true;
}

int
date_name_month(const struct date_name *name)
{
	for (int i = 0; i < 12; i++)
		if (date_name_in(name, months[i]))
			return i + 1;
	return 0;
}

int
date_name_weekday(const struct date_name *name)
{
	for (int i = 0; i < 7; i++)
		if (date_name_in(name, weekdays[i]))
			return i + 1;
	return 0;
}

bool
date_name_passed(const struct date_name *name)
{
	/* "mar" and its like: Tuesday where it is not March */
	return date_name_weekday(name) != 0 || date_name_in(name, passed) ||
	    date_name_in(name, "mar");
}

bool
date_name_zone(const struct date_name *name, int *offset, bool *us)
{
	for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
		if (strcmp(zones[i].name, name->text) == 0) {
			*offset = zones[i].offset;
			*us = zones[i].us;
			return true;
		}
	}
	return false;
}
