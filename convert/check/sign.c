/* sign: signatures, 6.4.3 of PDF/A-2.  What is signed is the whole file but the
 * signature itself, which is a PKCS#7 object (RFC 2315, 9.1) with a certificate
 * and one signer.  Whether it is true is not asked. */
#include <string.h>

#include "check/ctx.h"

#define SIGNED_DATA "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"

enum { DER_OID = 0x06, DER_SEQUENCE = 0x30, DER_SET = 0x31, DER_0 = 0xA0 };

/* The next value of a DER text: its tag, and what it holds; 0 at the end, and
 * where it is no DER. */
static int
der_next(struct span *in, struct span *value)
{
	const unsigned char *p = (const unsigned char *)in->p;
	size_t head = 2, n;

	if (in->n < 2)
		return 0;
	n = p[1];
	if (n > 0x84 || n == 0x80)
		return 0;
	if (n > 0x80) {
		size_t octets = n - 0x80;

		head += octets;
		if (in->n < head)
			return 0;
		for (n = 0; octets; octets--)
			n = n << 8 | p[head - octets];
	}
	if (n > in->n - head)
		return 0;
	*value = (struct span){ in->p + head, n };
	in->p += head + n;
	in->n -= head + n;
	return p[0];
}

static int
der_enter(struct span *in, int tag)
{
	struct span value;

	if (der_next(in, &value) != tag)
		return 0;
	*in = value;
	return 1;
}

static void
check_pkcs7(struct ctx *x, struct obj *sig)
{
	struct span in = obj_span(obj_get(sig, "Contents")), v,
	            certs = { "", 0 };
	int tag, signers = 0;

	if (!der_enter(&in, DER_SEQUENCE) || der_next(&in, &v) != DER_OID ||
	        !span_eq(v, span_of(SIGNED_DATA)) || !der_enter(&in, DER_0) ||
	        !der_enter(&in, DER_SEQUENCE)) {
		find(x, RULE_SIGN_CERT, sig, "Contents is no PKCS#7 object");
		return;
	}
	/* version, algorithms, content; then what it is about */
	for (int i = 0; i < 3; i++)
		der_next(&in, &v);
	while ((tag = der_next(&in, &v)) != 0) {
		struct span one;

		if (tag == DER_0)
			certs = v;
		while (tag == DER_SET && der_next(&v, &one))
			signers++;
	}
	if (!certs.n)
		find(x, RULE_SIGN_CERT, sig, NULL);
	if (signers != 1)
		find_printf(x, RULE_SIGN_SIGNER, sig, "there are %d", signers);
}

/* Does a part of the file end as a file does? */
static int
ends_file(struct span s)
{
	while (s.n && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
		s.n--;
	return s.n >= 5 && memcmp(s.p + s.n - 5, "%%EOF", 5) == 0;
}

/* Bytes 0 to a and b to b + n, where a file, or one of its revisions, ends;
 * between a and b stands Contents alone. */
static int
covers(struct span file, struct obj *range)
{
	size_t r[4];

	for (size_t i = 0; i < 4; i++) {
		struct obj *o = obj_at(range, i);

		if (o->kind != O_INT || o->i < 0 || (size_t)o->i > file.n)
			return 0;
		r[i] = (size_t)o->i;
	}
	return range->n == 4 && r[0] == 0 && r[2] >= r[1] + 2 &&
	       r[3] <= file.n - r[2] && file.p[r[1]] == '<' &&
	       memchr(file.p + r[1], '>', r[2] - r[1]) == file.p + r[2] - 1 &&
	       ends_file((struct span){ file.p, r[2] + r[3] });
}

void
check_signature(struct ctx *x, struct obj *sig)
{
	struct obj *range = obj_get(sig, "ByteRange");

	if (!obj_dict(sig))
		return;
	if (range->kind != O_ARRAY || !covers(x->file, range))
		find(x, RULE_SIGN_RANGE, sig, NULL);
	check_pkcs7(x, sig);
}
