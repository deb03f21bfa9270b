#!/usr/bin/env bats
# The manifest: what it does, and what it says when it is wrong.
load common

setup() {
	cd "$BATS_TEST_TMPDIR"
	mkdir -p articles/2024-05
	sample_page articles/2024-05/a.html "Alpha at the harbour"
	sample_page articles/2024-05/b.html "Beta at the harbour"
	sample_page articles/2024-05/lead.html "Lead of the month"
	cat >issue.yaml <<-'E'
	bantin: 1
	title: "Bulletin {month}/{year}"
	issue: {number: "{months_since:2020-01}", period: previous-month, timezone: Asia/Ho_Chi_Minh, language: en}
	publisher: {name: "The Office", address: "1 Quay Road"}
	sections:
	  - title: "Front"
	    articles: [{path: "articles/{year}-{month}/lead.html", lead: true}]
	  - title: "News"
	    articles: [{path: "articles/{year}-{month}/[ab].html", sort: title, limit: 40}]
	pdf: {output: "out/{year}-{month}.pdf", theme: bulletin, page: A4}
	epub: {output: "out/{year}-{month}.epub"}
	report: "out/report.json"
	limits: {failures: 50%, article_time: 30s}
	E
}

@test "an issue of the month before" {
	run bantin build --date 2024-06-01
	[ "$status" -eq 0 ]
	[ -s out/2024-05.pdf ] && [ -s out/2024-05.epub ]
	pdfinfo out/2024-05.pdf | grep -q "Title: *Bulletin 5/2024"
	pdftotext out/2024-05.pdf - >t
	grep -q "Lead of the month" t
	grep -q "Beta at the harbour" t
	python3 -c 'import json; r = json.load(open("out/report.json")); assert [a["state"] for a in r["articles"]] == ["printed"] * 3'
}

