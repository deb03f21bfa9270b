/* images: pictures from where the page names them into the store.
 *
 * Reads a.tree, a.base_dir; sets a.assets and each <img>'s src (the name in
 * the store), width, height and alt.  Pictures are files beside the article or
 * data: addresses; what lies on the net is not fetched, what lies outside the
 * article's folder and its parent is not read (promise 6).  The type is told
 * by the first bytes, never by the name; every file is decoded once in full
 * before anyone downstream sees it.  A picture that cannot be used leaves its
 * caption as a paragraph, a line in the ledger and a warning.
 */
#include "filters/images.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "doc/dom.h"
#include "doc/link.h"
#include "filters/filter.h"

/* pixels of both sides */
#define TRACKER 3
#define STAND_IN 32

struct image_cache {
	struct map by_file; /* path, size, time -> struct asset */
	struct map by_hash; /* of the bytes read -> struct asset */
	struct arena *arena;
};

struct image_cache *
image_cache_new(void)
{
	struct image_cache *c = xcalloc(1, sizeof(*c));

	c->arena = arena_new();
	return c;
}

void
image_cache_free(struct image_cache *c)
{
	if (!c)
		return;
	map_free(&c->by_file);
	map_free(&c->by_hash);
	arena_free(c->arena);
	free(c);
}

struct images {
	struct article *a;
	const struct options *o;
	const struct limits *lim;
	struct diag *dg;
	unsigned remote;
	char *base, *fence; /* real paths: the folder, what may be read */
};

/* ---- getting the bytes ------------------------------------------------- */

static int
base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

static void
base64_decode(struct str *out, struct span in)
{
	unsigned v = 0;
	int bits = 0;

	for (size_t i = 0; i < in.n && in.p[i] != '='; i++) {
		int d = base64_value(in.p[i]);

		if (d < 0)
			continue;
		v = (v << 6 | (unsigned)d) & 0xFFFFFF;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			str_putc(out, (char)(v >> bits & 0xFF));
		}
	}
}

/* data:image/png;base64,.... RFC 2397 */
static void
data_bytes(struct str *out, struct span src)
{
	const char *comma = memchr(src.p, ',', src.n);
	struct span head, body;
	struct str plain = STR_INIT;

	if (!comma)
		return;
	head = (struct span){ src.p, (size_t)(comma - src.p) };
	body = (struct span){ comma + 1, src.n - head.n - 1 };
	for (size_t i = 0; i < body.n; i++) { /* also zeros */
		int c = link_escaped_byte(body.p + i, body.n - i);

		str_putc(&plain, c >= 0 ? (char)c : body.p[i]);
		i += c >= 0 ? 2 : 0;
	}
	if (head.n > 7 && memcmp(head.p + head.n - 7, ";base64", 7) == 0)
		base64_decode(out, str_span(&plain));
	else
		str_put_span(out, str_span(&plain));
	str_free(&plain);
}

/* Name to show: never a whole data: address. */
static const char *
shown(const char *src)
{
	return strncmp(src, "data:", 5) == 0 ? "data:..." : src;
}

static int
is_below(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return strncmp(path, folder, n) == 0 && path[n] == '/';
}

char *
images_fence(const char *folder)
{
	char *fence = realpath(*folder ? folder : ".", NULL);
	char *slash = fence ? strrchr(fence, '/') : NULL;

	if (slash && slash != fence)
		*slash = '\0';
	return fence;
}

static void
set_fence(struct images *I)
{
	const char *folder = *I->a->base_dir ? I->a->base_dir : ".";

	I->base = realpath(folder, NULL);
	I->fence = I->base ? images_fence(folder) : NULL;
}

