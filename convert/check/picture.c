/* picture: images of a PDF, read to know their ink.
 *
 * A picture of 300 ppi is reduced to the pixels of the page as it is read: the
 * samples that fall into one are averaged, which is what ink does on paper.
 * JPEG is scaled down by libjpeg while decoding, which costs a fraction of the
 * full size.
 */
#include "check/picture.h"

#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#define SIDE_MAX 4000
#define SAMPLES_MAX ((size_t)400 << 20)

/* Decoded samples, 8 bits a component after Decode, or what an index is. */
struct samples {
	struct str bytes;
	long long w, h;
	int n, bits; /* components, bits of each */
};

struct failing {
	struct jpeg_error_mgr mgr;
	jmp_buf back;
};

static void
on_error(j_common_ptr cinfo)
{
	longjmp(((struct failing *)cinfo->err)->back, 1);
}

static void
be_quiet(j_common_ptr cinfo)
{
	(void)cinfo;
}

/* w, h: the least size that will do. */
static int
load_jpeg(struct span file, struct samples *s, int w, int h)
{
	struct jpeg_decompress_struct d;
	struct failing err;

	memset(&d, 0, sizeof(d));
	d.err = jpeg_std_error(&err.mgr);
	err.mgr.error_exit = on_error;
	err.mgr.output_message = be_quiet;
	if (setjmp(err.back)) {
		jpeg_destroy_decompress(&d);
		return -1;
	}
	jpeg_create_decompress(&d);
	jpeg_mem_src(&d, (const unsigned char *)file.p, file.n);
	jpeg_read_header(&d, TRUE);
	d.scale_num = 8;
	while (d.scale_num > 1 &&
	        (long long)d.image_width * (d.scale_num / 2) / 8 >= w &&
	        (long long)d.image_height * (d.scale_num / 2) / 8 >= h)
		d.scale_num /= 2;
	d.scale_denom = 8;
	if (d.jpeg_color_space == JCS_YCCK)
		d.out_color_space = JCS_CMYK;
	d.dct_method = JDCT_IFAST;
	jpeg_start_decompress(&d);
	s->w = d.output_width;
	s->h = d.output_height;
	s->n = d.output_components;
	s->bits = 8;
	if ((size_t)s->w * (size_t)s->h * (size_t)s->n > SAMPLES_MAX)
		longjmp(err.back, 1);
	str_reserve(&s->bytes, (size_t)s->w * (size_t)s->h * (size_t)s->n);
	while (d.output_scanline < d.output_height) {
		JSAMPROW row = (JSAMPROW)s->bytes.s + s->bytes.len;

		jpeg_read_scanlines(&d, &row, 1);
		s->bytes.len += (size_t)s->w * (size_t)s->n;
	}
	jpeg_finish_decompress(&d);
	jpeg_destroy_decompress(&d);
	return 0;
}

static int
load(struct samples *s, struct model *m, struct obj *im, int n, int w, int h)
{
	struct obj *f = obj_get(im, "Filter");
	const struct str *got;
	size_t need;

	memset(s, 0, sizeof(*s));
	if (f->kind == O_ARRAY && f->n == 1)
		f = obj_at(f, 0);
	if (obj_is(f, "DCTDecode")) {
		struct str raw = STR_INIT;
		int rc = stream_raw(m, im, &raw);

		if (rc == 0)
			rc = load_jpeg(str_span(&raw), s, w, h);
		str_free(&raw);
		return rc == 0 && s->n == n ? 0 : -1;
	}
	if (obj_is(f, "JPXDecode"))
		return -1;
	s->w = obj_get(im, "Width")->i;
	s->h = obj_get(im, "Height")->i;
	s->bits = obj_get(im, "ImageMask")->i
	                  ? 1
	                  : (int)obj_get(im, "BitsPerComponent")->i;
	s->n = n;
	if (s->w < 1 || s->h < 1 || s->w > 1 << 20 || s->h > 1 << 20 ||
	        (s->bits != 1 && s->bits != 2 && s->bits != 4 && s->bits != 8 &&
	                s->bits != 16))
		return -1;
	need = ((size_t)s->w * (size_t)s->n * (size_t)s->bits + 7) / 8 *
	       (size_t)s->h;
	got = stream_bytes(m, im);
	if (!got || got->len < need)
		return -1;
	str_add(&s->bytes, got->s, need);
	stream_drop(m, im);
	return 0;
}

