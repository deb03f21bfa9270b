/* The page builder on lists made by hand: balance, keeps, forced breaks. */
#include "layout_help.h"

#include "layout/build.h"

struct rig {
	struct trial t;
	struct lay L;
	struct flow f;
	struct build b;
	struct zone z;
	struct arena *a;
};

static void
rig_open(struct rig *r, int columns)
{
	memset(r, 0, sizeof(*r));
	r->a = arena_new();
	r->z.n = columns;
	r->z.width = 300 * PT;
	r->z.col = 300 * PT / columns;
	r->L.grid = 10 * PT;
	flow_init(&r->f, &r->L, r->a, &r->z);
	build_init(&r->b, &r->L, &r->f);
}

static void
rig_close(struct rig *r)
{
	build_free(&r->b);
	flow_free(&r->f);
	arena_free(r->a);
}

/* A paragraph of n lines of 10 pt, 2 widows, 2 orphans. */
static void
para(struct rig *r, int n)
{
	flow_gap(&r->f);
	for (int i = 0; i < n; i++) {
		struct piece *p = flow_push(&r->f, PC_LINE, 10 * PT);

		p->penalty = i == 0               ? PEN_NEVER
		             : i < 2 || n - i < 2 ? PEN_WIDOW
		                                  : PEN_LINES;
	}
}

static void
heading(struct rig *r)
{
	flow_margin(&r->f, 10 * PT);
	para(r, 1);
	r->f.gap.keep = 1;
}

static void
test_balance(void **state)
{
	(void)state;
	for (int columns = 2; columns <= 4; columns++)
		for (int lines = 8; lines < 60; lines++) {
			struct rig r;
			unit h, least = (lines + columns - 1) / columns * 10 *
			                PT;

			rig_open(&r, columns);
			para(&r, lines);
			h = column_balance(&r.b, 0, r.f.v.n, columns, 800 * PT);
			/* within one line of the least possible */
			assert_true(h >= least);
			assert_true(h <= least + 10 * PT + PT);
			rig_close(&r);
		}
}

static void
test_balance_too_much(void **state)
{
	struct rig r;

	(void)state;
	rig_open(&r, 2);
	para(&r, 50);
	assert_int_equal(column_balance(&r.b, 0, r.f.v.n, 2, 240 * PT), -1);
	rig_close(&r);
}

/* 20 lines fit; the paragraph must not leave its last line behind. */
static void
test_widow(void **state)
{
	struct rig r;
	size_t ends[COLUMNS_MAX];
	int64_t cost;

	(void)state;
	rig_open(&r, 1);
	para(&r, 10);
	para(&r, 11);
	para(&r, 30);
	assert_int_equal(column_break(&r.b, 0, r.f.v.n, 0, 0, 1, 200 * PT,
	                         200 * PT, ends, &cost),
	        1);
	/* 10 lines, 9 of the second: two stay for the next column */
	assert_int_equal(ends[0], 1 + 10 + 1 + 9);
	assert_true(cost < PEN_AVOID);
	rig_close(&r);
}

/* What comes next has no room on the next page either way: the white stays
 * there, and this page is full but for a line. */
static void
test_full(void **state)
{
	struct rig r;
	size_t ends[COLUMNS_MAX];
	int64_t cost;

	(void)state;
	rig_open(&r, 1);
	para(&r, 26);
	flow_gap(&r.f);
	flow_push(&r.f, PC_LINE, 190 * PT);
	assert_int_equal(column_break(&r.b, 0, r.f.v.n, 0, 0, 1, 200 * PT,
	                         200 * PT, ends, &cost),
	        1);
	assert_in_range(ends[0], 1 + 19, 1 + 20);
	rig_close(&r);
}

static void
test_heading_moves(void **state)
{
	struct rig r;
	size_t ends[COLUMNS_MAX];
	int64_t cost;

	(void)state;
	rig_open(&r, 1);
	para(&r, 17);
	heading(&r);
	para(&r, 20);
	/* room for the head and one line only: it goes along */
	column_break(
	        &r.b, 0, r.f.v.n, 0, 0, 1, 205 * PT, 205 * PT, ends, &cost);
	assert_int_equal(ends[0], 1 + 17);
	rig_close(&r);
}

static void
test_force(void **state)
{
	struct rig r;
	size_t ends[COLUMNS_MAX];
	int64_t cost;

	(void)state;
	rig_open(&r, 2);
	para(&r, 3);
	r.f.gap.force = BREAK_COLUMN;
	para(&r, 3);
	assert_int_equal(column_break(&r.b, 0, r.f.v.n, 1, 0, 2, 200 * PT, 0,
	                         ends, &cost),
	        2);
	assert_int_equal(ends[0], 4);
	assert_int_equal(ends[1], 8);
	rig_close(&r);
}

/* A piece taller than the column is taken, not looped over. */
static void
test_too_tall(void **state)
{
	struct rig r;
	size_t ends[COLUMNS_MAX];
	int64_t cost;

	(void)state;
	rig_open(&r, 1);
	flow_gap(&r.f);
	flow_push(&r.f, PC_LINE, 500 * PT);
	para(&r, 3);
	assert_int_equal(column_break(&r.b, 0, r.f.v.n, 1, 0, 1, 200 * PT,
	                         200 * PT, ends, &cost),
	        1);
	assert_int_equal(ends[0], 2);
	rig_close(&r);
}

/* The sink's refusal ends layout. */
static void
test_sink_fails(void **state)
{
	struct trial t;

	(void)state;
	trial_open(&t, "en", 1);
	trial_article(&t, "T", "<p>words</p>");
	t.fail_at = 0;
	assert_int_equal(trial_run(&t), -1);
	assert_null(t.frame);
	trial_close(&t);
}

/* Justified lines that are set before the sink has the first page of a book of
 * n articles, a page each. */
static uint64_t
lines_before(int n, unsigned words)
{
	struct layout_stats stats = { 0 };
	struct trial t;

	trial_open(&t, "en", 0);
	trial_css(&t, "@page { size: 200pt 200pt; margin: 10pt }"
	              "nav { display: none } article { break-before: page }"
	              "p { font-size: 10pt; text-align: justify }");
	for (int i = 0; i < n; i++) {
		trial_article(&t, "T",
		        "<p>The council met in the old hall by the river and "
		        "heard what the offices had to say.</p>");
		t.book->entry.p[i].words = words;
	}
	t.o.stats = &stats;
	t.fail_at = 0;
	assert_int_equal(trial_run(&t), -1);
	trial_close(&t);
	return stats.lines;
}

/* The words to come tell that a book is too long to wait for its end. */
static void
test_long_book(void **state)
{
	uint64_t each = lines_before(40, 17) / 40;

	(void)state;
	assert_true(each > 0);
	assert_true(lines_before(60, 17) == 60 * each);
	assert_true(lines_before(120, 17) < 20 * each);
	/* nothing is known of its words */
	assert_in_range(lines_before(120, 0), 50 * each, 70 * each);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_balance),
		cmocka_unit_test(test_balance_too_much),
		cmocka_unit_test(test_widow),
		cmocka_unit_test(test_full),
		cmocka_unit_test(test_heading_moves),
		cmocka_unit_test(test_force),
		cmocka_unit_test(test_too_tall),
		cmocka_unit_test(test_sink_fails),
		cmocka_unit_test(test_long_book),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
