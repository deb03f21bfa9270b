/* meta_authors: which of the lines that name somebody tell of the author.
 *
 * The head is asked first, then what is seen, in order of trust: for persons,
 * for logins, and at last for the house.  A line below the title corrects and
 * completes what the head says, since many systems put there whoever pressed
 * the button.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/meta.h"

/* Letters and digits alone, in lower case. */
static void
squash(const char *v, struct str *out)
{
	const char *end = v + strlen(v);

	str_truncate(out, 0);
	while (v < end) {
		uint32_t cp = utf8_next(&v, end);

		if (cp != UTF8_BAD && (cp_is_letter(cp) || cp_is_digit(cp)))
			str_put_utf8(out, cp_lower(cp));
	}
}

/* "WCI" of "The White Coat Investor". */
static int
is_acronym_of_site(const struct facts *f, const char *name)
{
	size_t n = strlen(name);

	if (n < 3 || n > 6)
		return 0;
	for (size_t i = 0; i < f->v.n; i++) {
		const char *p = f->v.p[i].value;
		size_t at = 0;

		if (f->v.p[i].kind != FACT_SITE)
			continue;
		for (int start = 1; *p != '\0' && at < n; p++) {
			if (start && *p == name[at] && *p >= 'A' && *p <= 'Z')
				at++;
			else if (start && at > 0)
				break;
			start = *p == ' ';
		}
		if (at == n)
			return 1;
	}
	return 0;
}

/* The house instead of a person: its name, or its address without the dots.
 * "Lesotho Times", "mdr.de", "jungefreiheit.de". */
static int
is_site(const struct facts *f, const char *name)
{
	const struct fact *url = facts_best(f, FACT_URL);
	struct str n = STR_INIT, s = STR_INIT;
	int same = 0;

	squash(name, &n);
	for (size_t i = 0; i < f->v.n && n.len > 2 && !same; i++) {
		if (f->v.p[i].kind != FACT_SITE)
			continue;
		squash(f->v.p[i].value, &s);
		same = likeness(name, f->v.p[i].value) > 80 ||
		       strstr(str_c(&s), str_c(&n)) != NULL ||
		       (s.len > 4 && n.len < s.len + 5 &&
		               strstr(str_c(&n), str_c(&s)) != NULL);
	}
	if (url != NULL && !same && n.len > 2) {
		const char *host = strstr(url->value, "://");
		struct span h = host ? span_of(host + 3) : span_of(url->value);
		struct str copy = STR_INIT;

		h.n = strcspn(h.p, "/:?#");
		str_put_span(&copy, h);
		squash(str_c(&copy), &s);
		str_free(&copy);
		same = n.len > 3 && strstr(str_c(&s), str_c(&n)) != NULL;
	}
	same = same || is_acronym_of_site(f, name);
	str_free(&n);
	str_free(&s);
	return same;
}

/* A login rather than a name: one word that begins small or has joints. */
static int
is_handle(const char *v)
{
	int joint = 0;

	for (const char *p = v; *p != '\0'; p++) {
		if (*p == ' ' || (unsigned char)*p >= 0x80)
			return 0;
		joint |= *p == '_' || (*p == '.' && p[1] != '\0') ||
		         (*p >= '0' && *p <= '9');
	}
	return joint || (*v >= 'a' && *v <= 'z');
}

/* Is a field made for a name, so that any wording may be one? */
static int
is_loose(const struct fact *c)
{
	return c->rank < 38 || strcmp(c->source, "author-link") == 0 ||
	       strcmp(c->source, "json-ld") == 0;
}

/* "The Daily Mast - Ann Lee" in a field made for a name: without the house. */
static struct span
without_house(const struct facts *f, const char *line)
{
	const char *dash = strstr(line, " - ");
	struct str part = STR_INIT;
	struct span s = span_of(line);

	if (dash == NULL)
		return s;
	str_add(&part, line, (size_t)(dash - line));
	if (is_site(f, str_c(&part)))
		s = span_of(dash + 3);
	else if (is_site(f, dash + 3))
		s.n = (size_t)(dash - line);
	str_free(&part);
	return s;
}

/* An office signs as one; persons who sign together have a dash between them,
 * which in other lines leads to something else. */
static size_t
add_names(struct facts *f, const struct fact *c, int loose)
{
	struct str s = STR_INIT;
	size_t n;

	if (strcmp(c->source, "source") == 0)
		return name_add_whole(f->a, span_of(c->value));
	if (strcmp(c->source, "signature") != 0)
		return names_add(f->a, without_house(f, c->value), loose);
	for (const char *p = c->value; *p != '\0'; p++) {
		int dash = strncmp(p, " - ", 3) == 0              ? 3
		           : strncmp(p, " \xE2\x80\x93 ", 5) == 0 ? 5
		                                                  : 0;

		if (dash)
			str_puts(&s, ", ");
		else
			str_putc(&s, *p);
		p += dash ? dash - 1 : 0;
	}
	n = names_add(f->a, str_span(&s), loose);
	str_free(&s);
	return n;
}

