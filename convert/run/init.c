/* init: a folder to start from: a manifest, site rules, and an article, so
 * that `bantin build` makes a bulletin of it at once.  Nothing that exists is
 * ever written over. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "run/commands.h"

/* In templates @T is the title, @L the language, @Z the time zone, @S the
 * section's title. */
static const char manifest[] =
        "# A bulletin: `bantin build` in this folder makes it.\n"
        "# The whole form of this file is in bantin(1), MANIFEST.\n"
        "bantin: 1\n"
        "title: \"@T\"\n"
        "issue:\n"
        "  period: this-month    # previous-month, for cron on the first\n"
        "  number: \"{month}/{year}\"\n"
        "  timezone: @Z\n"
        "  language: @L\n"
        "# publisher: {name: \"...\", address: \"...\", logo: logo.png}\n"
        "sections:\n"
        "  - title: \"@S\"\n"
        "    articles:\n"
        "      - {path: \"articles/*.html\", sort: date}\n"
        "      # a folder for each month: articles/{year}-{month}/*.html\n"
        "rules: site.yaml        # what bantin cannot know of your sites\n"
        "pdf: {output: \"out/{year}-{month}.pdf\", theme: bulletin, page: A4}\n"
        "epub: {output: \"out/{year}-{month}.epub\"}\n"
        "limits: {failures: 5%}  # with more, nothing is written\n";

static const char rules[] =
        "# Site rules: see bantin(1), SITE RULES.  To test one:\n"
        "#   bantin clean --rules site.yaml --expect want.txt page.html\n"
        "# To see why a page comes out as it does:\n"
        "#   bantin explain --rules site.yaml --html why.html page.html\n"
        "bantin: 1\n"
        "rules:\n"
        "  - name: example\n"
        "    host: example.org     # pages that say they are from there\n"
        "    drop: [.related, .share]\n";

static const char vietnamese[] =
        "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">\n"
        "<title>Chào bạn đọc</title></head><body><article>\n"
        "<h1>Chào bạn đọc</h1>\n"
        "<p>Đây là bài viết đầu tiên của bản tin. Hãy thay nó bằng những bài "
        "của bạn: mỗi tệp HTML trong thư mục articles là một bài, lưu từ "
        "trang web nào cũng được.</p>\n"
        "<p>Tệp issue.yaml cho biết bản tin gồm những mục nào, bài nào và "
        "được in ra sao; tệp site.yaml cho biết trên trang nào thì giữ gì và "
        "bỏ gì.</p>\n</article></body></html>\n";

static const char english[] =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
        "<title>To our readers</title></head><body><article>\n"
        "<h1>To our readers</h1>\n"
        "<p>This is the first article of the bulletin. Put your own in its "
        "place: each HTML file in the folder articles is one, saved from "
        "whatever site it comes from.</p>\n"
        "<p>The file issue.yaml says what sections and articles there are and "
        "how they are printed; the file site.yaml says what to keep and what "
        "to drop on pages of which site.</p>\n</article></body></html>\n";

/* For a double-quoted scalar of YAML that is a template, too. */
static void
put_quoted(struct str *out, const char *s)
{
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			str_putc(out, '\\');
		if (*s == '{')
			str_putc(out, '{');
		if ((unsigned char)*s >= 0x20)
			str_putc(out, *s);
	}
}

static void
fill(struct str *out, const struct cli *c)
{
	int vi = !c->lang || !strncmp(c->lang, "vi", 2);

	for (const char *p = manifest; *p; p++) {
		if (*p != '@') {
			str_putc(out, *p);
			continue;
		}
		switch (*++p) {
		case 'T':
			put_quoted(out, c->title ? c->title
			                : vi     ? "Bản tin"
			                         : "Bulletin");
			break;
		case 'L':
			put_quoted(out, c->lang ? c->lang : "vi");
			break;
		case 'Z':
			str_puts(out, vi ? "Asia/Ho_Chi_Minh" : "UTC");
			break;
		default:
			str_puts(out, vi ? "Tin tức" : "News");
			break;
		}
	}
}

static int
write_file(const char *dir, const char *name, struct span text, struct diag *dg)
{
	struct str path = STR_INIT;
	struct publish *out;
	int rc = -1;

	str_printf(&path, "%s/%s", dir, name);
	out = publish_open(path.s, dg);
	if (out && publish_write(out, text.p, text.n) == 0)
		rc = publish_commit(out, NULL);
	else if (out)
		publish_abort(out);
	str_free(&path);
	return rc;
}

/* 1 after a diagnostic when there is such a file. */
static int
is_there(const char *dir, const char *name, struct diag *dg)
{
	struct str path = STR_INIT;
	int found;

	str_printf(&path, "%s/%s", dir, name);
	found = access(path.s, F_OK) == 0;
	if (found)
		diag_file(dg, path.s, MSG_INIT_THERE);
	str_free(&path);
	return found;
}

static int
write_all(struct cli *c, const char *dir)
{
	int vi = !c->lang || !strncmp(c->lang, "vi", 2);
	struct str text = STR_INIT, articles = STR_INIT;
	int rc;

	str_printf(&articles, "%s/articles", dir);
	rc = file_mkdirs(articles.s, &c->dg);
	str_free(&articles);
	fill(&text, c);
	if (rc == 0)
		rc = write_file(dir, "articles/welcome.html",
		        span_of(vi ? vietnamese : english), &c->dg);
	if (rc == 0)
		rc = write_file(dir, "site.yaml", span_of(rules), &c->dg);
	if (rc == 0)
		rc = write_file(dir, "issue.yaml", str_span(&text), &c->dg);
	str_free(&text);
	return rc;
}

int
run_init(struct cli *c)
{
	const char *dir = c->input.n ? c->input.p[0] : NULL;

	if (c->input.n != 1) {
		diag_report(&c->dg, NULL, MSG_USAGE,
		        "init: give one folder to write the manifest to");
		return EXIT_USAGE;
	}
	if (is_there(dir, "issue.yaml", &c->dg) ||
	        is_there(dir, "site.yaml", &c->dg) ||
	        is_there(dir, "articles/welcome.html", &c->dg) ||
	        write_all(c, dir) < 0)
		return c->dg.worst_exit;
	if (!c->dg.quiet)
		fprintf(stderr,
		        "bantin: %s/issue.yaml is written; try: cd %s && "
		        "bantin build\n",
		        dir, dir);
	return EXIT_DONE;
}
