/* selectors: the door to select.c and match.c for those without sheets.  The
 * parser wants a struct css for its memory and nothing else, so a bare one
 * lends it. */
#include "css/selectors.h"

#include <stdlib.h>

#include "css/select.h"
#include "css/sheet.h"

struct selectors {
	struct css bare; /* its arena and its strings */
	const struct selector *list;
};

struct selectors *
selectors_parse(struct span text)
{
	struct selectors *s = xcalloc(1, sizeof(*s));
	struct css *c = &s->bare;
	struct tokens t = { NULL, 0, 0 };
	const struct token *from, *end;
	const struct selector *sel;

	c->a = arena_new();
	/* what is kept points into the source */
	text = css_preprocess(
	        c->a, span_of(arena_strndup(c->a, text.p, text.n)));
	css_tokenize(&t, c->a, text, 1);
	from = t.p;
	end = t.p + t.n;
	while (end > from && (end[-1].type == T_EOF || end[-1].type == T_SPACE))
		end--;
	if (end > from)
		s->list = selector_parse(c, from, end);
	vec_free(&t);
	for (sel = s->list; sel; sel = sel->next)
		if (sel->pseudo != PSEUDO_NONE)
			break;
	if (s->list && !sel)
		return s;
	selectors_free(s);
	return NULL;
}

void
selectors_free(struct selectors *s)
{
	if (!s)
		return;
	map_free(&s->bare.strings);
	arena_free(s->bare.a);
	free(s);
}

int
selectors_match(const struct selectors *s, const xmlNode *element)
{
	const struct matcher m = { .node = element };

	for (const struct selector *sel = s->list; sel; sel = sel->next)
		if (selector_matches(sel, element, &m))
			return 1;
	return 0;
}
