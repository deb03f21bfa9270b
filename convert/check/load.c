/* load: a PDF's bytes in, the tree of model.h out, by libqpdf.
 *
 * qpdf repairs what it can and throws what it cannot; both end here.  Each
 * object is read once, in the order of numbers, and what qpdf itself keeps of
 * it is dropped, so that a year's issue needs no memory twice; then those that
 * hang on the trailer are listed.  Nesting is limited by qpdf and by scan.c;
 * everything is held to a number of nodes and to a time.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <libdeflate.h>

#include "check/model.h"
#include "check/reader.h"

#define NEST_MAX 200
#define TIME_MS 60000

/* Its interface in C is that of the headers. */
#if QPDF_MAJOR_VERSION == 11
#define LIBRARY "libqpdf.so.29"
#elif QPDF_MAJOR_VERSION == 12
#define LIBRARY "libqpdf.so.30"
#else
#error "libqpdf 11 or 12 is needed"
#endif

LATE_LOAD(reader, LIBRARY, READER_CALLS)

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
model_wait(struct model *m, size_t pages)
{
	m->deadline = now_ms() + TIME_MS + 2000 * (long long)pages;
}

/* --- the tree --- */

struct obj *
model_object(struct model *m, int num, int gen)
{
	int id[2] = { num, gen };

	if (gen == 0 && num > 0 && (size_t)num < m->by_num.n)
		return m->by_num.p[num];
	return map_get(&m->odd, (struct span){ (const char *)id, sizeof(id) });
}

struct obj *
model_place(struct model *m, int num, int gen)
{
	int id[2] = { num, gen };
	struct obj **place = NULL, *o = model_object(m, num, gen);

	if (o)
		return o;
	o = arena_new_of(m->arena, struct obj);
	o->num = num;
	o->gen = gen;
	o->indirect = 1;
	if (gen == 0 && num > 0 && (size_t)num < m->by_num.n)
		place = &m->by_num.p[num];
	else
		place = (struct obj **)map_put(
		        &m->odd, (struct span){ (const char *)id, sizeof(id) });
	*place = o;
	return o;
}

/* libqpdf keeps what it has read; what is in our tree it may forget, but not
 * what it needs to decode a stream: filters and their parameters. */
static int
may_be_forgotten(const struct obj *o)
{
	static const char *const keys[] = { "Type", "S", "Kids", "Nums",
		"Limits", "Title", "Rect", NULL };

	if (o->kind == O_ARRAY)
		return o->n > 4 && o->item[0]->kind != O_NAME;
	for (int i = 0; o->kind == O_DICT && keys[i]; i++)
		for (size_t k = 0; k < o->n; k++)
			if (strcmp(o->key[k], keys[i]) == 0)
				return 1;
	return 0;
}

static void
load_object(struct model *m, struct obj *o)
{
	const struct reader *r = m->reader;
	qpdf_data q = m->qpdf;
	qpdf_oh oh = r->qpdf_get_object_by_id(q, o->num, o->gen), dict;
	int stream = r->qpdf_oh_is_stream(q, oh);

	o->loaded = 1;
	if (stream) {
		dict = r->qpdf_oh_get_dict(q, oh);
		scan_object(m, o, r->qpdf_oh_unparse_resolved(q, dict));
		r->qpdf_oh_release(q, dict);
		o->kind = o->kind == O_DICT ? O_STREAM : O_NULL;
	} else {
		scan_object(m, o, r->qpdf_oh_unparse_resolved(q, oh));
	}
	r->qpdf_oh_release(q, oh);
	if (!stream && may_be_forgotten(o)) {
		/* not null: entries that refer to it would go */
		oh = r->qpdf_oh_new_bool(q, QPDF_TRUE);
		r->qpdf_replace_object(q, o->num, o->gen, oh);
		r->qpdf_oh_release(q, oh);
	}
}

/* All objects once, in the order of their numbers: those of one object stream
 * are read together, and are to be forgotten together. */