/* Path of a file named by the page, or NULL with errno; EACCES: outside. */
static char *
real_file(const struct images *I, struct span name)
{
	struct str p = STR_INIT;
	char *real;

	if (name.n >= 5 && strncasecmp(name.p, "file:", 5) == 0) {
		name.p += 5;
		name.n -= 5;
		if (name.n > 2 && name.p[0] == '/' && name.p[1] == '/') {
			const char *s = memchr(name.p + 2, '/', name.n - 2);

			name.n -= s ? (size_t)(s - name.p) : name.n;
			name.p = s ? s : name.p;
		}
	}
	if (!name.n || memchr(name.p, '\0', name.n) || !I->base) {
		errno = ENOENT;
		return NULL;
	}
	if (name.p[0] != '/')
		str_printf(&p, "%s/", I->base);
	str_put_span(&p, name);
	real = realpath(p.s, NULL);
	str_free(&p);
	if (real && !is_below(real, I->fence) && !is_below(real, I->base)) {
		free(real);
		real = NULL;
		errno = EACCES;
	}
	return real;
}

/* Try the name as written, then decoded and without ?query and #part. */
static char *
find_file(const struct images *I, const char *src)
{
	struct str s = STR_INIT;
	char *path = real_file(I, span_of(src));

	if (!path && errno != EACCES) {
		link_unescape(&s, (struct span){ src, strcspn(src, "?#") });
		for (size_t i = 0; i < s.len; i++)
			if (s.s[i] == '\\')
				s.s[i] = '/';
		path = real_file(I, str_span(&s));
		str_free(&s);
	}
	return path;
}

static int
read_file(const char *path, size_t max, struct str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	ssize_t n;

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		errno = EINVAL;
		return -1;
	}
	if ((unsigned long long)st.st_size > max) {
		close(fd);
		errno = EFBIG;
		return -1;
	}
	str_reserve(out, (size_t)st.st_size + 1);
	while (out->len < (size_t)st.st_size) {
		n = read(fd, out->s + out->len, (size_t)st.st_size - out->len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		out->len += (size_t)n;
	}
	close(fd);
	out->s[out->len] = '\0';
	return 0;
}

/* ---- one picture ------------------------------------------------------- */

/* Check and store the bytes; NULL after one warning, *rule says why. */
static struct asset *
store_bytes(
        struct images *I, struct span in, const char *src, const char **rule)
{
	static const char *const rules[] = {
		[IMAGE_DAMAGED] = "image-damaged",
		[IMAGE_TOO_BIG] = "image-too-big",
		[IMAGE_FOREIGN] = "image-type",
	};
	struct asset *as = arena_new_of(
	        I->o->images ? I->o->images->arena : I->a->arena, struct asset);
	enum image_fault fault =
	        image_keep(in, shown(src), I->lim, I->o->store, as, I->dg);

	if (fault == IMAGE_FINE)
		return as;
	*rule = rules[fault];
	return NULL;
}

/* Through the cache by content. */
static struct asset *
asset_of_bytes(
        struct images *I, struct span in, const char *src, const char **rule)
{
	char hash[SHA256_HEX + 1];
	struct asset *as;

	if (!I->o->images)
		return store_bytes(I, in, src, rule);
	sha256_hex(in.p, in.n, hash);
	as = map_get(&I->o->images->by_hash, span_of(hash));
	if (!as) {
		as = store_bytes(I, in, src, rule);
		if (as)
			*map_put(&I->o->images->by_hash, span_of(hash)) = as;
	}
	return as;
}

static struct asset *
asset_of_data(struct images *I, const char *src, const char **rule)
{
	struct str bytes = STR_INIT;
	struct asset *as = NULL;

	data_bytes(&bytes, span_of(src));
	*rule = "image-too-big";
	if (bytes.len > I->lim->image_bytes)
		diag_report(I->dg, NULL, MSG_IMAGE_BIG, shown(src));
	else
		as = asset_of_bytes(I, str_span(&bytes), src, rule);
	str_free(&bytes);
	return as;
}

static void
file_key(struct str *key, const char *path, const struct stat *st)
{
	str_printf(key, "%s %lld %lld %lld", path, (long long)st->st_size,
	        (long long)st->st_mtim.tv_sec, (long long)st->st_mtim.tv_nsec);
}

