/* names: which blocks speak of the site, of the author, or give an address.
 *
 * Takes the metadata and the cut page.  The article speaks of other things:
 * "Jane Doe writes for The Daily Word", "Send your question to ask@word.com"
 * are said in every language by these names alone, where words would have to
 * be known.
 */
#include <string.h>

#include "filters/extract/extract.h"

#define SHORTEST 4 /* bytes of a name */

/* Letters and digits of ASCII, and all that is not ASCII. */
static int
is_inside(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* The block that holds this place of page.text; the page has blocks. */
static struct block *
block_at(const struct page *pg, size_t at)
{
	size_t lo = 0, hi = pg->block.n;

	while (hi - lo > 1) {
		size_t mid = (lo + hi) / 2;

		if (pg->block.p[mid].text <= at)
			lo = mid;
		else
			hi = mid;
	}
	return &pg->block.p[lo];
}

static void
raise_to(uint8_t *mark, uint8_t v)
{
	if (*mark < v)
		*mark = v;
}

static void
mark_name(struct page *pg, const char *name, int is_author)
{
	const char *s = pg->text.s, *end = s + pg->text.len;
	size_t n = name ? strlen(name) : 0;

	if (n < SHORTEST)
		return;
	for (; (s = memmem(s, (size_t)(end - s), name, n)); s += n) {
		size_t at = (size_t)(s - pg->text.s);
		struct block *b = block_at(pg, at);

		if ((at > 0 && is_inside(s[-1])) ||
		        (s + n < end && is_inside(s[n])))
			continue;
		raise_to(is_author ? &b->says_author : &b->says_site,
		        at == b->text ? SAYS_FIRST : SAYS);
	}
}

static void
mark_addresses(struct page *pg)
{
	const char *s = pg->text.s, *end = s + pg->text.len;

	for (; (s = memchr(s, '@', (size_t)(end - s))); s++) {
		size_t at = (size_t)(s - pg->text.s);

		if (at > 0 && is_inside(s[-1]) && s + 1 < end &&
		        is_inside(s[1]))
			block_at(pg, at)->says_address = 1;
	}
}

void
page_names(struct page *pg)
{
	const struct meta *m = &pg->a->meta;

	if (!pg->block.n)
		return;
	mark_name(pg, meta_get(m, META_SITE), 0);
	for (size_t i = 0; i < m->authors.n; i++)
		mark_name(pg, m->authors.p[i], 1);
	mark_addresses(pg);
}
