/* Ink over squares of 15 mm, in pixels as Ghostscript gives them, and what
 * the operators of a page come to without it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/vec.h"
#include "base/str.h"
#include "check/ink.h"

static void
paint(unsigned char *p, size_t w, size_t x0, size_t y0, size_t side, int ink)
{
	for (size_t y = y0; y < y0 + side; y++)
		for (size_t x = x0; x < x0 + side; x++)
			p[4 * (y * w + x) + (size_t)ink] = 255;
}

static void
test_squares(void **state)
{
	unsigned char *p = xcalloc(200 * 100, 4);
	struct ink_page r = ink_of_pixels(p, 200, 100, INK_SQUARE);

	(void)state;
	assert_int_equal(r.most, 0);
	for (int k = 0; k < 3; k++)
		paint(p, 200, 101, 37, 43, k);
	r = ink_of_pixels(p, 200, 100, INK_SQUARE);
	assert_int_equal(r.most, 300);
	assert_int_equal(r.mean[0], 924); /* 43 x 43 of 20,000 */
	assert_int_equal(r.mean[3], 0);
	free(p);
}

/* What is smaller than a square counts for less, what is in the corner for
 * as much as anywhere. */
static void
test_small(void **state)
{
	unsigned char *p = xcalloc(86 * 86, 4);

	(void)state;
	paint(p, 86, 86 - 22, 86 - 22, 22, 3);
	assert_int_equal(ink_of_pixels(p, 86, 86, INK_SQUARE).most, 26);
	paint(p, 86, 0, 0, 86, 3);
	assert_int_equal(ink_of_pixels(p, 86, 86, INK_SQUARE).most, 100);
	assert_int_equal(ink_of_pixels(p, 3, 2, INK_SQUARE).most, 100);
	free(p);
}

/* A page of 200 by 200 with this content, without a table of references: the
 * reader finds the objects by itself. */
static void
estimate(struct ink *ink, const char *content)
{
	struct str s = STR_INIT;
	struct diag dg;

	diag_init(&dg);
	dg.sink = diag_unheard;
	str_printf(&s,
	        "%%PDF-1.7\n"
	        "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
	        "2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n"
	        "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 220 220]"
	        "/TrimBox[10 10 210 210]/Contents 4 0 R/Resources<<"
	        "/ExtGState<</O<</op true/OPM 1>>/H<</ca 0.5>>>>"
	        "/ColorSpace<</S[/Separation/Gold/DeviceCMYK"
	        "<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]"
	        "/C1[0 0.2 1 0]>>]"
	        "/I[/Indexed/DeviceCMYK 1<00000000FF000000>]>>"
	        "/Shading<<"
	        "/A<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 200 0]"
	        "/Extend[true true]/Function<</FunctionType 2/Domain[0 1]"
	        "/N 1/C0[0 0 0 0]/C1[1 0 0 0.5]>>>>"
	        "/B<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 50 0 150]"
	        "/Extend[true true]/Function<</FunctionType 3/Domain[0 1]"
	        "/Bounds[0.5]/Encode[0 1 1 0]/Functions["
	        "<</FunctionType 2/Domain[0 1]/N 1/C0[1]/C1[1]>>"
	        "<</FunctionType 2/Domain[0 1]/N 1/C0[0]/C1[1]>>]>>>>"
	        "/C<</ShadingType 3/ColorSpace/DeviceGray"
	        "/Coords[0 0 0 0 0 1]/Extend[true true]/Function"
	        "<</FunctionType 2/Domain[0 1]/N 1/C0[0]/C1[1]>>>>"
	        "/D<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]"
	        "/Function<</FunctionType 2/Domain[0 1]/N 1>>>>"
	        "/E<</ShadingType 4>>>>"
	        "/XObject<</F 5 0 R/P 6 0 R/X 7 0 R>>>>>>\nendobj\n"
	        "4 0 obj\n<</Length %zu>>\nstream\n1 0 0 1 10 10 cm\n%s\n"
	        "endstream\nendobj\n"
	        "5 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 10 10]"
	        "/Matrix[10 0 0 10 0 0]/Length 40>>\nstream\n"
	        "1 0 0 0 k 0 0 20 20 re f                \nendstream\nendobj\n"
	        "6 0 obj\n<</Type/XObject/Subtype/Image/Width 2/Height 1"
	        "/BitsPerComponent 1/ColorSpace"
	        "[/Indexed/DeviceCMYK 1<00000000FF000000>]/Length 1>>\n"
	        "stream\n@\nendstream\nendobj\n"
	        "7 0 obj\n<</Type/XObject/Subtype/Image/Width 2/Height 2"
	        "/BitsPerComponent 8/ColorSpace/DeviceGray/Decode[1 0]"
	        "/Length 4>>\nstream\n\xFF\x01\x01\xFF\nendstream\nendobj\n"
	        "trailer\n<</Root 1 0 R>>\n%%%%EOF\n",
	        strlen(content) + 18, content);
	memset(ink, 0, sizeof(*ink));
	assert_int_equal(
	        ink_estimate(ink, "x", str_span(&s), SPAN_LIT(""), 1, &dg), 0);
	assert_int_equal(ink->page.n, 1);
	str_free(&s);
}

