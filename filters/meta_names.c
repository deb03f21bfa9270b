/* meta_names: the names in a line such as
 *	"By Ann Lee and Bo Hansen, staff writers | May 3, 2024".
 *
 * Words that lead in go, what follows the names is cut, and the rest is
 * split; parts that are roles, addresses or furniture are left out.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/meta.h"

static const char *const lead_in[] = { "written & photographed by", "recipe by",
	"blog beitrag von", "blogbeitrag von", "artikel von", "text & fotos",
	"text und fotos", "fotos", "about", "about the author",
	"\xC3\xBC"
	"ber",
	"alles von", "verfasserin", "verfasser",
	"\xE8\xB4\xA3\xE4\xBB\xBB\xE7\xBC\x96\xE8\xBE\x91\xEF\xBC\x9A",
	"\xE4\xBD\x9C\xE8\x80\x85\xEF\xBC\x9A",
	"\xE8\xAE\xB0\xE8\x80\x85\xEF\xBC\x9A", "quelle:", "publiziert am",
	"updated by", "last updated by", "written by", "posted by",
	"reported by", "published by", "story by", "words by", "text by",
	"article by", "reviewed by", "created by", "contributed by",
	"ver\xC3\xB6"
	"ffentlicht von",
	"geschrieben von", "erstellt von", "verfasst von", "beitrag von",
	"ein beitrag von", "text von", "eingestellt von", "publi\xC3\xA9 par",
	"\xC3\xA9"
	"crit par",
	"propos de", "escrito por", "publicado por", "scritto da",
	"pubblicato da", "geschreven door", "skrevet av", "skrevet af",
	"text:", "publiziert von", "interview:", "bericht:", "by", "von", "par",
	"por", "di", "af", "av", "door", "przez", "author", "authors", "autor",
	"autoren", "autorin", "auteur", "autore", "autores", "text", "texte",
	"texto", "testo", "redaktion:", "b\xE1\xBB\x9Fi", "theo",
	"g\xE1\xBB\xADi b\xE1\xBB\x9Fi", "vi\xE1\xBA\xBFt b\xE1\xBB\x9Fi",
	"\xC4\x91\xC4\x83ng b\xE1\xBB\x9Fi",
	"t\xC3\xA1"
	"c gi\xE1\xBA\xA3",
	"b\xC3\xA0i vi\xE1\xBA\xBFt", "b\xC3\xA0i v\xC3\xA0 \xE1\xBA\xA3nh",
	"b\xC3\xA0i, \xE1\xBA\xA3nh", "b\xC3\xA0i", "tin, b\xC3\xA0i",
	"tin b\xC3\xA0i", "tin, \xE1\xBA\xA3nh",
	"th\xE1\xBB\xB1"
	"c hi\xE1\xBB\x87n",
	"ng\xC6\xB0\xE1\xBB\x9Di vi\xE1\xBA\xBFt",
	"ng\xC6\xB0\xE1\xBB\x9Di \xC4\x91\xC4\x83ng", "n\xE1\xBB\x99i dung",
	"bi\xC3\xAAn d\xE1\xBB\x8B"
	"ch",
	"bi\xC3\xAAn so\xE1\xBA\xA1n", "t\xE1\xBB\x95ng h\xE1\xBB\xA3p", "pv",
	"ctv", "tác giả bài viết", "người đăng bài viết", "người đăng tin",
	"người cập nhật", "tin:", "tin ảnh", "tin và ảnh", "được viết bởi",
	"được đăng bởi", "gởi bởi", "автор", "авторы", "автор текста", "текст",
	"oleh", "penulis", "yazar", "teksti", "بقلم", "بقلم:", "كتب", "โดย",
	"ผู้เขียน", "เรื่อง", "ໂດຍ", "ຂ່າວ", "ដោយ", "bài viết của",
	"ph\xC3\xB3ng vi\xC3\xAAn", NULL };

/* Where a line of names ends.  The first are sure; the others hold for lines
 * on the page, not for a field made for names. */
