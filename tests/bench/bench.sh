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
export TIMES="$work/times"
"$B/bench/decode"
# A vocabulary as it is in news.
text=$shared/corpora/encodings/vi/paragraphs.txt
[ -f "$text" ] && "$B/bench/decode" "$text"
# The command, with the file read and written: 32 MB of UTF-8.
i=0
while [ $i -lt 8192 ]; do
	echo '<p>Người dân được hưởng cách chăm sóc và nhận cây giống, mỗi năm hai đợt.</p>'
	i=$((i + 1))
done >"$work/some.html"
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 \
	26 27 28 29 30 31 32 33 34 35 36 37 38 39 40; do
	cat "$work/some.html"
done >"$work/clean.html"
python3 - "$bantin" "$work/clean.html" <<'P'
import os, resource, subprocess, sys
best = 1e9
for _ in range(3):
    a = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.call([sys.argv[1], 'decode', sys.argv[2]], stdout=subprocess.DEVNULL)
    b = resource.getrusage(resource.RUSAGE_CHILDREN)
    best = min(best, b.ru_utime + b.ru_stime - a.ru_utime - a.ru_stime)
print('bantin decode, clean UTF-8: %.0f MB/s of CPU' %
      (os.path.getsize(sys.argv[2]) / best / 1e6))
P
echo "odd pages of 1 and 10 MB: CPU ms of the chain, and their ratio"
mkdir "$work/odd"
python3 tests/bench/odd.py "$work/odd"
for f in "$work"/odd/*-1.html; do
	name=$(basename "$f" -1.html)
	one=$("$B/bench/stages" "$f" | awk '$1 == "all" { print $2 }')
	ten=$("$B/bench/stages" "$work/odd/$name-10.html" | awk '$1 == "all" { print $2 }')
	echo "$name $one $ten" | awk '{ printf "%-12s %9.1f %9.1f %6.1f\n", $1, $2, $3, $3 / $2 }'
done
rm -r "$work/odd"
if [ -f "$text" ]; then
	echo "stages, 20 kB of text with hardly any markup: a page may take 1.5 ms"
	mkdir "$work/dense"
	python3 tests/bench/dense.py "$shared" "$work/dense"
	for name in utf-8 utf-8-nfd word tcvn3 vni-win windows-1258; do
		# 40 pages, so that what is read once does not count
		# shellcheck disable=SC2046
		"$B/bench/stages" $(for _ in 1 2 3 4 5 6 7 8 9 10; do
			echo "$work/dense/$name"-[0-3].html
		done) | awk -v name="$name" '
			$1 == "all" { printf "%-12s %6.2f ms a page %8.1f MB/s\n", name, $2 / $6, $4 }'
	done
	rm -r "$work/dense"
fi
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
	cpu = u.ru_utime + u.ru_stime
	open(os.environ['TIMES'], 'a').write('%s\t%.3f\n' % (sys.argv[1], cpu))
	print('%-28s %8.2f s CPU %8.2f s wall %8.0f MB%s' % (sys.argv[1], cpu,
	      time.time() - t, u.ru_maxrss / 1024, '' if rc == 0 else '  exit %d' % rc))
	P
}

# Peers get articles that are clean already: of ours, cleaning is taken off.
epub_ratio() {
	awk -F '\t' '{ t[$1] = $2 } END {
		own = t["bantin EPUB"] - t["bantin cleaning alone"]
		if (own < .01) own = .01
		printf "EPUB after cleaning          %8.2f s CPU\n", own
		for (p in t)
			if (p ~ /EPUB$/ && p !~ /^bantin/)
				printf "%-28s %8.1f times that\n", p, t[p] / own
	}' "$TIMES"
	: >"$TIMES"
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

# Layout and PDF once articles are clean: ours from the store, three columns,
# the peers from their concatenation (weasyprint takes minutes for a year: a
# month will do), each with its rate.
rate() {
	pages=$(pdfinfo "$2" 2>/dev/null | awk '$1 == "Pages:" { print $2 }')
	awk -F '\t' -v n="${pages:-0}" -v name="$1" '
		$1 == name { t = $2 }
		END { if (n && t) printf "%-28s %8d pages %8.0f pages/s\n", name, n, n / t }
	' "$TIMES"
}
echo "layout and PDF of clean articles"
# shellcheck disable=SC2086
"$B/bench/press" -o press.pdf $list
if command -v htmldoc >/dev/null; then
	(cd year && measure "htmldoc, the year" htmldoc --quiet --webpage -f ../h.pdf year-clean.html)
	rate "htmldoc, the year" h.pdf
fi
if command -v weasyprint >/dev/null; then
	(cd month && measure "weasyprint, a month" weasyprint month-clean.html ../w.pdf)
	rate "weasyprint, a month" w.pdf
fi
: >"$TIMES"

echo "one article"
measure "bantin PDF" "$bantin" convert -q one.html -o one.pdf
command -v htmldoc >/dev/null && measure "htmldoc PDF" htmldoc --quiet --webpage -f h.pdf one-clean.html
command -v weasyprint >/dev/null && measure "weasyprint PDF" weasyprint one-clean.html w.pdf
command -v pandoc >/dev/null && measure "pandoc EPUB" pandoc -o p.epub one-clean.html
measure "bantin EPUB" "$bantin" convert -q one.html -o one.epub
measure "bantin cleaning alone" "$bantin" convert -q one.html -o one.txt
epub_ratio
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
# minutes: pandoc holds the whole year in memory
if [ "${PEERS:-}" = all ]; then
	command -v pandoc >/dev/null && measure "pandoc EPUB" pandoc -o ../p.epub year-clean.html
	command -v weasyprint >/dev/null && measure "weasyprint PDF" weasyprint year-clean.html ../w.pdf
fi
wc -c ../y.pdf ../y.epub
epub_ratio
