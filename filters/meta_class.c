/* meta_class: what the class, the id and the test id of an element say.
 *
 * All words are looked for at once, and an element is asked once only: many
 * questions are put to the same few hundred ancestors.
 */
#include <string.h>

#include "doc/dom.h"
#include "filters/meta.h"

const struct term meta_class_term[] = {
	{ "auteur", CLASS_BYLINE, 0 },
	{ "author", CLASS_ABOUT | CLASS_BYLINE, 0 },
	{ "author-box", CLASS_NO_BYLINE, 0 },
	{ "author-info-box", CLASS_NO_BYLINE, 0 },
	{ "author_box", CLASS_NO_BYLINE, 0 },
	{ "authorbox", CLASS_NO_BYLINE, 0 },
	{ "authority", CLASS_NO_BYLINE, 0 },
	{ "authors-list", CLASS_NO_BYLINE, 0 },
	{ "autor", CLASS_BYLINE, 0 },
	{ "avatar", CLASS_NO_BYLINE, 0 },
	{ "bildnachweis", CLASS_CREDIT, 0 },
	{ "bildunterschrift", CLASS_CREDIT, 0 },
	{ "binh-luan", CLASS_ELSEWHERE, 0 },
	{ "binhluan", CLASS_ELSEWHERE, 0 },
	{ "bio", CLASS_NO_BYLINE, 0 },
	{ "block-title", CLASS_NO_TITLE, 0 },
	{ "breadcrumb", CLASS_ELSEWHERE, 0 },
	{ "but-danh", CLASS_BYLINE, 0 },
	{ "butdanh", CLASS_BYLINE, 0 },
	{ "byline", CLASS_ABOUT | CLASS_BYLINE, 0 },
	{ "caption", CLASS_NO_BYLINE, 0 },
	{ "carousel", CLASS_ELSEWHERE, 0 },
	{ "chu-thich", CLASS_CREDIT, 0 },
	{ "chuthich", CLASS_CREDIT, 0 },
	{ "comment", CLASS_ELSEWHERE, 0 },
	{ "contributor", CLASS_BYLINE, 0 },
	{ "cookie", CLASS_ELSEWHERE, 0 },
	{ "copyright", CLASS_CREDIT, 0 },
	{ "count", CLASS_NO_BYLINE, 0 },
	{ "createby", CLASS_BYLINE, 0 },
	{ "created", CLASS_DATED, 0 },
	{ "created-by", CLASS_BYLINE, 0 },
	{ "createdby", CLASS_BYLINE, 0 },
	{ "credit", CLASS_CREDIT, 0 },
	{ "date", CLASS_NO_BYLINE | CLASS_DATED, 0 },
	{ "datum", CLASS_DATED, 0 },
	{ "desc", CLASS_NO_BYLINE, 0 },
	{ "description", CLASS_NO_BYLINE, 0 },
	{ "fecha", CLASS_DATED, 0 },
	{ "firma", CLASS_BYLINE, 0 },
	{ "follow", CLASS_NO_BYLINE, 0 },
	{ "footer", CLASS_FOOT, 0 },
	{ "globaltitle", CLASS_NO_TITLE, 0 },
	{ "guest-author", CLASS_NO_BYLINE, 0 },
	{ "header", CLASS_ABOUT, 0 },
	{ "heading", CLASS_TITLE, 0 },
	{ "headline", CLASS_TITLE, 0 },
	{ "image", CLASS_NO_BYLINE, 0 },
	{ "img", CLASS_NO_BYLINE, 0 },
	{ "info", CLASS_ABOUT, 0 },
	{ "job-title", CLASS_NO_BYLINE, 0 },
	{ "jobtitle", CLASS_NO_BYLINE, 0 },
	{ "journalist", CLASS_BYLINE, 0 },
	{ "licence", CLASS_CREDIT, 0 },
	{ "license", CLASS_CREDIT, 0 },
	{ "lien-quan", CLASS_ELSEWHERE, 0 },
	{ "lienquan", CLASS_ELSEWHERE, 0 },
	{ "logo", CLASS_NO_TITLE, 0 },
	{ "meta", CLASS_ABOUT, 0 },
	{ "modal", CLASS_ELSEWHERE, 0 },
	{ "more", CLASS_NO_BYLINE, 0 },
	{ "more-stories", CLASS_ELSEWHERE, 0 },
	{ "most-read", CLASS_ELSEWHERE, 0 },
	{ "mostread", CLASS_ELSEWHERE, 0 },
	{ "nav", CLASS_ELSEWHERE, 0 },
	{ "newsletter", CLASS_ELSEWHERE, 0 },
	{ "ngay", CLASS_DATED, 0 },
	{ "nguoi-viet", CLASS_BYLINE, 0 },
	{ "nguoiviet", CLASS_BYLINE, 0 },
	{ "node--promoted", CLASS_OWN, 0 },
	{ "node-promoted", CLASS_OWN, 0 },
	{ "other-news", CLASS_ELSEWHERE, 0 },
	{ "othernew", CLASS_ELSEWHERE, 0 },
	{ "othernews", CLASS_ELSEWHERE, 0 },
	{ "outbrain", CLASS_ELSEWHERE, 0 },
	{ "page-title-bar", CLASS_NO_TITLE, 0 },
	{ "photo", CLASS_NO_BYLINE, 0 },
	{ "photographer", CLASS_CREDIT, 0 },
	{ "popular", CLASS_ELSEWHERE, 0 },
	{ "post-footer", CLASS_OWN, 0 },
	{ "posted", CLASS_DATED, 0 },
	{ "promo", CLASS_ELSEWHERE, 0 },
	{ "pubdate", CLASS_DATED, 0 },
	{ "publish", CLASS_DATED, 0 },
	{ "read-more", CLASS_ELSEWHERE, 0 },
	{ "readmore", CLASS_ELSEWHERE, 0 },
	{ "recommend", CLASS_ELSEWHERE, 0 },
	{ "redakteur", CLASS_BYLINE, 0 },
	{ "related", CLASS_ELSEWHERE, 0 },
	{ "reporter", CLASS_BYLINE, 0 },
	{ "role", CLASS_NO_BYLINE, 0 },
	{ "section", CLASS_NO_TITLE, 0 },
	{ "sidebar", CLASS_ELSEWHERE, 0 },
	{ "site", CLASS_NO_TITLE, 0 },
	{ "social", CLASS_NO_BYLINE, 0 },
	{ "subtitle", CLASS_NO_TITLE, 0 },
	{ "taboola", CLASS_ELSEWHERE, 0 },
	{ "tac-gia", CLASS_BYLINE, 0 },
	{ "tac_gia", CLASS_BYLINE, 0 },
	{ "tacgia", CLASS_BYLINE, 0 },
	{ "teaser-list", CLASS_ELSEWHERE, 0 },
	{ "thoi-gian", CLASS_DATED, 0 },
	{ "thoigian", CLASS_DATED, 0 },
	{ "thumb", CLASS_NO_BYLINE, 0 },
	{ "tieu-de", CLASS_TITLE, 0 },
	{ "tieude", CLASS_TITLE, 0 },
	{ "time", CLASS_NO_BYLINE | CLASS_DATED, 0 },
	{ "timestamp", CLASS_DATED, 0 },
	{ "tin-khac", CLASS_ELSEWHERE, 0 },
	{ "tinkhac", CLASS_ELSEWHERE, 0 },
	{ "title", CLASS_TITLE, 0 },
	{ "trending", CLASS_ELSEWHERE, 0 },
	{ "twitter", CLASS_NO_BYLINE, 0 },
	{ "vcard", CLASS_BYLINE, 0 },
	{ "widget", CLASS_ELSEWHERE | CLASS_NO_TITLE, 0 },
	{ "verfasser", CLASS_BYLINE, 0 },
	{ "writer", CLASS_BYLINE, 0 },
};

