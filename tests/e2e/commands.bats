#!/usr/bin/env bats
# The command line: forms of output, exit status, messages.
load common

setup() {
	cd "$BATS_TEST_TMPDIR"
	sample_page a.html
}

@test "help names every command and each command has its own" {
	run bantin --help
	[ "$status" -eq 0 ]
	for c in convert build clean filters; do
		[[ "$output" == *"$c"* ]]
		run bantin $c --help
		[ "$status" -eq 0 ]
		[[ "$output" == *"usage: bantin $c"* ]]
		run bantin --help
	done
}

@test "wrong usage is 64 and says what was wrong" {
	run bantin
	[ "$status" -eq 64 ]
	run bantin frobnicate
	[ "$status" -eq 64 ] && [[ "$output" == *frobnicate* ]]
	run bantin convert a.html
	[ "$status" -eq 64 ] && [[ "$output" == *-o* ]]
	run bantin convert a.html -o a.doc
	[ "$status" -eq 64 ] && [[ "$output" == *.pdf* ]]
	run bantin convert a.html -o a.pdf --colums 3
	[ "$status" -eq 64 ] && [[ "$output" == *--colums* ]]
	run bantin clean a.html --until nonsense
	[ "$status" -eq 64 ] && [[ "$output" == *extract* ]]
	run bantin clean --filters decode,extract a.html
	[ "$status" -eq 64 ]
	[ ! -e a.pdf ]
}

# wrong OPTION VALUE EXPECTED
wrong() {
	run bantin convert a.html -o a.pdf "$1" "$2"
	[ "$status" -eq 64 ]
	[ "$output" = "bantin: fatal: $1 $2: expected $3" ]
	[ ! -e a.pdf ]
}

@test "a wrong value of an option is 64 and says what was expected" {
	wrong --date 2024-02-30 "a day as YYYY-MM-DD"
	wrong --lang vi_VN "a language tag, as vi or en-GB"
	wrong --page A99 'a page size, as A4, "A5 landscape" or "210mm 280mm"'
	wrong --page "10mm 10mm" 'a page size, as A4, "A5 landscape" or "210mm 280mm"'
	wrong --columns 13 "a number from 1 to 12"
	wrong --links all "none, notes, short or end"
	wrong --ink-limit 30% "a share from 150% to 400%"
	wrong --timeout 3d "a time, as 30s, 500ms or 2m"
	wrong --memory lots "a size, as 512M, 64K or 2G"
	wrong --jobs 0 "a number from 1 to 256"
	wrong --tone newer "keep, old or new"
	wrong --log xml "text or json"
	wrong --epub-profile nook "default, kobo, kindle or apple"
	wrong --impose poster "booklet"
}

@test "one article to every form in one run" {
	run bantin convert a.html -o a.pdf -o a.epub -o a.xhtml -o a.txt -o a.md -o a.json
	[ "$status" -eq 0 ]
	[ "$(head -c 5 a.pdf)" = "%PDF-" ]
	[ "$(head -c 58 a.epub | tail -c 20)" = "application/epub+zip" ]
	xmllint --noout --nonet a.xhtml
	grep -q "shorter still" a.txt
	grep -q "^# A new hall at the harbour" a.md
	python3 -c 'import json; d = json.load(open("a.json")); assert d["title"] == "A new hall at the harbour", d["title"]'
	not grep -q "Contact" a.txt
	[ "$(echo "$output" | wc -l)" -eq 1 ]
}

@test "the language, the title and the page can be set" {
	bantin convert -q a.html --lang fr --page "A5 landscape" -o a.pdf -o a.json
	pdfinfo a.pdf | grep -q "Page size: *595.2.* x 419.5"
	python3 -c 'import json; assert json.load(open("a.json"))["lang"] == "fr"'
}

@test "standard input and standard output" {
	bantin convert -q - -o - <a.html >a.pdf
	qpdf --check a.pdf
	bantin clean - --to text <a.html | grep -q "month of October"
	bantin clean --to text a.html >1.txt
	bantin clean --to text - <a.html >2.txt
	cmp 1.txt 2.txt
}

@test "a second run leaves the file alone" {
	bantin convert -q a.html -o a.pdf -o a.epub
	stat -c '%i %Y %Z' a.pdf a.epub >before
	sleep 1
	run bantin convert a.html -o a.pdf -o a.epub
	[ "$status" -eq 0 ] && [[ "$output" == *unchanged* ]]
	stat -c '%i %Y %Z' a.pdf a.epub | cmp - before
}

@test "a dry run writes nothing" {
	run bantin convert -n a.html -o a.pdf
	[ "$status" -eq 0 ]
	[ ! -e a.pdf ]
}

@test "until prints the state after each stage" {
	for s in decode parse meta extract sanitise normalise typography images; do
		bantin clean -q --until $s a.html >$s.out
		grep -q "captains\|Captains" $s.out
	done
	grep -q Contact parse.out
	not grep -q Contact extract.out
}

@test "filters lists the chain in order" {
	run bantin filters
	[ "$(echo "$output" | awk '{print $1}' | tr '\n' ' ')" = \
		"decode parse meta extract sanitise normalise typography images " ]
}

@test "quiet is silent, json is JSON" {
	run bantin convert -q a.html -o a.pdf
	[ -z "$output" ]
	run bantin convert --json missing.html a.html -o b.pdf
	[ "$status" -eq 3 ]
	echo "$output" | while read -r l; do
		echo "$l" | python3 -c 'import json, sys; json.loads(sys.stdin.read())'
	done
}
