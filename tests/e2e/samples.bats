#!/usr/bin/env bats
# Every sample bulletin, for the screen and for the press: valid, in order,
# black where it is black.
load common

CMYK=/usr/share/color/icc/ghostscript/default_cmyk.icc
NAMES="issue gazette magazine english"

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	cp -R "$ROOT"/samples/. .
	local paper=coated
	[ -e "$BUILD/icc/coated.icc" ] || paper=$CMYK
	for n in $NAMES; do
		sed "s,^pdf: {output: \"[^\"]*\",pdf: {output: \"$n.pdf\"," "$n.yaml" |
			sed '/^epub:/d' >screen.yaml
		bantin build -q screen.yaml
		[ "$paper" != "$CMYK" ] || [ -e "$CMYK" ] || continue
		sed "s,\"$n.pdf\",\"$n-print.pdf\"\, print: $paper\, marks: all," screen.yaml >print.yaml
		bantin build -q print.yaml
	done
}

setup() {
	cd "$BATS_FILE_TMPDIR"
}

# press: the files for the press are there
press() {
	[ -e issue-print.pdf ] || skip "no CMYK profile"
}

@test "clean for the archive and for access; and for the press" {
	for n in $NAMES; do
		run bantin check --for all "$n.pdf"
		[ "$status" -eq 0 ]
		[ -z "$output" ]
	done
	press
	for n in $NAMES; do
		run bantin check --for all "$n-print.pdf"
		[ "$status" -eq 0 ]
		[ -z "$output" ]
	done
}

@test "qpdf, Ghostscript, MuPDF and poppler have nothing to say" {
	for f in *.pdf; do
		if has qpdf; then
			qpdf --check "$f" >said 2>&1
			[ "$(grep -ic warning said)" -eq 0 ]
		fi
		if has gs; then
			run gs -q -dNOPAUSE -dBATCH -dPDFSTOPONERROR -sDEVICE=nullpage "$f"
			[ "$status" -eq 0 ]
			[ -z "$output" ]
		fi
		if has mutool; then
			run mutool draw -q -F stext -o /dev/null "$f"
			[ "$status" -eq 0 ]
			# Debian's mutool is built without colour management
			[ -z "$(echo "$output" | grep -v 'ICC support is not available')" ]
		fi
		if has pdftoppm; then
			run pdftoppm -r 18 "$f" out
			[ "$status" -eq 0 ]
			[ -z "$output" ]
		fi
	done
}

@test "nor have veraPDF and PDFBox, which know the standards by heart" {
	run verapdf *.pdf
	echo "$output"
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	run pdfbox *.pdf
	echo "$output"
	[ "$status" -eq 0 ]
	[ -z "$output" ]
}

@test "the tags say each article word for word, in order" {
	has pdfinfo || skip "pdfinfo is not installed"
	for n in $NAMES; do
		rm -f clean-*
		sed -n 's,.*path: "articles/\([^"]*\)".*,\1,p' "$n.yaml" >list
		[ -s list ]
		while read -r a; do
			bantin clean -q --to text "articles/$a" >"clean-$a"
		done <list
		python3 "$BATS_TEST_DIRNAME/structtext.py" "$n.pdf" clean-*
		[ -e "$n-print.pdf" ] || continue
		# the way back from a note is for those who can go it
		sed -i 's/ *↩$//' clean-*
		python3 "$BATS_TEST_DIRNAME/structtext.py" "$n-print.pdf" clean-*
	done
}

@test "grey and black of the print are on the black plate alone" {
	press
	has gs || skip "Ghostscript is not installed"
	# the two themes whose words have no colour of their own
	for n in gazette english; do
		gs -q -o - -dFILTERIMAGE -dFILTERVECTOR -sDEVICE=inkcov "$n-print.pdf" >ink
		awk '$1 + $2 + $3 > 0 || $4 <= 0 { exit 1 } END { exit !NR }' ink
	done
}

@test "running text is solid black in every theme" {
	press
	has mutool || skip "mutool is not installed"
	for n in $NAMES; do
		mutool trace "$n-print.pdf" 2>/dev/null |
			sed -n 's/.*<fill_text colorspace="\([^"]*\)" color="\([^"]*\)".*/\1 \2/p' >colours
		[ -s colours ]
		[ "$(grep -vc '^DeviceCMYK ' colours)" -eq 0 ]
		# neither a tint that was meant as black nor black of four inks
		awk '$2 + $3 + $4 == 0 && $5 > .85 && $5 < 1 { exit 1 }
		     $2 > 0 && $3 > 0 && $4 > 0 && $5 > .85 { exit 1 }
		     $2 + $3 + $4 == 0 && $5 == 1 { n++ }
		     END { if (n < NR / 2) exit 1 }' colours
	done
}

