/* Machines with few fonts, fonts that may not be embedded, fonts of a style
 * sheet: each with a fontconfig of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "text/fonts.h"
#include "text/shape.h"

#define DEJAVU "/usr/share/fonts/truetype/dejavu/"
#define NOTO "/usr/share/fonts/truetype/noto/"

static const char *const serif[] = { "Noto Serif", "serif", NULL };
static const char *const mine[] = { "Mine", "Noto Serif", NULL };

struct bench {
	struct diag dg;
	char dir[64];
	unsigned count[MSG_COUNT];
};

static void
sink(void *ctx, enum diag_level level, enum diag_msg msg, const struct where *w,
        const char *text)
{
	struct bench *b = ctx;

	(void)level;
	(void)w;
	(void)text;
	b->count[msg]++;
}

static char *
path_in(const struct bench *b, const char *name)
{
	struct str s = STR_INIT;

	str_printf(&s, "%s/%s", b->dir, name);
	return str_detach(&s);
}

static void
write_file(const char *path, struct span data)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(data.p, 1, data.n, f), data.n);
	assert_int_equal(fclose(f), 0);
}

/* Copy a font; fstype < 0 leaves its embedding rights. 0 when there. */
static int
copy_font(struct bench *b, const char *from, const char *name, int fstype)
{
	struct str data = STR_INIT;
	char buf[65536];
	FILE *f = fopen(from, "rb");
	char *to = path_in(b, name);
	size_t n, i;

	if (f == NULL) {
		free(to);
		return -1;
	}
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		str_add(&data, buf, n);
	fclose(f);
	for (i = 12; fstype >= 0 && i + 16 < 12 + 16 * 40; i += 16) {
		const unsigned char *d = (const unsigned char *)data.s + i;
		size_t at = (size_t)d[8] << 24 | (size_t)d[9] << 16 |
		            (size_t)d[10] << 8 | d[11];

		if (memcmp(d, "OS/2", 4) == 0) {
			data.s[at + 8] = (char)(fstype >> 8);
			data.s[at + 9] = (char)fstype;
			break;
		}
	}
	write_file(to, str_span(&data));
	free(to);
	str_free(&data);
	return 0;
}

static int
setup(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));
	struct str conf = STR_INIT;
	char *path;

	if (b == NULL)
		return -1;
	diag_init(&b->dg);
	b->dg.sink = sink;
	b->dg.ctx = b;
	strcpy(b->dir, "/tmp/bantin-fonts-XXXXXX");
	if (mkdtemp(b->dir) == NULL)
		return -1;
	str_printf(&conf,
	        "<?xml version=\"1.0\"?>"
	        "<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
	        "<dir>%s</dir><cachedir>%s/cache</cachedir></fontconfig>",
	        b->dir, b->dir);
	path = path_in(b, "fonts.conf");
	write_file(path, str_span(&conf));
	setenv("FONTCONFIG_FILE", path, 1);
	free(path);
	str_free(&conf);
	*state = b;
	return 0;
}

static int
teardown(void **state)
{
	struct bench *b = *state;
	struct str cmd = STR_INIT;

	str_printf(&cmd, "rm -r '%s'", b->dir);
	assert_int_equal(system(str_c(&cmd)), 0);
	str_free(&cmd);
	free(b);
	return 0;
}

static struct style
style(const char *const *family, uint16_t weight)
{
	return (struct style){ .font_family = family,
		.font_size = 10 * PT,
		.font_weight = weight };
}

static void
none(void **state)
{
	struct bench *b = *state;
	struct style s = style(serif, 400);
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		struct fonts *f = fonts_new(NULL, &b->dg);

		fonts_match(f, &s);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 78);
}

/* The last resort is any font at all. */
static void
one(void **state)
{
	struct bench *b = *state;
	struct style s = style(serif, 700);
	struct fonts *f;
	const struct font *font;

	if (copy_font(b, DEJAVU "DejaVuSans.ttf", "a.ttf", -1) < 0)
		skip();
	f = fonts_new(NULL, &b->dg);
	font = fonts_match(f, &s);
	assert_string_equal(font->psname, "DejaVuSans");
	assert_true(font->synthetic_bold);
	assert_null(fonts_fallback(f, &s, 0x6F22, "zh"));
	assert_null(fonts_fallback(f, &s, 0x6F22, "zh"));
	assert_int_equal(b->count[MSG_FONT_MISSING], 1);
	assert_int_equal(fonts_count(f), 1);
	fonts_free(f);
}

static void
licence(void **state)
{
	struct bench *b = *state;
	struct style s = style(serif, 400);
	struct fonts *f;
	char *path;

	if (copy_font(b, NOTO "NotoSerif-Regular.ttf", "a.ttf", 0x0002) < 0 ||
	        copy_font(b, DEJAVU "DejaVuSerif.ttf", "b.ttf", 0x0008) < 0)
		skip();
	f = fonts_new(NULL, &b->dg);
	assert_string_equal(fonts_match(f, &s)->psname, "DejaVuSerif");
	assert_int_equal(b->count[MSG_FONT_LICENCE], 1);
	path = path_in(b, "a.ttf");
	assert_int_equal(fonts_add_file(f, path), -1);
	assert_int_equal(b->count[MSG_FONT_LICENCE], 2);
	assert_int_equal(fonts_add_file(f, "/no/such/font.ttf"), -1);
	assert_int_equal(b->count[MSG_FONT_BAD], 1);
	free(path);
	fonts_free(f);
}

