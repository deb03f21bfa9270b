#!/usr/bin/env python3
"""wild.py [-n COUNT] [-s SEED] [-k DIR] BANTIN: does any page lose text?

Documents made at random, with style sheets made at random: blocks within
blocks, lists, tables with spans, floats to all sides, columns, notes, inline
blocks, generated content, breaks, absurd lengths, small pages.  Their elements
and declarations are all such as bantin knows, so nothing but the layout can
fail.  Half of the sheets are polite: no negative margins, no fixed lengths
that are wider than the page; there nothing may stand outside the page or on
top of something else.

A word of such a document is "x" and six letters of a to w, its number; long
words are several of them together.  So each is known wherever it is found,
whatever is around it, in whatever case; what the sheet generates is numbers.

crash   bantin ends by a signal, or says that it has a bug
hang    it takes longer than 20 s
exit    it ends otherwise than with 0
lost    words of the document that are not on the pages (--dump pages)
twice   words that are there more than once
off     text outside the page
over    lines of text that stand on each other
pdf     words that are not in the PDF's structure
order   words that are there in another order than in the document; a caption
        comes before all of its table, so not where any may be one

Each finding is made smaller, by leaving out what is not needed for it, and put
into DIR as SEED.html and SEED.css.  -1 NAME reads these and tells the fault.
Exit 1 when something was found.
"""
import argparse, os, random, re, shutil, subprocess, sys, tempfile
from collections import Counter
from html import escape

FILTERS = 'decode,parse,meta,images'  # the document as it is
LETTERS = 'abcdeghijklmnopqrstuvw'  # fi is one letter in many a font
NEGATIVE = re.compile(r'(margin|indent|spacing|align)[-a-z]*: -')
CODE = re.compile('x[a-w]{6}')
TEXT = re.compile(r'  (text|art ) +(-?[\d.]+),(-?[\d.]+) (-?[\d.]+) e(\d+) \S+ '
                  r'([\d.]+)(?: rise -?[\d.]+)? "(.*)"$')
ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '../../..'))
PICTURES = ('pic.png', 'dot.png')  # of tests/layout

# ---- documents ----


