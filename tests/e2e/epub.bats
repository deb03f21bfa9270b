#!/usr/bin/env bats
# EPUBs as a whole: pages of the PDF, links between articles, reproducible.
load common

setup() {
	cd "$BATS_TEST_TMPDIR"
	cp -R "$ROOT/samples" "$ROOT/styles" .
	export BANTIN_STYLES=$PWD/styles
}

@test "the page list is that of the PDF, and is there only with it" {
	bantin build -q samples/issue.yaml
	python3 "$BATS_TEST_DIRNAME/pagelist.py" build/demo/bulletin.pdf build/demo/bulletin.epub
	bantin check build/demo/bulletin.epub
	unzip -p build/demo/bulletin.epub EPUB/package.opf >opf
	grep -q '<dc:source id="print">bulletin.pdf</dc:source>' opf
	grep -q '>pageNavigation<' opf
	# the order of the outputs does not matter
	bantin convert -q --title T samples/articles/0*.html -o 1.epub -o 1.pdf
	mkdir x
	bantin convert -q --title T samples/articles/0*.html -o x/1.pdf -o x/1.epub
	cmp 1.epub x/1.epub
	bantin convert -q --title T samples/articles/0*.html -o 2.epub
	! unzip -p 2.epub EPUB/nav.xhtml | grep -q page-list
	! unzip -p 2.epub EPUB/package.opf | grep -q pageNavigation
}

@test "one article alone: its first page is its beginning" {
	bantin convert -q samples/articles/01*.html -o 1.pdf -o 1.epub
	python3 "$BATS_TEST_DIRNAME/pagelist.py" 1.pdf 1.epub
	unzip -p 1.epub EPUB/a0001.xhtml | grep -q '<h1 id="title"><span[^>]*id="pg1"[^>]*>'
	bantin check 1.epub
}
