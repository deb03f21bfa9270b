/* repair: one text at a time, with what the whole page says as prior.
 *
 * Characters of windows-1252 are looked at as the bytes they were, other
 * characters stand for themselves.  A text whose words are Vietnamese as they
 * stand is right and stays; so does any text that no table makes clearly
 * better: French, German, Czech, code.  Short texts, which prove nothing by
 * themselves, follow their font's name and the tables that long texts of the
 * page have proved.  Nothing is decoded twice: after a change a text is
 * looked at once more for mojibake only, since that comes in layers.
 */
#include "filters/repair.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "filters/decode.h"

#define VAIN_BYTES 65536 /* tried with all tables without success */
#define ASCII_BYTES 65536 /* looked at for VIQR */
#define TRIED_BYTES 8192 /* of a text; its encoding shows in that */
#define PROVED_WORDS 100 /* that a table has made */
#define UNICODE_WORDS 20 /* more are not in a page of VIQR */

void
repair_init(struct repair *r, const char *encoding)
{
	const struct encoding *e =
	        encoding != NULL ? encoding_named(encoding) : NULL;

	memset(r, 0, sizeof(*r));
	r->rules = repair_rules_new();
	if (e != NULL && e->kind == ENC_VIET)
		r->decoded = vi_table_named(e->iconv);
	r->capitals = r->decoded != NULL && vi_lacks_capitals(r->decoded);
	if (e != NULL && e->kind == ENC_VIET_ASCII)
		r->ascii = vi_table_named(e->iconv);
}

void
repair_free(struct repair *r)
{
	vec_free(&r->units.u);
	free(r->rules);
	free(r->memo);
	free(r->ascii_memo);
}

/* Most pages need none. */
static struct vi_memo *
memo_of(struct repair *r)
{
	if (r->memo == NULL) {
		r->memo = xcalloc(1, sizeof(*r->memo));
		r->memo->half = r->capitals;
	}
	return r->memo;
}

/* What of a text is tried with tables. */
static struct span
sample(struct span text)
{
	size_t n = text.n < TRIED_BYTES ? text.n : TRIED_BYTES;

	while (n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80)
		n++;
	return (struct span){ text.p, n };
}

static void
add_prior(struct repair *r, const struct vi_table *t, unsigned valid)
{
	size_t i;

	for (i = 0; i < r->priors; i++)
		if (r->prior[i].table == t)
			break;
	if (i == REPAIR_PRIORS)
		return;
	if (i == r->priors) {
		r->prior[i].table = t;
		r->prior[i].valid = 0;
		r->priors++;
	}
	r->prior[i].valid += valid;
}

/* Right as it stands: Vietnamese by most of its marked words. */
static int
is_right(const struct vi_score *s)
{
	return s->marked == 0 ||
	       (s->valid * 100 >= s->marked * 80 && s->points > 0);
}

/* What speaks for a table, before the text itself is read with it. */
enum faith {
	FAITH_NONE,
	FAITH_SURE, /* the page or the font */
	FAITH_WHOLE /* nothing on the page is in Unicode or another one */
};

static enum faith
faith_in(const struct repair *r, size_t prior)
{
	unsigned valid = r->prior[prior].valid, all = 0;
	size_t i;

	for (i = 0; i < r->priors; i++)
		all += r->prior[i].valid;
	if (r->unicode == 0 && valid >= 4 && valid * 100 >= all * 95)
		return FAITH_WHOLE;
	return valid >= 4 ? FAITH_SURE : FAITH_NONE;
}

/* Whether table t reads the text better than it stands; where all of the page
 * is read with it, as well as it stands. */
static int
reads_better(const struct vi_table *t, const struct repair *r,
        const struct vi_score *as_is, enum faith faith, int *points)
{
	struct vi_score s = { 0 };

	vi_score_units(t, r->units.u.p, r->units.u.n, &s);
	*points = s.points;
	if (s.points + (faith == FAITH_WHOLE) <= as_is->points || s.valid == 0)
		return 0;
	if (faith == FAITH_WHOLE && s.valid >= as_is->valid)
		return 1;
	if (is_right(as_is) &&
	        (faith == FAITH_NONE || s.points < as_is->points + 2 ||
	                as_is->beyond > 0 || r->unicode > 0))
		return 0;
	if (vi_is_vietnamese(&s))
		return s.points > as_is->points + (faith ? 0 : 4);
	return faith && s.valid * 100 >= s.marked * 75 && s.points > 0;
}

/* Whether what stands in the fonts of a table is of it, as far as is seen. */
static int
is_kept(const struct repair *r, const struct vi_table *hint)
{
	size_t i;

	for (i = 0; i < r->priors; i++)
		if (r->prior[i].table == hint)
			return r->prior[i].valid >= 4 && !r->renewed;
	return 0;
}

/* Whether the table that has made most of the page's words so far does it
 * again: then the others need not be tried. */