/* "Ban Biên tập", "Báo Vùng Biên": whose page it is, in a field for authors,
 * where a person may sign below the text. */
static int
is_office(const struct fact *c)
{
	return c->rank < 50 && names_office(span_of(c->value)) &&
	       !names_person(span_of(c->value));
}

/* "... | Tin Nhanh Plus" in <title>: the house, if no person's name.  Asked
 * for Vietnamese pages, which seldom say their site's name elsewhere. */
static int
ends_title(const struct facts *f, const char *name)
{
	size_t n = strlen(name);

	if (!meta_is_vi(&f->a->meta) || names_person(span_of(name)))
		return 0;
	for (size_t i = 0; i < f->v.n; i++) {
		const char *v = f->v.p[i].value;
		size_t len = strlen(v);

		if (f->v.p[i].kind == FACT_TITLE && len > n + 3 &&
		        strcmp(v + len - n, name) == 0 &&
		        (strncmp(v + len - n - 3, " | ", 3) == 0 ||
		                strncmp(v + len - n - 3, " - ", 3) == 0))
			return 1;
	}
	return 0;
}

/* Names of one rank and source.  pass 0: persons only; 1: logins too; 2: the
 * house, when nobody else is named. */
static int
authors_of_rank(struct facts *f, int rank, int pass)
{
	const char *source = NULL;

	for (size_t i = 0; i < f->v.n; i++) {
		const struct fact *c = &f->v.p[i];

		if (c->kind != FACT_AUTHOR || c->rank != rank ||
		        (source != NULL && c->source != source) ||
		        (pass == 0 && is_handle(c->value)) ||
		        (pass < 2 && is_office(c)) ||
		        (pass < 2 && !strstr(c->value, " - ") &&
		                (is_site(f, c->value) ||
		                        ends_title(f, c->value))))
			continue;
		if (add_names(f, c,
		            is_loose(c) || (pass > 0 && rank < 50 &&
		                                   is_handle(c->value))) > 0)
			source = c->source;
	}
	f->a->meta.authors_source = source;
	return f->a->meta.authors.n > 0;
}

/* What follows the last of the names in a line, when it is a joint and more
 * names; NULL.  "Ann Lee and Bo Hansen": " and Bo Hansen". */
static const char *
more_names(const struct meta *m, const char *line)
{
	static const char *const joints[] = { ", ", " and ", " & ", " und ",
		" et ", " y ", " e ", " v\xC3\xA0 ", "/", " / ", ",", " og ",
		" och ", NULL };
	const char *at = NULL;

	for (size_t i = 0; i < m->authors.n; i++) {
		at = strstr(line, m->authors.p[i]);
		if (at == NULL)
			return NULL;
		at += strlen(m->authors.p[i]);
	}
	for (size_t i = 0; at != NULL && joints[i] != NULL; i++)
		if (strncmp(at, joints[i], strlen(joints[i])) == 0)
			return at + strlen(joints[i]);
	return NULL;
}

/* "Ann Lee and Bo Hansen" below the title, where the head names Ann alone:
 * the line that names all of the head's, and few more, is fuller. */
static void
complete_authors(struct facts *f, int rank)
{
	struct meta *m = &f->a->meta;
	size_t had = m->authors.n, k = had;

	for (size_t i = 0; i < f->v.n; i++) {
		const struct fact *c = &f->v.p[i];
		const char *rest;

		if (c->kind != FACT_AUTHOR || c->rank <= rank ||
		        (c->rank != 28 && (c->rank < 39 || c->rank > 47)) ||
		        strlen(c->value) > 120 ||
		        (rest = more_names(m, c->value)) == NULL)
			continue;
		/* Behind names that are links and a comma: house or role. */
		if (rank == 41 && (rest[-1] == ',' || rest[-2] == ','))
			continue;
		names_add(f->a, span_of(rest), 0);
		if (m->authors.n > had + 3)
			m->authors.n = had;
		for (size_t q = had; q < m->authors.n; q++)
			if (strchr(m->authors.p[q], ' ') != NULL)
				m->authors.p[k++] = m->authors.p[q];
		m->authors.n = k;
		return;
	}
}

/* "By Bo Hansen", "Von ...". */
static int
has_lead(const char *line)
{
	static const char *const lead[] = { "By ", "By: ", "BY ", "by ", "Von ",
		"von ", "Par ", "Por ", "Written by ", "Text von ", NULL };
	size_t k = 0;

	while (lead[k] != NULL && strncmp(line, lead[k], strlen(lead[k])) != 0)
		k++;
	return lead[k] != NULL;
}

