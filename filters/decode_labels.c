/* decode_labels: every encoding and label of the WHATWG Encoding Standard 4.2
 * with the name by which glibc's iconv decodes it, and a few encodings that
 * no browser knows but that archives hold.
 *
 * Where the standard's "replacement" keeps scripts from being smuggled in, a
 * converter that runs no scripts should rather give the reader the words: so
 * ISO-2022-KR, ISO-2022-CN and HZ are decoded.  UTF-7 is in no table.
 */
#include <string.h>

#include "filters/decode.h"

const struct encoding encoding_table[] = {
	{ "UTF-8", NULL, ENC_UTF8,
	        "unicode-1-1-utf-8 unicode11utf8 "
	        "unicode20utf8 utf-8 utf8 x-unicode20utf8" },
	{ "IBM866", "IBM866", ENC_SINGLE, "866 cp866 csibm866 ibm866" },
	{ "ISO-8859-2", "ISO-8859-2", ENC_SINGLE,
	        "csisolatin2 iso-8859-2 "
	        "iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 "
	        "l2 latin2" },
	{ "ISO-8859-3", "ISO-8859-3", ENC_SINGLE,
	        "csisolatin3 iso-8859-3 "
	        "iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 "
	        "l3 latin3" },
	{ "ISO-8859-4", "ISO-8859-4", ENC_SINGLE,
	        "csisolatin4 iso-8859-4 "
	        "iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 "
	        "l4 latin4" },
	{ "ISO-8859-5", "ISO-8859-5", ENC_SINGLE,
	        "csisolatincyrillic "
	        "cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 "
	        "iso_8859-5 iso_8859-5:1988" },
	{ "ISO-8859-6", "ISO-8859-6", ENC_SINGLE,
	        "arabic asmo-708 "
	        "csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 "
	        "iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 "
	        "iso_8859-6 iso_8859-6:1987" },
	{ "ISO-8859-7", "ISO-8859-7", ENC_SINGLE,
	        "csisolatingreek ecma-118 "
	        "elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 "
	        "iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek" },
	{ "ISO-8859-8", "ISO-8859-8", ENC_SINGLE,
	        "csiso88598e "
	        "csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 "
	        "iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual" },
	{ "ISO-8859-8-I", "ISO-8859-8", ENC_SINGLE,
	        "csiso88598i "
	        "iso-8859-8-i logical" },
	{ "ISO-8859-10", "ISO-8859-10", ENC_SINGLE,
	        "csisolatin6 iso-8859-10 "
	        "iso-ir-157 iso8859-10 iso885910 l6 latin6" },
	{ "ISO-8859-13", "ISO-8859-13", ENC_SINGLE,
	        "iso-8859-13 iso8859-13 "
	        "iso885913" },
	{ "ISO-8859-14", "ISO-8859-14", ENC_SINGLE,
	        "iso-8859-14 iso8859-14 "
	        "iso885914" },
	{ "ISO-8859-15", "ISO-8859-15", ENC_SINGLE,
	        "csisolatin9 iso-8859-15 "
	        "iso8859-15 iso885915 iso_8859-15 l9" },
	{ "ISO-8859-16", "ISO-8859-16", ENC_SINGLE, "iso-8859-16" },
	{ "KOI8-R", "KOI8-R", ENC_SINGLE, "cskoi8r koi koi8 koi8-r koi8_r" },
	{ "KOI8-U", "KOI8-U", ENC_SINGLE, "koi8-ru koi8-u" },
	{ "macintosh", "MACINTOSH", ENC_SINGLE,
	        "csmacintosh mac macintosh "
	        "x-mac-roman" },
	{ "windows-874", "CP874", ENC_SINGLE,
	        "dos-874 iso-8859-11 "
	        "iso8859-11 iso885911 tis-620 windows-874" },
	{ "windows-1250", "CP1250", ENC_SINGLE,
	        "cp1250 windows-1250 "
	        "x-cp1250" },
	{ "windows-1251", "CP1251", ENC_SINGLE,
	        "cp1251 windows-1251 "
	        "x-cp1251" },
	{ "windows-1252", "CP1252", ENC_SINGLE,
	        "ansi_x3.4-1968 ascii cp1252 "
	        "cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 "
	        "iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii "
	        "windows-1252 x-cp1252" },
	{ "windows-1253", "CP1253", ENC_SINGLE,
	        "cp1253 windows-1253 "
	        "x-cp1253" },
	{ "windows-1254", "CP1254", ENC_SINGLE,
	        "cp1254 csisolatin5 "
	        "iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 "
	        "iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254" },
	{ "windows-1255", "CP1255", ENC_SINGLE,
	        "cp1255 windows-1255 "
	        "x-cp1255" },
	{ "windows-1256", "CP1256", ENC_SINGLE,
	        "cp1256 windows-1256 "
	        "x-cp1256" },
	{ "windows-1257", "CP1257", ENC_SINGLE,
	        "cp1257 windows-1257 "
	        "x-cp1257" },
	{ "windows-1258", "CP1258", ENC_SINGLE,
	        "cp1258 windows-1258 "
	        "x-cp1258" },
	{ "x-mac-cyrillic", "MAC-CYRILLIC", ENC_SINGLE,
	        "x-mac-cyrillic "
	        "x-mac-ukrainian mac-cyrillic maccyrillic" },
	{ "GBK", "GB18030", ENC_DOUBLE,
	        "chinese csgb2312 csiso58gb231280 "
	        "gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk" },
	{ "gb18030", "GB18030", ENC_DOUBLE, "gb18030" },
	{ "Big5", "BIG5-HKSCS", ENC_DOUBLE,
	        "big5 big5-hkscs cn-big5 csbig5 "
	        "x-x-big5" },
	{ "EUC-JP", "EUC-JP-MS", ENC_DOUBLE,
	        "cseucpkdfmtjapanese euc-jp "
	        "x-euc-jp" },
	{ "ISO-2022-JP", "ISO-2022-JP-2", ENC_STATE,
	        "csiso2022jp "
	        "iso-2022-jp" },
	{ "Shift_JIS", "CP932", ENC_DOUBLE,
	        "csshiftjis ms932 ms_kanji "
	        "shift-jis shift_jis sjis windows-31j x-sjis" },
	{ "EUC-KR", "UHC", ENC_DOUBLE,
	        "cseuckr csksc56011987 euc-kr "
	        "iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 "
	        "ksc_5601 windows-949 uhc cp949" },
	{ "UTF-16BE", NULL, ENC_UTF16BE, "unicodefffe utf-16be" },
	{ "UTF-16LE", NULL, ENC_UTF16LE,
	        "csunicode iso-10646-ucs-2 ucs-2 "
	        "unicode unicodefeff utf-16 utf-16le" },
	{ "x-user-defined", NULL, ENC_USER, "x-user-defined" },
	/* The standard's "replacement", decoded after all. */
	{ "ISO-2022-KR", "ISO-2022-KR", ENC_STATE,
	        "csiso2022kr "
	        "iso-2022-kr" },
	{ "ISO-2022-CN", "ISO-2022-CN-EXT", ENC_STATE,
	        "iso-2022-cn "
	        "iso-2022-cn-ext" },
	{ "HZ", "EUC-CN", ENC_HZ, "hz-gb-2312 hz" },
	/* Not in the standard. */
	{ "UTF-32LE", NULL, ENC_UTF32LE, "utf-32 utf-32le ucs-4" },
	{ "UTF-32BE", NULL, ENC_UTF32BE, "utf-32be" },
	{ "IBM437", "IBM437", ENC_SINGLE, "ibm437 cp437" },
	{ "IBM850", "IBM850", ENC_SINGLE, "ibm850 cp850" },
	{ "IBM852", "IBM852", ENC_SINGLE, "ibm852 cp852" },
	{ "IBM855", "IBM855", ENC_SINGLE, "ibm855 cp855" },
	{ "IBM862", "IBM862", ENC_SINGLE, "ibm862 cp862" },
	{ "IBM865", "IBM865", ENC_SINGLE, "ibm865 cp865" },
	{ "MacCentralEurope", "MAC-CENTRALEUROPE", ENC_SINGLE,
	        "mac-centraleurope x-mac-ce" },
	{ "Johab", "JOHAB", ENC_DOUBLE, "johab ms1361" },
	{ "EUC-TW", "EUC-TW", ENC_DOUBLE, "euc-tw x-euc-tw" },
	{ "Georgian-Academy", "GEORGIAN-ACADEMY", ENC_SINGLE,
	        "georgian-academy" },
	{ "Georgian-PS", "GEORGIAN-PS", ENC_SINGLE, "georgian-ps" },
	/* Vietnamese, by our own tables; labels as pages write them. */
	{ "VISCII", "viscii", ENC_VIET,
	        "viscii csviscii viscii1.1-1 "
	        "x-viet-viscii" },
	{ "TCVN3", "tcvn3", ENC_VIET,
	        "tcvn3 abc tcvn x-viet-tcvn "
	        "x-viet-tcvn5712 tcvn-5712 tcvn5712 x-viet-abc .vntime" },
	{ "TCVN3-H", "tcvn3h", ENC_VIET, "tcvn3h tcvn3-h .vntimeh" },
	{ "TCVN5712-1", "tcvn5712-1", ENC_VIET,
	        "tcvn5712-1 "
	        "tcvn5712-1:1993 tcvn-5712-1 vn1" },
	{ "VNI-Win", "vni-win", ENC_VIET, "vni vni-win x-viet-vni vni-times" },
	{ "VNI-Mac", "vni-mac", ENC_VIET, "vni-mac" },
	{ "VNI-DOS", "vni-dos", ENC_VIET, "vni-dos" },
	{ "VNI-Email", "vni-email", ENC_VIET_ASCII, "vni-email vni-mail" },
	{ "VPS", "vps", ENC_VIET, "vps x-viet-vps" },
	{ "VIQR", "viqr", ENC_VIET_ASCII, "viqr csviqr" },
	{ "BKHCM1", "bkhcm1", ENC_VIET, "bkhcm1 bkhcm" },
	{ "BKHCM2", "bkhcm2", ENC_VIET, "bkhcm2" },
	{ "Vietware-X", "vietware-x", ENC_VIET, "vietware-x vietware" },
	{ "Vietware-F", "vietware-f", ENC_VIET, "vietware-f" },
	{ "ISC", "isc", ENC_VIET, "isc x-viet-isc" },
	{ NULL, NULL, ENC_UTF8, NULL }
};

