#!/usr/bin/env bats
# Site rules: what a house knows of a site.
load common

setup() {
	cd "$BATS_TEST_TMPDIR"
	cat >page.html <<'EOF'
<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Trang chủ | Cổng</title>
<link rel="canonical" href="https://www.customs.gov.vn/tin/bai-1.html?x=1"></head>
<body><div id=top><ul><li><a href="/">Trang chủ</a></li><li><a href="/t">Tin</a></li></ul></div>
<div id="c"><div class="hdr">Hải quan mở kho mới</div>
<div class="meta"><span class="d">Thứ 6, 03/05/2024 10:15</span> <b class=au>Nguyễn Văn An</b></div>
<div class="txt" data-bantin-keep="x"><p>Văn phòng cảng mở kho mới hôm thứ hai, và những tàu đầu tiên được thông quan trước buổi trưa.</p>
<div class=rel><p>Xem thêm: các bài viết khác về cảng biển và kho bãi trong cả nước, rất nhiều bài.</p></div>
<p>Các thuyền trưởng nói rằng các mẫu đơn ngắn hơn trước; người đứng đầu hứa rằng chúng sẽ còn ngắn hơn nữa.</p></div>
<div class="note" style="display:none"><p>Ghi chú: số liệu tính đến hết tháng tư.</p></div></div>
<footer><p>© 2024 Cổng</p></footer></body></html>
EOF
	cat >site.yaml <<'EOF'
bantin: 1
rules:
  - name: customs
    host: customs.gov.vn
    path: /tin/*
    article: .txt
    keep: .note
    drop: [.rel, "#nowhere"]
    title: .hdr
    byline: .au
    date: .d
EOF
	cat >want.txt <<'EOF'
Hải quan mở kho mới

Nguyễn Văn An · 3/5/2024

Văn phòng cảng mở kho mới hôm thứ hai, và những tàu đầu tiên được thông quan trước buổi trưa.

Các thuyền trưởng nói rằng các mẫu đơn ngắn hơn trước; người đứng đầu hứa rằng chúng sẽ còn ngắn hơn nữa.

Ghi chú: số liệu tính đến hết tháng tư.
EOF
}

@test "a rule says what is the article, what stays, what goes, and who wrote it when" {
	run bantin clean --rules site.yaml --expect want.txt page.html
	echo "$output"
	[ "$status" -eq 0 ] && [ -z "$output" ]
	run bantin clean --expect want.txt page.html
	[ "$status" -eq 65 ]
}

@test "what is not as expected is shown line by line and ends with 65" {
	sed -e 's/tàu/thuyền/' -e '/^Ghi/d' want.txt >other.txt
	run bantin clean --rules site.yaml --expect other.txt page.html
	[ "$status" -eq 65 ]
	[ "$(grep -c '^-' <<<"$output")" -eq 1 ]
	[[ "$output" == *"-Văn phòng cảng mở kho mới hôm thứ hai, và những thuyền"* ]]
	[[ "$output" == *"+Văn phòng cảng mở kho mới hôm thứ hai, và những tàu"* ]]
	[[ "$output" == *"+Ghi chú"* ]]
	[[ "$output" == *"lines differ"* ]]
	bantin clean --rules site.yaml --to md page.html >want.md
	bantin clean --rules site.yaml --to md --expect want.md page.html
	run bantin clean --rules site.yaml --expect missing.txt page.html
	[ "$status" -eq 66 ]
}

@test "the ledger and the metadata name the rule" {
	bantin clean --rules site.yaml --to json page.html >a.json
	python3 - <<'EOF'
import json
d = json.load(open("a.json"))
rules = [(e["kind"], e["stage"], e["rule"]) for e in d["ledger"]]
assert ("drop", "rules", "customs: drop .rel") in rules, rules
assert ("note", "rules", "customs: keep .note") in rules, rules
assert ("drop", "extract", "customs: article .txt") in rules, rules
assert d["title"] == "Hải quan mở kho mới" and d["date"].startswith("2024-05-03")
EOF
	bantin clean --rules site.yaml page.html | grep -v 'data-bantin' >/dev/null
	bantin clean --rules site.yaml page.html | not grep -q 'data-bantin'
}

@test "a rule applies by host and path, by the address or the file" {
	dropped() { # HOST PATH: is .rel dropped?
		printf 'rules:\n  - {host: "%s", path: "%s", drop: .rel, article: .txt}\n' "$1" "$2" >r.yaml
		bantin clean -q --rules r.yaml --to text page.html | not grep -q 'Xem thêm'
	}
	dropped customs.gov.vn '/tin/*'
	dropped CUSTOMS.gov.vn '/**'
	dropped '*.gov.vn' '**/bai-?.html'
	dropped www.customs.gov.vn 'page.html'
	dropped 'www.*' '*.html'
	not dropped ustoms.gov.vn '/**'
	not dropped gov.vn.org '/**'
	not dropped customs.gov.vn '/tin'
	not dropped customs.gov.vn '/other/*'
	not dropped customs.gov.vn 'age.html'
	not dropped example.org 'page.html'
}