static const char *const cuts[] = { " | ", "\xE2\x80\xA2", "\xC2\xB7", "http",
	"\xC2\xA9", "(", "[", NULL };
static const char *const line_cuts[] = { " | ", "\xE2\x80\xA2", "\xC2\xB7",
	"http", "\xC2\xA9", "(", "[", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ",
	" on ", " for ", " published", " updated", " posted", " last ", " am ",
	" le ", " dans ", " vom ", " is a ", " is an ", " is the ", " via ",
	" seen ", " in ", " at ", " Published", " Updated", " Posted",
	" Illustration", " Foto", " Photo", " Bilder", " View ", " Last ",
	" Senior ", " Staff ", " Chief ", " Editor", " Reporter", " Writer",
	" Correspondent", " Contributor", " Columnist", " Expert ", " Reviewer",
	" Freelance", " Special ", " Associate ", " Assistant ", " Deputy ",
	" Managing ", " Breaking ", " Edited", " Hace ", " hace ", " Publicado",
	" Aktualisiert", " Redakteur", " Journalist", " Share", " Suivre",
	" Follow", " Stand:", " Posts", " Reviewed", " Min ", " min ",
	" Monday", " Tuesday", " Wednesday", " Thursday", " Friday",
	" Saturday", " Sunday", " Th\xE1\xBB\xA9 ", " Ch\xE1\xBB\xA7 nh",
	" January", " February", " March ", " April ", " June ", " July ",
	" August ", " September", " October", " November", " December",
	" USA TODAY", " v\xC3\xA0o ng\xC3\xA0y",
	" v\xC3\xA0o l\xC3\xBA"
	"c",
	" ng\xC3\xA0y ",
	" l\xC3\xBA"
	"c ",
	" @ ", " thực hiện", " ghi", " lược ghi", " tổng hợp", " lược dịch",
	" biên dịch", " sưu tầm", NULL };

static const char *const joints[] = { ",", ";", "/", "|", "&", " and ", " und ",
	" et ", " y ", " e ", " v\xC3\xA0 ", " og ", " och ", " con ", " with ",
	" mit ", " And ", " AND ", " by ", " By ", " \xE2\x80\xA2 ", NULL };

/* A part with one of these words is no person. */
static const char *const roles[] = { "staff", "editor", "reporter",
	"correspondent", "writer", "columnist", "contributor", "journalist",
	"redakteur", "reporterin", "producer", "photograph", "korrespondent",
	"follow", "subscribe", "comment", "share", "minute", "read more",
	"email", "e-mail", "twitter", "facebook", "instagram", "view all",
	"posts by", "updated", "published", "posted", "all rights", "more from",
	"see all", "bio", "about the author", "profile", "biography",
	"ph\xC3\xB3ng vi\xC3\xAAn", "chuy\xC3\xAAn gia", "copyright", "analyst",
	"cookie", "newsletter", "uhr", "lesedauer", "sign up", "log in",
	"advertisement", "director", "manager", "president", "professor of",
	"attorney", "senior", "business", "standards", "practices",
	"social links", "no author", "last updated", "the author", NULL };

static const char *const nobodies[] = { "admin", "administrator", "webmaster",
	"unknown", "null", "undefined", "none", "n/a", "na", "author",
	"authors", "autor", "root", "user", "test", "default", "editorial",
	"by", "last", "webadmin", "superadmin", "news", "home", "pv",
	"no author", "guest", "guest author", "top", "updated", "recipe",
	"agencies", "team", "stand", "artikel von", "publiziert am",
	"written by", "januar", "februar", "m\xC3\xA4rz", "mai", "juni", "juli",
	"oktober", "dezember", "monday", "tuesday", "wednesday", "thursday",
	"friday", "saturday", "sunday", "january", "february", "march", "april",
	"may", "june", "july", "august", "september", "october", "november",
	"december", "montag", "dienstag", "mittwoch", "donnerstag", "freitag",
	"samstag", "sonntag", "super user", "super admin", "quản trị",
	"quản trị viên", "ban quản trị", "người quản trị", "quản trị hệ thống",
	"quản trị website", "biên tập viên", "btv", "cộng tác viên", "ctv",
	"phóng viên", "số", "t.h", "t.h.", "t/h", "s.t", "s/t", NULL };

