/* image_webp: WebP to pixels, by libwebp.  Of an animation the first frame,
 * on its canvas.
 */
#include <stdlib.h>
#include <string.h>

#include <webp/decode.h>
#include <webp/demux.h>

#include "filters/images.h"

static int
first_frame(const WebPData *data, struct image_pixels *px)
{
	WebPAnimDecoderOptions o;
	WebPAnimDecoder *d;
	uint8_t *canvas;
	int when, ok = 0;

	if (!WebPAnimDecoderOptionsInit(&o))
		return 0;
	o.color_mode = MODE_RGBA;
	d = WebPAnimDecoderNew(data, &o);
	if (d && WebPAnimDecoderGetNext(d, &canvas, &when)) {
		image_pixels_new(px);
		memcpy(px->p, canvas, (size_t)px->width * px->height * 4);
		ok = 1;
	}
	WebPAnimDecoderDelete(d);
	return ok;
}

static int
still(const WebPData *data, struct image_pixels *px)
{
	size_t row = (size_t)px->width * px->components;

	image_pixels_new(px);
	return (px->components == 4 ? WebPDecodeRGBAInto : WebPDecodeRGBInto)(
	               data->bytes, data->size, px->p, row * px->height,
	               (int)row) != NULL;
}

/* The named chunk of the container, or size 0. */
static WebPData
chunk(const WebPDemuxer *d, const char *name)
{
	WebPChunkIterator it;
	WebPData found = { NULL, 0 };

	if (WebPDemuxGetChunk(d, name, 1, &it))
		found = it.chunk;
	WebPDemuxReleaseChunkIterator(&it);
	return found;
}

/* Profile and orientation; a file without the extended form has neither. */
static void
read_extras(const WebPData *data, struct image_pixels *px)
{
	WebPDemuxer *d = WebPDemux(data);
	WebPData icc, exif;

	if (!d)
		return;
	icc = chunk(d, "ICCP");
	exif = chunk(d, "EXIF");
	str_add(&px->icc, icc.bytes, icc.size);
	image_turn(px, exif_orientation(exif.bytes, exif.size));
	WebPDemuxDelete(d);
}

enum image_fault
webp_read(struct span in, const struct limits *lim, struct image_pixels *px,
        const char **why)
{
	WebPData data = { (const uint8_t *)in.p, in.n };
	WebPBitstreamFeatures f;

	memset(px, 0, sizeof(*px));
	*why = "the data is not a valid WebP";
	if (WebPGetFeatures(data.bytes, data.size, &f) != VP8_STATUS_OK ||
	        f.width <= 0 || f.height <= 0)
		return IMAGE_DAMAGED;
	if ((size_t)f.width * (size_t)f.height > lim->image_pixels)
		return IMAGE_TOO_BIG;
	px->width = (unsigned)f.width;
	px->height = (unsigned)f.height;
	px->components = f.has_alpha || f.has_animation ? 4 : 3;
	px->lossy = f.format != 2;
	px->moves = f.has_animation;
	if (!(f.has_animation ? first_frame(&data, px) : still(&data, px))) {
		image_pixels_free(px);
		return IMAGE_DAMAGED;
	}
	read_extras(&data, px);
	return IMAGE_FINE;
}