@test "marks of the page's own do nothing, with rules or without" {
	printf 'rules:\n  - {drop: .nothing}\n' >r.yaml
	bantin clean --rules r.yaml --to text page.html >1.txt
	sed 's/ data-bantin-keep="x"//' page.html >plain.html
	bantin clean --rules r.yaml --to text plain.html >2.txt
	bantin clean --to text plain.html >3.txt
	cmp 1.txt 2.txt
	cmp 2.txt 3.txt
}

@test "every fault of a rule file is told with its place, and nothing is read" {
	cat >bad.yaml <<'EOF'
rules:
  - host: https://x.org/
    drop: [".a >", "p::before"]
    kep: .b
  - name: idle
  - drop: ".ok"
    titel: h1
EOF
	run bantin clean --rules bad.yaml page.html
	[ "$status" -eq 78 ]
	for at in 2:11 3:13 3:21 4:5 5:5 7:5; do
		[[ "$output" == *"bad.yaml:$at: fatal"* ]] || { echo "no $at in $output"; false; }
	done
	[ "$(wc -l <<<"$output")" -eq 6 ]
	printf 'rules: [' >bad.yaml
	run bantin convert --rules bad.yaml page.html -o a.pdf
	[ "$status" -eq 78 ] && [ ! -e a.pdf ]
	run bantin clean --rules none.yaml page.html
	[ "$status" -eq 66 ]
}

@test "a rule that finds nothing warns" {
	printf 'rules:\n  - {name: old, article: .gone, title: h7}\n' >r.yaml
	run bantin clean --rules r.yaml --to text page.html
	[ "$status" -eq 0 ]
	[[ "$output" == *'rule "old": title: "h7" matches nothing'* ]]
	[[ "$output" == *'rule "old": article: ".gone" matches nothing'* ]]
}

@test "the address of a page that does not say it is given, or was written when it was saved" {
	sed '/canonical/d' page.html >saved.html
	run bantin clean --rules site.yaml --to text saved.html
	[[ "$output" == *'Xem thêm'* ]]
	bantin clean --rules site.yaml --expect want.txt \
		--url https://www.customs.gov.vn/tin/bai-1.html saved.html
	{ echo '<!-- saved from url=(0043)https://www.customs.gov.vn/tin/bai-1.html -->'
	  cat saved.html; } >marked.html
	bantin clean --rules site.yaml --expect want.txt marked.html
	# what is given goes before what the page says
	run bantin clean -q --rules site.yaml --to text --url https://example.org/a.html page.html
	[[ "$output" == *'Xem thêm'* ]]
	bantin convert -q --rules site.yaml --url https://customs.gov.vn/tin/1 saved.html -o a.txt
	cmp a.txt want.txt
	run bantin convert --url https://example.org/ saved.html page.html -o b.txt
	[ "$status" -eq 64 ] && [ ! -e b.txt ]
	for bad in example.org https:// 'https://a b/' ftp://a.vn/; do
		run bantin clean --url "$bad" saved.html
		[ "$status" -eq 64 ] && [[ "$output" == *"--url $bad: expected an address"* ]]
	done
}

