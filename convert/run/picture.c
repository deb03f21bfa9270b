/* picture: logos, covers and pictures of themes, which no article brings: they
 * are looked over here, as those of articles are by the filters.
 */
#include "run/picture.h"

#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "doc/article.h"
#include "filters/images.h"

#define FILE_BYTES (64u << 20)

static int
draw_svg(struct span svg, struct str *png, int *w, int *h)
{
	struct image_pixels px;
	struct limits lim = limits_default;
	struct str clean = STR_INIT;
	enum asset_type type = ASSET_PNG;
	const char *why;
	int rc = -1;

	memset(&px, 0, sizeof(px));
	if (svg_is(svg) && svg_clean(svg, &clean, &why) == IMAGE_FINE &&
	        svg_draw(str_span(&clean), &lim, &px, &why) == IMAGE_FINE)
		rc = image_encode(&px, png, &type);
	*w = (int)px.css_width;
	*h = (int)px.css_height;
	image_pixels_free(&px);
	str_free(&clean);
	return rc == 0 && type == ASSET_PNG ? 0 : -1;
}

/* Of a JPEG or a PNG: decoded once. */
static enum image_fault
check(const char *type, struct span file, struct image_info *info)
{
	return type[0] == 'J' ? jpeg_check(file, &limits_default, info)
	                      : png_check(file, &limits_default, info);
}

static int
is_plain(const char *type)
{
	return type && (strcmp(type, "JPEG") == 0 || strcmp(type, "PNG") == 0);
}

int
picture_read(
        struct span file, struct str *out, int *w, int *h, const char **why)
{
	const char *type = image_type(file);
	struct image_info info;
	enum image_fault fault;

	if (type && strcmp(type, "SVG") == 0)
		return draw_svg(file, out, w, h) == 0 ? ASSET_PNG : -1;
	if (!is_plain(type))
		return -1;
	fault = check(type, file, &info);
	if (fault == IMAGE_FINE && info.orientation != 1)
		fault = jpeg_turn(file, &info, out);
	*w = info.width;
	*h = info.height;
	if (fault != IMAGE_FINE) {
		*why = info.why;
		return -1;
	}
	return type[0] == 'J' ? ASSET_JPEG : ASSET_PNG;
}

int
picture_is_damaged(const char *path, struct diag *dg)
{
	struct str bytes = STR_INIT;
	struct image_info info;
	struct diag unheard;
	const char *type;
	int damaged = 0;

	diag_init(&unheard);
	unheard.sink = diag_unheard;
	if (file_read(path, FILE_BYTES, &bytes, &unheard) == 0) {
		type = image_type(str_span(&bytes));
		damaged = is_plain(type) &&
		          check(type, str_span(&bytes), &info) != IMAGE_FINE;
		if (damaged)
			diag_report(dg, NULL, MSG_IMAGE_BROKEN, path, info.why);
	}
	str_free(&bytes);
	return damaged;
}