static char
small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

const char *
find_nocase(const char *s, const char *word)
{
	char first = small(*word), other = first;

	if (first == '\0')
		return s;
	if (first >= 'a' && first <= 'z')
		other = (char)(first & ~0x20);
	for (; *s != '\0'; s++) {
		size_t i = 1;

		/* the rare case is the one that compares on */
		if (*s != first && *s != other)
			continue;
		while (word[i] != '\0' && small(s[i]) == small(word[i]))
			i++;
		if (word[i] == '\0')
			return s;
	}
	return NULL;
}

static struct span
from_lower(struct span s, struct str *lower)
{
	const char *p = s.p, *end = s.p + s.n;

	str_truncate(lower, 0);
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		str_put_utf8(lower, cp == UTF8_BAD ? '?' : cp_lower(cp));
	}
	return str_span(lower);
}

static struct span
trim(struct span s)
{
	static const char junk[] = " \t\n,.;:|-*/>\"'";

	s = span_trim(s);
	while (s.n > 0 && strchr(junk, s.p[0]) != NULL)
		s.p++, s.n--;
	while (s.n > 0 && strchr(" \t\n,;:|-*/<\"'", s.p[s.n - 1]) != NULL)
		s.n--;
	while (s.n > 3 && (memcmp(s.p, "\xE2\x80\x93", 3) == 0 ||
	                          memcmp(s.p, "\xE2\x80\x94", 3) == 0)) {
		s.p += 3;
		s.n -= 3;
		s = span_trim(s);
	}
	return s;
}

/* "ByAnn Lee", where a line break fell between two elements. */
static void
strip_glued(struct span *s)
{
	static const char *const lead[] = { "By", "BY", "by", "Von", "von",
		"Ver\xC3\xB6"
		"ffentlicht von",
		"Par", "Por", NULL };

	for (size_t i = 0; lead[i] != NULL; i++) {
		size_t n = strlen(lead[i]);
		const char *p = s->p + n, *end = s->p + s->n;

		if (s->n > n + 4 && memcmp(s->p, lead[i], n) == 0 &&
		        cp_is_upper(utf8_next(&p, end)) && p < end &&
		        !cp_is_upper(utf8_next(&p, end)) &&
		        memchr(s->p, ' ', s->n) != NULL) {
			s->p += n;
			s->n -= n;
			return;
		}
	}
}

/* What Korean and Japanese papers set behind the name: reporter. */
static void
strip_tail(struct span *s)
{
	static const char *const tail[] = { " \xEA\xB8\xB0\xEC\x9E\x90",
		" \xED\x8A\xB9\xED\x8C\x8C\xEC\x9B\x90",
		"\xE8\xA8\x98\xE8\x80\x85", " \xEF\xBC\x88", NULL };

	for (size_t i = 0; tail[i] != NULL; i++) {
		size_t n = strlen(tail[i]);

		if (s->n > n + 3 && memcmp(s->p + s->n - n, tail[i], n) == 0)
			s->n -= n;
	}
}

/* "Ann Lee, Dec" where the line went on with a day. */
static void
strip_month(struct span *s)
{
	struct span t = trim(*s), w;
	const char *sp = memrchr(t.p, ' ', t.n);

	if (sp == NULL)
		return;
	w = trim((struct span){ sp + 1, t.n - (size_t)(sp + 1 - t.p) });
	while (w.n > 0 && w.p[w.n - 1] == '.')
		w.n--;
	if (date_month(w) > 0)
		s->n = (size_t)(sp - s->p);
}

