#!/usr/bin/env bats
# Bad input: a clear message, the right status, and nothing lost.
load common

setup() {
	cd "$BATS_TEST_TMPDIR"
	sample_page good.html
}

# The bad article fails with a message that names it; the good one goes
# through, and the whole ends with 3.
beside_good() {
	run bantin convert "$1" good.html -o out.txt
	[ "$status" -eq 3 ]
	[[ "$output" == *"$1"* ]]
	grep -q "month of October" out.txt
}

# alone FILE STATUS
alone() {
	run bantin convert "$1" -o alone.pdf
	[ "$status" -eq "$2" ]
	[ ! -e alone.pdf ]
}

@test "a missing file" {
	beside_good nothere.html
	alone nothere.html 66
}

@test "an empty file" {
	: >empty.html
	beside_good empty.html
	[[ "$output" == *"empty"* ]]
	alone empty.html 65
}

@test "a directory" {
	mkdir dir.html
	beside_good dir.html
	[[ "$output" == *"directory"* ]]
}

@test "a file that may not be read" {
	[ "$(id -u)" -ne 0 ] || skip "root reads everything"
	cp good.html secret.html
	chmod 0 secret.html
	beside_good secret.html
}

@test "binary junk" {
	head -c 20000 "$BANTIN" >junk.html
	beside_good junk.html
	printf '%%PDF-1.7\n%%\344\366\374\n1 0 obj\n' >fake.html
	beside_good fake.html
	alone fake.html 65
	# what browsers save as one file
	printf 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n\n<p>x</p>\n--b--\n' >page.mht
	run bantin convert page.mht -o out.txt
	[ "$status" -eq 65 ] && [[ "$output" == *"page.mht: error: looks like a web archive"* ]]
	# no magic number, few control characters of each kind
	python3 -c 'import random, sys; sys.stdout.buffer.write(random.Random(7).randbytes(50000))' >random.html
	beside_good random.html
	[[ "$output" == *"random.html: error: looks like binary data"* ]]
	alone random.html 65
}

@test "text with a few stray control characters stays text" {
	python3 -c 'print("<p>" + "The\0 month\x1a of\x0b October\x07 was fine. \n" * 2 + "It was a good month. " * 40)' >stray.html
	run bantin convert stray.html -o stray.txt
	[ "$status" -eq 0 ]
	grep -q "The month" stray.txt
}

@test "a truncated page keeps its words" {
	head -c $(($(wc -c <good.html) * 2 / 3)) good.html >cut.html
	bantin clean -q --to text cut.html | grep -q "harbour office opened"
}

@test "NUL bytes cost no word" {
	sed 's/Monday/Mon\x00day/; s/Captains/\x00Captains/' good.html >nul.html
	bantin clean -q --to text nul.html >out.txt
	grep -q "Captains" out.txt
	grep -q "month of October" out.txt
}

@test "a byte that is not UTF-8 is marked, counted and told with its offset" {
	printf '<meta charset=utf-8><article><h1>T</h1><p>%s</p><p>%s \xff\xfe here.</p><p>%s</p></article>' "$P1" "$P2" "$P3" >bad8.html
	run bantin clean --to text bad8.html
	[ "$status" -eq 0 ]
	[[ "$output" == *"bad8.html"* ]]
	[[ "$output" == *"byte"* ]]
	[[ "$output" == *"�"* ]]
}

@test "50 MB of HTML" {
	python3 - <<-'E'
	p = "<p>The river rose by %d centimetres during the night, and the wardens opened the gates of the old lock.</p>\n"
	with open("big.html", "w") as f:
	    f.write("<!DOCTYPE html><html lang=en><title>Big</title><body><article><h1>Big</h1>")
	    i = 0
	    while f.tell() < 50_000_000:
	        f.write(p % i); i += 1
	E
	run bantin convert --timeout 120s big.html good.html -o out.txt
	[ "$status" -eq 0 ] || [ "$status" -eq 3 ]
	grep -q "month of October" out.txt
}

