/* ink: the inks of a page as a press would lay them down.
 *
 * Ghostscript renders the trimmed pages to CMYK pixels, overprint and all, at
 * 144 dpi, one after the other through a pipe; nothing is kept but the one in
 * hand.  What counts for paper is not a single pixel but the mean over a
 * square of 15 mm (GWG 2022), found by sums over all squares.
 */
#include "check/ink.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "check/ctx.h"

#define SIDE_MAX 20000
#define WAIT_MS 120000 /* for a page */

extern char **environ;

static size_t
sum_of(const uint32_t *sum, size_t w, size_t x, size_t y, size_t side_x,
        size_t side_y)
{
	const uint32_t *a = sum + y * (w + 1), *b = a + side_y * (w + 1);

	/* wraps around and back: only the difference has to fit */
	return b[x + side_x] - b[x] - a[x + side_x] + a[x];
}

struct ink_page
ink_of_pixels(const unsigned char *p, size_t w, size_t h, size_t side)
{
	struct ink_page r = { { 0, 0, 0, 0 }, 0 };
	uint32_t *sum = xcalloc((w + 1) * (h + 1), sizeof(*sum));
	size_t sx = w < side ? w : side, sy = h < side ? h : side;
	uint64_t all[4] = { 0, 0, 0, 0 };
	size_t most = 0;

	for (size_t y = 0; y < h; y++) {
		uint32_t row = 0;

		for (size_t x = 0; x < w; x++, p += 4) {
			for (int i = 0; i < 4; i++)
				all[i] += p[i];
			row += (uint32_t)p[0] + p[1] + p[2] + p[3];
			sum[(y + 1) * (w + 1) + x + 1] =
			        sum[y * (w + 1) + x + 1] + row;
		}
	}
	for (size_t y = 0; y + sy <= h; y++)
		for (size_t x = 0; x + sx <= w; x++) {
			size_t s = sum_of(sum, w, x, y, sx, sy);

			most = s > most ? s : most;
		}
	for (int i = 0; i < 4 && w && h; i++)
		r.mean[i] = (unsigned short)(all[i] * 10000 / (255 * w * h));
	if (sx && sy)
		r.most = (unsigned short)((most * 100 / (sx * sy) + 127) / 255);
	free(sum);
	return r;
}

/* --- Ghostscript --- */

struct reader {
	int fd;
	unsigned char buf[65536];
	size_t at, n;
};

static int
fill(struct reader *r)
{
	struct pollfd p = { .fd = r->fd, .events = POLLIN };
	ssize_t n;

	if (poll(&p, 1, WAIT_MS) <= 0)
		return 0;
	do
		n = read(r->fd, r->buf, sizeof(r->buf));
	while (n < 0 && errno == EINTR);
	r->at = 0;
	r->n = n > 0 ? (size_t)n : 0;
	return n > 0;
}

static int
next_byte(struct reader *r)
{
	if (r->at == r->n && !fill(r))
		return -1;
	return r->buf[r->at++];
}

static int
read_bytes(struct reader *r, unsigned char *to, size_t n)
{
	while (n) {
		size_t k;

		if (r->at == r->n && !fill(r))
			return -1;
		k = r->n - r->at < n ? r->n - r->at : n;
		memcpy(to, r->buf + r->at, k);
		r->at += k;
		to += k;
		n -= k;
	}
	return 0;
}

/* A line of a PAM header: "WIDTH 595". */
static int
read_line(struct reader *r, char *line, size_t room)
{
	size_t n = 0;
	int c;

	while ((c = next_byte(r)) >= 0 && c != '\n')
		if (n + 1 < room)
			line[n++] = (char)c;
	line[n] = '\0';
	return c < 0 ? -1 : 0;
}

static size_t
value_of(const char *line, const char *key)
{
	size_t n = strlen(key), v = 0;

	if (strncmp(line, key, n) != 0)
		return 0;
	for (line += n; *line >= '0' && *line <= '9' && v < 1000000; line++)
		v = v * 10 + (size_t)(*line - '0');
	return v;
}

/* 1 and the page's inks; 0 at the end; -1 when it is broken. */
static int
read_page(struct reader *r, struct ink_page *page)
{
	char line[100];
	size_t w = 0, h = 0, v;
	unsigned char *p;
	int rc;

	if (read_line(r, line, sizeof(line)) < 0)
		return 0;
	if (strcmp(line, "P7") != 0)
		return -1;
	while (strcmp(line, "ENDHDR") != 0) {
		if (read_line(r, line, sizeof(line)) < 0)
			return -1;
		if ((v = value_of(line, "WIDTH ")) > 0)
			w = v;
		else if ((v = value_of(line, "HEIGHT ")) > 0)
			h = v;
		else if ((v = value_of(line, "DEPTH ")) > 0 && v != 4)
			return -1;
	}
	if (!w || !h || w > SIDE_MAX || h > SIDE_MAX)
		return -1;
	p = xmalloc(w * h * 4);
	rc = read_bytes(r, p, w * h * 4);
	if (rc == 0)
		*page = ink_of_pixels(p, w, h, 2 * INK_SQUARE - 1);
	free(p);
	return rc < 0 ? -1 : 1;
}

