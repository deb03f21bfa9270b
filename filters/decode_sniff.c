/* decode_sniff: what the first bytes of a file say about the rest.
 *
 * The prescan is HTML 13.2.3.2 step by step, tag by tag and attribute by
 * attribute, because half-closed comments and quotes decide which <meta>
 * counts.  An XML declaration counts where no <meta> does.
 */
#include <string.h>

#include "base/lanes.h"
#include "base/utf8.h"
#include "filters/decode.h"

struct scan {
	const unsigned char *p, *end;
};

struct attribute {
	struct span name, value;
};

static int
lower(int c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

static int
is_alpha(int c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

const struct encoding *
sniff_bom(struct span in, size_t *length)
{
	static const struct {
		const char *mark;
		size_t n;
		const char *name;
	} boms[] = {
		{ "\xEF\xBB\xBF", 3, "UTF-8" },
		{ "\xFF\xFE\0\0", 4, "UTF-32LE" },
		{ "\0\0\xFE\xFF", 4, "UTF-32BE" },
		{ "\xFE\xFF", 2, "UTF-16BE" },
		{ "\xFF\xFE", 2, "UTF-16LE" },
	};
	size_t i;

	*length = 0;
	for (i = 0; i < sizeof(boms) / sizeof(boms[0]); i++)
		if (in.n >= boms[i].n &&
		        memcmp(in.p, boms[i].mark, boms[i].n) == 0) {
			*length = boms[i].n;
			return encoding_named(boms[i].name);
		}
	return NULL;
}

/* "Get an attribute": 0 at the end of the tag or of the bytes. */
static int
get_attribute(struct scan *s, struct attribute *a)
{
	const unsigned char *p = s->p, *end = s->end, *from;
	int quote;

	while (p < end && (ascii_space(*p) || *p == '/'))
		p++;
	from = p;
	if (p >= end || *p == '>') {
		s->p = p;
		return 0;
	}
	while (p < end && !ascii_space(*p) && *p != '/' && *p != '>' &&
	        !(*p == '=' && p > from))
		p++;
	a->name = (struct span){ (const char *)from, (size_t)(p - from) };
	a->value = (struct span){ (const char *)p, 0 };
	while (p < end && ascii_space(*p))
		p++;
	if (p >= end || *p != '=') {
		s->p = p;
		return 1;
	}
	for (p++; p < end && ascii_space(*p);)
		p++;
	quote = p < end && (*p == '"' || *p == '\'') ? *p++ : 0;
	from = p;
	if (quote)
		while (p < end && *p != quote)
			p++;
	else
		while (p < end && !ascii_space(*p) && *p != '>')
			p++;
	a->value = (struct span){ (const char *)from, (size_t)(p - from) };
	if (p >= end) { /* the bytes ended within the value */
		s->p = end;
		return 0;
	}
	s->p = p + (quote != 0);
	return 1;
}

/* HTML 4.12... "extracting a character encoding from a meta element". */
static struct span
label_of_content(struct span v)
{
	static const char word[] = "charset";
	const struct span none = { v.p, 0 };
	size_t i = 0, k, from;

	for (;;) {
		for (;; i++) {
			if (i + 7 > v.n)
				return none;
			for (k = 0; k < 7 &&
			            lower((unsigned char)v.p[i + k]) == word[k];
			        k++)
				;
			if (k == 7)
				break;
		}
		i += 7;
		while (i < v.n && ascii_space((unsigned char)v.p[i]))
			i++;
		if (i < v.n && v.p[i] == '=')
			break;
	}
	for (i++; i < v.n && ascii_space((unsigned char)v.p[i]);)
		i++;
	if (i < v.n && (v.p[i] == '"' || v.p[i] == '\'')) {
		const char *close = memchr(v.p + i + 1, v.p[i], v.n - i - 1);

		if (close == NULL)
			return none;
		return (struct span){ v.p + i + 1,
			(size_t)(close - (v.p + i + 1)) };
	}
	for (from = i; i < v.n && !ascii_space((unsigned char)v.p[i]) &&
	               v.p[i] != ';';)
		i++;
	return (struct span){ v.p + from, i - from };
}

const struct encoding *
sniff_effective(const struct encoding *e)
{
	if (e == NULL)
		return NULL;
	if (e->kind == ENC_UTF16LE || e->kind == ENC_UTF16BE ||
	        e->kind == ENC_UTF32LE || e->kind == ENC_UTF32BE)
		return encoding_named("UTF-8");
	if (e->kind == ENC_USER)
		return encoding_named("windows-1252");
	return e;
}

/* One <meta>, s at its first attribute. */
static const struct encoding *
meta_charset(struct scan *s, struct span *unknown)
{
	struct attribute a;
	const struct encoding *e = NULL;
	struct span label = { NULL, 0 };
	int pragma = 0, need = -1, seen = 0;
	enum { HTTP_EQUIV = 1, CONTENT = 2, CHARSET = 4 };

	while (get_attribute(s, &a)) {
		if (span_eq_nocase(a.name, "http-equiv") &&
		        !(seen & HTTP_EQUIV)) {
			seen |= HTTP_EQUIV;
			pragma = span_eq_nocase(a.value, "content-type");
		} else if (span_eq_nocase(a.name, "content") &&
		           !(seen & CONTENT)) {
			struct span l = label_of_content(a.value);

			seen |= CONTENT;
			if (e == NULL && label.n == 0 && l.n > 0) {
				label = l;
				e = encoding_find(l);
				if (need != 0)
					need = 1;
			}
		} else if (span_eq_nocase(a.name, "charset") &&
		           !(seen & CHARSET)) {
			seen |= CHARSET;
			label = a.value;
			e = encoding_find(label);
			need = 0;
		}
	}
	if (need == -1 || (need == 1 && !pragma))
		return NULL;
	if (e == NULL && unknown->n == 0)
		*unknown = label;
	return sniff_effective(e);
}

static const unsigned char *
find(const unsigned char *p, const unsigned char *end, const char *what)
{
	const unsigned char *at =
	        p < end ? memmem(p, (size_t)(end - p), what, strlen(what))
	                : NULL;

	return at != NULL ? at : end;
}

/* Whether `word` stands at p, case left out of account. */
static int
at_word(const unsigned char *p, const unsigned char *end, const char *word)
{
	for (; *word != '\0'; p++, word++)
		if (p >= end || lower(*p) != *word)
			return 0;
	return 1;
}

/* HTML 13.2.3.2, "get an XML encoding". */
static const struct encoding *
xml_encoding(struct span in, struct span *unknown)
{
	const char *close, *p, *q;
	const struct encoding *e;
	struct span label;

	if (in.n < 6 || memcmp(in.p, "<?xml", 5) != 0)
		return NULL;
	close = memchr(in.p, '>', in.n);
	if (close == NULL)
		return NULL;
	p = memmem(in.p, (size_t)(close - in.p), "encoding", 8);
	if (p == NULL)
		return NULL;
	for (p += 8; p < close && (unsigned char)*p <= ' ';)
		p++;
	if (p >= close || *p++ != '=')
		return NULL;
	while (p < close && (unsigned char)*p <= ' ')
		p++;
	if (p >= close || (*p != '"' && *p != '\''))
		return NULL;
	q = memchr(p + 1, *p, (size_t)(close - p - 1));
	if (q == NULL)
		return NULL;
	label = (struct span){ p + 1, (size_t)(q - p - 1) };
	e = encoding_find(label);
	if (e == NULL && unknown->n == 0)
		*unknown = label;
	return sniff_effective(e);
}

const struct encoding *
sniff_declared(struct span in, size_t limit, struct span *unknown)
{
	struct scan s;
	struct attribute a;
	const struct encoding *e;

	*unknown = (struct span){ NULL, 0 };
	s.p = (const unsigned char *)in.p;
	s.end = s.p + (in.n < limit ? in.n : limit);
	while (s.p < s.end) {
		if (*s.p != '<') {
			s.p = find(s.p, s.end, "<");
			continue;
		}
		if (at_word(s.p, s.end, "<!--")) {
			s.p = find(s.p + 2, s.end, "-->");
			continue;
		}
		if (at_word(s.p, s.end, "<meta") && s.p + 5 < s.end &&
		        (ascii_space(s.p[5]) || s.p[5] == '/')) {
			s.p += 5;
			e = meta_charset(&s, unknown);
			if (e != NULL && s.p < s.end)
				return e;
		} else if (s.p + 2 < s.end &&
		           is_alpha(s.p[1] == '/' ? s.p[2] : s.p[1])) {
			while (s.p < s.end && !ascii_space(*s.p) && *s.p != '>')
				s.p++;
			while (get_attribute(&s, &a))
				;
		} else if (s.p + 1 < s.end &&
		           (s.p[1] == '!' || s.p[1] == '/' || s.p[1] == '?')) {
			s.p = find(s.p, s.end, ">");
		} else {
			s.p++;
		}
	}
	return xml_encoding(in, unknown);
}

const struct encoding *
sniff_zeros(struct span in)
{
	size_t n = in.n < 4096 ? in.n & ~(size_t)3 : 4096, i;
	size_t zero[4] = { 0, 0, 0, 0 }, quarter = n / 4;

	if (n < 4)
		return NULL;
	for (i = 0; i < n; i++)
		zero[i & 3] += in.p[i] == '\0';
	if (zero[0] + zero[1] + zero[2] + zero[3] == 0)
		return NULL;
	/* Markup makes most of a page ASCII; in text of other scripts spaces
	 * and line ends are still a tenth of the units. */
	if (zero[2] == quarter && zero[3] == quarter && zero[0] == 0)
		return encoding_named("UTF-32LE");
	if (zero[0] == quarter && zero[1] == quarter && zero[3] == 0)
		return encoding_named("UTF-32BE");
	if (zero[1] + zero[3] > 1 + quarter * 2 / 10 &&
	        zero[0] + zero[2] <= (zero[1] + zero[3]) / 20)
		return encoding_named("UTF-16LE");
	if (zero[0] + zero[2] > 1 + quarter * 2 / 10 &&
	        zero[1] + zero[3] <= (zero[0] + zero[2]) / 20)
		return encoding_named("UTF-16BE");
	return NULL;
}

const struct encoding *
sniff_escapes(struct span in)
{
	static const struct {
		const char *shift;
		const char *name;
	} shifts[] = {
		{ "\x1B$B", "ISO-2022-JP" },
		{ "\x1B$@", "ISO-2022-JP" },
		{ "\x1B(J", "ISO-2022-JP" },
		{ "\x1B$)C", "ISO-2022-KR" },
		{ "\x1B$)A", "ISO-2022-CN" },
		{ "\x1B$)G", "ISO-2022-CN" },
	};
	const char *p = in.p, *end = in.p + in.n;
	size_t i, n;

	if (!utf8_is_ascii(in))
		return NULL;
	while (p < end && (p = memchr(p, 0x1B, (size_t)(end - p))) != NULL) {
		for (i = 0; i < sizeof(shifts) / sizeof(shifts[0]); i++) {
			n = strlen(shifts[i].shift);
			if ((size_t)(end - p) >= n &&
			        memcmp(p, shifts[i].shift, n) == 0)
				return encoding_named(shifts[i].name);
		}
		p++;
	}
	/* "~{" is also JavaScript; so HZ must be closed, and hold pairs. */
	for (p = in.p;
	        p < end && (p = memchr(p, '~', (size_t)(end - p))) != NULL;
	        p++) {
		if (end - p < 6 || p[1] != '{')
			continue;
		for (n = 2; p + n + 1 < end && p[n] > ' ' && p[n] != '~' &&
		            p[n] < 0x78;)
			n++;
		if (n >= 4 && n % 2 == 0 && p[n] == '~' && p[n + 1] == '}')
			return encoding_named("HZ");
	}
	return NULL;
}

/* Control characters by their bits: capitals in VPS or VISCII, and those that
 * are a letter in no encoding and a mark in no text, not even in Word's. */
#define CAPITALS 0x723F007Cu
#define NEVER 0x85C00001u

/* Sixteen bytes without control characters but white space. */
static int
is_text(const char *p)
{
	lanes v = lanes_load(p);

	return lanes_bits((lanes)(v < ' ') & ~lanes_in(v, '\t', '\n') &
	                  ~(lanes)(v == '\r')) == 0;
}

const char *
sniff_binary(struct span in)
{
	static const struct {
		const char *magic;
		size_t n, at;
		const char *what;
	} magics[] = {
		{ "%PDF-", 5, 0, "a PDF file" },
		{ "PK\3\4", 4, 0, "a ZIP file (EPUB, DOCX, ...)" },
		{ "\x89PNG\r\n", 6, 0, "a PNG picture" },
		{ "\xFF\xD8\xFF", 3, 0, "a JPEG picture" },
		{ "GIF87a", 6, 0, "a GIF picture" },
		{ "GIF89a", 6, 0, "a GIF picture" },
		{ "WEBPVP8", 7, 8, "a WebP picture" },
		{ "ftypavif", 8, 4, "an AVIF picture" },
		{ "\x7F"
		  "ELF",
		        4, 0, "an ELF program" },
		{ "MZ\x90\0", 4, 0, "a Windows program" },
		{ "\x1F\x8B\x08", 3, 0, "gzip-compressed data" },
		{ "\xFD"
		  "7zXZ\0",
		        6, 0, "xz-compressed data" },
		{ "\x28\xB5\x2F\xFD", 4, 0, "zstd-compressed data" },
		{ "BZh91AY", 7, 0, "bzip2-compressed data" },
		{ "7z\xBC\xAF\x27\x1C", 6, 0, "a 7z archive" },
		{ "Rar!\x1A\x07", 6, 0, "a RAR archive" },
		{ "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, 0,
		        "an old Word, Excel or PowerPoint file" },
		{ "{\\rtf", 5, 0, "an RTF document" },
		{ "%!PS-", 5, 0, "a PostScript file" },
		{ "MIME-Version:", 13, 0, "a web archive or mail (MHTML)" },
		{ "From: <Saved by", 15, 0, "a web archive (MHTML)" },
		{ "From: \"Saved by", 15, 0, "a web archive (MHTML)" },
		{ "OggS\0", 5, 0, "an Ogg recording" },
		{ "ID3\3", 4, 0, "an MP3 recording" },
		{ "SQLite format 3", 16, 0, "an SQLite database" },
	};
	size_t i, n = in.n < 65536 ? in.n : 65536;
	size_t odd = 0, capitals = 0, never = 0;

	for (i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
		if (in.n >= magics[i].at + magics[i].n &&
		        memcmp(in.p + magics[i].at, magics[i].magic,
		                magics[i].n) == 0)
			return magics[i].what;
	if (sniff_zeros(in) != NULL)
		return NULL;
	/* ESC, SO and SI belong to ISO-2022; VPS and VISCII keep capitals
	 * among the control characters, a third of a headline. */
	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)in.p[i];

		if (i % LANES == 0 && n - i >= LANES && is_text(in.p + i)) {
			i += LANES - 1;
			continue;
		}
		if (c >= 0x20 || ascii_space(c) || c == 0x1B || c == 0x0E ||
		        c == 0x0F)
			continue;
		if (CAPITALS >> c & 1)
			capitals++;
		else
			odd++;
		never += NEVER >> c & 1;
	}
	odd += capitals * 3 > n ? capitals : 0;
	/* Random bytes have never one in 43; a torn text has a few. */
	return odd * 8 > n || (never > 8 && never * 64 > n) ? "binary data"
	                                                    : NULL;
}
