/* dates_unspaced: what dates of Thai, Lao and Khmer are made of.  Private to
 * dates. */
#ifndef BANTIN_FILTERS_DATES_UNSPACED_H
#define BANTIN_FILTERS_DATES_UNSPACED_H

#include <stdint.h>

#include "base/str.h"

#define BUDDHIST 543 /* years before ours */

/* Bytes of the month's name, with the word for "month" before it, that text
 * begins with; 0: none. */
size_t
unspaced_month(struct span text, int *month);
/* Of the common era; one that is no Buddhist year stays. */
int
unspaced_year(int year);
/* The value of a figure of these scripts; -1. */
int
unspaced_figure(uint32_t cp);

#endif
