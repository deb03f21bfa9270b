#!/usr/bin/env bats
# The account of a page: nothing is dropped or changed without a word.
load common

setup() {
	cd "$BATS_TEST_TMPDIR"
	cat >page.html <<'EOF'
<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
<title>Cảng mở kho mới | Cổng</title><meta property="og:title" content="Cảng mở kho mới">
<meta name="author" content="Nguyễn Văn An"></head>
<body><div id=nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/t">Tin tức</a></li><li><a href="/l">Liên hệ</a></li></ul></div>
<h1>Cảng mở kho mới</h1>
<p>Văn phòng cảng mở kho mới hôm thứ hai, và những tàu đầu tiên được thông quan trước buổi trưa bởi các cán bộ đã được huấn luyện từ mùa xuân.</p>
<p>Các thuyền trưởng nói rằng các mẫu đơn ngắn hơn trước; người đứng đầu văn phòng hứa rằng chúng sẽ còn ngắn hơn nữa trong năm.</p>
<p>Ông nói: â€œChúng tôi sẽ làm tốt hơnâ€, và mọi người đồng ý với ông về việc này.</p>
<p><img src="here.png" alt="Kho"><img src="gone.png" alt="Mất"></p>
<div class="share"><a href="#">Chia sẻ</a> <a href="#">In bài</a></div>
<footer><a href="/c">Liên hệ tòa soạn</a> <a href="/q">Bản quyền</a></footer></body></html>
EOF
	cp "$ROOT/samples/logo.png" here.png
}

@test "the text tells of encoding, metadata, drops, repairs, pictures and words" {
	run bantin explain -q page.html
	[ "$status" -eq 0 ]
	for want in 'encoding: UTF-8, by what the page declares; 100 % sure' \
		'  title        Cảng mở kho mới  (the page' \
		'also: Cảng mở kho mới | Cổng  (the <title>)' \
		'  author       Nguyễn Văn An  (a <meta> of the head)' \
		'  4: extract: ' '      Trang chủ Tin tức Liên hệ' \
		'      at body/div[1]' '  10: extract: share' \
		'  11: extract: ' '      at body/footer' \
		'pictures found:' '  here.png, ' 'images: image-missing' \
		'words: '; do
		[[ "$output" == *"$want"* ]] || { echo "no '$want' in $output"; false; }
	done
}

@test "a repair is told with its line, before and after" {
	run bantin explain -q page.html
	[[ "$output" == *'  8: repair: mojibake'* ]]
	[[ "$output" == *'- '*'â€œChúng tôi'* ]]
	[[ "$output" == *'+ '*'“Chúng tôi'* ]]
}

@test "JSON: every block has its fate, every dropped one its rule, and no word is lost" {
	bantin explain -q --json page.html >a.json
	python3 - <<'EOF'
import json
d = json.load(open("a.json"))
w = d["words"]
assert w["page"] == w["kept"] + w["metadata"] + w["dropped"], w
assert w["ledger"] == w["metadata"] + w["dropped"], w
assert w["article"] == w["kept"], w
assert d["encoding"]["name"] == "UTF-8" and d["encoding"]["confidence"] == 100
assert d["metadata"]["title"]["value"] == "Cảng mở kho mới"
assert {e["source"] for e in d["metadata"]["title"]["evidence"]} >= {"og", "title"}
assert d["metadata"]["author"]["source"] == "meta"
stage = {s["name"]: s for s in d["stages"]}
assert list(stage) == ["decode", "parse", "meta", "extract", "sanitise", "normalise", "typography", "images"]
assert stage["parse"]["changes"] == 1 and stage["images"]["drops"] == 1, stage
assert sum(s["drops"] for s in d["stages"]) == sum(e["kind"] == "drop" for e in d["ledger"])
for b in d["blocks"]:
    assert b["fate"] in ("kept", "metadata", "dropped")
    assert b["line"] > 0 and b["path"].startswith("body")
    if b["fate"] != "kept":
        e = d["ledger"][b["entry"]]
        assert e["rule"] == b["rule"] and e["stage"] == b["stage"]
fate = {b["text"][:9]: b["fate"] for b in d["blocks"]}
assert fate["Văn phòng"] == "kept" and fate["Liên hệ t"] == "dropped", fate
title = [b for b in d["blocks"] if b["element"] == "h1"][0]
assert title["fate"] == "metadata" and title["rule"] == "title"
pics = {p["src"]: p for p in d["pictures"]}
assert pics["here.png"]["fate"] == "kept" and pics["here.png"]["width"] > 0
assert pics["gone.png"]["rule"] == "image-missing"
EOF
}

