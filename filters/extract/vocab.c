/* vocab: the words that class and id attributes of templates are made of, and
 * the words of short texts that are furniture, in the languages newsrooms
 * write.  Both are evidence, never verdicts: score.c weighs them.
 *
 * Matching is by substring on ASCII-lower-cased text, where a term may ask
 * for a non-letter (or the end) before and after it.  Terms are found through
 * an index by first byte, so a string costs about its length.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/extract.h"

#define C(x) CAT_BIT(CAT_##x)
#define L 1u /* a non-letter must stand before */
#define R 2u /* a non-letter must stand after */

struct term {
	const char *s;
	uint16_t cats;
	uint8_t edges;
};

static const struct term class_term[] = {
	/* Grouped by first letter, see term_range(). */
	{ "ad", C(AD) | C(BAD), L | R },
	{ "addthis", C(SHARE), 0 },
	{ "ads", C(AD) | C(BAD), L | R },
	{ "adsbygoogle", C(AD), 0 },
	{ "advert", C(AD), 0 },
	{ "advert", C(BAD), L },
	{ "also", C(RELATED), 0 },
	{ "article", C(GOOD), L },
	{ "article__body", C(BODY), 0 },
	{ "article__content", C(BODY), 0 },
	{ "article-_body", C(BODY), 0 },
	{ "article-body", C(BODY), 0 },
	{ "article-content", C(BODY), 0 },
	{ "article-text", C(BODY), 0 },
	{ "article_body", C(BODY), 0 },
	{ "article_content", C(BODY), 0 },
	{ "articlebody", C(BODY), 0 },
	{ "articlecontent", C(BODY), 0 },
	{ "articletext", C(BODY), 0 },
	{ "aside", C(SIDEBAR), 0 },
	{ "author", C(BYLINE), 0 },
	{ "banner", C(AD), 0 },
	{ "banner", C(BAD), L | R },
	{ "binh-luan", C(COMMENT), 0 },
	{ "binhluan", C(COMMENT), 0 },
	{ "bio", C(BYLINE), 0 },
	{ "blog", C(GOOD), L | R },
	{ "body", C(GOOD), L },
	{ "body-text", C(BODY), 0 },
	{ "bodytext", C(BODY), 0 },
	{ "breadcrumb", C(NAV), 0 },
	{ "breadcrumb", C(BAD), L },
	{ "byline", C(BYLINE), 0 },
	{ "byline", C(BAD), L | R },
	{ "caption", C(CAPTION), 0 },
	{ "card", C(RELATED), 0 },
	{ "carousel", C(CAPTION), 0 },
	{ "category", C(BYLINE), 0 },
	{ "comment", C(COMMENT), 0 },
	{ "comment", C(BAD), L },
	{ "complementary", C(SIDEBAR), 0 },
	{ "consent", C(FOOTER), 0 },
	{ "consent", C(BAD), L | R },
	{ "content", C(GOOD), L },
	{ "cookie", C(FOOTER), 0 },
	{ "cookie", C(BAD), L },
	{ "copyright", C(FOOTER), 0 },
	{ "copyright", C(BAD), L | R },
	{ "credit", C(BYLINE), 0 },
	{ "credit", C(BAD), L | R },
	{ "dateline", C(BYLINE), 0 },
	{ "dek", C(HEADER), 0 },
	{ "detail", C(GOOD), L },
	{ "detail-content", C(BODY), 0 },
	{ "discuss", C(COMMENT), 0 },
	{ "disqus", C(COMMENT), 0 },
	{ "disqus", C(BAD), L | R },
	{ "donat", C(FOOTER), 0 },
	{ "dropdown", C(BAD), L | R },
	{ "email", C(BAD), L | R },
	{ "embed", C(CAPTION), 0 },
	{ "entry", C(GOOD), L },
	{ "entry-content", C(BODY), 0 },
	{ "entrycontent", C(BODY), 0 },
	{ "excerpt", C(HEADER), 0 },
	{ "extra", C(BAD), L | R },
	{ "facebook", C(SHARE), 0 },
	{ "fb_", C(COMMENT), L },
	{ "fck", C(GOOD), L | R },
	{ "fck_detail", C(BODY), 0 },
	{ "feedback", C(COMMENT), 0 },
	{ "figure", C(CAPTION), 0 },
	{ "follow", C(SHARE), 0 },
	{ "footer", C(FOOTER), 0 },
	{ "footer", C(BAD), L | R },
	{ "footnote", C(BAD), L | R },
	{ "gallery", C(CAPTION), 0 },
	{ "gallery", C(BAD), L | R },
	{ "gdpr", C(FOOTER), 0 },
	{ "gpt", C(AD), L },
	{ "header", C(HEADER), 0 },
	{ "header", C(BAD), L | R },
	{ "headline", C(HEADER), 0 },
	{ "hometext", C(GOOD), L | R },
	{ "hometext", C(HEADER), 0 },
	{ "image", C(CAPTION), 0 },
	{ "info", C(BYLINE), R },
	{ "instagram", C(CAPTION), 0 },
	{ "intro", C(HEADER), 0 },
	{ "kommentar", C(COMMENT) | C(BAD), 0 },
	{ "latest", C(RELATED), 0 },
	{ "lead", C(HEADER), 0 },
	{ "legal", C(FOOTER), 0 },
	{ "lienquan", C(RELATED) | C(BAD), 0 },
	{ "login", C(FOOTER), 0 },
	{ "login", C(BAD), L | R },
	{ "main", C(GOOD), L },
	{ "masthead", C(NAV), 0 },
	{ "masthead", C(BAD), L | R },
	{ "media", C(CAPTION), 0 },
	{ "menu", C(NAV), 0 },
	{ "menu", C(BAD), L | R },
	{ "meta", C(BYLINE), 0 },
	{ "meta", C(BAD), L | R },
	{ "modal", C(FOOTER), 0 },
	{ "modal", C(BAD), L | R },
	{ "moi-nhat", C(RELATED), 0 },
	{ "more", C(BAD), L | R },
	{ "more-", C(RELATED), 0 },
	{ "most-", C(RELATED), 0 },
	{ "nav", C(NAV), 0 },
	{ "nav", C(BAD), L },
	{ "news", C(GOOD), L },
	{ "newsletter", C(FOOTER), 0 },
	{ "newsletter", C(BAD), L | R },
	{ "next", C(RELATED), 0 },
	{ "other", C(RELATED), 0 },
	{ "other", C(BAD), L | R },
	{ "outbrain", C(RELATED), 0 },
	{ "outbrain", C(BAD), L | R },
	{ "overlay", C(FOOTER), 0 },
	{ "pager", C(NAV), 0 },
	{ "pagination", C(NAV), 0 },
	{ "paywall", C(FOOTER), 0 },
	{ "paywall", C(BAD), L | R },
	{ "phanhoi", C(COMMENT), 0 },
	{ "photo", C(CAPTION), 0 },
	{ "player", C(CAPTION), 0 },
	{ "popular", C(RELATED), 0 },
	{ "popular", C(BAD), L | R },
	{ "popup", C(FOOTER), 0 },
	{ "popup", C(BAD), L | R },
	{ "post", C(GOOD), L },
	{ "post-body", C(BODY), 0 },
	{ "post-content", C(BODY), 0 },
	{ "postbody", C(BODY), 0 },
	{ "postcontent", C(BODY), 0 },
	{ "posted", C(BYLINE), 0 },
	{ "prev", C(RELATED), 0 },
	{ "privacy", C(FOOTER), 0 },
	{ "pro-mo", C(BAD), L },
	{ "profile", C(BYLINE), 0 },
	{ "promo", C(RELATED), 0 },
	{ "promo", C(BAD), L },
	{ "published", C(BYLINE), 0 },
	{ "rail", C(SIDEBAR), 0 },
	{ "read-more", C(RELATED), 0 },
	{ "readmore", C(RELATED), 0 },
	{ "recirc", C(RELATED), 0 },
	{ "recirc", C(BAD), L },
	{ "recommend", C(RELATED), 0 },
	{ "recommend", C(BAD), L },
	{ "related", C(RELATED), 0 },
	{ "related", C(BAD), L },
	{ "reply", C(COMMENT), 0 },
	{ "reply", C(BAD), L | R },
	{ "respond", C(COMMENT), 0 },
	{ "respond", C(BAD), L | R },
	{ "rss", C(BAD), L | R },
	{ "sapo", C(HEADER), 0 },
	{ "sapo", C(GOOD), L | R },
	{ "search", C(BAD), L | R },
	{ "secondary", C(SIDEBAR), 0 },
	{ "share", C(SHARE), 0 },
	{ "share", C(BAD), L },
	{ "sharing", C(SHARE), 0 },
	{ "sharing", C(BAD), L | R },
	{ "sidebar", C(SIDEBAR), 0 },
	{ "sidebar", C(BAD), L | R },
	{ "sign-up", C(FOOTER), 0 },
	{ "sign-up", C(BAD), L | R },
	{ "signup", C(FOOTER), 0 },
	{ "signup", C(BAD), L | R },
	{ "skip", C(BAD), L | R },
	{ "slide", C(CAPTION), 0 },
	{ "social", C(SHARE), 0 },
	{ "social", C(BAD), L },
	{ "sponsor", C(AD), 0 },
	{ "sponsor", C(BAD), L },
	{ "standfirst", C(HEADER), 0 },
	{ "story", C(GOOD), L },
	{ "story-body", C(BODY), 0 },
	{ "story-content", C(BODY), 0 },
	{ "storybody", C(BODY), 0 },
	{ "storycontent", C(BODY), 0 },
	{ "subscri", C(FOOTER), 0 },
	{ "subscri", C(BAD), L },
	{ "subtitle", C(HEADER), 0 },
	{ "suggest", C(RELATED), 0 },
	{ "summary", C(HEADER), 0 },
	{ "survey", C(FOOTER), 0 },
	{ "tab", C(NAV), R },
	{ "taboola", C(RELATED), 0 },
	{ "taboola", C(BAD), L | R },
	{ "tabs", C(NAV), R },
	{ "tag", C(BYLINE), R },
	{ "tag", C(BAD), L | R },
	{ "tags", C(BYLINE), R },
	{ "tags", C(BAD), L | R },
	{ "teaser", C(RELATED), 0 },
	{ "teaser", C(BAD), L | R },
	{ "text", C(GOOD), L | R },
	{ "timestamp", C(BYLINE), 0 },
	{ "tinkhac", C(RELATED) | C(BAD), 0 },
	{ "title", C(HEADER), 0 },
	{ "tool", C(BAD), L | R },
	{ "toolbar", C(NAV), 0 },
	{ "toolbar", C(BAD), L | R },
	{ "tools", C(BAD), L | R },
	{ "trending", C(RELATED), 0 },
	{ "trending", C(BAD), L | R },
	{ "tweet", C(CAPTION), 0 },
	{ "twitter", C(SHARE), 0 },
	{ "usergenerated", C(COMMENT), 0 },
	{ "video", C(CAPTION), 0 },
	{ "widget", C(SIDEBAR), 0 },
	{ "widget", C(BAD), L },
	{ "yarpp", C(RELATED), 0 },
	{ "zergnet", C(RELATED), 0 },
};

