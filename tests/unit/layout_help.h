/* layout_help: a book from well-formed HTML, and a sink that keeps what it
 * is given, for the tests of layout. */
#ifndef BANTIN_TESTS_LAYOUT_HELP_H
#define BANTIN_TESTS_LAYOUT_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "base/bytes.h"
#include "base/file.h"
#include "base/utf8.h"
#include "doc/dom.h"
#include "doc/xhtml.h"
#include "layout/layout.h"

struct kept_item { /* of a page that is gone */
	struct page_item it;
	int page;
};

struct trial {
	struct diag dg;
	struct store *store;
	struct book *book;
	struct layout_options o;
	struct fonts *fonts;
	struct frame *frame;
	VEC(struct kept_item) item;
	VEC(int) order; /* indices of pages as they came */
	struct str dump;
	int fail_at; /* the sink fails at this page; -1: never */
};

static int
trial_page(void *ctx, const struct page *p)
{
	struct trial *t = ctx;

	if (t->fail_at >= 0 && (int)t->order.n >= t->fail_at)
		return -1;
	vec_add(&t->order, p->index);
	page_dump(&t->dump, p);
	for (size_t i = 0; i < p->item.n; i++) {
		struct kept_item *k = vec_push(&t->item);

		k->it = p->item.p[i];
		k->page = p->index;
	}
	return 0;
}

/* PNG alone. */
static int
trial_picture(
        struct span file, struct str *out, int *w, int *h, const char **why)
{
	(void)out;
	(void)why;
	if (file.n < 24 || memcmp(file.p + 12, "IHDR", 4) != 0)
		return -1;
	*w = (int)be32(file.p + 16);
	*h = (int)be32(file.p + 20);
	return ASSET_PNG;
}

static inline void
trial_open(struct trial *t, const char *lang, int single)
{
	memset(t, 0, sizeof(*t));
	diag_init(&t->dg);
	t->dg.quiet = 1;
	t->fail_at = -1;
	t->store = store_open(NULL, &t->dg);
	t->book = book_new(t->store);
	t->book->key = arena_strdup(t->book->arena, "trial");
	t->book->title = arena_strdup(t->book->arena, "The Bulletin");
	t->book->number = arena_strdup(t->book->arena, "7");
	t->book->date = arena_strdup(t->book->arena, "2024-05-01");
	t->book->shown = t->book->date;
	t->book->lang = arena_strdup(t->book->arena, lang);
	t->book->single = single;
	t->fonts = fonts_new(NULL, &t->dg);
	t->o.css = css_new("print");
	t->o.shaper = shaper_new(t->fonts);
	t->o.hyphens = hyphens_new();
	t->o.picture = trial_picture;
	t->o.theme = theme_open("styles/plain", &t->dg);
	assert_non_null(t->o.theme);
}

static inline void
trial_css(struct trial *t, const char *css)
{
	css_add_text(
	        t->o.css, span_of(css), "trial.css", ORIGIN_AUTHOR, &t->dg);
}

static inline void
trial_section(struct trial *t, const char *title)
{
	struct book_section *s = vec_push(&t->book->section);

	s->title = arena_strdup(t->book->arena, title);
	s->first = t->book->entry.n;
}

/* One article; body is the inside of <article>. */
static inline void
trial_article(struct trial *t, const char *title, const char *body)
{
	struct article *a = article_new("trial");
	struct str s = STR_INIT;
	struct book_entry *e;
	char key[24];

	str_printf(&s, "<html><head/><body><article>%s</article></body></html>",
	        body);
	a->tree = xmlReadMemory(s.s, (int)s.len, "trial", NULL,
	        XML_PARSE_NONET | XML_PARSE_HUGE);
	assert_non_null(a->tree);
	str_free(&s);
	meta_set(a, META_TITLE, span_of(title), "test");
	meta_set(a, META_LANG, span_of(t->book->lang), "test");
	snprintf(key, sizeof(key), "%05zu", t->book->entry.n);
	assert_int_equal(store_put_article(t->store, key, a, &t->dg), 0);
	article_free(a);
	if (t->book->section.n == 0)
		trial_section(t, NULL);
	e = vec_push(&t->book->entry);
	e->key = arena_strdup(t->book->arena, key);
	e->id = arena_printf(t->book->arena, "a%04zu", t->book->entry.n);
	e->title = arena_strdup(t->book->arena, title);
	e->lang = t->book->lang;
	e->section = t->book->section.n - 1;
	vec_last(&t->book->section)->n++;
}

static inline int
trial_run(struct trial *t)
{
	struct page_sink sink = { t, trial_page };
	int k = layout_book(t->book, &t->o, &sink, &t->frame, &t->dg);

	if (k == 0)
		frame_dump(&t->dump, t->frame);
	return k;
}

static inline void
trial_close(struct trial *t)
{
	frame_free(t->frame);
	shaper_free(t->o.shaper);
	fonts_free(t->fonts);
	hyphens_free(t->o.hyphens);
	css_free(t->o.css);
	theme_free(t->o.theme);
	book_free(t->book);
	store_close(t->store);
	vec_free(&t->item);
	vec_free(&t->order);
	str_free(&t->dump);
}

#endif