static int
ends_in_colon(const char *s, size_t n)
{
	return s[n - 1] == ':' ||
	       (n > 3 && memcmp(s + n - 3, "\xEF\xBC\x9A", 3) == 0);
}

/* Leading words off; 1 when there was one. */
static int
strip_lead(struct span *s)
{
	struct str low = STR_INIT;
	struct span l;
	int any = 0, again = 1;
	size_t i;

	while (again) {
		again = 0;
		*s = trim(*s);
		l = from_lower(*s, &low);
		for (i = 0; lead_in[i] != NULL; i++) {
			size_t n = strlen(lead_in[i]);

			/* Lower case may change lengths; ASCII and the
			 * Vietnamese letters used here do not. */
			if (l.n <= n || l.n != s->n ||
			        memcmp(l.p, lead_in[i], n) != 0 ||
			        (l.p[n] != ' ' && l.p[n] != ':' &&
			                !ends_in_colon(lead_in[i], n)))
				continue;
			s->p += n;
			s->n -= n;
			any = again = 1;
			break;
		}
	}
	str_free(&low);
	return any;
}

static int
has_any(struct span s, const char *const *words)
{
	struct str low = STR_INIT;
	size_t i;
	int r = 0;

	from_lower(s, &low);
	for (i = 0; words[i] != NULL && !r; i++)
		r = strstr(str_c(&low), words[i]) != NULL;
	str_free(&low);
	return r;
}

static int
is_any(struct span s, const char *const *words)
{
	size_t i;

	for (i = 0; words[i] != NULL; i++)
		if (span_eq_nocase(s, words[i]))
			return 1;
	return 0;
}

/* Words that a name may have in small letters. */
static int
is_particle(struct span w)
{
	static const char *const words[] = { "de", "da", "das", "do", "dos",
		"del", "della", "der", "den", "di", "du", "la", "le", "van",
		"von", "vom", "zu", "zur", "zum", "ten", "ter", "af", "av",
		"al", "el", "bin", "bint", "ibn", "y", "e", "i", "and", "of",
		"the", "d'", "st.", "dr.", "prof.", "et", "und", NULL };

	return is_any(w, words);
}

/* Degrees, as they stand behind a name and a comma. */
static int
is_degree(struct span w)
{
	static const char *const words[] = { "MD", "M.D.", "PhD", "Ph.D.",
		"Ph.D", "MS", "MSc", "MA", "MBA", "BSc", "BA", "RD", "RDN",
		"LD", "RN", "BSN", "CPA", "JD", "DDS", "DO", "NP", "PA", "CFP",
		"CFA", "Jr.", "Sr.", "Jr", "MPH", "LCSW", "Esq.", "CEO", NULL };

	for (size_t i = 0; words[i] != NULL; i++)
		if (span_eq(w, span_of(words[i])))
			return 1;
	return 0;
}

/* Small words in a line that are none of a name's. */
static int
has_small_word(struct span s)
{
	while (s.n > 0) {
		const char *sp = memchr(s.p, ' ', s.n), *p = s.p;
		struct span w = { s.p, sp ? (size_t)(sp - s.p) : s.n };
		uint32_t cp = w.n > 1 ? utf8_next(&p, w.p + w.n) : 0;

		/* Of scripts with cases: no mark of a tone or a vowel. */
		if (cp < 0x600 && cp_is_letter(cp) && !cp_is_upper(cp) &&
		        memchr(w.p, '\'', w.n) == NULL && !is_particle(w))
			return 1;
		s.p += w.n + (sp != NULL);
		s.n -= w.n + (sp != NULL);
	}
	return 0;
}

