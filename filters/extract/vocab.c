/* vocab: the words that class and id attributes of templates are made of, and
 * the words of short texts that are furniture, in the languages newsrooms
 * write.  Both are evidence, never verdicts: score.c weighs them.
 *
 * Matching is by substring on ASCII-lower-cased text, where a term may ask
 * for a non-letter (or the end) before and after it.  Terms are found through
 * an index by their first two bytes, so a string costs about its length.
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
	{ "embed", C(CAPTION) | C(EMBED), 0 },
	{ "entry", C(GOOD), L },
	{ "entry-content", C(BODY), 0 },
	{ "entrycontent", C(BODY), 0 },
	{ "excerpt", C(HEADER), 0 },
	{ "extra", C(BAD), L | R },
	{ "facebook", C(SHARE), 0 },
	{ "fb-post", C(EMBED), 0 },
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
	{ "instagram", C(CAPTION) | C(EMBED), 0 },
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
	{ "tweet", C(CAPTION) | C(EMBED), 0 },
	{ "twitter", C(SHARE), 0 },
	{ "usergenerated", C(COMMENT), 0 },
	{ "video", C(CAPTION), 0 },
	{ "widget", C(SIDEBAR), 0 },
	{ "widget", C(BAD), L },
	{ "yarpp", C(RELATED), 0 },
	{ "zergnet", C(RELATED), 0 },
};

#define T(x) (1u << TOPIC_##x)

static const struct term text_term[] = {
	/* In the order of bytes. */
	{ "(file", T(PICTURE), 0 },
	{ "abonnez", T(SITE), 0 },
	{ "abonniere", T(SITE), L },
	{ "abonnieren", T(SITE), 0 },
	{ "about the author", T(DESK), 0 },
	{ "account", T(SITE), L | R },
	{ "ad blocker", T(CONSENT), 0 },
	{ "adblock", T(CONSENT), 0 },
	{ "add to cart", T(SHOP), 0 },
	{ "advertisement", T(SHOP), 0 },
	{ "affiliate", T(SHOP), 0 },
	{ "afp", T(PICTURE), L | R },
	{ "all rights reserved", T(RIGHTS), 0 },
	{ "alle rechte", T(RIGHTS), 0 },
	{ "already a", T(SITE), 0 },
	{ "also read", T(MORE), 0 },
	{ "angebot", T(SHOP), 0 },
	{ "anmelden", T(SITE), 0 },
	{ "antworten", T(TALK), 0 },
	{ "anzeige", T(SHOP), 0 },
	{ "ap photo", T(PICTURE), 0 },
	{ "app store", T(SITE), 0 },
	{ "assine", T(SITE), 0 },
	{ "aussi", T(MORE), L | R },
	{ "author of", T(DESK), 0 },
	{ "autor", T(DESK), L | R },
	{ "bild:", T(PICTURE), 0 },
	{ "bilder:", T(PICTURE), 0 },
	{ "biên tập", T(DESK), 0 },
	{ "book now", T(SHOP), 0 },
	{ "born in", T(DESK), 0 },
	{ "browser", T(CONSENT), L | R },
	{ "buy now", T(SHOP), 0 },
	{ "bình luận", T(TALK), 0 },
	{ "bản quyền", T(RIGHTS), 0 },
	{ "bản tin", T(SITE), 0 },
	{ "cadastre", T(SITE), 0 },
	{ "cet article", T(DESK), 0 },
	{ "check price", T(SHOP), 0 },
	{ "chia sẻ", T(SHARE), 0 },
	{ "chính sách bảo mật", T(CONSENT), 0 },
	{ "click here", T(MORE), 0 },
	{ "click to", T(SHOP), 0 },
	{ "comentario", T(TALK), 0 },
	{ "comentári", T(TALK), 0 },
	{ "comment", T(TALK), L },
	{ "commentaire", T(TALK), 0 },
	{ "commenti", T(TALK), 0 },
	{ "commission", T(SHOP), L },
	{ "compartilh", T(SHARE), 0 },
	{ "compartir", T(SHARE), 0 },
	{ "condivid", T(SHARE), 0 },
	{ "consent", T(CONSENT), L | R },
	{ "contact", T(DESK), L | R },
	{ "content is not available", T(CONSENT), 0 },
	{ "contenu externe", T(CONSENT), 0 },
	{ "continue reading", T(MORE), 0 },
	{ "contributed to", T(DESK), 0 },
	{ "contributing", T(DESK), 0 },
	{ "contribution will", T(SITE), 0 },
	{ "cookie", T(CONSENT), 0 },
	{ "copy link", T(SHARE), 0 },
	{ "copyright", T(RIGHTS), 0 },
	{ "correction", T(DESK), 0 },
	{ "correspondent", T(DESK), 0 },
	{ "coupon", T(SHOP), 0 },
	{ "courtesy of", T(PICTURE), 0 },
	{ "covers", T(DESK), L | R },
	{ "crédit", T(PICTURE), 0 },
	{ "các tin khác", T(MORE), 0 },
	{ "datenschutz", T(CONSENT), 0 },
	{ "deal", T(SHOP), L | R },
	{ "dein abo", T(SITE), 0 },
	{ "dieser artikel", T(DESK), 0 },
	{ "dieser text", T(DESK), 0 },
	{ "diritti riservati", T(RIGHTS), 0 },
	{ "discount", T(SHOP), L | R },
	{ "discussion", T(TALK), 0 },
	{ "don't miss", T(MORE), 0 },
	{ "donate", T(SITE), L | R },
	{ "don’t miss", T(MORE), 0 },
	{ "download the app", T(SITE), 0 },
	{ "dpa", T(PICTURE), L | R },
	{ "drittanbieter", T(CONSENT), 0 },
	{ "drittplattform", T(CONSENT), 0 },
	{ "drucken", T(SHARE), 0 },
	{ "e-mail-adresse", T(SITE), 0 },
	{ "edited by", T(DESK), 0 },
	{ "editor's note", T(DESK), 0 },
	{ "editor’s note", T(DESK), 0 },
	{ "einverstanden", T(CONSENT), 0 },
	{ "einwillig", T(CONSENT), 0 },
	{ "email", T(SHARE), L | R },
	{ "en savoir plus", T(MORE), 0 },
	{ "este artículo", T(DESK), 0 },
	{ "external content", T(CONSENT), 0 },
	{ "externe inhalte", T(CONSENT), 0 },
	{ "externen inhalt", T(CONSENT), 0 },
	{ "externer inhalt", T(CONSENT), 0 },
	{ "facebook", T(SHARE), 0 },
	{ "file -", T(PICTURE), 0 },
	{ "file –", T(PICTURE), 0 },
	{ "filed under", T(DESK), 0 },
	{ "first published", T(DESK), 0 },
	{ "folge", T(SHARE), 0 },
	{ "folgen sie", T(SHARE), 0 },
	{ "follow", T(SHARE), L | R },
	{ "follow her", T(DESK), 0 },
	{ "follow him", T(DESK), 0 },
	{ "follow us", T(SHARE), 0 },
	{ "forum", T(TALK), L | R },
	{ "foto:", T(PICTURE), 0 },
	{ "fotos:", T(PICTURE), 0 },
	{ "free trial", T(SITE), 0 },
	{ "getty", T(PICTURE), L | R },
	{ "ghi rõ nguồn", T(RIGHTS), 0 },
	{ "google news", T(SITE), 0 },
	{ "google play", T(SITE), 0 },
	{ "graduated", T(DESK), 0 },
	{ "image credit", T(PICTURE), 0 },
	{ "image:", T(PICTURE), 0 },
	{ "imago", T(PICTURE), L | R },
	{ "in stock", T(SHOP), 0 },
	{ "inbox", T(SITE), L | R },
	{ "inscrivez", T(SITE), 0 },
	{ "instagram", T(SHARE), 0 },
	{ "is a freelance", T(DESK), 0 },
	{ "is a reporter", T(DESK), 0 },
	{ "is a senior", T(DESK), 0 },
	{ "is a writer", T(DESK), 0 },
	{ "is an author", T(DESK), 0 },
	{ "is the author", T(DESK), 0 },
	{ "iscriviti", T(SITE), 0 },
	{ "istock", T(PICTURE), 0 },
	{ "javascript", T(CONSENT), 0 },
	{ "jetzt testen", T(SITE), 0 },
	{ "không được sao chép", T(RIGHTS), 0 },
	{ "kommentar", T(TALK), L },
	{ "last modified", T(DESK), 0 },
	{ "lea además", T(MORE), 0 },
	{ "lea también", T(MORE), 0 },
	{ "leer más", T(MORE), 0 },
	{ "lees ook", T(MORE), 0 },
	{ "leggi anche", T(MORE), 0 },
	{ "leia mais", T(MORE), 0 },
	{ "leia também", T(MORE), 0 },
	{ "lesen sie auch", T(MORE), 0 },
	{ "lesen sie mehr", T(MORE), 0 },
	{ "lesezeit", T(DESK), 0 },
	{ "linkedin", T(SHARE), 0 },
	{ "lire aussi", T(MORE), 0 },
	{ "lire la suite", T(MORE), 0 },
	{ "listen:", T(MORE), 0 },
	{ "log in", T(SITE), 0 },
	{ "login", T(SITE), L | R },
	{ "may not be reproduced", T(RIGHTS), 0 },
	{ "mehr dazu", T(MORE), 0 },
	{ "mehr lesen", T(MORE), 0 },
	{ "mehr zum thema", T(MORE), 0 },
	{ "membership", T(SITE), 0 },
	{ "min read", T(DESK), 0 },
	{ "minute read", T(DESK), 0 },
	{ "minuten", T(DESK), 0 },
	{ "moderat", T(TALK), L },
	{ "more from", T(MORE), 0 },
	{ "more on", T(MORE), 0 },
	{ "most popular", T(MORE), 0 },
	{ "most read", T(MORE), 0 },
	{ "más noticias", T(MORE), 0 },
	{ "newsletter", T(SITE), 0 },
	{ "nhận tin", T(SITE), 0 },
	{ "nicht verfügbar", T(CONSENT), 0 },
	{ "opinions expressed", T(DESK), 0 },
	{ "originally appeared", T(DESK), 0 },
	{ "originally published", T(DESK), 0 },
	{ "partager", T(SHARE), 0 },
	{ "personenbezogene", T(CONSENT), 0 },
	{ "photo by", T(PICTURE), 0 },
	{ "photo/", T(PICTURE), 0 },
	{ "photo:", T(PICTURE), 0 },
	{ "photograph", T(PICTURE), 0 },
	{ "photos:", T(PICTURE), 0 },
	{ "phóng viên", T(DESK), 0 },
	{ "phản hồi", T(TALK), 0 },
	{ "picture:", T(PICTURE), 0 },
	{ "pictured", T(PICTURE), 0 },
	{ "pinterest", T(SHARE), 0 },
	{ "pixabay", T(PICTURE), 0 },
	{ "posted by", T(DESK), 0 },
	{ "posted in", T(DESK), 0 },
	{ "preis", T(SHOP), L | R },
	{ "premium", T(SITE), L | R },
	{ "print", T(SHARE), L | R },
	{ "privacy notice", T(CONSENT), 0 },
	{ "privacy policy", T(CONSENT), 0 },
	{ "provision", T(SHOP), 0 },
	{ "pubblicità", T(SHOP), 0 },
	{ "publicidad", T(SHOP), 0 },
	{ "publicité", T(SHOP), 0 },
	{ "published", T(DESK), 0 },
	{ "purchase", T(SHOP), L | R },
	{ "quelle:", T(PICTURE), 0 },
	{ "quảng cáo", T(SHOP), 0 },
	{ "reach her", T(DESK), 0 },
	{ "reach him", T(DESK), 0 },
	{ "read also", T(MORE), 0 },
	{ "read more", T(MORE), 0 },
	{ "read next", T(MORE), 0 },
	{ "recommended", T(MORE), 0 },
	{ "redaktion", T(DESK), L },
	{ "registrier", T(SITE), 0 },
	{ "related", T(MORE), L | R },
	{ "reply", T(TALK), L | R },
	{ "reporting by", T(DESK), 0 },
	{ "republish", T(RIGHTS), 0 },
	{ "respond", T(TALK), L | R },
	{ "reuters", T(PICTURE), 0 },
	{ "répondre", T(TALK), 0 },
	{ "says:", T(TALK), 0 },
	{ "screenshot", T(PICTURE), 0 },
	{ "see also", T(MORE), 0 },
	{ "see at", T(SHOP), 0 },
	{ "seen here", T(PICTURE), 0 },
	{ "share", T(SHARE), L | R },
	{ "shop now", T(SHOP), 0 },
	{ "shutterstock", T(PICTURE), 0 },
	{ "sign in", T(SITE), 0 },
	{ "sign up", T(SITE), 0 },
	{ "signup", T(SITE), 0 },
	{ "spenden", T(SITE), 0 },
	{ "sponsored", T(SHOP), 0 },
	{ "staff reporter", T(DESK), 0 },
	{ "staff writer", T(DESK), 0 },
	{ "subscribe", T(SITE), 0 },
	{ "subscriber", T(SITE), 0 },
	{ "subscription", T(SITE), 0 },
	{ "support our", T(SITE), 0 },
	{ "suscr", T(SITE), L },
	{ "syndicat", T(RIGHTS), L },
	{ "tag:", T(DESK), 0 },
	{ "tags:", T(DESK), 0 },
	{ "te puede interesar", T(MORE), 0 },
	{ "teilen", T(SHARE), 0 },
	{ "telegram", T(SHARE), 0 },
	{ "terms of service", T(RIGHTS), 0 },
	{ "terms of use", T(RIGHTS), 0 },
	{ "theo dõi", T(SHARE), 0 },
	{ "this article", T(DESK), 0 },
	{ "this story", T(DESK), 0 },
	{ "tin liên quan", T(MORE), 0 },
	{ "tips", T(DESK), L | R },
	{ "todos los derechos", T(RIGHTS), 0 },
	{ "todos os direitos", T(RIGHTS), 0 },
	{ "top stories", T(MORE), 0 },
	{ "tous droits", T(RIGHTS), 0 },
	{ "trending", T(MORE), 0 },
	{ "twitter", T(SHARE), 0 },
	{ "tác giả", T(DESK), 0 },
	{ "từ khóa", T(DESK), 0 },
	{ "unlock", T(SITE), L | R },
	{ "updated", T(DESK), L | R },
	{ "veja também", T(MORE), 0 },
	{ "vervielfält", T(RIGHTS), 0 },
	{ "views expressed", T(DESK), 0 },
	{ "vous aimerez", T(MORE), 0 },
	{ "warenkorb", T(SHOP), 0 },
	{ "watch |", T(MORE), 0 },
	{ "watch:", T(MORE), 0 },
	{ "we may earn", T(SHOP), 0 },
	{ "we may receive", T(SHOP), 0 },
	{ "weiterlesen", T(MORE), 0 },
	{ "werbung", T(SHOP), 0 },
	{ "whatsapp", T(SHARE), 0 },
	{ "written by", T(DESK), 0 },
	{ "wrote:", T(TALK), 0 },
	{ "xem thêm", T(MORE), 0 },
	{ "xem tiếp", T(MORE), 0 },
	{ "your email", T(SITE), 0 },
	{ "zum thema", T(MORE), 0 },
	{ "zur person", T(DESK), 0 },
	{ "zustimm", T(CONSENT), 0 },
	{ "©", T(RIGHTS), 0 },
	{ "© ", T(PICTURE), 0 },
	{ "über den autor", T(DESK), 0 },
	{ "ý kiến", T(TALK), 0 },
	{ "đăng ký nhận", T(SITE), 0 },
	{ "đăng nhập", T(SITE), 0 },
	{ "đọc thêm", T(MORE), 0 },
	{ "đọc tiếp", T(MORE), 0 },
	{ "ảnh chụp", T(PICTURE), 0 },
	{ "ảnh:", T(PICTURE), 0 },
};