@test "the page of it holds nothing active and asks for nothing, whatever the article says" {
	cat >evil.html <<'EOF'
<html><head><title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; Kho</title>
<meta name="author" content="&quot;&gt;&lt;img src=x onerror=alert(2)&gt;"><link rel=canonical href="javascript:alert(3)"></head>
<body><nav class="&quot;onclick=x"><a href="javascript:alert(4)">&lt;script&gt;alert(5)&lt;/script&gt;</a></nav>
<h1>&lt;/h1&gt;&lt;svg onload=alert(6)&gt;</h1>
<p>Văn phòng cảng mở kho mới hôm thứ hai, và những tàu đầu tiên được thông quan &lt;/div&gt;&lt;iframe src=//x&gt; trước buổi trưa bởi các cán bộ.</p>
<p style="background:url(//x)">Các thuyền trưởng nói rằng các mẫu đơn ngắn hơn trước &lt;style&gt;*{display:none}&lt;/style&gt; và sẽ còn ngắn hơn nữa.</p>
<img src='x" onerror="alert(7)' alt='"><script>alert(8)</script>'><x-y onload=alert(9)>chữ trong phần tử lạ</x-y></body></html>
EOF
	bantin explain -q --html out.html evil.html
	bantin explain -q --html page-out.html page.html
	python3 - <<'EOF'
from html.parser import HTMLParser
ok = set("""html head meta title style body div header p h1 h2 h3 section ul li b dl dt dd span
details summary figure figcaption br input label footer""".split())
void = {"meta", "br", "input"}
attrs = set("lang charset http-equiv content name class dir role aria-label style type id checked for open".split())
class P(HTMLParser):
    stack = []
    def handle_starttag(self, tag, at):
        assert tag in ok, tag
        for k, v in at:
            assert k in attrs, (tag, k)
            if k == "style":
                assert v.startswith("flex:") and v[5:].isdigit(), v
            assert k != "type" or v == "radio"
        if tag not in void:
            self.stack.append(tag)
    def handle_endtag(self, tag):
        assert self.stack.pop() == tag, tag
for f in ("out.html", "page-out.html"):
    s = open(f).read()
    p = P()
    p.feed(s)
    assert p.stack == [], p.stack
    assert "default-src 'none'" in s
    for style in s.split("<style>")[1:]:
        style = style.split("</style>")[0]
        assert "@import" not in style
        for u in style.split("url(")[1:]:
            assert u.startswith("data:image/"), u[:40]
s = open("page-out.html").read()
for want in ("Trang chủ", "in a box for sharing", "Nguyễn Văn An", "no such file",
             "data:image/png;base64,", "“Chúng tôi", 'class="row kept p"', 'class="row cut m"'):
    assert want in s, want
EOF
}

@test "the same page gives the same account, from a file or standard input" {
	bantin explain -q --html 1.html page.html
	bantin explain -q --html 2.html page.html
	cmp 1.html 2.html
	bantin explain -q --json - <page.html | sed 's/"file": "-"/"file": "page.html"/' >2.json
	bantin explain -q --json page.html >1.json
	cmp 1.json 2.json
}

