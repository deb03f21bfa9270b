/* image_keep: the bytes of one picture into the store.
 *
 * JPEG and PNG are checked and go as they are; WebP, GIF, AVIF and SVG are
 * decoded and become one of the two.  What came as WebP, AVIF or SVG is kept
 * beside it, for an EPUB that wants `images: modern`.
 */
#include <string.h>

#include "doc/store.h"
#include "filters/images.h"

#define CSS_MAX 100000u

struct keeping {
	const char *src; /* as shown */
	const struct limits *lim;
	struct store *store;
	struct asset *as;
	struct diag *dg;
};

const char *
image_type(struct span in)
{
	static const struct {
		const char *type, *magic;
		size_t at, n;
	} known[] = {
		{ "JPEG", "\xFF\xD8\xFF", 0, 3 },
		{ "PNG", "\x89PNG\r\n\x1A\n", 0, 8 },
		{ "GIF", "GIF8", 0, 4 },
		{ "WebP", "WEBP", 8, 4 },
		{ "AVIF", "ftypavif", 4, 8 },
		{ "AVIF", "ftypavis", 4, 8 },
		{ "HEIC", "ftyphei", 4, 7 },
		{ "HEIC", "ftypmif1", 4, 8 },
		{ "TIFF", "II*\0", 0, 4 },
		{ "TIFF", "MM\0*", 0, 4 },
		{ "JPEG XL", "\xFF\x0A", 0, 2 },
		{ "JPEG XL", "\0\0\0\x0CJXL ", 0, 8 },
		{ "packed", "\x1F\x8B", 0, 2 },
		{ "BMP", "BM", 0, 2 },
		{ "XML", "<?xml", 0, 5 },
		{ "HTML", "<!", 0, 2 },
	};

	if (svg_is(in))
		return "SVG";
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (in.n >= known[i].at + known[i].n &&
		        memcmp(in.p + known[i].at, known[i].magic,
		                known[i].n) == 0)
			return known[i].type;
	return NULL;
}

int
image_plain_type(const char *type)
{
	if (type == NULL)
		return -1;
	return strcmp(type, "JPEG") == 0  ? ASSET_JPEG
	       : strcmp(type, "PNG") == 0 ? ASSET_PNG
	                                  : -1;
}

enum image_fault
image_check(struct span in, enum asset_type type, const struct limits *lim,
        struct image_info *info)
{
	return type == ASSET_JPEG ? jpeg_check(in, lim, info)
	                          : png_check(in, lim, info);
}

void
image_report(struct diag *dg, enum image_fault fault, const char *src,
        const char *why)
{
	if (fault == IMAGE_TOO_BIG)
		diag_report(dg, NULL, MSG_IMAGE_BIG, src);
	else if (fault != IMAGE_FINE)
		diag_report(dg, NULL, MSG_IMAGE_BROKEN, src, why);
}

static enum image_fault
put(const struct keeping *k, struct span bytes)
{
	k->as->size = bytes.n;
	return store_put_asset(
	               k->store, bytes, k->as->type, k->as->hash, k->dg) == 0
	               ? IMAGE_FINE
	               : IMAGE_DAMAGED;
}

/* A JPEG or PNG: checked, and upright. */
static enum image_fault
keep_known(const struct keeping *k, struct span in)
{
	struct str turned = STR_INIT;
	struct image_info info;
	enum image_fault fault;

	fault = image_check(in, k->as->type, k->lim, &info);
	if (fault == IMAGE_FINE && info.orientation != 1) {
		fault = jpeg_turn(in, &info, &turned);
		if (fault == IMAGE_FINE) {
			diag_report(k->dg, NULL, MSG_IMAGE_TURNED, k->src);
			in = str_span(&turned);
		}
	}
	k->as->width = k->as->css_width = info.width;
	k->as->height = k->as->css_height = info.height;
	k->as->components = info.components;
	k->as->bits = info.bits;
	k->as->has_alpha = info.has_alpha;
	image_report(k->dg, fault, k->src, info.why);
	if (fault == IMAGE_FINE)
		fault = put(k, in);
	str_free(&turned);
	return fault;
}

static enum image_fault
keep_original(const struct keeping *k, struct span in, char type)
{
	k->as->original_type = type == 'S'   ? ASSET_SVG
	                       : type == 'W' ? ASSET_WEBP
	                                     : ASSET_AVIF;
	return store_put_asset(k->store, in, k->as->original_type,
	               k->as->original, k->dg) == 0
	               ? IMAGE_FINE
	               : IMAGE_DAMAGED;
}

static enum image_fault
keep_other(const struct keeping *k, struct span in, const char *type)
{
	struct image_apart r;
	enum image_fault fault = image_apart(in, type, k->lim, &r);

	image_report(k->dg, fault, k->src, r.why);
	if (fault == IMAGE_FINE) {
		if (r.moves)
			diag_report(k->dg, NULL, MSG_IMAGE_MOVES, k->src);
		k->as->type = r.file.s[0] == '\xFF' ? ASSET_JPEG : ASSET_PNG;
		fault = keep_known(k, str_span(&r.file));
	}
	if (fault == IMAGE_FINE && r.css_width - 1 < CSS_MAX &&
	        r.css_height - 1 < CSS_MAX) {
		k->as->css_width = (int)r.css_width;
		k->as->css_height = (int)r.css_height;
	}
	if (fault == IMAGE_FINE && type[0] != 'G')
		fault = keep_original(
		        k, r.clean.len ? str_span(&r.clean) : in, type[0]);
	image_apart_free(&r);
	return fault;
}

enum image_fault
image_keep(struct span in, const char *src, const struct limits *lim,
        struct store *store, struct asset *as, struct diag *dg)
{
	const char *type = image_type(in);
	struct keeping k = { src, lim, store, as, dg };
	int plain = image_plain_type(type);

	memset(as, 0, sizeof(*as));
	if (plain >= 0) {
		as->type = (enum asset_type)plain;
		return keep_known(&k, in);
	}
	if (type &&
	        (strcmp(type, "WebP") == 0 || strcmp(type, "GIF") == 0 ||
	                strcmp(type, "AVIF") == 0 || strcmp(type, "SVG") == 0))
		return keep_other(&k, in, type);
	diag_report(dg, NULL, MSG_IMAGE_TYPE, src, type ? type : "no picture");
	return IMAGE_FOREIGN;
}