static int
goes_on(struct repair *r, const struct vi_score *as_is)
{
	struct vi_score s = { 0 };
	size_t i, best = 0;

	for (i = 1; i < r->priors; i++)
		if (r->prior[i].valid > r->prior[best].valid)
			best = i;
	if (r->priors == 0 || r->prior[best].valid < PROVED_WORDS)
		return 0;
	vi_score_units(r->prior[best].table, r->units.u.p, r->units.u.n, &s);
	if (!vi_is_vietnamese(&s) || s.valid * 100 < s.marked * 95 ||
	        s.points <= as_is->points + 4)
		return 0;
	r->prior[best].valid += s.valid;
	return 1;
}

/* l: what its bytes look like. */
static void
survey_marked(struct repair *r, struct span text, const struct vi_table *hint,
        const struct repair_look *l)
{
	struct vi_score as_is = { 0 };
	struct vi_verdict v;
	int points, mojibake;

	if (repair_may_be_mojibake(text)) {
		vi_units_of_text(text, &r->units);
		r->proofs +=
		        repair_proofs(r->units.u.p, r->units.u.n, &mojibake);
		if (mojibake && hint == NULL)
			return;
	}
	r->suspects += hint != NULL;
	if (hint == NULL && repair_reads_right(l)) {
		r->unicode += (l->beyond + 1) / 2;
		return;
	}
	if (hint == NULL && repair_gives_up(r) && l->beyond == 0)
		return;
	text = sample(text);
	vi_score_text(memo_of(r), text, &as_is);
	if (is_right(&as_is)) {
		r->unicode += as_is.beyond;
		r->renewed += hint != NULL && as_is.beyond > 0;
		return;
	}
	r->strange++;
	if (hint == NULL && repair_gives_up(r))
		return;
	vi_units_of_text(text, &r->units);
	if (hint != NULL &&
	        reads_better(hint, r, &as_is, FAITH_SURE, &points)) {
		add_prior(r, hint, (unsigned)points / 3);
		return;
	}
	if (goes_on(r, &as_is))
		return;
	vi_detect_units(r->units.u.p, r->units.u.n, &v);
	if (v.table != NULL && v.score.points > as_is.points + 4) {
		add_prior(r, v.table, v.score.valid);
		return;
	}
	r->in_vain += r->units.u.n;
	if (as_is.valid * 2 > as_is.marked)
		r->unicode += as_is.beyond;
}

/* Whether all that a text has beyond ASCII is common punctuation. */
static int
lacks_letters(const struct repair_look *l)
{
	return l->beyond == 0 && l->within == 0 && l->broken < REPAIR_LAYER;
}

void
repair_survey(struct repair *r, struct span text, const struct vi_table *hint)
{
	if (!utf8_is_ascii(text)) {
		struct repair_look l;

		repair_look(r->rules, text, 0, text.n, &l);
		r->privates |= (l.broken & REPAIR_PRIVATE) != 0;
		if (!lacks_letters(&l)) {
			if (!r->reading)
				survey_marked(r, text, hint, &l);
			return;
		}
	}
	if (r->ascii != NULL || r->looked > ASCII_BYTES)
		return;
	if (text.n > ASCII_BYTES)
		text.n = ASCII_BYTES;
	r->looked += text.n;
	if (!r->reading) {
		vi_ascii_glance(text, &r->words, &r->marked);
		return;
	}
	vi_ascii_survey(&vi_viqr, text, &r->viqr);
	vi_ascii_survey(&vi_vni_email, text, &r->mail);
}

int
repair_knows_language(const struct repair *r)
{
	return r->ascii != NULL || r->looked > ASCII_BYTES ||
	       r->unicode > UNICODE_WORDS;
}

int
repair_survey_again(struct repair *r)
{
	/* English has an apostrophe in every fiftieth word. */
	if (r->reading || r->ascii != NULL || r->decoded != NULL ||
	        r->unicode > UNICODE_WORDS || r->marked < 2 ||
	        r->marked * 10 < r->words)
		return 0;
	r->reading = 1;
	r->looked = 0;
	return 1;
}

int
repair_gives_up(const struct repair *r)
{
	return r->in_vain > VAIN_BYTES;
}

/* Of two forms that fit, the one that makes more of the text. */
static int
fitness(const struct vi_ascii_score *s)
{
	return (int)(s->strong + s->valid) - (int)s->code;
}

void
repair_settle(struct repair *r)
{
	int viqr = vi_ascii_fits(&r->viqr), mail = vi_ascii_fits(&r->mail);

	/* A text that no table has made better becomes better by one that has
	 * done so elsewhere, or not at all. */
	r->idle = r->suspects + r->proofs == 0 && r->priors == 0 &&
	          r->ascii == NULL && !viqr && !mail &&
	          (r->decoded == NULL || r->strange == 0);
	if (r->ascii != NULL || r->unicode > UNICODE_WORDS ||
	        r->decoded != NULL)
		return;
	if (viqr && (!mail || fitness(&r->viqr) >= fitness(&r->mail)))
		r->ascii = &vi_viqr;
	else if (mail)
		r->ascii = &vi_vni_email;
}

