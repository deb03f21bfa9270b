/* check: the order of the themes.  The file's bytes and its tree are looked
 * at; content comes before fonts, since only it knows what is in use. */
#include "check/check.h"

#include <string.h>

#include "base/file.h"
#include "check/ctx.h"

#define FILE_MAX ((size_t)1 << 30)

unsigned
check_ink_limit(unsigned profiles)
{
	if (profiles >> 8)
		return profiles >> 8;
	return profiles & CHECK_NEWSPAPER ? 245 : 320;
}

/* PDF/X says so in an output intent; before X-4 in Info, too. */
static int
says_press(const struct model *m)
{
	struct obj *list = obj_get(m->root, "OutputIntents");

	for (size_t i = 0; list->kind == O_ARRAY && i < list->n; i++)
		if (obj_is(obj_get(obj_at(list, i), "S"), "GTS_PDFX"))
			return 1;
	return obj_has(obj_get(m->trailer, "Info"), "GTS_PDFXVersion");
}

int
check_bytes(struct check *c, const char *name, const char *p, size_t n,
        unsigned profiles, struct diag *dg)
{
	static void (*const theme[])(struct ctx *) = {
		check_bytes_of_file,
		check_xmp,
		check_syntax,
		check_pages,
		check_intents,
		check_struct,
		check_actions,
		check_annots,
		check_contents,
		check_fonts,
		check_print,
	};
	struct ctx x;
	int rc;

	memset(&x, 0, sizeof(x));
	memset(c, 0, sizeof(*c));
	c->arena = arena_new();
	x.out = c;
	x.profiles = profiles;
	x.file = (struct span){ p, n };
	rc = model_load(&x.m, name, p, n, (profiles & CHECK_OWN) != 0, dg);
	c->pages = (int)x.m.page.n;
	if ((profiles & CHECK_IF_MEANT) && !says_press(&x.m))
		x.profiles &= ~(unsigned)CHECK_PRINT;
	c->profiles = x.profiles;
	for (size_t i = 0; rc == 0 && i < sizeof(theme) / sizeof(theme[0]);
	        i++) {
		x.page = 0;
		if (!model_late(&x.m))
			theme[i](&x);
	}
	if (rc == 0 && x.m.broken)
		rc = diag_file(dg, name, MSG_PDF_LIMIT);
	vec_free(&x.font);
	map_free(&x.parent);
	map_free(&x.spot);
	model_free(&x.m);
	return rc;
}

int
check_file(
        struct check *c, const char *path, unsigned profiles, struct diag *dg)
{
	struct str s = STR_INIT;
	int rc;

	memset(c, 0, sizeof(*c));
	if (file_read(path, FILE_MAX, &s, dg) < 0)
		return -1;
	rc = check_bytes(c, path, str_c(&s), s.len, profiles, dg);
	str_free(&s);
	return rc;
}

void
check_free(struct check *c)
{
	vec_free(&c->finding);
	arena_free(c->arena);
	memset(c, 0, sizeof(*c));
}
