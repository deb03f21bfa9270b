/* Texts of Europe in eight bits: none of them is Vietnamese, and none is
 * changed by a repair.  The texts are cut into pieces of several lengths and
 * put into every encoding their language was written in. */
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "filters/decode.h"
#include "filters/filter.h"
#include "filters/repair.h"
#include "tests/heard.h"

static const struct {
	const char *name;
	const char *encodings;
	const char *text;
} language[] = {
	{ "French", "CP1252 ISO-8859-1 ISO-8859-15 MACINTOSH CP850",
	        "À l'été, la forêt est déjà pleine d'élèves ; où êtes-vous "
	        "allé ? "
	        "Là, à côté du café, un garçon a mangé des pâtes et bu du thé. "
	        "Né à "
	        "Orléans, il a reçu une âme naïve. Ça va, dit-il, hé oui, "
	        "c'était "
	        "là, à la mairie. Le maître a noté : bénéfice élevé, tâche "
	        "achevée, "
	        "idée précédente rejetée. Où es-tu, René ? Là, à côté "
	        "d'Hélène, qui "
	        "préfère le pâté de lièvre à la crème brûlée." },
	{ "German", "CP1252 ISO-8859-1 ISO-8859-15 MACINTOSH CP850",
	        "Über die Brücke fährt täglich ein großer Wagen. Die Bürger "
	        "hören "
	        "früh die Glocken läuten, während Bäcker Brötchen in die Öfen "
	        "schieben. Möchten Sie schöne Äpfel, süße Kirschen oder frühe "
	        "Pflaumen? Größere Mengen gibt es außerhalb der Stadt, für "
	        "fünf "
	        "Münzen das Stück. Heiße Grüße aus Köln und Düsseldorf." },
	{ "Spanish", "CP1252 ISO-8859-1 ISO-8859-15 MACINTOSH CP850",
	        "El niño comió un plátano y bebió café. ¿Dónde está el camión? "
	        "Sí, "
	        "mañana él irá a León. La canción que cantó María habló de un "
	        "país "
	        "lejano. Así es, dijo él: más té, por favor, aún hay pan. "
	        "También "
	        "pidió un avión rápido y un sillón cómodo. El año próximo "
	        "volverá." },
	{ "Portuguese", "CP1252 ISO-8859-1 ISO-8859-15 MACINTOSH CP850",
	        "Não há pão na mesa, só maçã e café. Você já está aí? A avó "
	        "fará um "
	        "bolo à noite. São três irmãos: João, José e Inês. A nação é "
	        "também responsável pela educação. Até amanhã, disse a mãe, "
	        "que "
	        "não vê o avô há um mês. É difícil, mas vós sabeis." },
	{ "Italian", "CP1252 ISO-8859-1 MACINTOSH CP850",
	        "Perché la città è così bella? È già tardi, però verrà più "
	        "tardi "
	        "con il papà. La libertà è una virtù, la verità no. Lunedì e "
	        "martedì c'è un caffè gratis; giovedì andrò in università. Sì, "
	        "là c'è la metà del tè. Cioè, dirò di sì." },
	{ "Swedish", "CP1252 ISO-8859-1 MACINTOSH CP850",
	        "På ön går små lamm i gräset. Några båtar låg vid ån när vi "
	        "åkte. "
	        "Är du hungrig? Då får du ål och ägg, sade mor. Åsa åt nästan "
	        "allt bröd. Vår är här, där blåsten går över sjön på måndag." },
	{ "Danish", "CP1252 ISO-8859-1 CP865 CP850",
	        "Året går, og på øen blæser det. Børnene får rød grød med "
	        "fløde. Så "
	        "går vi på å, sagde hun på jysk. Æblerne er små, men søde. Når "
	        "båden når havn, får sømanden øl og brød. Hvor går du hen, "
	        "Søren?" },
	{ "Finnish", "CP1252 ISO-8859-1 ISO-8859-15",
	        "Hyvää päivää, äiti! Tänään meillä on kesäyö ja järvi on "
	        "tyyni. "
	        "Mökillä on lämmin sää, myös sänky on pehmeä. Älä lähde yöllä "
	        "metsään, siellä pöllö väijyy. Tämä työ on tehtävä hyvin." },
	{ "Icelandic", "CP1252 ISO-8859-1 CP850",
	        "Það var um vor að maður gekk að á. Hann sá þar kú og fé, en "
	        "ekki "
	        "hús. Já, ég á bú við sjó, sagði hann. Það er gott að vera "
	        "hér. Ó, "
	        "hvað þú ert góð, mær. Lítið er ungs manns gaman, en mörg eru "
	        "árin." },
	{ "Dutch", "CP1252 ISO-8859-1",
	        "De geïnteresseerde reiziger nam één koffer mee naar België. "
	        "Ideeën en poëzie vond hij in het café op de hoek. Hè hè, zei "
	        "de "
	        "ober, en wij zijn weer coöperatief: vóór elf uur is er "
	        "koffie." },
	{ "Czech", "CP1250 ISO-8859-2 CP852",
	        "Příliš žluťoučký kůň úpěl ďábelské ódy. Dnes ráno jsme šli na "
	        "náměstí, kde byl trh. Má matka koupila jablka, já med a můj "
	        "bratr "
	        "sýr. Kdy přijedeš? Až v sobotu, řekl děda. Tá dáma má dům u "
	        "lesa." },
	{ "Slovak", "CP1250 ISO-8859-2 CP852",
	        "Vypäté dosky a stĺpy držia strechu. Kde bolo, tam bolo, žil "
	        "raz "
	        "jeden kráľ. Mal tri dcéry: najmladšia bola najkrajšia. Ráno "
	        "išla "
	        "k studni po vodu, tam sedel dedo. Čo tu robíš, dievča moje?" },
	{ "Polish", "CP1250 ISO-8859-2 CP852",
	        "Zażółć gęślą jaźń. Wczoraj poszliśmy do sklepu, żeby kupić "
	        "świeży "
	        "chleb i masło. Pan Józef mówił, że będzie padać, więc "
	        "wzięliśmy "
	        "parasole. Łódź płynie po rzece. Czy już jest późno? Tak, "
	        "dość." },
	{ "Hungarian", "CP1250 ISO-8859-2 CP852",
	        "Árvíztűrő tükörfúrógép. A kis róka már nem fél, hó van, és "
	        "hűvös a "
	        "szél. Hová mész, te kis nyúl? Én a hídon át megyek haza. Jó "
	        "reggelt, "
	        "mondta a bácsi, és vett két kiló almát, három körtét, öt "
	        "szilvát." },
	{ "Romanian", "CP1250 ISO-8859-2 ISO-8859-16",
	        "În zori, când cântă cocoșii, țăranii pleacă la câmp. Fata își "
	        "ia "
	        "ulciorul și coboară la fântână. Ce faci, mă băiete? Mănânc "
	        "pâine. "
	        "Ea râde și spune că va veni și mâine, după ce va fi strâns "
	        "fân." },
	{ "Croatian", "CP1250 ISO-8859-2 CP852",
	        "Noć je bila tiha, čuo se samo šum rijeke. Đak je učio, a "
	        "majka je "
	        "šivala. Što ćeš sutra raditi? Ići ću u grad, kaže žena, i "
	        "kupit ću "
	        "ćup, vreću žita i nešto soli. Kuća leži između dviju šuma." },
	{ "Turkish", "CP1254 ISO-8859-9",
	        "Bugün hava çok güzel, değil mi? Çocuklar bahçede oynuyor, "
	        "annem de "
	        "çay içiyor. Şimdi ne yapalım? Önce süt alalım, sonra eve "
	        "döneriz. "
	        "İki köy arasında bir ırmak var; ışık söndü mü, kız korkar. "
	        "Gör, ölç." },
	{ "Estonian", "CP1257 ISO-8859-13 ISO-8859-15",
	        "Täna öösel sadas külas lund. Ma käisin õhtul söömas ja jõin "
	        "teed. "
	        "Kas sa näed, kui ilus on see mägi? Õpetaja ütles, et homme me "
	        "läheme jõe äärde. Väike tüdruk jookseb üle põllu koju." },
	{ "Lithuanian", "CP1257 ISO-8859-13",
	        "Šiandien gražus oras, todėl eisime į mišką. Močiutė kepa "
	        "duoną, "
	        "o senelis žvejoja prie ežero. Kur tu eini, vaikeli? Į "
	        "mokyklą, "
	        "sako jis. Žąsys plaukia upe, ąžuolai ošia. Ačiū, brangūs "
	        "svečiai." },
	{ "Latvian", "CP1257 ISO-8859-13",
	        "Šodien ir skaista diena, un mēs ejam uz jūru. Māte cep maizi, "
	        "tēvs "
	        "zvejo ezerā. Kur tu ej, bērns? Uz skolu, viņš saka. Ūdens ir "
	        "auksts, bet saule silda. Paldies par ķiršiem, mīļā "
	        "vecmāmiņ." },
	{ "Russian", "CP1251 KOI8-R ISO-8859-5 IBM866",
	        "Сегодня утром пошёл дождь, и дети остались дома. Мать варила "
	        "кашу, "
	        "отец читал газету. Где ты была вчера? Я ходила в лес за "
	        "грибами, "
	        "сказала девочка. Потом все сели за стол и пили чай с мёдом." },
	{ "Ukrainian", "CP1251 KOI8-U ISO-8859-5",
	        "Сьогодні вранці йшов дощ, і діти лишилися вдома. Мати варила "
	        "борщ, батько читав газету. Де ти була вчора? Я ходила до лісу "
	        "по "
	        "гриби, сказала дівчинка. Їжак їсть яблуко під грушею." },
	{ "Greek", "CP1253 ISO-8859-7",
	        "Σήμερα το πρωί έβρεχε και τα παιδιά έμειναν στο σπίτι. Η "
	        "μητέρα "
	        "μαγείρευε σούπα, ο πατέρας διάβαζε. Πού ήσουν χθες; Πήγα στο "
	        "δάσος, είπε το κορίτσι. Ύστερα ήπιαν όλοι τσάι με μέλι." },
};

