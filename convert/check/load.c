/* load: a PDF's bytes in, the tree of model.h out, by libqpdf.
 *
 * qpdf repairs what it can and throws what it cannot; both end here.  Objects
 * are copied with a list of those still to copy, so that a chain of a million
 * objects needs no stack; inside one object qpdf itself limits nesting, and
 * so does copy().  Everything is held to a number of nodes and to a time.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <libdeflate.h>
#include <qpdf/qpdf-c.h>

#include "check/model.h"

#define NODES_MAX 20000000u
#define NEST_MAX 200
#define TIME_MS 60000

struct obj obj_null;

static long long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int
model_late(struct model *m)
{
	if (now_ms() <= m->deadline)
		return 0;
	m->broken = 1;
	return 1;
}

void
model_wait(struct model *m)
{
	m->deadline = now_ms() + TIME_MS;
}

/* The object behind an id, made empty on first sight and queued. */
static struct obj *
indirect(struct model *m, int num, int gen)
{
	int id[2] = { num, gen };
	void **place = map_put(
	        &m->by_num, (struct span){ (const char *)id, sizeof(id) });
	struct obj *o;

	if (*place)
		return *place;
	o = arena_new_of(m->arena, struct obj);
	o->num = num;
	o->gen = gen;
	*place = o;
	vec_add(&m->object, o);
	return o;
}

static char *
keep(struct model *m, const char *p, size_t n)
{
	return arena_strndup(m->arena, p ? p : "", p ? n : 0);
}

static void
copy(struct model *m, struct obj *to, qpdf_oh oh, int depth);

/* One value of an array or dictionary. */
static struct obj *
value(struct model *m, qpdf_oh oh, int num, int depth)
{
	struct obj *o = arena_new_of(m->arena, struct obj);

	m->nodes++;
	o->num = num;
	if (qpdf_oh_is_indirect(m->qpdf, oh)) {
		o->kind = O_REF;
		o->target = indirect(m, qpdf_oh_get_object_id(m->qpdf, oh),
		        qpdf_oh_get_generation(m->qpdf, oh));
	} else {
		copy(m, o, oh, depth + 1);
	}
	qpdf_oh_release(m->qpdf, oh);
	return o;
}

static void
copy_array(struct model *m, struct obj *to, qpdf_oh oh, int depth)
{
	int n = qpdf_oh_get_array_n_items(m->qpdf, oh);

	if (n < 0 || (size_t)n + m->nodes > NODES_MAX) {
		m->broken = 1;
		n = 0;
	}
	to->item = arena_array(m->arena, (size_t)n + 1, sizeof(*to->item));
	for (int i = 0; i < n; i++)
		to->item[i] = value(m, qpdf_oh_get_array_item(m->qpdf, oh, i),
		        to->num, depth);
	to->n = (size_t)n;
}

static void
copy_dict(struct model *m, struct obj *to, qpdf_oh oh, int depth)
{
	VEC(char *) keys = VEC_INIT;

	/* qpdf has one iterator: take all keys before going deeper. */
	qpdf_oh_begin_dict_key_iter(m->qpdf, oh);
	while (qpdf_oh_dict_more_keys(m->qpdf)) {
		const char *k = qpdf_oh_dict_next_key(m->qpdf);

		vec_add(&keys, keep(m, k, strlen(k)));
	}
	to->key = arena_array(m->arena, keys.n + 1, sizeof(*to->key));
	to->item = arena_array(m->arena, keys.n + 1, sizeof(*to->item));
	for (size_t i = 0; i < keys.n; i++) {
		to->key[i] = keys.p[i][0] == '/' ? keys.p[i] + 1 : keys.p[i];
		to->item[i] = value(m, qpdf_oh_get_key(m->qpdf, oh, keys.p[i]),
		        to->num, depth);
	}
	to->n = keys.n;
	vec_free(&keys);
}

static void
copy_scalar(struct model *m, struct obj *to, qpdf_oh oh)
{
	const char *p;
	size_t n = 0;

	switch (to->kind) {
	case O_BOOL:
		to->i = qpdf_oh_get_bool_value(m->qpdf, oh);
		break;
	case O_INT:
		to->i = qpdf_oh_get_int_value(m->qpdf, oh);
		to->r = (double)to->i;
		break;
	case O_REAL:
		to->r = qpdf_oh_get_numeric_value(m->qpdf, oh);
		break;
	case O_STR:
		p = qpdf_oh_get_binary_string_value(m->qpdf, oh, &n);
		to->s = keep(m, p, n);
		to->n = n;
		break;
	default:
		p = qpdf_oh_get_name(m->qpdf, oh);
		n = strlen(p);
		to->s = keep(m, n ? p + 1 : p, n ? n - 1 : 0);
		to->n = n ? n - 1 : 0;
		break;
	}
}