class Node:
    """An element; or text, when tag is None."""

    def __init__(self, tag, kids=(), text='', **attr):
        self.tag, self.kids, self.text, self.attr = tag, list(kids), text, attr

    def html(self):
        if self.tag is None:
            return escape(self.text)
        attr = ''.join(' %s="%s"' % (k.rstrip('_'), escape(v))
                       for k, v in self.attr.items())
        if self.tag in ('br', 'img', 'col', 'wbr', 'hr'):
            return '<%s%s>' % (self.tag, attr)
        return '<%s%s>%s</%s>' % (self.tag, attr,
                                  ''.join(k.html() for k in self.kids), self.tag)


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.count = 0
        self.classes = self.r.randint(2, 9)
        self.depth = self.r.randint(2, 6)
        self.room = self.r.choice((30, 80, 200, 500, 1200))  # words
        self.notes = self.r.random() < .4
        self.tables = self.r.random() < .5
        self.rtl = self.r.random() < .1

    def chance(self, p):
        return self.r.random() < p

    def code(self):
        k, s = self.count, ''
        self.count += 1
        for _ in range(6):
            s, k = LETTERS[k % 22] + s, k // 22
        # numbers are far from each other, so that the words look like words
        return 'x' + s[3:] + s[:3]

    def word(self):
        n = 1 if self.chance(.93) else self.r.choice((2, 2, 3, 8, 30))
        w = ''.join(self.code() for _ in range(n))
        return w + self.r.choice(('',) * 12 + (',', '.', ':', '?', ' —', '-', '/', '\u00a0'))

    def words(self, most):
        n = self.r.randint(1, most)
        out = []
        for _ in range(n):
            out.append(self.word())
            if self.rtl and self.chance(.3):
                out.append(self.r.choice(('שלום', 'עברית', 'سلام', 'كتاب', '12')))
            elif self.chance(.02):
                out.append(self.r.choice(('中文字符', 'ngữ', '1234567890', '…', '&', 'ﬁ')))
        self.room -= n
        return ' '.join(out)

    def attr(self):
        a = {}
        if self.chance(.6):
            a['class_'] = 'c%d' % self.r.randrange(self.classes)
        if self.chance(.02):
            a['dir'] = self.r.choice(('rtl', 'ltr'))
        if self.chance(.02):
            a['id'] = 'i%d' % self.count
        return a

    def text(self, most):
        return Node(None, text=self.words(most))

    def inline(self, depth, most=20):
        out = []
        for _ in range(self.r.choice((1, 1, 1, 2, 3, 5))):
            k = self.r.random()
            if k < .55 or depth <= 0 or self.room < 0:
                out.append(self.text(most))
            elif k < .85:
                tag = self.r.choice(('em', 'b', 'span', 'span', 'a', 'sup', 'sub', 'code', 'q', 'small'))
                a = self.attr()
                if tag == 'a':  # text alone: no note, which is a link too
                    a['href'] = 'https://example.org/%d' % self.count
                out.append(Node(tag, [self.text(8)] if tag == 'a' else self.inline(depth - 1, 8), **a))
            elif k < .88:
                out.append(Node('br'))
            elif k < .91:
                out.append(self.image())
            elif k < .95 and self.notes:
                out.append(Node('span', self.inline(depth - 1, 12), class_='footnote'))
            else:
                out.append(Node('span', self.blocks(depth - 2) if self.chance(.1) else
                                self.inline(depth - 1, 8), **self.attr()))
            if self.chance(.8):
                out.append(Node(None, text=' '))
        return out

    def image(self):
        a = self.attr()
        if self.chance(.4):
            a['width'] = str(self.r.choice((1, 40, 300, 3000)))
        return Node('img', src=self.r.choice(PICTURES), alt='', **a)

    def table(self, depth):
        cols = self.r.choice((1, 2, 3, 4, 8))
        parts = []
        if self.chance(.3):
            parts.append(Node('caption', self.inline(1), **self.attr()))
        for part in ('thead', 'tbody', 'tbody', 'tfoot'):
            if part != 'tbody' and self.chance(.6):
                continue
            rows = []
            for _ in range(self.r.choice((1, 1, 2, 3, 6, 12)) if part == 'tbody' else 1):
                cells = []
                for _ in range(self.r.randint(1, cols)):
                    a = self.attr()
                    if self.chance(.15):
                        a['colspan'] = str(self.r.choice((2, 3, 5, 0)))
                    if self.chance(.15):
                        a['rowspan'] = str(self.r.choice((2, 3, 20, 0)))
                    cells.append(Node('th' if part == 'thead' or self.chance(.1) else 'td',
                                      self.blocks(depth - 2) if self.chance(.15)
                                      else self.inline(depth - 1, 6), **a))
                    if self.room < 0:
                        break
                rows.append(Node('tr', cells, **self.attr()))
            parts.append(Node(part, rows, **self.attr()))
        return Node('table', parts, **self.attr())

    def list(self, depth):
        items = []
        for _ in range(self.r.randint(1, 5)):
            items.append(Node('li', self.blocks(depth - 1) if self.chance(.3)
                              else self.inline(depth - 1), **self.attr()))
            if self.room < 0:
                break
        return Node(self.r.choice(('ul', 'ol')), items, **self.attr())

    def block(self, depth):
        k = self.r.random()
        if k < .4 or depth <= 0:
            return Node('p', self.inline(depth, self.r.choice((8, 30, 100))), **self.attr())
        if k < .62:
            return Node(self.r.choice(('div', 'section', 'blockquote', 'aside', 'div')),
                        self.blocks(depth - 1), **self.attr())
        if k < .72:
            return self.list(depth)
        if k < .8 and self.tables:
            return self.table(depth)
        if k < .86:
            kids = [self.image()] if self.chance(.7) else self.blocks(depth - 2)
            if self.chance(.7):
                kids.insert(self.r.choice((0, 1, 1)), Node('figcaption', self.inline(1, 12), **self.attr()))
            return Node('figure', kids, **self.attr())
        if k < .89:
            return Node('pre', [Node(None, text=self.words(9).replace(' ', self.r.choice(('\n', '  ', '\t'))))],
                        **self.attr())
        if k < .91:
            return Node('dl', [Node(t, self.inline(1, 8), **self.attr()) for t in ('dt', 'dd', 'dd')])
        if k < .93:
            return Node('hr', **self.attr())
        return Node('h%d' % self.r.randint(2, 5), self.inline(1, 8), **self.attr())

    def blocks(self, depth):
        out = []
        for _ in range(self.r.choice((1, 1, 2, 3, 5))):
            if self.room < 0 and out:
                break
            out.append(self.block(depth))
        return out

    def document(self):
        out = []
        while self.room > 0:
            out.append(self.block(self.depth))
        return Node('body', [Node('article', out, **self.attr())])


