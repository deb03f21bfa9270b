/* manifest: YAML by libfyaml, mappings by tables of keys, and faults.
 *
 * The document is never resolved: an alias is followed where a value is read,
 * so nothing multiplies.  All faults are gathered and reported in the order
 * of the file, whatever the order of reading.
 */
#include "doc/manifest.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"

#define MANIFEST_MAX ((size_t)4 << 20)
#define FAULTS_MAX 100

static void
no_output(struct fy_diag *diag, void *user, const char *buf, size_t len)
{
	(void)diag;
	(void)user;
	(void)buf;
	(void)len;
}

void
manifest_place(const struct manifest *m, size_t pos, int *line, int *col)
{
	const char *p = str_c(&m->text);
	size_t i;

	*line = *col = 1;
	for (i = 0; i < pos && i < m->text.len; i++) {
		++*col;
		if (p[i] == '\n') {
			++*line;
			*col = 1;
		}
	}
}

/* libfyaml counts columns in characters, bantin in bytes. */
static int
byte_column(const struct manifest *m, int line, int col)
{
	const char *p = str_c(&m->text);
	const char *end = p + m->text.len;
	const char *from;

	for (; line > 1 && p < end; p++)
		line -= *p == '\n';
	for (from = p; col > 1 && p < end && *p != '\n'; col--)
		utf8_next(&p, end);
	return (int)(p - from) + 1;
}

static int
yaml_error(const struct manifest *m, struct fy_diag *yd, struct diag *dg)
{
	struct where w = { .file = m->path };
	const char *text = "it holds no document";
	struct fy_diag_error *e;
	void *it = NULL;

	e = fy_diag_errors_iterate(yd, &it);
	if (e) {
		w.line = e->line;
		w.col = byte_column(m, e->line, e->column);
		text = e->msg;
	}
	return diag_report(dg, &w, MSG_MANIFEST_YAML, text);
}

static int
load(struct manifest *m, struct fy_diag *yd, struct diag *dg)
{
	struct fy_parse_cfg cfg = {
		.flags = FYPCF_QUIET | FYPCF_ALLOW_DUPLICATE_KEYS |
		         FYPCF_JSON_NONE,
		.diag = yd,
	};
	struct fy_parser *p = fy_parser_create(&cfg);
	struct fy_document *more;
	int rc = 0;

	if (!p)
		out_of_memory();
	if (fy_parser_set_string(p, str_c(&m->text), m->text.len))
		out_of_memory();
	m->doc = fy_parse_load_document(p);
	if (!m->doc || !fy_document_root(m->doc)) {
		rc = yaml_error(m, yd, dg);
	} else {
		more = fy_parse_load_document(p);
		if (more)
			rc = diag_file(dg, m->path, MSG_MANIFEST_YAML,
			        "it holds more than one document");
		else if (fy_diag_got_error(yd))
			rc = yaml_error(m, yd, dg);
		if (more)
			fy_parse_document_destroy(p, more);
	}
	fy_parser_destroy(p);
	return rc;
}

int
manifest_parse(struct manifest *m, struct diag *dg)
{
	struct fy_diag_cfg cfg;
	struct fy_diag *yd;
	size_t ok;
	int rc;

	if (file_read(m->path, MANIFEST_MAX, &m->text, dg) < 0)
		return -1;
	ok = utf8_valid_prefix(str_c(&m->text), m->text.len);
	if (ok < m->text.len) {
		struct where w = { .file = m->path };

		manifest_place(m, ok, &w.line, &w.col);
		return diag_report(dg, &w, MSG_MANIFEST_UTF8,
		        (unsigned)(unsigned char)m->text.s[ok]);
	}
	fy_diag_cfg_default(&cfg);
	cfg.fp = NULL;
	cfg.output_fn = no_output;
	yd = fy_diag_create(&cfg);
	if (!yd)
		out_of_memory();
	fy_diag_set_collect_errors(yd, true);
	rc = load(m, yd, dg);
	fy_diag_destroy(yd);
	return rc;
}

static struct fy_node *
first_child(struct fy_node *n)
{
	void *it = NULL;
	struct fy_node_pair *p;

	if (fy_node_is_sequence(n))
		return fy_node_sequence_iterate(n, &it);
	p = fy_node_mapping_iterate(n, &it);
	return p ? fy_node_pair_key(p) : NULL;
}

