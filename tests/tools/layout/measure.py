#!/usr/bin/env python3
"""measure.py [-v] BANTIN MANIFEST...: is it typeset as it should be?

Each issue is laid out by `bantin build --dump`, and what the dump says is
counted.  All that can be wrong is printed with its page; 0 of each is the aim.

overfull   lines too long for their measure
rivers     gaps of .45 em and more that stand over each other in more than
           three lines
widows     paragraphs whose last line, or first, is alone in a column
columns    bands whose columns end more than a line and a half apart.  (To the
           reader a line is what its baseline shows; a caption or a table ends
           off the grid.)
captions   captions that are not in the column of their picture
grid       lines of text that stand off those beside them, by .1 pt and more
marks      lines whose marks reach into the descenders of the line above, by the
           outlines of the fonts
ladders    more than three lines in a row that end within a word
badness    mean and worst of the justified lines, optimal breaks and first fit

Exit 1 when something is wrong.  Needs python3-fonttools
(Debian's, so /usr/bin/python3).
"""
import argparse, bisect, os, re, subprocess, sys
from collections import Counter, defaultdict

TEXT = re.compile(r'  (text|art ) +([-\d.]+),([-\d.]+) ([-\d.]+) e(\d+) (\S+) '
                  r'([\d.]+)(?: rise ([-\d.]+))? "(.*)"$')
