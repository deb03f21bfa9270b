#!/usr/bin/env bats
# Odd articles in every theme and target: what other programs than bantin
# check say of the files.
load common

CMYK=/usr/share/color/icc/ghostscript/default_cmyk.icc

setup() {
	cd "$BATS_TEST_TMPDIR"
	python3 "$BATS_TEST_DIRNAME/odd.py"
}

# odd NAME SETTINGS OPTION...: an issue of all of them
odd() {
	cat >"$1.yaml" <<-Y
	bantin: 1
	title: 'Odd & <even> "issue"'
	issue: {date: 2024-05-01, language: de}
	sections:
	  - title: "A & B"
	    articles: [{path: lists.html, lead: true}, {path: tables.html}, {path: headings.html}]
	  - title: "C <d>"
	    articles: [{path: pictures.html}, {path: links.html}, {path: scripts.html}]
	pdf: {output: $1.pdf, $2}
	Y
	bantin build -q "${@:3}" "$1.yaml"
}

# good [-3] FILE...: nobody has a word to say
good() {
	local f
	run verapdf "$@"
	echo "$output"
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[ "$1" != -3 ] || shift
	for f; do
		run bantin check "$f"
		[ "$status" -eq 0 ]
		if has qpdf; then
			qpdf --check "$f" >log 2>&1
			not grep -qi warning log
		fi
		if has gs; then
			run gs -q -dBATCH -dNOPAUSE -sDEVICE=nullpage "$f"
			[ -z "$output" ]
		fi
	done
	# Debian's python3, which has the modules
	if /usr/bin/python3 -c 'import pikepdf, fontTools' 2>/dev/null; then
		run /usr/bin/python3 "$BATS_TEST_DIRNAME/pdfrules.py" "$@"
		echo "$output"
		[ "$status" -eq 0 ]
		[ -z "$output" ]
	fi
}

@test "odd articles for the screen, in every theme" {
	for t in bulletin gazette magazine plain; do
		odd "$t" "theme: $t, page: A5"
	done
	good bulletin.pdf gazette.pdf magazine.pdf plain.pdf
}

@test "odd articles for the press" {
	[ -e "$CMYK" ] || skip "no CMYK profile"
	odd all "theme: bulletin, page: A4, print: $CMYK, marks: all"
	odd keep "theme: magazine, page: A5 landscape, print: $CMYK, colours: keep"
	odd fold "theme: plain, page: A6, print: $CMYK" --impose booklet
	good all.pdf keep.pdf fold.pdf
}

@test "odd articles with their sources inside" {
	odd source "theme: gazette, page: 105mm 400mm, attach: source"
	good -3 source.pdf
}

# Some readers go by the glyphs alone, and some turn round an ActualText that is
# read from right to left.
@test "letters with marks from right to left: glyphs say them, in their order" {
	has pdftotext || skip "no pdftotext"
	text="أَحْبِبْ حَبِيبَكَ، رَبِّ الرَّحْمَنِ إِيَّاكَ מֶלֶךְ אֱלֹהִים حبيبك"
	echo "<html lang=ar><title>x</title><article><h1>خبر</h1><p>$text</p></article>" >rtl.html
	bantin convert -q rtl.html -o rtl.pdf
	pdftotext -raw rtl.pdf rtl.txt
	python3 - "$text" <<-'Y'
	import re, sys, unicodedata
	def letters(t):
	    return unicodedata.normalize('NFC', re.sub(r'[\s\u202a-\u202e]', '', t))
	have, want = letters(open('rtl.txt').read()), letters(sys.argv[1])
	assert want in have, '%a is not in %a' % (want, have)
	Y
	good rtl.pdf
}

@test "words in the other direction part no paragraph of the tags" {
	has pdfinfo || skip "no pdfinfo"
	p="the first words سلام and those behind רַבּוֹת are told"
	echo "<html lang=en><title>x</title><article><h1>Head</h1><p>$p</p></article>" >mix.html
	bantin convert -q mix.html -o mix.pdf
	pdfinfo -struct-text mix.pdf | tr -d '"\n' >mix.txt
	for w in first words and those behind are told; do
		grep -qw "$w" mix.txt
	done
}

# Letter and rest stand apart, and one ActualText says both; what comes behind
# them does not go into it.
@test "an initial letter and its word have a text, and the next words none of it" {
	has qpdf || skip "no qpdf"
	p="Giao thông thủy của vùng đã đổi khác sau mười năm, và không ai còn nhớ bến cũ."
	echo "<html lang=vi><title>x</title><article><h1>Tin</h1><p>$p $p $p</p></article>" >cap.html
	mkdir cap
	printf '@import "plain/print.css";\np::first-letter { initial-letter: 3 }\n' >cap/print.css
	bantin convert -q --style cap cap.html -o cap.pdf
	qpdf --qdf --object-streams=disable cap.pdf cap.qdf
	python3 - <<-'Y'
	import re
	t = open('cap.qdf', 'rb').read()
	said, = re.findall(rb'/ActualText<(?i:feff004700690061006f)>>>BDC(.*?)EMC', t, re.S)
	glyphs = b''.join(re.findall(rb'<([0-9a-f]+)>', said))
	assert len(glyphs) == 4 * len('Giao'), said
	Y
	good cap.pdf
}
