/* meta_title: the title of an article out of what is declared and what is
 * seen.
 *
 * Declared titles are made for machines: cut, sharpened for searches, with
 * the site's name on them.  The visible heading is what the author wrote, but
 * a page may have several.  So a heading counts when a declared title is like
 * it or holds it; failing that the best declared one, freed of the site's
 * name.
 */
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "filters/meta.h"

#define WORDS 96

struct words {
	uint64_t h[WORDS];
	size_t n;
};

static void
words_of(struct span s, struct words *w)
{
	const char *p = s.p, *end = s.p + s.n;
	uint64_t h = 0;
	int in = 0;

	w->n = 0;
	while (p <= end && w->n < WORDS) {
		uint32_t cp = p < end ? utf8_next(&p, end) : (p++, ' ');

		if (cp != UTF8_BAD && (cp_is_letter(cp) || cp_is_digit(cp))) {
			h = (in ? h : 7) * 1000003 + cp_lower(cp);
			in = 1;
			if (!cp_is_unspaced(cp))
				continue;
		}
		if (in)
			w->h[w->n++] = h;
		in = 0;
	}
}

static size_t
common(const struct words *a, const struct words *b)
{
	char used[WORDS] = { 0 };
	size_t i, k, n = 0;

	for (i = 0; i < a->n; i++)
		for (k = 0; k < b->n; k++)
			if (!used[k] && a->h[i] == b->h[k]) {
				used[k] = 1;
				n++;
				break;
			}
	return n;
}

static int
likeness_words(const struct words *a, const struct words *b)
{
	return a->n + b->n == 0 ? 0 : (int)(200 * common(a, b) / (a->n + b->n));
}

static int
likeness_span(struct span a, struct span b)
{
	struct words x, y;

	words_of(a, &x);
	words_of(b, &y);
	return likeness_words(&x, &y);
}

int
likeness(const char *a, const char *b)
{
	return likeness_span(span_of(a), span_of(b));
}

/* All begin with a blank or a bar. */
static const char *const bars[] = { " | ", " - ", " \xE2\x80\x93 ",
	" \xE2\x80\x94 ", " :: ", " \xC2\xBB ", " \xC2\xAB ", " \xC2\xB7 ",
	" \xE2\x80\xA2 ", " \xE2\x94\x82 ", " // ", " / ", "| ",
	" \xE2\x80\xBA ", NULL };

/* Length of the bar that s begins with; 0: none. */
static size_t
bar_at(struct span s)
{
	for (size_t i = 0; bars[i] != NULL; i++) {
		size_t n;

		if (s.p[0] != bars[i][0] || s.n < 2 || s.p[1] != bars[i][1])
			continue;
		n = strlen(bars[i]);
		if (n <= s.n && memcmp(s.p, bars[i], n) == 0)
			return n;
	}
	return 0;
}

/* The last bar of s, but at its start. 0: none. */
static int
last_bar(struct span s, struct span *left, struct span *right)
{
	size_t at = s.n, len = 0;

	while (at > 1 && len == 0) {
		at--;
		if (s.p[at] == ' ' || s.p[at] == '|')
			len = bar_at((struct span){ s.p + at, s.n - at });
	}
	if (len == 0)
		return 0;
	*left = span_trim((struct span){ s.p, at });
	*right = span_trim((struct span){ s.p + at + len, s.n - at - len });
	return 1;
}

/* Letters and digits of s in lower case, n bytes at most. */
static size_t
plain(struct span s, char *key, size_t n)
{
	size_t k = 0;

	for (size_t i = 0; i < s.n && k < n; i++) {
		char c = term_lower(s.p[i]);

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			key[k++] = c;
	}
	return k;
}

/* "The Daily" of thedaily.com, "mast.example" */
static int
in_address(struct span name, const char *url)
{
	char key[64], host[128];
	const char *at;
	size_t n, k;

	if (url == NULL || (at = strstr(url, "://")) == NULL)
		return 0;
	at += 3;
	n = plain(name, key, sizeof(key) - 1);
	k = plain((struct span){ at, strcspn(at, "/") }, host, sizeof(host));
	return n >= 3 && memmem(host, k, key, n) != NULL;
}

static int
is_site(const struct facts *f, struct span part)
{
	const struct fact *url = facts_best(f, FACT_URL);
	const struct fact *title = facts_best(f, FACT_TITLE), *site = NULL;

	for (size_t i = 0; i < f->v.n; i++) {
		const struct fact *c = &f->v.p[i];

		/* Some systems give the page's title for the site's. */
		if (c->kind != FACT_SITE ||
		        (title && likeness(title->value, c->value) >= 90))
			continue;
		if (site == NULL || c->rank < site->rank)
			site = c;
		if (c->rank == SITE_HEADING &&
		        likeness_span(part, span_of(c->value)) >= 60)
			return 1;
	}
	if (site != NULL && likeness_span(part, span_of(site->value)) >= 60)
		return 1;
	return in_address(part, url != NULL ? url->value : NULL);
}

