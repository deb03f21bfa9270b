/* logo: the publisher's mark and the pictures of themes, from files into the
 * store, where the writers look for pictures.  Of PNG and JPEG the size stands
 * in their headers (PNG 11.2.2, ITU-T T.81 B.2.2), no decoder is needed for
 * it; drawings (SVG) become PNG.
 */
#include <string.h>

#include "base/bytes.h"
#include "base/file.h"
#include "layout/issue.h"

#define LOGO_BYTES (16u << 20)

static int
png_size(const uint8_t *p, size_t n, int *w, int *h)
{
	if (n < 24 || memcmp(p, "\x89PNG\r\n\x1a\n", 8) != 0 || p[16] || p[20])
		return -1;
	*w = p[17] << 16 | (int)be16(p + 18);
	*h = p[21] << 16 | (int)be16(p + 22);
	return *w > 0 && *h > 0 ? 0 : -1;
}

static int
jpeg_size(const uint8_t *p, size_t n, int *w, int *h)
{
	size_t i = 2;

	if (n < 4 || p[0] != 0xFF || p[1] != 0xD8)
		return -1;
	while (i + 9 < n && p[i] == 0xFF) {
		int m = p[i + 1];

		if (m >= 0xC0 && m <= 0xCF && m != 0xC4 && m != 0xC8 &&
		        m != 0xCC) {
			*h = (int)be16(p + i + 5);
			*w = (int)be16(p + i + 7);
			return *w > 0 && *h > 0 ? 0 : -1;
		}
		i += m == 0xFF ? 1 : 2 + be16(p + i + 2);
	}
	return -1;
}

const char *
logo_asset(struct lay *L, int *w, int *h)
{
	return picture_asset(L, L->book->logo, w, h);
}

const char *
picture_asset(struct lay *L, const char *path, int *w, int *h)
{
	const struct book *b = L->book;
	struct str bytes = STR_INIT, drawn = STR_INIT;
	char hash[SHA256_HEX + 1], name[80];
	enum asset_type type = ASSET_PNG;
	const char *out = NULL;
	int ok;

	if (path == NULL || b->store == NULL)
		return NULL;
	if (file_read(path, LOGO_BYTES, &bytes, L->dg) != 0)
		return NULL;
	ok = png_size((uint8_t *)bytes.s, bytes.len, w, h) == 0;
	if (!ok && jpeg_size((uint8_t *)bytes.s, bytes.len, w, h) == 0) {
		ok = 1;
		type = ASSET_JPEG;
	}
	if (!ok && L->o->draw != NULL &&
	        L->o->draw(str_span(&bytes), &drawn, w, h) == 0) {
		ok = 1;
		str_truncate(&bytes, 0);
		str_put_span(&bytes, str_span(&drawn));
	}
	str_free(&drawn);
	if (!ok) {
		diag_file(L->dg, path, MSG_LOGO_KIND);
	} else if (store_put_asset(b->store, str_span(&bytes), type, hash,
	                   L->dg) == 0) {
		memcpy(name, "assets/", 7);
		memcpy(name + 7, hash, SHA256_HEX);
		memcpy(name + 7 + SHA256_HEX,
		        type == ASSET_PNG ? ".png" : ".jpg", 5);
		out = lay_intern(L, name);
	}
	str_free(&bytes);
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
