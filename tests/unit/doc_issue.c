/* The manifest: what it gives, and each fault with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "doc/issue.h"
#include "doc/manifest.h"

#define NOW 1717200000LL /* 2024-06-01 00:00:00 UTC */

static char dir[] = "/tmp/bantin-test-XXXXXX";

static void
put_file(const char *name, const char *text)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static int
setup(void **state)
{
	static const char *const file[] = {
		"art/b.html",
		"art/a.html",
		"art/a-b.html",
		"art/.hid.html",
		"art/sub/c.html",
		"art/x.txt",
		"art/ế.html",
	};
	char path[256];
	size_t i;

	(void)state;
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof(path), "%s/art", dir);
	mkdir(path, 0777);
	snprintf(path, sizeof(path), "%s/art/sub", dir);
	mkdir(path, 0777);
	for (i = 0; i < sizeof(file) / sizeof(file[0]); i++)
		put_file(file[i], "<p>x");
	return 0;
}

static int
teardown(void **state)
{
	char cmd[256];

	(void)state;
	snprintf(cmd, sizeof(cmd), "rm -rf '%s'", dir);
	return system(cmd);
}

struct log {
	struct diag dg;
	struct str lines;
};

static void
keep(void *ctx, enum diag_level level, enum diag_msg msg, const struct where *w,
        const char *text)
{
	struct log *l = ctx;
	struct where at = *w;
	struct diag plain;

	diag_init(&plain);
	plain.program = NULL;
	if (at.file)
		at.file = strrchr(at.file, '/') ? strrchr(at.file, '/') + 1
		                                : at.file;
	diag_format(&l->lines, &plain, level, msg, &at, text);
	str_putc(&l->lines, '\n');
}

static struct issue *
load(struct log *l, const char *yaml, const char *date, long long now)
{
	char path[256];

	*l = (struct log){ .lines = STR_INIT };
	diag_init(&l->dg);
	l->dg.sink = keep;
	l->dg.ctx = l;
	put_file("issue.yaml", yaml);
	snprintf(path, sizeof(path), "%s/issue.yaml", dir);
	return issue_load(path, date, now, &l->dg);
}

static void
check(const char *got, const char *want)
{
	if (strcmp(got ? got : "(null)", want))
		fail_msg("got:\n%s\nwant:\n%s", got, want);
}

/* A path below the test's folder. */
static void
check_path(const char *got, const char *want)
{
	char full[512];

	snprintf(full, sizeof(full), "%s/%s", dir, want);
	check(got, full);
}

static const char design[] =
        "bantin: 1\n"
        "title: \"Bản tin Hải quan tháng {month}/{year}\"\n"
        "issue: {number: \"{months_since:2020-01}\", period: previous-month,"
        " timezone: Asia/Ho_Chi_Minh, language: vi}\n"
        "publisher: {name: \"P {{x}}\", address: \"A\", logo: logo.svg}\n"
        "description: Số {number}\n"
        "sections:\n"
        "  - title: \"Tin nổi bật\"\n"
        "    articles: [{path: \"art/b.html\", lead: true}, art/no.html]\n"
        "  - title: \"Hoạt động\"\n"
        "    articles: [{path: \"art/*.html\", sort: date, limit: 40}]\n"
        "filters: [decode, parse, {run: ./house-style.sh -x}, {run: sed}]\n"
        "pdf: {output: \"out/{year}-{month}.pdf\", theme: bulletin, page: A4,"
        " columns: 3, jump: 24, target: print, bleed: 3mm, marks: crop}\n"
        "epub: {output: \"out/{year}-{month}.epub\", theme: ./mine,"
        " cover: cover.jpg, fonts: no, images: modern}\n"
        "limits: {failures: 5%, article_time: 30s, memory: 512M}\n"
        "index: {names: names.txt, sort: given}\n"
        "report: report.json\n"
        "strict: true\n";

