/* model: asking the tree, and the bytes of streams.
 *
 * Flate is inflated here, with a cap on what comes out: a megabyte of zeros
 * packed ten times over shall cost no memory.  Other filters go through
 * libqpdf, for input so short that their worst growth is bearable.
 */
#include "check/model.h"

#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>
#include <zlib.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "check/reader.h"

#define STREAM_MAX ((size_t)256 << 20)
#define TOTAL_MAX ((size_t)1 << 30)
#define OTHER_MAX ((size_t)8 << 20)

struct obj *
obj_get(struct obj *dict, const char *key)
{
	if (!obj_dict(dict))
		return &obj_null;
	for (size_t i = 0; i < dict->n; i++)
		if (dict->key[i][0] == key[0] && strcmp(dict->key[i], key) == 0)
			return dict->item[i];
	return &obj_null;
}

struct obj *
obj_at(struct obj *array, size_t i)
{
	if (array->kind != O_ARRAY || i >= array->n)
		return &obj_null;
	return array->item[i];
}

int
obj_has(struct obj *dict, const char *key)
{
	return obj_get(dict, key)->kind != O_NULL;
}

int
obj_is(struct obj *o, const char *name)
{
	return o->kind == O_NAME && strcmp(o->s, name) == 0;
}

int
obj_number(struct obj *o)
{
	return o->kind == O_INT || o->kind == O_REAL;
}

struct obj *
obj_inherited(struct obj *page, const char *key)
{
	for (int i = 0; i < 64 && obj_dict(page); i++) {
		if (obj_has(page, key))
			return obj_get(page, key);
		page = obj_get(page, "Parent");
	}
	return &obj_null;
}

int
in_words(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = list; n && (p = strstr(p, word)) != NULL; p++)
		if (p > list && p[-1] == ' ' && p[n] == ' ')
			return 1;
	return 0;
}

struct span
obj_span(struct obj *o)
{
	if (o->kind == O_STR || o->kind == O_NAME)
		return (struct span){ o->s, o->n };
	return (struct span){ "", 0 };
}

char *
obj_text(struct arena *a, struct obj *o)
{
	struct str s = STR_INIT;
	const unsigned char *p = (const unsigned char *)o->s;
	char *out;

	if (o->kind == O_NAME)
		return arena_strndup(a, o->s, o->n);
	if (o->kind != O_STR)
		return arena_strdup(a, "");
	if (o->n >= 2 && p[0] == 0xFE && p[1] == 0xFF) {
		for (size_t i = 2; i + 1 < o->n; i += 2) {
			uint32_t u = be16(p + i);

			if (u >= 0xD800 && u < 0xDC00 && i + 3 < o->n) {
				u = 0x10000 + ((u & 0x3FF) << 10) +
				    (be16(p + i + 2) & 0x3FF);
				i += 2;
			}
			str_put_utf8(&s, u);
		}
	} else {
		for (size_t i = 0; i < o->n; i++)
			str_put_utf8(&s, p[i]);
	}
	out = arena_span(a, str_span(&s));
	str_free(&s);
	return out;
}

/* What is whole goes through libdeflate, which takes half the time but gives
 * nothing of what is damaged.  1 when it was done. */
static int
inflate_fast(struct model *m, const struct str *in, struct str *out)
{
	size_t room = in->len < 4096 ? 32768 : in->len * 8, n;
	enum libdeflate_result rc = LIBDEFLATE_INSUFFICIENT_SPACE;

	if (!m->inflater)
		m->inflater = libdeflate_alloc_decompressor();
	while (m->inflater && rc == LIBDEFLATE_INSUFFICIENT_SPACE &&
	        room <= STREAM_MAX) {
		str_reserve(out, room);
		rc = libdeflate_zlib_decompress(
		        m->inflater, in->s, in->len, out->s, room, &n);
		room *= 4;
	}
	if (rc != LIBDEFLATE_SUCCESS || !m->inflater)
		return 0;
	out->len = n;
	out->s[n] = '\0';
	return 1;
}