static pid_t
start(const char *path, int *fd)
{
	struct str name = STR_INIT;
	posix_spawn_file_actions_t fa;
	int pipes[2], rc;
	pid_t pid = -1;

	/* what begins with - or % means something else to Ghostscript */
	str_printf(&name, "%s%s", path[0] == '/' ? "" : "./", path);
	if (pipe(pipes) == 0) {
		const char *argv[] = { "gs", "-q", "-dSAFER", "-dBATCH",
			"-dNOPAUSE", "-dUseTrimBox", "-sDEVICE=pamcmyk32",
			"-r144", "-sstdout=%stderr", "-sOutputFile=-",
			str_c(&name), NULL };

		posix_spawn_file_actions_init(&fa);
		posix_spawn_file_actions_adddup2(&fa, pipes[1], 1);
		posix_spawn_file_actions_addopen(
		        &fa, 2, "/dev/null", 1 /* O_WRONLY */, 0);
		posix_spawn_file_actions_addclose(&fa, pipes[0]);
		rc = posix_spawnp(&pid, "gs", &fa, NULL,
		        (char *const *)(uintptr_t)argv, environ);
		posix_spawn_file_actions_destroy(&fa);
		close(pipes[1]);
		if (rc != 0) {
			pid = -1;
			close(pipes[0]);
		}
		*fd = pipes[0];
	}
	str_free(&name);
	return pid;
}

int
ink_measure(struct ink *ink, const char *path, struct diag *dg)
{
	struct reader *r = xcalloc(1, sizeof(*r));
	struct ink_page page;
	int rc = 0, status = 0, there = 1;
	pid_t pid = start(path, &r->fd);

	if (pid >= 0) {
		while ((rc = read_page(r, &page)) > 0)
			vec_add(&ink->page, page);
		if (rc < 0)
			kill(pid, SIGKILL);
		close(r->fd);
		while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
			;
	}
	vec_free_(r);
	/* 127: there is no such program */
	there = pid >= 0 && !(WIFEXITED(status) && WEXITSTATUS(status) == 127);
	if (there && (rc < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0))
		return diag_file(dg, path, MSG_INK_FAILED);
	return there;
}

void
ink_free(struct ink *ink)
{
	vec_free(&ink->page);
	vec_free(&ink->picture);
}

void
ink_judge(struct check *c, const struct ink *ink, unsigned profiles)
{
	unsigned limit = check_ink_limit(profiles);
	struct ctx x;

	if (!(profiles & (CHECK_PRINT | CHECK_NEWSPAPER)))
		return;
	memset(&x, 0, sizeof(x));
	x.out = c;
	x.profiles = profiles;
	for (size_t i = 0; i < ink->page.n; i++) {
		x.page = (int)i + 1;
		if (ink->page.p[i].most > limit)
			find_printf(&x, RULE_X_INK_AREA, NULL, "%u %%",
			        (unsigned)ink->page.p[i].most);
	}
}

void
ink_text(struct str *out, const struct ink *ink, const char *name)
{
	const char *by = ink->estimated ? "estimated from the page's operators"
	                                : "rendered by Ghostscript";

	for (size_t i = 0; i < ink->page.n; i++) {
		const struct ink_page *p = &ink->page.p[i];

		str_printf(out, "%s: page %zu:", name, i + 1);
		for (int k = 0; k < 4; k++) {
			str_printf(out, " %c ", "CMYK"[k]);
			str_put_fixed(out, p->mean[k], 2);
		}
		str_printf(out,
		        " %%, at most %u %% in a square of 15 mm (%s)\n",
		        (unsigned)p->most, by);
	}
	if (ink->left)
		str_printf(out,
		        "%s: %u things are not in the estimate: patterns, "
		        "soft masks, blending, or what cannot be decoded\n",
		        name, ink->left);
	for (size_t i = 0; i < ink->picture.n; i++) {
		const struct ink_picture *p = &ink->picture.p[i];

		str_printf(out, "%s: page %d", name, p->page);
		if (p->object)
			str_printf(out, ", object %d", p->object);
		str_printf(out, ": picture of %d x %d pixels, %d ppi\n", p->w,
		        p->h, p->ppi);
	}
}

void
ink_json(struct str *out, const struct ink *ink)
{
	str_printf(out, ",\n\"ink\":{\"by\":\"%s\",\"left\":%u,\"pages\":[",
	        ink->estimated ? "estimate" : "Ghostscript", ink->left);
	for (size_t i = 0; i < ink->page.n; i++) {
		const struct ink_page *p = &ink->page.p[i];

		str_puts(out, i ? ",\n[" : "\n[");
		for (int k = 0; k < 4; k++) {
			str_put_fixed(out, p->mean[k], 2);
			str_putc(out, ',');
		}
		str_printf(out, "%u]", (unsigned)p->most);
	}
	str_puts(out, "]},\n\"pictures\":[");
	for (size_t i = 0; i < ink->picture.n; i++) {
		const struct ink_picture *p = &ink->picture.p[i];

		str_printf(out,
		        "%s\n{\"page\":%d,\"object\":%d,\"width\":%d,"
		        "\"height\":%d,\"ppi\":%d}",
		        i ? "," : "", p->page, p->object, p->w, p->h, p->ppi);
	}
	str_putc(out, ']');
}
