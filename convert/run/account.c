/* account: a page is read once, parsed twice.
 *
 * One copy goes no further than the parser: it is the page as it was.  The
 * other goes through the chain.  Elements of both are numbered alike, so what
 * the ledger says of an element that is gone can be told of the one that is
 * still there.
 */
#include "run/account.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "doc/dom.h"

struct ear {
	struct account *ac;
	struct diag *dg;
};

static void
hear(void *ctx, enum diag_level level, enum diag_msg msg, const struct where *w,
        const char *text)
{
	const struct ear *ear = ctx;
	struct told *t = vec_push(&ear->ac->told);

	t->level = level;
	t->line = w ? w->line : 0;
	t->text = arena_strdup(ear->ac->a->arena, text);
	diag_emit(ear->dg, level, msg, w, text);
}

static void
set_folder(struct article *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	a->base_dir =
	        !slash ? arena_strdup(a->arena, ".")
	               : arena_strndup(a->arena, path,
	                         slash == path ? 1 : (size_t)(slash - path));
}

/* The page as parsed, without a word. */
static void
parse_page(struct account *ac, const char *path, const struct options *o)
{
	struct options plain = *o;
	struct chain chain = { VEC_INIT };
	struct diag quiet;

	diag_init(&quiet);
	quiet.sink = diag_unheard;
	plain.rules = NULL;
	ac->page = article_new(path);
	str_put_span(&ac->page->raw, str_span(&ac->a->raw));
	if (chain_from_names(&chain, "decode,parse", &quiet) < 0 ||
	        chain_run(&chain, NULL, ac->page, &plain, &quiet) < 0) {
		article_free(ac->page);
		ac->page = NULL;
	}
	chain_free(&chain);
}

static struct stage *
find_stage(struct account *ac, const char *name)
{
	/* repairs are the parser's: they need its tree */
	if (!strcmp(name, "repair"))
		name = "parse";
	for (size_t i = 0; i < ac->stage.n; i++)
		if (!strcmp(ac->stage.p[i].name, name))
			return &ac->stage.p[i];
	return NULL;
}

static void
count_stages(struct account *ac, const struct chain *chain, int rules)
{
	struct stage *st;

	for (size_t i = 0; i < chain->step.n; i++) {
		const struct chain_step *s = &chain->step.p[i];

		st = vec_push(&ac->stage);
		st->name = s->filter ? s->filter->name
		                     : arena_strdup(ac->a->arena, s->command);
		st->about = s->filter ? s->filter->about : NULL;
		if (rules && s->filter == &filter_parse) {
			st = vec_push(&ac->stage);
			st->name = "rules";
			st->about = "what the house knows of the site";
		}
	}
	for (size_t i = 0; i < ac->a->ledger.n; i++) {
		const struct ledger_entry *e = &ac->a->ledger.p[i];

		st = find_stage(ac, e->stage);
		if (!st)
			continue;
		st->drops += e->kind == LEDGER_DROP;
		st->words += e->kind == LEDGER_DROP ? e->words : 0;
		st->changes += e->kind == LEDGER_CHANGE;
		st->notes += e->kind == LEDGER_NOTE;
	}
}

static void
count(struct account *ac)
{
	const xmlNode *root = article_root(ac->a);
	struct str text = STR_INIT;

	for (size_t i = 0; i < ac->piece.n; i++) {
		const struct piece *p = &ac->piece.p[i];

		if (p->picture)
			continue;
		ac->words[p->fate] += p->words;
		ac->page_words += p->words;
	}
	for (size_t i = 0; i < ac->a->ledger.n; i++)
		if (ac->a->ledger.p[i].kind == LEDGER_DROP)
			ac->ledger_words += ac->a->ledger.p[i].words;
	if (root)
		dom_text_folded(root, &text);
	ac->article_words = words_count(str_span(&text));
	str_free(&text);
}

struct account *
account_open(const char *path, const struct chain *chain,
        const struct options *o, struct diag *dg)
{
	struct account *ac = xcalloc(1, sizeof(*ac));
	struct ear ear = { ac, dg };
	struct diag own;

	ac->a = article_new(path);
	set_folder(ac->a, path);
	if (file_read(path, o->limits->input_bytes, &ac->a->raw, dg) < 0) {
		account_free(ac);
		return NULL;
	}
	parse_page(ac, path, o);
	diag_init(&own);
	own.sink = hear;
	own.ctx = &ear;
	own.file = ac->a->name;
	ac->failed = chain_run(chain, NULL, ac->a, o, &own) < 0;
	if (ac->page) {
		account_pieces(ac);
		account_fates(ac);
	}
	count(ac);
	count_stages(ac, chain, o->rules != NULL);
	return ac;
}

void
account_free(struct account *ac)
{
	if (!ac)
		return;
	vec_free(&ac->piece);
	vec_free(&ac->told);
	vec_free(&ac->stage);
	article_free(ac->page);
	article_free(ac->a);
	free(ac);
}