/* Whether a part reads like a name. */
static int
is_name(struct span s, int loose)
{
	const char *p = s.p, *end = s.p + s.n;
	size_t words = 1, letters = 0, digits = 0, capitals = 0;
	int start = 1;

	/* ")" alone: the end of a credit, "(Image: iStockphoto)". */
	if (s.n < 2 || s.n > 100 || s.p[0] == '(' || is_any(s, nobodies) ||
	        (memchr(s.p, ')', s.n) && !memchr(s.p, '(', s.n)) ||
	        memchr(s.p, '@', s.n) || memmem(s.p, s.n, "://", 3) ||
	        memmem(s.p, s.n, "www.", 4) || (!loose && has_any(s, roles)))
		return 0;
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp == UTF8_BAD)
			return 0;
		if (cp_is_space(cp)) {
			words++;
			start = 1;
			continue;
		}
		letters += (size_t)cp_is_letter(cp);
		digits += (size_t)cp_is_digit(cp);
		if (start && (cp_is_upper(cp) || cp_is_unspaced(cp) ||
		                     (cp_is_letter(cp) && cp > 0x5FF)))
			capitals++;
		start = 0;
	}
	if (letters < 2 || words > (loose ? 8u : 5u) || digits > 4)
		return 0;
	return loose || (capitals > 0 && capitals * 2 >= words && digits == 0 &&
	                        (words == 1 || !has_small_word(s)));
}

static int
add_name(struct article *a, struct span s)
{
	size_t i;

	for (i = 0; i < a->meta.authors.n; i++)
		if (span_eq(span_of(a->meta.authors.p[i]), s))
			return 0;
	if (a->meta.authors.n >= 40)
		return 0;
	vec_add(&a->meta.authors, arena_span(a->arena, s));
	return 1;
}

/* Length of s up to the first of words; s.n without. at: where to begin. */
static size_t
up_to(struct span s, const char *const *words, size_t at, size_t *len)
{
	size_t best = s.n, i;

	*len = 0;
	for (i = 0; words[i] != NULL; i++) {
		size_t n = strlen(words[i]);
		const char *p =
		        s.n > at ? memmem(s.p + at, s.n - at, words[i], n)
		                 : NULL;

		if (p != NULL && (size_t)(p - s.p) < best) {
			best = (size_t)(p - s.p);
			*len = n;
		}
	}
	return best;
}

size_t
names_add(struct article *a, struct span line, int loose)
{
	size_t added = 0, n, len, i;
	struct span s = line;

	/* An address is nobody's name. */
	if (memmem(s.p, s.n, "://", 3) != NULL)
		return 0;
	s = span_trim(s);
	if (s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')' &&
	        !memchr(s.p, ':', s.n))
		s.p++, s.n -= 2;
	strip_lead(&s);
	strip_glued(&s);
	/* A cut at the very start would leave nothing. */
	s.n = up_to(s, loose ? cuts : line_cuts, 1, &len);
	if (!loose)
		for (i = 1; i < s.n; i++)
			if (s.p[i] >= '0' && s.p[i] <= '9') {
				s.n = i;
				strip_month(&s);
				break;
			}
	while (s.n > 0) {
		struct span part;

		n = up_to(s, joints, 0, &len);
		part = trim((struct span){ s.p, n });
		strip_lead(&part);
		part = trim(part);
		strip_tail(&part);
		if (added > 0 && is_degree(part))
			part.n = 0;
		if (is_name(part, loose && added == 0) ||
		        (loose && added > 0 && !has_any(part, roles) &&
		                is_name(part, 1)))
			added += (size_t)add_name(a, part);
		else if (added > 0 && part.n > 0 && !loose)
			break; /* after the names comes the rest */
		n += len;
		s.p += n;
		s.n -= n;
	}
	return added;
}

size_t
name_add_whole(struct article *a, struct span line)
{
	struct span s = trim(line);

	if (memmem(s.p, s.n, "://", 3) != NULL || !is_name(s, 1))
		return 0;
	return (size_t)add_name(a, s);
}
