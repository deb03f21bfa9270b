#!/bin/sh
# The whole of it: unpack, dump, label, train, answer by folds, judge.
#
#	cross.sh WORK [SETTING=NUMBER ...]
#
# From the root of the repository, after make; WORK gets everything, at last
# WORK/m.inc, the table for filters/extract/model.inc.  Settings are train's.
set -eu
W=$1
shift
T=tests/tools/extract
S=../shared/tools/score_extraction.py
C=../shared/corpora/extraction
PKGS=$(awk '/^PKGS =/ { on = 1; sub(/^PKGS =/, "") }
	on { more = sub(/\\$/, ""); print; if (!more) exit }' Makefile)
mkdir -p "$W"
for t in dump train answer; do
	# shellcheck disable=SC2046,SC2086
	cc -std=c17 -O3 -D_GNU_SOURCE -Iconvert -I. -Ibuild/gen \
		$(pkg-config --cflags $PKGS) $T/$t.c -o "$W/$t" \
		build/libfilters.a build/libcss.a build/libdoc.a \
		build/libbase.a $(pkg-config --libs $PKGS) -lgif -lm
done
python3 $T/prepare.py $C "$W"
"$W/dump" "$W/list" "$W/features" "$W/blocks"
python3 $T/label.py $C "$W/blocks" "$W/labels"
"$W/train" "$W/features" "$W/labels" "$W/m" "$@"
"$W/answer" "$W/list.raw" "$W/m" "$W/out" "$W/decided"
python3 $T/judge.py $S $C "$W/out" "$W/decided"
