/* diag: the message table at work.
 *
 * A report is formatted once and then emitted; emitting counts, keeps the
 * exit status, and prints (or hands to the sink).  The two steps are apart so
 * that a parent can emit what a worker process has reported, and its counts
 * and its exit status come out as if it had found the fault itself.
 *
 * A line is written with one write(2), so lines of several processes on one
 * stderr do not mix; control characters are shown as escapes, so a file name
 * cannot forge a line or drive the terminal.
 */
#include "base/diag.h"

#include <errno.h>
#include <stdarg.h>
#include <unistd.h>

#include "base/str.h"
#include "base/utf8.h"

static const struct {
	enum diag_level level;
	int exit_code;
	const char *name;
	const char *text;
} table[MSG_COUNT] = {
#define M(id, lv, code, txt) [MSG_##id] = { DIAG_##lv, code, #id, txt },
#include "base/message.def"
#undef M
};

static const char *const level_name[DIAG_LEVELS] = {
	[DIAG_NOTE] = "note",
	[DIAG_WARNING] = "warning",
	[DIAG_ERROR] = "error",
	[DIAG_FATAL] = "fatal",
};

void
diag_init(struct diag *dg)
{
	*dg = (struct diag){ .program = "bantin", .first_bad = MSG_COUNT };
}

enum diag_level
diag_level_of(enum diag_msg msg)
{
	return table[msg].level;
}

int
diag_exit_of(enum diag_msg msg)
{
	return table[msg].exit_code;
}

const char *
diag_name(enum diag_msg msg)
{
	return table[msg].name;
}

int
diag_by_name(const char *name)
{
	int i;

	for (i = 0; i < MSG_COUNT; i++)
		if (span_eq(span_of(name), span_of(table[i].name)))
			return i;
	return -1;
}

/* Text for a terminal: controls as \n or \x1B, other bytes as they are. */
static void
put_visible(struct str *out, const char *s)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '\n')
			str_puts(out, "\\n");
		else if (c < 0x20 || c == 0x7F)
			str_printf(out, "\\x%02X", c);
		else
			str_putc(out, *s);
	}
}

/* A JSON string; malformed UTF-8 becomes U+FFFD. */
static void
put_json(struct str *out, const char *s)
{
	struct span v = span_of(s);
	const char *p = v.p;
	const char *end = p + v.n;

	str_putc(out, '"');
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp == '"' || cp == '\\')
			str_printf(out, "\\%c", (int)cp);
		else if (cp < 0x20 || cp == 0x7F)
			str_printf(out, "\\u%04x", cp);
		else
			str_put_utf8(out, cp);
	}
	str_putc(out, '"');
}

static void
format_json(struct str *out, enum diag_level level, enum diag_msg msg,
        const struct where *w, const char *text)
{
	str_printf(out, "{\"level\":\"%s\",\"id\":\"%s\"", level_name[level],
	        table[msg].name);
	if (w->file) {
		str_puts(out, ",\"file\":");
		put_json(out, w->file);
	}
	if (w->line)
		str_printf(out, ",\"line\":%d", w->line);
	if (w->col)
		str_printf(out, ",\"col\":%d", w->col);
	if (w->offset)
		str_printf(out, ",\"offset\":%lld", w->offset - 1);
	str_puts(out, ",\"text\":");
	put_json(out, text);
	str_putc(out, '}');
}

static void
format_line(struct str *out, const struct diag *dg, enum diag_level level,
        const struct where *w, const char *text)
{
	if (dg->program)
		str_printf(out, "%s: ", dg->program);
	if (w->file) {
		put_visible(out, w->file);
		str_putc(out, ':');
		if (w->line)
			str_printf(out, "%d:", w->line);
		if (w->line && w->col)
			str_printf(out, "%d:", w->col);
		str_putc(out, ' ');
	}
	if (w->offset)
		str_printf(out, "byte %lld: ", w->offset - 1);
	str_printf(out, "%s: ", level_name[level]);
	put_visible(out, text);
}

void
diag_format(struct str *out, const struct diag *dg, enum diag_level level,
        enum diag_msg msg, const struct where *w, const char *text)
{
	if (dg->json)
		format_json(out, level, msg, w, text);
	else
		format_line(out, dg, level, w, text);
}

static void
print_line(struct str *line)
{
	size_t done = 0;

	str_putc(line, '\n');
	while (done < line->len) {
		ssize_t n =
		        write(STDERR_FILENO, line->s + done, line->len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		done += (size_t)n;
	}
}

static void
count(struct diag *dg, enum diag_level level, enum diag_msg msg)
{
	int worse = 0;
	int seen = 0;
	int i;

	for (i = 0; i < DIAG_LEVELS; i++)
		if (dg->count[i]) {
			seen = 1;
			worse = i > (int)level;
		}
	/* The first message of the worst level decides. */
	if (!seen || (!worse && !dg->count[level]) ||
	        (!worse && !dg->worst_exit))
		dg->worst_exit = table[msg].exit_code;
	if (level >= DIAG_ERROR && !dg->count[DIAG_ERROR] &&
	        !dg->count[DIAG_FATAL])
		dg->first_bad = msg;
	dg->count[level]++;
}

void
diag_emit(struct diag *dg, enum diag_level level, enum diag_msg msg,
        const struct where *w, const char *text)
{
	struct where at = w ? *w : (struct where){ 0 };
	struct str line = STR_INIT;

	if (!at.file)
		at.file = dg->file;
	count(dg, level, msg);
	if (dg->sink) {
		dg->sink(dg->ctx, level, msg, &at, text);
		return;
	}
	if (level == DIAG_NOTE && (!dg->verbose || dg->quiet))
		return;
	if (level == DIAG_WARNING && dg->quiet)
		return;
	diag_format(&line, dg, level, msg, &at, text);
	print_line(&line);
	str_free(&line);
}

static int
vreport(struct diag *dg, const struct where *w, enum diag_msg msg, va_list ap)
{
	struct str text = STR_INIT;
	int saved = errno;

/* The formats stand in message.def, all of them literals. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	str_vprintf(&text, table[msg].text, ap);
#pragma GCC diagnostic pop
	diag_emit(dg, table[msg].level, msg, w, str_c(&text));
	str_free(&text);
	errno = saved;
	return -1;
}

void
diag_unheard(void *ctx, enum diag_level level, enum diag_msg msg,
        const struct where *w, const char *text)
{
	(void)ctx;
	(void)level;
	(void)msg;
	(void)w;
	(void)text;
}

int
diag_report(struct diag *dg, const struct where *w, enum diag_msg msg, ...)
{
	va_list ap;
	int rc;

	va_start(ap, msg);
	rc = vreport(dg, w, msg, ap);
	va_end(ap);
	return rc;
}

int
diag_file(struct diag *dg, const char *file, enum diag_msg msg, ...)
{
	struct where w = { .file = file };
	va_list ap;
	int rc;

	va_start(ap, msg);
	rc = vreport(dg, &w, msg, ap);
	va_end(ap);
	return rc;
}
