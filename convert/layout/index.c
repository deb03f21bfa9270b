/* index: names and the pages they are on, at the end of an issue.
 *
 * A mark goes with each name (doc/names.c); when it is placed its page is noted.
 * The index is made when all articles are on their pages, so its numbers are
 * plain text; each leads to the first place on its page.  Three and more pages
 * in a row are a range.
 */
#include <stdlib.h>
#include <string.h>

#include "doc/collate.h"
#include "doc/dom.h"
#include "doc/names.h"
#include "layout/lay.h"

#define LETTERS_FROM 36 /* a shorter index needs no letters */

int
index_entry(struct lay *L, const char *heading)
{
	void **place = map_put(&L->index_at, span_of(heading));
	struct index_entry *e;

	if (*place == NULL) {
		e = vec_push(&L->index);
		memset(e, 0, sizeof(*e));
		e->heading = lay_intern(L, heading);
		*place = (void *)(uintptr_t)L->index.n;
	}
	return (int)(uintptr_t)*place - 1;
}

static const char *
dest_name(struct lay *L, int entry, int page)
{
	struct str s = STR_INIT;
	const char *name;

	str_printf(&s, "index.%d.%d", entry, page);
	name = lay_intern(L, s.s);
	str_free(&s);
	return name;
}

void
index_found(struct lay *L, int entry, int page, unit x, unit y)
{
	struct index_entry *e = &L->index.p[entry];
	struct frame_all *fa = L->frame;
	struct dest *d;

	for (size_t i = e->page.n; i > 0; i--)
		if (e->page.p[i - 1] == page)
			return;
	vec_add(&e->page, page);
	d = vec_push(&fa->f.dest);
	d->name = dest_name(L, entry, page);
	d->page = page;
	d->x = x;
	d->y = y;
	*map_put(&fa->dest, span_of(d->name)) = (void *)(uintptr_t)fa->f.dest.n;
}

void
index_free(struct lay *L)
{
	for (size_t i = 0; i < L->index.n; i++)
		vec_free(&L->index.p[i].page);
	vec_free(&L->index);
	map_free(&L->index_at);
}

struct line { /* of the index, in the making */
	int entry;
	struct str key;
};

static int
by_key(const void *x, const void *y)
{
	const struct line *a = x, *b = y;
	size_t n = a->key.len < b->key.len ? a->key.len : b->key.len;
	int k = memcmp(a->key.s, b->key.s, n);

	if (k != 0)
		return k;
	return a->key.len < b->key.len ? -1 : a->key.len > b->key.len;
}

static int
by_number(const void *x, const void *y)
{
	const int *a = x, *b = y;

	return *a < *b ? -1 : *a > *b;
}

/* What an entry is filed under: "Bình Nguyễn Thị" by given names. */
static void
put_filed(const struct lay *L, struct str *out, const char *heading)
{
	const char *last = strrchr(heading, ' ');

	if (last != NULL && names_by_given(L->book->names)) {
		str_puts(out, last + 1);
		str_putc(out, ' ');
		str_add(out, heading, (size_t)(last - heading));
	} else {
		str_puts(out, heading);
	}
}

static struct line *
sorted(struct lay *L, size_t *n)
{
	struct line *line = xcalloc(L->index.n + 1, sizeof(*line));
	struct str s = STR_INIT;

	*n = 0;
	for (size_t i = 0; i < L->index.n; i++) {
		struct index_entry *e = &L->index.p[i];
		struct line *l = &line[*n];

		if (e->page.n == 0)
			continue;
		qsort(e->page.p, e->page.n, sizeof(*e->page.p), by_number);
		str_truncate(&s, 0);
		put_filed(L, &s, e->heading);
		collate_key(&l->key, s.s, L->book->lang);
		l->entry = (int)i;
		(*n)++;
	}
	str_free(&s);
	qsort(line, *n, sizeof(*line), by_key);
	return line;
}

static void
put_page(struct lay *L, xmlNodePtr li, int entry, int page)
{
	xmlNodePtr a = dom_append(li, "a");
	struct str s = STR_INIT;

	str_printf(&s, "#%s", dest_name(L, entry, page));
	dom_set_attr(a, "class", "index-page");
	dom_set_attr(a, "href", s.s);
	str_truncate(&s, 0);
	str_printf(&s, "%d", page + 1);
	dom_append_text(a, str_span(&s));
	str_free(&s);
}

static void
put_item(struct lay *L, xmlNodePtr list, int entry)
{
	const struct index_entry *e = &L->index.p[entry];
	xmlNodePtr li = dom_append(list, "li"), name;

	dom_set_attr(li, "class", "index-item");
	name = dom_append(li, "span");
	dom_set_attr(name, "class", "index-name");
	dom_append_text(name, span_of(e->heading));
	for (size_t i = 0, k; i < e->page.n; i = k + 1) {
		k = i;
		while (k + 1 < e->page.n &&
		        e->page.p[k + 1] == e->page.p[k] + 1)
			k++;
		if (k < i + 2)
			k = i;
		dom_append_text(li, i ? SPAN_LIT(", ") : SPAN_LIT(" "));
		put_page(L, li, entry, e->page.p[i]);
		if (k > i) {
			dom_append_text(li, SPAN_LIT("\u2013"));
			put_page(L, li, entry, e->page.p[k]);
		}
	}
}

static xmlNodePtr
put_list(xmlNodePtr index, const char *letter)
{
	xmlNodePtr n;

	if (letter != NULL) {
		n = dom_append(index, "h3");
		dom_set_attr(n, "class", "index-letter");
		dom_append_text(n, span_of(letter));
	}
	n = dom_append(index, "ul");
	dom_set_attr(n, "class", "index-list");
	return n;
}

/* div.names-index > h2.index-title, (h3.index-letter,) ul.index-list >
 *	li.index-item > span.index-name, a.index-page */
xmlNodePtr
index_make(struct lay *L, xmlNodePtr body)
{
	xmlNodePtr index, list = NULL, head;
	struct str letter = STR_INIT, now = STR_INIT;
	size_t n;
	struct line *line = sorted(L, &n);

	index = n > 0 ? dom_append(body, "div") : NULL;
	if (index != NULL) {
		dom_set_attr(index, "class", "names-index");
		head = dom_append(index, "h2");
		dom_set_attr(head, "class", "index-title");
		dom_append_text(head, span_of(theme_msg(L->o->theme,
		                              L->book->lang, "index")));
	}
	for (size_t i = 0; i < n; i++) {
		str_truncate(&now, 0);
		put_filed(L, &now, L->index.p[line[i].entry].heading);
		if (n >= LETTERS_FROM) {
			struct str t = STR_INIT;

			collate_letter(&t, str_c(&now), L->book->lang);
			if (strcmp(str_c(&t), str_c(&letter)) != 0) {
				list = put_list(index, str_c(&t));
				str_truncate(&letter, 0);
				str_puts(&letter, str_c(&t));
			}
			str_free(&t);
		} else if (list == NULL) {
			list = put_list(index, NULL);
		}
		put_item(L, list, line[i].entry);
	}
	for (size_t i = 0; i < n; i++)
		str_free(&line[i].key);
	free(line);
	str_free(&letter);
	str_free(&now);
	return index;
}
