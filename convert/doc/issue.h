/* issue: the manifest (DESIGN 6), read through libfyaml so that every fault
 * has file:line:column and says what was expected.  Date and number templates
 * ({year} {month} {day} {months_since:2020-01} ...) are filled in here, from
 * the date given or SOURCE_DATE_EPOCH, never from another clock than the one
 * call in main. */
#ifndef BANTIN_DOC_ISSUE_H
#define BANTIN_DOC_ISSUE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/unit.h"
#include "base/vec.h"

enum issue_sort {
	SORT_GIVEN,
	SORT_NAME,
	SORT_DATE,
	SORT_DATE_DESC,
	SORT_TITLE
};

struct issue_source {
	char *pattern; /* path or glob, resolved beside the manifest */
	VEC(char *) path; /* matches, sorted bytewise */
	enum issue_sort sort;
	int limit; /* 0: none */
	int lead;
	int line, col;
};

struct issue_section {
	char *title; /* may be NULL */
	VEC(struct issue_source) source;
};

struct issue_step {
	char *name; /* of a filter; NULL when run is set */
	char *run; /* command, resolved beside the manifest */
	int line, col;
};

struct issue_pdf {
	char *output; /* NULL: no PDF */
	char *theme; /* name or folder; "bulletin" */
	char *page; /* "A4", "A5 landscape", "210mm 280mm"; NULL */
	int columns; /* 0: as the theme says */
	int jump; /* lines of an article on the front page; 0 */
	char *target; /* "screen" (default) or "print" */
	unit bleed;
	int crop_marks; /* 0 none, 1 crop, 2 all */
	char *print; /* coated, uncoated, heatset, newspaper, or the
					 * path of a profile; NULL: coated */
	int ink; /* percent of all inks; 0: as the condition says */
	int keep_rgb; /* pictures and colours are not converted */
	int links; /* enum weblink_way */
	char *short_urls; /* a list of them, or NULL */
	int attach; /* the articles' files inside, as PDF/A-3 */
};

/* Whose readers an EPUB is made for, where their stores ask for other things
 * than the standard does. */
enum epub_profile {
	PROFILE_DEFAULT,
	PROFILE_KOBO,
	PROFILE_KINDLE,
	PROFILE_APPLE
};

enum epub_images {
	IMAGES_COMPATIBLE, /* JPEG and PNG */
	IMAGES_MODERN /* WebP, SVG, AVIF as they came */
};

struct issue_epub {
	char *output; /* NULL: no EPUB */
	char *theme;
	char *cover; /* path or NULL */
	int fonts; /* 1: embed (default) */
	int profile; /* enum epub_profile */
	int images; /* enum epub_images */
};

struct issue_index { /* of names, in the PDF */
	int on;
	char *names; /* a list, or NULL */
	int given; /* sorted by given names */
};

struct issue {
	struct arena *arena;
	char *path; /* of the manifest */
	char *title, *number, *lang, *timezone;
	int year, month, day; /* of the issue: the period's first day */
	char *date; /* YYYY-MM-DD of the issue */
	char *shown; /* the same, or YYYY-MM: the period is a month */
	char *publisher, *address, *logo;
	char *description, *rights, *subject;
	VEC(struct issue_section) section;
	VEC(struct issue_step) step; /* empty: the default chain */
	struct issue_pdf pdf;
	struct issue_epub epub;
	struct limits limits;
	char *report; /* path or NULL */
	struct issue_index index;
	char *rules; /* site rules: path or NULL */
	int strict;
	int untrack; /* addresses lose what only counts readers */
};

/* date: "YYYY-MM-DD" or NULL; now: seconds since the epoch for templates when
 * date is NULL.  NULL after diagnostics (all faults of the file are
 * reported, not only the first). */
struct issue *
issue_load(const char *path, const char *date, long long now, struct diag *dg);
void
issue_free(struct issue *is);

#endif
