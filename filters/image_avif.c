/* image_avif: AVIF to pixels, by libavif, which leaves it to us to turn the
 * picture as its properties irot and imir say (ISO/IEC 23000-22, 7.3.6.7).
 */
#include <stdlib.h>
#include <string.h>

#include <avif/avif.h>

#include "filters/images.h"

#define SIDE 32768

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
to_pixels(const avifDecoder *d, struct image_pixels *px)
{
	avifRGBImage rgb;

	avifRGBImageSetDefaults(&rgb, d->image);
	px->width = d->image->width;
	px->height = d->image->height;
	px->components = d->alphaPresent ? 4 : 3;
	image_pixels_new(px);
	rgb.depth = 8;
	rgb.format =
	        d->alphaPresent ? AVIF_RGB_FORMAT_RGBA : AVIF_RGB_FORMAT_RGB;
	rgb.pixels = px->p;
	rgb.rowBytes = px->width * px->components;
	if (avifImageYUVToRGB(d->image, &rgb) != AVIF_RESULT_OK)
		return -1;
	px->lossy = 1;
	px->moves = d->imageCount > 1;
	if (d->image->yuvFormat != AVIF_PIXEL_FORMAT_YUV400)
		str_add(&px->icc, d->image->icc.data, d->image->icc.size);
	turn(d->image, px);
	return 0;
}

static enum image_fault
decode(avifDecoder *d, struct span in, const struct limits *lim,
        struct image_pixels *px)
{
	d->maxThreads = 1;
	d->ignoreExif = d->ignoreXMP = AVIF_TRUE;
	d->imageDimensionLimit = SIDE;
	d->strictFlags = AVIF_STRICT_DISABLED; /* old encoders' files */
	if (avifDecoderSetIOMemory(d, (const uint8_t *)in.p, in.n) !=
	                AVIF_RESULT_OK ||
	        avifDecoderParse(d) != AVIF_RESULT_OK)
		return IMAGE_DAMAGED;
	if (d->image->width == 0 || d->image->height == 0)
		return IMAGE_DAMAGED;
	if ((size_t)d->image->width * d->image->height > lim->image_pixels)
		return IMAGE_TOO_BIG;
	if (avifDecoderNextImage(d) != AVIF_RESULT_OK || to_pixels(d, px) < 0)
		return IMAGE_DAMAGED;
	return IMAGE_FINE;
}

enum image_fault
avif_read(struct span in, const struct limits *lim, struct image_pixels *px,
        const char **why)
{
	avifDecoder *d = avifDecoderCreate();
	enum image_fault fault;

	if (!d)
		out_of_memory();
	memset(px, 0, sizeof(*px));
	*why = "the data is not a valid AVIF";
	fault = decode(d, in, lim, px);
	if (fault != IMAGE_FINE)
		image_pixels_free(px);
	avifDecoderDestroy(d);
	return fault;
}
