/* logo: the publisher's mark and the pictures of themes, from files into the
 * store, where the writers look for pictures.
 */
#include <string.h>

#include "base/file.h"
#include "layout/issue.h"

#define LOGO_BYTES (16u << 20)

const char *
logo_asset(struct lay *L, int *w, int *h)
{
	return picture_asset(L, L->book->logo, w, h);
}

const char *
picture_asset(struct lay *L, const char *path, int *w, int *h)
{
	const struct book *b = L->book;
	struct str bytes = STR_INIT, made = STR_INIT;
	char hash[SHA256_HEX + 1], name[80];
	const char *out = NULL, *why = NULL;
	int type;

	if (path == NULL || b->store == NULL || L->o->picture == NULL)
		return NULL;
	if (file_read(path, LOGO_BYTES, &bytes, L->dg) != 0)
		return NULL;
	type = L->o->picture(str_span(&bytes), &made, w, h, &why);
	if (type >= 0 && made.len) {
		str_free(&bytes);
		bytes = made;
		made = (struct str)STR_INIT;
	}
	if (type < 0 && why != NULL) {
		diag_report(L->dg, NULL, MSG_IMAGE_BROKEN, path, why);
	} else if (type < 0) {
		diag_file(L->dg, path, MSG_LOGO_KIND);
	} else if (store_put_asset(b->store, str_span(&bytes),
	                   (enum asset_type)type, hash, L->dg) == 0) {
		memcpy(name, "assets/", 7);
		memcpy(name + 7, hash, SHA256_HEX);
		memcpy(name + 7 + SHA256_HEX,
		        type == ASSET_PNG ? ".png" : ".jpg", 5);
		out = lay_intern(L, name);
	}
	str_free(&bytes);
	str_free(&made);
	return out;
}

struct known {
	const char *asset; /* NULL: it cannot be shown */
	unit w, h;
};

const char *
picture_of(struct lay *L, const char *path, unit *w, unit *h)
{
	void **place = map_put(&L->pictures, span_of(path));
	struct known *k = *place;
	int px = 0, py = 0;

	if (k == NULL) {
		*place = k = arena_new_of(L->arena, struct known);
		k->asset = picture_asset(L, path, &px, &py);
		k->w = unit_from_px(px);
		k->h = unit_from_px(py);
	}
	*w = k->w;
	*h = k->h;
	return k->w > 0 && k->h > 0 ? k->asset : NULL;
}
