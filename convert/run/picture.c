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

int
picture_read(
        struct span file, struct str *out, int *w, int *h, const char **why)
{
	const char *type = image_type(file);
	struct image_info info;
	enum image_fault fault;
	int plain = image_plain_type(type);

	if (type && strcmp(type, "SVG") == 0)
		return draw_svg(file, out, w, h) == 0 ? ASSET_PNG : -1;
	if (plain < 0)
		return -1;
	fault = image_check(file, plain, &limits_default, &info);
	if (fault == IMAGE_FINE && info.orientation != 1)
		fault = jpeg_turn(file, &info, out);
	*w = info.width;
	*h = info.height;
	if (fault != IMAGE_FINE) {
		*why = info.why;
		return -1;
	}
	return plain;
}

int
picture_is_damaged(const char *path, struct diag *dg)
{
	struct str bytes = STR_INIT;
	struct image_info info;
	struct diag unheard;
	enum image_fault fault = IMAGE_FINE;
	int plain;

	diag_init(&unheard);
	unheard.sink = diag_unheard;
	if (file_read(path, FILE_BYTES, &bytes, &unheard) == 0) {
		plain = image_plain_type(image_type(str_span(&bytes)));
		if (plain >= 0) {
			fault = image_check(str_span(&bytes), plain,
			        &limits_default, &info);
			image_report(dg, fault, path, info.why);
		}
	}
	str_free(&bytes);
	return fault != IMAGE_FINE;
}
