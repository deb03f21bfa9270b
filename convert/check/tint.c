/* tint: what inks a colour is made of.
 *
 * CMYK is as it is, grey is black alone, RGB and Lab go through Little CMS
 * into the profile of the press.  A spot colour is what its tint transform
 * makes of it; where that is a program, the spot counts as one ink more,
 * which for paper it is.
 */
#include "check/tint.h"

#include <lcms2.h>
#include <math.h>
#include <string.h>

#include "check/content.h"

#define SPACE_DEEP 6

struct via { /* a profile, and the way from it to the press */
	struct obj *stream;
	cmsHTRANSFORM go;
	int n;
};

struct tints {
	struct model *m;
	cmsContext ctx;
	cmsHPROFILE press;
	cmsHTRANSFORM rgb, lab;
	VEC(struct via) via;
};

/* Closes the profile. */
static cmsHTRANSFORM
to_press(struct tints *t, cmsHPROFILE from, cmsUInt32Number format)
{
	cmsHTRANSFORM go = NULL;

	if (from && t->press)
		go = cmsCreateTransformTHR(t->ctx, from, format, t->press,
		        TYPE_CMYK_8, INTENT_RELATIVE_COLORIMETRIC,
		        cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE);
	if (from)
		cmsCloseProfile(from);
	return go;
}

struct tints *
tints_new(struct model *m, struct span icc)
{
	struct tints *t = xcalloc(1, sizeof(*t));

	t->m = m;
	t->ctx = cmsCreateContext(NULL, NULL);
	if (icc.n)
		t->press = cmsOpenProfileFromMemTHR(
		        t->ctx, icc.p, (cmsUInt32Number)icc.n);
	if (t->press && cmsGetColorSpace(t->press) != cmsSigCmykData) {
		cmsCloseProfile(t->press);
		t->press = NULL;
	}
	t->rgb = to_press(t, cmsCreate_sRGBProfileTHR(t->ctx), TYPE_RGB_8);
	t->lab = to_press(
	        t, cmsCreateLab4ProfileTHR(t->ctx, NULL), TYPE_Lab_DBL);
	return t;
}

void
tints_free(struct tints *t)
{
	for (size_t i = 0; i < t->via.n; i++)
		if (t->via.p[i].go)
			cmsDeleteTransform(t->via.p[i].go);
	vec_free(&t->via);
	if (t->rgb)
		cmsDeleteTransform(t->rgb);
	if (t->lab)
		cmsDeleteTransform(t->lab);
	if (t->press)
		cmsCloseProfile(t->press);
	cmsDeleteContext(t->ctx);
	vec_free_(t);
}

static unsigned char
byte(double v)
{
	return (unsigned char)(v > 0 ? fmin(v, 1) * 255 + 0.5 : 0);
}

static void
from_rgb(cmsHTRANSFORM go, const double *v, unsigned char ink[4])
{
	unsigned char rgb[3] = { byte(v[0]), byte(v[1]), byte(v[2]) };
	unsigned char most = 0;

	if (go) {
		cmsDoTransform(go, rgb, ink, 1);
		return;
	}
	/* ISO 32000-1, 10.3.3, with all of the grey in black */
	for (int i = 0; i < 3; i++)
		most = rgb[i] > most ? rgb[i] : most;
	for (int i = 0; i < 3; i++)
		ink[i] = (unsigned char)(most - rgb[i]);
	ink[3] = (unsigned char)(255 - most);
}

static cmsHTRANSFORM
via_of(struct tints *t, struct obj *stream, int n)
{
	const struct str *s;
	struct via *v;

	for (size_t i = 0; i < t->via.n; i++)
		if (t->via.p[i].stream == stream)
			return t->via.p[i].go;
	v = vec_push(&t->via);
	v->stream = stream;
	s = stream_bytes(t->m, stream);
	if (s && n == 3 && s->len > 128 && !memcmp(s->s + 16, "RGB ", 4))
		v->go = to_press(t,
		        cmsOpenProfileFromMemTHR(
		                t->ctx, s->s, (cmsUInt32Number)s->len),
		        TYPE_RGB_8);
	if (!v->go && n == 3)
		v->go = to_press(
		        t, cmsCreate_sRGBProfileTHR(t->ctx), TYPE_RGB_8);
	return v->go;
}

