/* store: a folder with
 *	assets/SHA256.jpg|png	images, named by their bytes
 *	articles/KEY.xhtml	articles written down by article_write()
 *
 * An entry is written beside and renamed, so readers and other writers only
 * ever see whole ones, and two that put the same bytes do no harm.  Nothing
 * is synced: after a crash of the machine an entry may be damaged, therefore
 * an article carries the SHA-256 of its bytes and an asset's name is that; a
 * lasting store is checked on reading, and what does not agree is removed and
 * reported (a store is only a cache: the next run makes it again).
 *
 * A struct store serves one thread; processes may share the folder.
 */
#include "doc/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "doc/store_sweep.h"
#include "doc/xhtml.h"

#define TEMP_NAME "bantin-store-"
#define SUM_OPEN "<!--sha256:"
#define SUM_CLOSE "-->\n"
#define SUM_LEN (sizeof(SUM_OPEN) - 1 + SHA256_HEX + sizeof(SUM_CLOSE) - 1)
#define ENTRY_MAX ((size_t)1 << 30)
#define READ_MAX ((size_t)256 * 1024) /* of assets that are not mapped */

struct store {
	char *dir;
	int lock; /* of a temporary store's folder, else -1 */
	int temporary;
	pid_t owner; /* a forked worker must not remove it */
	unsigned serial;
	struct map known; /* assets that are there and were checked */
};

static const char *const folders[] = { "assets", "articles" };

static int
fail(struct diag *dg, const char *path, int err)
{
	return diag_file(dg, path,
	        err == ENOSPC || err == EDQUOT ? MSG_WRITE_FULL
	                                       : MSG_STORE_WRITE,
	        strerror(err));
}

static char *
entry_path(const struct store *s, const char *name)
{
	struct str path = STR_INIT;

	str_printf(&path, "%s/%s", s->dir, name);
	return str_detach(&path);
}

/* Remove a temporary store: two levels, files and folders of our making. */
static void
remove_tree(const char *dir)
{
	size_t i;

	for (i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		struct str sub = STR_INIT;
		struct dirent *e;
		DIR *d;

		str_printf(&sub, "%s/%s", dir, folders[i]);
		d = opendir(sub.s);
		while (d && (e = readdir(d)))
			if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
				unlinkat(dirfd(d), e->d_name, 0);
		if (d)
			closedir(d);
		rmdir(sub.s);
		str_free(&sub);
	}
	rmdir(dir);
}

static int
lock_dir(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NOFOLLOW);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/* Remove temporary stores that a killed run has left: ours by owner, their
 * process gone, their lock free. */
static void
sweep_stale(const char *tmp)
{
	struct dirent *e;
	DIR *d = opendir(tmp);

	while (d && (e = readdir(d))) {
		const char *p = e->d_name;
		struct str path = STR_INIT;
		struct stat st;
		long pid = 0;
		int fd;

		if (strncmp(p, TEMP_NAME, sizeof(TEMP_NAME) - 1))
			continue;
		for (p += sizeof(TEMP_NAME) - 1;
		        *p >= '0' && *p <= '9' && pid < 100000000; p++)
			pid = pid * 10 + (*p - '0');
		if (*p != '-' || pid <= 0 || !kill((pid_t)pid, 0) ||
		        errno != ESRCH)
			continue;
		str_printf(&path, "%s/%s", tmp, e->d_name);
		fd = lock_dir(path.s);
		if (fd >= 0 && !fstat(fd, &st) && st.st_uid == geteuid())
			remove_tree(path.s);
		if (fd >= 0)
			close(fd);
		str_free(&path);
	}
	if (d)
		closedir(d);
}