/* A file with a font's name but not its bytes. */
static void
broken(void **state)
{
	struct bench *b = *state;
	struct style s = style(serif, 400);
	struct fonts *f;
	char *path = path_in(b, "bad.ttf");

	if (copy_font(b, DEJAVU "DejaVuSerif.ttf", "b.ttf", -1) < 0)
		skip();
	write_file(path, SPAN_LIT("\0\1\0\0\0\1 this is no font"));
	f = fonts_new(NULL, &b->dg);
	assert_string_equal(fonts_match(f, &s)->psname, "DejaVuSerif");
	assert_int_equal(fonts_add_file(f, path), -1);
	assert_int_equal(b->count[MSG_FONT_BAD], 1);
	free(path);
	fonts_free(f);
}

static void
font_face(void **state)
{
	struct bench *b = *state;
	struct style s = style(mine, 400), bold = style(mine, 700);
	struct fonts *f;

	if (copy_font(b, DEJAVU "DejaVuSerif.ttf", "b.ttf", -1) < 0 ||
	        access(NOTO "NotoSans-Bold.ttf", R_OK) != 0)
		skip();
	f = fonts_new(NULL, &b->dg);
	assert_string_equal(fonts_match(f, &s)->psname, "DejaVuSerif");
	assert_int_equal(fonts_add_face(f, "Mine", NOTO "NotoSans-Regular.ttf",
	                         400, 400, 0),
	        0);
	assert_string_equal(fonts_match(f, &s)->psname, "NotoSans-Regular");
	assert_true(fonts_match(f, &bold)->synthetic_bold);
	assert_int_equal(fonts_add_face(f, "mine", NOTO "NotoSans-Bold.ttf",
	                         600, 900, 0),
	        0);
	assert_string_equal(fonts_match(f, &bold)->psname, "NotoSans-Bold");
	assert_false(fonts_match(f, &bold)->synthetic_bold);
	assert_string_equal(fonts_match(f, &s)->psname, "NotoSans-Regular");
	/* the rest of the list is asked for what the first lacks */
	assert_string_equal(
	        fonts_fallback(f, &s, 0x10D0, "ka")->psname, "DejaVuSerif");
	fonts_free(f);
}

/* A sheet's font for some characters only: the rest is of the next. */
static void
font_range(void **state)
{
	static const struct css_range digits[] = { { '0', '9' }, { 'x', 'x' } };
	static const struct css_font_source src = { .path = NOTO
		                                    "NotoSans-Regular.ttf" };
	struct css_font_face face = { .family = "Mine",
		.src = &src,
		.weight_min = 400,
		.weight_max = 400,
		.range = digits,
		.ranges = 2 };
	struct bench *b = *state;
	struct style s = style(mine, 400);
	const struct font *font;
	struct fonts *f;

	if (copy_font(b, DEJAVU "DejaVuSerif.ttf", "b.ttf", -1) < 0 ||
	        access(src.path, R_OK) != 0)
		skip();
	f = fonts_new(NULL, &b->dg);
	assert_int_equal(fonts_add_css(f, &face), 0);
	/* no space in it: not the first available font */
	assert_string_equal(fonts_match(f, &s)->psname, "DejaVuSerif");
	font = fonts_fallback(f, &s, '7', "en");
	assert_string_equal(font->psname, "NotoSans-Regular");
	assert_true(font_has(font, '7') && font_has(font, 'x'));
	assert_false(font_has(font, 'a'));
	assert_string_equal(
	        fonts_fallback(f, &s, 'a', "en")->psname, "DejaVuSerif");
	assert_true(fonts_mixed(f, &s));
	fonts_free(f);
}

/* The first source that there is: by its full name, by its PostScript name. */
static void
font_local(void **state)
{
	static const struct css_font_source file = { .path = NOTO
		                                     "NotoSans-Regular.ttf" };
	static const struct css_font_source full = { .local = "dejavu serif",
		.next = &file };
	static const struct css_font_source first = { .local = "No Such Font",
		.next = &full };
	static const struct css_font_source post = { .local = "DejaVuSerif" };
	static const struct css_font_source none = { .local = "No Such Font" };
	struct css_font_face face = { .family = "Mine",
		.src = &first,
		.weight_min = 400,
		.weight_max = 400 };
	struct bench *b = *state;
	struct style s = style(mine, 400);
	struct fonts *f;

	if (copy_font(b, DEJAVU "DejaVuSerif.ttf", "b.ttf", -1) < 0)
		skip();
	f = fonts_new(NULL, &b->dg);
	face.src = &none;
	assert_int_equal(fonts_add_css(f, &face), -1);
	assert_int_equal(b->count[MSG_FONT_LOCAL], 1);
	face.src = &first;
	assert_int_equal(fonts_add_css(f, &face), 0);
	assert_string_equal(fonts_match(f, &s)->psname, "DejaVuSerif");
	face.src = &post;
	assert_int_equal(fonts_add_css(f, &face), 0);
	assert_int_equal(b->count[MSG_FONT_LOCAL], 1);
	fonts_free(f);
}