@test "January 31 and the turn of the year" {
	mkdir -p articles/2023-12 && cp articles/2024-05/* articles/2023-12
	bantin build -q --date 2024-01-31
	[ -s out/2023-12.pdf ]
}

@test "SOURCE_DATE_EPOCH stands for the clock" {
	SOURCE_DATE_EPOCH=1718000000 bantin build -q
	[ -s out/2024-05.pdf ]
}

wrong() { # sed script, then words that the message must hold
	sed "$1" issue.yaml >wrong.yaml
	shift
	run bantin build --date 2024-06-01 wrong.yaml
	[ "$status" -eq 78 ] || { echo "$status: $output"; return 1; }
	[ ! -e out ]
	for w in "$@"; do
		[[ "$output" == *"$w"* ]] || { echo "no '$w' in: $output"; return 1; }
	done
}

@test "faults of a manifest are told with line and column" {
	wrong 's/^title:/titel:/' wrong.yaml:2:1: titel title
	wrong 's/page: A4/page: A99/' wrong.yaml:10: A99
	wrong 's/theme: bulletin/theme: bulletin, theme: plain/' wrong.yaml:10: theme
	wrong 's/limit: 40/limit: many/' wrong.yaml:9: many
	wrong 's/failures: 50%/failures: 500%/' wrong.yaml:13: 500%
	wrong 's/{year}-{month}.pdf/{yaer}.pdf/' wrong.yaml:10: yaer
	wrong 's/previous-month/last-month/' wrong.yaml:3: last-month previous-month
	wrong 's/^sections:/sections: [/' wrong.yaml:
	wrong 's/Asia.Ho_Chi_Minh/Asia\/Saigonn/' wrong.yaml:3: Saigonn
}

@test "links of the print edition, as notes, short and at the end" {
	sed -i 's#</article>#<p>Read <a href="https://www.news.example/2024/05/a-very-long-name-of-a-page-4567.html?utm_source=x">it</a>.</p></article>#' articles/2024-05/*.html
	printf 'https://news.example/2024/05/a-very-long-name-of-a-page-4567.html\tgo.example/7\n' >short.tsv
	sed 's/page: A4/page: A4, links: notes/' issue.yaml >notes.yaml
	bantin build -q --date 2024-06-01 notes.yaml
	pdftotext -layout out/2024-05.pdf - | grep -q "1. news.example/2024/05/a-very-long-name-of-a-page-4567.html"
	sed 's/page: A4/page: A4, links: short/' issue.yaml >inline.yaml
	bantin build -q --date 2024-06-01 inline.yaml
	pdftotext out/2024-05.pdf - | tr -d ' \n' | grep -qF "it(news.example/…name-of-a-page-4567.html)"
	sed 's/page: A4/page: A4, links: end/' issue.yaml >end.yaml
	bantin build -q --date 2024-06-01 end.yaml
	pdftotext -layout out/2024-05.pdf - | grep -q "1. news.example/2024/05/a-very-long-name-of-a-page-4567.html"
	run bantin check --for all out/2024-05.pdf
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	sed 's/page: A4/page: A4, target: print, links: short, short-urls: short.tsv/' issue.yaml >own.yaml
	bantin build -q --date 2024-06-01 own.yaml
	pdftotext out/2024-05.pdf - | tr -d ' \n' | grep -qF "it(go.example/7)"
	bantin build -q --date 2024-06-01
	[ -z "$(pdftotext out/2024-05.pdf - | grep "news.example")" ]
	echo "https://news.example/ go.example" >>short.tsv
	run bantin build --date 2024-06-01 own.yaml
	[ "$status" -eq 78 ]
	[[ "$output" == *short.tsv:2:*"an address, a tab and what to print"* ]]
	rm -r out
	wrong 's/page: A4/page: A4, links: all/' wrong.yaml:10: all "none, notes, short or end"
}

@test "a manifest that is not there, empty, or not YAML" {
	run bantin build nothere.yaml
	[ "$status" -eq 66 ] || [ "$status" -eq 78 ]
	[[ "$output" == *nothere.yaml* ]]
	: >empty.yaml
	run bantin build empty.yaml
	[ "$status" -eq 78 ]
	head -c 5000 "$BANTIN" >junk.yaml
	run bantin build junk.yaml
	[ "$status" -eq 78 ]
}

@test "several faults are told at once" {
	sed 's/^title:/titel:/; s/limit: 40/limit: x/' issue.yaml >wrong.yaml
	run bantin build wrong.yaml
	[ "$(echo "$output" | grep -c '^bantin: wrong.yaml:')" -ge 2 ]
}

@test "limits.failures decides" {
	rm articles/2024-05/a.html articles/2024-05/b.html
	: >articles/2024-05/a.html
	: >articles/2024-05/b.html
	run bantin build --date 2024-06-01
	[ "$status" -eq 65 ]
	[ ! -e out/2024-05.pdf ]
	sed 's/50%/80%/' issue.yaml >i2.yaml
	run bantin build --date 2024-06-01 i2.yaml
	[ "$status" -eq 3 ]
	run bantin build --strict --date 2024-06-01 i2.yaml
	[ "$status" -eq 65 ]
}

@test "a command between stages" {
	sed 's/^limits/filters: [decode, parse, meta, extract, {run: "sed s,harbour,seaport,g"}, sanitise, normalise, typography, images]\nlimits/' issue.yaml >i2.yaml
	bantin build -q --date 2024-06-01 i2.yaml
	pdftotext out/2024-05.pdf - | grep -q seaport
}

@test "a command that fails costs its article alone" {
	cat >f.sh <<-'E'
	#!/bin/sh
	cat >copy.$$
	grep -q Alpha copy.$$ && exit 7
	cat copy.$$
	E
	chmod +x f.sh
	sed 's/^limits/filters: [decode, parse, meta, {run: .\/f.sh}, extract, sanitise, normalise, typography, images]\nlimits/' issue.yaml >i2.yaml
	run bantin build --date 2024-06-01 i2.yaml
	[ "$status" -eq 3 ]
	[[ "$output" == *f.sh* ]] && [[ "$output" == *7* ]]
	pdftotext out/2024-05.pdf - | grep -q "Beta at the harbour"
}

# slow_issue: i2.yaml has a command that writes its process id to `cmd` and
# then waits for ever
slow_issue() {
	mkfifo gate
	sed 's/^limits/filters: [decode, parse, meta, {run: "echo $$ >cmd.t; mv cmd.t cmd; cat gate"}, extract, sanitise, normalise, typography, images]\nlimits/' issue.yaml >i2.yaml
}

# wait_for COMMAND...: until it is true, 20 seconds at most
wait_for() {
	local i
	for i in $(seq 200); do
		"$@" && return 0
		sleep 0.1
	done
	return 1
}

# ended PID: it runs no more; a zombie that nobody has reaped yet does not run
ended() {
	! kill -0 "$1" 2>/dev/null || grep -q '^State:.*Z' "/proc/$1/status"
}

@test "two runs at once: the second is told to try again; a signal ends the first, command and all" {
	slow_issue
	"$BANTIN" build -q -j1 --date 2024-06-01 i2.yaml 3>&- &
	first=$!
	wait_for test -e cmd
	run bantin build --date 2024-06-01 i2.yaml
	[ "$status" -eq 75 ]
	kill -TERM $first
	rc=0
	wait $first || rc=$?
	[ "$rc" -eq 143 ]
	wait_for ended "$(cat cmd)"
	[ -z "$(find out -name '.*bantin*' 2>/dev/null)" ]
	[ -z "$(find "${TMPDIR:-/tmp}" -maxdepth 1 -name "bantin*$first*")" ]
}

@test "a run that is killed leaves no command behind" {
	slow_issue
	"$BANTIN" build -q -j1 --date 2024-06-01 i2.yaml 3>&- &
	first=$!
	wait_for test -e cmd
	kill -KILL $first
	wait $first || true
	wait_for ended "$(cat cmd)"
	# nor a lock
	issue_again=$(sed 's/; cat gate//' i2.yaml)
	echo "$issue_again" | sed 's/echo [^"]*cmd"/cat"/' >i2.yaml
	run bantin build --date 2024-06-01 i2.yaml
	[ "$status" -eq 0 ]
}

@test "an article whose command takes too long costs itself and the command" {
	slow_issue
	run bantin build --timeout 2s --date 2024-06-01 i2.yaml
	[ "$status" -eq 65 ]
	[[ "$output" == *"2000 ms"* ]]
	wait_for ended "$(cat cmd)"
}

