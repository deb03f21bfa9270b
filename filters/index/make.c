/* index: writes the indexes by which lines and terms are found as C source.
 *
 * They are the same for every page, and making them takes longer than many a
 * page takes to be asked.  So the functions that make them run while bantin is
 * built, in this program, which writes to its output what they have made.
 * Nothing else of the tables is written twice: terms stay where they are, and
 * a pattern's text is all that is repeated.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "filters/extract/extract.h"
#include "filters/meta.h"

/* What the objects that this is linked with ask for, and never use here. */
const struct chrome_index chrome_index;
const struct lexicon lexicon;
const struct terms vocab_class_index, vocab_text_index, meta_class_index;

static void
put_terms(const char *name, const struct term *table, size_t n)
{
	struct terms *x = xcalloc(1, sizeof(*x));

	terms_open(x, table, n);
	printf("const struct terms %s_index = {\n\t.term = %s_term,\n", name,
	        name);
	for (size_t i = 0; i < TERM_PAIRS; i++)
		if (x->first[i])
			printf("\t.first[%zu] = %u,\n", i, x->first[i]);
	for (size_t i = 0; i < TERM_HEADS; i++)
		if (x->head[i])
			printf("\t.head[%zu] = 1,\n", i);
	for (size_t i = 0; i < n; i++)
		printf("\t.at[%zu] = { 0x%xu, 0x%xu, %u, %u },\n", i,
		        x->at[i].head, x->at[i].mask, x->at[i].next,
		        x->at[i].len);
	printf("};\n\n");
	free(x);
}

static void
put_set(const struct byte_set *s)
{
	printf(" { {");
	for (int w = 0; w < 4; w++)
		printf(" 0x%llxu,", (unsigned long long)s->bits[w]);
	printf(" } },");
}

static void
put_text(size_t i, const struct pattern *p)
{
	printf("static const char text_%zu[] = \"", i);
	for (const char *s = p->text; s < p->end; s++)
		printf("\\%03o", (unsigned)(unsigned char)*s);
	printf("\";\n");
}

static void
put_patterns(const struct chrome_index *x)
{
	printf("\t.pattern = {\n");
	for (size_t i = 0; i < CHROME_PATTERNS && x->pattern[i].text; i++)
		printf("\t\t{ text_%zu, text_%zu + %zu, chrome_index.skip + "
		       "%zu },\n",
		        i, i, (size_t)(x->pattern[i].end - x->pattern[i].text),
		        (size_t)(x->pattern[i].skip - x->skip));
	printf("\t},\n\t.needs = {\n");
	for (size_t i = 0; i < CHROME_PATTERNS && x->pattern[i].text; i++) {
		printf("\t\t{");
		for (int k = 0; k < PATTERN_NEEDS; k++)
			put_set(&x->needs[i][k]);
		printf(" },\n");
	}
	printf("\t},\n");
}

static void
put_chrome(void)
{
	struct chrome_index *x = xcalloc(1, sizeof(*x));

	chrome_open(x);
	for (size_t i = 0; i < CHROME_PATTERNS && x->pattern[i].text; i++)
		put_text(i, &x->pattern[i]);
	printf("const struct chrome_index chrome_index = {\n");
	for (int b = 0; b < 256; b++)
		for (int w = 0; w < CHROME_PATTERNS / 64; w++)
			if (x->first[b][w])
				printf("\t.first[%d][%d] = 0x%llxu,\n", b, w,
				        (unsigned long long)x->first[b][w]);
	put_patterns(x);
	for (size_t i = 0; i < CHROME_PATTERN_BYTES; i++)
		if (x->skip[i].group || x->skip[i].bar)
			printf("\t.skip[%zu] = { %u, %u },\n", i,
			        x->skip[i].group, x->skip[i].bar);
	printf("};\n");
	free(x);
}

static void
put_lexicon(void)
{
	struct lexicon *x = xcalloc(1, sizeof(*x));

	lexicon_open(x);
	printf("const struct lexicon lexicon = {\n");
	for (size_t i = 0; i < LEXICON_SLOTS; i++)
		if (x->word[i])
			printf("\t.word[%zu] = 0x%llxu, .langs[%zu] = 0x%xu,\n",
			        i, (unsigned long long)x->word[i], i,
			        x->langs[i]);
	printf("};\n\n");
	free(x);
}

int
main(void)
{
	printf("/* Made by filters/index/make.c; do not edit. */\n"
	       "#include \"filters/extract/extract.h\"\n"
	       "#include \"filters/meta.h\"\n\n");
	put_terms("vocab_class", vocab_class_term, vocab_class_terms);
	put_terms("vocab_text", vocab_text_term, vocab_text_terms);
	put_terms("meta_class", meta_class_term, meta_class_terms);
	put_lexicon();
	put_chrome();
	return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
