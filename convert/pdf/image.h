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
int
pdf_images_object(const struct pdf *pdf, int index);

#endif
