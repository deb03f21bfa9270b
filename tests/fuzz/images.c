/* Fuzz target (libFuzzer) for everything that reads pictures: type by magic,
 * both decoders, EXIF, turning.  Build:
 *	clang -fsanitize=fuzzer,address,undefined -Iconvert -I. ...
 *		tests/fuzz/images.c libfilters.a libdoc.a libbase.a
 * Seeds are in tests/fuzz/corpus/images. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "filters/images.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

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
	str_free(&out);
	return 0;
}
