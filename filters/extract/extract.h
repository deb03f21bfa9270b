/* extract: what the files behind the door filters/extract.c share.
 *
 * A page is seen as blocks: runs of text between block-level boundaries, in
 * document order, and as elements that hold them.  blocks.c makes both,
 * features.c describes each block by numbers, score.c turns the numbers into
 * a probability, select.c decides, prune.c takes out what was refused, build.c
 * writes what is left as clean blocks.
 *
 * While a page is open, _private of a text node is its block's index + 1 and
 * _private of an element its index in page.elem + 1.  page_close() clears
 * them.
 */
#ifndef BANTIN_FILTERS_EXTRACT_H
#define BANTIN_FILTERS_EXTRACT_H

#include <stdint.h>

#include "doc/article.h"
#include "doc/dom.h"
#include "filters/extract/pattern.h"
#include "filters/filter.h"
#include "filters/terms.h"

enum tag {
#define G(name, flags) TAG_##name,
#include "filters/extract/tag.def"
#undef G
	TAG_other,
	TAGS
};

enum tag_flag { INL, BLK, SKP };

enum tag
tag_of(const xmlNode *n);
enum tag_flag
tag_flag(enum tag t);

/* Vocabulary of class and id. */
enum cat {
	CAT_COMMENT,
	CAT_RELATED,
	CAT_SHARE,
	CAT_NAV,
	CAT_FOOTER,
	CAT_AD,
	CAT_BYLINE,
	CAT_CAPTION,
	CAT_SIDEBAR,
	CAT_HEADER,
	CAT_BAD, /* any word that speaks against */
	CAT_GOOD, /* any word that speaks for */
	CAT_BODY, /* names that only article bodies have */
	CAT_EMBED, /* posts of elsewhere, quoted */
	CAT_CONSENT, /* cookies, what lies over the page */
	CAT_SIGNUP, /* newsletters, walls, appeals */
	CAT_HIDDEN, /* what style sheets hide */
	CAT_BOX, /* facts, asides, notes set apart */
	CATS
};

#define CAT_BIT(c) (1u << (c))

/* What the words of a text speak of. */
enum topic {
	TOPIC_SITE, /* signing up, subscribing, newsletters */
	TOPIC_RIGHTS,
	TOPIC_CONSENT, /* cookies, embedded things that wait for leave */
	TOPIC_MORE, /* read also, related */
	TOPIC_SHARE,
	TOPIC_PICTURE, /* photo credits */
	TOPIC_TALK, /* comments, forums */
	TOPIC_DESK, /* who wrote, contributed, corrected */
	TOPIC_SHOP, /* adverts, prices, commissions */
	TOPIC_BIO, /* who the writer is */
	TOPIC_CONTACT, /* addresses, where to learn more */
	TOPICS
};

/* Categories of an element by its class, id, role and data- attributes. */
uint32_t
vocab_class(const xmlNode *e);
/* Topics of a text, a bit for each. */
uint32_t
vocab_topics(struct span text);
/* The words of both, for filters/index. */
extern const struct term vocab_class_term[], vocab_text_term[];
extern const size_t vocab_class_terms, vocab_text_terms;

/* A line that vi_chrome or its like in other languages knows. */
enum chrome {
	CHROME_NONE,
	CHROME_FROM_HERE,
	CHROME_LINE,
	CHROME_CAPTION,
	CHROME_BYLINE,
	CHROME_DATE,
	CHROME_END
};

#define CHROME_PATTERNS 128
#define CHROME_PATTERN_BYTES 8192

/* Which patterns a line can match, by its first byte, and the bytes that
 * each wants. */
struct chrome_index {
	uint64_t first[256][CHROME_PATTERNS / 64];
	struct byte_set needs[CHROME_PATTERNS][PATTERN_NEEDS];
	struct pattern pattern[CHROME_PATTERNS];
	struct pattern_skip skip[CHROME_PATTERN_BYTES]; /* of all */
};