static double
number_at(struct obj *array, size_t i, double otherwise)
{
	struct obj *o = obj_at(array, i);

	return obj_number(o) ? o->r : otherwise;
}

/* A sampled function of one input, the nearest sample; 1 when it is one. */
static int
sampled(struct tints *t, struct obj *f, double x, double *out, int n)
{
	const struct str *s =
	        f->kind == O_STREAM ? stream_bytes(t->m, f) : NULL;
	long long size = obj_at(obj_get(f, "Size"), 0)->i;
	long long bits = obj_get(f, "BitsPerSample")->i, at;

	if (!s || obj_get(f, "Size")->n != 1 || size < 1 || size > 1 << 20 ||
	        (bits != 8 && bits != 16))
		return 0;
	at = llround(fmin(fmax(x, 0), 1) * (double)(size - 1)) * n;
	if ((size_t)(at + n) * (size_t)bits / 8 > s->len)
		return 0;
	for (int i = 0; i < n; i++)
		out[i] = (unsigned char)s->s[(at + i) * bits / 8] / 255.0;
	return 1;
}

/* x in the domain of part i of a stitching function (ISO 32000-1, 7.10.4). */
static double
within(struct obj *f, double x, size_t i)
{
	struct obj *bounds = obj_get(f, "Bounds"), *d = obj_get(f, "Domain");
	struct obj *code = obj_get(f, "Encode");
	double from = i ? number_at(bounds, i - 1, 0) : number_at(d, 0, 0);
	double to =
	        i < bounds->n ? number_at(bounds, i, 1) : number_at(d, 1, 1);
	double a = number_at(code, 2 * i, 0), b = number_at(code, 2 * i + 1, 1);

	return to > from ? a + (x - from) / (to - from) * (b - a) : a;
}

/* A tint transform of one input into n components. */
static int
transform(
        struct tints *t, struct obj *f, double x, double *out, int n, int deep)
{
	struct obj *c0 = obj_get(f, "C0"), *c1 = obj_get(f, "C1");
	struct obj *parts = obj_get(f, "Functions");
	struct obj *bounds = obj_get(f, "Bounds");
	size_t i = 0;

	switch (obj_dict(f) && deep < 4 ? obj_get(f, "FunctionType")->i : -1) {
	case 0:
		return sampled(t, f, x, out, n);
	case 2:
		x = pow(fmin(fmax(x, 0), 1), obj_get(f, "N")->r);
		for (size_t k = 0; k < (size_t)n; k++) {
			double a = number_at(c0, k, 0);

			out[k] = a + x * (number_at(c1, k, 1) - a);
		}
		return 1;
	case 3:
		while (i < bounds->n && x >= obj_at(bounds, i)->r)
			i++;
		return transform(
		        t, obj_at(parts, i), within(f, x, i), out, n, deep + 1);
	default:
		return 0;
	}
}

int
tint_function(struct tints *t, struct obj *f, double x, double *out, int n)
{
	if (f->kind != O_ARRAY)
		return transform(t, f, x, out, n, 0);
	for (int i = 0; i < n; i++)
		if (!transform(t, obj_at(f, (size_t)i), x, out + i, 1, 0))
			return 0;
	return n > 0;
}

static int
process_ink(struct obj *name)
{
	static const char *const inks[] = { "Cyan", "Magenta", "Yellow",
		"Black" };

	for (int i = 0; i < 4; i++)
		if (obj_is(name, inks[i]))
			return i;
	return -1;
}

/* Not made of another space: spaces of a broken file may go in circles. */
static int
is_plain(struct obj *space)
{
	struct obj *head = obj_at(space, 0);

	return !obj_is(head, "Separation") && !obj_is(head, "DeviceN") &&
	       !obj_is(head, "Indexed") && !obj_is(head, "I");
}

