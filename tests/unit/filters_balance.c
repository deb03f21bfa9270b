/* Words are not lost: those of the source are those kept and those the ledger
 * says were dropped, page by page.  Over tests/portals always; over all pages
 * of ../shared/corpora where they are.  What the ledger says was taken from
 * the page's JSON-LD, or says where an embedded film is, is no text of the
 * body and counts as source. */
#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/file.h"
#include "filters_help.h"

#define CORPUS "../shared/corpora/extraction"

struct tally {
	int pages, wrong, cut;
};

/* Where the article ends within a word ("end<b>Share</b>"), one word becomes
 * two: at most one in a hundred. */
static int
is_close(unsigned a, unsigned b)
{
	unsigned d = a > b ? a - b : b - a;

	return d <= 1 || d * 100 <= a;
}

static unsigned
words_of(const xmlNode *n)
{
	struct str s = STR_INIT;
	unsigned words;

	dom_text_folded(n, &s);
	words = words_count(str_span(&s));
	str_free(&s);
	return words;
}

/* Scripts and styles are no text of the page: out, before words are counted. */
static unsigned
source_words(const struct str *raw, const char *name, const struct options *o)
{
	static const char *const dead[] = { "script", "style", "template",
		NULL };
	struct article *a = article_new(name);
	struct diag dg;
	xmlNodePtr body, n;
	unsigned words;

	diag_init(&dg);
	dg.sink = help_quiet;
	str_put_span(&a->raw, str_span(raw));
	assert_int_equal(filter_decode.run(a, o, &dg), 0);
	assert_int_equal(filter_parse.run(a, o, &dg), 0);
	body = article_body(a);
	for (n = body; n;) {
		xmlNodePtr next = dom_next(n, body);

		if (n->type == XML_COMMENT_NODE || dom_is_any(n, dead)) {
			next = dom_next_skip(n, body);
			dom_remove(n);
		}
		n = next;
	}
	words = words_of(body);
	article_free(a);
	return words;
}

/* From the tree that the parser made to the article's. */
static void
check_page(struct str *raw, const char *name, struct tally *t)
{
	struct options o = { .limits = &limits_default };
	struct article *a = article_new(name);
	struct diag dg;
	unsigned before, after, dropped = 0;

	diag_init(&dg);
	dg.sink = help_quiet;
	str_put_span(&a->raw, str_span(raw));
	if (filter_decode.run(a, &o, &dg) == 0 &&
	        filter_parse.run(a, &o, &dg) == 0 && article_body(a)) {
		filter_meta.run(a, &o, &dg);
		before = source_words(raw, name, &o);
		if (filter_extract.run(a, &o, &dg) == 0) {
			after = words_of(article_root(a));
			for (size_t i = 0; i < a->ledger.n; i++) {
				const struct ledger_entry *e = &a->ledger.p[i];

				if (e->kind == LEDGER_DROP)
					dropped += e->words;
				else if (strcmp(e->rule, "json-ld") == 0 ||
				         strcmp(e->rule, "embed-line") == 0)
					before += e->words;
			}
			t->pages++;
			t->cut += before != after + dropped;
			if (!is_close(before, after + dropped)) {
				t->wrong++;
				print_message("%s: %u words, %u kept, %u "
				              "dropped\n",
				        name, before, after, dropped);
			}
		}
	}
	article_free(a);
}

/* gzip does the unpacking: nothing of the product links with zlib. */
static int
read_gz(const char *path, struct str *out)
{
	char command[1200], buf[65536];
	FILE *f;
	size_t n;

	snprintf(command, sizeof(command), "gzip -dc '%s'", path);
	f = popen(command, "r");
	if (!f)
		return -1;
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		str_add(out, buf, n);
	return pclose(f);
}

static void
check_folder(const char *folder, struct tally *t)
{
	struct dirent **entry;
	int n = scandir(folder, &entry, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		const char *name = entry[i]->d_name;
		size_t len = strlen(name);
		struct str raw = STR_INIT;
		struct diag dg;
		char path[1000];
		int rc = -1;

		diag_init(&dg);
		dg.quiet = 1;
		snprintf(path, sizeof(path), "%s/%s", folder, name);
		if (len > 8 && strcmp(name + len - 8, ".html.gz") == 0)
			rc = read_gz(path, &raw);
		else if (len > 5 && strcmp(name + len - 5, ".html") == 0)
			rc = file_read(path, 1 << 28, &raw, &dg);
		if (rc == 0)
			check_page(&raw, path, t);
		str_free(&raw);
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
}

static void
own_pages(void **state)
{
	struct tally t = { 0, 0, 0 };

	(void)state;
	check_folder("tests/portals", &t);
	assert_true(t.pages >= 60);
	assert_int_equal(t.wrong, 0);
}

static void
corpora(void **state)
{
	static const char *const sets[] = { "fundus", "funduseval", "mozilla",
		"naeb", "postlight", "scrapinghub", "trafeval", "vi", "wcxb",
		NULL };
	struct tally t = { 0, 0, 0 };
	struct stat st;

	(void)state;
	if (stat(CORPUS, &st) < 0)
		skip();
	for (int i = 0; sets[i]; i++) {
		char path[200];

		snprintf(path, sizeof(path), CORPUS "/%s/html", sets[i]);
		check_folder(path, &t);
	}
	print_message("%d pages, %d out of balance, %d cut within a word\n",
	        t.pages, t.wrong, t.cut);
	assert_true(t.pages > 100);
	assert_int_equal(t.wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(own_pages),
		cmocka_unit_test(corpora),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
