/* image_gif: GIF to pixels, by giflib, whose records are read one by one: of
 * an animation the first picture alone is looked at.
 */
#include <stdlib.h>
#include <string.h>

#include <gif_lib.h>

#include "filters/images.h"

#define RECORDS 1000 /* before the first picture */

static int
on_read(GifFileType *g, GifByteType *to, int n)
{
	struct span *in = g->UserData;
	size_t k = n < 0 ? 0 : (size_t)n;

	if (k > in->n)
		k = in->n;
	memcpy(to, in->p, k);
	in->p += k;
	in->n -= k;
	return (int)k;
}

/* The colour that is none, or -1. */
static int
skip_extension(GifFileType *g, int clear)
{
	GraphicsControlBlock gcb;
	GifByteType *ext;
	int code;

	if (DGifGetExtension(g, &code, &ext) == GIF_ERROR)
		return -2;
	if (ext && code == GRAPHICS_EXT_FUNC_CODE &&
	        DGifExtensionToGCB(ext[0], ext + 1, &gcb) == GIF_OK)
		clear = gcb.TransparentColor;
	while (ext)
		if (DGifGetExtensionNext(g, &ext) == GIF_ERROR)
			return -2;
	return clear;
}

/* Up to the description of the first picture; the transparent colour. */
static int
find_picture(GifFileType *g, int *clear)
{
	GifRecordType type;

	*clear = -1;
	for (int k = 0; k < RECORDS; k++) {
		if (DGifGetRecordType(g, &type) == GIF_ERROR)
			return -1;
		if (type == IMAGE_DESC_RECORD_TYPE)
			return DGifGetImageDesc(g) == GIF_OK ? 0 : -1;
		if (type != EXTENSION_RECORD_TYPE)
			return -1;
		*clear = skip_extension(g, *clear);
		if (*clear < -1)
			return -1;
	}
	return -1;
}

static void
put_row(const GifFileType *g, const struct image_pixels *px,
        const GifByteType *line, int y, int clear)
{
	const ColorMapObject *map =
	        g->Image.ColorMap ? g->Image.ColorMap : g->SColorMap;
	const GifImageDesc *im = &g->Image;
	unsigned char *to =
	        px->p +
	        ((size_t)(im->Top + y) * px->width + (size_t)im->Left) * 4;

	for (int x = 0; x < im->Width; x++, to += 4) {
		if (line[x] >= map->ColorCount || line[x] == clear)
			continue;
		to[0] = map->Colors[line[x]].Red;
		to[1] = map->Colors[line[x]].Green;
		to[2] = map->Colors[line[x]].Blue;
		to[3] = 255;
	}
}

static int
read_rows(GifFileType *g, const struct image_pixels *px, int clear)
{
	static const int start[] = { 0, 4, 2, 1 }, step[] = { 8, 8, 4, 2 };
	GifByteType *line = xmalloc((size_t)g->Image.Width + 1);
	int passes = g->Image.Interlace ? 4 : 1, rc = 0;

	for (int k = 0; k < passes && rc == 0; k++)
		for (int y = passes > 1 ? start[k] : 0;
		        y<g->Image.Height; y += passes> 1 ? step[k] : 1) {
			if (DGifGetLine(g, line, g->Image.Width) == GIF_ERROR) {
				rc = -1;
				break;
			}
			put_row(g, px, line, y, clear);
		}
	free(line);
	return rc;
}

/* Is there more to come than this picture? */
static int
has_more(GifFileType *g)
{
	GifRecordType type;
	int clear = -1;

	for (int k = 0; k < RECORDS; k++) {
		if (DGifGetRecordType(g, &type) == GIF_ERROR)
			return 0;
		if (type != EXTENSION_RECORD_TYPE)
			return type == IMAGE_DESC_RECORD_TYPE;
		if (skip_extension(g, clear) < -1)
			return 0;
	}
	return 0;
}

static enum image_fault
read_picture(GifFileType *g, const struct limits *lim, struct image_pixels *px,
        const char **why)
{
	const GifImageDesc *im = &g->Image;
	int clear;

	if (find_picture(g, &clear) < 0)
		return IMAGE_DAMAGED;
	if (im->Left < 0 || im->Top < 0 || im->Width <= 0 || im->Height <= 0)
		return IMAGE_DAMAGED;
	/* browsers let a picture make its screen larger */
	px->width = (unsigned)(im->Left + im->Width);
	px->height = (unsigned)(im->Top + im->Height);
	if (g->SWidth > 0 && (unsigned)g->SWidth > px->width)
		px->width = (unsigned)g->SWidth;
	if (g->SHeight > 0 && (unsigned)g->SHeight > px->height)
		px->height = (unsigned)g->SHeight;
	if (px->width > IMAGE_SIDE || px->height > IMAGE_SIDE ||
	        (size_t)px->width * px->height > lim->image_pixels)
		return IMAGE_TOO_BIG;
	if (!im->ColorMap && !g->SColorMap) {
		*why = "it has no colours";
		return IMAGE_DAMAGED;
	}
	px->components = 4;
	image_pixels_new(px);
	if (read_rows(g, px, clear) < 0) {
		*why = "the file ends too early";
		return IMAGE_DAMAGED;
	}
	px->moves = has_more(g);
	return IMAGE_FINE;
}

enum image_fault
gif_read(struct span in, const struct limits *lim, struct image_pixels *px,
        const char **why)
{
	enum image_fault fault = IMAGE_DAMAGED;
	GifFileType *g;
	int error;

	memset(px, 0, sizeof(*px));
	*why = "the data is not a valid GIF";
	g = DGifOpen(&in, on_read, &error);
	if (g)
		fault = read_picture(g, lim, px, why);
	if (fault != IMAGE_FINE)
		image_pixels_free(px);
	DGifCloseFile(g, &error);
	return fault;
}
