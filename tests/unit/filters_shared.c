/* What pages of one site share, from their notes alone. */
#include "filters/shared.h"
#include "tests/unit/filters_help.h"

#define PAGES 60
#define ASK 77 /* the block that is asked for */

/* Pages of one site, each with paragraphs of its own; in doubt is one block of
 * its own. */
static void
fill(struct shared_notes *n, const struct shared_notes **at, size_t pages)
{
	for (size_t i = 0; i < pages; i++) {
		n[i] = (struct shared_notes){ .site = 9,
			.text = { 1000 * i + 1, 1000 * i + 2, 1000 * i + 3 },
			.texts = 3,
			.doubt = { 1000000 + i },
			.doubts = 1 };
		at[i] = &n[i];
	}
}

static unsigned
asked(const struct shared_notes *const *at, size_t pages)
{
	struct shared *s = shared_find(at, pages);
	unsigned n = s ? shared_pages(s, 9, ASK) : 0;

	if (s) {
		assert_int_equal(shared_pages(s, 8, ASK), 0);
		assert_int_equal(shared_pages(s, 9, ASK + 1), 0);
	}
	shared_free(s);
	return n;
}

static void
say(struct shared_notes *n, int like_text)
{
	if (like_text)
		n->like_text |= 1u << n->doubts;
	n->doubt[n->doubts++] = ASK;
}

static void
three_pages_and_a_fifth(void **state)
{
	struct shared_notes n[PAGES];
	const struct shared_notes *at[PAGES];

	(void)state;
	fill(n, at, PAGES);
	say(&n[3], 0);
	say(&n[7], 0);
	assert_int_equal(asked(at, 15), 0);
	say(&n[1], 0);
	assert_int_equal(asked(at, 15), 3);
	assert_int_equal(asked(at, 16), 0);
	/* pages of elsewhere and pages without notes do not count */
	n[0].site = n[15].site = 1;
	at[14] = NULL;
	assert_int_equal(asked(at, 17), 3);
	/* twenty will do among any number */
	fill(n, at, PAGES);
	for (size_t i = 0; i < 20; i++)
		say(&n[2 * i], 0);
	assert_int_equal(asked(at, PAGES), 20);
}

static void
half_of_them_where_it_looks_like_text(void **state)
{
	struct shared_notes n[PAGES];
	const struct shared_notes *at[PAGES];

	(void)state;
	fill(n, at, PAGES);
	for (size_t i = 0; i < 20; i++)
		say(&n[i], i % 10 < 6);
	assert_int_equal(asked(at, 40), 20);
	assert_int_equal(asked(at, 41), 0);
}

static void
pages_that_are_rid_of_it(void **state)
{
	struct shared_notes n[4];
	const struct shared_notes *at[4];
	struct shared *s;

	(void)state;
	fill(n, at, 4);
	for (size_t i = 0; i < 4; i++)
		say(&n[i], 0);
	n[1].refused = 2;
	s = shared_find(at, 4);
	assert_non_null(s);
	assert_int_equal(shared_pages(s, 9, ASK), 4);
	/* nothing is to be done there */
	assert_false(shared_concerns(s, &n[1]));
	assert_true(shared_concerns(s, &n[2]));
	shared_free(s);
	/* what half of them tease is the others' own */
	n[2].refused = 2;
	assert_int_equal(asked(at, 4), 0);
}

static void
three_stories(void **state)
{
	struct shared_notes n[4];
	const struct shared_notes *at[4];

	(void)state;
	fill(n, at, 4);
	for (size_t i = 0; i < 4; i++)
		say(&n[i], 0);
	assert_int_equal(asked(at, 4), 4);
	/* two states of one: two of three paragraphs are the same */
	n[1].text[0] = 2;
	n[1].text[1] = 3;
	assert_int_equal(asked(at, 4), 4);
	n[2].text[0] = n[3].text[0];
	n[2].text[1] = n[3].text[1];
	assert_int_equal(asked(at, 4), 0);
	/* and pages without paragraphs prove nothing */
	fill(n, at, 4);
	for (size_t i = 0; i < 4; i++)
		say(&n[i], 0);
	n[0].texts = n[1].texts = 0;
	assert_int_equal(asked(at, 4), 0);
}

static void
whom_it_concerns(void **state)
{
	struct shared_notes n[5];
	const struct shared_notes *at[5];
	struct shared *s;

	(void)state;
	fill(n, at, 5);
	assert_null(shared_find(at, 5));
	for (size_t i = 1; i < 4; i++)
		say(&n[i], 0);
	s = shared_find(at, 5);
	assert_non_null(s);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(shared_concerns(s, &n[i]), i >= 1 && i < 4);
	shared_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_pages_and_a_fifth),
		cmocka_unit_test(half_of_them_where_it_looks_like_text),
		cmocka_unit_test(pages_that_are_rid_of_it),
		cmocka_unit_test(three_stories),
		cmocka_unit_test(whom_it_concerns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