/* One list is for many, whichever of them goes first. */
static void
listed_once(void **state)
{
	struct bench *b = *state;
	struct style s = style(mine, 400);
	struct font_list *list;
	struct fonts *first, *second;

	if (copy_font(b, DEJAVU "DejaVuSerif.ttf", "b.ttf", -1) < 0)
		skip();
	list = font_list_new();
	first = fonts_new(list, &b->dg);
	second = fonts_new(list, &b->dg);
	assert_string_equal(fonts_match(first, &s)->psname, "DejaVuSerif");
	/* what one of them adds is its own */
	assert_int_equal(fonts_add_face(first, "Other", DEJAVU "DejaVuSans.ttf",
	                         400, 400, 0),
	        0);
	fonts_free(first);
	assert_null(fonts_family(second, "Other"));
	assert_string_equal(fonts_match(second, &s)->psname, "DejaVuSerif");
	fonts_free(second);
	font_list_free(list);
}

static void
put_config(const struct bench *b, const char *name, const char *inner)
{
	struct str s = STR_INIT;
	char *path = path_in(b, name);

	str_printf(&s, "<?xml version=\"1.0\"?><fontconfig>%s</fontconfig>",
	        inner);
	write_file(path, str_span(&s));
	free(path);
	str_free(&s);
}

static int
count_fonts(FcConfig *c)
{
	FcFontSet *set = FcConfigGetFonts(c, FcSetSystem);

	return set ? set->nfont : 0;
}

/* The main file has `inner` beside folders: as many fonts are listed as
 * fontconfig finds, `n`, by itself or, where `whole`, by reading all. */
static void
check_list(const struct bench *b, const char *inner, int n, int whole)
{
	struct str s = STR_INIT;
	struct font_list *list;
	FcConfig *all;

	str_printf(&s,
	        "<dir>%s</dir><!-- <dir>/usr/share/fonts</dir> <include>x -->"
	        "<cachedir>%s/cache</cachedir>%s",
	        b->dir, b->dir, inner);
	put_config(b, "fonts.conf", str_c(&s));
	str_free(&s);
	all = FcInitLoadConfigAndFonts();
	assert_int_equal(count_fonts(all), n);
	FcConfigDestroy(all);
	list = font_list_new();
	assert_true(whole == (list->fonts == NULL));
	assert_int_equal(count_fonts(whole ? list->rules : list->fonts), n);
	font_list_free(list);
}

static void
listing(void **state)
{
	struct bench *b = *state;
	struct str s = STR_INIT;
	char *folder = path_in(b, "conf.d"), *deep = path_in(b, "more");

	if (copy_font(b, DEJAVU "DejaVuSans.ttf", "a.ttf", -1) < 0)
		skip();
	copy_font(b, DEJAVU "DejaVuSerif.ttf", "b.ttf", -1);
	mkdir(folder, 0700);
	mkdir(deep, 0700);
	put_config(b, "conf.d/10-rule.conf",
	        "<alias><family>Arial</family><prefer><family>DejaVu Sans"
	        "</family></prefer></alias>");
	put_config(b, "conf.d/20-less.conf",
	        "<!-- <include>conf.d/none</include> --><selectfont>"
	        "<rejectfont><glob>*/a.ttf</glob></rejectfont></selectfont>");
	put_config(b, "conf.d/README.conf", "<no-config/>");
	put_config(b, "more/30-none.conf",
	        "<selectfont><rejectfont><glob>*.ttf</glob></rejectfont>"
	        "</selectfont>");
	check_list(b, "", 2, 0);
	str_printf(&s, "<include ignore_missing=\"yes\">%s</include>", folder);
	check_list(b, str_c(&s), 1, 0);
	/* through itself, and a file that is not there */
	str_printf(&s,
	        "<include>%s/fonts.conf</include>"
	        "<include ignore_missing=\"yes\">/no/such.conf</include>",
	        b->dir);
	check_list(b, str_c(&s), 1, 0);
	setenv("XDG_CONFIG_HOME", b->dir, 1);
	check_list(b,
	        "<include ignore_missing=\"yes\" prefix=\"xdg\">more</include>",
	        0, 0);
	unsetenv("XDG_CONFIG_HOME");
	/* what is left to fontconfig */
	check_list(b, "<reset-dirs/>", 0, 1);
	check_list(b,
	        "<description><![CDATA[<include>more</include>]]></"
	        "description>",
	        2, 1);
	free(folder);
	free(deep);
	str_free(&s);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(none),
		CASE(one),
		CASE(licence),
		CASE(broken),
		CASE(font_face),
		CASE(font_local),
		CASE(font_range),
		CASE(listed_once),
		CASE(listing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