static int
is_vietnamese(const char *encoding)
{
	const struct encoding *e = encoding_named(encoding);

	assert_non_null(e);
	return e->kind == ENC_VIET || e->kind == ENC_VIET_ASCII ||
	       strcmp(encoding, "windows-1258") == 0;
}

/* The text in an encoding; letters it lacks go. */
static void
encode(const char *text, size_t n, const char *to, struct str *out)
{
	iconv_t cd = iconv_open(to, "UTF-8");
	union {
		const char *ro;
		char *rw;
	} in = { text };
	size_t left = n;

	assert_true(cd != (iconv_t)-1);
	str_reserve(out, n * 2 + 8);
	while (left > 0) {
		char *o = out->s + out->len;
		size_t room = out->cap - out->len - 1;

		iconv(cd, &in.rw, &left, &o, &room);
		out->len = (size_t)(o - out->s);
		if (left == 0)
			break;
		do {
			in.ro++;
			left--;
		} while (left > 0 && ((unsigned char)*in.ro & 0xC0) == 0x80);
	}
	out->s[out->len] = '\0';
	iconv_close(cd);
}

/* A piece of about n bytes, cut at spaces, from a place on. */
static struct span
piece(const char *text, size_t from, size_t n)
{
	size_t len = strlen(text), to;

	if (from >= len)
		return (struct span){ text, 0 };
	while (from > 0 && text[from - 1] != ' ')
		from--;
	to = from + n < len ? from + n : len;
	while (to > from && to < len && text[to] != ' ')
		to--;
	return (struct span){ text + from, to - from };
}

