#!/usr/bin/env bats
# bantin check: our own output is clean; what is not, is told line by line.
load common

setup() {
	cd "$BATS_TEST_TMPDIR"
	sample_page good.html
}

@test "what bantin writes is clean for archive and access" {
	bantin convert good.html -o good.pdf
	run bantin check good.pdf
	[ "$status" -eq 0 ]
	[ -z "$output" ]
}

@test "for the press the same file is not" {
	bantin convert good.html -o good.pdf
	run bantin check --for print good.pdf
	[ "$status" -eq 65 ]
	[[ "$output" == *"good.pdf: print X-4 output intent"* ]]
}

@test "all is what the file says it is for" {
	bantin convert -q good.html -o good.pdf
	bantin check --for all --json good.pdf | grep -q '"for":\["archive","access"\],"clean":true'
	[ -e /usr/share/color/icc/ghostscript/default_cmyk.icc ] || skip "no CMYK profile"
	bantin convert -q --print /usr/share/color/icc/ghostscript/default_cmyk.icc good.html -o press.pdf
	bantin check --for all --json press.pdf | grep -q '"for":\["archive","access","print"\],"clean":true'
}

@test "findings as JSON" {
	bantin convert good.html -o good.pdf
	printf 'more' >>good.pdf
	run bantin check --json good.pdf
	[ "$status" -eq 65 ]
	echo "$output" | python3 -c '
import json, sys
d = json.load(sys.stdin)
assert [f["clause"] for f in d["findings"]] == ["6.1.3-3"], d'
}

@test "articles attached: PDF/A-3, and each file comes out again" {
	cat >issue.yaml <<-Y
	bantin: 1
	title: "The harbour"
	issue: {date: 2024-05-01, language: en}
	sections: [{title: News, articles: [{path: good.html}]}]
	pdf: {output: out.pdf, theme: plain, attach: source}
	Y
	bantin build -q issue.yaml
	run bantin check out.pdf
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	grep -aq "<pdfaid:part>3<" out.pdf
	has pdfdetach || skip "pdfdetach is not installed"
	pdfdetach -saveall out.pdf
	cmp good.html 000001-good.html
	sed -i "s,/AFRelationship/Source,/XFRelationship/Source," out.pdf
	run bantin check out.pdf
	[ "$status" -eq 65 ]
	[[ "$output" == *"A-3 6.8-3"* ]]
}

@test "an attached article may be as large as the issue lets articles be" {
	{ cat good.html; head -c 67108864 /dev/zero | tr '\0' '\n'; } >big.html
	cat >issue.yaml <<-Y
	bantin: 1
	title: "The harbour"
	issue: {date: 2024-05-01, language: en}
	sections: [{title: News, articles: [{path: big.html}]}]
	pdf: {output: out.pdf, theme: plain, attach: source}
	limits: {article_size: 80MB}
	Y
	bantin build -q issue.yaml
	run bantin check out.pdf
	[ "$status" -eq 0 ]
}

@test "no PDF, a cut one, none at all" {
	head -c 3000 "$BANTIN" >junk.pdf
	run bantin check junk.pdf
	[ "$status" -eq 66 ]
	[[ "$output" == *"cannot be read as a PDF"* ]]
	printf '%%PDF-1.7\n1 0 obj\n<< /Type' >cut.pdf
	run bantin check cut.pdf
	[ "$status" -eq 66 ]
	run bantin check nothere.pdf
	[ "$status" -eq 66 ]
}

@test "a password is told of" {
	has qpdf || skip "qpdf is not installed"
	bantin convert good.html -o good.pdf
	qpdf --encrypt user owner 256 -- good.pdf locked.pdf
	run bantin check locked.pdf
	[ "$status" -eq 66 ]
	[[ "$output" == *"password"* ]]
}

@test "an unknown use is a usage error" {
	run bantin check --for fun good.pdf
	[ "$status" -eq 64 ]
}
