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
