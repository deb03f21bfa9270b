/* meta: what the stage's files share.  Private to filters/.
 *
 * meta.c         gathers, weighs, decides
 * meta_head.c    <meta>, <link>, <html lang>, microdata
 * meta_jsonld.c  JSON-LD
 * meta_body.c    what a reader sees: headings, standfirst
 * meta_days.c    dates that a reader sees
 * meta_byline.c  bylines that a reader sees
 * meta_lines.c   the same by lines, where no element says anything;
 *                meta_lines_read.c reads them, meta_lines_names.c their names
 * meta_words.c   how such lines begin in Vietnamese
 * meta_class.c   what the classes of elements say
 * meta_title.c   the title, freed of the site's name
 * meta_image.c   lead image and caption
 * meta_dates.c   which day is the article's
 * meta_authors.c whose names are the author's
 * meta_names.c   names out of lines
 * meta_lang.c    the language of a text
 * dates.c        dates
 *
 * Everybody only enters facts; each has its kind, a rank (small is good) and
 * its source.  meta.c decides, with meta_dates.c, meta_authors.c and
 * meta_title.c for their fields.
 */
#ifndef BANTIN_FILTERS_META_H
#define BANTIN_FILTERS_META_H

#include <libxml/tree.h>

#include "filters/dates.h"
#include "filters/filter.h"
#include "filters/terms.h"

enum fact_kind {
	FACT_TITLE,
	FACT_HEADING, /* a visible heading that may be the title */
	FACT_KICKER,
	FACT_STANDFIRST,
	FACT_DESCRIPTION, /* evidence only: not part of the page */
	FACT_AUTHOR, /* one line, with one name or more */
	FACT_DATE,
	FACT_MODIFIED,
	FACT_LANG,
	FACT_SITE,
	FACT_URL,
	FACT_SECTION,
	FACT_KEYWORD,
	FACT_LICENCE,
	FACT_IMAGE,
	FACT_CAPTION,
	FACT_CREDIT,
};

/* Rank of the site's name as the head of each page has it. */
#define SITE_HEADING 70

struct fact {
	enum fact_kind kind;
	int rank;
	const char *value; /* NFC, white space folded; in the arena */
	const char *source;
};

struct facts {
	struct article *a;
	enum date_order order;
	VEC(struct fact) v;
};

/* Enter a fact.  The value is folded, composed and freed of markup and
 * references where it has any; empty and overlong ones are ignored. */
void
facts_add(struct facts *f, enum fact_kind kind, int rank, struct span value,
        const char *source);
/* The best of a kind; NULL. */
const struct fact *
facts_best(const struct facts *f, enum fact_kind kind);
/* The next rank of a kind after `rank`; several facts may share one.  -1:
 * there is none. */
int
facts_next_rank(const struct facts *f, enum fact_kind kind, int rank);

/* The title as far as facts tell: a visible heading when a declared title
 * agrees with it.  In meta_title.c. */
const struct fact *
facts_title(struct facts *f);
/* Likeness of two texts by their words, 0..100. */
int
likeness(const char *a, const char *b);

void
meta_head(struct facts *f, xmlNodePtr root);
void
meta_jsonld(struct facts *f, xmlNodePtr root);
void
meta_body(struct facts *f, xmlNodePtr root);
void
meta_lines(struct facts *f, xmlNodePtr root);
/* Does a line begin with the rank of who signs a Vietnamese document? */
int
names_rank(struct span line);
/* What somebody is by post: "Thư ký Tòa án huyện"? */
int
names_post(struct span line);
/* The name of a Vietnamese office or of its site, and no more? */
int
names_office(struct span name);
/* "Lê Minh Hạ": two to four words, all with a capital, the first of them a
 * Vietnamese family name? */
int
names_person(struct span name);
void
meta_image(struct facts *f, xmlNodePtr root, xmlNodePtr h1);

/* Whether 3/5/2024 is in May, in a page of that language. */
enum date_order
dates_order(const struct facts *f, const char *lang);
void
meta_dates(struct facts *f);

/* All names of the best rank that gives any.  In meta_authors.c. */
void
meta_authors(struct facts *f);
/* Names in a line such as "By Ann Lee and Bo Hansen, staff writers | May 3".
 * Pushed to the article's authors if they are new; their number. loose: any
 * line may be a name, as in a field made for it. */
size_t
names_add(struct article *a, struct span line, int loose);
/* A line that is one name as it stands, an office's or a paper's; how many
 * were added. */
size_t
name_add_whole(struct article *a, struct span line);

/* Language that the text shows ("vi", "en", "zh", ...), NULL when it is too
 * short or unclear. */
const char *
lang_of_text(struct span text);

/* What a class, an id or a test id says of an element, by words in them. */
enum class_kind {
	CLASS_ELSEWHERE = 1, /* what belongs to other things than the article */
	CLASS_ABOUT = 2, /* an aside or footer that tells of it all the same */
	CLASS_TITLE = 4,
	CLASS_NO_TITLE = 8,
	CLASS_BYLINE = 16,
	CLASS_NO_BYLINE = 32,
	CLASS_DATED = 64,
	CLASS_OWN = 128, /* the foot of the article, not of the page */
	CLASS_FOOT = 256, /* a foot: of the page, or of the article */
	CLASS_CREDIT = 512, /* of a picture */
};

/* The words that it knows, for filters/index. */
extern const struct term meta_class_term[];
extern const size_t meta_class_terms;
/* Bits of class_kind.  They are kept in _private, which the caller clears. */
unsigned
class_kinds(xmlNodePtr n);

#define LEXICON_SLOTS 1024

/* Frequent words of at most 8 bytes, as numbers, and a bit for each language
 * that has them. */
struct lexicon {
	uint64_t word[LEXICON_SLOTS];
	uint32_t langs[LEXICON_SLOTS];
};

/* Made by filters/index, which calls lexicon_open() for it. */
extern const struct lexicon lexicon;
void
lexicon_open(struct lexicon *x);
/* Language of a few lines within a text in lang, when it is surely another:
 * "fr" of a quotation; NULL otherwise. */
const char *
lang_of_block(struct span text, const char *lang);

/* A class that sets the text to the right, by the names of frameworks? */
int
class_is_right(const xmlNode *n);
/* lower-case ASCII search in class and id together. */
int
class_has(const xmlNode *n, const char *word);
/* Case-insensitive (ASCII) find; NULL. */
const char *
find_nocase(const char *s, const char *word);

#endif