static const struct vi_table *
choose(struct repair *r, struct span text, const struct vi_table *hint)
{
	const struct vi_table *best = NULL;
	struct vi_score as_is = { 0 };
	struct vi_verdict v;
	int points, most = 0, kept = hint != NULL && is_kept(r, hint);
	size_t i;

	text = sample(text);
	vi_score_text(memo_of(r), text, &as_is);
	if (as_is.marked == 0 ||
	        (is_right(&as_is) &&
	                (as_is.beyond > 0 || (r->unicode > 0 && !kept))))
		return NULL;
	vi_units_of_text(text, &r->units);
	if (hint != NULL && reads_better(hint, r, &as_is,
	                            kept ? FAITH_WHOLE : FAITH_SURE, &points)) {
		best = hint;
		most = points + 1;
	}
	for (i = 0; i < r->priors; i++)
		if (reads_better(r->prior[i].table, r, &as_is, faith_in(r, i),
		            &points) &&
		        points > most) {
			best = r->prior[i].table;
			most = points;
		}
	if (best != NULL || r->priors > 0 || is_right(&as_is) ||
	        repair_gives_up(r))
		return best;
	if (r->decoded != NULL &&
	        reads_better(r->decoded, r, &as_is, FAITH_SURE, &points))
		return r->decoded;
	/* What the survey has seen has been tried with all of them. */
	if (!r->unseen)
		return NULL;
	vi_detect_units(r->units.u.p, r->units.u.n, &v);
	return v.table != NULL && v.score.points > as_is.points + 4 ? v.table
	                                                            : NULL;
}

static const char *
rule_of(const struct vi_table *t)
{
	static const char *const names[] = { "tcvn3", "vni-win", "windows-1258",
		"viscii", "vps", "vni-mac", "bkhcm1", "bkhcm2", "vietware-x",
		"vietware-f", "tcvn5712-1", "isc", "vni-dos", "tcvn3h", "viqr",
		"vni-email" };
	size_t i;

	for (i = 0; vi_tables[i] != NULL; i++)
		if (vi_tables[i] == t)
			return names[i];
	return "legacy";
}

/* Mojibake in layers, at most three. */
static unsigned
undo_layers(struct repair *r, struct span text, struct str *out)
{
	struct str now = STR_INIT, next = STR_INIT;
	unsigned layers = 0;

	vi_units_of_text(text, &r->units);
	while (layers < 3 && repair_mojibake(r->units.u.p, r->units.u.n,
	                             r->proofs > 0, &next) > 0) {
		layers++;
		str_free(&now);
		now = next;
		next = (struct str)STR_INIT;
		if (!repair_may_be_mojibake(str_span(&now)))
			break;
		vi_units_of_text(str_span(&now), &r->units);
	}
	str_free(&next);
	if (layers > 0)
		str_put_span(out, str_span(&now));
	str_free(&now);
	return layers;
}

/* Capitals, where the table that read this text has none. */
static void
capitals(struct str *out, size_t from)
{
	struct str fixed = STR_INIT;

	if (repair_capitals(
	            (struct span){ out->s + from, out->len - from }, &fixed)) {
		str_truncate(out, from);
		str_put_span(out, str_span(&fixed));
	}
	str_free(&fixed);
}

const char *
repair_text(struct repair *r, struct span text, const struct vi_table *hint,
        struct str *out)
{
	const struct vi_table *t;
	struct repair_look l;
	size_t from = out->len;
	unsigned layers = 0;

	if (r->idle && !r->unseen)
		return r->capitals && !utf8_is_ascii(text) &&
		                       repair_capitals(text, out)
		               ? "capitals"
		               : NULL;
	if (r->ascii != NULL && r->ascii_memo == NULL)
		r->ascii_memo = xcalloc(1, sizeof(*r->ascii_memo));
	if (utf8_is_ascii(text)) {
		if (r->ascii == NULL)
			return NULL;
		vi_ascii_read(r->ascii_memo, r->ascii, text, out);
		if (out->len - from == text.n &&
		        memcmp(out->s + from, text.p, text.n) == 0) {
			str_truncate(out, from);
			return NULL;
		}
		return rule_of(r->ascii);
	}
	if (repair_may_be_mojibake(text))
		layers = undo_layers(r, text, out);
	if (layers > 0)
		return layers > 1 ? "mojibake-twice" : "mojibake";
	repair_look(r->rules, text, 0, text.n, &l);
	t = repair_looks_right(&l) ? NULL : choose(r, text, hint);
	if (t != NULL) {
		vi_units_of_text(text, &r->units);
		vi_decode_units(t, r->units.u.p, r->units.u.n, out);
		if (vi_lacks_capitals(t))
			capitals(out, from);
		return rule_of(t);
	}
	if (r->ascii != NULL) {
		vi_ascii_read(r->ascii_memo, r->ascii, text, out);
		if (out->len - from != text.n)
			return rule_of(r->ascii);
		str_truncate(out, from);
	}
	return r->capitals && repair_capitals(text, out) ? "capitals" : NULL;
}
