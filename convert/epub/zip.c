/* zip: entries in, a ZIP archive out (APPNOTE 6.3; OCF 3.3, 4.2 asks for
 * methods 0 and 8 only, and for an uncompressed `mimetype` as the first entry
 * without extra field).
 *
 * DESIGN 3 thought of libzip for this.  libzip writes nothing before its
 * close, keeps every source until then, wants a path of its own to rename
 * to, and asks the clock unless told for each entry: an issue of 1,000
 * articles would stand in memory as a whole.  Here an entry is deflated in
 * one reused buffer and written with its sizes already known, so no data
 * descriptor is needed, a reader may stream the file, and what stays in
 * memory is one central record per entry.  Times are the first that DOS
 * knows: the same book gives the same bytes.
 *
 * ZIP64 is not written, since readers of books do not know it: an archive of
 * 4 GB or more than 65,535 entries is refused.
 */
#include "epub/zip.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define SIG_LOCAL 0x04034b50u
#define SIG_CENTRAL 0x02014b50u
#define SIG_END 0x06054b50u
#define DOS_DATE 0x0021u /* 1980-01-01, the time being 0 */
#define VERSION_NEEDED 20u /* 2.0: deflate */
#define MAX_ENTRIES 65535u
#define MAX_BYTES 0xFFFFFFFFu

struct zipout {
	struct publish *out;
	struct diag *dg;
	struct str central;
	struct str packed; /* the entry at hand, deflated */
	uint64_t offset;
	unsigned entries;
	int have_stream;
	z_stream stream;
};

struct zipout *
zipout_new(struct publish *out, struct diag *dg)
{
	struct zipout *z = xcalloc(1, sizeof(*z));

	z->out = out;
	z->dg = dg;
	return z;
}

void
zipout_free(struct zipout *z)
{
	if (!z)
		return;
	if (z->have_stream)
		deflateEnd(&z->stream);
	str_free(&z->central);
	str_free(&z->packed);
	free(z);
}

static void
put16(struct str *s, unsigned v)
{
	str_putc(s, (char)(v & 255));
	str_putc(s, (char)(v >> 8 & 255));
}

static void
put32(struct str *s, uint32_t v)
{
	put16(s, v & 0xFFFF);
	put16(s, v >> 16);
}

/* Raw deflate (no zlib header) into z->packed; -1 when it does not shrink. */
static int
pack(struct zipout *z, struct span data)
{
	z_stream *zs = &z->stream;
	size_t bound;
	int rc;

	if (data.n == 0 || data.n > UINT_MAX / 2)
		return -1;
	if (z->have_stream)
		rc = deflateReset(zs);
	else
		rc = deflateInit2(
		        zs, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
	if (rc != Z_OK)
		return -1;
	z->have_stream = 1;
	bound = deflateBound(zs, (uLong)data.n);
	str_truncate(&z->packed, 0);
	str_reserve(&z->packed, bound);
	zs->next_in = (z_const Bytef *)(uintptr_t)data.p;
	zs->avail_in = (uInt)data.n;
	zs->next_out = (Bytef *)z->packed.s;
	zs->avail_out = (uInt)bound;
	if (deflate(zs, Z_FINISH) != Z_STREAM_END)
		return -1;
	z->packed.len = bound - zs->avail_out;
	return z->packed.len < data.n ? 0 : -1;
}

static uint32_t
checksum(struct span data)
{
	uLong crc = crc32(0, NULL, 0);

	while (data.n > 0) {
		uInt n = data.n > 1u << 30 ? 1u << 30 : (uInt)data.n;

		crc = crc32(crc, (const Bytef *)data.p, n);
		data.p += n;
		data.n -= n;
	}
	return (uint32_t)crc;
}

/* What local and central header share, from "version needed" on. */
static void
put_common(struct str *s, int method, uint32_t crc, size_t packed, size_t size,
        const char *name)
{
	put16(s, VERSION_NEEDED);
	put16(s, 0); /* flags: names are ASCII */
	put16(s, (unsigned)method);
	put16(s, 0);
	put16(s, DOS_DATE);
	put32(s, crc);
	put32(s, (uint32_t)packed);
	put32(s, (uint32_t)size);
	put16(s, (unsigned)strlen(name));
	put16(s, 0); /* no extra field */
}

int
zipout_add(struct zipout *z, const char *name, struct span data, int deflated)
{
	struct str head = STR_INIT;
	struct span body = data;
	uint32_t crc;
	int rc;

	if (deflated && pack(z, data) == 0)
		body = str_span(&z->packed);
	else
		deflated = 0;
	if (z->entries == MAX_ENTRIES || data.n > MAX_BYTES ||
	        z->offset + body.n + z->central.len + 4096 > MAX_BYTES)
		return diag_report(z->dg, NULL, MSG_EPUB_TOO_BIG);
	crc = checksum(data);
	put32(&head, SIG_LOCAL);
	put_common(&head, deflated ? 8 : 0, crc, body.n, data.n, name);
	str_puts(&head, name);

	put32(&z->central, SIG_CENTRAL);
	put16(&z->central, VERSION_NEEDED); /* made by: DOS attributes */
	put_common(&z->central, deflated ? 8 : 0, crc, body.n, data.n, name);
	put16(&z->central, 0); /* no comment */
	put16(&z->central, 0); /* disk */
	put16(&z->central, 0); /* internal attributes */
	put32(&z->central, 0); /* external attributes */
	put32(&z->central, (uint32_t)z->offset);
	str_puts(&z->central, name);

	z->entries++;
	z->offset += head.len + body.n;
	rc = publish_write(z->out, head.s, head.len);
	if (rc == 0 && body.n > 0)
		rc = publish_write(z->out, body.p, body.n);
	str_free(&head);
	return rc;
}

int
zipout_end(struct zipout *z)
{
	struct str *s = &z->central;
	size_t size = s->len;

	put32(s, SIG_END);
	put16(s, 0);
	put16(s, 0);
	put16(s, z->entries);
	put16(s, z->entries);
	put32(s, (uint32_t)size);
	put32(s, (uint32_t)z->offset);
	put16(s, 0);
	return publish_write(z->out, s->s, s->len);
}