static void
test_design(void **state)
{
	struct log l;
	struct issue *is = load(&l, design, NULL, NOW);
	const struct issue_source *src;

	(void)state;
	check(str_c(&l.lines), "");
	assert_non_null(is);
	check(is->title, "Bản tin Hải quan tháng 5/2024");
	check(is->number, "53");
	check(is->description, "Số 53");
	check(is->date, "2024-05-01");
	check(is->shown, "2024-05");
	check(is->lang, "vi");
	check(is->timezone, "Asia/Ho_Chi_Minh");
	check(is->publisher, "P {x}");
	check_path(is->logo, "logo.svg");
	assert_int_equal(is->section.n, 2);
	src = &is->section.p[0].source.p[0];
	assert_int_equal(src->lead, 1);
	assert_int_equal(src->path.n, 1);
	check_path(src->path.p[0], "art/b.html");
	assert_int_equal(src->line, 8);
	check_path(is->section.p[0].source.p[1].path.p[0], "art/no.html");
	src = &is->section.p[1].source.p[0];
	assert_int_equal(src->sort, SORT_DATE);
	assert_int_equal(src->limit, 40);
	/* b.html has its place already */
	assert_int_equal(src->path.n, 3);
	check_path(src->path.p[0], "art/a-b.html");
	check_path(src->path.p[1], "art/a.html");
	check_path(src->path.p[2], "art/ế.html");
	assert_int_equal(is->step.n, 4);
	check(is->step.p[1].name, "parse");
	check_path(is->step.p[2].run, "./house-style.sh -x");
	check(is->step.p[3].run, "sed");
	check_path(is->pdf.output, "out/2024-05.pdf");
	check(is->pdf.page, "A4");
	assert_int_equal(is->pdf.columns, 3);
	assert_int_equal(is->pdf.jump, 24);
	assert_true(is->index.on && is->index.given);
	check_path(is->index.names, "names.txt");
	check(is->pdf.target, "print");
	assert_int_equal(is->pdf.bleed, 8708);
	assert_int_equal(is->pdf.crop_marks, 1);
	check_path(is->epub.theme, "./mine");
	assert_int_equal(is->epub.fonts, 0);
	assert_int_equal(is->epub.images, IMAGES_MODERN);
	assert_int_equal(is->limits.failures_percent, 5);
	assert_int_equal(is->limits.article_ms, 30000);
	assert_int_equal(is->limits.memory, 512 << 20);
	check_path(is->report, "report.json");
	assert_int_equal(is->strict, 1);
	issue_free(is);
	str_free(&l.lines);
}

#define OK_HEAD "bantin: 1\ntitle: T\nissue: {language: en}\n"
#define OK_TAIL "sections: [{articles: [art/a.html]}]\npdf: {output: o.pdf}\n"

