/* css_cases: the cases of tests/css/NAME.dat, one cmocka test each.
 *
 * A file is a run of sections.  Those that set the scene hold until the next
 * #data:
 *	#data	a new scene; what follows on the line is its name
 *	#tree	XML; without it <html><body><p id="x"/></body></html>
 *	#sheet #user	style sheets, author's and user's
 *	#media NAME
 * Those that ask, one case each, with what is expected:
 *	#style ID[::PSEUDO]	the dump of that element's style
 *	#page [NAME] [first] [left] [right] [blank]	the dump of a page
 *	#messages	of both sheets
 * and tables, one case a line, "question => answer":
 *	#values		declarations => dump, joined with "; ", or "!" when
 *			there was a message
 *	#selectors	selector => ids of what it matches, or "!"
 *	#tokens		source => tokens
 *	#counters	counter style and values => markers in brackets
 * In tables a U+23CE stands for a newline.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "base/file.h"
#include "base/vec.h"
#include "css/css.h"
#include "css/token.h"

#define FOLDER "tests/css/"

struct scene {
	char *tree, *sheet, *user, *media;
};

struct one {
	struct scene s;
	char *kind, *arg; /* "style", "x::before" */
	char *question, *answer;
	char *name;
};

struct file_reader {
	const char *file;
	char *p;
	int line;
	struct scene s;
};

static VEC(struct one) cases;
static struct arena *mem;

/* The next line without its end; NULL when there is none. */
static char *
next_line(struct file_reader *r)
{
	char *line = r->p, *nl;

	if (*line == '\0')
		return NULL;
	nl = strchr(line, '\n');
	if (nl != NULL)
		*nl = '\0';
	r->p = nl != NULL ? nl + 1 : line + strlen(line);
	r->line++;
	return line;
}

/* "#word" begins a section, unless it is a rule or a case of a table. */
static int
at_section(const struct file_reader *r)
{
	size_t n = strcspn(r->p, "\n");

	if (r->p[0] == '\0')
		return 1;
	return r->p[0] == '#' && r->p[1] >= 'a' && r->p[1] <= 'z' &&
	       memchr(r->p, '{', n) == NULL &&
	       memmem(r->p, n, " =>", 3) == NULL;
}

/* The lines up to the next section; empty ones at the end do not count. */
static char *
body(struct file_reader *r)
{
	struct str s = STR_INIT;
	char *text;

	while (!at_section(r)) {
		str_puts(&s, next_line(r));
		str_putc(&s, '\n');
	}
	while (s.len > 1 && s.s[s.len - 2] == '\n')
		str_truncate(&s, s.len - 1);
	if (s.len == 1)
		str_truncate(&s, 0);
	text = arena_strdup(mem, str_c(&s));
	str_free(&s);
	return text;
}

static void
add_case(struct file_reader *r, int line, const char *kind, const char *arg,
        const char *question, const char *answer)
{
	struct one *c = vec_push(&cases);

	c->s = r->s;
	c->kind = arena_strdup(mem, kind);
	c->arg = arena_strdup(mem, arg);
	c->question = arena_strdup(mem, question);
	c->answer = arena_strdup(mem, answer);
	c->name = arena_printf(mem, "%s:%d %s %.*s", r->file, line, kind,
	        question[0] != '\0' ? (int)strcspn(question, "\n") : 60,
	        question[0] != '\0' ? question : arg);
}

static char *
newlines(const char *s)
{
	struct str out = STR_INIT;
	char *text;

	for (; *s != '\0'; s++) {
		if (strncmp(s, "\xE2\x8F\x8E", 3) == 0) {
			str_putc(&out, '\n');
			s += 2;
		} else {
			str_putc(&out, *s);
		}
	}
	text = arena_strdup(mem, str_c(&out));
	str_free(&out);
	return text;
}

static void
read_table(struct file_reader *r, const char *kind)
{
	char *line, *arrow;

	while (!at_section(r)) {
		line = next_line(r);
		arrow = strstr(line, " =>");
		if (arrow == NULL)
			continue;
		*arrow = '\0';
		arrow += 3;
		add_case(r, r->line, kind, "", newlines(line),
		        newlines(arrow + (*arrow == ' ')));
	}
}

