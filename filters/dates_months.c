/* dates_months: the names of months, in some thirty languages. */
#include <assert.h>
#include <string.h>

#include "filters/dates.h"

/* Month names, twelve a language; a word of three letters or more that one
 * of them starts with is that month.  Where a nominative and a genitive
 * differ within the first three letters both stand. */
static const char *const months[][12] = {
	{ "january", "february", "march", "april", "may", "june", "july",
	        "august", "september", "october", "november", "december" },
	{ "januar", "februar", "m\xC3\xA4rz", "april", "mai", "juni", "juli",
	        "august", "september", "oktober", "november", "dezember" },
	{ "j\xC3\xA4nner", "feber", "maerz", "april", "mai", "juni", "juli",
	        "august", "sept", "okt", "nov", "dez" },
	{ "janvier", "f\xC3\xA9vrier", "mars", "avril", "mai", "juin",
	        "juillet", "ao\xC3\xBBt", "septembre", "octobre", "novembre",
	        "d\xC3\xA9"
	        "cembre" },
	{ "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio",
	        "agosto", "septiembre", "octubre", "noviembre", "diciembre" },
	{ "janeiro", "fevereiro", "mar\xC3\xA7o", "abril", "maio", "junho",
	        "julho", "agosto", "setembro", "outubro", "novembro",
	        "dezembro" },
	{ "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
	        "luglio", "agosto", "settembre", "ottobre", "novembre",
	        "dicembre" },
	{ "januari", "februari", "maart", "april", "mei", "juni", "juli",
	        "augustus", "september", "oktober", "november", "december" },
	{ "januari", "februari", "mars", "april", "maj", "juni", "juli",
	        "augusti", "september", "oktober", "november", "december" },
	{ "januar", "februar", "marts", "april", "maj", "juni", "juli",
	        "august", "september", "oktober", "november", "desember" },
	{ "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca",
	        "sierpnia", "wrze\xC5\x9Bnia",
	        "pa\xC5\xBA"
	        "dziernika",
	        "listopada", "grudnia" },
	{ "ledna", "\xC3\xBAnora",
	        "b\xC5\x99"
	        "ezna",
	        "dubna", "kv\xC4\x9Btna",
	        "\xC4\x8D"
	        "ervna",
	        "\xC4\x8D"
	        "ervence",
	        "srpna", "z\xC3\xA1\xC5\x99\xC3\xAD", "\xC5\x99\xC3\xADjna",
	        "listopadu", "prosince" },
	{ "\xD1\x8F\xD0\xBD\xD0\xB2\xD0\xB0\xD1\x80\xD1\x8F",
	        "\xD1\x84\xD0\xB5\xD0\xB2\xD1\x80\xD0\xB0\xD0\xBB\xD1\x8F",
	        "\xD0\xBC\xD0\xB0\xD1\x80\xD1\x82\xD0\xB0",
	        "\xD0\xB0\xD0\xBF\xD1\x80\xD0\xB5\xD0\xBB\xD1\x8F",
	        "\xD0\xBC\xD0\xB0\xD1\x8F", "\xD0\xB8\xD1\x8E\xD0\xBD\xD1\x8F",
	        "\xD0\xB8\xD1\x8E\xD0\xBB\xD1\x8F",
	        "\xD0\xB0\xD0\xB2\xD0\xB3\xD1\x83\xD1\x81\xD1\x82\xD0\xB0",
	        "\xD1\x81\xD0\xB5\xD0\xBD\xD1\x82\xD1\x8F\xD0\xB1\xD1\x80\xD1"
	        "\x8F",
	        "\xD0\xBE\xD0\xBA\xD1\x82\xD1\x8F\xD0\xB1\xD1\x80\xD1\x8F",
	        "\xD0\xBD\xD0\xBE\xD1\x8F\xD0\xB1\xD1\x80\xD1\x8F",
	        "\xD0\xB4\xD0\xB5\xD0\xBA\xD0\xB0\xD0\xB1\xD1\x80\xD1\x8F" },
	{ "ocak", "\xC5\x9Fubat", "mart", "nisan", "may\xC4\xB1s", "haziran",
	        "temmuz", "a\xC4\x9Fustos", "eyl\xC3\xBCl", "ekim",
	        "kas\xC4\xB1m", "aral\xC4\xB1k" },
	{ "janu\xC3\xA1r", "febru\xC3\xA1r", "m\xC3\xA1rcius", "\xC3\xA1prilis",
	        "m\xC3\xA1jus", "j\xC3\xBAnius", "j\xC3\xBAlius", "augusztus",
	        "szeptember",
	        "okt\xC3\xB3"
	        "ber",
	        "november", "december" },
	{ "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu",
	        "kes\xC3\xA4kuu", "hein\xC3\xA4kuu", "elokuu", "syyskuu",
	        "lokakuu", "marraskuu", "joulukuu" },
	{ "ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie",
	        "august", "septembrie", "octombrie", "noiembrie", "decembrie" },
	{ "januari", "februari", "maret", "april", "mei", "juni", "juli",
	        "agustus", "september", "oktober", "november", "desember" },
	{ "\xCE\xB9\xCE\xB1\xCE\xBD\xCE\xBF\xCF\x85\xCE\xB1\xCF\x81\xCE\xAF",
	        "\xCF\x86\xCE\xB5\xCE\xB2\xCF\x81\xCE\xBF\xCF\x85",
	        "\xCE\xBC\xCE\xB1\xCF\x81\xCF\x84\xCE\xAF\xCE\xBF\xCF\x85",
	        "\xCE\xB1\xCF\x80\xCF\x81\xCE\xB9\xCE\xBB\xCE\xAF\xCE\xBF\xCF"
	        "\x85",
	        "\xCE\xBC\xCE\xB1\xCE\x90\xCE\xBF\xCF\x85",
	        "\xCE\xB9\xCE\xBF\xCF\x85\xCE\xBD\xCE\xAF\xCE\xBF\xCF\x85",
	        "\xCE\xB9\xCE\xBF\xCF\x85\xCE\xBB\xCE\xAF\xCE\xBF\xCF\x85",
	        "\xCE\xB1\xCF\x85\xCE\xB3\xCE\xBF\xCF\x8D\xCF\x83\xCF\x84\xCE"
	        "\xBF",
	        "\xCF\x83\xCE\xB5\xCF\x80\xCF\x84\xCE\xB5\xCE\xBC\xCE\xB2\xCF"
	        "\x81",
	        "\xCE\xBF\xCE\xBA\xCF\x84\xCF\x89\xCE\xB2\xCF\x81\xCE\xAF\xCE"
	        "\xBF",
	        "\xCE\xBD\xCE\xBF\xCE\xB5\xCE\xBC\xCE\xB2\xCF\x81\xCE\xAF\xCE"
	        "\xBF",
	        "\xCE\xB4\xCE\xB5\xCE\xBA\xCE\xB5\xCE\xBC\xCE\xB2\xCF\x81\xCE"
	        "\xAF" },
	{ "gener", "febrer", "mar\xC3\xA7", "abril", "maig", "juny", "juliol",
	        "agost", "setembre", "octubre", "novembre", "desembre" },
	{ "januára", "februára", "marca", "apríla", "mája", "júna", "júla",
	        "augusta", "septembra", "októbra", "novembra", "decembra" },
	{ "січня", "лютого", "березня", "квітня", "травня", "червня", "липня",
	        "серпня", "вересня", "жовтня", "листопада", "грудня" },
	{ "януари", "февруари", "март", "април", "май", "юни", "юли", "август",
	        "септември", "октомври", "ноември", "декември" },
	{ "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس",
	        "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر" },
};

