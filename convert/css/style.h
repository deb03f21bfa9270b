/* style: the computed style of one element or pseudo-element.
 *
 * Everything is computed as far as it can be without layout: em, rem, ex, ch,
 * lh and absolute units are lengths in 1/1024 pt; percentages stay (they need
 * the containing block).  Styles are interned: equal styles have equal
 * pointers, and live as long as the struct css they came from.
 */
#ifndef BANTIN_CSS_STYLE_H
#define BANTIN_CSS_STYLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/unit.h"

enum css_len_kind { LEN_AUTO, LEN_PT, LEN_PERCENT, LEN_NONE, LEN_CALC };

struct css_calc;

struct css_len {
	uint8_t kind; /* enum css_len_kind */
	unit v; /* 1/1024 pt, or 1/1024 of a percent */
	const struct css_calc *calc; /* LEN_CALC: lengths and percentages
					 * mixed, calc(100% - 2em); else NULL */
};

unit
css_len_of(const struct css_len *l, unit base);
/* The length that l is where percentages refer to base: LEN_PT, which most
 * are, LEN_PERCENT and LEN_CALC.  LEN_AUTO and LEN_NONE give 0: look at kind
 * before. */
static inline unit
css_len_used(struct css_len l, unit base)
{
	return l.kind == LEN_PT ? l.v : css_len_of(&l, base);
}

struct css_color {
	uint8_t set; /* 0: transparent / none */
	uint8_t cmyk; /* 1: device-cmyk(), c[] as written */
	uint16_t c[4]; /* 0..65535: R G B alpha, or C M Y K */
};

enum css_side { TOP, RIGHT, BOTTOM, LEFT };

enum css_display {
	DISPLAY_NONE,
	DISPLAY_INLINE,
	DISPLAY_BLOCK,
	DISPLAY_LIST_ITEM,
	DISPLAY_INLINE_BLOCK,
	DISPLAY_TABLE,
	DISPLAY_TABLE_CAPTION,
	DISPLAY_TABLE_HEADER_GROUP,
	DISPLAY_TABLE_ROW_GROUP,
	DISPLAY_TABLE_FOOTER_GROUP,
	DISPLAY_TABLE_ROW,
	DISPLAY_TABLE_CELL,
	DISPLAY_TABLE_COLUMN,
	DISPLAY_TABLE_COLUMN_GROUP
};
enum css_float {
	FLOAT_NONE,
	FLOAT_LEFT,
	FLOAT_RIGHT,
	FLOAT_TOP,
	FLOAT_BOTTOM,
	FLOAT_FOOTNOTE
};
enum css_clear { CLEAR_NONE, CLEAR_LEFT, CLEAR_RIGHT, CLEAR_BOTH };
enum css_align {
	ALIGN_START,
	ALIGN_END,
	ALIGN_LEFT,
	ALIGN_RIGHT,
	ALIGN_CENTER,
	ALIGN_JUSTIFY
};
enum css_white_space { WS_NORMAL, WS_NOWRAP, WS_PRE, WS_PRE_WRAP, WS_PRE_LINE };
enum css_hyphens { HYPHENS_NONE, HYPHENS_MANUAL, HYPHENS_AUTO };
enum css_transform {
	TRANSFORM_NONE,
	TRANSFORM_UPPERCASE,
	TRANSFORM_LOWERCASE,
	TRANSFORM_CAPITALIZE
};
enum css_caps { CAPS_NORMAL, CAPS_SMALL, CAPS_ALL_SMALL };
enum css_decoration { DECO_UNDERLINE = 1, DECO_OVERLINE = 2, DECO_THROUGH = 4 };
enum css_hanging {
	HANG_FIRST = 1,
	HANG_LAST = 2,
	HANG_ALLOW_END = 4,
	HANG_FORCE_END = 8
};
enum css_valign {
	VALIGN_BASELINE,
	VALIGN_SUB,
	VALIGN_SUPER,
	VALIGN_TOP,
	VALIGN_MIDDLE,
	VALIGN_BOTTOM,
	VALIGN_LENGTH
};
/* What a list's markers are, as structure trees tell it; NONE is all else. */
enum css_numbering {
	NUMBERING_NONE,
	NUMBERING_DISC,
	NUMBERING_CIRCLE,
	NUMBERING_SQUARE,
	NUMBERING_DECIMAL,
	NUMBERING_LOWER_ALPHA,
	NUMBERING_UPPER_ALPHA,
	NUMBERING_LOWER_ROMAN,
	NUMBERING_UPPER_ROMAN,
	NUMBERING_COUNT
};
enum css_border_style {
	BORDER_NONE,
	BORDER_HIDDEN,
	BORDER_SOLID,
	BORDER_DASHED,
	BORDER_DOTTED,
	BORDER_DOUBLE,
	BORDER_GROOVE,
	BORDER_RIDGE,
	BORDER_INSET,
	BORDER_OUTSET,
	BORDER_WAVY /* of text-decoration */
};
enum css_break {
	BREAK_AUTO,
	BREAK_AVOID,
	BREAK_COLUMN,
	BREAK_PAGE,
	BREAK_LEFT,
	BREAK_RIGHT,
	BREAK_AVOID_PAGE,
	BREAK_AVOID_COLUMN,
	BREAK_DISCOURAGE,
	BREAK_MODULE,
	BREAK_JUMP /* no value of CSS: a page, if the article began here */
};
enum css_direction { DIR_LTR, DIR_RTL };
enum css_fill { FILL_BALANCE, FILL_AUTO };
enum css_overflow_wrap { WRAP_NORMAL, WRAP_ANYWHERE };