@test "boxes of every page: trim as the theme says, 3 mm of bleed, marks beyond" {
	press
	has pdfinfo || skip "pdfinfo is not installed"
	for n in $NAMES; do
		pages=$(pdfinfo "$n-print.pdf" | awk '/^Pages/ { print $2 }')
		size="595.28 841.89"
		[ "$n" != english ] || size="419.53 595.28"
		pdfinfo -box -l "$pages" "$n-print.pdf" | grep 'Box:' >boxes
		awk -v pages="$pages" -v size="$size" '
		function off(a, b) { return a - b > .03 || b - a > .03 }
		/MediaBox/ { mx = $(NF-1); my = $NF; n++ }
		/BleedBox/ { for (i = 0; i < 4; i++) b[i] = $(NF-3+i) }
		/TrimBox/ { split(size, s, " ")
			if (off($(NF-1) - $(NF-3), s[1]) || off($NF - $(NF-2), s[2]) ||
			    off($(NF-3) - b[0], 8.504) || off($(NF-2) - b[1], 8.504) ||
			    off(b[2] - $(NF-1), 8.504) || off(b[3] - $NF, 8.504) ||
			    b[0] < 8 || b[1] < 8 || mx - b[2] < 8 || my - b[3] < 8)
				exit 1
			t++ }
		END { if (n != pages || t != pages) exit 1 }' boxes
	done
}

@test "no page takes more ink than its paper" {
	press
	has gs || skip "Ghostscript is not installed"
	for n in $NAMES; do
		run bantin check --for print --ink "$n-print.pdf"
		[ "$status" -eq 0 ]
		[ "$(echo "$output" | grep -c 'rendered by Ghostscript')" -eq \
			"$(pdfinfo "$n-print.pdf" | awk '/^Pages/ { print $2 }')" ]
	done
}

# Within 1 % of the page for each ink and 8 % in the fullest square; Ghostscript
# at 144 dpi paints each pixel that a letter touches, so it is a little above.
@test "the estimate of ink comes to what Ghostscript renders" {
	press
	has gs || skip "Ghostscript is not installed"
	mkdir -p nothing
	for n in $NAMES; do
		bantin check --ink --json "$n-print.pdf" >gs.json
		PATH=$PWD/nothing "$BANTIN" check --ink --json "$n-print.pdf" \
			>own.json
		python3 - <<-'P'
		import json
		a, b = json.load(open("gs.json")), json.load(open("own.json"))
		assert a["ink"]["by"] == "Ghostscript", a["ink"]["by"]
		assert b["ink"]["by"] == "estimate" and b["ink"]["left"] == 0
		assert a["pictures"] == b["pictures"]
		assert len(a["ink"]["pages"]) == len(b["ink"]["pages"]) > 0
		for x, y in zip(a["ink"]["pages"], b["ink"]["pages"]):
		    for k in range(4):
		        assert abs(x[k] - y[k]) <= 1, (x, y)
		    assert abs(x[4] - y[4]) <= 8, (x, y)
		P
	done
}

@test "a paragraph that begins beside the contents keeps its order of reading" {
	has pdfinfo || skip "pdfinfo is not installed"
	page long.html "A long one" "$P1 $P2 $P3 $P1 $P2 $P3 $P2 $P1 $P3 $P2 $P1 $P3"
	cat >long.yaml <<-Y
	bantin: 1
	title: "The harbour"
	issue: {date: 2024-05-01, language: en}
	sections: [{title: News, articles: [{path: long.html}, {path: articles/06-faster-border.html}]}]
	pdf: {output: long.pdf, theme: gazette, page: A6}
	Y
	bantin build -q long.yaml
	bantin clean -q --to text long.html >long.txt
	python3 "$BATS_TEST_DIRNAME/structtext.py" long.pdf long.txt
}

@test "quotations keep their words, and bylines are said once" {
	bantin clean -q --to text "$ROOT/samples/articles/04-cau-lam-giang.html" >quote.txt
	grep -q 'như áo mới thiếu một hàng cúc' quote.txt
	grep -A2 'như áo mới' quote.txt | grep -q 'Văn Thẩm'
	bantin clean -q --to text "$ROOT/samples/articles/01-cang-cua-song.html" >byline.txt
	not grep -q '06:30' byline.txt
}
