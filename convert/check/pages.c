/* pages: the tree that the pages hang on, ISO 32000-1 7.7.3.  Readers mend much
 * of it without a word, each in a way of its own: what one shows is then not
 * what another prints. */
#include <string.h>

#include "check/ctx.h"

#define NEST_MAX 200

static int
good_box(struct obj *b)
{
	int good = b->kind == O_ARRAY && b->n == 4;

	for (size_t i = 0; good && i < 4; i++)
		good = obj_number(obj_at(b, i));
	return good;
}

static void
check_leaf(struct ctx *x, struct obj *page)
{
	x->page++;
	if (!obj_is(obj_get(page, "Type"), "Page"))
		find(x, RULE_PAGE_TREE, page, "Type of a page is not Page");
	if (!good_box(obj_inherited(page, "MediaBox")))
		find(x, RULE_PAGE_TREE, page,
		        "MediaBox is no array of four numbers");
}

/* Pages below a node, or -1 where it hangs in the tree already. */
static long long
check_node(struct ctx *x, struct obj *node, struct obj *up, int depth)
{
	struct obj *kids = obj_get(node, "Kids");
	struct obj *count = obj_get(node, "Count");
	long long n = 0;

	if (!obj_dict(node) || depth > NEST_MAX || (node->seen & SEEN_LEAF)) {
		find(x, RULE_PAGE_TREE, up,
		        "Kids has what is no page, or a page twice");
		return 0;
	}
	node->seen |= SEEN_LEAF;
	if (depth && obj_get(node, "Parent") != up)
		find(x, RULE_PAGE_TREE, node, "Parent is another node");
	if (depth && kids->kind != O_ARRAY &&
	        !obj_is(obj_get(node, "Type"), "Pages")) {
		check_leaf(x, node);
		return 1;
	}
	if (!obj_is(obj_get(node, "Type"), "Pages") || kids->kind != O_ARRAY)
		find(x, RULE_PAGE_TREE, node,
		        "it has neither Type Pages nor Kids");
	for (size_t i = 0; kids->kind == O_ARRAY && i < kids->n; i++)
		n += check_node(x, obj_at(kids, i), node, depth + 1);
	if (count->kind != O_INT || count->i != n)
		find(x, RULE_PAGE_TREE, node,
		        "Count is not its number of pages");
	return n;
}

void
check_pages(struct ctx *x)
{
	struct obj *root = obj_get(x->m.root, "Pages");

	x->page = 0;
	if (!obj_dict(root) || !check_node(x, root, x->m.root, 0))
		find(x, RULE_PAGE_TREE, x->m.root, "there is no page");
}
