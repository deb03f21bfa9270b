/* meta_words: Vietnamese words of lines about a text.  Private to meta. */
#ifndef BANTIN_FILTERS_META_WORDS_H
#define BANTIN_FILTERS_META_WORDS_H

#include "filters/meta.h"

/* In small letters, NULL last: lines that tell who wrote; who put it on the
 * page, which is less; where it was taken from; who signs where no person
 * does; mottos above official documents; ranks; what persons are by trade. */
extern const char *const words_signs[];
extern const char *const words_posters[];
extern const char *const words_sources[];
extern const char *const words_genres[];
extern const char *const words_grounds[];
extern const char *const words_offices[];
extern const char *const words_mottos[];
extern const char *const words_ranks[];
extern const char *const words_callings[];

/* Bytes of the word that t begins with, after a bracket, whatever its case;
 * 0: none of them. */
size_t
begins_any(struct span t, const char *const *words);
/* "ThS. Vũ Thị Ánh – Khoa Ngoại": without the office. */
struct span
before_office(struct span t);

#endif
