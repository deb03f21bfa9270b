/* dates: every shape, in every language that is claimed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "filters/dates.h"

static void
is(const char *text, enum date_order order, const char *want)
{
	struct str s = STR_INIT;
	struct date d;
	size_t end = 0;

	if (want == NULL) {
		if (date_find(span_of(text), order, &d, &end))
			fail_msg("%s: a date", text);
		return;
	}
	if (!date_find(span_of(text), order, &d, &end))
		fail_msg("%s: no date", text);
	date_iso(&d, &s);
	if (strcmp(str_c(&s), want) != 0)
		fail_msg("%s: %s, want %s", text, str_c(&s), want);
	assert_true(end <= strlen(text));
	str_free(&s);
}

static void
value(const char *text, const char *want)
{
	struct str s = STR_INIT;
	struct date d;

	if (want == NULL) {
		assert_false(date_value(span_of(text), DATE_DAY_FIRST, &d));
		return;
	}
	if (!date_value(span_of(text), DATE_DAY_FIRST, &d))
		fail_msg("%s: no date", text);
	date_iso(&d, &s);
	assert_string_equal(str_c(&s), want);
	str_free(&s);
}

static void
test_machine(void **state)
{
	(void)state;
	value("2024-05-03", "2024-05-03");
	value("2024-05-03T10:11:12+02:00", "2024-05-03T10:11:12+02:00");
	value("2024-05-03T10:11:12.345Z", "2024-05-03T10:11:12Z");
	value("2024-05-03T10:11:12-0530", "2024-05-03T10:11:12-05:30");
	value("2024-05-03 10:11", "2024-05-03T10:11:00");
	value("Fri, 03 May 2024 10:11:12 GMT", "2024-05-03T10:11:12Z");
	value("20240503", "2024-05-03");
	value("20240503101112", "2024-05-03T10:11:12");
	value("1714731072", "2024-05-03T10:11:12Z");
	value("1714731072000", "2024-05-03T10:11:12Z");
	value("951782400", NULL);
	value("0951782400", "2000-02-29T00:00:00Z");
	value("2023-02-29", NULL);
	value("20241332", NULL);
	value("", NULL);
}

static void
test_figures(void **state)
{
	(void)state;
	is("03/05/2024", DATE_DAY_FIRST, "2024-05-03");
	is("03/05/2024", DATE_MONTH_FIRST, "2024-03-05");
	is("13/05/2024", DATE_MONTH_FIRST, "2024-05-13");
	is("5/13/2024", DATE_DAY_FIRST, "2024-05-13");
	is("03.05.2024", DATE_MONTH_FIRST, "2024-05-03");
	is("am 3.5.24, 10:11 Uhr", DATE_DAY_FIRST, "2024-05-03T10:11:00");
	is("31-12-99", DATE_DAY_FIRST, "1999-12-31");
	is("2024/5/3", DATE_DAY_FIRST, "2024-05-03");
	is("31/02/2024", DATE_DAY_FIRST, NULL);
	is("version 1.2.3 of 2024", DATE_DAY_FIRST, NULL);
	is("10:11", DATE_DAY_FIRST, NULL);
	is("3 May", DATE_DAY_FIRST, NULL);
	is("2024", DATE_DAY_FIRST, NULL);
}

static void
test_times(void **state)
{
	static const struct {
		const char *text, *want;
	} t[] = {
		{ "3 May 2024 06.15 EDT", "2024-05-03T06:15:00-04:00" },
		{ "3 maj 2024 kl. 10.15", "2024-05-03T10:15:00" },
		{ "3 maggio 2024, ore 10.15", "2024-05-03T10:15:00" },
		{ "03 may 2024 - 10:15 CEST", "2024-05-03T10:15:00+02:00" },
		{ "May 3, 2024 at 10:15 p.m. PDT",
		        "2024-05-03T22:15:00-07:00" },
		{ "12:05 a.m., May 3, 2024", "2024-05-03T00:05:00" },
		{ "2024年5月3日 10時15分", "2024-05-03T10:15:00" },
		{ "2024年5月3日 午後1時05分", "2024-05-03T13:05:00" },
		{ "2024年5月3日 下午3:20", "2024-05-03T15:20:00" },
		{ "입력 2024.05.03. 오후 1:15", "2024-05-03T13:15:00" },
		{ "10 giờ 15 phút, ngày 3-5-2024", "2024-05-03T10:15:00" },
		/* a number is no time, nor is a version */
		{ "3 May 2024 06.15", "2024-05-03" },
		{ "3 May 2024, 10.15.3 EDT", "2024-05-03" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++)
		is(t[i].text, DATE_DAY_FIRST, t[i].want);
}