/* 0 to (1 << bits) - 1; of 16 bits the upper eight. */
static unsigned
sample(const struct samples *s, const unsigned char *row, size_t i)
{
	if (s->bits == 8)
		return row[i];
	if (s->bits == 16)
		return row[2 * i];
	i *= (size_t)s->bits;
	return row[i / 8] >> (8 - (size_t)s->bits - i % 8) &
	       ((1u << s->bits) - 1);
}

static size_t
row_size(const struct samples *s)
{
	return ((size_t)s->w * (size_t)s->n * (size_t)s->bits + 7) / 8;
}

/* The value that 0 and the largest sample stand for. */
struct decode {
	double from[32], to[32];
};

static void
decode_of(struct decode *d, struct obj *im, struct obj *space, int n, int bits)
{
	struct obj *list = obj_get(im, "Decode");
	struct obj *range = obj_get(obj_at(space, 1), "Range");
	int lab = obj_is(obj_at(space, 0), "Lab");

	for (int i = 0; i < n; i++) {
		size_t k = 2 * (size_t)i;

		d->from[i] = 0;
		d->to[i] = tint_top(space, bits > 8 ? 8 : bits);
		if (lab && i) {
			d->from[i] =
			        range->n == 4 ? obj_at(range, k - 2)->r : -100;
			d->to[i] =
			        range->n == 4 ? obj_at(range, k - 1)->r : 100;
		}
		if (list->kind == O_ARRAY && list->n >= k + 2) {
			d->from[i] = obj_at(list, k)->r;
			d->to[i] = obj_at(list, k + 1)->r;
		}
	}
}

struct reader {
	const struct samples *s;
	struct tints *t;
	struct obj *space, *res;
	struct decode d;
	unsigned last[32];
	unsigned char ink[4]; /* of last */
	unsigned char *palette; /* of one component: all its inks */
};

static void
convert(struct reader *r, const unsigned *v, unsigned char ink[4])
{
	double top = (1 << (r->s->bits > 8 ? 8 : r->s->bits)) - 1, x[32];

	for (int i = 0; i < r->s->n; i++)
		x[i] = r->d.from[i] + v[i] * (r->d.to[i] - r->d.from[i]) / top;
	tint_of(r->t, r->space, r->res, x, ink);
}

static void
make_palette(struct reader *r)
{
	if (r->s->n != 1)
		return;
	r->palette = xcalloc(256, 4);
	for (unsigned v = 0; v < 1u << (r->s->bits > 8 ? 8 : r->s->bits); v++)
		convert(r, &v, r->palette + 4 * v);
}

static const unsigned char *
pixel(struct reader *r, const unsigned char *row, size_t x)
{
	const struct samples *s = r->s;
	unsigned v[32] = { 0 };
	int same = 1;

	for (int i = 0; i < s->n; i++) {
		v[i] = sample(s, row, x * (size_t)s->n + (size_t)i);
		same = same && v[i] == r->last[i];
	}
	if (r->palette)
		return r->palette + 4 * v[0];
	if (!same) {
		memcpy(r->last, v, sizeof(v[0]) * (size_t)s->n);
		convert(r, v, r->ink);
	}
	return r->ink;
}

/* The samples onto w times h, averaged. */
static unsigned char *
reduce(struct reader *r, int w, int h)
{
	const struct samples *s = r->s;
	uint64_t *sum = xcalloc((size_t)w, 5 * sizeof(*sum));
	unsigned char *out = xcalloc((size_t)w * (size_t)h, 4);
	long long at = 0;

	for (long long y = 0; y < s->h; y++) {
		const unsigned char *row = (const unsigned char *)s->bytes.s +
		                           (size_t)y * row_size(s);

		for (long long x = 0; x < s->w; x++) {
			uint64_t *k = sum + 5 * (x * w / s->w);
			const unsigned char *ink = pixel(r, row, (size_t)x);

			for (int i = 0; i < 4; i++)
				k[i] += ink[i];
			k[4]++;
		}
		if ((y + 1) * h / s->h == at)
			continue;
		for (int x = 0; x < w; x++)
			for (int i = 0; i < 4; i++)
				out[4 * (at * w + x) + i] =
				        (unsigned char)(sum[5 * x + i] /
				                        sum[5 * x + 4]);
		memset(sum, 0, (size_t)w * 5 * sizeof(*sum));
		at = (y + 1) * h / s->h;
	}
	free(sum);
	return out;
}

