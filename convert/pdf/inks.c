/* inks: RGB to the inks of a printing condition, by Little CMS.
 *
 * Relative colorimetric with black point compensation: what is within reach
 * of the press stays as it is, and dark pictures keep their depth.  The
 * profile holds the limit of total ink in its tables, but its curves may
 * exceed that by some points, so each pixel is held to the limit here: black
 * stays, the three colours are taken back in proportion, which keeps the hue.
 */
#include "pdf/inks.h"

#include <lcms2.h>

#include "base/vec.h"
#include "pdf/writer.h"

#define FLAGS (cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE)

struct inks {
	cmsContext ctx;
	cmsHPROFILE press, srgb;
	cmsHTRANSFORM color; /* sRGB, 16 bits */
	cmsHTRANSFORM pixels; /* sRGB, 8 bits */
	unsigned limit; /* sum of four bytes */
};

static cmsHTRANSFORM
transform(struct inks *k, cmsHPROFILE from, cmsUInt32Number in,
        cmsUInt32Number out)
{
	return cmsCreateTransformTHR(k->ctx, from, in, k->press, out,
	        INTENT_RELATIVE_COLORIMETRIC, FLAGS);
}

static cmsHPROFILE
open_profile(struct inks *k, struct span icc)
{
	return cmsOpenProfileFromMemTHR(k->ctx, icc.p, (cmsUInt32Number)icc.n);
}

struct inks *
inks_new(struct span cmyk, int limit)
{
	struct inks *k = xcalloc(1, sizeof(*k));
	struct str icc = STR_INIT;

	k->limit = (unsigned)limit * 255 / 100;
	k->ctx = cmsCreateContext(NULL, NULL);
	k->press = open_profile(k, cmyk);
	icc_srgb(&icc);
	k->srgb = open_profile(k, str_span(&icc));
	str_free(&icc);
	if (k->press && k->srgb) {
		k->color = transform(k, k->srgb, TYPE_RGB_16, TYPE_CMYK_16);
		k->pixels = transform(k, k->srgb, TYPE_RGB_8, TYPE_CMYK_8);
	}
	if (!k->color || !k->pixels) {
		inks_free(k);
		return NULL;
	}
	return k;
}

void
inks_free(struct inks *k)
{
	if (!k)
		return;
	if (k->color)
		cmsDeleteTransform(k->color);
	if (k->pixels)
		cmsDeleteTransform(k->pixels);
	if (k->press)
		cmsCloseProfile(k->press);
	if (k->srgb)
		cmsCloseProfile(k->srgb);
	cmsDeleteContext(k->ctx);
	free(k);
}

void
inks_color(struct inks *k, const uint16_t rgb[3], uint16_t cmyk[4])
{
	uint32_t cmy, room, limit = k->limit * 257;

	cmsDoTransform(k->color, rgb, cmyk, 1);
	cmy = (uint32_t)cmyk[0] + cmyk[1] + cmyk[2];
	if (cmy + cmyk[3] <= limit)
		return;
	room = limit - cmyk[3];
	for (int i = 0; i < 3; i++)
		cmyk[i] = (uint16_t)((uint64_t)cmyk[i] * room / cmy);
}

size_t
inks_limit(const struct inks *k, unsigned char *p, size_t n)
{
	size_t held = 0;

	for (; n--; p += 4) {
		unsigned cmy = (unsigned)p[0] + p[1] + p[2];
		unsigned room = k->limit - p[3];

		if (cmy <= room)
			continue;
		for (int i = 0; i < 3; i++)
			p[i] = (unsigned char)(p[i] * room / cmy);
		held++;
	}
	return held;
}

int
inks_most(const unsigned char *p, size_t n)
{
	unsigned most = 0;

	for (; n--; p += 4) {
		unsigned sum = (unsigned)p[0] + p[1] + p[2] + p[3];

		if (sum > most)
			most = sum;
	}
	return (int)((most * 100 + 254) / 255);
}

size_t
inks_pixels(struct inks *k, struct span icc, const unsigned char *rgb,
        unsigned char *cmyk, size_t n)
{
	cmsHTRANSFORM t = NULL;
	cmsHPROFILE own = icc.n ? open_profile(k, icc) : NULL;

	if (own && cmsGetColorSpace(own) == cmsSigRgbData)
		t = transform(k, own, TYPE_RGB_8, TYPE_CMYK_8);
	/* in pieces, for lcms counts in 32 bits */
	for (size_t at = 0, step; at < n; at += step) {
		step = n - at < 1 << 20 ? n - at : 1 << 20;
		cmsDoTransform(t ? t : k->pixels, rgb + 3 * at, cmyk + 4 * at,
		        (cmsUInt32Number)step);
	}
	if (t)
		cmsDeleteTransform(t);
	if (own)
		cmsCloseProfile(own);
	return inks_limit(k, cmyk, n);
}

/* Colours all over Lab, the dark ones closely: there is the most ink. */
static unsigned
most_of(cmsHTRANSFORM go)
{
	unsigned char cmyk[4 * 33];
	cmsCIELab lab[33];
	unsigned most = 0;

	for (int l = 0; l <= 100; l += l < 40 ? 2 : 10)
		for (int a = -128; a <= 128; a += 8) {
			for (int b = 0; b < 33; b++)
				lab[b] = (cmsCIELab){ l, a, 8 * b - 128 };
			cmsDoTransform(go, lab, cmyk, 33);
			for (int b = 0; b < 33; b++) {
				const unsigned char *p = cmyk + 4 * b;
				unsigned sum =
				        (unsigned)p[0] + p[1] + p[2] + p[3];

				most = sum > most ? sum : most;
			}
		}
	return (most * 100 + 127) / 255;
}

int
inks_of_profile(struct span cmyk)
{
	cmsContext ctx = cmsCreateContext(NULL, NULL);
	cmsHPROFILE press, lab;
	cmsHTRANSFORM go = NULL;
	unsigned most = 0;

	press = cmsOpenProfileFromMemTHR(ctx, cmyk.p, (cmsUInt32Number)cmyk.n);
	lab = cmsCreateLab4ProfileTHR(ctx, NULL);
	if (press && lab)
		go = cmsCreateTransformTHR(ctx, lab, TYPE_Lab_DBL, press,
		        TYPE_CMYK_8, INTENT_RELATIVE_COLORIMETRIC,
		        cmsFLAGS_NOCACHE | cmsFLAGS_NOOPTIMIZE);
	if (go) {
		most = most_of(go);
		cmsDeleteTransform(go);
	}
	if (lab)
		cmsCloseProfile(lab);
	if (press)
		cmsCloseProfile(press);
	cmsDeleteContext(ctx);
	if (!most)
		return 320;
	return most < 150 ? 150 : (int)most;
}