/* "Bears in town | mast.example | Read the sea": all that follows a bar and
 * the site's name is the site's. */
static struct span
before_site(const struct facts *f, struct span s)
{
	struct span l, r, all = s;

	for (int times = 0; times < 4 && last_bar(s, &l, &r); times++) {
		if (times > 0 && is_site(f, r))
			all = l;
		s = l;
	}
	return all;
}

/* "The Village Blog: The Well": what stands behind a name that the site
 * declares, or its first heading has. */
static struct span
behind_site(const struct facts *f, struct span s)
{
	for (size_t i = 0; i < f->v.n; i++) {
		struct span site = span_of(f->v.p[i].value);

		if (f->v.p[i].kind == FACT_SITE && s.n > site.n + 4 &&
		        memcmp(s.p, site.p, site.n) == 0 &&
		        memcmp(s.p + site.n, ": ", 2) == 0)
			return span_trim((struct span){
			        s.p + site.n + 2, s.n - site.n - 2 });
	}
	return s;
}

/* t without the site's name before or behind. */
static const char *
without_site(struct facts *f, const struct fact *t)
{
	struct span s = span_of(t->value), l, r;
	struct words w, v;
	int guess = strcmp(t->source, "title") == 0, times;

	s = behind_site(f, before_site(f, s));
	for (times = 0; times < 4 && last_bar(s, &l, &r); times++) {
		words_of(l, &w);
		words_of(r, &v);
		if (is_site(f, r) ||
		        (guess && names_office(r) && !names_office(l)) ||
		        (guess && v.n <= 4 && w.n >= 3 && w.n > v.n))
			s = l;
		else if (is_site(f, l))
			s = r;
		else
			break;
	}
	return arena_span(f->a->arena, s);
}

/* Share of a's words, 0..100, that b has too. */
static int
held(const struct words *a, const struct words *b)
{
	return a->n == 0 ? 0 : (int)(100 * common(a, b) / a->n);
}

struct declared {
	size_t len; /* bytes */
	struct words words;
};

struct titles {
	VEC(struct declared) v;
};

static void
read_titles(const struct facts *f, struct titles *t)
{
	for (size_t i = 0; i < f->v.n; i++)
		if (f->v.p[i].kind == FACT_TITLE) {
			struct declared *d = vec_push(&t->v);
			struct span s = span_of(f->v.p[i].value);

			d->len = s.n;
			words_of(s, &d->words);
		}
}

/* How well a heading is borne out by the declared titles, 0..100. */
static int
support(const struct titles *t, const char *heading)
{
	struct words w;
	int best = 0;

	words_of(span_of(heading), &w);
	for (size_t i = 0; i < t->v.n; i++) {
		const struct words *d = &t->v.p[i].words;
		int like = likeness_words(&w, d);

		/* Whole in a longer title, or a cut title whole in it. */
		if (w.n >= 3 && held(&w, d) >= 95 && like < 85)
			like = 85;
		if (t->v.p[i].len > 30 && held(d, &w) >= 90 && like < 75)
			like = 75;
		best = like > best ? like : best;
	}
	return best;
}

/* Is the heading, whole, what stands before or behind the last bar of a declared
 * title: "Install" of "Install - Ferry documentation"? */
static int
is_part_of_title(const struct facts *f, const char *heading)
{
	struct span l, r;

	for (size_t i = 0; i < f->v.n; i++)
		if (f->v.p[i].kind == FACT_TITLE &&
		        last_bar(span_of(f->v.p[i].value), &l, &r) &&
		        (span_eq(l, span_of(heading)) ||
		                span_eq(r, span_of(heading))))
			return 1;
	return 0;
}

static struct fact *
fact_new(struct facts *f, const char *value, const char *source)
{
	struct fact *t = arena_new_of(f->a->arena, struct fact);

	t->kind = FACT_TITLE;
	t->value = value;
	t->source = source;
	return t;
}

/* A heading that holds its kicker, "Tour de France Yellow for Dane" where
 * "Yellow for Dane" is declared: parted. */