#define N_OF(a) (sizeof(a) / sizeof((a)[0]))

static int
is_alpha(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || c >= 0x80;
}

static size_t
pair_of(const char *s)
{
	unsigned a = (unsigned char)s[0], b = (unsigned char)s[1];

	return (a * 67 + b) % PAIRS;
}

_Static_assert(N_OF(class_term) <= TERMS && N_OF(text_term) <= TERMS,
        "room in the index");

static void
index_terms(struct term_index *x, const struct term *t, size_t terms)
{
	memset(x->first, 0, sizeof(x->first));
	for (size_t k = terms; k-- > 0;) {
		uint16_t *first = &x->first[pair_of(t[k].s)];

		x->len[k] = (uint8_t)strlen(t[k].s);
		x->next[k] = *first;
		*first = (uint16_t)(k + 1);
	}
}

void
vocab_open(struct vocab *v)
{
	index_terms(&v->cls, class_term, N_OF(class_term));
	index_terms(&v->text, text_term, N_OF(text_term));
}

/* All terms that occur in s, which is lower case and NUL-terminated. */
static uint32_t
find_terms(const char *s, size_t n, const struct term *t,
        const struct term_index *x)
{
	uint32_t got = 0;

	for (size_t i = 0; i + 1 < n; i++)
		for (size_t k = x->first[pair_of(s + i)]; k; k = x->next[k]) {
			size_t len = x->len[--k];

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
	return got;
}

static char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static size_t
lower_into(char *out, size_t n, size_t max, const char *s)
{
	for (; s && *s && n < max; s++)
		out[n++] = ascii_lower(*s);
	return n;
}

uint32_t
vocab_class(const struct vocab *v, const char *cls, const char *id)
{
	char low[512];
	size_t n = lower_into(low, 0, 400, cls);

	low[n++] = ' ';
	n = lower_into(low, n, sizeof(low) - 1, id);
	low[n] = '\0';
	/* A builder of pages whose every part is a "widget". */
	if (n > 16 && memmem(low, n, "elementor-widget", 16))
		for (size_t i = 0; i + 6 < n; i++)
			if (memcmp(low + i, "widget", 6) == 0)
				low[i] = '-';
	return find_terms(low, n, class_term, &v->cls);
}

uint32_t
vocab_topics(const struct vocab *v, struct span text)
{
	struct str low = STR_INIT;
	const char *s = text.p, *end = text.p + text.n;
	uint32_t got;

	str_reserve(&low, text.n);
	while (s < end) {
		const char *from = s;

		while (s < end && (unsigned char)*s < 0x80)
			s++;
		str_add(&low, from, (size_t)(s - from));
		for (size_t k = low.len - (size_t)(s - from); k < low.len; k++)
			low.s[k] = ascii_lower(low.s[k]);
		while (s < end && (unsigned char)*s >= 0x80)
			str_put_utf8(&low, cp_lower(utf8_next(&s, end)));
	}
	got = find_terms(str_c(&low), low.len, text_term, &v->text);
	str_free(&low);
	return got;
}
