/* image_late: libraries that are opened when the first picture of their kind
 * comes.
 *
 * Some bring a dozen others, whose loading would double the start of every
 * run.  CALLS(F) lists what is called of one as F(name).  LATE_LIBRARY defines
 * struct NAME, a member a function, and NAME_load() that fills it: 0, or -1
 * where the library is not installed or lacks one.  dlopen() counts, and what
 * is loaded stays: types of GObject, for one, cannot be unloaded.
 */
#ifndef BANTIN_FILTERS_IMAGE_LATE_H
#define BANTIN_FILTERS_IMAGE_LATE_H

#include <dlfcn.h>

#define LATE_MEMBER(name) __typeof__(name) *name;
#define LATE_FIND(name)                                                        \
	ok = ok && (*(void **)(void *)&to->name = dlsym(lib, #name)) != NULL;

#define LATE_LIBRARY(NAME, LIBRARY, CALLS)                                     \
	struct NAME {                                                          \
		CALLS(LATE_MEMBER)                                             \
	};                                                                     \
                                                                               \
	static int NAME##_load(struct NAME *to)                                \
	{                                                                      \
		void *lib = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);            \
		int ok = lib != NULL;                                          \
                                                                               \
		CALLS(LATE_FIND)                                               \
		return ok ? 0 : -1;                                            \
	}

#endif
