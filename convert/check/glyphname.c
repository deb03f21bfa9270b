/* glyphname: is a glyph name one of the Adobe Glyph List, as far as a check
 * needs to know?  Names of the standard Latin set and of Symbol stand in a
 * list; a letter with any of the accents, uniXXXX and uXXXXX forms, and
 * variants behind a full stop follow rules. */
#include "check/glyphname.h"

#include <string.h>

static const char *const names =
        " A AE B C D E Eth Euro F G H I J K L M N O OE P Q R S T Thorn U V W "
        "X Y Z a acute ae ampersand asciicircum asciitilde asterisk at b "
        "backslash bar braceleft braceright bracketleft bracketright breve "
        "brokenbar bullet c caron cedilla cent circumflex colon comma "
        "copyright currency d dagger daggerdbl degree dieresis divide dollar "
        "dotaccent dotlessi e eight ellipsis emdash endash equal eth exclam "
        "exclamdown f fi five fl florin four fraction g germandbls grave "
        "greater guillemotleft guillemotright guilsinglleft guilsinglright h "
        "hungarumlaut hyphen i j k l less logicalnot m macron minus mu "
        "multiply n nbspace nine numbersign o oe ogonek one onehalf "
        "onequarter onesuperior ordfeminine ordmasculine p paragraph "
        "parenleft parenright percent period periodcentered perthousand plus "
        "plusminus q question questiondown quotedbl quotedblbase "
        "quotedblleft quotedblright quoteleft quoteright quotesinglbase "
        "quotesingle r registered ring s section semicolon seven sfthyphen "
        "six slash softhyphen space sterling t thorn three threequarters "
        "threesuperior tilde trademark two twosuperior u underscore v w x y "
        "yen z zero ff ffi ffl eng Eng kgreenlandic longs ij IJ dcroat dong "
        "Dcroat Delta Omega summation product radical infinity integral "
        "approxequal notequal lessequal greaterequal partialdiff lozenge pi "
        "afii61289 minute second franc lira peseta "
        /* Symbol */
        "Alpha Beta Chi Epsilon Eta Gamma Ifraktur Iota Kappa Lambda Mu Nu "
        "Omicron Phi Pi Psi Rfraktur Rho Sigma Tau Theta Upsilon Upsilon1 Xi "
        "Zeta aleph alpha angle angleleft angleright apple arrowboth "
        "arrowdblboth arrowdbldown arrowdblleft arrowdblright arrowdblup "
        "arrowdown arrowhorizex arrowleft arrowright arrowup arrowvertex "
        "asteriskmath beta bracelefttp carriagereturn chi circlemultiply "
        "circleplus club congruent copyrightsans copyrightserif delta "
        "diamond dotmath element emptyset epsilon equivalence eta "
        "existential gamma gradient heart intersection iota kappa lambda "
        "logicaland logicalor notelement notsubset nu omega omega1 omicron "
        "parenleftbt perpendicular phi phi1 propersubset propersuperset "
        "proportional psi reflexsubset reflexsuperset registersans "
        "registerserif rho sigma sigma1 similar spade suchthat tau therefore "
        "theta theta1 trademarksans trademarkserif union universal upsilon "
        "weierstrass xi zeta ";

static const char *const accents[] = { "acute", "breve", "caron", "cedilla",
	"circumflex", "commaaccent", "dblgrave", "dieresis", "dotaccent",
	"dotbelow", "grave", "hookabove", "horn", "hungarumlaut", "macron",
	"ogonek", "ring", "stroke", "slash", "tilde", "bar", "tonos", "dotless",
	NULL };

static int
hex_tail(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strchr("0123456789ABCDEF", s[i]))
			return 0;
	return n >= 4;
}

static int
accented(const char *s, size_t n)
{
	size_t at = s[0] && s[1] == (s[0] == 'a' ? 'e' : 'E') ? 2 : 1;

	while (at < n) {
		int found = 0;

		for (int i = 0; accents[i] && !found; i++) {
			size_t k = strlen(accents[i]);

			if (k <= n - at && !memcmp(s + at, accents[i], k)) {
				at += k;
				found = 1;
			}
		}
		if (!found)
			return 0;
	}
	return 1;
}

int
glyphname_known(const char *s)
{
	size_t n = strcspn(s, ".");

	if (n == 0 || n > 60)
		return 0;
	for (const char *p = names; (p = strstr(p, s)) != NULL; p++)
		if (p[-1] == ' ' && p[n] == ' ' && !s[n])
			return 1;
	if (n >= 7 && !memcmp(s, "uni", 3) && hex_tail(s + 3, n - 3))
		return 1;
	if (n >= 5 && s[0] == 'u' && hex_tail(s + 1, n - 1))
		return 1;
	if (n == 9 && !memcmp(s, "afii", 4))
		return 1;
	return ((s[0] | 32) >= 'a' && (s[0] | 32) <= 'z') && n > 3 &&
	       accented(s, n);
}