# ---- style sheets: a list of [selector, [declaration, ...]] ----

SIDES = ('top', 'right', 'bottom', 'left')
BREAK = 'auto avoid column page left right avoid-column -bantin-module'.split()
DISPLAY = ('block inline inline-block list-item table table-row table-cell '
           'table-caption table-row-group table-header-group flow-root').split()


class Sheet:
    def __init__(self, seed, classes):
        self.r = random.Random('sheet %s' % seed)
        self.classes = classes
        self.polite = self.r.random() < .5
        # some sheets are full of one thing
        self.kinds = self.r.sample((self.box, self.text, self.fragment, self.floats,
                                    self.tables, self.columns, self.content,
                                    self.display, self.lines), self.r.randint(1, 6))

    def pick(self, *a):
        return self.r.choice(a)

    def length(self, negative=False):
        few = ['0', '1pt', '4pt', '1em', '10pt', '3%', '.3em']
        if self.r.random() < .8:
            return self.pick(*few)
        if self.polite:
            return self.pick('2em', '10%', '30pt')
        far = ['50%', '100%', '300%', '90pt', '400pt', '99999em', '1e7pt', '.001pt', '100vw', '80vh']
        if negative and self.r.random() < .6:
            return self.pick('-3pt', '-1em', '-30pt', '-10%', '-100%', '-500pt', '-1e6pt')
        return self.pick(*far)

    def size(self):
        if self.polite:
            return self.pick('auto', '20%', '50%', '80%', '100%', '5em')
        return self.pick('auto', '0', '1pt', '20%', '50%', '100%', '5em', '30em', '200%', '1e7pt', '70vw', '110vh')

    def box(self):
        k = self.r.randrange(9)
        if k < 3:
            return 'margin-%s: %s' % (self.pick(*SIDES), self.pick('auto', self.length(True), self.length(True)))
        if k < 5:
            return 'padding-%s: %s' % (self.pick(*SIDES), self.length())
        if k < 6:
            return 'border%s: %s %s' % (self.pick('', '-top', '-left', '-bottom'),
                                        self.pick('1pt', '4pt', 'thick'), self.pick('solid', 'double', 'dotted', 'groove'))
        if k < 7:
            return self.pick('box-sizing: border-box', 'border-radius: 4pt', 'background: #eee')
        if k < 8:
            return '%swidth: %s' % (self.pick('', '', 'min-', 'max-'), self.size().replace('auto', '90%'))
        return '%sheight: %s' % (self.pick('', '', 'min-', 'max-'), self.size().replace('auto', '9pt'))

    def text(self):
        return self.pick(
            'font-size: ' + self.pick('80%', '6pt', '14pt', '200%', '30pt' if self.polite else '300pt', 'smaller'),
            'line-height: ' + self.pick('1.2', '1.5', '12pt', '20pt', '3') if self.polite else
            'line-height: ' + self.pick('0', '.5', '1', '2pt', '90pt', '400%'),
            'font-weight: bold', 'font-style: italic', 'font-variant-caps: small-caps',
            'text-align: ' + self.pick('left', 'right', 'center', 'justify'),
            'text-align-last: ' + self.pick('justify', 'right', 'center'),
            'text-indent: ' + self.length(True),
            'text-transform: ' + self.pick('uppercase', 'capitalize', 'lowercase'),
            'letter-spacing: ' + self.pick('1pt', '.2em', '0', '30pt', '-1pt' if not self.polite else '0'),
            'word-spacing: ' + self.pick('1pt', '1em', '0', '30pt', '-3pt' if not self.polite else '0'),
            'vertical-align: ' + self.pick('top', 'middle', 'bottom', 'sub', 'super', '2pt', '-2pt',
                                           '3pt' if self.polite else '90pt'),
            'text-decoration: underline', 'text-wrap: balance', 'direction: rtl')

    def lines(self):
        return self.pick(
            'white-space: ' + self.pick('nowrap', 'pre', 'pre-wrap', 'pre-line'),
            'hyphens: ' + self.pick('auto', 'none', 'manual'),
            'overflow-wrap: ' + self.pick('anywhere', 'normal'),
            'tab-size: ' + self.pick('0', '2', '99'),
            'hanging-punctuation: first last allow-end', '-bantin-optical-margin: auto',
            '-bantin-looseness: ' + self.pick('1', '-1', '3'), 'text-align: justify',
            'initial-letter: ' + self.pick('2', '3', '9'), '-bantin-line-grid: page',
            'widows: ' + self.pick('1', '3', '9', '99'), 'orphans: ' + self.pick('1', '3', '9', '99'))

    def fragment(self):
        return self.pick(
            'break-before: ' + self.pick(*BREAK), 'break-after: ' + self.pick(*BREAK),
            'break-inside: ' + self.pick('avoid', 'avoid', 'avoid-column', '-bantin-discourage'),
            'widows: ' + self.pick('1', '3', '9', '99'), 'orphans: ' + self.pick('1', '3', '9'),
            'page: ' + self.pick('auto', 'wide', 'tiny'), '-bantin-shrink: ' + self.pick('50%', '0%', '90%'))

    def floats(self):
        return self.pick(
            'float: ' + self.pick('left', 'right', 'top', 'bottom', 'none'),
            'float: ' + self.pick('left', 'right', 'top', 'bottom', 'footnote'),
            'float-reference: ' + self.pick('page', 'column'),
            'clear: ' + self.pick('left', 'right', 'both'),
            'width: ' + self.size(), 'margin-%s: %s' % (self.pick(*SIDES), self.length(True)))

    def tables(self):
        return self.pick(
            'border-collapse: ' + self.pick('collapse', 'separate'), 'border-spacing: ' + self.pick('0', '2pt', '2pt 9pt'),
            'table-layout: fixed', 'caption-side: ' + self.pick('top', 'bottom'), 'width: ' + self.size(),
            'border: 1pt solid red', 'height: ' + self.size(), 'padding: ' + self.length(),
            'vertical-align: ' + self.pick('top', 'middle', 'bottom', 'baseline'), 'break-inside: avoid')

    def columns(self):
        return self.pick(
            'column-count: ' + self.pick('1', '2', '3', '3', '7'), 'column-width: ' + self.pick('5em', '60pt', '1pt', '100vw'),
            'column-gap: ' + self.length(), 'column-fill: ' + self.pick('auto', 'balance'),
            'column-span: all', 'column-rule: 1pt solid blue', 'break-before: column', 'break-inside: avoid')

    def content(self):
        return self.pick(
            'counter-increment: k', 'counter-reset: k 3', 'string-set: s content()', 'bookmark-level: 2',
            'list-style: ' + self.pick('inside', 'none', 'decimal inside', 'upper-roman', '"--- "', 'square'),
            'quotes: "<" ">"', 'border-bottom: 2pt solid', 'background: linear-gradient(red, blue)')

    def display(self):
        return 'display: ' + self.pick(*DISPLAY)

    def declarations(self, most=4):
        return [self.pick(*self.kinds)() for _ in range(self.r.randint(1, most))]

    def rules(self):
        out = []
        side = self.pick('70pt', '100pt', '148mm', '210mm') if not self.polite else self.pick('148mm', '210mm')
        out.append(['@page', ['size: %s %s' % (side, self.pick('60pt', '120pt', '200pt', '297mm')
                                               if not self.polite else self.pick('120mm', '297mm')),
                              'margin: ' + self.pick('0', '10pt', '10%', '20pt')]])
        if self.r.random() < .2:
            out.append(['@page tiny', ['size: 50mm 40mm', 'margin: 5mm']])
            out.append(['@page wide', ['size: 300mm 100mm', 'margin: 5mm 30mm']])
        if self.r.random() < .2:
            out.append(['@page { @footnote', ['margin-top: ' + self.length(), 'border-top: 1pt solid',
                                              'padding-top: ' + self.length()]])
        out.append(['body', ['margin: 0', 'font: %s "Noto Serif"' % self.pick('9pt/12pt', '10pt/1.3', '12pt/15pt')]])
        tags = 'p div section blockquote ul ol li figure figcaption img h2 h3 pre span em a aside article dd'.split()
        if self.tables in self.kinds:
            tags += 'table thead tbody tr td th caption'.split()
        for c in range(self.classes):
            sel = '.c%d' % c
            if self.r.random() < .15:
                sel += self.pick(':first-child', ':last-child', ' > *', ' + *', ':nth-child(even)')
            out.append([sel, self.declarations()])
        for t in self.r.sample(tags, self.r.randint(0, 4)):
            out.append([t, self.declarations(2)])
        if self.r.random() < .3:
            sel = self.pick('p', 'div', '.c0', '.c1', 'td', 'li', 'span')
            pseudo = self.pick('::before', '::after', '::marker', '::first-letter')
            out.append([sel + pseudo, ([] if pseudo == '::first-letter' else ['content: ' + self.pick(
                '"• "', '"123 456"', 'counter(k)', '""', 'open-quote', '"1" leader(".") "2"')]) + self.declarations(3)])
        if self.r.random() < .15:
            out.append(['.footnote', ['float: footnote'] + self.declarations(2)])
        if self.r.random() < .3:
            out.append(['article', self.pick(['column-count: 2'], ['column-count: 3', 'column-gap: 9pt'],
                                             ['-bantin-jump: 5'], ['-bantin-line-grid: page'])])
        return out