static int
make_temporary(struct store *s, struct diag *dg)
{
	const char *tmp = getenv("TMPDIR");
	struct str dir = STR_INIT;

	if (!tmp || !*tmp)
		tmp = "/tmp";
	sweep_stale(tmp);
	str_printf(&dir, "%s/" TEMP_NAME "%ld-XXXXXX", tmp, (long)getpid());
	if (!mkdtemp(dir.s)) {
		int err = errno;

		fail(dg, dir.s, err);
		str_free(&dir);
		return -1;
	}
	s->dir = str_detach(&dir);
	s->temporary = 1;
	store_sweep_set(s->dir);
	s->lock = lock_dir(s->dir);
	return 0;
}

struct store *
store_open(const char *dir, struct diag *dg)
{
	struct store *s = xcalloc(1, sizeof(*s));
	size_t i;

	s->lock = -1;
	s->owner = getpid();
	if (dir)
		s->dir = xstrdup(dir);
	else if (make_temporary(s, dg) < 0) {
		free(s);
		return NULL;
	}
	for (i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		char *path = entry_path(s, folders[i]);
		int rc = file_mkdirs(path, dg);

		free(path);
		if (rc < 0) {
			store_close(s);
			return NULL;
		}
	}
	return s;
}

void
store_close(struct store *s)
{
	if (!s)
		return;
	if (s->temporary && s->owner == getpid()) {
		store_sweep_set(NULL);
		remove_tree(s->dir);
	}
	if (s->lock >= 0)
		close(s->lock);
	map_free(&s->known);
	free(s->dir);
	free(s);
}

const char *
store_dir(const struct store *s)
{
	return s->dir;
}

static int
write_all(int fd, struct span bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		bytes.p += n;
		bytes.n -= (size_t)n;
	}
	return 0;
}

/* Write an entry beside and rename it.  The parts follow each other. */
static int
put_entry(struct store *s, const char *path, const struct span *part, int n,
        struct diag *dg)
{
	struct str temp = STR_INIT;
	int err = 0;
	int fd;
	int i;

	do {
		str_truncate(&temp, 0);
		str_printf(&temp, "%s.%ld-%u.tmp", path, (long)getpid(),
		        s->serial++);
		fd = open(
		        temp.s, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	} while (fd < 0 && (errno == EEXIST || errno == EINTR));
	if (fd < 0)
		err = errno;
	for (i = 0; i < n && !err; i++)
		if (write_all(fd, part[i]) < 0)
			err = errno;
	if (fd >= 0 && close(fd) < 0 && !err)
		err = errno;
	if (!err && rename(temp.s, path) < 0)
		err = errno;
	if (err && fd >= 0)
		unlink(temp.s);
	str_free(&temp);
	return err ? fail(dg, path, err) : 0;
}

static const char *
extension(enum asset_type type)
{
	static const char *const name[] = {
		[ASSET_JPEG] = "jpg",
		[ASSET_PNG] = "png",
		[ASSET_WEBP] = "webp",
		[ASSET_AVIF] = "avif",
		[ASSET_SVG] = "svg",
	};