@test "a page that fails has its account, and the status of the failure" {
	printf '<html><body><script>x</script></body></html>' >bad.html
	run bantin explain --html bad-out.html bad.html
	[ "$status" -eq 65 ]
	grep -q 'could not be' bad-out.html
	run bantin explain missing.html
	[ "$status" -eq 66 ]
	run bantin explain
	[ "$status" -eq 64 ]
}

@test "site rules are named" {
	printf 'rules:\n  - {name: port, drop: .share}\n' >r.yaml
	run bantin explain -q --rules r.yaml page.html
	[[ "$output" == *"  10: rules: port: drop .share"* ]]
}

@test "a legacy encoding is told with its evidence and the second best" {
	python3 - <<'EOF'
s = "<html><body><p>" + "Th\xf6\xf4 nghi\xd6m ti\xd5ng Vi\xd6t trong b\xb6ng m\xb7 c\xf2, c\xb8c c\xb8n b\xe9 \xae\xb7 \xae\xad\xeec hu\xcen luy\xd6n t\xf5 m\xefa xu\xa9n. " * 8
open("tcvn3.html", "wb").write((s + "</p></body></html>").encode("latin-1"))
EOF
	bantin explain -q --json tcvn3.html >a.json
	python3 - <<'EOF'
import json
e = json.load(open("a.json"))["encoding"]
assert e["by"] == "syllables" and "TCVN" in e["name"].upper(), e
assert 80 <= e["confidence"] <= 100, e
assert "second" not in e or e["second"]["confidence"] <= e["confidence"], e
EOF
}

@test "bytes that cannot be decoded are told with line and offset" {
	{ sed -n '1,5p' page.html; printf '<p>a\377\376b'; sed -n '6,$p' page.html; } >bad.html
	at=$(($(sed -n '1,5p' page.html | wc -c) + 4))
	run bantin explain -q bad.html
	[ "$status" -eq 0 ]
	[[ "$output" == *"6: decode: undecodable (bytes that mean nothing"* ]]
	[[ "$output" == *"byte sequences, the first at byte $at"* ]]
}

@test "the words of the samples balance" {
	for f in "$ROOT"/samples/articles/*.html; do
		bantin explain -q --json "$f"
	done >all.json
	python3 - <<'EOF'
import json
s, dec, n = open("all.json").read(), json.JSONDecoder(), 0
while s.strip():
    d, end = dec.raw_decode(s.lstrip())
    s = s.lstrip()[end:]
    w = d["words"]
    assert w["page"] == w["kept"] + w["metadata"] + w["dropped"] > 0, d["file"]
    # a number that was typed before an item is counted by the list now
    signs = sum(e["words"] for e in d["ledger"] if e["rule"] == "list-sign")
    assert w["kept"] == w["article"] + signs, (d["file"], w)
    # "BáoMenu" is one word of a box and two of its pieces
    assert abs(w["page"] - w["article"] - w["ledger"]) * 100 <= w["page"], (d["file"], w)
    n += 1
assert n >= 12, n
EOF
}

@test "the words of pages as they are balance, where the corpora are at hand" {
	corpora=$ROOT/../shared/corpora/extraction
	[ -d "$corpora" ] || skip "no ../shared/corpora"
	for set in "$corpora"/*/html; do
		for f in $(find "$set" -name '*.gz' | LC_ALL=C sort | awk 'NR % 5 == 1' | head -n 8); do
			gzip -dc "$f" | bantin explain -q --json - 2>/dev/null || true
		done
	done >all.json
	python3 - <<'EOF'
import json
s, dec, at, n, exact = open("all.json").read(), json.JSONDecoder(), 0, 0, 0
while s[at:].strip():
    d, at = dec.raw_decode(s, at + len(s[at:]) - len(s[at:].lstrip()))
    if d["failed"]:
        continue
    w = d["words"]
    n += 1
    assert w["page"] == w["kept"] + w["metadata"] + w["dropped"], w
    signs = sum(e["words"] for e in d["ledger"] if e["rule"] == "list-sign")
    # an embedded film becomes a line that says where it is
    films = sum(e["words"] for e in d["ledger"] if e["rule"] == "embed-line")
    off = abs(w["kept"] - w["article"] - signs + films)
    exact += off == 0
    # numbers of lists, alternative texts: a few words, never a paragraph
    assert off * 100 <= 4 * w["page"] + 1000, (d["metadata"].get("title"), w)
    for b in d["blocks"] + d["pictures"]:
        assert b["fate"] == "kept" or "rule" in b or b["element"] == "img", b
assert n >= 40 and exact * 100 >= 85 * n, (exact, n)
EOF
}