static void
read_section(struct file_reader *r, char *head)
{
	char *arg = head + strcspn(head, " ");
	int line = r->line;

	if (*arg != '\0')
		*arg++ = '\0';
	if (strcmp(head, "#data") == 0) {
		memset(&r->s, 0, sizeof(r->s));
		(void)body(r);
	} else if (strcmp(head, "#tree") == 0) {
		r->s.tree = body(r);
	} else if (strcmp(head, "#sheet") == 0) {
		r->s.sheet = body(r);
	} else if (strcmp(head, "#user") == 0) {
		r->s.user = body(r);
	} else if (strcmp(head, "#media") == 0) {
		r->s.media = arena_strdup(mem, arg);
		(void)body(r);
	} else if (strcmp(head, "#values") == 0 ||
	           strcmp(head, "#selectors") == 0 ||
	           strcmp(head, "#tokens") == 0 ||
	           strcmp(head, "#counters") == 0) {
		read_table(r, head + 1);
	} else {
		add_case(r, line, head + 1, arg, "", body(r));
	}
}

static void
read_cases(const char *file)
{
	struct str text = STR_INIT;
	struct file_reader r = { .file = file };
	struct diag dg;
	char *path = arena_printf(mem, FOLDER "%s", file);

	diag_init(&dg);
	if (file_read(path, 1 << 20, &text, &dg) < 0)
		exit(1);
	str_putc(&text, '\n');
	r.p = text.s;
	while (*r.p != '\0')
		read_section(&r, next_line(&r));
	str_free(&text);
}

static void
collect(void *ctx, enum diag_level level, enum diag_msg msg,
        const struct where *w, const char *text)
{
	struct str *out = ctx;

	(void)level;
	str_printf(out, "%s:%d:%d %s %s\n", w->file, w->line, w->col,
	        diag_name(msg), text);
}

struct stage {
	struct css *css;
	xmlDocPtr doc;
	struct str messages;
	struct diag dg;
};

static void
stage_open(struct stage *st, const struct scene *s, const char *extra)
{
	static const char plain[] = "<html><body><p id=\"x\"/></body></html>";
	const char *tree = s->tree != NULL ? s->tree : plain;

	memset(st, 0, sizeof(*st));
	diag_init(&st->dg);
	st->dg.sink = collect;
	st->dg.ctx = &st->messages;
	st->css = css_new(s->media != NULL ? s->media : "print");
	if (s->user != NULL)
		css_add_text(st->css, span_of(s->user), "user", ORIGIN_USER,
		        &st->dg);
	if (s->sheet != NULL)
		css_add_text(st->css, span_of(s->sheet), "sheet", ORIGIN_AUTHOR,
		        &st->dg);
	if (extra != NULL)
		css_add_text(st->css, span_of(extra), "extra", ORIGIN_AUTHOR,
		        &st->dg);
	st->doc = xmlReadMemory(tree, (int)strlen(tree), "tree", NULL, 0);
	assert_non_null(st->doc);
}

static void
stage_close(struct stage *st)
{
	xmlFreeDoc(st->doc);
	css_free(st->css);
	str_free(&st->messages);
}

static const char *
id_of(const xmlNode *n)
{
	const xmlAttr *a;

	for (a = n->properties; a != NULL; a = a->next)
		if (strcmp((const char *)a->name, "id") == 0)
			return (const char *)a->children->content;
	return NULL;
}

static const char *const pseudo_name[PSEUDO_COUNT] = { "", "::before",
	"::after", "::marker", "::first-letter", "::footnote-call",
	"::footnote-marker" };

/* Call fn for every element and pseudo-element in document order. */
static void
each_style(struct stage *st, const xmlNode *n, const struct style *parent,
        void (*fn)(
                void *ctx, const char *id, int pseudo, const struct style *s),
        void *ctx)
{
	const struct style *s, *p;
	int i;

	for (; n != NULL; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		s = css_style(st->css, n, parent, PSEUDO_NONE);
		fn(ctx, id_of(n), PSEUDO_NONE, s);
		for (i = 1; i < PSEUDO_COUNT; i++) {
			p = css_style(st->css, n, s, (enum css_pseudo)i);
			if (p != NULL)
				fn(ctx, id_of(n), i, p);
		}
		each_style(st, n->children, s, fn, ctx);
	}
}

struct wanted {
	const char *name; /* "x::before" */
	struct str *out;
	int found;
};

static void
dump_wanted(void *ctx, const char *id, int pseudo, const struct style *s)
{
	struct wanted *w = ctx;
	size_t n = id != NULL ? strlen(id) : 0;

	if (id == NULL || strncmp(w->name, id, n) != 0 ||
	        strcmp(w->name + n, pseudo_name[pseudo]) != 0)
		return;
	w->found = 1;
	css_dump(w->out, s);
}

static void
ask_style(const struct one *c, struct str *out)
{
	struct wanted w = { c->arg, out, 0 };
	struct stage st;

	stage_open(&st, &c->s, NULL);
	each_style(&st, xmlDocGetRootElement(st.doc), NULL, dump_wanted, &w);
	if (!w.found)
		str_puts(out, "none\n");
	stage_close(&st);
}

