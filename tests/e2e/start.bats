#!/usr/bin/env bats
# init and doctor: the first steps on a machine.
load common

setup() {
	cd "$BATS_TEST_TMPDIR"
}

@test "init writes a folder that builds at once" {
	run bantin init paper
	[ "$status" -eq 0 ]
	cd paper
	bantin build -q --date 2024-05-31
	qpdf --check out/2024-05.pdf
	unzip -tq out/2024-05.epub
	pdftotext out/2024-05.pdf - | grep -q 'Chào bạn đọc'
}

@test "init takes a title and a language, whatever is in the title" {
	bantin init -q --lang en --title 'The "Harbour" \ {News}' en
	cd en
	bantin build -q --date 2024-05-31
	pdftotext out/2024-05.pdf - | tr -s '\n ' '  ' >text
	grep -q 'To our readers' text
	pdfinfo out/2024-05.pdf | grep -q 'Title: *The "Harbour" \\ {News}'
}

@test "init writes nothing over" {
	mkdir here
	echo mine >here/site.yaml
	run bantin init here
	[ "$status" -eq 73 ] && [[ "$output" == *site.yaml* ]]
	[ "$(cat here/site.yaml)" = mine ]
	[ ! -e here/issue.yaml ] && [ ! -e here/articles ]
	run bantin init
	[ "$status" -eq 64 ]
	: >file
	run bantin init file
	[ "$status" -eq 73 ]
}

@test "the rules that init writes are valid" {
	bantin init -q paper
	sample_page a.html
	bantin clean -q --rules paper/site.yaml a.html >/dev/null
}

@test "doctor finds what the tests need, and says what to do about the rest" {
	run bantin doctor
	[ "$status" -eq 0 ]
	[[ "$output" == *"ok       fonts        Noto Serif"* ]]
	[[ "$output" == *"hyphenation"*"vi needs none"* ]]
	[[ "$output" == *"ok       themes       bulletin: "* ]]
	not grep -q '^missing' <<<"$output"
	grep '^note' <<<"$output" | while read -r line; do
		[[ "$line" == *install* ]]
	done
	bantin doctor --json >d.json
	python3 -c 'import json; assert all(json.loads(l)["state"] in ("ok", "note") for l in open("d.json"))'
}

@test "doctor ends with 78 when something is missing" {
	mkdir fonts
	cat >none.conf <<'EOF'
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>fonts</dir><cachedir>cache</cachedir></fontconfig>
EOF
	FONTCONFIG_FILE=$PWD/none.conf run bantin doctor
	[ "$status" -eq 78 ]
	[[ "$output" == *"missing  fonts"*"install fonts-noto-core"* ]]
	TMPDIR=/nowhere run bantin doctor
	[ "$status" -eq 78 ]
	[[ "$output" == *"missing  temporary"*"TMPDIR"* ]]
}
