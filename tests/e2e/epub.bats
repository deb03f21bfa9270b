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
	unzip -p 2.epub EPUB/nav.xhtml | not grep -q page-list
	unzip -p 2.epub EPUB/package.opf | not grep -q pageNavigation
}

@test "one article alone: its first page is its beginning" {
	bantin convert -q samples/articles/01*.html -o 1.pdf -o 1.epub
	python3 "$BATS_TEST_DIRNAME/pagelist.py" 1.pdf 1.epub
	unzip -p 1.epub EPUB/a0001.xhtml | grep -q '<h1 id="title"><span[^>]*id="pg1"[^>]*>'
	bantin check 1.epub
}

# story FILE TITLE BODY...: an article long enough to be one, without address
story() {
	printf '<title>%s</title><article><h1>%s</h1><p>%s</p>%s</article>' "$2" "$2" \
		"$(printf 'words of the story number one %.0s' 1 2 3 4 5 6)" "$3" >"$1"
}

@test "links between articles arrive at the very place, also in a later file" {
	story "a b.html" A '<p>How it went on is told at the <a href="z.html#cu%E1%BB%91i">end</a> of another story, and in its <a href="z.html#mid">middle</a>, but <a href="none.html">nowhere</a> else in this issue.</p>'
	lines() { for i in $(seq "$1" "$2"); do printf '<p>a line of the long story with words to fill the page %d</p>' "$i"; done; }
	story z.html Z "<p>This story, which begins with <a href=\"a%20b.html\">another one</a>, is a long one, as all can see.</p>$(lines 1 4500)<p><a name=mid></a>In the middle of the story they sat down to rest.</p>$(lines 4501 6000)<h2 id=\"cuối\">The end</h2><p>It is told, and all went home before the night came.</p>"
	bantin convert -q --title T "a b.html" z.html -o t.epub
	bantin check t.epub
	unzip -p t.epub EPUB/a0001.xhtml >a
	grep -q 'the <a href="a0002-3.xhtml#x1">end</a> of' a
	grep -q 'its <a href="a0002-2.xhtml#x2">middle</a>, but nowhere else' a
	unzip -p t.epub EPUB/a0002-3.xhtml | grep -q '<h2 id="x1">The end</h2>'
	unzip -p t.epub EPUB/a0002-2.xhtml | grep -q '<p><span id="x2"></span>In the middle'
	unzip -p t.epub EPUB/a0002.xhtml | grep -q '<a href="a0001.xhtml">another one</a>'
}
