/* image_avif: AVIF to pixels, by libavif, which leaves it to us to turn the
 * picture as its properties irot and imir say (ISO/IEC 23000-22, 7.3.6.7).
 *
 * It brings the decoders and encoders of AV1 there are, a third of what a run
 * would load at its start; pictures of this form are few.
 */
#include <stdlib.h>
#include <string.h>

#include <avif/avif.h>

#include "base/late.h"
#include "filters/images.h"

#define SIDE 32768

/* Its structures are those of the headers. */
#if AVIF_VERSION_MAJOR > 0
#define LIBRARY "libavif.so.16"
#elif AVIF_VERSION_MINOR == 11
#define LIBRARY "libavif.so.15"
#else
#error "libavif 0.11 or newer is needed"
#endif

#define CALLS(F)                                                               \
	F(avifDecoderCreate)                                                   \
	F(avifDecoderSetIOMemory)                                              \
	F(avifDecoderParse)                                                    \
	F(avifDecoderNextImage)                                                \
	F(avifDecoderDestroy)                                                  \
	F(avifRGBImageSetDefaults)                                             \
	F(avifImageYUVToRGB)

LATE_CALLS(avif, CALLS)
LATE_LOAD(avif, LIBRARY, CALLS)

const char *
avif_missing(void)
{
	struct avif lib;

	return avif_load(&lib) < 0 ? LIBRARY " is not installed" : NULL;
}

static void
turn(const avifImage *im, struct image_pixels *px)
{
	/* quarters of a turn, against the clock */
	static const int quarter[] = { 1, 8, 3, 6 };

	if (im->transformFlags & AVIF_TRANSFORM_IROT)
		image_turn(px, quarter[im->irot.angle & 3]);
	if (im->transformFlags & AVIF_TRANSFORM_IMIR)
		image_turn(px, im->imir.mode ? 2 : 4);
}

static int
to_pixels(const struct avif *lib, const avifDecoder *d, struct image_pixels *px)
{
	avifRGBImage rgb;

	lib->avifRGBImageSetDefaults(&rgb, d->image);
	px->width = d->image->width;
	px->height = d->image->height;
	px->components = d->alphaPresent ? 4 : 3;
	image_pixels_new(px);
	rgb.depth = 8;
	rgb.format =
	        d->alphaPresent ? AVIF_RGB_FORMAT_RGBA : AVIF_RGB_FORMAT_RGB;
	rgb.pixels = px->p;
	rgb.rowBytes = px->width * px->components;
	if (lib->avifImageYUVToRGB(d->image, &rgb) != AVIF_RESULT_OK)
		return -1;
	px->lossy = 1;
	px->moves = d->imageCount > 1;
	if (d->image->yuvFormat != AVIF_PIXEL_FORMAT_YUV400)
		str_add(&px->icc, d->image->icc.data, d->image->icc.size);
	turn(d->image, px);
	return 0;
}

static enum image_fault
decode(const struct avif *lib, avifDecoder *d, struct span in,
        const struct limits *lim, struct image_pixels *px)
{
	d->maxThreads = 1;
	d->ignoreExif = d->ignoreXMP = AVIF_TRUE;
	d->imageDimensionLimit = SIDE;
	d->strictFlags = AVIF_STRICT_DISABLED; /* old encoders' files */
	if (lib->avifDecoderSetIOMemory(d, (const uint8_t *)in.p, in.n) !=
	                AVIF_RESULT_OK ||
	        lib->avifDecoderParse(d) != AVIF_RESULT_OK)
		return IMAGE_DAMAGED;
	if (d->image->width == 0 || d->image->height == 0)
		return IMAGE_DAMAGED;
	if ((size_t)d->image->width * d->image->height > lim->image_pixels)
		return IMAGE_TOO_BIG;
	if (lib->avifDecoderNextImage(d) != AVIF_RESULT_OK ||
	        to_pixels(lib, d, px) < 0)
		return IMAGE_DAMAGED;
	return IMAGE_FINE;
}

enum image_fault
avif_read(struct span in, const struct limits *lim, struct image_pixels *px,
        const char **why)
{
	enum image_fault fault;
	struct avif lib;
	avifDecoder *d;

	memset(px, 0, sizeof(*px));
	*why = avif_missing();
	if (*why || avif_load(&lib) < 0)
		return IMAGE_FOREIGN;
	d = lib.avifDecoderCreate();
	if (!d)
		out_of_memory();
	*why = "the data is not a valid AVIF";
	fault = decode(&lib, d, in, lim, px);
	if (fault != IMAGE_FINE)
		image_pixels_free(px);
	lib.avifDecoderDestroy(d);
	return fault;
}