static int
has_label(const char *labels, struct span want)
{
	while (*labels != '\0') {
		size_t n = strcspn(labels, " ");
		struct span one = { labels, n };
		char buf[32];

		if (n == want.n && n < sizeof(buf)) {
			memcpy(buf, one.p, n);
			buf[n] = '\0';
			if (span_eq_nocase(want, buf))
				return 1;
		}
		labels += n;
		labels += *labels == ' ';
	}
	return 0;
}

const struct encoding *
encoding_find(struct span label)
{
	const struct encoding *e;

	label = span_trim(label);
	if (label.n == 0)
		return NULL;
	for (e = encoding_table; e->name != NULL; e++)
		if (has_label(e->labels, label))
			return e;
	return NULL;
}

const struct encoding *
encoding_named(const char *name)
{
	const struct encoding *e;

	for (e = encoding_table; e->name != NULL; e++)
		if (strcmp(e->name, name) == 0)
			return e;
	return NULL;
}

const struct encoding *
encoding_of_table(const char *name)
{
	const struct encoding *e;

	for (e = encoding_table; e->name != NULL; e++)
		if (e->iconv != NULL && strcmp(e->iconv, name) == 0)
			return e;
	return strcmp(name, "windows-1258") == 0
	               ? encoding_named("windows-1258")
	               : NULL;
}