/* Made while bantin is built, by filters/index. */
extern const struct chrome_index chrome_index;
/* What filters/index writes down. */
void
chrome_open(struct chrome_index *x);
enum chrome
chrome_class(struct span line);
/* Nothing but such lines side by side: "[Back] [Print] | Send"? */
int
known_parts(struct span line);
/* The same of a line whose class is known. */
int
known_parts_of(enum chrome whole, struct span line);
/* The same with nothing but blanks between them? */
int
known_run(struct span line);

/* Ancestors whose nearest place on a block's chain is a feature. */
enum near {
	NEAR_article,
	NEAR_main,
	NEAR_section,
	NEAR_aside,
	NEAR_nav,
	NEAR_footer,
	NEAR_header,
	NEAR_form,
	NEAR_table,
	NEAR_ul,
	NEAR_ol,
	NEAR_figure,
	NEAR_blockquote,
	NEAR_li,
	NEAR_h1,
	NEAR_h2,
	NEAR_h3,
	NEAR_p,
	NEAR_dl,
	NEARS
};

struct elem {
	xmlNodePtr node;
	int32_t parent; /* -1: the body */
	int16_t depth; /* of the body: 0 */
	uint8_t tag;
	uint8_t in_link, in_em, in_strong, in_row, row, hidden;
	uint8_t prop_body; /* itemprop=articleBody */
	uint32_t cats;
	int16_t near_cat[CATS]; /* depth of the nearest, or -1 */
	int16_t near_tag[NEARS];
	int16_t bad, good, strong; /* how many on the chain */
	int32_t box; /* innermost block-level, self too */
	int32_t words, chars, link_chars, blocks, long_words, long_blocks;
	int32_t imgs; /* pictures below */
	int32_t same; /* siblings of this tag and class, with text */
	int32_t article; /* which <article> with text; -1 */
	int64_t score; /* as a container, see features.c */
	int32_t weight;
	int32_t kept, dropped; /* blocks; filled by select.c */
	uint64_t sig; /* hash of tag and class */
};

/* Does a block say what an alternative text says (alts.c)? */
enum alt { ALT_NONE, ALT_BEGUN, ALT_BEGINS, ALT_SAME };

/* Is a name in a block? */
enum says { SAYS_NOT, SAYS, SAYS_FIRST };

struct block {
	int32_t el; /* innermost block-level element */
	size_t text; /* in page.text */
	uint32_t len; /* bytes */
	size_t word, word_n; /* in page.word */
	int32_t words, chars, link_chars, em_chars, strong_chars;
	int32_t pics; /* pictures since the block before */
	uint16_t topics;
	uint8_t says_site, says_author; /* enum says */
	uint8_t says_address; /* of electronic mail */
	uint8_t alt; /* enum alt */
	uint8_t marks; /* begins with a dash, star, bullet, sign */
	uint8_t rule_before; /* a line drawn across */
	/* by shape.c */
	uint8_t says_url, says_phone;
	uint8_t caps_first; /* words with a capital that it begins with */
	uint8_t label; /* bytes before a colon near the start */
	uint8_t ends_with; /* 1 a colon, 2 a question, 3 an exclamation */
	int32_t quotes, you, we; /* marks; words for reader and newsroom */
	int32_t long_words, kin; /* those that other paragraphs have */
	int32_t names, names_kin; /* of them, with a capital */
	int32_t brand; /* words of the site's address */
	int32_t puncts, commas, digits, uppers;
	int32_t title_hits, ld_hits, ld_tries;
	uint8_t ends_sentence, ends_stop, starts_upper, starts_lower, unspaced;
	uint8_t link_first, link_last; /* begins, ends in a link */
	uint64_t hash; /* of the text */
	uint64_t key[2]; /* class path, tag path */
	int32_t dup; /* blocks of the same text */
	int32_t dup_no; /* how many of them stand before */
	int32_t p; /* probability, of 1000 */
	uint8_t keep;
	uint8_t chrome; /* enum chrome; of short blocks */
	const char *rule; /* why it was dropped */
	int32_t others; /* pages of the site that have it, too: shared.c */
	xmlNodePtr first; /* first text node */
};