static void
ask_page(const struct one *c, struct str *out)
{
	static const char *const side[] = { "first", "left", "right", "blank" };
	const struct page_style *p;
	struct span rest = span_of(c->arg), word;
	char *name = NULL;
	unsigned sides = 0, i, known;
	struct stage st;

	stage_open(&st, &c->s, NULL);
	while (rest.n > 0) {
		word.p = rest.p;
		word.n = strcspn(rest.p, " ");
		known = 0;
		for (i = 0; i < 4; i++) {
			if (span_eq(word, span_of(side[i]))) {
				sides |= 1u << i;
				known = 1;
			}
		}
		if (!known)
			name = arena_span(mem, word);
		rest.p += word.n + (rest.p[word.n] == ' ');
		rest.n = strlen(rest.p);
	}
	p = css_page(st.css, name, sides);
	str_put_pt(out, p->width);
	str_puts(out, " x ");
	str_put_pt(out, p->height);
	str_puts(out, " bleed ");
	str_put_pt(out, p->bleed);
	str_puts(out, p->crop_marks ? " crop\n" : "\n");
	css_dump(out, p->style);
	for (i = 0; i < MBOX_COUNT; i++) {
		/* the agent sheet's own stands on every page */
		if (p->margin_box[i] == NULL || i == MBOX_FOOTNOTE)
			continue;
		str_printf(out, "box %u\n", i);
		css_dump(out, p->margin_box[i]);
	}
	/* asking again gives the very same */
	assert_ptr_equal(p, css_page(st.css, name, sides));
	stage_close(&st);
}

static void
ask_messages(const struct one *c, struct str *out)
{
	struct stage st;

	stage_open(&st, &c->s, NULL);
	str_put_span(out, str_span(&st.messages));
	stage_close(&st);
}

/* The declarations on an element that no sheet of ours knows. */
static void
ask_values(const struct one *c, struct str *out)
{
	static char tree[] = "<r><x id=\"x\"/></r>";
	struct scene s = c->s;
	struct str dump = STR_INIT;
	struct wanted w = { "x", &dump, 0 };
	struct stage st;
	size_t i;

	if (s.tree == NULL)
		s.tree = tree;
	stage_open(&st, &s, arena_printf(mem, "#x { %s }", c->question));
	each_style(&st, xmlDocGetRootElement(st.doc), NULL, dump_wanted, &w);
	if (st.messages.len > 0) {
		str_putc(out, '!');
	} else {
		for (i = 0; i + 1 < dump.len; i++) {
			if (dump.s[i] == '\n')
				str_puts(out, "; ");
			else
				str_putc(out, dump.s[i]);
		}
	}
	str_free(&dump);
	stage_close(&st);
}

static void
list_matches(void *ctx, const char *id, int pseudo, const struct style *s)
{
	struct str *out = ctx;

	/* other pseudo-elements are the agent's */
	if (s->bookmark_level != 99 || id == NULL)
		return;
	str_printf(out, "%s%s%s", out->len > 0 ? " " : "", id,
	        pseudo_name[pseudo]);
}

static void
ask_selectors(const struct one *c, struct str *out)
{
	struct stage st;

	stage_open(&st, &c->s,
	        arena_printf(mem, "%s { bookmark-level: 99; content: '' }",
	                c->question));
	each_style(&st, xmlDocGetRootElement(st.doc), NULL, list_matches, out);
	if (st.messages.len > 0) {
		str_truncate(out, 0);
		str_putc(out, '!');
	}
	stage_close(&st);
}

/* The style is what list-style-type makes of it. */
static void
ask_counters(const struct one *c, struct str *out)
{
	size_t n = strcspn(c->question, ")");
	const char *at = c->question;
	struct stage st;
	const struct style *s;
	xmlNodePtr root;
	char *end;

	at += at[n] == ')' ? n + 1 : strcspn(at, " ");
	stage_open(&st, &c->s,
	        arena_printf(mem, "html { list-style-type: %.*s }",
	                (int)(at - c->question), c->question));
	root = xmlDocGetRootElement(st.doc);
	s = css_style(st.css, root, NULL, PSEUDO_NONE);
	while (*at == ' ') {
		long value = strtol(at, &end, 10);

		assert_true(end > at);
		str_puts(out, out->len > 0 ? " [" : "[");
		css_counter_text(st.css, out, s->list_type, (int)value, 1);
		str_putc(out, ']');
		at = end;
	}
	stage_close(&st);
}

