/* keyword: what identifiers mean in each property.  Where two names have one
 * value the first is the one that dumps use. */
#include <string.h>

#include "css/value.h"

/* css-fonts-4 2.5.1, from 12pt; larger and smaller are factors of 1.2. */
const struct keyword kw_font_size[] = { { "medium", 12 * PT },
	{ "xx-small", 12 * PT * 3 / 5 }, { "x-small", 9 * PT },
	{ "small", 12 * PT * 8 / 9 }, { "large", 12 * PT * 6 / 5 },
	{ "x-large", 18 * PT }, { "xx-large", 24 * PT },
	{ "xxx-large", 36 * PT }, { "larger", -1 }, { "smaller", -2 },
	{ NULL, 0 } };
const struct keyword kw_font_weight[] = { { "normal", 400 }, { "bold", 700 },
	{ "bolder", -1 }, { "lighter", -2 }, { NULL, 0 } };
const struct keyword kw_font_style[] = { { "normal", 0 }, { "italic", 1 },
	{ "oblique", 1 }, { NULL, 0 } };
const struct keyword kw_caps[] = { { "normal", CAPS_NORMAL },
	{ "small-caps", CAPS_SMALL }, { "all-small-caps", CAPS_ALL_SMALL },
	{ NULL, 0 } };
const struct keyword kw_normal_zero[] = { { "normal", 0 }, { NULL, 0 } };
const struct keyword kw_none_zero[] = { { "none", 0 }, { NULL, 0 } };
const struct keyword kw_align[] = { { "start", ALIGN_START },
	{ "end", ALIGN_END }, { "left", ALIGN_LEFT }, { "right", ALIGN_RIGHT },
	{ "center", ALIGN_CENTER }, { "justify", ALIGN_JUSTIFY }, { NULL, 0 } };
const struct keyword kw_align_last[] = { { "auto", ALIGN_START },
	{ "start", ALIGN_START }, { "end", ALIGN_END }, { "left", ALIGN_LEFT },
	{ "right", ALIGN_RIGHT }, { "center", ALIGN_CENTER },
	{ "justify", ALIGN_JUSTIFY }, { NULL, 0 } };
const struct keyword kw_transform[] = { { "none", TRANSFORM_NONE },
	{ "uppercase", TRANSFORM_UPPERCASE },
	{ "lowercase", TRANSFORM_LOWERCASE },
	{ "capitalize", TRANSFORM_CAPITALIZE }, { NULL, 0 } };
const struct keyword kw_white_space[] = { { "normal", WS_NORMAL },
	{ "nowrap", WS_NOWRAP }, { "pre", WS_PRE }, { "pre-wrap", WS_PRE_WRAP },
	{ "break-spaces", WS_PRE_WRAP }, { "pre-line", WS_PRE_LINE },
	{ NULL, 0 } };
const struct keyword kw_hyphens[] = { { "none", HYPHENS_NONE },
	{ "manual", HYPHENS_MANUAL }, { "auto", HYPHENS_AUTO }, { NULL, 0 } };
const struct keyword kw_overflow_wrap[] = { { "normal", WRAP_NORMAL },
	{ "anywhere", WRAP_ANYWHERE }, { "break-word", WRAP_ANYWHERE },
	{ NULL, 0 } };
/* all text is set prettily */
const struct keyword kw_text_wrap[] = { { "wrap", 0 }, { "auto", 0 },
	{ "pretty", 0 }, { "stable", 0 }, { "balance", 1 }, { NULL, 0 } };
const struct keyword kw_optical[] = { { "none", 0 }, { "auto", 1 },
	{ NULL, 0 } };
const struct keyword kw_direction[] = { { "ltr", DIR_LTR }, { "rtl", DIR_RTL },
	{ NULL, 0 } };
const struct keyword kw_list_position[] = { { "outside", 0 }, { "inside", 1 },
	{ NULL, 0 } };
const struct keyword kw_collapse[] = { { "separate", 0 }, { "collapse", 1 },
	{ NULL, 0 } };
const struct keyword kw_caption_side[] = { { "top", 0 }, { "bottom", 1 },
	{ NULL, 0 } };
const struct keyword kw_line_grid[] = { { "none", 0 }, { "auto", 0 },
	{ "page", 1 }, { "snap", 1 }, { NULL, 0 } };
/* A flow-root (css-display-3) is a block here: columns and cells are the only
 * formatting contexts of their own. */
const struct keyword kw_display[] = { { "none", DISPLAY_NONE },
	{ "inline", DISPLAY_INLINE }, { "block", DISPLAY_BLOCK },
	{ "list-item", DISPLAY_LIST_ITEM },
	{ "inline-block", DISPLAY_INLINE_BLOCK }, { "table", DISPLAY_TABLE },
	{ "table-caption", DISPLAY_TABLE_CAPTION },
	{ "table-header-group", DISPLAY_TABLE_HEADER_GROUP },
	{ "table-row-group", DISPLAY_TABLE_ROW_GROUP },
	{ "table-footer-group", DISPLAY_TABLE_FOOTER_GROUP },
	{ "table-row", DISPLAY_TABLE_ROW },
	{ "table-cell", DISPLAY_TABLE_CELL },
	{ "table-column", DISPLAY_TABLE_COLUMN },
	{ "table-column-group", DISPLAY_TABLE_COLUMN_GROUP },
	{ "flow-root", DISPLAY_BLOCK }, { NULL, 0 } };
