#!/usr/bin/env bats
# For the press: boxes, inks, marks; text in black alone.
load common

CMYK=/usr/share/color/icc/ghostscript/default_cmyk.icc

setup() {
	cd "$BATS_TEST_TMPDIR"
	sample_page a.html
	[ -e "$CMYK" ] || skip "no CMYK profile"
}

issue() {
	cat >issue.yaml <<-Y
	bantin: 1
	title: "The harbour"
	issue: {date: 2024-05-01, language: en}
	sections: [{title: News, articles: [{path: a.html}]}]
	pdf: {output: out.pdf, theme: plain, page: A5, $1}
	Y
}

@test "print is clean for archive, access and press" {
	bantin convert --print "$CMYK" a.html -o a.pdf
	run bantin check --for all a.pdf
	[ "$status" -eq 0 ]
	[ -z "$output" ]
}

@test "thin black overprints: lines of a double border, the stroke of a made bold" {
	page a.html "The sum ∑ 𝔄" "$P1" "$P2</p><h2>The set 𝔄 ∑</h2><p>$P3" "$P2</p><blockquote><p>$P1</p></blockquote><p>$P2"
	mkdir mine
	cat >mine/print.css <<-C
	h1 { font: bold 30pt "Noto Sans Math" }
	p { border: 3pt double black; border-radius: 2pt }
	blockquote p { border-radius: 0 }
	C
	bantin convert -q --style mine --print "$CMYK" a.html -o a.pdf
	run bantin check --for print a.pdf
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[ "$(pdffonts a.pdf | grep -c NotoSansMath)" -ge 1 ]
}

@test "boxes of every page lie in each other, with 3 mm of bleed" {
	has pdfinfo || skip "pdfinfo is not installed"
	issue "print: $CMYK, marks: all"
	bantin build -q issue.yaml
	pdfinfo -box -l 99 out.pdf >boxes
	[ "$(grep -c TrimBox boxes)" -ge 1 ]
	awk '/MediaBox/ { mx = $(NF-1); my = $NF }
	     /BleedBox/ { b = $(NF-3); bx = $(NF-1) }
	     /TrimBox/ { w = $(NF-1) - $(NF-3); h = $NF - $(NF-2); d = $(NF-3) - b
	                 if (w < 419 || w > 420.2 || h < 594.8 || h > 596 || d < 8.49 || d > 8.52 ||
	                     bx >= mx) exit 1 }' boxes
}

@test "black text is on the black plate alone" {
	has gs || skip "Ghostscript is not installed"
	issue "print: $CMYK"
	bantin build -q issue.yaml
	gs -q -o - -sDEVICE=inkcov out.pdf >ink
	[ -s ink ]
	awk '$1 + $2 + $3 > 0 || $4 <= 0 { exit 1 }' ink
}

@test "the slug line says page, file, date and title" {
	has pdftotext || skip "pdftotext is not installed"
	issue "print: $CMYK, marks: all"
	bantin build -q issue.yaml
	pdftotext out.pdf - | grep -q "1 · out.pdf · 2024-05-01 · The harbour"
	issue "print: $CMYK, marks: crop"
	bantin build -q issue.yaml
	pdftotext out.pdf - | not grep -q "out.pdf"
}

@test "ink is measured" {
	has gs || skip "Ghostscript is not installed"
	bantin convert --print "$CMYK" a.html -o a.pdf
	run bantin check --for print --ink a.pdf
	[ "$status" -eq 0 ]
	[[ "$output" == *"a.pdf: page 1: C 0"*"square of 15 mm"* ]]
	bantin check --for print --ink --json a.pdf | python3 -c '
import json, sys
p = json.load(sys.stdin)["ink"]["pages"]
assert p and 0 < p[0][3] < p[0][4] < 320, p'
}

@test "the limit of ink: the profile's own, the manifest's, the command's" {
	cp "$ROOT/samples/pictures/den-long.jpg" .
	sed 's,<p>,<p><img src="den-long.jpg" alt="Lanterns"></p><p>,' a.html |
		sed '0,/img src/!s,<p><img[^>]*></p>,,' >b.html
	run bantin convert -v --print "$CMYK" b.html -o a.pdf
	[[ "$output" == *"lays down 300 % of ink at most"* ]]
	bantin convert --print "$CMYK" --ink-limit 200% b.html -o b.pdf
	issue "print: $CMYK, ink: 200%"
	sed -i 's/a.html/b.html/' issue.yaml
	bantin build -q issue.yaml
	mkdir -p nothing
	for f in a b out; do
		PATH=$PWD/nothing "$BANTIN" check --ink --json $f.pdf >$f.json
	done
	python3 - <<-'P'
	import json
	most = {f: max(p[4] for p in json.load(open(f + ".json"))["ink"]["pages"])
	        for f in ("a", "b", "out")}
	assert most["a"] > 205, most
	assert 150 < most["b"] <= 201 and 150 < most["out"] <= 201, most
	P
	run bantin check --for print --ink --ink-limit 150 b.pdf
	[ "$status" -eq 65 ]
	[[ "$output" == *"GWG ink, page 1: more ink"* ]]
	run bantin check --ink-limit 90% b.pdf
	[ "$status" -eq 64 ]
	issue "print: $CMYK, ink: 450%"
	run bantin build -q issue.yaml
	[ "$status" -eq 78 ]
}