static const struct {
	const char *yaml, *lines;
} bad_case[] = {
	{ OK_HEAD OK_TAIL "index: {names: n.txt, sort: x, y: z}\n",
	        "issue.yaml:6:29: fatal: index.sort: \"x\" is wrong; expected "
	        "written or given\n"
	        "issue.yaml:6:32: fatal: unknown key \"y\"; expected one of: "
	        "names, sort\n" },
	{ "", "issue.yaml: fatal: is not valid YAML: it holds no "
	      "document\n" },
	{ "a: [1\n", "issue.yaml:2:1: fatal: is not valid YAML: flow "
	             "sequence without a closing bracket\n" },
	{ "ế: ế: [\n", "issue.yaml:1:9: fatal: is not valid YAML: "
	               "invalid nested block mapping on the same line\n" },
	{ "a: b\xFFz\n", "issue.yaml:1:5: fatal: byte FF is not "
	                 "UTF-8; expected a manifest in UTF-8\n" },
	{ "- a\n", "issue.yaml:1:3: fatal: the manifest is a list; "
	           "expected a mapping (lines of key: value)\n" },
	{ OK_HEAD OK_TAIL "---\na: b\n",
	        "issue.yaml: fatal: is not "
	        "valid YAML: it holds more than one document\n" },
	{ OK_HEAD OK_TAIL "titel: x\nzzz: y\n",
	        "issue.yaml:6:1: fatal: unknown key \"titel\"; did you mean "
	        "\"title\"?\n"
	        "issue.yaml:7:1: fatal: unknown key \"zzz\"; expected one "
	        "of: bantin, issue, title, description, subject, rights, "
	        "publisher, sections, filters, pdf, epub, limits, "
	        "index, rules, report, "
	        "strict, untrack\n" },
	{ OK_HEAD "title: U\n" OK_TAIL,
	        "issue.yaml:4:1: fatal: key \"title\" is given twice; the "
	        "first is in line 2\n" },
	{ "bantin: 2\nissue: {language: '?'}\n",
	        "issue.yaml:1:1: fatal: title is missing\n"
	        "issue.yaml:1:1: fatal: sections is missing\n"
	        "issue.yaml:1:1: warning: issue.language is missing; \"vi\" "
	        "is assumed\n"
	        "issue.yaml:1:1: fatal: names no output; expected pdf: "
	        "{output: FILE} or epub: {output: FILE}\n"
	        "issue.yaml:1:9: fatal: bantin: \"2\" is wrong; expected 1, "
	        "the only format there is\n"
	        "issue.yaml:2:20: fatal: issue.language: \"?\" is wrong; "
	        "expected a language tag, as vi or en-GB\n" },
	{ OK_HEAD "sections: [{articles: [{path: art/a.html, sort: x,"
	          " limit: 0, lead: maybe}, {}, []]}]\n"
	          "pdf: {output: o.pdf, page: A9, columns: three, target: x, "
	          "bleed: 3, marks: x}\n",
	        "issue.yaml:4:13: fatal: sections[1].articles[2].path is "
	        "missing\n"
	        "issue.yaml:4:13: fatal: sections[1].articles[3] is a list; "
	        "expected a mapping (lines of key: value)\n"
	        "issue.yaml:4:49: fatal: sections[1].articles[1].sort: "
	        "\"x\" is wrong; expected given, name, date, date-desc or "
	        "title\n"
	        "issue.yaml:4:59: fatal: sections[1].articles[1].limit: "
	        "\"0\" is wrong; expected a number from 1 to 1000000\n"
	        "issue.yaml:4:68: fatal: sections[1].articles[1].lead: "
	        "\"maybe\" is wrong; expected true or false\n"
	        "issue.yaml:5:28: fatal: pdf.page: \"A9\" is wrong; expected "
	        "a page size, as A4, \"A5 landscape\" or \"210mm 280mm\"\n"
	        "issue.yaml:5:41: fatal: pdf.columns: \"three\" is wrong; "
	        "expected a number from 1 to 12\n"
	        "issue.yaml:5:56: fatal: pdf.target: \"x\" is wrong; "
	        "expected screen or print\n"
	        "issue.yaml:5:66: fatal: pdf.bleed: \"3\" is wrong; expected "
	        "a length up to 50mm, as 3mm, 0.3cm, 0.125in or 9pt\n"
	        "issue.yaml:5:76: fatal: pdf.marks: \"x\" is wrong; expected "
	        "crop, all or none\n" },
	{ OK_HEAD OK_TAIL "limits: {failures: 101%, article_time: 3x,"
	                  " memory: 0}\nfilters: [decode, [x]]\n",
	        "issue.yaml:6:20: fatal: limits.failures: \"101%\" is "
	        "wrong; expected a share from 0% to 100%\n"
	        "issue.yaml:6:40: fatal: limits.article_time: \"3x\" is "
	        "wrong; expected a time, as 30s, 500ms or 2m\n"
	        "issue.yaml:6:52: fatal: limits.memory: \"0\" is wrong; "
	        "expected a size, as 512M, 64K or 2G\n"
	        "issue.yaml:7:20: fatal: filters[2] is a list; expected a "
	        "filter's name or {run: COMMAND}\n" },
	{ "bantin: 1\ntitle: \"{yaer} {month\"\n"
	  "issue: {language: vi, number: '{months_since:2020}', "
	  "timezone: Asia/Saigon2, period: soon}\n" OK_TAIL,
	        "issue.yaml:2:9: fatal: title: unknown template {yaer}; "
	        "expected one of: year, month, day, week, date, number, "
	        "months_since:YYYY-MM, weeks_since:YYYY-MM-DD, "
	        "days_since:YYYY-MM-DD, or {{ for a brace\n"
	        "issue.yaml:3:32: fatal: issue.number: {months_since:2020}: "
	        "it has no date; expected YYYY-MM\n"
	        "issue.yaml:3:64: fatal: issue.timezone: no time zone "
	        "\"Asia/Saigon2\"; expected a name as Asia/Ho_Chi_Minh or "
	        "UTC\n"
	        "issue.yaml:3:86: fatal: issue.period: \"soon\" is wrong; "
	        "expected previous-month, this-month, previous-week, "
	        "this-week, previous-day, day or YYYY-MM\n" },
	{ "bantin: 1\ntitle: 'x {month'\nissue: {language: vi, date: "
	  "2024-02-30, number: '{weeks_since:2030-01-01}'}\n" OK_TAIL,
	        "issue.yaml:2:9: fatal: title: \"{\" without \"}\"; "
	        "expected {NAME}, or {{ for a brace\n"
	        "issue.yaml:3:29: fatal: issue.date: \"2024-02-30\" is "
	        "wrong; expected YYYY-MM-DD\n"
	        "issue.yaml:3:50: fatal: issue.number: "
	        "{weeks_since:2030-01-01}: the issue is older; expected an "
	        "earlier date\n" },
	{ OK_HEAD "sections: []\npdf: {output: o.x}\nepub: {output: "
	          "o.x}\ntitle2: \"\\x01\"\nrights: \"a\\x01\"\nsubject:\n"
	          "publisher: {name: }\n",
	        "issue.yaml:1:1: fatal: epub.output: \"DIR/o.x\" is the "
	        "output of pdf.output, too; expected another name\n"
	        "issue.yaml:4:1: fatal: sections is empty; expected at "
	        "least one item\n"
	        "issue.yaml:7:1: fatal: unknown key \"title2\"; did you "
	        "mean \"title\"?\n"
	        "issue.yaml:8:10: fatal: rights holds the control character "
	        "01; expected text\n"
	        "issue.yaml:9:1: fatal: subject is empty; expected text\n"
	        "issue.yaml:10:13: fatal: publisher.name is empty; expected "
	        "text\n" },
	{ OK_HEAD "sections: *none\npdf: [a]\n",
	        "issue.yaml:4:12: fatal: sections is an unknown alias; "
	        "expected a mapping (lines of key: value)\n"
	        "issue.yaml:5:7: fatal: pdf is a list; expected a mapping "
	        "(lines of key: value)\n" },
	{ OK_HEAD "? [a]\n: b\n" OK_TAIL,
	        "issue.yaml:4:4: fatal: the manifest is a list; expected a "
	        "key that is text\n" },
};