static const struct {
	const char *content;
	double mean[4];
	unsigned most, left;
} page[] = {
	{ "", { 0, 0, 0, 0 }, 0, 0 },
	{ "0 0 0 1 k 0 0 100 100 re f", { 0, 0, 0, 25 }, 100, 0 },
	/* grey is black alone, and white covers what is below */
	{ "0 g 0 0 200 200 re f 1 g 0 0 200 100 re f", { 0, 0, 0, 50 }, 100,
	        0 },
	{ "1 1 0 0 k 0 0 200 50 re f 0 0 0 1 k 0 0 200 25 re f",
	        { 12.5, 12.5, 0, 12.5 }, 158, 0 },
	/* overprint mode 1 keeps the plates of inks that are zero */
	{ "1 1 0 0 k 0 0 200 50 re f /O gs 0 0 0 1 k 0 0 200 50 re f",
	        { 25, 25, 0, 25 }, 300, 0 },
	{ "/H gs 1 0 0 0 k 0 0 100 200 re f", { 25, 0, 0, 0 }, 50, 0 },
	/* lines: width, and dashes on average */
	{ "10 w 0 0 1 0 K 0 100 m 200 100 l S", { 0, 0, 5, 0 }, 24, 0 },
	{ "10 w [3 1] 0 d 0 0 1 0 K 0 100 m 200 100 l S", { 0, 0, 3.75, 0 }, 18,
	        0 },
	/* thinner than a pixel */
	{ "0.25 w 0 0 0 1 K 0 100 m 200 100 l S", { 0, 0, 0, 0.125 }, 1, 0 },
	{ "2 0 0 2 0 0 cm 10 w 0 0 1 0 K 20 20 60 60 re s", { 0, 0, 24, 0 }, 71,
	        0 },
	/* holes: by the even-odd rule, and by winding */
	{ "0 1 0 0 k 0 0 200 200 re 50 50 100 100 re f*", { 0, 75, 0, 0 }, 100,
	        0 },
	{ "0 1 0 0 k 0 0 200 200 re 50 50 100 100 re f", { 0, 100, 0, 0 }, 100,
	        0 },
	/* clips: a rectangle; a triangle; both, and back again */
	{ "q 0 0 100 100 re W n 0 0 0 1 k 0 0 200 200 re f Q", { 0, 0, 0, 25 },
	        100, 0 },
	{ "q 0 0 m 200 0 l 0 200 l W n 0 0 0 1 k 0 0 200 200 re f Q",
	        { 0, 0, 0, 50 }, 100, 0 },
	{ "q 0 0 m 200 0 l 0 200 l W n 0 0 100 100 re W n 0 0 0 1 k "
	  "0 0 200 200 re f Q 1 0 0 0 k 100 100 100 100 re f",
	        { 25, 0, 0, 25 }, 100, 0 },
	/* a circle of radius 100 */
	{ "0 0 1 0 k 200 100 m 200 155.23 155.23 200 100 200 c "
	  "44.77 200 0 155.23 0 100 c 0 44.77 44.77 0 100 0 c "
	  "155.23 0 200 44.77 200 100 c f",
	        { 0, 0, 78.54, 0 }, 100, 0 },
	/* spots by their transform; indices; RGB by formula */
	{ "/S cs 1 scn 0 0 100 200 re f", { 0, 10, 50, 0 }, 120, 0 },
	{ "/S cs 0.5 scn 0 0 100 200 re f", { 0, 5, 25, 0 }, 60, 0 },
	{ "/I cs 1 sc 0 0 100 200 re f", { 50, 0, 0, 0 }, 100, 0 },
	{ "1 0 0 rg 0 0 100 200 re f", { 0, 50, 50, 0 }, 200, 0 },
	/* a form, clipped to its box; twice */
	{ "/F Do", { 25, 0, 0, 0 }, 100, 0 },
	{ "q 1 0 0 1 100 100 cm /F Do Q /F Do", { 50, 0, 0, 0 }, 100, 0 },
	/* pictures: upright, and turned by a right angle */
	{ "q 200 0 0 200 0 0 cm /P Do Q", { 50, 0, 0, 0 }, 100, 0 },
	{ "q 0 200 -200 0 200 0 cm /P Do Q 0 0 0 1 k 0 0 200 100 re f",
	        { 50, 0, 0, 50 }, 100, 0 },
	{ "q 100 0 0 100 0 0 cm /X Do Q", { 0, 0, 0, 12.55 }, 100, 0 },
	/* shadings: along a line, in steps and on beyond their end; a cone
	 * of a third of its cylinder; through a clip */
	{ "/A sh", { 50, 0, 0, 25 }, 134, 0 },
	{ "/B sh", { 0, 0, 0, 37.5 }, 100, 0 },
	{ "q 100 0 0 100 100 100 cm /C sh Q", { 0, 0, 0, 26.18 }, 84, 0 },
	{ "q 100 0 0 50 100 100 cm /C sh Q", { 0, 0, 0, 13.09 }, 75, 0 },
	{ "q 0 0 100 200 re W n /A sh Q", { 12.5, 0, 0, 6.25 }, 59, 0 },
	/* what is beyond us is counted */
	{ "/Pattern cs /Q scn 0 0 9 9 re f /Y sh", { 0, 0, 0, 0 }, 0, 2 },
	{ "/D sh /E sh", { 0, 0, 0, 0 }, 0, 2 },
};

