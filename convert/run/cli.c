/* cli: argument vector in, struct cli out.
 *
 * Long options take "--name value" or "--name=value"; short ones "-o value"
 * or "-ovalue".  "--" ends options, "-" is stdin.  An option that the command
 * does not know is a usage error that names the command, so that a typing
 * error in a crontab is found on its first run.
 */
#include "run/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "doc/value.h"
#include "run/options.h"

static int
usage(struct cli *c, const char *fmt, const char *a, const char *b)
{
	struct str s = STR_INIT;

	/* fmt is one of this file's literals with at most two %s */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	str_printf(&s, fmt, a, b);
#pragma GCC diagnostic pop
	diag_report(&c->dg, NULL, MSG_USAGE, str_c(&s));
	str_free(&s);
	return EXIT_USAGE;
}

static int
bad_value(
        struct cli *c, const struct opt *o, const char *v, const char *expected)
{
	struct str s = STR_INIT;

	str_printf(&s, "--%s %s: expected %s", o->name, v, expected);
	diag_report(&c->dg, NULL, MSG_USAGE, str_c(&s));
	str_free(&s);
	return EXIT_USAGE;
}

static int
apply_limit(struct cli *c, const struct opt *o, const char *v)
{
	long long n;

	switch (o->id) {
	case OPT_JOBS:
		if (value_count(v, 1, 256, &n) < 0)
			return bad_value(c, o, v, "a number from 1 to 256");
		c->jobs = (int)n;
		break;
	case OPT_COLUMNS:
		if (value_count(v, 1, VALUE_COLUMNS, &n) < 0)
			return bad_value(c, o, v, "a number from 1 to 12");
		c->columns = (int)n;
		break;
	case OPT_INK_LIMIT:
		if (value_percent(v, VALUE_INK_LEAST, VALUE_INK_MOST,
		            &c->ink_limit) < 0)
			return bad_value(c, o, v, "a share from 150% to 400%");
		break;
	case OPT_TIMEOUT:
		if (value_time(v, &c->limits.article_ms) < 0)
			return bad_value(c, o, v, VALUE_TIME);
		c->timeout_set = 1;
		break;
	case OPT_MAX_SIZE:
		if (value_size(v, &n) < 0 || n < 2000000)
			return bad_value(c, o, v, "a size from 2M on");
		c->max_size = (size_t)n;
		break;
	default:
		if (value_size(v, &n) < 0)
			return bad_value(c, o, v, VALUE_SIZE);
		c->limits.memory = (size_t)n;
		c->memory_set = 1;
		break;
	}
	return -1;
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* Which of the words v is, kept in *to if wanted; -1 after the message when
 * it is none. */
static int
choose(struct cli *c, const struct opt *o, const char *v,
        const char *const *word, const char **to)
{
	struct str list = STR_INIT;
	int i;

	for (i = 0; word[i] && strcmp(v, word[i]) != 0; i++)
		str_printf(&list, "%s%s",
		        !i            ? ""
		        : word[i + 1] ? ", "
		                      : " or ",
		        word[i]);
	if (!word[i]) {
		bad_value(c, o, v, str_c(&list));
		i = -1;
	} else if (to) {
		*to = v;
	}
	str_free(&list);
	return i;
}

static int
apply_choice(struct cli *c, const struct opt *o, const char *v)
{
	int i;

	switch (o->id) {
	case OPT_LOG:
		i = choose(c, o, v, WORDS("text", "json"), NULL);
		c->json = c->dg.json = i > 0;
		break;
	case OPT_TO:
		i = choose(
		        c, o, v, WORDS("xhtml", "text", "json", "md"), &c->to);
		break;
	case OPT_TONE:
		i = choose(c, o, v, WORDS("keep", "old", "new"), NULL);
		c->tone = (enum tone_style)i;
		break;
	case OPT_FOR:
		i = choose(c, o, v,
		        WORDS("archive", "access", "print", "newspaper", "all"),
		        &c->purpose);
		break;
	case OPT_BY:
		i = choose(c, o, v, WORDS("month", "section", "size"), &c->by);
		break;
	case OPT_PROFILE:
		i = choose(c, o, v, WORDS("default", "kobo", "kindle", "apple"),
		        NULL);
		c->profile = (enum epub_profile)i;
		c->profile_set = 1;
		break;
	case OPT_IMAGES:
		i = choose(c, o, v, WORDS("compatible", "modern"), NULL);
		c->images = (enum epub_images)i;
		c->images_set = 1;
		break;
	case OPT_LINKS:
		i = choose(
		        c, o, v, WORDS("none", "notes", "short", "end"), NULL);
		c->links = i < 0 ? WEBLINK_NONE : (enum weblink_way)i;
		break;
	case OPT_IMPOSE:
		i = choose(c, o, v, WORDS("booklet"), &c->impose);
		break;
	default: /* OPT_DUMP */
		i = choose(c, o, v, WORDS("boxes", "lines", "pages"), &c->dump);
		break;
	}
	return i < 0 ? EXIT_USAGE : -1;
}

/* A text of a certain form, kept as it is. */
static int
apply_form(struct cli *c, const struct opt *o, const char *v)
{
	switch (o->id) {
	case OPT_DATE:
		if (!value_is_date(v))
			return bad_value(c, o, v, VALUE_DATE);
		c->date = v;
		break;
	case OPT_PAGE:
		if (!value_is_page(v))
			return bad_value(c, o, v, VALUE_PAGE);
		c->page = v;
		break;
	case OPT_URL:
		if (!value_is_url(v))
			return bad_value(c, o, v, VALUE_URL);
		c->url = v;
		break;
	default: /* OPT_LANG */
		if (!value_is_lang(v))
			return bad_value(c, o, v, VALUE_LANG);
		c->lang = v;
		break;
	}
	return -1;
}

/* Where an option's text is kept as it is. */
static const char **
text_of(struct cli *c, enum opt_id id)
{
	switch (id) {
	case OPT_PRINT:
		return &c->print;
	case OPT_STYLE:
		return &c->style;
	case OPT_TITLE:
		return &c->title;
	case OPT_RULES:
		return &c->rules;
	case OPT_EXPECT:
		return &c->expect;
	case OPT_AMONG:
		return &c->among;
	case OPT_HTML:
		return &c->html;
	case OPT_FILTERS:
		return &c->filters;
	case OPT_UNTIL:
		return &c->until;
	default: /* OPT_FROM, OPT_ENCODING */
		return &c->encoding;
	}
}

static int
apply(struct cli *c, const struct opt *o, const char *v)
{
	switch (o->id) {
	case OPT_OUTPUT:
		vec_add(&c->output, v);
		break;
	case OPT_LIST:
		c->list = 1;
		break;
	case OPT_INK:
		c->ink = 1;
		break;
	case OPT_STRICT:
		c->strict = 1;
		break;
	case OPT_UNTRACK:
		c->untrack = 1;
		break;
	case OPT_DRY_RUN:
		c->dry_run = 1;
		break;
	case OPT_FIRST_FIT:
		c->first_fit = 1;
		break;
	case OPT_QUIET:
		c->dg.quiet = 1;
		break;
	case OPT_VERBOSE:
		c->dg.verbose = 1;
		break;
	case OPT_JSON:
		c->json = c->dg.json = 1;
		break;
	case OPT_JOBS:
	case OPT_COLUMNS:
	case OPT_INK_LIMIT:
	case OPT_TIMEOUT:
	case OPT_MEMORY:
	case OPT_MAX_SIZE:
		return apply_limit(c, o, v);
	case OPT_LOG:
	case OPT_TO:
	case OPT_BY:
	case OPT_PROFILE:
	case OPT_IMAGES:
	case OPT_FOR:
	case OPT_LINKS:
	case OPT_IMPOSE:
	case OPT_DUMP:
	case OPT_TONE:
		return apply_choice(c, o, v);
	case OPT_DATE:
	case OPT_PAGE:
	case OPT_LANG:
	case OPT_URL:
		return apply_form(c, o, v);
	case OPT_HELP:
		if (c->command)
			help_command(c->command);
		else
			help_all();
		return EXIT_DONE;
	case OPT_VERSION:
		puts("bantin " BANTIN_VERSION);
		return EXIT_DONE;
	default:
		*text_of(c, o->id) = v;
		break;
	}
	return -1;
}

/* One argument that begins with '-'; *i moves past a separate value. */
static int
parse_option(struct cli *c, int argc, char **argv, int *i)
{
	const char *a = argv[*i], *value = NULL;
	const struct opt *o;
	struct span name;

	if (a[1] == '-') {
		const char *eq = strchr(a + 2, '=');

		name = eq ? (struct span){ a + 2, (size_t)(eq - a - 2) }
		          : span_of(a + 2);
		o = option_long(name);
		value = eq ? eq + 1 : NULL;
	} else {
		o = option_short(a[1]);
		if (o && a[2])
			value = a + 2;
	}
	if (!o)
		return usage(c, "unknown option %s; 'bantin %s' lists them", a,
		        c->command ? "COMMAND --help" : "--help");
	if (c->command && !(o->commands & c->command->bit))
		return usage(c, "bantin %s does not know the option %s",
		        c->command->name, a);
	if (!o->arg && value)
		return usage(c, "option %s takes no value%s", a, "");
	if (o->arg && !value) {
		if (*i + 1 >= argc)
			return usage(
			        c, "option %s needs a value: %s", a, o->arg);
		value = argv[++*i];
	}
	return apply(c, o, value);
}

static const struct command *
find_command(const char *name)
{
	for (const struct command *c = command_table; c->name; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

/* The day comes from --date or SOURCE_DATE_EPOCH; else this is the one look
 * at the clock. */
static int
read_epoch(struct cli *c)
{
	const char *e = getenv("SOURCE_DATE_EPOCH");
	long long n;

	if (!e || !*e) {
		c->now = (long long)time(NULL);
		return -1;
	}
	if (value_count(e, 0, 253402300799LL, &n) < 0)
		return usage(c,
		        "SOURCE_DATE_EPOCH is '%s'; expected seconds "
		        "since 1970%s",
		        e, "");
	c->now = n;
	c->have_epoch = 1;
	return -1;
}

int
cli_parse(struct cli *c, int argc, char **argv)
{
	int only_inputs = 0, rc;

	memset(c, 0, sizeof(*c));
	diag_init(&c->dg);
	c->limits = limits_default;
	for (int i = 1; i < argc; i++) {
		const char *a = argv[i];

		if (!only_inputs && strcmp(a, "--") == 0) {
			only_inputs = 1;
		} else if (!only_inputs && a[0] == '-' && a[1]) {
			rc = parse_option(c, argc, argv, &i);
			if (rc >= 0)
				return rc;
		} else if (!c->command && strcmp(a, "help") == 0) {
			if (i + 1 < argc)
				c->command = find_command(argv[i + 1]);
			return apply(c, option_long(SPAN_LIT("help")), NULL);
		} else if (!c->command) {
			c->command = find_command(a);
			if (!c->command)
				return usage(c,
				        "unknown command '%s'; "
				        "'bantin --help' lists them%s",
				        a, "");
		} else {
			vec_add(&c->input, a);
		}
	}
	if (!c->command)
		return usage(c, "no command; 'bantin --help' lists them%s%s",
		        "", "");
	return read_epoch(c);
}

void
cli_free(struct cli *c)
{
	vec_free(&c->input);
	vec_free(&c->output);
}