	return name[type];
}

static void
asset_name(const char *hash, enum asset_type type, char out[80])
{
	struct str s = STR_INIT;

	str_printf(&s, "assets/%.64s.%s", hash, extension(type));
	memcpy(out, s.s, s.len + 1);
	str_free(&s);
}

void
store_asset_name(const struct asset *as, char out[80])
{
	asset_name(as->hash, as->type, out);
}

int
store_original_name(const struct asset *as, char out[80])
{
	if (!as->original[0])
		return -1;
	asset_name(as->original, as->original_type, out);
	return 0;
}

int
store_put_asset(struct store *s, struct span bytes, enum asset_type type,
        char hash[SHA256_HEX + 1], struct diag *dg)
{
	char name[80];
	struct stat st;
	char *path;
	int rc = 0;

	sha256_hex(bytes.p, bytes.n, hash);
	asset_name(hash, type, name);
	if (map_has(&s->known, span_of(name)))
		return 0;
	path = entry_path(s, name);
	if (stat(path, &st) < 0 || !S_ISREG(st.st_mode) ||
	        (size_t)st.st_size != bytes.n)
		rc = put_entry(s, path, &bytes, 1, dg);
	if (!rc)
		map_put(&s->known, span_of(name));
	free(path);
	return rc;
}

/* Is this "assets/HASH.EXT", and nothing else?  Names come from documents. */
static int
is_asset_name(const char *name)
{
	size_t i;

	if (strncmp(name, "assets/", 7))
		return 0;
	name += 7;
	for (i = 0; i < SHA256_HEX; i++)
		if (!((name[i] >= '0' && name[i] <= '9') ||
		            (name[i] >= 'a' && name[i] <= 'f')))
			return 0;
	for (int t = ASSET_JPEG; t <= ASSET_SVG; t++)
		if (name[i] == '.' &&
		        !strcmp(name + i + 1, extension((enum asset_type)t)))
			return 1;
	return 0;
}

/* A lasting store may have been damaged since; each asset is hashed once. */
static int
asset_is_whole(struct store *s, const char *name, struct span bytes)
{
	char hash[SHA256_HEX + 1];

	if (s->temporary || map_get(&s->known, span_of(name)))
		return 1;
	sha256_hex(bytes.p, bytes.n, hash);
	if (memcmp(hash, name + 7, SHA256_HEX))
		return 0;
	*map_put(&s->known, span_of(name)) = s;
	return 1;
}

/* The bytes of an open file; p NULL with errno set when that fails.  To map a
 * picture and let it go costs more than to read it, up to a size. */
static struct span
file_bytes(int fd, size_t n)
{
	char *p;
	ssize_t got;

	if (n > READ_MAX) {
		void *map = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);

		return (struct span){ map == MAP_FAILED ? NULL : map, n };
	}
	p = xmalloc(n + 1);
	p[n] = '\0'; /* for store_take() */
	got = file_pread(fd, p, n, 0);
	if (got == (ssize_t)n)
		return (struct span){ p, n };
	free(p);
	if (got >= 0)
		errno = EIO; /* the file is shorter by now */
	return (struct span){ NULL, 0 };
}

struct span
store_map(struct store *s, const char *name, struct diag *dg)
{
	struct span none = { NULL, 0 };
	struct span bytes = none;
	struct stat st;
	char *path;
	int fd;

	if (!is_asset_name(name)) {
		diag_report(dg, NULL, MSG_STORE_NAME, name);
		return none;
	}
	path = entry_path(s, name);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0 || fstat(fd, &st) < 0) {
		diag_file(dg, path, MSG_STORE_READ, strerror(errno));
	} else if (!S_ISREG(st.st_mode) || st.st_size <= 0) {
		unlink(path);
		diag_file(dg, path, MSG_STORE_DAMAGED);
	} else {
		bytes = file_bytes(fd, (size_t)st.st_size);
		if (!bytes.p)
			diag_file(dg, path, MSG_STORE_READ, strerror(errno));
	}
	if (bytes.p && !asset_is_whole(s, name, bytes)) {
		unlink(path);
		store_unmap(bytes);
		bytes = none;
		diag_file(dg, path, MSG_STORE_DAMAGED);
	}
	if (fd >= 0)
		close(fd);
	free(path);
	return bytes;
}

void
store_unmap(struct span bytes)
{
	union {
		const char *c;
		void *p;
	} u = { .c = bytes.p };

	if (bytes.p && bytes.n > READ_MAX)
		munmap(u.p, bytes.n);
	else
		free(u.p);
}

int
store_take(struct store *s, const char *name, struct str *out, struct diag *dg)
{
	struct span bytes = store_map(s, name, dg);
	union {
		const char *c;
		char *p;
	} u = { .c = bytes.p };

	str_free(out);
	if (!bytes.p)
		return -1;
	if (bytes.n <= READ_MAX) {
		*out = (struct str){
			.s = u.p, .len = bytes.n, .cap = bytes.n + 1
		};
		return 0;
	}
	str_put_span(out, bytes);
	store_unmap(bytes);
	return 0;
}