static const struct term text_term[] = {
	{ "abonnez", 1, 0 },
	{ "advertisement", 1, 0 },
	{ "all rights reserved", 1, 0 },
	{ "alle rechte", 1, 0 },
	{ "anmelden", 1, L | R },
	{ "anzeige", 1, L | R },
	{ "aussi", 1, L | R },
	{ "bình luận", 1, 0 },
	{ "bản quyền", 1, 0 },
	{ "click here", 1, 0 },
	{ "chia sẻ", 1, 0 },
	{ "comment", 1, L },
	{ "comments", 1, 0 },
	{ "commentaire", 1, 0 },
	{ "compartir", 1, 0 },
	{ "condivid", 1, 0 },
	{ "cookie", 1, 0 },
	{ "copyright", 1, 0 },
	{ "các tin khác", 1, 0 },
	{ "drucken", 1, 0 },
	{ "en savoir plus", 1, 0 },
	{ "facebook", 1, 0 },
	{ "filed under", 1, 0 },
	{ "follow us", 1, 0 },
	{ "foto:", 1, 0 },
	{ "getty", 1, 0 },
	{ "image:", 1, 0 },
	{ "kommentar", 1, 0 },
	{ "lees ook", 1, 0 },
	{ "leer más", 1, 0 },
	{ "leggi anche", 1, 0 },
	{ "lesen sie auch", 1, 0 },
	{ "lire aussi", 1, 0 },
	{ "log in", 1, 0 },
	{ "login", 1, 0 },
	{ "mehr zum thema", 1, 0 },
	{ "newsletter", 1, 0 },
	{ "partager", 1, 0 },
	{ "phản hồi", 1, 0 },
	{ "photo:", 1, 0 },
	{ "read more", 1, 0 },
	{ "redaktion", 1, L },
	{ "related", 1, 0 },
	{ "share on", 1, 0 },
	{ "share this", 1, 0 },
	{ "sign in", 1, 0 },
	{ "sign up", 1, 0 },
	{ "subscribe", 1, 0 },
	{ "suscr", 1, L },
	{ "tags:", 1, 0 },
	{ "tag:", 1, 0 },
	{ "teilen", 1, 0 },
	{ "tin liên quan", 1, 0 },
	{ "twitter", 1, 0 },
	{ "từ khóa", 1, 0 },
	{ "whatsapp", 1, 0 },
	{ "weiterlesen", 1, 0 },
	{ "xem thêm", 1, 0 },
	{ "©", 1, 0 },
};

