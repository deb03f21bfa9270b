/* sandbox: what a process that reads strangers' pages and pictures may still
 * do.  A fault in a decoder is then a fault in a process that sees its inputs
 * and its store, and nothing else of the machine.
 *
 * Landlock (landlock(7)) names the files; seccomp (seccomp(2)) takes away the
 * calls that cleaning never makes: sockets, programs, signals to others,
 * owners and modes of files, everything that only an administrator needs.
 * What the kernel lacks is left out: `bantin doctor` tells.
 */
#ifndef BANTIN_RUN_SANDBOX_H
#define BANTIN_RUN_SANDBOX_H

enum sandbox_access { SANDBOX_READ, SANDBOX_WRITE };

struct sandbox {
	int ruleset; /* file descriptor; -1: the kernel has no Landlock */
	int abi; /* of Landlock; 0: none */
};

/* Rules that allow what the C library and the decoders need, and no more.
 * BANTIN_SANDBOX=off in the environment makes a sandbox that stops nothing. */
void
sandbox_open(struct sandbox *sb);
void
sandbox_close(struct sandbox *sb);

/* A file, or a folder with all below it.  What is not there is passed over. */
void
sandbox_allow(
        const struct sandbox *sb, const char *path, enum sandbox_access access);

/* The calling process and its children are held to it, for good.  0 when both
 * walls stand; -1 when one could not be put up, and the other may stand. */
int
sandbox_enter(const struct sandbox *sb);

#endif
