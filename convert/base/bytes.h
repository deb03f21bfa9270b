/* bytes: numbers as most file formats hold them, the high byte first. */
#ifndef BANTIN_BASE_BYTES_H
#define BANTIN_BASE_BYTES_H

#include <stdint.h>

/* Of the two bytes at p. */
static inline uint32_t
be16(const void *p)
{
	const unsigned char *u = p;

	return (uint32_t)u[0] << 8 | u[1];
}

/* Of the four. */
static inline uint32_t
be32(const void *p)
{
	const unsigned char *u = p;

	return be16(u) << 16 | be16(u + 2);
}

#endif