/* Whether any such line of the page names one whom the head names. */
static int
is_confirmed(const struct facts *f)
{
	const struct meta *m = &f->a->meta;

	for (size_t i = 0; i < f->v.n; i++) {
		const struct fact *c = &f->v.p[i];

		for (size_t k = 0; k < m->authors.n; k++)
			if (c->kind == FACT_AUTHOR && c->rank >= 38 &&
			        has_lead(c->value) &&
			        find_nocase(c->value, m->authors.p[k]))
				return 1;
	}
	return 0;
}

/* A line below the title that says "By Bo Hansen" tells of this article; the
 * head names, in many systems, whoever pressed the button. */
static void
correct_authors(struct facts *f)
{
	struct meta *m = &f->a->meta;
	size_t had = m->authors.n;

	if (is_confirmed(f))
		return;
	for (size_t i = 0; i < f->v.n; i++) {
		const struct fact *c = &f->v.p[i];

		if (c->kind != FACT_AUTHOR || strcmp(c->source, "byline") ||
		        (c->rank != 42 && c->rank != 44 && c->rank != 52))
			continue;
		if (!has_lead(c->value))
			continue;
		names_add(f->a, span_of(c->value), 0);
		if (m->authors.n > had &&
		        strchr(m->authors.p[had], ' ') != NULL &&
		        !is_site(f, m->authors.p[had])) {
			memmove(m->authors.p, m->authors.p + had,
			        (m->authors.n - had) * sizeof(*m->authors.p));
			m->authors.n -= had;
		} else {
			m->authors.n = had;
		}
		return;
	}
}

/* "Our expert Ann Lee", where a link to her page says Ann Lee. */
static void
trim_authors(struct facts *f)
{
	struct meta *m = &f->a->meta;

	for (size_t i = 0; i < f->v.n; i++) {
		const struct fact *c = &f->v.p[i];
		size_t n = strlen(c->value);

		if (c->kind != FACT_AUTHOR ||
		        (c->rank != 40 && c->rank != 41) ||
		        strchr(c->value, ' ') == NULL)
			continue;
		for (size_t k = 0; k < m->authors.n; k++) {
			char *a = m->authors.p[k];
			size_t len = strlen(a);

			/* A degree before the name is part of it. */
			if (len > n + 1 && strcmp(a + len - n, c->value) == 0 &&
			        a[len - n - 1] == ' ' && a[len - n - 2] != '.')
				m->authors.p[k] = a + len - n;
		}
	}
}

/* The house beside a person is no author: "Ann Lee, CNN". */
static void
drop_houses(struct facts *f)
{
	struct meta *m = &f->a->meta;
	size_t k = 0, persons = 0;

	for (size_t i = 0; i < m->authors.n; i++)
		persons += !is_site(f, m->authors.p[i]);
	if (persons == 0)
		return;
	for (size_t i = 0; i < m->authors.n; i++)
		if (!is_site(f, m->authors.p[i]))
			m->authors.p[k++] = m->authors.p[i];
	m->authors.n = k;
}

/* ".../profile/julia-wong": Julia Wong, where nothing else names her. */
static void
author_of_address(struct facts *f)
{
	static const char *const dirs[] = { "/profile/", "/author/",
		"/authors/", "/staff/", "/people/", NULL };

	for (size_t i = 0; i < f->v.n; i++) {
		const struct fact *c = &f->v.p[i];
		const char *p = strstr(c->value, "://");

		if (c->kind != FACT_AUTHOR || p == NULL)
			continue;
		for (; p != NULL; p = strstr(p + 1, "://")) {
			const char *at = NULL;
			struct str name = STR_INIT;
			int up = 1, joints = 0;

			for (size_t k = 0; dirs[k] != NULL && !at; k++)
				if ((at = strstr(p, dirs[k])) != NULL)
					at += strlen(dirs[k]);
			for (; at != NULL &&
			        ((*at >= 'a' && *at <= 'z') || *at == '-');
			        at++) {
				joints += *at == '-';
				str_putc(&name, *at == '-' ? ' '
				                : up       ? (char)(*at & ~0x20)
				                           : *at);
				up = *at == '-';
			}
			if (joints > 0 && joints < 4)
				names_add(f->a, str_span(&name), 0);
			str_free(&name);
		}
	}
}

void
meta_authors(struct facts *f)
{
	for (int pass = 0; pass < 3; pass++)
		for (int rank = -1;
		        (rank = facts_next_rank(f, FACT_AUTHOR, rank)) >= 0;)
			if (authors_of_rank(f, rank, pass)) {
				if (rank < 38)
					correct_authors(f);
				if (f->a->meta.authors.n <= 3)
					complete_authors(f, rank);
				trim_authors(f);
				drop_houses(f);
				return;
			} else if (pass == 1 &&
			           facts_next_rank(f, FACT_AUTHOR, rank) < 0) {
				author_of_address(f);
				f->a->meta.authors_source = "url";
				if (f->a->meta.authors.n > 0)
					return;
			}
}