static const struct fact *
part_kicker(struct facts *f, const struct fact *h)
{
	size_t i, n = strlen(h->value);

	for (i = 0; i < f->v.n; i++) {
		const struct fact *t = &f->v.p[i];
		const char *bare =
		        t->kind == FACT_TITLE ? without_site(f, t) : NULL;
		size_t k = bare != NULL ? strlen(bare) : 0;
		const char *kicker;
		struct words w;

		if (k < 12 || k + 3 > n || n - k > 60 ||
		        strcmp(h->value + n - k, bare) != 0)
			continue;
		words_of(span_of(bare), &w);
		if (w.n < 3)
			continue;
		kicker = arena_span(f->a->arena,
		        span_trim((struct span){ h->value, n - k }));
		k = strlen(kicker);
		if (k > 2 && strchr(":,-", kicker[k - 1]) != NULL)
			continue; /* part of a sentence */
		facts_add(f, FACT_KICKER, 10, (struct span){ kicker, k },
		        h->source);
		return fact_new(f, bare, f->v.p[i].source);
	}
	return h;
}

/* What portals write into <title> of whichever page: "Chi tiết tin", "News
 * detail", few words and all of them of this kind. */
static int
is_common(struct span title)
{
	static const char *const common_words =
	        "article bài bạn bản bật các chi chủ câu công cùng cũ "
	        "chuyên mục cổng detail details điện đáp đọc động document "
	        "đăng đề giới thiệu hoạt home hơn hỏi html in khác kiện liên "
	        "lời mới new news nhất nhiều nội nổi dung page phổ biến pháp "
	        "luật quan sự thể loại thông báo tiết tin tức tử trang "
	        "trả trực tuyến untitled văn view viết xem 1";
	struct words title_words, known;

	words_of(title, &title_words);
	if (title_words.n > 8)
		return 0;
	words_of(span_of(common_words), &known);
	return held(&title_words, &known) == 100;
}

/* Such words, beside the office's name: "Xem tin - Cổng thông tin huyện". */
static int
is_of_no_page(const char *title)
{
	struct span s = span_of(title), l, r;

	while (last_bar(s, &l, &r)) {
		if (!is_common(r) && !names_office(r))
			return 0;
		s = l;
	}
	return is_common(s) || (s.n < strlen(title) && names_office(s));
}

/* A few words that <title> has, too, where a longer line with the date beside
 * it, or in larger type, stands above the text: the section's. */
static int
is_of_section(const struct facts *f, const struct fact *h)
{
	struct words w, v;

	words_of(span_of(h->value), &w);
	for (size_t i = 0; w.n <= 5 && i < f->v.n; i++) {
		const struct fact *c = &f->v.p[i];

		if (c->kind != FACT_HEADING || c->rank > 18 ||
		        strcmp(c->source, "title line") != 0)
			continue;
		words_of(span_of(c->value), &v);
		if (v.n > w.n + 2)
			return 1;
	}
	return 0;
}

/* Does the link to the first page say just this? */
static int
is_named(const struct facts *f, const char *title)
{
	for (size_t i = 0; i < f->v.n; i++)
		if (f->v.p[i].kind == FACT_SITE &&
		        f->v.p[i].rank == SITE_HEADING &&
		        strcmp(f->v.p[i].value, title) == 0)
			return 1;
	return 0;
}

const struct fact *
facts_title(struct facts *f)
{
	const struct fact *best = NULL, *t = facts_best(f, FACT_TITLE);
	struct titles titles = { VEC_INIT };
	int best_score = 0;
	size_t i;

	read_titles(f, &titles);
	for (i = 0; i < f->v.n; i++) {
		const struct fact *h = &f->v.p[i];
		int score;

		if (h->kind != FACT_HEADING || is_site(f, span_of(h->value)) ||
		        is_of_no_page(h->value) || is_of_section(f, h))
			continue;
		score = support(&titles, h->value);
		if (score < 85 && strcmp(h->source, "h1") == 0 &&
		        is_part_of_title(f, h->value))
			score = 85;
		if (score < 55)
			continue;
		score = score * 2 - h->rank;
		if (best == NULL || score > best_score) {
			best = h;
			best_score = score;
		}
	}
	vec_free(&titles.v);
	if (best != NULL)
		return part_kicker(f, best);
	/* Nothing agrees: a page with one true heading and only <title>. */
	for (i = 0; i < f->v.n; i++)
		if (f->v.p[i].kind == FACT_HEADING &&
		        !is_of_no_page(f->v.p[i].value) &&
		        !is_of_section(f, &f->v.p[i]) &&
		        (best == NULL || f->v.p[i].rank < best->rank))
			best = &f->v.p[i];
	if (best != NULL && (t == NULL || is_of_no_page(t->value) ||
	                            names_office(span_of(t->value)) ||
	                            (t->rank >= 60 && is_named(f, t->value)) ||
	                            (t->rank >= 60 && best->rank < 20 &&
	                                    !is_site(f, span_of(best->value)) &&
	                                    strlen(best->value) > 15)))
		return best;
	return t != NULL ? fact_new(f, without_site(f, t), t->source) : NULL;
}