/* The first byte of each of them, in the table's order. */
static const char first_bytes[] =
        "jfmamjjasond"
        "jfmamjjasond"
        "jfmamjjasond"
        "jfmamjjasond"
        "efmamjjasond"
        "jfmamjjasond"
        "gfmamglasond"
        "jfmamjjasond"
        "jfmamjjasond"
        "jfmamjjasond"
        "slmkmclswplg"
        "l\xC3"
        "bdk\xC4\xC4sz\xC5lp"
        "\xD1\xD1\xD0\xD0\xD0\xD0\xD0\xD0\xD1\xD0\xD0\xD0"
        "o\xC5mnmhtaeeka"
        "jfm\xC3mjjasond"
        "thmhtkheslmj"
        "ifmamiiasond"
        "jfmamjjasond"
        "\xCE\xCF\xCE\xCE\xCE\xCE\xCE\xCE\xCF\xCE\xCE\xCE"
        "gfmamjjasond"
        "jfmamjjasond"
        "\xD1\xD0\xD0\xD0\xD1\xD1\xD0\xD1\xD0\xD0\xD0\xD0"
        "\xD1\xD1\xD0\xD0\xD0\xD1\xD1\xD0\xD1\xD0\xD0\xD0"
        "\xD9\xD9\xD9\xD8\xD9\xD9\xD9\xD8\xD8\xD8\xD9\xD8";

int
month_named(const char *word)
{
	const size_t names = sizeof(months) / sizeof(months[0][0]);
	size_t n = strlen(word), letters = 0;
	const char *at = first_bytes, *end = first_bytes + names;

	for (size_t k = 0; k < n; k++)
		letters += ((unsigned char)word[k] & 0xC0) != 0x80;
	if (letters < 3)
		return 0;
	for (; (at = memchr(at, *word, (size_t)(end - at))) != NULL; at++) {
		size_t i = (size_t)(at - first_bytes);
		const char *name = months[i / 12][i % 12];
		size_t full = strlen(name);

		assert(*name == *word);
		if (strncmp(word, name, n < full ? n : full) == 0 &&
		        (n <= full || (full >= 6 && n <= full + 6)))
			return (int)(i % 12) + 1;
	}
	return 0;
}
