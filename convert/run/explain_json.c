/* explain_json: the account for programs.  The keys are those of bantin(1);
 * new ones may come, none change their meaning. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "run/account.h"

static void
set(json_t *o, const char *key, json_t *v)
{
	json_object_set_new_nocheck(o, key, v);
}

/* Text that may not be valid UTF-8: a path, say. */
static void
set_text(json_t *o, const char *key, const char *v)
{
	struct str s = STR_INIT;
	const char *p = v, *end;

	if (!v)
		return;
	for (end = v + strlen(v); p < end;)
		str_put_utf8(&s, utf8_next(&p, end));
	set(o, key, json_stringn_nocheck(str_c(&s), s.len));
	str_free(&s);
}

static void
set_number(json_t *o, const char *key, long long v)
{
	set(o, key, json_integer(v));
}

static json_t *
encoding_json(const struct article *a)
{
	const struct encoding_evidence *by = &a->encoding_by;
	json_t *o = json_object();

	set_text(o, "name", a->encoding);
	set_text(o, "by", by->by);
	if (by->by)
		set_number(o, "confidence", by->sure);
	if (by->second) {
		json_t *second = json_object();

		set_text(second, "name", by->second);
		set_number(second, "confidence", by->second_sure);
		set(o, "second", second);
	}
	return o;
}

static json_t *
evidence_json(const struct article *a, const char *field)
{
	json_t *list = json_array();

	for (size_t i = 0; i < a->evidence.n; i++) {
		const struct evidence *e = &a->evidence.p[i];
		json_t *o;

		if (!e->field || strcmp(e->field, field))
			continue;
		o = json_object();
		set_text(o, "value", e->value);
		set_text(o, "source", e->source);
		set_number(o, "rank", e->rank);
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
names_json(char *const *p, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, json_string(p[i]));
	return list;
}

static json_t *
meta_json(const struct article *a)
{
	json_t *all = json_object();

	for (int f = 0; f < META_FIELDS; f++) {
		const char *name = meta_name((enum meta_field)f);
		json_t *o;

		if (!a->meta.f[f].value)
			continue;
		o = json_object();
		set_text(o, "value", a->meta.f[f].value);
		set_text(o, "source", a->meta.f[f].source);
		set(o, "evidence", evidence_json(a, name));
		set(all, name, o);
	}
	if (a->meta.authors.n) {
		json_t *o = json_object();

		set(o, "value",
		        names_json(a->meta.authors.p, a->meta.authors.n));
		set_text(o, "source", a->meta.authors_source);
		set(o, "evidence", evidence_json(a, "author"));
		set(all, "author", o);
	}
	if (a->meta.keywords.n) {
		json_t *o = json_object();

		set(o, "value",
		        names_json(a->meta.keywords.p, a->meta.keywords.n));
		set(o, "evidence", evidence_json(a, "keywords"));
		set(all, "keywords", o);
	}
	return all;
}

static json_t *
entry_json(const struct ledger_entry *e)
{
	static const char *const kind[] = {
		[LEDGER_DROP] = "drop",
		[LEDGER_CHANGE] = "change",
		[LEDGER_NOTE] = "note",
	};
	json_t *o = json_object();

	set_text(o, "kind", kind[e->kind]);
	set_text(o, "stage", e->stage);
	set_text(o, "rule", e->rule);
	set_text(o, "why", rule_why(e->stage, e->rule));
	if (e->line)
		set_number(o, "line", e->line);
	set_text(o, "path", e->path);
	set_text(o, "text", e->text);
	set_text(o, "before", e->before);
	set_text(o, "after", e->after);
	set_number(o, "words", e->words);
	if (e->score)
		set_number(o, "score", e->score);
	if (e->others)
		set_number(o, "others", e->others);
	return o;
}

static json_t *
piece_json(const struct account *ac, const struct piece *p)
{
	json_t *o = json_object();

	set_text(o, "fate", fate_name(p->fate));
	if (p->line)
		set_number(o, "line", p->line);
	set_text(o, "path", p->path);
	set_text(o, "element", p->element);
	if (p->picture) {
		set_text(o, "src", p->text);
		set_text(o, "alt", p->alt);
		if (p->asset) {
			set_number(o, "width", p->asset->width);
			set_number(o, "height", p->asset->height);
			set_text(o, "hash", p->asset->hash);
		}
	} else {
		set_text(o, "text", p->text);
		set_number(o, "words", p->words);
		if (p->changed)
			set(o, "changed", json_true());
	}
	if (p->entry >= 0) {
		set_number(o, "entry", p->entry);
		set_text(o, "stage", ac->a->ledger.p[p->entry].stage);
		set_text(o, "rule", ac->a->ledger.p[p->entry].rule);
	}
	return o;
}

static json_t *
words_json(const struct account *ac)
{
	json_t *o = json_object();

	set_number(o, "page", ac->page_words);
	for (int f = 0; f < FATES; f++)
		set_number(o, fate_name((enum fate)f), ac->words[f]);
	set_number(o, "article", ac->article_words);
	set_number(o, "ledger", ac->ledger_words);
	return o;
}

static json_t *
stages_json(const struct account *ac)
{
	json_t *list = json_array();

	for (size_t i = 0; i < ac->stage.n; i++) {
		const struct stage *st = &ac->stage.p[i];
		json_t *o = json_object();

		set_text(o, "name", st->name);
		set_number(o, "drops", st->drops);
		set_number(o, "words", st->words);
		set_number(o, "changes", st->changes);
		set_number(o, "notes", st->notes);
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
told_json(const struct account *ac)
{
	static const char *const level[DIAG_LEVELS] = {
		[DIAG_NOTE] = "note",
		[DIAG_WARNING] = "warning",
		[DIAG_ERROR] = "error",
		[DIAG_FATAL] = "fatal",
	};
	json_t *list = json_array();

	for (size_t i = 0; i < ac->told.n; i++) {
		json_t *o = json_object();

		set_text(o, "level", level[ac->told.p[i].level]);
		if (ac->told.p[i].line)
			set_number(o, "line", ac->told.p[i].line);
		set_text(o, "text", ac->told.p[i].text);
		json_array_append_new(list, o);
	}
	return list;
}

void
explain_json(struct str *out, const struct account *ac)
{
	json_t *o = json_object(), *blocks = json_array();
	json_t *pictures = json_array(), *ledger = json_array();
	char *text;

	set_text(o, "file", ac->a->name);
	set(o, "failed", json_boolean(ac->failed));
	set(o, "encoding", encoding_json(ac->a));
	set(o, "stages", stages_json(ac));
	set(o, "metadata", meta_json(ac->a));
	set(o, "words", words_json(ac));
	set(o, "messages", told_json(ac));
	for (size_t i = 0; i < ac->piece.n; i++)
		json_array_append_new(
		        ac->piece.p[i].picture ? pictures : blocks,
		        piece_json(ac, &ac->piece.p[i]));
	for (size_t i = 0; i < ac->a->ledger.n; i++)
		json_array_append_new(ledger, entry_json(&ac->a->ledger.p[i]));
	set(o, "blocks", blocks);
	set(o, "pictures", pictures);
	set(o, "ledger", ledger);
	text = json_dumps(o, JSON_INDENT(1));
	json_decref(o);
	if (!text)
		out_of_memory();
	str_puts(out, text);
	str_putc(out, '\n');
	free(text);
}
