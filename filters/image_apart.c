/* image_apart: the less common forms are decoded in a process of their own.
 *
 * Their decoders are large and young, and a drawing can be made to take for
 * ever.  So a child does it, which has a limit of processor time; what it
 * gives back over a pipe is a JPEG or PNG, and is checked like one that came
 * from outside.  If it falls or takes too long, that costs the picture, not
 * its article.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "filters/images.h"

#define SECONDS 5 /* of processor time, or a sixth of the article's */
#define WHY 100

struct head { /* what comes first over the pipe */
	enum image_fault fault;
	char why[WHY];
	int moves;
	unsigned css_width, css_height;
	size_t file, clean; /* bytes that follow */
};

static enum image_fault
decode(struct span in, const char *type, const struct limits *lim,
        struct image_pixels *px, struct str *clean, const char **why)
{
	enum image_fault fault;

	switch (type[0]) {
	case 'W':
		return webp_read(in, lim, px, why);
	case 'G':
		return gif_read(in, lim, px, why);
	case 'A':
		return avif_read(in, lim, px, why);
	default:
		fault = svg_clean(in, clean, why);
		return fault == IMAGE_FINE
		               ? svg_draw(str_span(clean), lim, px, why)
		               : fault;
	}
}

static int
limit_self(const struct limits *lim)
{
	rlim_t s = lim->article_ms ? (rlim_t)lim->article_ms / 6000 : SECONDS;
	struct rlimit cpu = { s < 1 ? 1 : s > SECONDS ? SECONDS : s, 0 };
	struct rlimit none = { 0, 0 };

	cpu.rlim_max = cpu.rlim_cur;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	return setrlimit(RLIMIT_CPU, &cpu) | setrlimit(RLIMIT_CORE, &none);
}

static int
child(int fd, struct span in, const char *type, const struct limits *lim)
{
	struct image_pixels px = { 0 };
	struct str clean = STR_INIT, file = STR_INIT;
	struct head h = { .fault = IMAGE_DAMAGED };
	enum asset_type form;
	const char *why = "";

	if (limit_self(lim) != 0)
		return 1;
	h.fault = decode(in, type, lim, &px, &clean, &why);
	if (h.fault == IMAGE_FINE && image_encode(&px, &file, &form) < 0)
		h.fault = IMAGE_TOO_BIG;
	snprintf(h.why, sizeof(h.why), "%s", why);
	h.moves = px.moves;
	h.css_width = px.css_width;
	h.css_height = px.css_height;
	h.file = file.len;
	h.clean = clean.len;
	return file_put(fd, &h, sizeof(h)) < 0 ||
	       file_put(fd, file.s, file.len) < 0 ||
	       file_put(fd, clean.s, clean.len) < 0;
}

static void
get_all(int fd, struct str *s)
{
	ssize_t k;

	for (;;) {
		str_reserve(s, 65536);
		k = read(fd, s->s + s->len, 65536);
		if (k > 0)
			s->len += (size_t)k;
		else if (k == 0 || errno != EINTR)
			break;
	}
	s->s[s->len] = '\0';
}

/* What the child has said, as far as it makes sense. */
static enum image_fault
understand(const struct str *said, struct image_apart *r)
{
	struct head h;
	size_t n = sizeof(h);

	if (said->len < n)
		return IMAGE_DAMAGED;
	memcpy(&h, said->s, n);
	h.why[WHY - 1] = '\0';
	snprintf(r->why, sizeof(r->why), "%s", h.why);
	if (h.fault != IMAGE_FINE)
		return h.fault == IMAGE_TOO_BIG ? IMAGE_TOO_BIG : IMAGE_DAMAGED;
	if (h.file > said->len - n || h.clean != said->len - n - h.file)
		return IMAGE_DAMAGED;
	str_add(&r->file, said->s + n, h.file);
	str_add(&r->clean, said->s + n + h.file, h.clean);
	r->moves = h.moves;
	r->css_width = h.css_width;
	r->css_height = h.css_height;
	return IMAGE_FINE;
}

enum image_fault
image_apart(struct span in, const char *type, const struct limits *lim,
        struct image_apart *r)
{
	struct str said = STR_INIT;
	enum image_fault fault;
	int fd[2], status = 0;
	pid_t pid;

	memset(r, 0, sizeof(*r));
	snprintf(r->why, sizeof(r->why), "its decoder could not start");
	if (pipe(fd) != 0)
		return IMAGE_DAMAGED;
	/* Loaded here, the next child has it, too. */
	if (*type == 'A')
		avif_missing();
	pid = fork();
	if (pid == 0)
		_exit(child(fd[1], in, type, lim));
	close(fd[1]);
	if (pid > 0)
		get_all(fd[0], &said);
	close(fd[0]);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (pid > 0)
		snprintf(r->why, sizeof(r->why),
		        WIFSIGNALED(status) &&
		                        (WTERMSIG(status) == SIGXCPU ||
		                                WTERMSIG(status) == SIGKILL)
		                ? "it takes too long"
		                : "its decoder failed");
	fault = understand(&said, r);
	str_free(&said);
	return fault;
}

void
image_apart_free(struct image_apart *r)
{
	str_free(&r->file);
	str_free(&r->clean);
}