/* More of the block is links than is not. */
static inline int
is_links(const struct block *b)
{
	return b->link_chars * 2 > b->chars;
}

static inline void
refuse(struct block *b, const char *rule)
{
	b->keep = 0;
	b->rule = rule;
}

static inline int
is_heading_tag(unsigned tag)
{
	return tag >= TAG_h1 && tag <= TAG_h6;
}

struct word_set { /* open addressing, 0 is free */
	uint64_t *slot;
	size_t slots, n;
};

struct page {
	struct article *a;
	xmlNodePtr body;
	VEC(struct elem) elem;
	VEC(struct block) block;
	VEC(uint64_t) word; /* of all blocks, as words_hash() has them */
	struct str text; /* of all blocks, folded */
	struct str title, desc, ld; /* what the page says about itself */
	int ld_parts; /* texts that ld was put together from */
	struct word_set title_words, ld_shingles;
	struct word_set alts, alt_starts; /* hashes of word runs, see alts.c */
	int32_t total_words, total_chars, total_long;
	int show_hidden; /* take hidden elements as shown */
	int h1; /* block that is the title, or -1 */
	uint8_t *forced; /* of each element, by a site rule; NULL: none */
	const char *forced_article; /* the rule that says where it is */
	int32_t best, small; /* containers, see features.c; or -1 */
};

#define BLOCK_TEXT(pg, b) ((struct span){ (pg)->text.s + (b)->text, (b)->len })
#define BLOCK_WORDS(pg, b) ((const uint64_t *)(pg)->word.p + (b)->word)

/* Title, description and JSON-LD articleBody as the page gives them. */
void
page_self(struct page *pg);
/* Read what the page says about itself, repair it, cut it into blocks. */
void
page_open(struct page *pg, struct article *a);
void
page_close(struct page *pg);
struct elem *
page_elem(const struct page *pg, const xmlNode *n); /* or NULL */

/* Counts what there is to count of each block of page.block, and fills
 * page.word (count.c). */
void
page_count(struct page *pg);
/* The words of a text into a set, alone or as shingles of five. */
void
words_collect(struct word_set *set, struct span text, int shingles);
/* Decomposed letters, as windows-1258 and some editors have them, count as
 * composed ones: what the head says and what the body shows may differ in
 * that, and the known lines are composed.  0: there is no mark of U+0300 to
 * U+036F, and out is untouched. */
int
words_compose(struct str *out, struct span text);
/* The words of a text as hashes of their lower-case forms; returns how many
 * of at most max were stored. */
size_t
words_hash(struct span text, uint64_t *out, size_t max);
void
word_set_add(struct word_set *w, uint64_t h);
int
word_set_has(const struct word_set *w, uint64_t h);

/* Fill what shape.c tells of a block. */
void
page_shape(struct page *pg);
/* Remember the alternative text or caption of a picture. */
void
alts_add(struct page *pg, struct span alt);
/* Fill block.alt. */
void
page_alts(struct page *pg);
/* Fill says_site, says_author and says_address (names.c). */
void
page_names(struct page *pg);

#define FEATURES 256 /* room; features.c says how many are used */

/* Aggregates over elements, containers, the title's place. */
void
page_measure(struct page *pg);
/* Gives the n features of each block in turn; the row is lent. */
void
page_features(const struct page *pg,
        void (*take)(void *ctx, size_t block, const int32_t *row, int n),
        void *ctx);
/* Boosted trees.  A node with feature < 0 is a leaf. */
struct tree_node {
	int16_t feature;
	uint16_t right; /* left is the next node */
	int32_t value; /* threshold (<= goes left), or leaf * 1024 */
};

struct forest {
	const struct tree_node *node;
	const uint32_t *root;
	int trees;
	int32_t bias; /* * 1024 */
};

extern const struct forest extract_forest;

/* Fill block.p: probability of 1000. */
void
page_score(struct page *pg, const struct forest *f);