static void
put_token(struct str *out, const struct token *t)
{
	static const char *const form[] = { [T_EOF] = "eof",
		[T_IDENT] = "ident",
		[T_FUNCTION] = "function",
		[T_AT] = "at",
		[T_HASH] = "hash",
		[T_STRING] = "string",
		[T_BAD_STRING] = "bad-string",
		[T_URL] = "url",
		[T_BAD_URL] = "bad-url",
		[T_DELIM] = "delim",
		[T_NUMBER] = "number",
		[T_PERCENT] = "percent",
		[T_DIMENSION] = "dimension",
		[T_SPACE] = "ws",
		[T_CDO] = "CDO",
		[T_CDC] = "CDC",
		[T_COLON] = ":",
		[T_SEMICOLON] = ";",
		[T_COMMA] = ",",
		[T_OPEN_SQUARE] = "[",
		[T_CLOSE_SQUARE] = "]",
		[T_OPEN] = "(",
		[T_CLOSE] = ")",
		[T_OPEN_CURLY] = "{",
		[T_CLOSE_CURLY] = "}" };

	str_puts(out,
	        t->type == T_NUMBER && t->integer ? "integer" : form[t->type]);
	if (t->type == T_HASH && t->id)
		str_puts(out, "-id");
	if (t->type == T_DELIM)
		str_printf(out, "<%c>", t->delim);
	if (t->type == T_NUMBER || t->type == T_PERCENT ||
	        t->type == T_DIMENSION) {
		str_putc(out, '<');
		str_put_fixed(out, t->num, 6);
		if (t->type == T_DIMENSION) {
			str_putc(out, ' ');
			str_put_span(out, t->text);
		}
		str_putc(out, '>');
	} else if ((t->type >= T_IDENT && t->type <= T_STRING) ||
	           t->type == T_URL) {
		str_putc(out, '<');
		str_put_span(out, t->text);
		str_putc(out, '>');
	}
}

static void
ask_tokens(const struct one *c, struct str *out)
{
	struct tokens tok = VEC_INIT;
	size_t i;

	css_tokenize(&tok, mem, css_preprocess(mem, span_of(c->question)), 1);
	for (i = 0; i + 1 < tok.n; i++) {
		if (i > 0)
			str_putc(out, ' ');
		put_token(out, &tok.p[i]);
	}
	vec_free(&tok);
}

static void
run_case(void **state)
{
	const struct one *c = *state;
	struct str out = STR_INIT;

	if (strcmp(c->kind, "style") == 0)
		ask_style(c, &out);
	else if (strcmp(c->kind, "page") == 0)
		ask_page(c, &out);
	else if (strcmp(c->kind, "messages") == 0)
		ask_messages(c, &out);
	else if (strcmp(c->kind, "values") == 0)
		ask_values(c, &out);
	else if (strcmp(c->kind, "selectors") == 0)
		ask_selectors(c, &out);
	else if (strcmp(c->kind, "tokens") == 0)
		ask_tokens(c, &out);
	else if (strcmp(c->kind, "counters") == 0)
		ask_counters(c, &out);
	else
		fail_msg("%s: unknown section", c->name);
	if (strcmp(str_c(&out), c->answer) != 0)
		fprintf(stderr, "%s\nexpected:\n%s\ngot:\n%s\n", c->name,
		        c->answer, str_c(&out));
	assert_true(strcmp(str_c(&out), c->answer) == 0);
	str_free(&out);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
find_files(void)
{
	VEC(char *) files = VEC_INIT;
	struct dirent *e;
	DIR *d = opendir(FOLDER);
	size_t i;

	if (d == NULL)
		exit(1);
	while ((e = readdir(d)) != NULL)
		if (strstr(e->d_name, ".dat") != NULL)
			vec_add(&files, arena_strdup(mem, e->d_name));
	closedir(d);
	qsort(files.p, files.n, sizeof(*files.p), by_name);
	for (i = 0; i < files.n; i++)
		read_cases(files.p[i]);
	vec_free(&files);
}

int
main(void)
{
	VEC(struct CMUnitTest) tests = VEC_INIT;
	struct CMUnitTest *t;
	size_t i;
	int r;

	mem = arena_new();
	find_files();
	for (i = 0; i < cases.n; i++) {
		t = vec_push(&tests);
		t->name = cases.p[i].name;
		t->test_func = run_case;
		t->initial_state = &cases.p[i];
	}
	r = _cmocka_run_group_tests("css_cases", tests.p, tests.n, NULL, NULL);
	vec_free(&tests);
	vec_free(&cases);
	arena_free(mem);
	xmlCleanupParser();
	return r;
}