/* content, string-set and friends: a list of pieces. */
enum css_content_kind {
	CONTENT_STRING, /* s */
	CONTENT_ATTR, /* s: name of the attribute */
	CONTENT_COUNTER, /* s: name; list_type */
	CONTENT_COUNTERS, /* s: name; sep; list_type */
	CONTENT_NAMED_STRING, /* string(s): running head, set by string-set;
				 * sep: NULL (first), "start", "last" or
				 * "first-except" */
	CONTENT_OPEN_QUOTE,
	CONTENT_CLOSE_QUOTE, /* s: "" shows nothing
				 * (no-open-quote), NULL shows the mark */
	CONTENT_TARGET_COUNTER, /* target-counter(attr(s), sep); list_type */
	CONTENT_TARGET_TEXT, /* target-text(attr(s)) */
	CONTENT_LEADER, /* leader(s) */
	CONTENT_TEXT, /* content() in string-set: the element's text; s:
				 * NULL, or "before", "after", "first-letter" */
	CONTENT_ELEMENT /* element(s), alone: a running element; sep as of
				 * CONTENT_NAMED_STRING */
};

struct css_content {
	uint8_t kind; /* enum css_content_kind */
	const char *list_type; /* counter style; NULL: none */
	const char *s;
	const char *sep;
	const struct css_content *next;
};

struct css_counter { /* counter-reset, -increment, -set */
	const char *name;
	int value;
	const struct css_counter *next;
};

struct css_string_set {
	const char *name;
	const struct css_content *content;
	const struct css_string_set *next;
};

/* Lists of background layers, the topmost first.  Those of places are as long
 * as the sheet wrote them: they begin anew where there are more images. */
enum css_image_kind { CSS_NO_IMAGE, CSS_PICTURE, CSS_LINEAR, CSS_RADIAL };
enum css_extent {
	EXTENT_FARTHEST_CORNER,
	EXTENT_FARTHEST_SIDE,
	EXTENT_CLOSEST_CORNER,
	EXTENT_CLOSEST_SIDE,
	EXTENT_LENGTHS
};
enum css_size { SIZE_LENGTHS, SIZE_COVER, SIZE_CONTAIN };
enum css_repeat { REPEAT_ALL, REPEAT_NONE, REPEAT_SPACE, REPEAT_ROUND };
enum css_area { AREA_BORDER, AREA_PADDING, AREA_CONTENT };

struct css_pair { /* across and down */
	struct css_len v[2]; /* position; size, LEN_AUTO */
	uint8_t key[2]; /* position: 1 from the right or bottom; size (the
			 * first), repeat, area (the first) */
	const struct css_pair *next;
};

struct css_stop {
	struct css_color color;
	struct css_len at; /* LEN_AUTO: none given */
};

struct css_image {
	uint8_t kind; /* enum css_image_kind */
	uint8_t to; /* linear: 1 << enum css_side of two, a corner; or 0 */
	uint8_t repeat; /* the stops, again and again */
	uint8_t circle, extent; /* radial; enum css_extent */
	int32_t angle; /* linear: 1/1000 degree clockwise from upwards */
	const char *path; /* an existing file */
	struct css_len radius[2]; /* EXTENT_LENGTHS */
	struct css_pair at; /* radial: the centre, a position */
	const struct css_stop *stop;
	size_t stops; /* at least 2 */
	const struct css_image *next;
};

