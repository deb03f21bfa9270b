/* explain_pictures: the pictures of the article in the page of explain. */
#include "run/explain_html.h"

#include <nettle/base64.h>
#include <string.h>

#include "doc/store.h"
#include "doc/xhtml.h"

#define PICTURE_BYTES ((size_t)1 << 20)
#define PICTURES_BYTES ((size_t)8 << 20)

/* As data; too large a one is an empty frame. */
static void
put_picture(struct html *h, size_t i)
{
	const struct asset *as = &h->ac->a->assets.p[i];
	char name[80];
	struct span bytes;
	size_t n;

	if (!h->store || as->size > PICTURE_BYTES ||
	        h->embedded + as->size > PICTURES_BYTES)
		return;
	store_asset_name(as, name);
	bytes = store_map(h->store, name, h->dg);
	if (!bytes.p)
		return;
	str_printf(h->out, ".i%zu{background-image:url(data:image/%s;base64,",
	        i, as->type == ASSET_PNG ? "png" : "jpeg");
	n = BASE64_ENCODE_RAW_LENGTH(bytes.n);
	str_reserve(h->out, n + 1);
	base64_encode_raw(
	        h->out->s + h->out->len, bytes.n, (const uint8_t *)bytes.p);
	h->out->len += n;
	html_put(h, ")}");
	h->embedded += bytes.n;
	store_unmap(bytes);
}

/* A picture is in the page once, as a rule of style that both places use. */
static void
put_pictures_style(struct html *h)
{
	html_put(h, "<style>\n");
	for (size_t i = 0; i < h->ac->a->assets.n; i++) {
		str_printf(h->out, ".i%zu{aspect-ratio:%d/%d}", i,
		        h->ac->a->assets.p[i].width,
		        h->ac->a->assets.p[i].height);
		put_picture(h, i);
		html_put(h, "\n");
	}
	html_put(h, "</style>\n");
}

void
html_shown(struct html *h, const struct piece *p)
{
	str_printf(h->out,
	        "<div class=\"shown i%zu\" role=\"img\" aria-label=\"",
	        (size_t)(p->asset - h->ac->a->assets.p));
	xhtml_value(h->out, span_of(p->alt ? p->alt : ""));
	html_put(h, "\"></div>");
}

static void
put_card(struct html *h, const struct piece *p)
{
	const struct ledger_entry *e =
	        p->entry >= 0 ? &h->ac->a->ledger.p[p->entry] : NULL;
	const char *why = e ? rule_why(e->stage, e->rule) : NULL;

	str_printf(h->out, "<figure class=\"pic%s\"><div class=\"shot\">",
	        p->asset ? "" : " gone");
	if (p->asset) {
		html_shown(h, p);
	} else {
		html_text(h, why ? why : e ? e->rule : "left out");
	}
	html_put(h, "</div><figcaption>");
	if (p->alt && *p->alt) {
		html_put(h, "<span dir=\"auto\">");
		html_first_of(h, p->alt, 100);
		html_put(h, "</span><br>");
	}
	if (p->asset)
		str_printf(h->out, "%d \xC3\x97 %d<br>", p->asset->width,
		        p->asset->height);
	html_put(h, "<span class=\"src\">");
	if (p->line)
		str_printf(h->out, "%d: ", p->line);
	html_first_of(
	        h, !strncmp(p->text, "data:", 5) ? "data:" : p->text, 120);
	html_put(h, "</span></figcaption></figure>\n");
}

static int
is_missing(const struct account *ac, const struct piece *p)
{
	return p->picture && !p->asset && p->entry >= 0 &&
	       !strcmp(ac->a->ledger.p[p->entry].stage, "images");
}

void
html_pictures(struct html *h)
{
	const struct account *ac = h->ac;
	size_t found = 0, missing = 0, all = 0;

	for (size_t i = 0; i < ac->piece.n; i++) {
		const struct piece *p = &ac->piece.p[i];

		all += p->picture != 0;
		found += p->asset != NULL;
		missing += is_missing(ac, p) != 0;
	}
	if (!all)
		return;
	html_put(h, "<section><h2>Pictures</h2>\n");
	put_pictures_style(h);
	str_printf(h->out,
	        "<p class=\"none\">%zu in the article, %zu missing, %zu left "
	        "out with the site around it.</p>\n",
	        found, missing, all - found - missing);
	for (int pass = 0; pass < 2; pass++) {
		if (!(pass ? missing : found))
			continue;
		str_printf(h->out, "<h3>%s</h3><div class=\"pics\">\n",
		        pass ? "Missing" : "In the article");
		for (size_t i = 0; i < ac->piece.n; i++) {
			const struct piece *p = &ac->piece.p[i];

			if (pass ? is_missing(ac, p) : p->asset != NULL)
				put_card(h, p);
		}
		html_put(h, "</div>\n");
	}
	html_put(h, "</section>\n");
}