size_t
manifest_pos(const struct manifest *m, struct fy_node *n)
{
	struct fy_token *t;
	const struct fy_mark *mark;

	while (n && !fy_node_is_scalar(n))
		n = first_child(n);
	t = n ? fy_node_get_scalar_token(n) : NULL;
	mark = t ? fy_token_start_mark(t) : NULL;
	return mark ? mark->input_pos : m->here;
}

void
manifest_fault(struct manifest *m, size_t pos, enum diag_msg msg, ...)
{
	static const char *const text[MSG_COUNT] = {
#define M(id, level, code, txt) [MSG_##id] = txt,
#include "base/message.def"
#undef M
	};
	struct str s = STR_INIT;
	struct fault *f;
	va_list ap;

	if (m->faults.n >= FAULTS_MAX)
		return;
	f = vec_push(&m->faults);
	va_start(ap, msg);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	str_vprintf(&s, text[msg], ap);
#pragma GCC diagnostic pop
	va_end(ap);
	manifest_place(m, pos, &f->line, &f->col);
	f->msg = msg;
	f->text = arena_span(m->arena, str_span(&s));
	str_free(&s);
}

int
manifest_report(struct manifest *m, struct diag *dg)
{
	int errors = 0;
	size_t i, k;

	/* by insertion: few, and the order of equal places stays */
	for (i = 1; i < m->faults.n; i++) {
		struct fault f = m->faults.p[i];

		for (k = i;
		        k && (m->faults.p[k - 1].line > f.line ||
		                     (m->faults.p[k - 1].line == f.line &&
		                             m->faults.p[k - 1].col > f.col));
		        k--)
			m->faults.p[k] = m->faults.p[k - 1];
		m->faults.p[k] = f;
	}
	for (i = 0; i < m->faults.n; i++) {
		struct fault *f = &m->faults.p[i];
		struct where w = { m->path, f->line, f->col, 0 };

		diag_emit(dg, diag_level_of(f->msg), f->msg, &w, f->text);
		errors += diag_level_of(f->msg) >= DIAG_ERROR;
	}
	return errors;
}

size_t
manifest_enter(struct manifest *m, const char *name, size_t index)
{
	size_t kept = m->at.len;

	if (!name)
		str_printf(&m->at, "[%zu]", index + 1);
	else
		str_printf(&m->at, "%s%s", kept ? "." : "", name);
	return kept;
}

/* Edit distance of two short words (Wagner and Fischer 1974), one row. */
static int
distance(const char *a, const char *b)
{
	int row[33];
	int n = (int)strlen(b);
	int i, k;

	if (n > 32 || strlen(a) > 32)
		return 99;
	for (k = 0; k <= n; k++)
		row[k] = k;
	for (i = 1; a[i - 1]; i++) {
		int diagonal = row[0];

		row[0] = i;
		for (k = 1; k <= n; k++) {
			int v = diagonal + (a[i - 1] != b[k - 1]);

			diagonal = row[k];
			if (row[k] + 1 < v)
				v = row[k] + 1;
			if (row[k - 1] + 1 < v)
				v = row[k - 1] + 1;
			row[k] = v;
		}
	}
	return row[n];
}

static void
unknown_key(struct manifest *m, size_t pos, const char *name,
        const struct manifest_key *table)
{
	const struct manifest_key *k;
	const char *near = NULL;
	struct str list = STR_INIT;
	int best = (int)strlen(name) / 3 + 1;

	for (k = table; k->name; k++) {
		int d = distance(name, k->name);

		str_printf(&list, "%s%s", list.len ? ", " : "", k->name);
		if (d <= best) {
			best = d - 1;
			near = k->name;
		}
	}
	if (near)
		manifest_fault(m, pos, MSG_MANIFEST_NEAR, name, near);
	else
		manifest_fault(m, pos, MSG_MANIFEST_KEY, name, list.s);
	str_free(&list);
}

static struct fy_node *
follow(struct fy_node *n)
{
	return n && fy_node_is_alias(n) ? fy_node_resolve_alias(n) : n;
}

static const char *
kind_of(struct fy_node *n)
{
	if (!n)
		return "an unknown alias";
	if (fy_node_is_sequence(n))
		return "a list";
	return fy_node_is_mapping(n) ? "a mapping" : "text";
}

