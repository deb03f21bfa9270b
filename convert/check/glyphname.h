/* glyphname: names of glyphs that stand for characters. */
#ifndef BANTIN_CHECK_GLYPHNAME_H
#define BANTIN_CHECK_GLYPHNAME_H

int
glyphname_known(const char *s);

#endif