@test "a profile that is none, a paper that is none" {
	cp a.html my.icc
	run bantin convert --print my.icc a.html -o a.pdf
	[ "$status" -eq 78 ]
	[ ! -e a.pdf ]
	issue "print: glossy"
	run bantin build issue.yaml
	[ "$status" -eq 78 ]
	[[ "$output" == *"issue.yaml:5:"*"glossy"*"newspaper"* ]]
}

@test "the same bytes again" {
	issue "print: $CMYK, marks: all"
	bantin build -q issue.yaml
	mv out.pdf first.pdf
	bantin build -q issue.yaml
	cmp first.pdf out.pdf
}

@test "a booklet: pages in pairs, last beside first, tags and all" {
	has pdftotext || skip "pdftotext is not installed"
	for i in 1 2 3 4 5; do
		cat <<-H
		<h2 style="break-before: page">Part number $i</h2><p>$P1</p><p>$P2</p>
		H
	done >parts
	echo "<html lang=en><title>T</title><body><article><h1>All of it</h1><p>$P3</p>$(cat parts)</article></body></html>" >b.html
	bantin convert -q --page A6 --columns 1 b.html -o plain.pdf
	bantin convert -q --page A6 --columns 1 --print "$CMYK" --impose booklet b.html -o b.pdf
	run bantin check --for all b.pdf
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	n=$(pdfinfo plain.pdf | awk '/^Pages/ { print $2 }')
	[ "$n" -ge 2 ]
	[ "$(pdfinfo b.pdf | awk '/^Pages/ { print $2 }')" -eq $(((n + 3) / 4 * 2)) ]
	# A6 twice, side by side
	pdfinfo -box b.pdf | awk '/TrimBox/ { exit !($4 - $2 > 595 && $4 - $2 < 596) }'
	# the words, in the order of the tags
	pdfinfo -struct-text b.pdf | sed -n 's/^ *"\(.*\)"$/\1/p' | sed 's/^plain $/b /' >b.txt
	pdfinfo -struct-text plain.pdf | sed -n 's/^ *"\(.*\)"$/\1/p' >plain.txt
	[ -s b.txt ]
	cmp b.txt plain.txt
}

@test "papers by name: their condition, their limit of ink" {
	[ -e "$BUILD/icc/newspaper.icc" ] || skip "no profiles: argyll is not installed"
	cp "$ROOT/samples/pictures/den-long.jpg" .
	sed "s,<h1>,<h1>Lanterns: ,; s,</h1>,</h1><p>$P2</p><figure><img src=den-long.jpg alt=Lanterns><figcaption>Lanterns</figcaption></figure>," a.html >b.html
	mv b.html a.html
	issue "print: newspaper"
	bantin build -q issue.yaml
	grep -aq "/OutputConditionIdentifier(CGATS TR 002)" out.pdf
	run bantin check --for newspaper out.pdf
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	has gs || skip "Ghostscript is not installed"
	# not one pixel of the picture is above 245 %, but for rounding
	gs -q -dSAFER -dBATCH -dNOPAUSE -sDEVICE=pamcmyk32 -r100 -sOutputFile=p%d.pam out.pdf
	python3 - <<-'P'
	import glob
	most = dark = 0
	for f in glob.glob('p*.pam'):
	    d = open(f, 'rb').read()
	    d = d[d.index(b'ENDHDR\n') + 7:]
	    s = [a + b + c + k for a, b, c, k in zip(d[0::4], d[1::4], d[2::4], d[3::4])]
	    most = max(most, max(s))
	    dark += sum(v > 382 for v in s)
	assert most <= 245 * 255 / 100 + 2, most
	assert dark > 1000, dark
	P
}

@test "gradients and drawings beneath boxes: clean everywhere, within the ink" {
	mkdir mine
	echo '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="24"><rect width="48" height="24" fill="#063"/></svg>' >mine/leaf.svg
	cat >mine/print.css <<-C
	@page { size: A5; margin: 15mm; background: linear-gradient(#010130, #100010) }
	h1 { background: url(leaf.svg) no-repeat right / auto 12pt, linear-gradient(90deg, rgb(90 0 0), transparent); padding: 12pt }
	p { background-image: repeating-linear-gradient(45deg, #ffc8, #fff2 4pt, #ffc8 8pt), radial-gradient(circle at left, #ffc, #cff8, device-cmyk(1 1 0 0)) }
	p + p { background-image: repeating-radial-gradient(#cef 4pt, #fff 12pt) }
	C
	bantin convert -q --style mine a.html -o screen.pdf
	run bantin check screen.pdf
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	bantin convert -q --style mine --print newspaper a.html -o a.pdf
	run bantin check --for all a.pdf
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	run bantin check --for newspaper --ink a.pdf
	[ "$status" -eq 0 ]
	[ "$(pdfimages -list a.pdf | grep -c ' 600 *300 ')" -eq 1 ]
	run verapdf screen.pdf a.pdf
	[ "$status" -eq 0 ]
	[ -z "$output" ]
}