static struct asset *
asset_of_path(
        struct images *I, const char *path, const char *src, const char **rule)
{
	struct str key = STR_INIT, bytes = STR_INIT;
	struct asset *as = NULL;
	struct stat st;

	if (I->o->images && stat(path, &st) == 0) {
		file_key(&key, path, &st);
		as = map_get(&I->o->images->by_file, str_span(&key));
	}
	if (!as && read_file(path, I->lim->image_bytes, &bytes) != 0) {
		*rule = errno == EFBIG ? "image-too-big" : "image-missing";
		if (errno == EFBIG)
			diag_report(I->dg, NULL, MSG_IMAGE_BIG, src);
		else
			diag_report(I->dg, NULL, MSG_IMAGE_MISSING, src,
			        strerror(errno));
	} else if (!as) {
		as = asset_of_bytes(I, str_span(&bytes), src, rule);
		if (as && key.len)
			*map_put(&I->o->images->by_file, str_span(&key)) = as;
	}
	str_free(&key);
	str_free(&bytes);
	return as;
}

static struct asset *
asset_of_file(struct images *I, const char *src, const char **rule)
{
	char *path = find_file(I, src);
	struct asset *as;

	if (!path) {
		*rule = errno == EACCES ? "image-outside" : "image-missing";
		if (errno == EACCES)
			diag_report(I->dg, NULL, MSG_IMAGE_OUTSIDE, src);
		else
			diag_report(I->dg, NULL, MSG_IMAGE_MISSING, src,
			        strerror(errno));
		return NULL;
	}
	as = asset_of_path(I, path, src, rule);
	free(path);
	return as;
}

static struct asset *
asset_for(struct images *I, const char *src, const char **rule)
{
	*rule = "image-no-store";
	if (!I->o->store)
		return NULL;
	if (strncmp(src, "http://", 7) == 0 ||
	        strncmp(src, "https://", 8) == 0) {
		I->remote++;
		*rule = "image-remote";
		return NULL;
	}
	if (strncasecmp(src, "data:", 5) == 0)
		return asset_of_data(I, src, rule);
	return asset_of_file(I, src, rule);
}

/* ---- in the tree ------------------------------------------------------- */

static xmlNodePtr
caption_of(const xmlNode *img)
{
	const xmlNode *up = img->parent;

	while (up && !dom_is(up, "figure"))
		up = dom_is(up, "body") ? NULL : up->parent;
	for (xmlNodePtr c = up ? up->children : NULL; c; c = c->next)
		if (dom_is(c, "figcaption"))
			return c;
	return NULL;
}

/* Alternative text: the page's, else the caption, else the title. */
static void
set_alt(xmlNodePtr img)
{
	const char *alt = dom_attr(img, "alt"), *title = dom_attr(img, "title");
	xmlNodePtr cap = caption_of(img);
	struct str s = STR_INIT;

	if (alt && *alt)
		return;
	if (cap)
		dom_text_folded(cap, &s);
	else if (title)
		str_puts(&s, title);
	dom_set_attr(img, "alt", str_c(&s));
	str_free(&s);
}

static void
add_asset(struct article *a, const struct asset *as, const char *src)
{
	struct asset *own;

	for (size_t i = 0; i < a->assets.n; i++)
		if (strcmp(a->assets.p[i].hash, as->hash) == 0)
			return;
	own = vec_push(&a->assets);
	*own = *as;
	own->src = arena_strdup(a->arena, shown(src));
}

static void
use_asset(struct images *I, xmlNodePtr img, const struct asset *as)
{
	char name[80];

	store_asset_name(as, name);
	add_asset(I->a, as, dom_attr(img, "src"));
	dom_set_attr(img, "src", name);
	dom_set_number(img, "width", as->css_width);
	dom_set_number(img, "height", as->css_height);
	set_alt(img);
}

static int
is_blank(const xmlNode *n)
{
	for (const xmlNode *c = n->children; c; c = c->next)
		if (!dom_is_text(c) || span_trim(span_of((char *)c->content)).n)
			return 0;
	return 1;
}