static void
load_all(struct model *m)
{
	for (size_t i = 1; i < m->by_num.n && !m->broken; i++) {
		if (i % 256 == 0 && model_late(m))
			break;
		load_object(m, model_place(m, (int)i, 0));
	}
}

/* Lists the indirect objects that o names; those of odd numbers are loaded
 * now. */
static void
reach(struct model *m, struct obj *o)
{
	for (size_t i = 0; (o->kind == O_ARRAY || obj_dict(o)) && i < o->n;
	        i++) {
		struct obj *k = o->item[i];

		if (!k->indirect) {
			reach(m, k);
		} else if (!k->listed) {
			k->listed = 1;
			vec_add(&m->object, k);
		}
	}
}

static void
reach_all(struct model *m)
{
	reach(m, m->trailer);
	for (size_t i = 0; i < m->object.n; i++) {
		if (i % 256 == 0 && model_late(m))
			break;
		if (!m->object.p[i]->loaded)
			load_object(m, m->object.p[i]);
		reach(m, m->object.p[i]);
	}
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

/* Numbers up to Size stand in a table, when that is in reason for the file:
 * the least object takes some bytes, even in an object stream. */
static void
make_room(struct model *m, long long size, size_t bytes)
{
	size_t most = bytes < 1 << 14 ? 1 << 12 : bytes / 4;

	if (size > 0 && (size_t)size < most)
		most = (size_t)size;
	else if (size <= 0)
		most = 1;
	vec_reserve(&m->by_num, most);
	m->by_num.n = most;
}

static int
fail(struct model *m, struct diag *dg)
{
	const struct reader *r = m->reader;
	qpdf_error e = r->qpdf_get_error(m->qpdf);

	if (e && r->qpdf_get_error_code(m->qpdf, e) == qpdf_e_password)
		return diag_file(dg, m->name, MSG_PDF_PASSWORD);
	return diag_file(dg, m->name, MSG_PDF_UNREADABLE,
	        e ? r->qpdf_get_error_message_detail(m->qpdf, e)
	          : "no trailer");
}

int
model_load(struct model *m, const char *name, const char *p, size_t n,
        int patient, struct diag *dg)
{
	struct reader *r;
	qpdf_data q;
	qpdf_oh oh;

	memset(m, 0, sizeof(*m));
	m->arena = arena_new();
	m->name = name;
	m->reader = r = arena_new_of(m->arena, struct reader);
	m->deadline = patient ? LLONG_MAX : now_ms() + TIME_MS;
	m->trailer = m->root = &obj_null;
	if (reader_load(r) < 0)
		return diag_file(dg, name, MSG_PDF_UNREADABLE,
		        LIBRARY " is not installed");
	m->qpdf = q = r->qpdf_init();
	r->qpdf_set_suppress_warnings(q, QPDF_TRUE);
	r->qpdf_silence_errors(q);
	if (r->qpdf_read_memory(q, name, p, n, "") & QPDF_ERRORS)
		return fail(m, dg);
	m->encrypted = r->qpdf_is_encrypted(q);
	oh = r->qpdf_get_trailer(q);
	m->trailer = arena_new_of(m->arena, struct obj);
	make_room(m,
	        r->qpdf_oh_get_int_value_as_int(
	                q, r->qpdf_oh_get_key(q, oh, "/Size")),
	        n);
	scan_object(m, m->trailer, r->qpdf_oh_unparse_resolved(q, oh));
	load_all(m);
	reach_all(m);
	r->qpdf_oh_release_all(q);
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
	vec_free(&m->by_num);
	vec_free(&m->stack);
	str_free(&m->keys);
	map_free(&m->odd);
	map_free(&m->atom);
	map_free(&m->shape);
	if (q)
		m->reader->qpdf_cleanup(&q);
	if (m->inflater)
		libdeflate_free_decompressor(m->inflater);
	arena_free(m->arena);
}
