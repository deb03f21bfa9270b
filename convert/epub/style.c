#include "epub/pack.h"

int
pack_style(struct pack *p)
{
	const char *path = theme_file(p->o->theme, "epub.css");

	if (!path)
		diag_report(p->dg, NULL, MSG_EPUB_STYLE);
	else if (file_read(path, 1u << 20, &p->buf, p->dg) < 0)
		return -1;
	return pack_file(p, "style", "style.css", "text/css", NULL, 0);
}
