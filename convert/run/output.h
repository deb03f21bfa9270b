/* output: a book to files. */
#ifndef BANTIN_RUN_OUTPUT_H
#define BANTIN_RUN_OUTPUT_H

#include "doc/weblink.h"
#include "run/gather.h"

enum form {
	FORM_PDF,
	FORM_EPUB,
	FORM_XHTML,
	FORM_TEXT,
	FORM_MD,
	FORM_JSON,
	FORM_UNKNOWN
};

struct target {
	enum form form;
	const char *path; /* "-" is stdout */
	const char *theme; /* NULL: bulletin */
	const char *page; /* CSS size or NULL */
	int columns;
	int jump; /* lines; 0: as the theme says */
	unit bleed;
	int crop_marks; /* 0 none, 1 crop, 2 all */
	int print;
	const char *condition; /* print: NULL is coated */
	int ink; /* percent of all inks; 0: as the condition says, and
		  * after writing what it was held to */
	int keep_rgb;
	enum weblink_way links;
	const char *short_urls; /* path or NULL */
	size_t attach; /* bytes of an article at most; 0: none */
	int booklet;
	int fonts;
	enum epub_profile profile;
	enum epub_images images;
	/* what came of it */
	int pages;
	long long bytes;
	int unchanged;
};

enum form
form_of_path(const char *path);
enum form
form_of_name(const char *name); /* "text", "md" ... */
void
form_article(struct str *out, enum form form, const struct article *a);

/* 0, or -1 after one diagnostic. */
int
output_write(struct run *r, struct target *t);
/* All of them, EPUBs last: they list the pages of the PDF. */
int
output_write_all(struct run *r, struct target *t, size_t n);
/* --dump boxes|lines|pages on stdout. */
int
output_dump(struct run *r, const struct target *t, const char *what);
/* The one line at the end. */
void
output_summary(const struct run *r, const struct target *t, size_t n);

#endif