const size_t meta_class_terms =
        sizeof(meta_class_term) / sizeof(meta_class_term[0]);

static unsigned
kinds_of(const xmlNode *n)
{
	static const char *const names[] = { "class", "id", "data-testid" };
	char low[1024];
	size_t len = 0;
	unsigned kinds;

	for (const xmlAttr *a = n->properties; a != NULL; a = a->next)
		for (size_t k = 0; k < 3; k++)
			if (dom_same_name(a->name, names[k]) &&
			        a->children != NULL) {
				len = terms_lower(low, len, sizeof(low) - 2,
				        (const char *)a->children->content);
				low[len++] = ' ';
			}
	low[len] = '\0';
	kinds = terms_find(&meta_class_index, low, len);
	/* what Blogger sets the posts themselves in */
	if (strncmp(low, "widget blog ", 12) == 0)
		kinds &= ~(unsigned)CLASS_ELSEWHERE;
	return kinds;
}

unsigned
class_kinds(xmlNodePtr n)
{
	const uintptr_t known = 1u << 31;

	if (n->type != XML_ELEMENT_NODE)
		return 0;
	if (n->_private == NULL)
		n->_private = (void *)(known | kinds_of(n));
	return (unsigned)((uintptr_t)n->_private & ~known);
}

int
class_is_right(const xmlNode *n)
{
	static const char *const words[] = { "text-right", "align-right",
		"text_right", "textright", NULL };
	const char *c = dom_attr(n, "class");

	if (c == NULL)
		return 0;
	if (find_nocase(c, "right") != NULL)
		for (int i = 0; words[i] != NULL; i++)
			if (find_nocase(c, words[i]) != NULL)
				return 1;
	return find_nocase(c, "text-end") != NULL;
}

int
class_has(const xmlNode *n, const char *word)
{
	const char *c = dom_attr(n, "class"), *id = dom_attr(n, "id");

	return (c != NULL && find_nocase(c, word) != NULL) ||
	       (id != NULL && find_nocase(id, word) != NULL);
}