/* Has n a name that a link of the page goes to? */
static int
is_target(const struct images *I, const xmlNode *n)
{
	const char *id = dom_attr(n, "id"), *href;
	xmlNodePtr root = xmlDocGetRootElement(I->a->tree);

	for (xmlNodePtr k = id ? root : NULL; k; k = dom_next(k, root)) {
		href = dom_is(k, "a") ? dom_attr(k, "href") : NULL;
		if (href && href[0] == '#' && strcmp(href + 1, id) == 0)
			return 1;
	}
	return 0;
}

/* The picture goes; the words around it stay. */
static void
drop_image(struct images *I, xmlNodePtr img, const char *rule)
{
	xmlNodePtr up = img->parent, cap = caption_of(img);
	struct str what = STR_INIT;

	str_printf(&what, "%s",
	        shown(dom_attr(img, "src") ? dom_attr(img, "src") : ""));
	ledger_add(I->a, LEDGER_DROP, "images", rule, img);
	I->a->ledger.p[I->a->ledger.n - 1].text = arena_strndup(
	        I->a->arena, what.s, what.len < 80 ? what.len : 80);
	str_free(&what);
	dom_remove(img);
	while (up && is_blank(up) && !is_target(I, up) &&
	        (dom_is(up, "a") || dom_is(up, "p") || dom_is(up, "em") ||
	                dom_is(up, "strong") || dom_is(up, "li") ||
	                dom_is(up, "span") || dom_is(up, "figure"))) {
		xmlNodePtr above = up->parent;

		dom_remove(up);
		up = above;
	}
	while (up && !dom_is(up, "figure") && !dom_is(up, "body"))
		up = up->parent;
	if (!cap || !up || !dom_is(up, "figure") || dom_find(up, "img"))
		return;
	dom_rename(cap, "p");
	dom_set_attr(cap, "class", "caption");
	dom_unwrap(up);
}

static int
is_within(const struct asset *as, int side)
{
	return as->css_width <= side && as->css_height <= side;
}

/* What is in the page until a script brings the photograph; in a block of its
 * own, which a sign in a line is not. */
static int
is_stand_in(const xmlNode *img, const char *src, const struct asset *as)
{
	const xmlNode *up = img->parent;

	while (up && (dom_is(up, "a") || dom_is(up, "picture")))
		up = up->parent;
	return up && dom_is(up, "figure") && is_within(as, STAND_IN) &&
	       strncmp(src, "data:", 5) == 0;
}

static int
run_images(struct article *a, const struct options *o, struct diag *dg)
{
	struct images I = { .a = a,
		.o = o,
		.dg = dg,
		.lim = o->limits ? o->limits : &limits_default };
	VEC(xmlNodePtr) img = VEC_INIT;
	xmlNodePtr body = article_body(a);

	if (!body)
		return diag_file(dg, a->name, MSG_EXTRACT_NO_BODY);
	for (xmlNodePtr n = body; n; n = dom_next(n, body))
		if (dom_is(n, "img"))
			vec_add(&img, n);
	if (img.n)
		set_fence(&I);
	for (size_t i = 0; i < img.n; i++) {
		const char *src = dom_attr(img.p[i], "src");
		const char *rule = "image-without-source";
		struct asset *as =
		        src && *src ? asset_for(&I, src, &rule) : NULL;

		if (as && is_within(as, TRACKER)) {
			as = NULL;
			rule = "tracker";
		} else if (as && is_stand_in(img.p[i], src, as)) {
			as = NULL;
			rule = "stand-in";
		}
		if (as)
			use_asset(&I, img.p[i], as);
		else
			drop_image(&I, img.p[i], rule);
	}
	if (I.remote)
		diag_file(dg, a->name, MSG_IMAGE_REMOTE, I.remote);
	vec_free(&img);
	free(I.base);
	free(I.fence);
	return 0;
}

const struct filter filter_images = {
	.name = "images",
	.about = "pictures checked and put into the store",
	.needs_tree = 1,
	.run = run_images,
};