@test "100,000 nested tags keep their text" {
	python3 - <<-'E'
	for tag in ("div", "span", "b", "table", "ul", "font", "a"):
	    with open(tag + ".html", "w") as f:
	        f.write("<!DOCTYPE html><title>Deep</title><body><h1>Deep</h1>")
	        f.write(("<%s>" % tag) * 100000)
	        f.write("The word at the bottom of the well is brachiopod, and it must be kept.")
	E
	for t in div span b table ul font a; do
		run timeout 60 "$BANTIN" clean -q --to text $t.html
		[ "$status" -eq 0 ]
		[[ "$output" == *brachiopod* ]]
	done
}

@test "100,000 attributes and an endless attribute" {
	python3 - <<-'E'
	with open("attr.html", "w") as f:
	    f.write("<title>A</title><article><h1>A</h1><p " + " ".join("a%d=1" % i for i in range(100000)))
	    f.write(">The word behind the attributes is brachiopod, and it must be kept.</p><p title='" + "x" * 1000000 + "'>Second.</p>")
	E
	run timeout 60 "$BANTIN" clean -q --to text attr.html
	[ "$status" -eq 0 ]
	[[ "$output" == *brachiopod* ]]
}

@test "broken, missing and hostile pictures cost themselves alone" {
	printf '\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01' >broken.jpg
	printf '\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x06\x00\x00\x00' >huge.png
	{
		echo "<meta charset=utf-8><article><h1>Pictures</h1><p>$P1</p>"
		for i in broken.jpg huge.png nothere.png http://example.org/x.png /etc/passwd; do
			echo "<figure><img src=\"$i\" alt=\"Alt of $i\"><figcaption>Caption of picture $i.</figcaption></figure>"
		done
		echo "<p>$P2</p><p>$P3</p></article>"
	} >pic.html
	run bantin convert pic.html -o out.pdf -o out.epub -o out.txt
	[ "$status" -eq 0 ]
	[[ "$output" == *broken.jpg* ]] && [[ "$output" == *huge.png* ]] && [[ "$output" == *nothere.png* ]]
	for i in broken.jpg huge.png nothere.png; do
		grep -q "Caption of picture $i" out.txt
	done
	qpdf --check out.pdf
}

