/* unit: lengths of layout, in integers of 1/1024 pt (DESIGN 4).
 * 32 bits reach 740 m; sums over a whole flow use int64_t. */
#ifndef BANTIN_BASE_UNIT_H
#define BANTIN_BASE_UNIT_H

#include <stdint.h>

typedef int32_t unit;

#define PT 1024
#define UNIT_MAX INT32_MAX
#define unit_from_mm(mm) ((unit)((int64_t)(mm)*72 * PT * 10 / 254))
#define unit_from_px(px) ((unit)((int64_t)(px)*3 * PT / 4))

/* a * b / c, rounded half away from zero, without overflow inside. */
static inline unit
unit_muldiv(int64_t a, int64_t b, int64_t c)
{
	int64_t v = a * b;

	return (unit)((v >= 0 ? v + c / 2 : v - c / 2) / c);
}

#endif