static void
test_names(void **state)
{
	static const struct {
		const char *text, *want;
	} t[] = {
		{ "May 3, 2024", "2024-05-03" },
		{ "Posted on Friday, May 3rd, 2024 at 10:11 pm by Ann",
		        "2024-05-03T22:11:00" },
		{ "Dec. 22, 2016 12:05 AM", "2016-12-22T00:05:00" },
		{ "22nd of December, 2016", "2016-12-22" },
		{ "3-May-2024", "2024-05-03" },
		{ "3. Mai 2024", "2024-05-03" },
		{ "3. M\xC3\xA4rz 2024, 10.11 Uhr", "2024-03-03T10:11:00" },
		{ "le 3 ao\xC3\xBBt 2024 \xC3\xA0 10h11",
		        "2024-08-03T10:11:00" },
		{ "1er juillet 2024", "2024-07-01" },
		{ "3 de mayo de 2024", "2024-05-03" },
		{ "3 de fevereiro de 2024", "2024-02-03" },
		{ "3 giugno 2024", "2024-06-03" },
		{ "3 mei 2024", "2024-05-03" },
		{ "3 stycznia 2024", "2024-01-03" },
		{ "3. kv\xC4\x9Btna 2024", "2024-05-03" },
		{ "3 \xD0\xBC\xD0\xB0\xD1\x8F 2024", "2024-05-03" },
		{ "3 \xD0\xB8\xD1\x8E\xD0\xBB\xD1\x8F 2024 \xD0\xB3.",
		        "2024-07-03" },
		{ "3 Temmuz 2024", "2024-07-03" },
		{ "2024\xE5\xB9\xB4"
		  "5\xE6\x9C\x88"
		  "3\xE6\x97\xA5 10:11",
		        "2024-05-03T10:11:00" },
		{ "2024\xEB\x85\x84 5\xEC\x9B\x94 3\xEC\x9D\xBC",
		        "2024-05-03" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++)
		is(t[i].text, DATE_DAY_FIRST, t[i].want);
	is("3. mája 2024", DATE_DAY_FIRST, "2024-05-03");
	is("3 de maig de 2024", DATE_DAY_FIRST, "2024-05-03");
	is("3 травня 2024", DATE_DAY_FIRST, "2024-05-03");
	is("3 май 2024", DATE_DAY_FIRST, "2024-05-03");
	is("٣ مايو ٢٠٢٤", DATE_DAY_FIRST, "2024-05-03");
	is("۱۴۰۳", DATE_DAY_FIRST, NULL);
	is("２０２４年５月３日", DATE_DAY_FIRST, "2024-05-03");
	is("mayor 3, 2024", DATE_DAY_FIRST, NULL);
}

static void
test_vietnamese(void **state)
{
	static const struct {
		const char *text, *want;
	} t[] = {
		{ "Th\xE1\xBB\xA9 Ba, 19/07/2022 - 05:17",
		        "2022-07-19T05:17:00" },
		{ "Th\xE1\xBB\xA9 B\xE1\xBA\xA3y, 22/05/2021 03:30 (GMT+7)",
		        "2021-05-22T03:30:00+07:00" },
		{ "Ng\xC3\xA0y \xC4\x91\xC4\x83ng: 01-07-2021 | "
		  "L\xC6\xB0\xE1\xBB\xA3t xem: 3774",
		        "2021-07-01" },
		{ "C\xE1\xBA\xADp nh\xE1\xBA\xADt l\xC3\xBA"
		  "c 15h30, "
		  "ng\xC3\xA0y 3/5/2024",
		        "2024-05-03T15:30:00" },
		{ "H\xC3\xA0 N\xE1\xBB\x99i, ng\xC3\xA0y 3 th\xC3\xA1ng 5 "
		  "n\xC4\x83m 2024",
		        "2024-05-03" },
		{ "28 Th\xC3\xA1ng 12, 2025", "2025-12-28" },
		{ "ng\xC3\xA0y 3 th\xC3\xA1ng N\xC4\x83m n\xC4\x83m 2024",
		        "2024-05-03" },
		{ "3 th\xC3\xA1ng M\xC6\xB0\xE1\xBB\x9Di Hai, 2024",
		        "2024-12-03" },
		{ "3 th\xC3\xA1ng Gi\xC3\xAAng 2024", "2024-01-03" },
		{ "5:30 CH, 03/05/2024", "2024-05-03T17:30:00" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++)
		is(t[i].text, DATE_DAY_FIRST, t[i].want);
}

/* Own names of months and figures, Buddhist years. */
static void
test_unspaced(void **state)
{
	(void)state;
	is("วันที่ประกาศ : 12 กรกฎาคม 2565", DATE_DAY_FIRST, "2022-07-12");
	is("12 ก.ค. พ.ศ. 2565", DATE_DAY_FIRST, "2022-07-12");
	is("ថ្ងៃទី១៨ ខែមករា ឆ្នាំ២០២២", DATE_DAY_FIRST, "2022-01-18");
	is("ວັນທີ 22 ພະຈິກ 2023", DATE_DAY_FIRST, "2023-11-22");
	is("22/07/2565 10:30", DATE_DAY_FIRST, "2022-07-22T10:30:00");
	is("12 กรกฎาคม", DATE_DAY_FIRST, NULL);
}

/* Every name of every language. */
static void
test_months(void **state)
{
	static const char *const year[] = {
		"january february march april may june july august september "
		"october november december",
		"januar februar märz april mai juni juli august september "
		"oktober november dezember",
		"jänner feber maerz april mai juni juli august sept okt nov "
		"dez",
		"janvier février mars avril mai juin juillet août septembre "
		"octobre novembre décembre",
		"enero febrero marzo abril mayo junio julio agosto septiembre "
		"octubre noviembre diciembre",
		"janeiro fevereiro março abril maio junho julho agosto "
		"setembro outubro novembro dezembro",
		"gennaio febbraio marzo aprile maggio giugno luglio agosto "
		"settembre ottobre novembre dicembre",
		"januari februari maart april mei juni juli augustus september "
		"oktober november december",
		"januari februari mars april maj juni juli augusti september "
		"oktober november december",
		"januar februar marts april maj juni juli august september "
		"oktober november desember",
		"stycznia lutego marca kwietnia maja czerwca lipca sierpnia "
		"września października listopada grudnia",
		"ledna února března dubna května června července srpna září "
		"října listopadu prosince",
		"января февраля марта апреля мая июня июля августа сентября "
		"октября ноября декабря",
		"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim "
		"kasım aralık",
		"január február március április május június július augusztus "
		"szeptember október november december",
		"tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu "
		"heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu",
		"ianuarie februarie martie aprilie mai iunie iulie august "
		"septembrie octombrie noiembrie decembrie",
		"januari februari maret april mei juni juli agustus september "
		"oktober november desember",
		"ιανουαρί φεβρου μαρτίου απριλίου μαΐου ιουνίου ιουλίου "
		"αυγούστο σεπτεμβρ οκτωβρίο νοεμβρίο δεκεμβρί",
		"gener febrer març abril maig juny juliol agost setembre "
		"octubre novembre desembre",
		"januára februára marca apríla mája júna júla augusta "
		"septembra októbra novembra decembra",
		"січня лютого березня квітня травня червня липня серпня "
		"вересня жовтня листопада грудня",
		"януари февруари март април май юни юли август септември "
		"октомври ноември декември",
		"يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر "
		"نوفمبر ديسمبر",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(year) / sizeof(year[0]); i++) {
		const char *name = year[i];

		for (int m = 1; m <= 12; m++) {
			size_t n = strcspn(name, " ");

			if (date_month((struct span){ name, n }) != m)
				fail_msg("%s: not month %d", name, m);
			name += n + (m < 12);
		}
	}
	assert_int_equal(date_month(span_of("thang")), 0);
	assert_int_equal(date_month(span_of("ma")), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_machine),
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_vietnamese),
		cmocka_unit_test(test_unspaced),
		cmocka_unit_test(test_months),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