static void
one(const char *name, const char *enc, struct span s, const char *label)
{
	struct article *a = article_new("x");
	struct options o = { .limits = &limits_default,
		.transport_charset = label };
	struct diag dg;
	struct str raw = STR_INIT;

	hear(&dg, NULL);
	encode(s.p, s.n, enc, &raw);
	str_put_span(&a->raw, str_span(&raw));
	if (filter_decode.run(a, &o, &dg) == 0 && is_vietnamese(a->encoding))
		fail_msg("%s in %s is taken for %s: %.*s", name, enc,
		        a->encoding, (int)s.n, s.p);
	str_free(&raw);
	article_free(a);
}

static void
test_europe(void **state)
{
	static const size_t length[] = { 20, 50, 100, 200, 1000 };
	unsigned samples = 0;
	size_t i, k, from;

	(void)state;
	for (i = 0; i < sizeof(language) / sizeof(language[0]); i++) {
		const char *e = language[i].encodings;
		char enc[32];

		for (; *e != '\0';
		        e += strcspn(e, " ") + (strchr(e, ' ') != NULL)) {
			size_t n = strcspn(e, " ");

			memcpy(enc, e, n);
			enc[n] = '\0';
			for (k = 0; k < 5; k++)
				for (from = 0; from < 240; from += 30) {
					struct span s = piece(language[i].text,
					        from, length[k]);

					if (s.n < 10)
						continue;
					one(language[i].name, enc, s, NULL);
					one(language[i].name, enc, s,
					        "iso-8859-1");
					samples += 2;
				}
		}
	}
	print_message("European samples: %u\n", samples);
	assert_true(samples >= 720);
}

/* In UTF-8 nothing of them is repaired, whole or in pieces. */
static void
test_untouched(void **state)
{
	size_t i, from;

	(void)state;
	for (i = 0; i < sizeof(language) / sizeof(language[0]); i++)
		for (from = 0; from < 240; from += 24) {
			struct span s = piece(
			        language[i].text, from, from % 48 ? 60 : 1000);
			struct options o = { .limits = &limits_default };
			struct article *a;
			struct str want = STR_INIT;
			struct diag dg;

			if (s.n < 3)
				continue;
			a = article_new("x");
			hear(&dg, NULL);
			str_put_span(&a->raw, s);
			str_put_span(&want, s);
			assert_int_equal(filter_decode.run(a, &o, &dg), 0);
			repair_markup(a, &o);
			assert_string_equal(str_c(&a->text), str_c(&want));
			str_free(&want);
			article_free(a);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_europe),
		cmocka_unit_test(test_untouched),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
