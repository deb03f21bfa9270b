/* image: assets of the store as image XObjects. */
#ifndef BANTIN_PDF_IMAGE_H
#define BANTIN_PDF_IMAGE_H

#include "base/hash.h"
#include "base/vec.h"
#include "pdf/writer.h"

struct images;

struct images *
pdf_images_new(void);
void
pdf_images_free(struct images *im);
/* Index of the asset, /I<index> in content; noted once in uses. */
int
pdf_images_use(struct pdf *pdf, const char *asset, struct pdf_uses *uses);
/* It is shown so large on a page: for its resolution. */
void
pdf_images_place(struct pdf *pdf, int index, unit w, unit h, const char *label);
/* For print: pictures that are too small for their size, each once. */
void
pdf_images_report(struct pdf *pdf);
int
pdf_images_object(const struct pdf *pdf, int index);

#endif
