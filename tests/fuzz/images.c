/* Fuzz target (libFuzzer) for everything that reads pictures: type by magic,
 * all decoders, EXIF, turning, cleaning of drawings.  Build:
 *	clang -fsanitize=fuzzer,address,undefined -Iconvert -I. ...
 *		tests/fuzz/images.c libfilters.a libdoc.a libbase.a
 * Seeds are in tests/fuzz/corpus/images. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "filters/images.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
const char *
__lsan_default_suppressions(void);

/* What text in a drawing makes it remember. */
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libpango\nleak:libglib\n";
}

/* What a decoder gives can be written, and what is written is a picture. */
static void
others(struct span in, const char *type, const struct limits *lim)
{
	struct image_pixels px = { 0 };
	struct str clean = STR_INIT, out = STR_INIT;
	enum image_fault fault = IMAGE_FOREIGN;
	enum asset_type as;
	struct image_info info;
	const char *why;

	if (strcmp(type, "WebP") == 0)
		fault = webp_read(in, lim, &px, &why);
	else if (strcmp(type, "GIF") == 0)
		fault = gif_read(in, lim, &px, &why);
	else if (strcmp(type, "AVIF") == 0)
		fault = avif_read(in, lim, &px, &why);
	else if (strcmp(type, "SVG") == 0 &&
	         svg_clean(in, &clean, &why) == IMAGE_FINE)
		fault = svg_draw(str_span(&clean), lim, &px, &why);
	if (fault == IMAGE_FINE) {
		if (image_encode(&px, &out, &as) < 0 ||
		        (as == ASSET_PNG ? png_check : jpeg_check)(
		                str_span(&out), lim, &info) != IMAGE_FINE ||
		        info.width != (int)px.width)
			__builtin_trap();
	}
	image_pixels_free(&px);
	str_free(&clean);
	str_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct span in = { (const char *)data, n };
	struct limits lim = limits_default;
	const char *type = image_type(in);
	struct image_info info;
	struct str out = STR_INIT;

	lim.image_pixels = 1 << 20;
	if (!type)
		return 0;
	if (strcmp(type, "PNG") == 0) {
		png_check(in, &lim, &info);
	} else if (strcmp(type, "JPEG") == 0 &&
	           jpeg_check(in, &lim, &info) == IMAGE_FINE &&
	           info.orientation != 1 &&
	           jpeg_turn(in, &info, &out) == IMAGE_FINE) {
		struct image_info again;

		/* what was turned is a good picture, and upright */
		if (jpeg_check(str_span(&out), &lim, &again) != IMAGE_FINE ||
		        again.orientation != 1 || again.width != info.width)
			__builtin_trap();
	}
	others(in, type, &lim);
	str_free(&out);
	return 0;
}
