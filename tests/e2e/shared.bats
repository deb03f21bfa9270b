#!/usr/bin/env bats
# What several pages of one site say word for word is the site's.
load common

setup() {
	cd "$BATS_TEST_TMPDIR"
}

site() {
	python3 "$ROOT/tests/e2e/site.py" "$@"
}

@test "what stands below each article of a site goes, and nothing else" {
	site vi vi
	run bantin convert -v vi/*.html -o all.txt
	[ "$status" -eq 0 ]
	[[ "$output" == *'5 of 5 articles were cleaned once more'* ]]
	not grep 'Mọi ý kiến' all.txt
	# each page by itself keeps it: it alone is what is missing of them
	for f in vi/*.html; do
		bantin clean -q --to text "$f"
		echo
	done >alone.txt
	[ "$(grep -c 'Mọi ý kiến' alone.txt)" -eq 5 ]
	words alone.txt >alone.words
	words all.txt >all.words
	grep -v 'Mọi ý kiến' alone.txt | words /dev/stdin >less.words
	diff less.words all.words
}

@test "a heading over nothing else goes along" {
	site en en
	bantin convert -q en/*.html -o all.txt
	not grep -e 'About us' -e 'primary mission' all.txt
	[ "$(grep -c 'A second stage is to follow' all.txt)" -eq 5 ]
	bantin clean -q --to text en/en-0.html | grep 'About us'
}

@test "amid the text it goes from a box of its own, and stays as a paragraph of the text" {
	site en en
	# below the second paragraph
	sed -i '/^<p>.* was paid for /a <div class="inset"><p>Our weekly letter brings you more stories from the shore every Friday morning.</p></div>' en/*.html
	bantin clean -q --to text en/en-3.html | grep 'weekly letter'
	bantin convert -q en/*.html -o box.txt
	not grep 'weekly letter' box.txt
	sed -i 's/<div class="inset">\(.*\)<\/div>/\1/' en/*.html
	bantin convert -q en/*.html -o text.txt
	[ "$(grep -c 'weekly letter' text.txt)" -eq 5 ]
}

@test "a page that is rid of it already counts, too" {
	site vi vi 3
	# one has it in its footer
	ask=$(grep -h 'Mọi ý kiến' vi/vi-2.html)
	grep -v 'Mọi ý kiến' vi/vi-2.html | sed "s|<footer>|&$ask|" >less.html
	mv less.html vi/vi-2.html
	bantin explain -q --json vi/vi-2.html | grep '"fate": *"dropped"' >/dev/null
	bantin clean -q --to text vi/vi-2.html | not grep 'Mọi ý kiến'
	bantin convert -q vi/*.html -o all.txt
	not grep 'Mọi ý kiến' all.txt
}

@test "two pages are no proof, nor is one among many of another site" {
	site vi vi 2
	site en en
	bantin convert -q vi/*.html en/*.html -o all.txt
	[ "$(grep -c 'Mọi ý kiến' all.txt)" -eq 2 ]
	not grep 'primary mission' all.txt
}

@test "two sites in one run are told apart" {
	site vi one
	site vi two
	# the other site says it, too, on two of its pages alone
	rm two/vi-[234].html
	sed -i 's/tinven\.example\/bai/khac.example\/bai/' two/*.html
	bantin convert -q one/*.html two/*.html -o all.txt
	[ "$(grep -c 'Mọi ý kiến' all.txt)" -eq 2 ]
}

@test "pages that do not say where they are from are of one site in one folder" {
	site folder here
	mkdir a b c d e
	for i in 0 1 2 3 4; do
		cp here/folder-$i.html "$(echo a b c d e | cut -d' ' -f$((i + 1)))"
	done
	bantin convert -q here/*.html -o here.txt
	not grep 'Mọi ý kiến' here.txt
	bantin convert -q ./[a-e]/*.html -o apart.txt
	[ "$(grep -c 'Mọi ý kiến' apart.txt)" -eq 5 ]
}

@test "decisions keep their bases, clauses and signatures" {
	site gazette qd
	bantin convert -q qd/*.html -o all.txt
	for want in 'Căn cứ Luật Đầu tư công' 'Quyết định này có hiệu lực' 'Chánh Văn phòng' 'Nơi nhận' 'TM. ỦY BAN'; do
		[ "$(grep -c "$want" all.txt)" -eq 5 ] || { echo "$want"; false; }
	done
}

@test "reports of which much is the same keep it" {
	site weather w
	bantin convert -q w/*.html -o all.txt
	[ "$(grep -c 'Độ ẩm trung bình' all.txt)" -eq 5 ]
	[ "$(grep -c 'Biển động nhẹ' all.txt)" -eq 5 ]
}

@test "copies of one article keep their text" {
	site vi vi
	for i in 5 6 7; do
		cp vi/vi-0.html vi/vi-$i.html
	done
	# a later state of it
	sed -i 's/<p>Sáng thứ hai/<p>Tin mới: sáng thứ hai/' vi/vi-7.html
	bantin convert -q vi/*.html -o all.txt
	[ "$(grep -c 'khi bờ bắc có thêm đường vào' all.txt)" -eq 4 ]
	not grep 'Mọi ý kiến' all.txt
	# and alone they prove nothing
	bantin convert -q vi/vi-[0567].html -o copies.txt
	[ "$(grep -c 'Mọi ý kiến' copies.txt)" -eq 4 ]
}

@test "output and messages are the same whatever the number of workers" {
	site vi vi 7
	sed -i 's/<p>Theo/<p><img src="none.png" alt="x"><\/p>&/' vi/vi-3.html
	mkdir one four
	bantin convert -v -j1 vi/*.html -o one/a.epub 2>one/err
	bantin convert -v -j4 vi/*.html -o four/a.epub 2>four/err
	cmp one/a.epub four/a.epub
	sed 's/^bantin: 7 articles: four/bantin: 7 articles: one/' four/err | diff one/err -
	# what the first cleaning said is not said again
	grep none.png one/err
	[ -z "$(sort one/err | uniq -d)" ]
}

@test "explain tells on how many pages it stands; the balance holds" {
	site vi vi
	bantin explain -q --among vi vi/vi-2.html >told
	grep 'extract: other-pages, 25 words, .* on 4 other pages of the site' told
	grep -A1 other-pages told | grep 'Mọi ý kiến'
	bantin explain -q --json --among vi vi/vi-2.html >told.json
	python3 - <<'EOF'
import json
d = json.load(open("told.json"))
w = d["words"]
assert w["page"] == w["kept"] + w["metadata"] + w["dropped"], w
assert w["ledger"] == w["metadata"] + w["dropped"], w
e, = [e for e in d["ledger"] if e["rule"] == "other-pages"]
assert e["others"] == 4 and e["words"] == 25, e
EOF
	bantin explain -q --html told.html --among vi vi/vi-2.html
	grep 'on 4 other pages of the site' told.html
	# the page alone, and among others of another folder
	site en en
	bantin explain -q vi/vi-2.html | not grep other-pages
	bantin explain -q --among en vi/vi-2.html | not grep other-pages
}

@test "clean --among gives the article as a run has it" {
	site vi vi
	bantin clean -q --to text --among vi vi/vi-1.html >among.txt
	not grep 'Mọi ý kiến' among.txt
	# one more page that says it
	cp vi/vi-1.html page.html
	bantin explain -q --among vi page.html | grep 'on 5 other pages'
	bantin clean -q --to text --among vi - <vi/vi-1.html >stdin.txt
	diff among.txt stdin.txt
	run bantin clean --among nowhere vi/vi-1.html
	[ "$status" -eq 66 ]
	[[ "$output" == *nowhere* ]]
}

@test "a site rule that keeps it has the last word" {
	site vi vi
	cat >rules.yaml <<'EOF'
bantin: 1
rules:
  - name: all
    host: tinven.example
    keep: .text
EOF
	bantin convert -q --rules rules.yaml vi/*.html -o all.txt
	[ "$(grep -c 'Mọi ý kiến' all.txt)" -eq 5 ]
}
