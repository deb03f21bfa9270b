/* decode: what the stage's files share.  Private to filters/.
 *
 * decode.c         the order of evidence, a table of detectors
 * decode_guess.c   detectors that look at the bytes alone, and the doubts
 *                  about a label
 * decode_sniff.c   byte order marks, the prescan for <meta charset>, binaries
 * decode_labels.c  the encodings and all their labels (Encoding Standard 4.2)
 * decode_convert.c bytes in an encoding to UTF-8, counting what cannot be
 */
#ifndef BANTIN_FILTERS_DECODE_H
#define BANTIN_FILTERS_DECODE_H

#include <stddef.h>

#include "base/str.h"

enum encoding_kind {
	ENC_UTF8,
	ENC_UTF16LE,
	ENC_UTF16BE,
	ENC_UTF32LE,
	ENC_UTF32BE,
	ENC_SINGLE, /* one byte, one character */
	ENC_DOUBLE, /* lead and trail bytes */
	ENC_STATE, /* escape sequences */
	ENC_HZ,
	ENC_USER, /* x-user-defined */
	ENC_VIET, /* a table of filters/encodings/ */
	ENC_VIET_ASCII, /* VIQR and the like: a repair reads it */
};

struct encoding {
	const char *name; /* as messages show it */
	const char *iconv; /* glibc's name, or the table's (ENC_VIET);
				 * NULL: decoded here */
	enum encoding_kind kind;
	const char *labels; /* lower case, separated by spaces */
};

/* Ends with a NULL name. */
extern const struct encoding encoding_table[];

/* By label, case and white space around it left out of account. NULL. */
const struct encoding *
encoding_find(struct span label);
/* By the name in the table. */
const struct encoding *
encoding_named(const char *name);

struct decode_faults {
	size_t count; /* undecodable sequences, each now U+FFFD */
	size_t first; /* byte offset of the first */
};

/* Append the bytes of `in` as UTF-8. 0, or -1 when this system's iconv does
 * not have the encoding; out is then as it was. */
int
encoding_decode(const struct encoding *e, struct span in, struct str *out,
        struct decode_faults *f);

/* The encoding a byte order mark names, and its length; NULL. */
const struct encoding *
sniff_bom(struct span in, size_t *length);
/* Browsers look at 1,024 bytes, or longer while the head goes on. */
#define PRESCAN_BYTES 65536

/* HTML 13.2.3.2, prescan, over at most `limit` bytes. NULL when nothing is
 * declared; *unknown is then the first label nobody knows, or empty. */
const struct encoding *
sniff_declared(struct span in, size_t limit, struct span *unknown);
/* A declaration as it counts: "utf-16" can only be wrong where ASCII could
 * be read, x-user-defined is read as windows-1252 (HTML 13.2.3.2). */
const struct encoding *
sniff_effective(const struct encoding *e);
/* UTF-16 or UTF-32 without a mark, by where the zero bytes are. NULL. */
const struct encoding *
sniff_zeros(struct span in);
/* ISO-2022 and HZ by their shifts into two-byte letters. NULL. */
const struct encoding *
sniff_escapes(struct span in);
/* What a file that is no text looks like ("a PDF file"); NULL: text. */
const char *
sniff_binary(struct span in);

/* --- decode.c and decode_guess.c --- */

struct article;
struct options;
struct diag;
struct vi_verdict;

struct bytes {
	struct span in; /* all of them */
	size_t valid; /* length of the valid UTF-8 prefix */
	const struct options *o;
	struct article *a;
	struct diag *dg;
	struct vi_verdict *vi; /* looked at once */
	int vi_known;
};

struct verdict {
	const struct encoding *enc;
	size_t skip; /* bytes of the mark */
	int sure; /* 1: not to be checked */
};

/* A detector gives 1 with a verdict, 0 when it knows nothing, -1 after an
 * error. */
int
guess_vietnamese(struct bytes *b, struct verdict *v);
int
guess_uchardet(struct bytes *b, struct verdict *v);
/* The Vietnamese encoding that the bytes prove against label e; NULL. */
const struct encoding *
guess_against(struct bytes *b, const struct encoding *e);
/* Whether bytes declared as e can be in e at all. */
int
guess_possible(const struct bytes *b, const struct encoding *e);
/* The encoding of a table of filters/encodings/, by its name. */
const struct encoding *
encoding_of_table(const char *name);

#endif