@test "a page read from the data of its scripts says so, in text and as a page" {
	words=$(seq -s ' ' 1 300)
	printf '<title>x</title><div id=app></div><script>var d={"body":"<p>%s<\\/p><p>%s<\\/p>"}</script>' \
		"$words" "$words" >drawn.html
	run bantin explain -q drawn.html
	[[ $output == *"its text is from their data"* ]]
	bantin explain -q --html drawn-out.html drawn.html
	grep -q 'its text is from their data' drawn-out.html
	[ "$(grep -c 'Nothing had to be repaired' drawn-out.html)" -eq 0 ]
}

@test "signs of icon fonts are no blocks; the title taken as furniture is still metadata" {
	cat >icons.html <<-'H'
	<!DOCTYPE html><meta charset=utf-8><title>The ferry comes back</title>
	<nav><a href=/a>Home</a><a href=/b>World</a></nav>
	<div class=related><h1>The ferry comes back</h1></div>
	<div class=tools>&#xE001;&#x200B;</div>
	<article><p>The ferry across the bay, which was sold nine years ago, comes
	back in June, the council said on Monday, after a long search for a ship.</p>
	<p>Carriers had asked for a larger one; the council, citing the depth of the
	harbour, refused, and a helpline has been set up for the first weeks.</p>
	<figure><img src="/x/ship.jpg?w=900&amp;q=1"></figure></article>
	H
	bantin explain -q --html icons.out.html icons.html
	if grep $'\xee\x80\x81' icons.out.html; then false; fi
	grep U+E001 icons.out.html
	bantin explain -q --json icons.html >icons.json
	python3 - <<-'P'
	import json
	d = json.load(open("icons.json"))
	assert all(b["text"].strip("\ue001\u200b") for b in d["blocks"]), d["blocks"]
	b = [b for b in d["blocks"] if b["text"] == "The ferry comes back"]
	assert b and b[0]["fate"] == "metadata", b
	P
}

@test "of a cell that stays in part, each line has its own fate" {
	cat >cell.html <<-'H'
	<!DOCTYPE html><html lang=vi><meta charset=utf-8><title>Chi tiết tin</title><table><tr><td><b>Xã Hòa Sơn khánh thành cầu dân sinh</b><br>
	Gửi bởi: Lê Hoa vào lúc 12/3/2012 (Đã xem: 40 lần)<br>
	Cây cầu mới nối hai bờ sông, giúp học sinh bốn thôn không còn phải đi đò mỗi sáng.<br>
	Chủ tịch xã cho biết công trình hoàn thành sớm hai tháng nhờ dân góp công, góp của.<br>
	[Trở về] [In trang]</td></tr></table></html>
	H
	bantin explain -q --json cell.html >cell.json
	python3 - <<-'P'
	import json
	d = json.load(open("cell.json"))
	fate = [(b["fate"], b.get("rule")) for b in d["blocks"]]
	assert fate == [("metadata", "title"), ("metadata", "byline"), ("kept", None),
	    ("dropped", "known-line")], d["blocks"]
	assert d["words"]["kept"] == d["words"]["article"], d["words"]
	P
}