#define N_OF(a) (sizeof(a) / sizeof((a)[0]))

static int
is_alpha(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || c >= 0x80;
}

/* All terms that occur in s, which is lower case and NUL-terminated; the
 * table is in the order of first bytes. */
static uint32_t
find_terms(const char *s, size_t n, const struct term *t, size_t terms)
{
	uint32_t got = 0;
	uint16_t first[256] = { 0 };

	for (size_t k = terms; k-- > 0;)
		first[(unsigned char)t[k].s[0]] = (uint16_t)(k + 1);
	for (size_t i = 0; i < n; i++) {
		size_t k = first[(unsigned char)s[i]];

		if (!k)
			continue;
		for (k--; k < terms && t[k].s[0] == s[i]; k++) {
			size_t len = strlen(t[k].s);

			if ((t[k].cats & ~got) == 0 || n - i < len ||
			        memcmp(s + i, t[k].s, len) != 0)
				continue;
			if ((t[k].edges & L) && i &&
			        is_alpha((unsigned char)s[i - 1]))
				continue;
			if ((t[k].edges & R) &&
			        is_alpha((unsigned char)s[i + len]))
				continue;
			got |= t[k].cats;
		}
	}
	return got;
}

static size_t
lower_into(char *out, size_t n, size_t max, const char *s)
{
	for (; s && *s && n < max; s++)
		out[n++] = *s >= 'A' && *s <= 'Z' ? (char)(*s + 32) : *s;
	return n;
}

uint32_t
vocab_class(const char *cls, const char *id)
{
	char low[512];
	size_t n = lower_into(low, 0, 400, cls);

	low[n++] = ' ';
	n = lower_into(low, n, sizeof(low) - 1, id);
	low[n] = '\0';
	return find_terms(low, n, class_term, N_OF(class_term));
}

int
vocab_chrome_text(struct span text)
{
	struct str low = STR_INIT;
	const char *s = text.p, *end = text.p + text.n;
	int got;

	while (s < end)
		str_put_utf8(&low, cp_lower(utf8_next(&s, end)));
	got = find_terms(str_c(&low), low.len, text_term, N_OF(text_term)) != 0;
	str_free(&low);
	return got;
}