IMAGE = re.compile(r'  image *([-\d.]+),([-\d.]+) ([-\d.]+),([-\d.]+) e(\d+)')
ELEM = re.compile(r'elem (\d+) in (\d+) seq \d+ (\w+)')
BLOCKS = {'P', 'LBody', 'BlockQuote', 'TD', 'TH', 'Caption', 'Note', 'TOCI',
          'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'Figure', 'LI', 'Sect', 'Div'}


class Font:
    """Outlines of one face: advances, and how far ink reaches."""
    known = {}

    def __init__(self, name):
        from fontTools.ttLib import TTFont
        from fontTools.pens.boundsPen import BoundsPen
        family, _, style = name.partition('-')
        path = subprocess.run(['fc-match', '-f', '%{file}', ':postscriptname='
                               + name], stdout=subprocess.PIPE).stdout.decode()
        f = TTFont(path, fontNumber=0)
        self.cmap, self.glyphs = f.getBestCmap(), f.getGlyphSet()
        self.em, self.pen = f['head'].unitsPerEm, BoundsPen
        self.memo = {}

    def char(self, c):
        """advance, bottom, top in em; None where nothing is drawn"""
        if c not in self.memo:
            g = self.cmap.get(ord(c))
            if g is None:
                self.memo[c] = (.5, None, None, 0, 0)
            else:
                pen = self.pen(self.glyphs)
                self.glyphs[g].draw(pen)
                b = pen.bounds
                w = self.glyphs[g].width / self.em
                self.memo[c] = (w, None, None, 0, 0) if b is None else (
                    w, b[1] / self.em, b[3] / self.em, b[0] / self.em, b[2] / self.em)
        return self.memo[c]


def font(name):
    if name not in Font.known:
        Font.known[name] = Font(name)
    return Font.known[name]


class Run:
    """Words on one line in one face."""

    def __init__(self, m):
        self.x, self.y, self.w = float(m[2]), float(m[3]), float(m[4])
        self.elem, self.face, self.size = int(m[5]), m[6], float(m[7])
        self.rise = float(m[8] or 0)
        self.hyphen = m[9].endswith('-~')
        self.text = m[9].replace('-~', '-').replace('\\"', '"')
        f = font(self.face)
        space = f.char(' ')[0] * self.size
        self.end = self.x + self.w - (space if self.text.endswith(' ') else 0)
        body = self.text.rstrip(' ')
        gaps = body.count(' ')
        natural = sum(f.char(c)[0] for c in body) * self.size
        stretch = (self.end - self.x - natural) / gaps if gaps else 0
        self.chars, self.gaps, at = [], [], self.x
        for c in body:
            w, low, high, left, right = f.char(c)
            w *= self.size
            if c == ' ':
                w += stretch
                self.gaps.append((at, at + w))
            elif low is not None:
                y = self.y - self.rise
                self.chars.append((at + left * self.size, at + right * self.size,
                                   y - high * self.size, y - low * self.size))
            at += w


class Line:
    def __init__(self, runs):
        self.runs = sorted(runs, key=lambda r: r.x)
        self.x, self.y = self.runs[0].x, self.runs[0].y
        self.end = max(r.end for r in runs)
        # of an initial letter and its line, the line
        self.size = max(runs, key=lambda r: r.w).size
        self.elem = self.runs[0].elem
        self.gaps = [g for r in runs for g in r.gaps]
        for a, b in zip(self.runs, self.runs[1:]):
            if b.x - a.end > .05:
                self.gaps.append((a.end, b.x))
        self.gaps.sort()
        self.hyphen = self.runs[-1].hyphen


class Issue:
    def __init__(self, text):
        self.pages, self.elem, page = [], {}, None
        runs = []
        for row in text.split('\n'):
            if row.startswith('page '):
                page = {'lines': [], 'images': [], 'label': row.split('"')[1]}
                self.pages.append(page)
                runs = page['runs'] = []
            elif row.startswith('  '):
                m = TEXT.match(row)
                if m and m[1] == 'text' and m[9].strip():
                    runs.append(Run(m))
                m = IMAGE.match(row)
                if m:
                    page['images'].append(tuple(map(float, m.groups()[:4]))
                                          + (int(m[5]),))
            else:
                m = ELEM.match(row)
                if m:
                    self.elem[int(m[1])] = (int(m[2]), m[3])
        self.pages.sort(key=lambda p: int(p['label']))
        for p in self.pages:
            self.set_lines(p)

    def block(self, e):
        while self.elem[e][1] not in BLOCKS and e:
            e = self.elem[e][0]
        return e

    def role(self, e):
        return self.elem[self.block(e)][1]

    def inside(self, e, role):
        while e:
            if self.elem[e][1] == role:
                return e
            e = self.elem[e][0]
        return 0

    def set_lines(self, page):
        lines = defaultdict(list)
        for r in page['runs']:
            lines[(self.block(r.elem), round(r.y + 0, 2))].append(r)
        for (e, y), runs in lines.items():
            runs.sort(key=lambda r: r.x)
            part = [runs[0]]
            for r in runs[1:]:
                if r.x - part[-1].end > 1.2 * r.size:  # another column
                    page['lines'].append(Line(part))
                    part = []
                part.append(r)
            page['lines'].append(Line(part))
        for ln in page['lines']:
            ln.block = self.block(ln.elem)
            ln.in_table = bool(self.inside(ln.elem, 'Table'))
        page['lines'].sort(key=lambda l: (l.y, l.x))
        body = Counter(round(l.size, 2) for l in page['lines'] if not l.in_table)
        page['body'] = body.most_common(1)[0][0] if body else 0


def overlap(a, b):
    return min(a[1], b[1]) - max(a[0], b[0])


def body_lines(issue, page):
    return [l for l in page['lines'] if abs(l.size - page['body']) < .01
            and not l.in_table and issue.inside(l.elem, 'Art')
            and issue.role(l.elem) in ('P', 'LBody')]


def columns(issue, page):
    """Lines of body text by the column they stand in: left edge to lines."""
    lines, cols = body_lines(issue, page), []
    for l in sorted(lines, key=lambda l: (-(l.end - l.x), l.x)):
        for c in cols:
            if overlap((l.x, l.end), c['x']) > .6 * (l.end - l.x):
                c['lines'].append(l)
                break
        else:
            cols.append({'x': (l.x, l.end), 'lines': [l]})
    for c in cols:
        c['lines'].sort(key=lambda l: l.y)
    return cols


def rivers(issue, page):
    """Chains of wide gaps, one in each of four lines and more."""
    found = []
    for c in columns(issue, page):
        chains = []
        before = None
        for l in c['lines']:
            near = before is not None and l.y - before.y < 2 * l.size
            now = []
            for g in l.gaps:
                if g[1] - g[0] < .45 * l.size:
                    continue
                n = 1
                for h, k in (chains if near else []):
                    if overlap(g, h) > .5 * min(g[1] - g[0], h[1] - h[0]):
                        n = max(n, k + 1)
                now.append((g, n))
                if n == 4:
                    found.append('y %.0f x %.0f' % (l.y, g[0]))
            chains, before = now, l
    return found


def ladders(issue, page):
    found = []
    for c in columns(issue, page):
        n = 0
        for l in c['lines']:
            n = n + 1 if l.hyphen else 0
            if n == 4:
                found.append('y %.0f' % l.y)
    return found


def widows(issue):
    """Paragraphs in parts: lines right below each other are one part."""
    parts = defaultdict(list)
    for page in issue.pages:
        for l in body_lines(issue, page):
            for p in parts[l.block]:
                if p[0] is page and 0 < l.y - p[-1].y < 2 * l.size and \
                        overlap((l.x, l.end), (p[-1].x, p[-1].end)) > 0:
                    p.append(l)
                    break
            else:
                parts[l.block].append([page, l])
    found = []
    for p in parts.values():
        p.sort(key=lambda q: (issue.pages.index(q[0]), q[1].x))
        if len(p) > 1:
            found += [(q[0], 'y %.0f' % q[1].y) for q in (p[0], p[-1])
                      if len(q) == 2]
    return found


def bands(issue, page):
    """Feet of the columns of each band: what spans them parts bands, and a
    head with nothing beside it, together with its kicker."""
    cols = sorted(columns(issue, page), key=lambda c: c['x'][0])
    cols = [c for c in cols if len(c['lines']) > 2]
    if len(cols) < 2:
        return []
    things = [(l.x, l.end, l.y - l.size, l.y) for l in page['lines']
              if issue.inside(l.elem, 'Art')
              and issue.role(l.elem) not in ('H1', 'H2', 'H3')]
    things += [(x, x + w, y, y + h) for x, y, w, h, _ in page['images']]
    heads = [(l.x, l.end, l.y - l.size, l.y) for l in page['lines']
             if issue.role(l.elem) in ('H1', 'H2', 'H3')]
    cuts = sorted([t[2] for t in things
                   if sum(overlap(t, c['x']) > 4 for c in cols) > 1] +
                  [h[2] for h in heads
                   if not any(overlap((2 * h[2] - h[3], h[3]), t[2:]) > 0
                              and overlap(h, t) <= 0
                              for t in things + heads)])
    for k, cut in enumerate(cuts):
        for t in things:
            if t[2] < cut < t[3] + .8 * (t[3] - t[2]) and \
                    not any(overlap(t[2:], u[2:]) > 0 and overlap(t, u) <= 0
                            for u in things + heads):
                cuts[k] = min(cuts[k], t[2])
    feet = defaultdict(dict)
    for t in things:
        at = [k for k, c in enumerate(cols) if overlap(t, c['x']) > 4]
        if len(at) == 1:
            b = bisect.bisect(cuts, t[2] + .01)
            feet[b][at[0]] = max(feet[b].get(at[0], 0), t[3])
    return [f for f in feet.values() if len(f) == len(cols)]


def off_grid(issue, page):
    lines, bad = body_lines(issue, page), []
    steps = Counter(round(b.y - a.y, 2) for c in columns(issue, page)
                    for a, b in zip(c['lines'], c['lines'][1:])
                    if a.block == b.block)
    step = steps.most_common(1)[0][0] if steps else 12
    for i, a in enumerate(lines):
        for b in lines[i + 1:i + 12]:
            d = abs(b.y - a.y)
            if overlap((a.x, a.end), (b.x, b.end)) < 0 and .1 <= d < step / 2:
                bad.append('y %.1f beside %.1f' % (a.y, b.y))
                break
    return bad, step


def collisions(page):
    bad = []
    lines = page['lines']
    for i, low in enumerate(lines):
        for high in lines[:i]:
            if not 0 < low.y - high.y < 2 * low.size or \
                    overlap((low.x, low.end), (high.x, high.end)) <= 0:
                continue
            up = [c for r in high.runs for c in r.chars if c[3] > r.y]
            for c in (c for r in low.runs for c in r.chars):
                if any(d[3] > c[2] and overlap(c, d) > 0 for d in up):
                    bad.append('y %.0f' % low.y)
                    break
    return bad


def captions(issue):
    at, bad = {}, []
    for page in issue.pages:
        for x, y, w, h, e in page['images']:
            at[issue.inside(e, 'Figure') or e] = (page, x, x + w, y + h)
    for page in issue.pages:
        for l in page['lines']:
            c = issue.inside(l.elem, 'Caption')
            f = c and issue.elem[c][0]
            if not c or issue.elem[f][1] == 'Table':
                continue
            near = [v for k, v in at.items()
                    if k == f or issue.elem[k][0] == f]
            if near and not any(v[0] is page and -2 < l.y - v[3] < 80
                                and overlap((l.x, l.end), v[1:3]) > 0
                                for v in near):
                bad.append((page, 'y %.0f' % l.y))
    return bad


def dump(bantin, manifest, what, *more):
    return subprocess.run([bantin, 'build', '-q', '--dump', what, *more,
                           os.path.basename(manifest)],
                          cwd=os.path.dirname(manifest) or '.', check=True,
                          stdout=subprocess.PIPE).stdout.decode()


def breaks(bantin, manifest, *more):
    last = dump(bantin, manifest, 'lines', *more).strip().split('\n')[-1].split()
    return dict(zip(last[1::2], map(float, last[2::2])))


def measure(bantin, manifest, verbose):
    issue = Issue(dump(bantin, manifest, 'pages'))
    count, where = Counter(), []

    def note(kind, page, what):
        count[kind] += 1
        where.append('  %-9s page %s %s' % (kind, page['label'], what))

    for page in issue.pages:
        for kind, found in (('rivers', rivers(issue, page)),
                            ('ladders', ladders(issue, page)),
                            ('grid', off_grid(issue, page)[0]),
                            ('marks', collisions(page))):
            for w in found:
                note(kind, page, w)
        step = off_grid(issue, page)[1]
        for feet in bands(issue, page):
            d = (max(feet.values()) - min(feet.values())) / step
            if d > 1.5:
                note('columns', page, 'apart by %.1f lines: %s' % (
                    d, ' '.join('%.0f' % feet[k] for k in sorted(feet))))
    for kind, found in (('widows', widows(issue)), ('captions', captions(issue))):
        for page, w in found:
            note(kind, page, w)
    best, first = breaks(bantin, manifest), breaks(bantin, manifest, '--first-fit')
    count['overfull'] = int(best['overfull'])
    print('%s: %d pages, %d justified lines' % (manifest, len(issue.pages), best['lines']))
    print('  ' + ', '.join('%s %d' % (k, count[k]) for k in (
        'overfull', 'rivers', 'widows', 'columns', 'captions', 'grid', 'marks',
        'ladders')))
    print('  badness %.1f (worst %d), first fit %.1f (worst %d): %.2f' % (
        best['badness'], best['worst'], first['badness'], first['worst'],
        best['badness'] / max(first['badness'], .01)))
    if verbose:
        print('\n'.join(where))
    return sum(count.values())


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('-v', action='store_true', help='say where')
    ap.add_argument('bantin')
    ap.add_argument('manifests', nargs='+')
    a = ap.parse_args()
    bantin = os.path.abspath(a.bantin)
    sys.exit(sum(measure(bantin, m, a.v) for m in a.manifests) > 0)


main()