static void
test_bad(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad_case) / sizeof(bad_case[0]); i++) {
		struct log l;
		char *at;

		if (load(&l, bad_case[i].yaml, NULL, NOW))
			fail_msg("accepted: %s", bad_case[i].yaml);
		at = l.lines.len ? strstr(l.lines.s, dir) : NULL;
		if (at) {
			memcpy(at, "DIR", 3);
			memmove(at + 3, at + strlen(dir),
			        strlen(at + strlen(dir)) + 1);
		}
		check(str_c(&l.lines), bad_case[i].lines);
		assert_int_equal(l.dg.worst_exit, 78);
		str_free(&l.lines);
	}
}

static void
test_warnings(void **state)
{
	struct log l;
	struct issue *is = load(&l,
	        "bantin: 1\ntitle: T\nsections:\n"
	        "- articles:\n  - art/*.htm\n  - art/a.html\n  - "
	        "art/../art/a.html\n  - art/**/*.html\n"
	        "- {title: U, articles: 'art/[!a].html'}\n"
	        "epub: {output: o.epub}\n",
	        NULL, NOW);

	(void)state;
	assert_non_null(is);
	check(str_c(&l.lines),
	        "issue.yaml:1:1: warning: issue.language is missing; \"vi\" "
	        "is assumed\n"
	        "issue.yaml:5:5: warning: sections[1].articles[1]: "
	        "\"art/*.htm\" matches no file; expected articles there\n"
	        "issue.yaml:7:5: warning: sections[1].articles[3]: "
	        "\"art/../art/a.html\" is in the issue already; left out "
	        "here\n"
	        "issue.yaml:9:25: warning: sections[2].articles[1]: "
	        "\"art/[!a].html\" matches no file; expected articles "
	        "there\n");
	assert_int_equal(is->section.p[0].source.p[3].path.n, 4);
	check_path(is->section.p[0].source.p[3].path.p[2], "art/sub/c.html");
	issue_free(is);
	str_free(&l.lines);
}