/* The alpha of a soft mask or of a stencil: 255 where it paints. */
static unsigned char *
alpha_of(struct tints *t, struct model *m, struct obj *im, int *w, int *h)
{
	static struct obj gray = { .kind = O_NAME, .s = "DeviceGray", .n = 10 };
	struct samples s;
	struct reader r;
	unsigned char *cmyk, *out = NULL;

	memset(&r, 0, sizeof(r));
	if (load(&s, m, im, 1, *w, *h) == 0) {
		r.s = &s;
		r.t = t;
		r.space = &gray;
		r.res = &obj_null;
		decode_of(&r.d, im, &gray, 1, s.bits);
		make_palette(&r);
		*w = (int)(s.w < *w ? s.w : *w);
		*h = (int)(s.h < *h ? s.h : *h);
		cmyk = reduce(&r, *w, *h);
		out = xcalloc((size_t)*w * (size_t)*h, 1);
		/* a stencil paints where its sample is 0 */
		for (size_t i = 0; i < (size_t)*w * (size_t)*h; i++)
			out[i] = obj_get(im, "ImageMask")->i
			                 ? cmyk[4 * i + 3]
			                 : (unsigned char)(255 -
			                                   cmyk[4 * i + 3]);
		free(cmyk);
		free(r.palette);
	}
	str_free(&s.bytes);
	return out;
}

/* Masks have sizes of their own: the alpha is drawn to that of the picture. */
static void
fit_alpha(struct picture *p, unsigned char *alpha, int w, int h)
{
	if (!alpha)
		return;
	p->alpha = xcalloc((size_t)p->w * (size_t)p->h, 1);
	for (int y = 0; y < p->h; y++)
		for (int x = 0; x < p->w; x++)
			p->alpha[y * p->w + x] =
			        alpha[(long long)y * h / p->h * w +
			                (long long)x * w / p->w];
	free(alpha);
}

int
picture_load(struct picture *p, struct tints *t, struct model *m,
        struct obj *im, struct obj *res, int w, int h)
{
	struct obj *space = tint_space(obj_get(im, "ColorSpace"), res);
	struct obj *soft = obj_get(im, "SMask");
	int n = tint_components(space), aw, ah;
	struct samples s;
	struct reader r;

	memset(p, 0, sizeof(*p));
	p->w = w < 1 ? 1 : w > SIDE_MAX ? SIDE_MAX : w;
	p->h = h < 1 ? 1 : h > SIDE_MAX ? SIDE_MAX : h;
	aw = p->w;
	ah = p->h;
	if (obj_get(im, "ImageMask")->i) {
		p->alpha = alpha_of(t, m, im, &p->w, &p->h);
		return p->alpha ? 0 : -1;
	}
	if (n < 1)
		return -1;
	if (load(&s, m, im, n, p->w, p->h) < 0) {
		str_free(&s.bytes);
		return -1;
	}
	memset(&r, 0, sizeof(r));
	r.s = &s;
	r.t = t;
	r.space = space;
	r.res = res;
	decode_of(&r.d, im, space, n, s.bits);
	r.last[0] = ~0u;
	make_palette(&r);
	p->w = (int)(s.w < p->w ? s.w : p->w);
	p->h = (int)(s.h < p->h ? s.h : p->h);
	p->ink = reduce(&r, p->w, p->h);
	free(r.palette);
	str_free(&s.bytes);
	if (soft->kind != O_STREAM)
		soft = obj_get(im, "Mask");
	if (soft->kind == O_STREAM)
		fit_alpha(p, alpha_of(t, m, soft, &aw, &ah), aw, ah);
	return 0;
}

void
picture_free(struct picture *p)
{
	free(p->ink);
	free(p->alpha);
	memset(p, 0, sizeof(*p));
}