def css(rules):
    return ''.join('%s { %s }%s\n' % (s, '; '.join(d), ' }' * s.count('{')) for s, d in rules if d)


# ---- what may be wrong ----


def run(cmd, cwd):
    return subprocess.run(cmd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=20, cwd=cwd)


def codes(text):
    return CODE.findall(re.sub('[^a-z]', '', text.lower()))


def parted(text, missing):
    """Words of an element that a float in it came between, where a page or a
    column ends: the structure tree has them in order, the dump has not.  Each
    half counts for one word."""
    left = CODE.split(re.sub('[^a-z]', '', text.lower()))
    for i, head in enumerate(left):
        head = head[head.rfind('x'):] if 'x' in head else ''
        for j in range(i + 1, len(left)):
            word = head + left[j][:7 - len(head)]
            if head and word in missing:
                missing.remove(word)
                left[j] = left[j][7 - len(head):]
                yield word
                break


class Pages:
    """What the dump says: words by element, and lines of text."""

    def __init__(self, dump):
        self.elem, self.lines = {}, []
        size = (0, 0)
        for row in dump.split('\n'):
            if row.startswith('page '):
                size = tuple(map(float, row.split(' ')[3].split(',')))
                page = row.split(' ')[1]
            m = TEXT.match(row)
            if m is None:
                continue
            s = m[7].replace('-~', '')
            if m[1] == 'text':
                self.elem.setdefault(m[5], []).append(s)
            if CODE.search(s.lower()):
                x, y, w, em = (float(m[k]) for k in (2, 3, 4, 6))
                self.lines.append((page, x, y, x + w - (.6 * em if s.endswith(' ') else 0), em, s, size))

    def codes(self, want):
        text = [''.join(e) for e in self.elem.values()]
        found = [c for t in text for c in codes(t)]
        missing = set(want) - set(found)
        for t in text if missing else ():
            found += parted(t, missing)
        return found

    def off(self):
        for page, x, y, end, em, s, (w, h) in self.lines:
            if x < -.5 or end > w + .5 or y < .2 * em or y > h + .2 * em:
                yield 'page %s at %g,%g to %g: %s' % (page, x, y, end, s[:40])

    def over(self):
        by = {}
        for ln in self.lines:
            by.setdefault(ln[0], []).append(ln)
        for page, lines in by.items():
            lines.sort(key=lambda ln: ln[2])
            for i, a in enumerate(lines):
                for b in lines[i + 1:]:
                    if b[2] - .45 * b[4] > a[2] + 90:
                        break
                    if b[2] - .4 * b[4] < a[2] - .05 * a[4] and min(a[3], b[3]) - max(a[1], b[1]) > 1:
                        yield 'page %s at %g,%g: %s | %s' % (page, b[1], b[2], a[5][:30], b[5][:30])