struct span
store_head(struct store *s, const char *name, char *buf, size_t n)
{
	ssize_t got = -1;
	char *path;
	int fd;

	if (is_asset_name(name) &&
	        (s->temporary || map_get(&s->known, span_of(name)))) {
		path = entry_path(s, name);
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
		if (fd >= 0) {
			got = file_pread(fd, buf, n, 0);
			close(fd);
		}
		free(path);
	}
	return got > 0 ? (struct span){ buf, (size_t)got }
	               : (struct span){ NULL, 0 };
}

/* Keys are made by bantin: letters, digits, '-' and '_', at most 64.  The
 * caller's, or NULL after a diagnostic. */
static char *
article_path(const struct store *s, const char *key, struct diag *dg)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
	                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
	struct str name = STR_INIT;
	size_t n = strlen(key);
	char *path;

	if (!n || n > 64 || strspn(key, allowed) != n) {
		diag_report(dg, NULL, MSG_STORE_NAME, key);
		return NULL;
	}
	str_printf(&name, "articles/%s.xhtml", key);
	path = entry_path(s, name.s);
	str_free(&name);
	return path;
}

int
store_put_article(struct store *s, const char *key, const struct article *a,
        struct diag *dg)
{
	struct str doc = STR_INIT;
	char hex[SHA256_HEX + 1];
	struct span part[4];
	char *path = article_path(s, key, dg);
	int rc;

	if (!path)
		return -1;
	article_write(&doc, a);
	sha256_hex(doc.s, doc.len, hex);
	part[0] = str_span(&doc);
	part[1] = SPAN_LIT(SUM_OPEN);
	part[2] = (struct span){ hex, SHA256_HEX };
	part[3] = SPAN_LIT(SUM_CLOSE);
	rc = put_entry(s, path, part, 4, dg);
	str_free(&doc);
	free(path);
	return rc;
}

/* Take the checksum off the end; 0 when there is none, or a lasting store's
 * is wrong. */
static int
check_sum(const struct store *s, struct str *doc)
{
	char hex[SHA256_HEX + 1];
	const char *sum;

	if (doc->len < SUM_LEN)
		return 0;
	sum = doc->s + doc->len - SUM_LEN;
	if (memcmp(sum, SUM_OPEN, sizeof(SUM_OPEN) - 1))
		return 0;
	if (!s->temporary) {
		sha256_hex(doc->s, doc->len - SUM_LEN, hex);
		if (memcmp(sum + sizeof(SUM_OPEN) - 1, hex, SHA256_HEX))
			return 0;
	}
	str_truncate(doc, doc->len - SUM_LEN);
	return 1;
}

typedef struct article *
read_fn(struct span, const char *, struct diag *);

static struct article *
get(struct store *s, const char *key, read_fn *read, struct diag *dg)
{
	struct article *a = NULL;
	struct str doc = STR_INIT;
	char *path = article_path(s, key, dg);

	if (!path)
		return NULL;
	if (!file_read(path, ENTRY_MAX, &doc, dg)) {
		if (check_sum(s, &doc)) {
			a = read(str_span(&doc), path, dg);
		} else {
			unlink(path);
			diag_file(dg, path, MSG_STORE_DAMAGED);
		}
	}
	str_free(&doc);
	free(path);
	return a;
}

struct article *
store_get_article(struct store *s, const char *key, struct diag *dg)
{
	return get(s, key, article_read, dg);
}

struct article *
store_get_text(struct store *s, const char *key, struct diag *dg)
{
	return get(s, key, article_read_text, dg);
}

struct article *
store_get_tree(struct store *s, const char *key, struct diag *dg)
{
	return get(s, key, article_read_tree, dg);
}