static int
inflate_all(struct model *m, const struct str *in, struct str *out)
{
	z_stream z;
	unsigned char buf[65536];
	int rc;

	if (in->len && inflate_fast(m, in, out))
		return 0;
	memset(&z, 0, sizeof(z));
	if (inflateInit(&z) != Z_OK)
		return -1;
	z.next_in = (unsigned char *)in->s;
	z.avail_in = (unsigned)in->len;
	do {
		z.next_out = buf;
		z.avail_out = sizeof(buf);
		rc = inflate(&z, Z_NO_FLUSH);
		str_add(out, buf, sizeof(buf) - z.avail_out);
		if (out->len > STREAM_MAX)
			rc = Z_MEM_ERROR;
	} while (rc == Z_OK);
	inflateEnd(&z);
	/* What came before a damaged end is worth looking at. */
	return rc == Z_STREAM_END || (rc == Z_BUF_ERROR && out->len) ? 0 : -1;
}

/* Number of Flate filters when there is nothing else; -1 otherwise. */
static int
only_flate(struct obj *o)
{
	struct obj *f = obj_get(o, "Filter"), *p = obj_get(o, "DecodeParms");

	if (f->kind == O_NULL)
		return 0;
	if (p->kind != O_NULL)
		return -1;
	if (obj_is(f, "FlateDecode"))
		return 1;
	if (f->kind != O_ARRAY || f->n > 4)
		return -1;
	for (size_t i = 0; i < f->n; i++)
		if (!obj_is(obj_at(f, i), "FlateDecode"))
			return -1;
	return (int)f->n;
}

static int
fetch(struct model *m, struct obj *o, int decode, struct str *out)
{
	const struct reader *r = m->reader;
	qpdf_oh oh = r->qpdf_get_object_by_id(m->qpdf, o->num, o->gen);
	unsigned char *buf = NULL;
	size_t n = 0;
	QPDF_BOOL done = 0;
	int rc = r->qpdf_oh_get_stream_data(m->qpdf, oh,
	        decode ? qpdf_dl_specialized : qpdf_dl_none, &done, &buf, &n);

	r->qpdf_oh_release(m->qpdf, oh);
	if (!(rc & QPDF_ERRORS) && buf && (done || !decode)) {
		str_add(out, buf, n);
		rc = 0;
	} else {
		rc = -1;
	}
	free(buf);
	while (r->qpdf_more_warnings(m->qpdf))
		r->qpdf_next_warning(m->qpdf);
	if (r->qpdf_has_error(m->qpdf))
		r->qpdf_get_error(m->qpdf);
	return rc;
}

int
stream_raw(struct model *m, struct obj *o, struct str *out)
{
	return o->kind == O_STREAM && o->num > 0 ? fetch(m, o, 0, out) : -1;
}

const struct str *
stream_bytes(struct model *m, struct obj *o)
{
	struct str raw = STR_INIT, next = STR_INIT;
	int flates = only_flate(o), rc;

	if (o->kind != O_STREAM || o->num <= 0)
		return NULL;
	if (o->data)
		return o->data->s ? o->data : NULL;
	o->data = arena_new_of(m->arena, struct str);
	if (m->decoded > TOTAL_MAX)
		return NULL;
	rc = fetch(m, o, 0, &raw);
	/* Pictures stay as they are: their headers are asked for. */
	if (rc == 0 && flates < 0 && obj_is(obj_get(o, "Filter"), "JPXDecode"))
		flates = 0;
	if (rc == 0 && flates < 0) {
		rc = raw.len > OTHER_MAX ? -1 : fetch(m, o, 1, &next);
		str_free(&raw);
		raw = next;
	}
	for (int i = 0; rc == 0 && i < flates; i++) {
		next = (struct str)STR_INIT;
		rc = inflate_all(m, &raw, &next);
		str_free(&raw);
		raw = next;
	}
	if (rc < 0) {
		str_free(&raw);
		return NULL;
	}
	str_reserve(&raw, 1);
	m->decoded += raw.len;
	*o->data = raw;
	return o->data;
}

void
stream_drop(struct model *m, struct obj *o)
{
	if (o->kind != O_STREAM || !o->data || !o->data->s)
		return;
	m->decoded -= o->data->len;
	str_free(o->data);
	o->data = NULL;
}
