"""odd.py: articles that no sample has, and pictures of every kind, into the
folder at hand: what people write, paste and scan, not what they should."""
import struct, zlib

PARAGRAPH = ('<p>The harbour office opened its new hall on Monday, and the first ships '
             'were cleared before noon by officers who had trained since the spring.</p>')


def png(name, kind, depth, w=64, h=48):
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    rows = b''
    for y in range(h):
        bits = ''.join(format((x * 517 + y * 211 + c * 9001) % (1 << depth), '0%db' % depth)
                       for x in range(w) for c in range(channels))
        bits += '0' * (-len(bits) % 8)
        rows += b'\0' + int(bits, 2).to_bytes(len(bits) // 8, 'big')

    def chunk(tag, data):
        return struct.pack('>I', len(data)) + tag + data + struct.pack('>I', zlib.crc32(tag + data))
    with open(name, 'wb') as f:
        f.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', w, h, depth, kind, 0, 0, 0)))
        if kind == 3:
            f.write(chunk(b'PLTE', bytes((i * k) % 256 for i in range(1 << depth) for k in (7, 13, 29))))
            f.write(chunk(b'tRNS', b'\0\x80'))
        f.write(chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def article(name, title, body, lang='en'):
    with open(name + '.html', 'w', encoding='utf-8') as f:
        f.write('<!DOCTYPE html><html lang="%s"><meta charset="utf-8"><title>%s</title><body>'
                '<article><h1>%s</h1>%s</article></body></html>' % (lang, title, title, body))


pictures = []
for kind, depths in ((0, (1, 2, 4, 8, 16)), (2, (8, 16)), (3, (1, 4, 8)), (4, (8, 16)), (6, (8, 16))):
    for depth in depths:
        pictures.append('p%d_%d.png' % (kind, depth))
        png(pictures[-1], kind, depth)
png('one.png', 2, 8, 1, 1)
png('flat.png', 0, 8, 2000, 1)
png('tall.png', 0, 8, 1, 1500)

article('pictures', 'Pictures', PARAGRAPH + ''.join(
    '<figure><img src="%s" alt="%s"><figcaption>Number %d</figcaption></figure>' % (p, p if i % 3 else '', i)
    for i, p in enumerate(pictures + ['one.png', 'flat.png', 'tall.png', 'gone.png'])) +
    '<p>inline <img src="one.png"> and <img src="p2_8.png" width=20 alt="%s"></p>'
    '<p><a href="https://example.org/a?b=c&amp;d=\u00e9 f"><img src="p0_8.png"></a></p>'
    '<img src="p3_8.png" alt="  ">' % ('long ' * 900))
article('lists', 'Lists', PARAGRAPH + '<ul><li>deep ' * 12 + '</ul>' * 12 +
        '<ol start=5 type=I><li>a<li><ol reversed><li>c<ul><li>d</ul></ol><li></ol><dl><dt>Term<dd>one<dt>Two'
        '<dt>Three<dd>x<dd>y</dl><ul></ul><ul><p>stray</p><li>in</li>text</ul><ol><li><h3>Heading</h3><table>'
        '<tr><td>t</table></ol>')
article('tables', 'Tables', PARAGRAPH +
        '<table><caption>Cap <b>tion</b></caption><thead><tr><th rowspan=2>A<th colspan=3>B<tr><th>c<th>d<th>e'
        '<tbody><tr><td rowspan=3>1<td>2<td colspan=2 rowspan=2>3<tr><td>x<tr><td>y<td>z<td>w<tfoot><tr>'
        '<td colspan=4>foot</table><table><tr><td>no<td>header<tr><td>one</table><table><tr><td><td><tr><tr>'
        '<td colspan=99>wide</table><table><tr><td rowspan=50>long<td>b<tr><td>c</table><table><tr><th scope=row>r'
        '<td>1<tr><th>s<td>2<tr><td colspan=0>z</table><table></table><table><caption>alone</caption></table>'
        '<table><tr><td>out<table><tr><td>in<td>2<tr><th>3</table><td><ul><li>a</ul><td><p>p<p>q</table>'
        '<table><thead><tr><th>H<th>I<th>J</thead>' +
        ''.join('<tr><td>row %d<td>%s<td>%d' % (i, 'word ' * (i % 7), i * i) for i in range(120)) + '</table>')
article('headings', 'Headings &amp; &lt;tags&gt; "q"', PARAGRAPH + '<h4>Four</h4>' + PARAGRAPH +
        '<h2>Two</h2><h6>Six</h6><h3></h3><h2><img src="one.png" alt=""></h2><h5>Five <a href="#x">l</a></h5>'
        '<h1>Again</h1><blockquote><h3>Quote</h3><p>q<blockquote>r <q>s <q>t</q></q></blockquote></blockquote>'
        '<h2 id=x>Anchor</h2><pre>code\n\ttab ' + 'x' * 200 + '</pre><p>H<sub>2</sub>O x<sup>2<sup>3</sup></sup>'
        '<bdo dir=rtl>abc</bdo><hr><center>c</center>')
article('links', 'Links', PARAGRAPH + '<p>' + ' '.join(
    '<a href="https://example.org/%d/%s">a link that is long and surely breaks over lines %d</a>' % (i, 'x' * i, i)
    for i in range(40)) + '</p><p><a href="mailto:a@b.c">m</a> <a href="javascript:alert(1)">j</a> <a href="">e</a>'
    '<a href="#gone">g</a> <a href="https://b\u00fccher.example/\u0111\u01b0?q=a b#c%zz">i</a> <a href="http://[bad">b'
    '</a><a href="https://example.org/"></a> <a href="https://e.org/"> </a> <a href="https://e.org/"><h2>block</h2>'
    '<p>para</p></a><a href="https://e.org/"><span lang=fr>fran\u00e7ais</span><br>br</a></p>')
article('scripts', 'Emoji \U0001F600 and \u05e9\u05dc\u05d5\u05dd',
        '<p>\U0001F468\u200d\U0001F469\u200d\U0001F467 \U0001F1FB\U0001F1F3 \u2764\ufe0f 1\ufe0f\u20e3</p>'
        '<p dir=rtl lang=ar>\u0647\u0630\u0627 \u0646\u0635 English 123 \u0648\u064e\u062a\u064e \u0644\u0627 \ufdfa</p>'
        '<p lang=he dir=rtl>\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd, 2024!</p><p lang=zh>\u4e2d\u6587\u300c\u5f15\u300d'
        '\U00020000</p><p lang=ja><ruby>\u6f22<rp>(</rp><rt>\u304b\u3093</rt><rp>)</rp></ruby>\u304b\u3099</p>'
        '<p lang=ko>\ud55c \u1112\u1161\u11ab</p><p lang=th>\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22\u0e19\u0e49\u0e33</p>'
        '<p lang=hi>\u0939\u093f\u0928\u094d\u0926\u0940 \u0915\u094d\u0937</p><p>fi ffi \ufb01 office e\u0301 a\u0323\u0302 '
        'x\u0304\u0308\u0327 \u0301lone Z\u0335\u0321\u035d\u0338</p><p>\ue000\uf8ff\U000F0000 \ufffe \ufffd BOM\ufeff ZW\u200b'
        '\u200d\u2060 \u0001\u0085\u2028s</p><p>soft\u00adhyphen\u00adated ' + 'word\u00ad' * 40 + '</p><p>' +
        'Donaudampfschifffahrtsgesellschaftskapit\u00e4n' * 5 + '</p><p lang="vi_VN">g</p><p lang="Vietnamese">x</p>'
        '<p lang="x-klingon">k</p><p lang="zh-Hant-TW">\u7e41</p><p lang="1">n</p><p lang="">o</p><p lang="FR">f</p>')