@test "a logo or cover that is damaged or too large is named and left out" {
	# 30,000 by 30,000 pixels, says its head
	python3 - "$ROOT/samples/logo.png" <<-'Y'
	import struct, sys, zlib
	b = bytearray(open(sys.argv[1], 'rb').read())
	b[16:24] = struct.pack('>II', 30000, 30000)
	b[29:33] = struct.pack('>I', zlib.crc32(b[12:29]))
	open('large.png', 'wb').write(b)
	Y
	for n in 40 900 30000 large; do
		said=damaged
		if [ $n = large ]; then
			mv large.png logo.png
			said="beyond the limits"
		else
			head -c $n "$ROOT/samples/logo.png" >logo.png
		fi
		page a.html "$P1" "$P2" "$P3"
		cat >issue.yaml <<-'E'
		bantin: 1
		title: T
		issue: {date: 2024-05-01, language: en}
		publisher: {name: P, logo: logo.png}
		sections: [{title: S, articles: [{path: a.html}]}]
		pdf: {output: out.pdf, theme: magazine}
		epub: {output: out.epub, cover: logo.png}
		E
		run bantin build issue.yaml
		[ "$status" -eq 0 ]
		[[ "$output" == *"logo.png"*"$said"*"left out"* ]]
		[[ "$output" != *assets/* ]]
		[ "$(unzip -l out.epub | grep -c '[.]png')" -eq 0 ]
		[ "$(pdfimages -list out.pdf | tail -n +3)" = "" ]
	done
}

@test "an article out of time is left out" {
	cat >slow.sh <<-'E'
	#!/bin/sh
	grep -q SLOWLY && exec sleep 60
	E
	page slow.html SLOWLY "$P1" "$P2" "$P3"
	chmod +x slow.sh
	cat >issue.yaml <<-'E'
	bantin: 1
	title: T
	issue: {date: 2024-05-01, language: en}
	sections: [{articles: [{path: slow.html}, {path: good.html}]}]
	filters: [decode, parse, meta, {run: "tee copy | ./slow.sh; cat copy"}, extract, sanitise, normalise, typography, images]
	pdf: {output: out.pdf}
	limits: {article_time: 2s}
	E
	run bantin build -j1 issue.yaml
	[ "$status" -eq 3 ]
	[[ "$output" == *slow.html* ]]
	pdftotext out.pdf - | grep -q "October"
}

@test "a crash in an article costs that article" {
	# a worker that kills itself, by way of a filter that kills its parent
	page bomb.html BOMB "$P1" "$P2"
	cat >issue.yaml <<-'E'
	bantin: 1
	title: T
	issue: {date: 2024-05-01, language: en}
	sections: [{articles: [{path: bomb.html}, {path: good.html}]}]
	filters: [decode, parse, meta, extract, {run: "tee copy | grep -q BOMB && kill -SEGV $PPID; cat copy"}, sanitise, normalise, typography, images]
	pdf: {output: out.pdf}
	E
	run bantin build -j1 issue.yaml
	[ "$status" -eq 3 ]
	[[ "$output" == *bomb.html* ]] && [[ "$output" == *signal* ]]
	pdftotext out.pdf - | grep -q "October"
}

@test "outputs that cannot be written" {
	run bantin convert good.html -o nodir/out.pdf
	[ "$status" -eq 73 ] && [[ "$output" == *nodir/out.pdf* ]]
	mkdir out.pdf
	run bantin convert good.html -o out.pdf
	[ "$status" -eq 73 ]
	ln -s /dev/full full.pdf
	run bantin convert good.html -o full.pdf
	[ "$status" -eq 73 ]
	[ -L full.pdf ]
	run sh -c "'$BANTIN' convert -q good.html -o - >/dev/full"
	[ "$status" -eq 73 ]
	run sh -c "'$BANTIN' clean -q good.html >/dev/full"
	[ "$status" -eq 73 ]
}

@test "a full disk leaves the old file" {
	[ "$(id -u)" -eq 0 ] || skip "needs root to mount"
	mkdir small
	mount -t tmpfs -o size=16k none small || skip "cannot mount here"
	echo old >small/out.pdf
	run bantin convert good.html -o small/out.pdf
	s=$status
	cat small/out.pdf >kept
	ls -A small >left
	umount small
	[ "$s" -eq 73 ]
	[ "$(cat kept)" = old ]
	[ "$(cat left)" = out.pdf ]
}

@test "a file size limit leaves the old file" {
	echo old >out.pdf
	run bash -c "trap '' XFSZ; ulimit -f 8; '$BANTIN' convert -q good.html -o out.pdf"
	[ "$status" -eq 74 ] || [ "$status" -eq 73 ]
	[ "$(cat out.pdf)" = old ]
	[ -z "$(find . -name '.out.pdf*')" ]
}

@test "a character that no font has is told of once, with the articles it is in" {
	for i in 1 2 3 4 5 6; do
		sed 's/month of October/month of \&#x100000; \&#x100000; October/' \
			good.html >odd$i.html
	done
	run bantin convert --title All good.html odd?.html -o all.pdf
	[ "$status" -eq 0 ]
	[ "$(grep -c U+100000 <<<"$output")" -eq 1 ]
	[[ "$output" == *"U+100000, which is in odd1.html, odd2.html, odd3.html, odd4.html and 2 more;"* ]]
}

@test "lists and quotations nested without end make a PDF" {
	{
		echo '<title>Deep</title><article><p>Begin.</p>'
		for i in $(seq 390); do echo "<blockquote><ul><li>w$i"; done
	} >deep.html
	run bantin convert deep.html -o deep.pdf
	[ "$status" -eq 0 ]
	[ "$(pdftotext deep.pdf - | grep -o 'w[0-9]*' | sort -u | wc -l)" -eq 390 ]
}