const struct keyword kw_float[] = { { "none", FLOAT_NONE },
	{ "left", FLOAT_LEFT }, { "right", FLOAT_RIGHT }, { "top", FLOAT_TOP },
	{ "bottom", FLOAT_BOTTOM }, { "footnote", FLOAT_FOOTNOTE },
	{ NULL, 0 } };
/* css-page-floats-3 3.1, of floats to top and bottom. */
const struct keyword kw_float_reference[] = { { "inline", 0 }, { "column", 0 },
	{ "region", 0 }, { "page", 1 }, { NULL, 0 } };
const struct keyword kw_clear[] = { { "none", CLEAR_NONE },
	{ "left", CLEAR_LEFT }, { "right", CLEAR_RIGHT },
	{ "both", CLEAR_BOTH }, { NULL, 0 } };
/* Kinds of lengths; 0 is also what an integer's auto is. */
const struct keyword kw_auto[] = { { "auto", LEN_AUTO }, { NULL, 0 } };
const struct keyword kw_thickness[] = { { "auto", LEN_AUTO },
	{ "from-font", LEN_AUTO }, { NULL, 0 } };
const struct keyword kw_none_len[] = { { "none", LEN_NONE }, { NULL, 0 } };
const struct keyword kw_normal_len[] = { { "normal", LEN_AUTO }, { NULL, 0 } };
/* css-backgrounds-3 3.3: 1, 3 and 5 px */
const struct keyword kw_line_width[] = { { "medium", 9 * PT / 4 },
	{ "thin", 3 * PT / 4 }, { "thick", 15 * PT / 4 }, { NULL, 0 } };
const struct keyword kw_border_style[] = { { "none", BORDER_NONE },
	{ "hidden", BORDER_HIDDEN }, { "solid", BORDER_SOLID },
	{ "dashed", BORDER_DASHED }, { "dotted", BORDER_DOTTED },
	{ "double", BORDER_DOUBLE }, { "groove", BORDER_GROOVE },
	{ "ridge", BORDER_RIDGE }, { "inset", BORDER_INSET },
	{ "outset", BORDER_OUTSET }, { NULL, 0 } };
const struct keyword kw_decoration_style[] = { { "solid", BORDER_SOLID },
	{ "double", BORDER_DOUBLE }, { "dotted", BORDER_DOTTED },
	{ "dashed", BORDER_DASHED }, { "wavy", BORDER_WAVY }, { NULL, 0 } };
const struct keyword kw_valign[] = { { "baseline", VALIGN_BASELINE },
	{ "sub", VALIGN_SUB }, { "super", VALIGN_SUPER }, { "top", VALIGN_TOP },
	{ "text-top", VALIGN_TOP }, { "middle", VALIGN_MIDDLE },
	{ "bottom", VALIGN_BOTTOM }, { "text-bottom", VALIGN_BOTTOM },
	{ NULL, 0 } };
const struct keyword kw_box_sizing[] = { { "content-box", 0 },
	{ "border-box", 1 }, { NULL, 0 } };
const struct keyword kw_table_layout[] = { { "auto", 0 }, { "fixed", 1 },
	{ NULL, 0 } };
const struct keyword kw_column_fill[] = { { "balance", FILL_BALANCE },
	{ "balance-all", FILL_BALANCE }, { "auto", FILL_AUTO }, { NULL, 0 } };
const struct keyword kw_column_span[] = { { "none", 0 }, { "all", 1 },
	{ NULL, 0 } };
/* css-break-4 3.1; recto and verso as pages of a left-to-right book. */
const struct keyword kw_break[] = { { "auto", BREAK_AUTO },
	{ "avoid", BREAK_AVOID }, { "column", BREAK_COLUMN },
	{ "page", BREAK_PAGE }, { "always", BREAK_PAGE }, { "all", BREAK_PAGE },
	{ "left", BREAK_LEFT }, { "right", BREAK_RIGHT },
	{ "verso", BREAK_LEFT }, { "recto", BREAK_RIGHT },
	{ "avoid-page", BREAK_AVOID_PAGE },
	{ "avoid-column", BREAK_AVOID_COLUMN },
	{ "-bantin-module", BREAK_MODULE }, { NULL, 0 } };
const struct keyword kw_break_inside[] = { { "auto", BREAK_AUTO },
	{ "avoid", BREAK_AVOID }, { "avoid-page", BREAK_AVOID_PAGE },
	{ "avoid-column", BREAK_AVOID_COLUMN },
	{ "-bantin-discourage", BREAK_DISCOURAGE }, { NULL, 0 } };
/* page-break-before and -after (CSS 2.1 13.3.1) */
const struct keyword kw_break_old[] = { { "auto", BREAK_AUTO },
	{ "always", BREAK_PAGE }, { "avoid", BREAK_AVOID },
	{ "left", BREAK_LEFT }, { "right", BREAK_RIGHT }, { NULL, 0 } };

int
kw_find(const struct keyword *kw, struct span name, int *value)
{
	if (kw == NULL || name.n == 0)
		return 0;
	for (; kw->name != NULL; kw++) {
		/* the first byte, a small letter or a dash, tells most */
		if ((*name.p | 0x20) == *kw->name &&
		        span_eq_nocase(name, kw->name)) {
			*value = kw->value;
			return 1;
		}
	}
	return 0;
}

/* NULL when no name has that value. */
const char *
kw_name(const struct keyword *kw, int value)
{
	for (; kw != NULL && kw->name != NULL; kw++)
		if (kw->value == value)
			return kw->name;
	return NULL;
}
