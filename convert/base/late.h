/* late: libraries that are opened when they are first needed.
 *
 * Some bring a dozen others, whose loading would double the start of every
 * run.  CALLS(F) lists what is called of one as F(name).  LATE_CALLS defines
 * struct NAME, a member a function, and LATE_LOAD defines NAME_load() that
 * fills it: 0, or -1 where the library is not installed or lacks one.
 * dlopen() counts, and what is loaded stays: types of GObject, for one, cannot
 * be unloaded.
 */
#ifndef BANTIN_BASE_LATE_H
#define BANTIN_BASE_LATE_H

#include <dlfcn.h>

#define LATE_MEMBER(name) __typeof__(name) *name;
#define LATE_FIND(name)                                                        \
	ok = ok && (*(void **)(void *)&to->name = dlsym(lib, #name)) != NULL;

#define LATE_CALLS(NAME, CALLS)                                                \
	struct NAME {                                                          \
		CALLS(LATE_MEMBER)                                             \
	};

#define LATE_LOAD(NAME, LIBRARY, CALLS)                                        \
	static int NAME##_load(struct NAME *to)                                \
	{                                                                      \
		void *lib = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL);           \
		int ok = lib != NULL;                                          \
                                                                               \
		CALLS(LATE_FIND)                                               \
		return ok ? 0 : -1;                                            \
	}

#endif
