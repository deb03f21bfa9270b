/* book: see book.h. */
#include "doc/book.h"

struct book *
book_new(struct store *s)
{
	struct arena *arena = arena_new();
	struct book *b = arena_new_of(arena, struct book);

	b->arena = arena;
	b->store = s;
	return b;
}

void
book_free(struct book *b)
{
	if (!b)
		return;
	vec_free(&b->section);
	vec_free(&b->entry);
	arena_free(b->arena);
}

struct article *
book_load(const struct book *b, size_t i, struct diag *dg)
{
	return store_get_text(b->store, b->entry.p[i].key, dg);
}

struct article *
book_text(const struct book *b, size_t i, struct diag *dg)
{
	const struct book_entry *e = &b->entry.p[i];
	struct article *a;

	if (!e->meta)
		return book_load(b, i, dg);
	a = store_get_tree(b->store, e->key, dg);
	if (a)
		meta_use(a, e->meta);
	return a;
}
