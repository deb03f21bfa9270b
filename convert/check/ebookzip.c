/* ebookzip: the container (EPUB 3.3, 4.2), read through libzip from memory.
 *
 * libzip hides how an entry is laid out, so what OCF asks of `mimetype` is
 * read from the bytes.  What an entry claims to be is never believed: it is
 * unpacked in pieces up to a limit, and all entries together up to a measure
 * of the file's own size, so that many small bombs stop as one large does.
 */
#include "check/ebook.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define ENTRY_MAX (64u << 20) /* one file */
#define RATIO_MAX 200u /* of all files together */

static const char mime[] = "application/epub+zip";

int
epub_is_zip(const char *p, size_t n)
{
	return n >= 4 && memcmp(p, "PK\3\4", 4) == 0;
}

static unsigned
le16(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return u[0] | (unsigned)u[1] << 8;
}

/* The first local header (APPNOTE 4.3.7) must be that of mimetype. */
static void
check_mimetype(struct ebook *b)
{
	const char *p = b->bytes.p;
	struct str s = STR_INIT;

	if (b->bytes.n < 38 || le16(p + 26) != 8 ||
	        memcmp(p + 30, "mimetype", 8) != 0)
		ebook_find(b, EPUB_MIMETYPE_FIRST, "mimetype", 0, NULL);
	else if (le16(p + 8) != 0 || (le16(p + 6) & 1) || le16(p + 28) != 0)
		ebook_find(b, EPUB_MIMETYPE_STORED, "mimetype", 0, NULL);
	if (!ebook_file(b, "mimetype"))
		return;
	if (ebook_read(b, "mimetype", &s) == 0 &&
	        !span_eq(str_span(&s), span_of(mime)))
		ebook_find(b, EPUB_MIMETYPE_TEXT, "mimetype", 0, NULL);
	str_free(&s);
}

int
ebook_open(struct ebook *b, const char *name, struct diag *dg)
{
	zip_error_t err;
	zip_source_t *src;

	if (!epub_is_zip(b->bytes.p, b->bytes.n))
		return diag_file(dg, name, MSG_EPUB_UNREADABLE,
		        "it is no ZIP container");
	zip_error_init(&err);
	src = zip_source_buffer_create(b->bytes.p, b->bytes.n, 0, &err);
	if (src)
		b->zip = zip_open_from_source(src, ZIP_RDONLY, &err);
	if (!b->zip) {
		diag_file(dg, name, MSG_EPUB_UNREADABLE,
		        zip_error_strerror(&err));
		if (src)
			zip_source_free(src);
		zip_error_fini(&err);
		return -1;
	}
	zip_error_fini(&err);
	b->unpack_max = (uint64_t)b->bytes.n * RATIO_MAX + ENTRY_MAX;
	return 0;
}

/* EPUB 3.3, 4.2.3: characters that some file system refuses. */
static int
name_ok(const char *s)
{
	const char *p = s, *end = s + strlen(s);

	if (*s == '/' || *s == '\0' || end - s > 65535)
		return 0;
	while (p < end) {
		size_t n = strcspn(p, "/");

		if (n == 0 || n > 255 || p[n - 1] == '.' ||
		        (n == 2 && p[0] == '.' && p[1] == '.'))
			return 0;
		p += n + (p[n] == '/');
	}
	for (p = s; p < end;) {
		uint32_t cp = utf8_next(&p, end);

		if (cp == UTF8_BAD || cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ||
		        (cp < 0x7F && strchr("\\:*?\"<>|", (int)cp)) ||
		        (cp >= 0xE000 && cp < 0xF900) ||
		        (cp >= 0xFFF0 && cp <= 0xFFFF) || cp >= 0xE0000)
			return 0;
	}
	return 1;
}

