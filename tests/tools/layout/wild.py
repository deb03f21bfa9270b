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
import argparse, os, re, shutil, subprocess, sys, tempfile
from collections import Counter

from wild_make import PICTURES, Maker, Sheet, css, shrink

FILTERS = 'decode,parse,meta,images'  # the document as it is
NEGATIVE = re.compile(r'(margin|indent|spacing|align)[-a-z]*: -')
CODE = re.compile('x[a-w]{6}')
TEXT = re.compile(r'  (text|art ) +(-?[\d.]+),(-?[\d.]+) (-?[\d.]+) e(\d+) \S+ '
                  r'([\d.]+)(?: rise -?[\d.]+)? "(.*)"$')
ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '../../..'))


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