def check(bantin, html, sheet, work, polite, fast=False):
    """The fault as (class, words), or None."""
    with open(os.path.join(work, 'a.html'), 'w', encoding='utf-8') as f:
        f.write(html)
    os.makedirs(os.path.join(work, 'theme'), exist_ok=True)
    with open(os.path.join(work, 'theme/print.css'), 'w', encoding='utf-8') as f:
        f.write(sheet)
    cmd = [bantin, 'convert', '-q', '--filters', FILTERS, '--style', './theme', 'a.html', '-o', 'a.pdf']
    try:
        made = run(cmd + ['--dump', 'pages'], work)
        if made.returncode == 0:
            pdf = run(cmd, work)
        else:
            pdf = made
    except subprocess.TimeoutExpired:
        return 'hang', ''
    err = pdf.stderr.decode(errors='replace')
    if pdf.returncode < 0 or pdf.returncode in (70, 134, 139) or 'Sanitizer' in err or 'runtime error' in err:
        return 'crash', err[:2000]
    if pdf.returncode:
        return 'exit', '%d %s' % (pdf.returncode, err[:300])
    text = re.sub(r'<[^>]*>', ' ', html)
    want = codes(text)
    pages = Pages(made.stdout.decode())
    have = Counter(pages.codes(want))
    lost = [c for c in want if not have[c]]
    if lost:
        return 'lost', '%d of %d: %s' % (len(lost), len(want), ' '.join(lost[:5]))
    twice = [c for c, n in have.items() if n > 1]
    if twice:
        return 'twice', ' '.join(twice[:5])
    if polite or not NEGATIVE.search(sheet):
        for s in pages.off():
            return 'off', s
    if polite:
        for s in pages.over():
            return 'over', s
    if not fast:
        try:
            out = run(['pdfinfo', '-struct-text', 'a.pdf'], work).stdout.decode()
        except subprocess.TimeoutExpired:
            return None  # not bantin's
        text = ''.join(m[1] for m in re.finditer(r'^ *"(.*)"$', out, re.M))
        told = codes(text)
        lost = set(want) - set(told)
        if lost and not NEGATIVE.search(sheet):
            return 'pdf', '%d of %d: %s' % (len(lost), len(want), ' '.join(sorted(lost)[:5]))
        if not lost and told != want and 'table-caption' not in sheet:
            k = next(i for i, (a, b) in enumerate(zip(told, want)) if a != b)
            return 'order', 'word %d is %s, not %s' % (k, told[k], want[k])
    return None


