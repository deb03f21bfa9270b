#!/usr/bin/env bats
# bantin archive: a folder of articles to volumes by month, section or size.
load common

# dated FILE TITLE DATE SECTION
dated() {
	mkdir -p "$(dirname "$1")"
	sample_page "$1" "$2"
	sed -i "s|</head>|<meta property=\"article:published_time\" content=\"$3\">${4:+<meta property=\"article:section\" content=\"${4//&/\\\&}\">}</head>|" "$1"
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	dated news/kinh-te/b.html "The second of May" 2024-05-02 "Kinh tế & Đầu tư"
	dated news/kinh-te/a.htm "The first of May" 2024-05-01 "Kinh tế & Đầu tư"
	dated news/doi-song/c.html "One of June" 2024-06-09 ""
	sample_page news/d.html "One without a day"
	sed -i '/<meta property/d' news/d.html
	mkdir news/.git news/pictures
	sample_page news/.git/hidden.html
	: >news/pictures/readme.txt
}

titles() {
	unzip -p "$1" EPUB/toc.ncx | tr -d '\n' |
		grep -o '<text>[^<]*</text></navLabel><content src="a[0-9]' |
		sed 's/<text>//; s/<.*//'
}

@test "by month: one volume each, articles by date" {
	run bantin archive news -o out
	[ "$status" -eq 0 ]
	[ "$(cd out && echo *)" = "2024-05.epub 2024-06.epub undated.epub" ]
	[ "$(titles out/2024-05.epub)" = "The first of May
The second of May" ]
	[ "$(titles out/undated.epub)" = "One without a day" ]
	unzip -p out/2024-05.epub EPUB/package.opf | grep -q '<dc:title id="name">news, 2024-05</dc:title>'
	bantin check out/*.epub
}

@test "by section: what the page names, else the folder, else other" {
	bantin archive -q news -o out --by section --title "Báo"
	[ "$(cd out && echo *)" = "doi-song.epub kinh-te-dau-tu.epub other.epub" ]
	unzip -p out/kinh-te-dau-tu.epub EPUB/package.opf | grep -q 'Báo, Kinh tế &amp; Đầu tư<'
	bantin check out/*.epub
}

@test "by size: every volume is below it, no article is lost" {
	for i in 1 2 3 4 5 6; do
		dated "big/$i.html" "Article number $i" 2024-05-0$i ""
		python3 - "big/$i.html" "$i" <<-'P'
		import sys
		f, i = sys.argv[1], int(sys.argv[2])
		s = open(f).read()
		p = ' '.join('word%d' % (k * i) for k in range(30000))
		open(f, 'w').write(s.replace('</article>', '<p>%s</p></article>' % p))
		P
	done
	bantin archive -q big -o out --by size --max-size 2M
	[ "$(find out -name '*.epub' | wc -l)" -gt 1 ]
	n=0
	for f in out/*.epub; do
		[ "$(stat -c %s "$f")" -lt 2000000 ]
		n=$((n + $(titles "$f" | wc -l)))
	done
	[ $n -eq 6 ]
}

@test "a second run writes nothing; a new article changes its volume alone" {
	bantin archive -q news -o out
	sha256sum out/* >before
	touch -d 2001-01-01 out/*
	TZ=Asia/Tokyo LC_ALL=C bantin archive -q -j1 news -o out
	sha256sum -c --quiet before
	[ "$(stat -c %Y out/2024-05.epub)" -eq "$(date -d 2001-01-01 +%s)" ]
	dated news/e.html "The third of May" 2024-05-03 ""
	bantin archive -q news -o out
	not sha256sum -c --quiet before 2>/dev/null
	[ "$(stat -c %Y out/2024-06.epub)" -eq "$(date -d 2001-01-01 +%s)" ]
}

@test "wrong use, no folder, nothing in it, nothing written when dry" {
	run bantin archive news
	[ "$status" -eq 64 ]
	run bantin archive news -o out --by week
	[ "$status" -eq 64 ]
	run bantin archive nothere -o out
	[ "$status" -eq 66 ]
	mkdir empty
	run bantin archive empty -o out
	[ "$status" -eq 66 ] && [[ "$output" == *"holds no article"* ]]
	bantin archive -q -n news -o out
	[ ! -e out ]
}

@test "a bad article costs that article" {
	for i in $(seq 20); do
		dated "news/$i.html" "Number $i" 2024-07-01 ""
	done
	printf '\0\1\2' >news/bad.html
	run bantin archive news -o out
	[ "$status" -eq 3 ]
	[[ "$output" == *"news/bad.html"* ]]
	[ "$(titles out/2024-07.epub | wc -l)" -eq 20 ]
}

@test "profiles: what their stores ask for, and nothing else changes" {
	for p in default kobo kindle apple; do
		bantin convert -q --title T --epub-profile $p news/d.html news/kinh-te/*.h* -o $p.epub
		bantin check $p.epub
		unzip -Z1 $p.epub | sort >$p.names
	done
	unzip -p default.epub EPUB/nav.xhtml | grep -q landmarks
	unzip -p kobo.epub EPUB/nav.xhtml | not grep -q landmarks
	[ "$(comm -3 default.names kindle.names | grep -v fonts/ | tr -d '\t')" = "EPUB/cover.xhtml
META-INF/com.apple.ibooks.display-options.xml" ]
	not grep -q fonts/ kindle.names
	unzip -p apple.epub EPUB/package.opf | grep -q '"ibooks:specified-fonts">true<'
	run bantin convert --epub-profile sony news/d.html -o x.epub
	[ "$status" -eq 64 ]
}

@test "drawings: PNG for all readers, or as they came" {
	printf '<svg viewBox="0 0 40 20"><script>x</script><path d="M0 0h9v9z"/></svg>' >n.svg
	printf '<title>T</title><article><h1>T</h1><p>%s</p><figure><img src=n.svg alt=N></figure></article>' \
		"$(printf 'words of an article %.0s' 1 2 3 4 5 6 7 8)" >n.html
	bantin convert -q n.html -o c.epub -o c.pdf
	bantin convert -q --epub-images modern n.html -o m.epub
	bantin check c.epub c.pdf m.epub
	unzip -Z1 c.epub | grep -q 'images/0001.png'
	unzip -Z1 c.epub | not grep -q svg
	unzip -p m.epub EPUB/images/0001.svg | grep -q path
	unzip -p m.epub EPUB/images/0001.svg | not grep -q script
	[ "$(pdfimages -list c.pdf | sed -n 3p | awk '{ print $4 "x" $5 }')" = 600x300 ]
	run bantin convert --epub-images old n.html -o x.epub
	[ "$status" -eq 64 ]
}