@test "links lose what only counts readers where that is asked for" {
	page a.html "A new hall" "$P1 <a href='/x?utm_source=a&amp;id=2&amp;fbclid=9#p'>One</a>" \
		"$P2 <a href='y?utm_medium=a'>Two</a>" "$P3"
	bantin clean --url https://example.org/n/a.html a.html >a.xhtml
	grep -q 'href="https://example.org/x?utm_source=a&amp;id=2&amp;fbclid=9#p"' a.xhtml
	bantin clean --untrack --url https://example.org/n/a.html a.html >b.xhtml
	grep -q 'href="https://example.org/x?id=2#p"' b.xhtml
	grep -q 'href="https://example.org/n/y"' b.xhtml
	cat >issue.yaml <<'EOF'
bantin: 1
title: T
issue: {language: en, date: "2024-05-01"}
untrack: true
sections: [{title: S, articles: [{path: c.html}]}]
epub: {output: c.epub}
EOF
	sed 's|</head>|<base href="https://example.org/n/"></head>|' a.html >c.html
	bantin build -q issue.yaml
	unzip -p c.epub '*.xhtml' >c.xhtml
	grep -q 'href="https://example.org/x?id=2#p"' c.xhtml
}

@test "a manifest names its rules, convert takes them, workers apply them" {
	sample_page b.html
	cat >issue.yaml <<'EOF'
bantin: 1
title: T
issue: {language: vi, date: "2024-05-01"}
rules: site.yaml
sections: [{title: S, articles: [{path: page.html}, {path: b.html}]}]
epub: {output: out.epub}
EOF
	bantin build -q issue.yaml
	unzip -p out.epub '*.xhtml' >all.xhtml
	grep -q 'Ghi chú' all.xhtml
	not grep -q 'Xem thêm' all.xhtml
	bantin convert -q --rules site.yaml page.html -o a.txt
	cmp a.txt want.txt
	sed -i 's/drop:/dorp:/' site.yaml
	run bantin build -q issue.yaml
	[ "$status" -eq 78 ] && [[ "$output" == *site.yaml:8:* ]]
}

@test "positions are those of the page, whatever is dropped of it, and long pages stay cheap" {
	python3 - <<'EOF'
ps = "".join(f"<p>Paragraph {i} of a page that is long enough to be an article of its own.</p>" for i in range(1, 7))
open("n.html", "w").write(f"<html><body><article><h1>Title</h1>{ps}</article></body></html>")
ps = "".join(f"<p>Paragraph {i} about harbours.</p><div class=s><a href=#>Share</a></div>" for i in range(30000))
open("long.html", "w").write(f"<html><body><article><h1>Title</h1>{ps}</article></body></html>")
EOF
	printf 'rules:\n  - {article: article, drop: "p:nth-of-type(2n)"}\n' >r.yaml
	run bantin clean -q --rules r.yaml --to text n.html
	[ "$(grep -o 'Paragraph [0-9]' <<<"$output" | tr -d '\n')" = "Paragraph 1Paragraph 3Paragraph 5" ]
	printf 'rules:\n  - {keep: "article > p:nth-child(4n+2)", drop: ["div:nth-child(3) > a", "article div:nth-of-type(2n) a"]}\n' >r.yaml
	timeout "$((${PATIENCE:-300} / 10))" "$BANTIN" clean -q --rules r.yaml --to text long.html >long.txt
	[ "$(grep -c harbours long.txt)" -ge 15000 ]
}
