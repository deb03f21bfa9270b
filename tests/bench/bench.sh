#!/bin/sh
# Speed and memory beside peers, in the same run: CPU seconds (user + system,
# with children) and peak memory, and the ratio to bantin. Peers that are not
# installed are left out. usage: tests/bench/bench.sh BUILD [ARTICLES]
set -u
cd "$(dirname "$0")/../.." || exit 1
B=$(realpath "$1")
bantin=$B/bantin
shared=$PWD/../shared
n=${2:-1000}
export BANTIN_STYLES="$PWD/styles"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$B/bench/decode"
gen=../shared/tools/gen_corpus.py
if [ ! -f "$gen" ]; then
	echo "skipped: $gen is not there"
	exit 0
fi
/usr/bin/python3 "$gen" "$work" >/dev/null
cd "$work" || exit 1
list=$(cd year && find . -name 'a*.html' | sort | head -n "$n" | sed 's,^\./,year/,')

# measure NAME COMMAND...: prints name, CPU s, wall s, peak MB
measure() {
	name=$1
	shift
	python3 - "$name" "$@" <<-'P'
	import os, resource, subprocess, sys, time
	t = time.time()
	rc = subprocess.call(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
	u = resource.getrusage(resource.RUSAGE_CHILDREN)
	print('%-28s %8.2f s CPU %8.2f s wall %8.0f MB%s' % (sys.argv[1], u.ru_utime + u.ru_stime,
	      time.time() - t, u.ru_maxrss / 1024, '' if rc == 0 else '  exit %d' % rc))
	P
}

echo "stages, $n articles made for this"
# shellcheck disable=SC2086
"$B/bench/stages" $list
mkdir real
find "$shared/corpora/extraction" -name '*.html.gz' 2>/dev/null | sort |
	awk 'NR % 8 == 0' | while read -r f; do
	gzip -dc "$f" >"real/$(basename "$f" .gz)"
done
echo "stages, pages of the press"
"$B/bench/stages" real/*

echo "one article"
measure "bantin PDF" "$bantin" convert -q one.html -o one.pdf
command -v htmldoc >/dev/null && measure "htmldoc PDF" htmldoc --quiet --webpage -f h.pdf one-clean.html
command -v weasyprint >/dev/null && measure "weasyprint PDF" weasyprint one-clean.html w.pdf
command -v pandoc >/dev/null && measure "pandoc EPUB" pandoc -o p.epub one-clean.html
echo "$n articles"
# shellcheck disable=SC2086
measure "bantin PDF + EPUB" "$bantin" convert -q --title "The year" $list -o y.pdf -o y.epub
# shellcheck disable=SC2086
measure "bantin PDF" "$bantin" convert -q --title "The year" $list -o y2.pdf
# shellcheck disable=SC2086
measure "bantin EPUB" "$bantin" convert -q --title "The year" $list -o y2.epub
# shellcheck disable=SC2086
measure "bantin cleaning alone" "$bantin" convert -q --title "The year" $list -o y.txt
measure "bantin check EPUB" "$bantin" check y2.epub
cd year || exit 1
command -v htmldoc >/dev/null && measure "htmldoc PDF" htmldoc --quiet --webpage -f ../h.pdf year-clean.html
command -v htmldoc >/dev/null && measure "htmldoc EPUB" htmldoc --quiet --book -t epub -f ../h.epub year-clean.html
if [ "${PEERS:-}" = all ]; then
	command -v pandoc >/dev/null && measure "pandoc EPUB" pandoc -o ../p.epub year-clean.html
	command -v weasyprint >/dev/null && measure "weasyprint PDF" weasyprint year-clean.html ../w.pdf
fi
wc -c ../y.pdf ../y.epub