static void
copy(struct model *m, struct obj *to, qpdf_oh oh, int depth)
{
	qpdf_oh dict;

	if (depth > NEST_MAX || m->nodes > NODES_MAX) {
		m->broken = 1;
		return;
	}
	switch (qpdf_oh_get_type_code(m->qpdf, oh)) {
	case ot_boolean:
		to->kind = O_BOOL;
		break;
	case ot_integer:
		to->kind = O_INT;
		break;
	case ot_real:
		to->kind = O_REAL;
		break;
	case ot_string:
		to->kind = O_STR;
		break;
	case ot_name:
		to->kind = O_NAME;
		break;
	case ot_array:
		to->kind = O_ARRAY;
		copy_array(m, to, oh, depth);
		return;
	case ot_dictionary:
		to->kind = O_DICT;
		copy_dict(m, to, oh, depth);
		return;
	case ot_stream:
		to->kind = O_STREAM;
		dict = qpdf_oh_get_dict(m->qpdf, oh);
		copy_dict(m, to, dict, depth);
		qpdf_oh_release(m->qpdf, dict);
		return;
	default:
		to->kind = O_NULL;
		return;
	}
	copy_scalar(m, to, oh);
}

/* Pages in order, by our own walk: loops and depth are ours to judge. */
#define SEEN_PAGE 1u

static void
walk_pages(struct model *m, struct obj *node, int depth)
{
	struct obj *kids = obj_get(node, "Kids");

	if (!obj_dict(node) || depth > NEST_MAX || (node->seen & SEEN_PAGE))
		return;
	node->seen |= SEEN_PAGE;
	if (kids->kind != O_ARRAY) {
		vec_add(&m->page, node);
		return;
	}
	for (size_t i = 0; i < kids->n; i++)
		walk_pages(m, obj_at(kids, i), depth + 1);
}

static int
fail(struct model *m, struct diag *dg)
{
	qpdf_error e = qpdf_get_error(m->qpdf);

	if (e && qpdf_get_error_code(m->qpdf, e) == qpdf_e_password)
		return diag_file(dg, m->name, MSG_PDF_PASSWORD);
	return diag_file(dg, m->name, MSG_PDF_UNREADABLE,
	        e ? qpdf_get_error_message_detail(m->qpdf, e) : "no trailer");
}

int
model_load(struct model *m, const char *name, const char *p, size_t n,
        int patient, struct diag *dg)
{
	qpdf_data q = qpdf_init();
	qpdf_oh oh;

	memset(m, 0, sizeof(*m));
	m->arena = arena_new();
	m->qpdf = q;
	m->name = name;
	m->deadline = patient ? LLONG_MAX : now_ms() + TIME_MS;
	m->trailer = m->root = &obj_null;
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	qpdf_silence_errors(q);
	if (qpdf_read_memory(q, name, p, n, "") & QPDF_ERRORS)
		return fail(m, dg);
	m->encrypted = qpdf_is_encrypted(q);
	oh = qpdf_get_trailer(q);
	m->trailer = arena_new_of(m->arena, struct obj);
	copy(m, m->trailer, oh, 0);
	qpdf_oh_release_all(q);
	for (size_t i = 0; i < m->object.n; i++) {
		struct obj *o = m->object.p[i];

		if (i % 256 == 0 && model_late(m))
			break;
		oh = qpdf_get_object_by_id(q, o->num, o->gen);
		copy(m, o, oh, 0);
		qpdf_oh_release_all(q);
	}
	m->root = obj_get(m->trailer, "Root");
	if (!obj_dict(m->root))
		return diag_file(
		        dg, name, MSG_PDF_UNREADABLE, "it has no catalog");
	walk_pages(m, obj_get(m->root, "Pages"), 0);
	return 0;
}

void
model_free(struct model *m)
{
	qpdf_data q = m->qpdf;

	for (size_t i = 0; i < m->object.n; i++) {
		struct obj *o = m->object.p[i];

		if (o->data)
			str_free(o->data);
	}
	vec_free(&m->object);
	vec_free(&m->page);
	map_free(&m->by_num);
	if (q)
		qpdf_cleanup(&q);
	if (m->inflater)
		libdeflate_free_decompressor(m->inflater);
	arena_free(m->arena);
}
