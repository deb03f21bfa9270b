/* tree: sorted entries in, a balanced tree of dictionaries out.  Leaves hold
 * up to 64 entries and inner nodes up to 64 kids, so that a reader finds one
 * of 100,000 destinations in three steps and no array grows without bound. */
#include "pdf/tree.h"

#include "base/vec.h"

#define FAN 64

struct node {
	int id;
	size_t first, last; /* entries */
};

static void
put_limits(const struct tree_source *src, const struct node *n, struct str *out)
{
	str_puts(out, "/Limits[");
	src->key(src->ctx, n->first, out);
	str_putc(out, ' ');
	src->key(src->ctx, n->last, out);
	str_putc(out, ']');
}

static void
put_leaf(struct objects *o, const struct tree_source *src, const struct node *n,
        int root)
{
	struct str *out = obj_dict(o, n->id);

	if (!root)
		put_limits(src, n, out);
	str_puts(out, src->names ? "/Names[" : "/Nums[");
	for (size_t i = n->first; src->n && i <= n->last; i++) {
		if (i > n->first)
			str_putc(out, '\n');
		src->key(src->ctx, i, out);
		str_putc(out, ' ');
		src->value(src->ctx, i, out);
	}
	str_putc(out, ']');
}

int
tree_write(struct objects *o, const struct tree_source *src)
{
	VEC(struct node) level = VEC_INIT;
	VEC(struct node) up = VEC_INIT;
	int root;

	for (size_t i = 0; i == 0 || i < src->n; i += FAN) {
		size_t end = i + FAN < src->n ? i + FAN : src->n;
		struct node n = { obj_new(o), i, end ? end - 1 : 0 };

		vec_add(&level, n);
		obj_pack(o, n.id);
		put_leaf(o, src, &n, src->n <= FAN);
	}
	while (level.n > 1) {
		vec_clear(&up);
		for (size_t i = 0; i < level.n; i += FAN) {
			size_t end = i + FAN < level.n ? i + FAN : level.n;
			struct node n = { obj_new(o), level.p[i].first,
				level.p[end - 1].last };
			struct str *out = obj_dict(o, n.id);

			vec_add(&up, n);
			obj_pack(o, n.id);
			if (level.n > FAN)
				put_limits(src, &n, out);
			str_puts(out, "/Kids[");
			for (size_t k = i; k < end; k++) {
				if (k > i)
					str_putc(out, ' ');
				pdf_put_ref(out, level.p[k].id);
			}
			str_putc(out, ']');
		}
		vec_clear(&level);
		for (size_t i = 0; i < up.n; i++)
			vec_add(&level, up.p[i]);
	}
	root = level.p[0].id;
	vec_free(&level);
	vec_free(&up);
	return root;
}
