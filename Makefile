# bantin: make, make demo, make check; the rest is in `make help`.
#
# Files are globbed, never listed.  Each room of convert/ and filters/ becomes
# one archive; a unit test tests/unit/ROOM_topic.c is linked with its room and
# the rooms below alone, so the linker checks who may use whom.

MAKEFLAGS += --no-builtin-rules
SHELL = /bin/sh
.SUFFIXES:
.DELETE_ON_ERROR:

VERSION = 0.1.0
PREFIX = /usr/local
DESTDIR =
B = build

CC = cc
OPT = -O2
WERROR =
EXTRA =
PKGS = libxml-2.0 gumbo harfbuzz harfbuzz-subset fontconfig fribidi \
	libutf8proc libfyaml jansson libzip nettle libjpeg libpng zlib
# Looked up once; system headers are not held to our warnings.
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null | \
	sed 's/-I/-isystem /g')
PKG_LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null)

WARN = -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	-Wpointer-arith -Wcast-qual -Wwrite-strings -Wformat=2 -Wundef -Wvla \
	-Wimplicit-fallthrough $(WERROR)
CFLAGS = -std=c17 $(OPT) -g $(WARN) $(EXTRA)
CPPFLAGS = -D_GNU_SOURCE -DBANTIN_VERSION='"$(VERSION)"' \
	-DBANTIN_DATADIR='"$(PREFIX)/share/bantin"' \
	-Iconvert -I. -I$(B)/gen $(PKG_CFLAGS)
LDLIBS = $(PKG_LIBS) -lhpdf -lhyphen -lm

# Top to bottom as linked: each may use those to its right.
ROOMS = run pdf layout epub text css filters doc base
src = $(sort $(wildcard $(if $(filter filters,$(1)),filters,convert/$(1))/*.c) \
	$(wildcard $(if $(filter filters,$(1)),filters,convert/$(1))/*/*.c))
objs = $(patsubst %.c,$(B)/obj/%.o,$(call src,$(1)))
gensrc = $(filter $(B)/gen/$(1)_%.c,$(GEN))
# Generated sources: convert/ROOM/NAME.awk makes build/gen/ROOM_NAME.c
GEN = $(foreach f,$(wildcard convert/*/*.awk),$(B)/gen/$(subst /,_,$(patsubst \
	convert/%.awk,%,$(f))).c)
LIBS = $(foreach r,$(ROOMS),$(B)/lib$(r).a)
# What unit tests of a room link with: it and what is below.
below_base = base
below_doc = doc base
below_filters = filters doc base
below_css = css doc base
below_text = text css doc base
below_epub = epub text css doc base
below_layout = layout text css doc base
below_pdf = pdf layout text css doc base
below_run = $(ROOMS)

.PHONY: all
all: $(B)/bantin

define room
$(B)/lib$(1).a: $$(call objs,$(1)) \
		$$(patsubst $(B)/gen/%.c,$(B)/obj/gen/%.o,$$(call gensrc,$(1)))
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call room,$(r))))

$(B)/bantin: $(B)/obj/convert/main.o $(LIBS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< -Wl,--start-group $(LIBS) \
		-Wl,--end-group $(LDLIBS)

$(B)/obj/%.o: %.c | generated
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/obj/gen/%.o: $(B)/gen/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Unicode's own tables make ours (package unicode-data).
UCD = /usr/share/unicode
$(B)/gen/text_linebreak_table.c: convert/text/linebreak_table.awk
	@mkdir -p $(@D)
	LC_ALL=C awk -f $< $(UCD)/LineBreak.txt $(UCD)/EastAsianWidth.txt \
		$(UCD)/UnicodeData.txt $(UCD)/emoji/emoji-data.txt >$@.tmp
	@mv $@.tmp $@

.PHONY: generated
generated:

# Unit tests: build/unit/ROOM_topic
.SECONDEXPANSION:
$(B)/unit/%: $(B)/obj/tests/unit/%.o \
		$$(foreach r,$$(below_$$(firstword $$(subst _, ,$$*))),$(B)/lib$$(r).a)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka
UNIT = $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/$(ROOM)*.c))

.PHONY: unit
unit: $(UNIT)
	@for t in $(UNIT); do CMOCKA_MESSAGE_OUTPUT=stdout $$t || exit 1; done

.PHONY: clean
clean:
	rm -rf $(B)

-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)
