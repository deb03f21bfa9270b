"""Documents and style sheets made at random, for wild.py: the same for a seed.

A document is a tree of nodes, a sheet a list of [selector, [declaration, ...]];
shrink() leaves out of both what a fault does not need.
"""
import random
from html import escape

LETTERS = 'abcdeghijklmnopqrstuvw'  # fi is one letter in many a font
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


# ---- smaller ----


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
