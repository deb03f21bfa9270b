#!/usr/bin/env bats
# bantin check on EPUBs: our own are clean, faults are told of line by line,
# and what is no EPUB ends in a clear word.
load common

setup() {
	cd "$BATS_TEST_TMPDIR"
	sample_page one.html "The first"
	sample_page two.html "The second"
	bantin convert -q --title "An issue" one.html two.html -o good.epub
}

# change FILE OLD NEW: a copy bad.epub with a change in one file
change() {
	python3 - "$@" <<-'P'
	import sys, zipfile
	name, old, new = sys.argv[1:]
	src, out = zipfile.ZipFile('good.epub'), zipfile.ZipFile('bad.epub', 'w')
	for i in src.infolist():
	    b = src.read(i)
	    if i.filename == name:
	        assert old.encode() in b, 'not in the file: ' + old
	        b = b.replace(old.encode(), new.encode(), 1)
	    out.writestr(i, b)
	out.close()
	P
}

@test "what bantin writes is clean" {
	run bantin check good.epub
	[ "$status" -eq 0 ]
	[ -z "$output" ]
}

@test "a link that leads nowhere has file, line and a way to mend it" {
	change EPUB/nav.xhtml a0002.xhtml a0009.xhtml
	run bantin check bad.epub
	[ "$status" -eq 65 ]
	[[ "$output" == *"bad.epub: EPUB 3.3 3.5, EPUB/nav.xhtml, line "*"(EPUB/a0009.xhtml)"* ]]
}

@test "findings as JSON, in the shape of those of a PDF" {
	change EPUB/a0001.xhtml "<h1" "<h7"
	run bantin check --json --for archive bad.epub
	[ "$status" -eq 65 ]
	echo "$output" | python3 -c '
import json, sys
d = json.load(sys.stdin)
assert d["file"] == "bad.epub" and d["for"] == ["archive"] and not d["clean"]
f = d["findings"][0]
assert f["rule"] == "XML_SYNTAX" and f["path"] == "EPUB/a0001.xhtml", f
assert f["standard"] == "EPUB 3.3" and f["clause"] and f["mend"] and f["line"]'
}

@test "--for access tells of accessibility alone" {
	change EPUB/a0001.xhtml "<h1" "<h1 align=\"left\""
	run bantin check --for access bad.epub
	[ "$status" -eq 0 ]
	run bantin check --for archive bad.epub
	[ "$status" -eq 65 ]
}

@test "cut, empty, no EPUB, not there" {
	head -c 3000 good.epub >cut.epub
	: >empty.epub
	echo text >text.epub
	for f in cut.epub empty.epub text.epub nothere.epub; do
		run bantin check "$f"
		[ "$status" -eq 66 ] || { echo "$f: $status $output"; false; }
		[ -n "$output" ]
	done
}

@test "several files: the worst decides" {
	change EPUB/nav.xhtml a0002.xhtml a0009.xhtml
	run bantin check good.epub bad.epub
	[ "$status" -eq 65 ]
}