static void
check_entry(struct ebook *b, struct ebook_file *f)
{
	zip_stat_t st;

	if (zip_stat_index(b->zip, f->index, 0, &st) < 0) {
		ebook_find(b, EPUB_ZIP_DAMAGED, f->name, 0, NULL);
		f->bad = 1;
		return;
	}
	if ((st.valid & ZIP_STAT_COMP_METHOD) &&
	        st.comp_method != ZIP_CM_STORE &&
	        st.comp_method != ZIP_CM_DEFLATE) {
		ebook_find(b, EPUB_ZIP_METHOD, f->name, 0, NULL);
		f->bad = 1;
	}
	if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
	        st.encryption_method != ZIP_EM_NONE) {
		ebook_find(b, EPUB_ZIP_ENCRYPTED, f->name, 0, NULL);
		f->bad = 1;
	}
}

void
ebook_names(struct ebook *b)
{
	zip_int64_t n = zip_get_num_entries(b->zip, 0);
	struct map folded = { 0 };
	struct str s = STR_INIT;

	for (zip_int64_t i = 0; i < n; i++) {
		const char *name =
		        zip_get_name(b->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
		struct ebook_file *f;
		size_t len = name ? strlen(name) : 0;
		void **slot;

		if (len == 0 || !name_ok(name))
			ebook_find(b, EPUB_ZIP_NAME, NULL, 0, name);
		if (len == 0 || name[len - 1] == '/') /* a folder */
			continue;
		str_truncate(&s, 0);
		utf8_put_lower(&s, span_of(name));
		slot = map_put(&folded, str_span(&s));
		if (*slot)
			ebook_find(b, EPUB_ZIP_TWICE, NULL, 0, name);
		*slot = b;
		slot = map_put(&b->by_name, span_of(name));
		if (*slot)
			continue;
		f = vec_push(&b->file);
		*slot = (void *)(uintptr_t)b->file.n;
		f->name = arena_strdup(b->out->arena, name);
		f->index = (zip_uint64_t)i;
		check_entry(b, f);
	}
	map_free(&folded);
	str_free(&s);
	check_mimetype(b);
}

struct ebook_file *
ebook_file(struct ebook *b, const char *path)
{
	size_t i = (size_t)(uintptr_t)map_get(&b->by_name, span_of(path));

	return i ? &b->file.p[i - 1] : NULL;
}

/* out NULL: only to see whether it can be unpacked. */
static int
unpack(struct ebook *b, struct ebook_file *f, struct str *out)
{
	zip_file_t *z = zip_fopen_index(b->zip, f->index, 0);
	char buf[16384];
	zip_int64_t n = -1;
	uint64_t size = 0;

	while (z && (n = zip_fread(z, buf, sizeof(buf))) > 0) {
		size += (uint64_t)n;
		b->unpacked += (uint64_t)n;
		if (size > ENTRY_MAX || b->unpacked > b->unpack_max) {
			ebook_find(b, EPUB_ZIP_BOMB, f->name, 0, NULL);
			f->bad = 1;
			zip_fclose(z);
			return -1;
		}
		if (out)
			str_add(out, buf, (size_t)n);
	}
	/* the check sum is compared at the end of reading */
	if (!z || n < 0) {
		ebook_find(b, EPUB_ZIP_DAMAGED, f->name, 0, NULL);
		f->bad = 1;
		n = -1;
	}
	if (z)
		zip_fclose(z);
	return n < 0 ? -1 : 0;
}

int
ebook_read(struct ebook *b, const char *path, struct str *out)
{
	struct ebook_file *f = ebook_file(b, path);

	if (!f || f->bad)
		return -1;
	if (b->unpacked > b->unpack_max) {
		ebook_find(b, EPUB_ZIP_BOMB, f->name, 0, NULL);
		f->bad = 1;
		return -1;
	}
	f->listed |= 2; /* has been read */
	return unpack(b, f, out);
}

void
ebook_read_rest(struct ebook *b)
{
	for (size_t i = 0; i < b->file.n; i++) {
		struct ebook_file *f = &b->file.p[i];

		if (!f->bad && !(f->listed & 2) && b->unpacked <= b->unpack_max)
			unpack(b, f, NULL);
	}
}