static void
wrong_kind(
        struct manifest *m, struct fy_node *n, size_t pos, const char *expected)
{
	manifest_fault(m, pos, MSG_MANIFEST_TYPE,
	        m->at.len ? m->at.s : "the manifest", kind_of(n), expected);
}

/* Is the pair's key a scalar equal to name? */
static int
key_is(struct fy_node *key, const char *name)
{
	size_t n;
	const char *s =
	        fy_node_is_scalar(key) ? fy_node_get_scalar(key, &n) : NULL;

	return s && span_eq((struct span){ s, n }, span_of(name));
}

/* Unknown keys, keys that are no text, and those given twice. */
static void
check_keys(
        struct manifest *m, struct fy_node *n, const struct manifest_key *table)
{
	struct map seen = { 0 };
	struct fy_node_pair *p;
	void *it = NULL;

	while ((p = fy_node_mapping_iterate(n, &it))) {
		struct fy_node *key = fy_node_pair_key(p);
		const struct manifest_key *k = table;
		size_t pos = manifest_pos(m, key);
		const char *s;
		void **first;
		size_t len = 0;

		s = key && fy_node_is_scalar(key) && !fy_node_is_alias(key)
		            ? fy_node_get_scalar(key, &len)
		            : NULL;
		if (!s) {
			wrong_kind(m, key, pos, "a key that is text");
			continue;
		}
		while (k->name &&
		        !span_eq((struct span){ s, len }, span_of(k->name)))
			k++;
		first = map_put(&seen, (struct span){ s, len });
		if (!k->name) {
			char *name = xstrndup(s, len);

			unknown_key(m, pos, name, table);
			free(name);
		} else if (*first) {
			int line, col;

			manifest_place(m, manifest_pos(m, *first), &line, &col);
			manifest_fault(
			        m, pos, MSG_MANIFEST_TWICE, k->name, line);
		} else {
			*first = key;
		}
	}
	map_free(&seen);
}

void
manifest_mapping(struct manifest *m, struct fy_node *n,
        const struct manifest_key *table, void *to)
{
	const struct manifest_key *k;
	size_t pos = manifest_pos(m, n);
	size_t here = m->here;

	n = follow(n);
	if (!n || !fy_node_is_mapping(n)) {
		wrong_kind(m, n, pos, "a mapping (lines of key: value)");
		return;
	}
	check_keys(m, n, table);
	/* In the order of the table: what comes later may need what comes
	 * first, wherever it stands. */
	for (k = table; k->name; k++) {
		size_t kept = manifest_enter(m, k->name, 0);
		struct fy_node_pair *p;
		void *it = NULL;

		while ((p = fy_node_mapping_iterate(n, &it)))
			if (key_is(fy_node_pair_key(p), k->name))
				break;
		if (p) {
			m->here = manifest_pos(m, fy_node_pair_key(p));
			k->read(m, fy_node_pair_value(p),
			        (char *)to + k->offset, k);
			m->here = here;
		} else if (k->required) {
			manifest_fault(m, pos, MSG_MANIFEST_MISSING, m->at.s);
		}
		str_truncate(&m->at, kept);
	}
}

char *
manifest_scalar(struct manifest *m, struct fy_node *n, const char *expected)
{
	size_t pos = manifest_pos(m, n);
	struct str s = STR_INIT;
	struct span v;
	const char *text;
	char *copy = NULL;
	size_t i;

	n = follow(n);
	if (!n || !fy_node_is_scalar(n)) {
		wrong_kind(m, n, pos, expected);
		return NULL;
	}
	text = fy_node_get_scalar(n, &v.n);
	v.p = text ? text : "";
	v = span_trim(v);
	for (i = 0; i < v.n; i++) {
		unsigned char c = (unsigned char)v.p[i];

		if (c == '\n' || c == '\r' || c == '\t')
			c = ' ';
		if (c < 0x20 || c == 0x7F) {
			manifest_fault(m, pos, MSG_MANIFEST_CONTROL, m->at.s,
			        (unsigned)c);
			goto out;
		}
		str_putc(&s, (char)c);
	}
	if (!v.n)
		manifest_fault(m, pos, MSG_MANIFEST_EMPTY, m->at.s, expected);
	else
		copy = arena_span(m->arena, str_span(&s));
out:
	str_free(&s);
	return copy;
}