/* Decide block.keep and block.rule. */
void
page_select(struct page *pg);
/* What site rules want comes first; 1 when they want something. */
int
page_forced(struct page *pg);
/* What stands there twice (repeats.c); quotes_alone: words of the text set large
 * beside it, and no more. */
void
drop_repeats(struct page *pg, int quotes_alone);
/* What other pages of the site say, too (shared.c). */
void
page_shared(struct page *pg, const struct options *o);
/* "Read also: Another story", "Tags: one, two" (labels.c)? */
int
is_labelled_link(const struct page *pg, const struct block *b);

/* "Continued on next page", "Page 2 of 5"? */
int
is_page_turn(struct span line);

/* --- embeds.c: what the page shows in frames of other sites --- */

/* Elements that scripts make such a frame of become one. */
void
embeds_repair(xmlNodePtr n);
int
is_embed(const xmlNode *n);
#define EMBED_LINE "bantin-embed" /* class of such a line, for build.c */
/* In front of n, a line that says where what it shows is, if that is known. */
void
embed_line(struct article *a, xmlNodePtr n);

/* Captions with their pictures and the heads of kept tables. */
void
page_keep_parts(struct page *pg);
/* Is e set to the right, or what it lies in? */
int
page_set_right(const struct page *pg, int32_t e);
/* The nearest element of a tag at e or above it, less than levels up (0: as far
 * as the body); -1: there is none. */
int32_t
elem_above(const struct page *pg, int32_t e, enum tag t, int levels);
/* Is el the element box, or below it?  box -1: the body's parent, over all. */
int
elem_lies_in(const struct page *pg, int32_t el, int32_t box);
/* Refused by its score alone: by no rule, no known line, and in no box that is
 * hidden by its name. */
int
is_undecided(const struct page *pg, const struct block *b);
/* Refuses what is kept of the blocks from .. to - 1, under the rule's name. */
void
page_drop(struct page *pg, size_t from, size_t to, const char *rule);
/* "Print", "[Back] [Print]", "Home  Back" as links: a line of the site's. */
int
is_known_line(const struct page *pg, const struct block *b);
/* Drops what sites set amid the text and behind it (trim.c). */
void
page_trim(struct page *pg);
/* Blocks amid the text that are set as most of the kept ones are (alike.c). */
void
page_keep_alike(struct page *pg);
/* Terms of kept definitions, headings of kept text, notes that kept marks lead
 * to (belongs.c). */
void
page_keep_belongings(struct page *pg);

/* The last block that is kept, if one stands before it; or NULL. */
struct block *
page_last_kept(struct page *pg);
/* What metadata took for the standfirst is none, which the ledger notes. */
void
page_no_standfirst(struct page *pg);
/* Is a block refused under that rule printed from the metadata?  rule may be
 * NULL. */
int
is_metadata_rule(const char *rule);
/* Blocks that repeat metadata: out of the body (metalines.c). */
void
drop_metadata(struct page *pg);

#define META_WORDS 400

struct metawords {
	uint64_t h[META_WORDS];
	size_t n;
};

/* What every writer prints from the metadata. */
struct printed {
	struct article *a;
	struct metawords title, headed, stand, authors, joints;
};

void
printed_open(struct printed *p, struct article *a);
/* Why a line near the start or end of the article is not to be printed again;
 * NULL: it is. */
const char *
printed_rule(const struct printed *p, struct span line, int at_start);
/* What somebody is who is named in the line above: "(Chủ tịch Công đoàn)";
 * asked for Vietnamese pages. */
int
tells_office(const struct article *a, struct span t);

/* Take refused blocks out of the tree, with their ledger entries. */
void
page_prune(struct page *pg);
/* Before blocks are cut: scripts and comments out, lazy images, Word. */
void
repair_page(struct article *a);
void
repair_word(struct article *a, xmlNodePtr body);
/* Write the tree anew: html > head, body > article > clean blocks. */
void
build_article(struct article *a);

#endif