static void
test_periods(void **state)
{
	static const struct {
		const char *issue, *date; /* of --date */
		long long now;
		const char *want;
	} c[] = {
		{ "period: previous-month", "2024-06-01", 0, "2024-05-01" },
		{ "period: previous-month", "2024-01-31", 0, "2023-12-01" },
		{ "period: previous-month", "2024-03-31", 0, "2024-02-01" },
		{ "period: this-month", "2024-02-29", 0, "2024-02-01" },
		{ "period: 2021-07", "2024-02-29", 0, "2021-07-01" },
		{ "period: 2021-07-04", "2024-02-29", 0, "2021-07-04" },
		{ "period: previous-week", "2024-01-01", 0, "2023-12-25" },
		{ "period: previous-week", "2024-01-07", 0, "2023-12-25" },
		{ "period: this-week", "2024-03-03", 0, "2024-02-26" },
		{ "period: previous-day", "2024-03-01", 0, "2024-02-29" },
		{ "period: day", "2024-03-01", 0, "2024-03-01" },
		{ "", "2024-03-01", 0, "2024-03-01" },
		{ "date: 2024-05-31", NULL, NOW, "2024-05-31" },
		{ "date: 2024-05-31", "2024-06-02", NOW, "2024-06-02" },
		/* 23:59:59 UTC on 31 May is 1 June in Viet Nam */
		{ "period: previous-month", NULL, NOW - 1, "2024-04-01" },
		{ "period: previous-month, timezone: Asia/Ho_Chi_Minh", NULL,
		        NOW - 1, "2024-05-01" },
		{ "timezone: America/New_York", NULL, NOW + 4 * 3600 - 1,
		        "2024-05-31" },
		{ "timezone: America/New_York", NULL, NOW + 4 * 3600,
		        "2024-06-01" },
		{ "timezone: '-04:00'", NULL, NOW + 4 * 3600 - 1,
		        "2024-05-31" },
		{ "timezone: UTC", NULL, -1, "1969-12-31" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		struct str yaml = STR_INIT;
		struct issue *is;
		struct log l;

		str_printf(&yaml,
		        "bantin: 1\ntitle: T\nissue: {language: vi"
		        "%s%s}\n" OK_TAIL,
		        *c[i].issue ? ", " : "", c[i].issue);
		is = load(&l, yaml.s, c[i].date, c[i].now);
		check(str_c(&l.lines), "");
		assert_non_null(is);
		if (strcmp(is->date, c[i].want))
			fail_msg("%s on %s: %s, not %s", c[i].issue,
			        c[i].date ? c[i].date : "now", is->date,
			        c[i].want);
		issue_free(is);
		str_free(&yaml);
		str_free(&l.lines);
	}
}

static void
test_templates(void **state)
{
	static const struct {
		const char *text, *title, *file;
	} c[] = {
		{ "{year}-{month}-{day}", "2024-2-5", "2024-02-05" },
		{ "{date} {week}", "2024-02-05 6", "2024-02-05 06" },
		{ "{number}", "7/2024", "7-2024" },
		{ "{months_since:2024-02}", "1", "1" },
		{ "{weeks_since:2024-01-29}", "2", "2" },
		{ "{days_since:2024-02-05}", "1", "1" },
		{ "{{year}} }", "{year} }", "{year} }" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		struct str yaml = STR_INIT;
		struct issue *is;
		struct log l;

		str_printf(&yaml,
		        "bantin: 1\ntitle: '%s'\nissue: {number: "
		        "'7/{year}', language: vi}\nreport: '%s'\n" OK_TAIL,
		        c[i].text, c[i].text);
		is = load(&l, yaml.s, "2024-02-05", 0);
		check(str_c(&l.lines), "");
		assert_non_null(is);
		check(is->title, c[i].title);
		check_path(is->report, c[i].file);
		issue_free(is);
		str_free(&yaml);
		str_free(&l.lines);
	}
}

static void
test_bad_date(void **state)
{
	struct log l;

	(void)state;
	assert_null(load(&l, design, "2024-13-01", NOW));
	check(str_c(&l.lines), "fatal: \"2024-13-01\" is no date; expected "
	                       "YYYY-MM-DD\n");
	assert_int_equal(l.dg.worst_exit, 64);
	str_free(&l.lines);
}

static void
test_values(void **state)
{
	static const struct {
		const char *yaml;
		int good;
	} c[] = {
		{ "page: a4 Landscape", 1 },
		{ "page: 210mm 280mm", 1 },
		{ "page: 210mm", 0 },
		{ "page: 1mm 280mm", 0 },
		{ "page: 210mm 280mm x", 0 },
		{ "page: '8.5in  11in'", 1 },
		{ "bleed: 0", 1 },
		{ "bleed: 9pt", 1 },
		{ "bleed: 51mm", 0 },
		{ "bleed: -1mm", 0 },
		{ "bleed: 3.mm", 0 },
		{ "bleed: 99999999999999999999mm", 0 },
		{ "columns: 13", 0 },
		{ "columns: 99999999999", 0 },
		{ "columns: 1e1", 0 },
		{ "marks: none", 1 },
		{ "target: screen", 1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		struct str yaml = STR_INIT;
		struct issue *is;
		struct log l;

		str_printf(&yaml,
		        OK_HEAD "sections: [{articles: art/a.html}]"
		                "\npdf:\n  output: o.pdf\n  %s\n",
		        c[i].yaml);
		is = load(&l, yaml.s, NULL, NOW);
		if (!is != !c[i].good)
			fail_msg("%s: %s", c[i].yaml, str_c(&l.lines));
		issue_free(is);
		str_free(&yaml);
		str_free(&l.lines);
	}
}

static void
test_alias(void **state)
{
	struct log l;
	struct issue *is = load(&l,
	        "bantin: 1\ntitle: &t T\nrights: *t\n"
	        "issue: {language: vi}\n"
	        "sections: &s [{articles: &a [art/a.html]}, {articles: *a}]\n"
	        "epub: &e {output: &o x}\nreport: y\n",
	        NULL, NOW);

	(void)state;
	assert_non_null(is);
	check(is->rights, "T");
	assert_int_equal(is->section.n, 2);
	issue_free(is);
	str_free(&l.lines);
	/* one that holds itself ends, too */
	is = load(&l,
	        "bantin: 1\ntitle: T\nissue: {language: vi}\n"
	        "sections: &s [*s]\nepub: {output: o}\n",
	        NULL, NOW);
	assert_null(is);
	str_free(&l.lines);
}

static void
test_calendar(void **state)
{
	long long day;
	int y, m, d;

	(void)state;
	assert_int_equal(date_to_days(1970, 1, 1), 0);
	assert_int_equal(date_to_days(2000, 3, 1), 11017);
	for (day = -800000; day < 800000; day += 13) {
		date_from_days(day, &y, &m, &d);
		assert_true(m >= 1 && m <= 12 && d >= 1 && d <= 31);
		assert_int_equal(date_to_days(y, m, d), day);
	}
	assert_int_equal(date_week(2024, 12, 30), 1);
	assert_int_equal(date_week(2021, 1, 3), 53);
	assert_int_equal(date_week(2023, 1, 1), 52);
	assert_int_equal(date_week(2024, 2, 5), 6);
}

static void
test_zones(void **state)
{
	static const struct {
		const char *zone;
		long long now;
		long offset;
	} c[] = {
		{ "UTC", NOW, 0 },
		{ "Asia/Ho_Chi_Minh", NOW, 7 * 3600 },
		/* the last second of summer time in Berlin, and after */
		{ "Europe/Berlin", 1729990799, 7200 },
		{ "Europe/Berlin", 1729990800, 3600 },
		/* past the table, by the footer's rule: 2050 */
		{ "Europe/Berlin", 2540000000, 7200 },
		{ "Europe/Berlin", 2525000000, 3600 },
		{ "Australia/Sydney", 2525000000, 11 * 3600 },
		{ "Australia/Sydney", 2540000000, 10 * 3600 },
		{ "+05:45", NOW, 20700 },
	};
	static const char *const bad[] = {
		"",
		"Nowhere/City",
		"../../etc/passwd",
		"/etc/passwd",
		"Asia",
		"+5",
		"+99:00",
		"zone.tab",
	};
	long offset;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		assert_int_equal(tz_offset(c[i].zone, c[i].now, &offset), 0);
		if (offset != c[i].offset)
			fail_msg("%s %lld: %ld", c[i].zone, c[i].now, offset);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(tz_offset(bad[i], NOW, &offset), -1);
	assert_int_equal(tz_posix("<+07>-7", 0, &offset), 0);
	assert_int_equal(offset, 25200);
	assert_int_equal(
	        tz_posix("EST5EDT,M3.2.0,M11.1.0", 1710054000 - 1, &offset), 0);
	assert_int_equal(offset, -5 * 3600);
	assert_int_equal(
	        tz_posix("EST5EDT,M3.2.0,M11.1.0", 1710054000, &offset), 0);
	assert_int_equal(offset, -4 * 3600);
	assert_int_equal(tz_posix("A", 0, &offset), -1);
	assert_int_equal(tz_posix("CET-1CEST,M13.5.0,M10.5.0", 0, &offset), -1);
}

/* Every prefix of a zone's file, and every byte of its start changed, is
 * read without harm. */
static void
test_zone_damage(void **state)
{
	struct str s = STR_INIT;
	struct diag dg;
	char path[256];
	size_t i;
	long offset;

	(void)state;
	diag_init(&dg);
	assert_int_equal(file_read("/usr/share/zoneinfo/Europe/Berlin", 1 << 20,
	                         &s, &dg),
	        0);
	setenv("TZDIR", dir, 1);
	snprintf(path, sizeof(path), "%s/Z", dir);
	for (i = 0; i < s.len + 60; i++) {
		FILE *f = fopen(path, "w");

		assert_non_null(f);
		if (i < s.len) {
			fwrite(s.s, 1, i, f);
		} else {
			s.s[i - s.len] = (char)~s.s[i - s.len];
			fwrite(s.s, 1, s.len, f);
			s.s[i - s.len] = (char)~s.s[i - s.len];
		}
		fclose(f);
		tz_offset("Z1", 2540000000, &offset);
		if (tz_offset("Z", 2540000000, &offset) == 0 && i > 1)
			assert_true(labs(offset) < 200000);
	}
	unsetenv("TZDIR");
	str_free(&s);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_design),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_warnings),
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_templates),
		cmocka_unit_test(test_bad_date),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_alias),
		cmocka_unit_test(test_calendar),
		cmocka_unit_test(test_zones),
		cmocka_unit_test(test_zone_damage),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