struct style {
	/* inherited */
	const char *const *font_family; /* NULL-terminated; generic names too */
	unit font_size;
	uint16_t font_weight; /* 1..1000 */
	uint8_t italic; /* 1: italic or oblique */
	uint8_t caps; /* enum css_caps */
	const char *font_features; /* as font-feature-settings is written, with
					 * font-variant-numeric and -ligatures,
					 * font-kerning put before; or NULL */
	unit line_height; /* computed, also of `normal` = 0 */
	int32_t line_number; /* line-height as a number * 1,000,000;
					 * 0: it is no number; for inheriting */
	unit root_size; /* font size of the root element: rem */
	const struct css_custom *custom; /* custom properties (--name) */
	struct css_color color;
	uint8_t text_align; /* enum css_align */
	uint8_t text_align_last; /* enum css_align; ALIGN_START default */
	struct css_len text_indent;
	struct css_len underline_offset; /* LEN_AUTO: the font's; percent of
					 * an em */
	uint8_t text_transform;
	unit letter_spacing, word_spacing;
	uint8_t white_space;
	uint8_t hyphens;
	uint8_t overflow_wrap;
	uint8_t direction;
	uint8_t text_balance; /* lines of one length, as in headings */
	uint8_t hanging; /* enum css_hanging bits */
	uint8_t optical_margin; /* 1: stops hang out a little */
	uint8_t line_grid; /* -bantin-line-grid: 1 lines sit on the
					 * page's baseline grid */
	const char *list_type; /* counter style; NULL: none */
	uint8_t list_inside; /* list-style-position: inside */
	const char *list_string; /* instead of list_type; or NULL */
	const char *const *quotes; /* pairs, NULL-terminated; NULL: by lang */
	uint8_t border_collapse;
	unit border_spacing_h, border_spacing_v;
	uint8_t caption_bottom; /* caption-side: bottom */
	uint16_t widows, orphans;
	uint16_t tab_size; /* in spaces */
	const char *feature_settings; /* parts of font_features */
	const char *feature_numeric, *feature_ligatures, *feature_kerning;
	const char *feature_position, *feature_asian, *feature_alternates;
	/* not inherited; display is the first (computed.c) */
	uint8_t display;
	int looseness; /* lines more or fewer than the best */
	const char *running; /* position: running(); NULL: static */
	uint8_t float_; /* enum css_float */
	uint8_t float_page; /* float-reference: page */
	uint8_t clear;
	struct css_len width, height, min_width, max_width, min_height,
	        max_height;
	struct css_len shrink; /* a picture may be so small to fit its page */
	struct css_len margin[4], padding[4]; /* enum css_side */
	unit border_width[4]; /* 0 where the style is none */
	uint8_t border_style[4];
	struct css_color border_color[4];
	struct css_len radius[4], radius_v[4]; /* of corners, top left and on
				 * clockwise: across, of the width in percent;
				 * down, of the height, LEN_AUTO the same */
	struct css_color background;
	const struct css_image *background_image; /* NULL: none */
	const struct css_pair *background_position, *background_size,
	        *background_repeat, *background_origin, *background_clip;
	uint8_t decoration; /* enum css_decoration bits */
	uint8_t decoration_style; /* enum css_border_style */
	struct css_len decoration_thick; /* LEN_AUTO: the font's; percent of
					 * an em */
	struct css_color decoration_color; /* resolved: never currentcolor */
	uint8_t vertical_align;
	struct css_len
	        valign_length; /* VALIGN_LENGTH; percent of line-height */
	uint8_t box_border; /* box-sizing: border-box */
	uint8_t table_fixed; /* table-layout: fixed */
	uint16_t column_count; /* 0: auto */
	struct css_len column_width; /* LEN_AUTO */
	struct css_len column_gap; /* LEN_AUTO: 1em */
	unit column_rule_width;
	uint8_t column_rule_style;
	struct css_color column_rule_color;
	uint8_t column_fill;
	uint8_t column_span; /* 1: all */
	uint8_t break_before, break_after, break_inside;
	const char *page; /* named page or NULL */
	int jump; /* lines after which an article goes on later; 0: none */
	const struct css_content *content; /* ::before, ::after, ::marker */
	uint8_t content_none; /* content: none */
	const struct css_counter *counter_reset, *counter_increment,
	        *counter_set;
	const struct css_string_set *string_set;
	int bookmark_level; /* bookmark-level; 0: none */
	int initial_letter; /* lines of a drop cap; 0: none */
	/* page contexts only: read them in struct page_style */
	unit page_size[2];
	struct css_len bleed_length; /* LEN_AUTO: 6pt beside crop marks */
	uint8_t page_marks; /* 1 crop, 2 cross */
	const struct style *base; /* initial values, for dumps */
};

/* @page, matched for one page. */
enum page_side {
	PAGE_FIRST = 1,
	PAGE_LEFT = 2,
	PAGE_RIGHT = 4,
	PAGE_BLANK = 8
};

enum margin_box {
	MBOX_TOP_LEFT_CORNER,
	MBOX_TOP_LEFT,
	MBOX_TOP_CENTER,
	MBOX_TOP_RIGHT,
	MBOX_TOP_RIGHT_CORNER,
	MBOX_RIGHT_TOP,
	MBOX_RIGHT_MIDDLE,
	MBOX_RIGHT_BOTTOM,
	MBOX_BOTTOM_RIGHT_CORNER,
	MBOX_BOTTOM_RIGHT,
	MBOX_BOTTOM_CENTER,
	MBOX_BOTTOM_LEFT,
	MBOX_BOTTOM_LEFT_CORNER,
	MBOX_LEFT_BOTTOM,
	MBOX_LEFT_MIDDLE,
	MBOX_LEFT_TOP,
	MBOX_FOOTNOTE, /* no margin box: the notes of a column */
	MBOX_COUNT
};

struct page_style {
	unit width, height; /* trim size */
	unit bleed;
	uint8_t crop_marks;
	const struct style *style; /* margin, padding, border, font ...;
					 * inherits from the root element */
	const struct style *margin_box[MBOX_COUNT]; /* NULL: no content; but
					 * MBOX_FOOTNOTE needs none */
};

#endif