static void
spots(struct tints *t, struct obj *o, struct obj *res, const double *v,
        unsigned char ink[4])
{
	struct obj *names = obj_at(o, 1), *alt = tint_space(obj_at(o, 2), res);
	int n = tint_components(alt), of = tint_components(o);
	double out[32];

	if (of == 1 && n > 0 && is_plain(alt) && !obj_is(names, "None") &&
	        !obj_is(names, "All") &&
	        transform(t, obj_at(o, 3), v[0], out, n, 0)) {
		tint_of(t, alt, res, out, ink);
		return;
	}
	for (int i = 0; i < of; i++) {
		struct obj *name = names->kind == O_ARRAY
		                           ? obj_at(names, (size_t)i)
		                           : names;
		int k = process_ink(name);

		if (obj_is(name, "None"))
			continue;
		if (obj_is(name, "All"))
			ink[0] = ink[1] = ink[2] = ink[3] = byte(v[i]);
		else
			ink[k < 0 ? 3 : k] =
			        byte(ink[k < 0 ? 3 : k] / 255.0 + v[i]);
	}
}

static void
indexed(struct tints *t, struct obj *o, struct obj *res, double at,
        unsigned char ink[4])
{
	struct obj *base = tint_space(obj_at(o, 1), res), *table = obj_at(o, 3);
	int n = tint_components(base);
	struct span s = obj_span(table);
	size_t from = at > 0 ? (size_t)fmin(at, 255) * (size_t)n : 0;
	double v[32];

	if (table->kind == O_STREAM && stream_bytes(t->m, table))
		s = str_span(stream_bytes(t->m, table));
	if (n < 1 || from + (size_t)n > s.n ||
	        obj_is(obj_at(base, 0), "Indexed"))
		return;
	for (int i = 0; i < n; i++)
		v[i] = (unsigned char)s.p[from + (size_t)i] / 255.0;
	if (obj_is(obj_at(base, 0), "Lab")) {
		v[0] *= 100;
		v[1] = v[1] * 200 - 100;
		v[2] = v[2] * 200 - 100;
	}
	tint_of(t, base, res, v, ink);
}

void
tint_of(struct tints *t, struct obj *o, struct obj *res, const double *v,
        unsigned char ink[4])
{
	struct obj *head = o->kind == O_ARRAY ? obj_at(o, 0) : o;
	int n = tint_components(o);

	memset(ink, 0, 4);
	if (obj_is(head, "Separation") || obj_is(head, "DeviceN"))
		spots(t, o, res, v, ink);
	else if (obj_is(head, "Indexed") || obj_is(head, "I"))
		indexed(t, o, res, v[0], ink);
	else if (obj_is(head, "Lab") && t->lab)
		cmsDoTransform(t->lab, v, ink, 1);
	else if (obj_is(head, "Lab"))
		ink[3] = byte(1 - v[0] / 100);
	else if (n == 4)
		for (int i = 0; i < 4; i++)
			ink[i] = byte(v[i]);
	else if (n == 3)
		from_rgb(obj_is(head, "ICCBased") ? via_of(t, obj_at(o, 1), 3)
		                                  : t->rgb,
		        v, ink);
	else if (n == 1)
		ink[3] = byte(1 - v[0]);
}

struct obj *
tint_space(struct obj *o, struct obj *res)
{
	struct obj *spaces = obj_get(res, "ColorSpace");

	for (int i = 0; i < SPACE_DEEP && o->kind == O_NAME; i++) {
		static const char *const of[][3] = {
			{ "DeviceGray", "G", "DefaultGray" },
			{ "DeviceRGB", "RGB", "DefaultRGB" },
			{ "DeviceCMYK", "CMYK", "DefaultCMYK" },
		};
		struct obj *named = obj_get(spaces, o->s);

		for (int k = 0; k < 3; k++)
			if (obj_is(o, of[k][0]) || obj_is(o, of[k][1]))
				named = obj_get(spaces, of[k][2]);
		if (named->kind == O_NULL || named == o)
			break;
		o = named;
		if (o->kind == O_NAME && !strncmp(o->s, "Device", 6))
			break;
	}
	return o;
}

int
tint_components(struct obj *o)
{
	struct obj *head = o->kind == O_ARRAY ? obj_at(o, 0) : o;
	int n;

	if (head->kind != O_NAME || obj_is(head, "Pattern"))
		return 0;
	n = space_components(o);
	return n > 0 && n <= 32 ? n : 0;
}

double
tint_top(struct obj *space, int bits)
{
	struct obj *head = obj_at(space, 0);

	if (obj_is(head, "Indexed") || obj_is(head, "I"))
		return (double)((1 << bits) - 1);
	return obj_is(head, "Lab") ? 100 : 1;
}
