/* parse_tags: what the caps need to know of each tag, one line a tag.
 * Source: HTML 13.2.4.2 (special, scopes), 13.2.6.4 (what closes p), 13.2.6.5
 * (what ends foreign content), 13.1.2 (void elements).
 */
#include <gumbo.h>
#include <string.h>

#include "base/hash.h"
#include "filters/parse.h"

#define V T_VOID
#define R T_RAW
#define P T_CLOSES_P
#define F T_FORMAT
#define S T_SPECIAL
#define C T_SCOPE
#define T T_PART
#define I T_IMPLIED
#define O T_BREAKOUT
#define B T_BLOCK

static const unsigned short flags_of[GUMBO_TAG_LAST] = {
	[GUMBO_TAG_HTML] = S | C,
	[GUMBO_TAG_HEAD] = S | O,
	[GUMBO_TAG_TITLE] = R | S,
	[GUMBO_TAG_BASE] = V | S,
	[GUMBO_TAG_LINK] = V | S,
	[GUMBO_TAG_META] = V | S | O,
	[GUMBO_TAG_STYLE] = R | S,
	[GUMBO_TAG_SCRIPT] = R | S,
	[GUMBO_TAG_NOSCRIPT] = S,
	[GUMBO_TAG_TEMPLATE] = S | C,
	[GUMBO_TAG_BODY] = S | O,
	[GUMBO_TAG_ARTICLE] = P | S | B,
	[GUMBO_TAG_SECTION] = P | S | B,
	[GUMBO_TAG_NAV] = P | S | B,
	[GUMBO_TAG_ASIDE] = P | S | B,
	[GUMBO_TAG_H1] = P | S | O | B,
	[GUMBO_TAG_H2] = P | S | O | B,
	[GUMBO_TAG_H3] = P | S | O | B,
	[GUMBO_TAG_H4] = P | S | O | B,
	[GUMBO_TAG_H5] = P | S | O | B,
	[GUMBO_TAG_H6] = P | S | O | B,
	[GUMBO_TAG_HGROUP] = P | S | B,
	[GUMBO_TAG_HEADER] = P | S | B,
	[GUMBO_TAG_FOOTER] = P | S | B,
	[GUMBO_TAG_ADDRESS] = P | S | B,
	[GUMBO_TAG_P] = P | S | I | O | B,
	[GUMBO_TAG_HR] = V | P | S | O | B,
	[GUMBO_TAG_PRE] = P | S | O | B,
	[GUMBO_TAG_BLOCKQUOTE] = P | S | O | B,
	[GUMBO_TAG_OL] = P | S | O | B,
	[GUMBO_TAG_UL] = P | S | O | B,
	[GUMBO_TAG_LI] = P | S | I | O | B,
	[GUMBO_TAG_DL] = P | S | O | B,
	[GUMBO_TAG_DT] = P | S | I | O | B,
	[GUMBO_TAG_DD] = P | S | I | O | B,
	[GUMBO_TAG_FIGURE] = P | S | B,
	[GUMBO_TAG_FIGCAPTION] = P | S | B,
	[GUMBO_TAG_MAIN] = P | S | B,
	[GUMBO_TAG_DIV] = P | S | O | B,
	[GUMBO_TAG_A] = F,
	[GUMBO_TAG_EM] = F | O,
	[GUMBO_TAG_STRONG] = F | O,
	[GUMBO_TAG_SMALL] = F | O,
	[GUMBO_TAG_S] = F | O,
	[GUMBO_TAG_CODE] = F | O,
	[GUMBO_TAG_VAR] = O,
	[GUMBO_TAG_SUB] = O,
	[GUMBO_TAG_SUP] = O,
	[GUMBO_TAG_I] = F | O,
	[GUMBO_TAG_B] = F | O,
	[GUMBO_TAG_U] = F | O,
	[GUMBO_TAG_RUBY] = O,
	[GUMBO_TAG_RT] = I,
	[GUMBO_TAG_RP] = I,
	[GUMBO_TAG_SPAN] = O,
	[GUMBO_TAG_BR] = V | S | O | B,
	[GUMBO_TAG_WBR] = V | S,
	[GUMBO_TAG_IMAGE] = V,
	[GUMBO_TAG_IMG] = V | S | O | B,
	[GUMBO_TAG_IFRAME] = R | S,
	[GUMBO_TAG_EMBED] = V | S | O,
	[GUMBO_TAG_OBJECT] = S | C,
	[GUMBO_TAG_PARAM] = V | S,
	[GUMBO_TAG_SOURCE] = V | S,
	[GUMBO_TAG_TRACK] = V | S,
	[GUMBO_TAG_AREA] = V | S,
	[GUMBO_TAG_TABLE] = P | S | C | O | B,
	[GUMBO_TAG_CAPTION] = S | C | T | B,
	[GUMBO_TAG_COLGROUP] = S | T | B,
	[GUMBO_TAG_COL] = V | S | T | B,
	[GUMBO_TAG_TBODY] = S | T | B,
	[GUMBO_TAG_THEAD] = S | T | B,
	[GUMBO_TAG_TFOOT] = S | T | B,
	[GUMBO_TAG_TR] = S | T | B,
	[GUMBO_TAG_TD] = S | C | T | B,
	[GUMBO_TAG_TH] = S | C | T | B,
	[GUMBO_TAG_FORM] = P | S | B,
	[GUMBO_TAG_FIELDSET] = P | S | B,
	[GUMBO_TAG_LEGEND] = B,
	[GUMBO_TAG_INPUT] = V | S | B,
	[GUMBO_TAG_BUTTON] = S | B,
	[GUMBO_TAG_SELECT] = S | B,
	[GUMBO_TAG_OPTGROUP] = I | B,
	[GUMBO_TAG_OPTION] = I | B,
	[GUMBO_TAG_TEXTAREA] = R | S | B,
	[GUMBO_TAG_KEYGEN] = V,
	[GUMBO_TAG_DETAILS] = P | S | B,
	[GUMBO_TAG_SUMMARY] = P | S | B,
	[GUMBO_TAG_MENU] = P | S | O | B,
	[GUMBO_TAG_APPLET] = S | C,
	[GUMBO_TAG_BGSOUND] = V | S,
	[GUMBO_TAG_DIR] = P | S | B,
	[GUMBO_TAG_FRAME] = V | S,
	[GUMBO_TAG_FRAMESET] = S,
	[GUMBO_TAG_NOFRAMES] = R | S,
	[GUMBO_TAG_ISINDEX] = V | S,
	[GUMBO_TAG_LISTING] = P | S | O | B,
	[GUMBO_TAG_XMP] = R | P | S | B,
	[GUMBO_TAG_NOEMBED] = R | S,
	[GUMBO_TAG_PLAINTEXT] = P | S | B,
	[GUMBO_TAG_RB] = I,
	[GUMBO_TAG_STRIKE] = F | O,
	[GUMBO_TAG_BASEFONT] = V | S,
	[GUMBO_TAG_BIG] = F | O,
	[GUMBO_TAG_CENTER] = P | S | O | B,
	[GUMBO_TAG_FONT] = F,
	[GUMBO_TAG_MARQUEE] = S | C,
	[GUMBO_TAG_NOBR] = F | O,
	[GUMBO_TAG_TT] = F | O,
	[GUMBO_TAG_RTC] = I,
};

unsigned
tag_flags(short tag)
{
	return tag < (short)GUMBO_TAG_UNKNOWN ? flags_of[tag] : 0;
}

short
tag_number(const char *name, size_t n)
{
	GumboTag t = gumbo_tagn_enum(name, (unsigned)n);
	unsigned bucket = STACK_TAGS - (unsigned)GUMBO_TAG_LAST;
	uint64_t h = 0;
	size_t i;

	if (t < GUMBO_TAG_UNKNOWN)
		return (short)t;
	for (i = 0; i < n; i++)
		h = h * 31 + ((unsigned char)name[i] | 0x20u);
	return (short)((unsigned)GUMBO_TAG_LAST + h % bucket);
}