def nodes(node):
    for k in node.kids:
        yield node, k
        yield from nodes(k)


def shrink(body, rules, bad):
    """Leave out what the fault does not need; bad() says whether it is there."""
    def attempt(change, undo):
        change()
        if bad():
            return True
        undo()
        return False

    again = True
    while again:
        again = False
        for rule in list(rules):
            at = rules.index(rule)
            if attempt(lambda: rules.remove(rule), lambda: rules.insert(at, rule)):
                again = True
                continue
            for d in list(rule[1]) if rule[0] != '@page' else ():  # size and margin go together
                i = rule[1].index(d)
                if attempt(lambda: rule[1].remove(d), lambda: rule[1].insert(i, d)):
                    again = True
        todo = list(nodes(body))
        gone = set()
        for up, n in todo:
            if id(up) in gone or not any(k is n for k in up.kids):
                gone.add(id(n))
                continue
            at = next(i for i, k in enumerate(up.kids) if k is n)
            if attempt(lambda: up.kids.pop(at), lambda: up.kids.insert(at, n)):
                again = True
                gone.add(id(n))
                continue
            if n.tag in ('div', 'section', 'blockquote', 'aside', 'span', 'em', 'b', 'a', 'tbody', 'q', 'small', 'code'):
                old = list(up.kids)

                def unwrap():
                    up.kids[at:at + 1] = n.kids

                def wrap():
                    up.kids[:] = old
                if attempt(unwrap, wrap):
                    again = True
                    gone.add(id(n))
                    # its children have another parent now: next time
                    for k in n.kids:
                        gone.add(id(k))
                    continue
            for a in list(n.attr):
                v = n.attr[a]
                if a != 'src' and not (a == 'class_' and v == 'footnote') and \
                        attempt(lambda: n.attr.pop(a), lambda: n.attr.__setitem__(a, v)):
                    again = True
            if n.tag is None:
                parts = n.text.split(' ')
                step = max(1, len(parts) // 2)
                while step and len(parts) > 1:
                    i = 0
                    while i < len(parts) and len(parts) > 1:
                        fewer = parts[:i] + parts[i + step:]
                        old = n.text

                        def shorter():
                            n.text = ' '.join(fewer)

                        def longer():
                            n.text = old
                        if fewer and attempt(shorter, longer):
                            parts = fewer
                            again = True
                        else:
                            i += step
                    step //= 2


def one(a, seed, work):
    maker = Maker(seed)
    body = maker.document()
    made = Sheet(seed, maker.classes)
    rules = made.rules()

    def html():
        return '<!DOCTYPE html><html lang="en"><head><title>T</title></head>%s</html>\n' % body.html()

    fault = check(a.bantin, html(), css(rules), work, made.polite, a.fast)
    if fault is None:
        return None
    print('%d: %s %s' % ((seed,) + fault), flush=True)
    if a.k:
        kind = fault[0]
        if not a.big and kind != 'hang':
            shrink(body, rules, lambda: (check(a.bantin, html(), css(rules), work, made.polite,
                                              kind not in ('pdf', 'order')) or ('', ''))[0] == kind)
        name = os.path.join(a.k, '%s-%d' % (kind, seed))
        for ext, s in (('.html', html()), ('.css', css(rules))):
            with open(name + ext, 'w', encoding='utf-8') as f:
                f.write(s)
    return fault[0]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('-n', type=int, default=300)
    ap.add_argument('-s', type=int, default=1, help='the first seed')
    ap.add_argument('-k', metavar='DIR', help='where findings go')
    ap.add_argument('--big', action='store_true', help='as they are, not made smaller')
    ap.add_argument('-1', dest='file', metavar='NAME', help='NAME.html with NAME.css')
    ap.add_argument('--fast', action='store_true', help='pages alone, not what pdfinfo (slow) reads')
    ap.add_argument('--polite', action='store_true', help='with -1: the sheet is')
    ap.add_argument('bantin')
    a = ap.parse_args()
    a.bantin = os.path.abspath(a.bantin)
    found = Counter()
    with tempfile.TemporaryDirectory() as work:
        for p in PICTURES:
            shutil.copy(os.path.join(ROOT, 'tests/layout', p), work)
        if a.file:
            fault = check(a.bantin, open(a.file + '.html').read(), open(a.file + '.css').read(), work, a.polite)
            print('%s: %s' % (a.file, fault and ' '.join(fault)))
            sys.exit(fault is not None)
        if a.k:
            os.makedirs(a.k, exist_ok=True)
        for seed in range(a.s, a.s + a.n):
            kind = one(a, seed, work)
            if kind:
                found[kind] += 1
    print('%d documents: %s' % (a.n, ', '.join('%d %s' % (n, k) for k, n in sorted(found.items())) or 'no fault'))
    sys.exit(bool(found))


main()
