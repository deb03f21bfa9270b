/* proof: the preflight over what bantin itself has written. */
#ifndef BANTIN_RUN_PROOF_H
#define BANTIN_RUN_PROOF_H

#include "base/file.h"
#include "run/output.h"

/* Checks the PDF that out holds: PDF/A-2u and PDF/UA-1, and for print also
 * PDF/X-4 and the press.  What bantin should never write is an error of its
 * own: -1 after diagnostics, and a copy is kept at PATH.refused.  What comes
 * from the articles or the style is a warning. */
int
proof_pdf(const struct target *t, struct publish *out, struct diag *dg);

#endif