static void
test_operators(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(page) / sizeof(page[0]); i++) {
		struct ink ink;
		const struct ink_page *p;

		estimate(&ink, page[i].content);
		p = &ink.page.p[0];
		for (int k = 0; k < 4; k++)
			if (fabs(p->mean[k] / 100.0 - page[i].mean[k]) > 0.2)
				fail_msg("%s: ink %d is %d/100 %%",
				        page[i].content, k, p->mean[k]);
		if (fabs(p->most - (double)page[i].most) > 1)
			fail_msg("%s: at most %u", page[i].content, p->most);
		assert_int_equal(ink.left, page[i].left);
		ink_free(&ink);
	}
}

static void
test_pictures(void **state)
{
	struct ink ink;

	(void)state;
	estimate(&ink, "q 72 0 0 36 0 0 cm /P Do Q q 0 9 -18 0 9 9 cm /X Do Q");
	assert_int_equal(ink.picture.n, 2);
	assert_int_equal(ink.picture.p[0].object, 6);
	assert_int_equal(ink.picture.p[0].w, 2);
	assert_int_equal(ink.picture.p[0].ppi, 2);
	assert_int_equal(ink.picture.p[1].ppi, 8);
	ink_free(&ink);
	/* tiles of a background are one */
	estimate(&ink, "q 9 0 0 9 0 0 cm /P Do Q q 9 0 0 9 9 0 cm /P Do Q");
	assert_int_equal(ink.picture.n, 1);
	ink_free(&ink);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_squares),
		cmocka_unit_test(test_small),
		cmocka_unit_test(test_operators),
		cmocka_unit_test(test_pictures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
