/* markup: XHTML and XML as bytes.  Trees are written by doc/xhtml; the
 * pages of this room, which have no tree, are put together here. */
#include "epub/pack.h"

#include <string.h>

#include "base/utf8.h"
#include "doc/lang.h"

static int
is_xml_char(uint32_t cp)
{
	return cp == 9 || cp == 10 || cp == 13 ||
	       (cp >= 0x20 && cp <= 0xD7FF) || (cp >= 0xE000 && cp <= 0xFFFD) ||
	       (cp >= 0x10000 && cp <= 0x10FFFF);
}

void
put_text(struct str *s, const char *text)
{
	const char *p = text, *end;

	if (!text)
		return;
	end = text + strlen(text);
	while (p < end) {
		const char *start = p;
		uint32_t cp = utf8_next(&p, end);

		if (cp == UTF8_BAD)
			str_put_utf8(s, 0xFFFD);
		else if (is_xml_char(cp))
			str_put_xml(
			        s, (struct span){ start, (size_t)(p - start) });
	}
}

void
put_attr(struct str *s, const char *name, const char *text)
{
	if (!text)
		return;
	str_printf(s, " %s=\"", name);
	put_text(s, text);
	str_putc(s, '"');
}

void
put_head(struct str *s, const char *lang, const char *title,
        const char *body_type)
{
	str_puts(s, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	            "<!DOCTYPE html>\n"
	            "<html xmlns=\"http://www.w3.org/1999/xhtml\""
	            " xmlns:epub=\"http://www.idpf.org/2007/ops\"");
	put_attr(s, "lang", lang);
	put_attr(s, "xml:lang", lang);
	if (lang_is_rtl(lang))
		str_puts(s, " dir=\"rtl\"");
	str_puts(s, ">\n<head>\n<title>");
	put_text(s, title);
	str_puts(s, "</title>\n<link rel=\"stylesheet\" type=\"text/css\""
	            " href=\"style.css\"/>\n</head>\n<body");
	put_attr(s, "epub:type", body_type);
	/* one landmark holds all (WCAG technique ARIA11) */
	str_puts(s, ">\n<main>\n");
}

void
put_foot(struct str *s)
{
	str_puts(s, "</main>\n</body>\n</html>\n");
}
