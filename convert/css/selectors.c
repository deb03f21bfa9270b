/* selectors: the door to select.c and match.c for those without sheets.  The
 * parser wants a struct css for its memory and nothing else, so a bare one
 * lends it. */
#include "css/selectors.h"

#include <stdlib.h>

#include "css/select.h"
#include "css/sheet.h"

/* Who asks for one element after another, in document order, has positions
 * among siblings counted once: the path of the last question is kept. */
#define PATH_MAX_DEPTH 512

struct selectors {
	struct css bare; /* its arena and its strings */
	const struct selector *list;
	struct ancestor *path;
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
	free(s->path);
	map_free(&s->bare.strings);
	arena_free(s->bare.a);
	free(s);
}

/* The ancestors of the element, from the root; what was remembered of others
 * is forgotten.  0 for one too deep. */
static size_t
follow_path(struct ancestor *path, const xmlNode *element)
{
	const xmlNode *up[PATH_MAX_DEPTH];
	size_t n = 0;

	for (element = node_parent(element); element;
	        element = node_parent(element)) {
		if (n == PATH_MAX_DEPTH)
			return 0;
		up[n++] = element;
	}
	for (size_t i = 0; i < n; i++)
		if (path[i].node != up[n - 1 - i]) {
			path[i] = (struct ancestor){ .node = up[n - 1 - i] };
			/* what is below hangs elsewhere */
			if (i + 1 < PATH_MAX_DEPTH)
				path[i + 1].node = NULL;
		}
	return n;
}

void
selectors_begin(struct selectors *s)
{
	free(s->path);
	s->path = xcalloc(PATH_MAX_DEPTH, sizeof(*s->path));
}

int
selectors_match(const struct selectors *s, const xmlNode *element)
{
	/* no element is named: its language is looked up */
	struct matcher m = { .path = s->path };

	if (s->path)
		m.depth = follow_path(s->path, element);
	for (const struct selector *sel = s->list; sel; sel = sel->next)
		if (selector_matches(sel, element, &m))
			return 1;
	return 0;
}
