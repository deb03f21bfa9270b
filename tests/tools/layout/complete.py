#!/usr/bin/env python3
"""complete.py [-n PAGES] BANTIN HTML...: is all text on paper?

Each page is cleaned to text and converted to PDF by the same bantin; the words
that pdftotext finds must hold every word of the text, in its order.  Words
parted at a line's end are joined again: the hyphen that layout puts in is
U+00AD in what pdftotext gives; words may also be parted where the text itself
allows it (after a hyphen or slash, in an address).  So what is compared is the
sequence of letters, with the words' places: a word counts as found when its
letters follow those of the word before with no more than running heads,
folios and repeated heads of tables between.

Pages are taken evenly from all that are given.  Prints one line for each page
that fails and a summary; exit 1 when any fails, crashes or takes over 60 s.
"""
import argparse, gzip, os, re, subprocess, sys, tempfile, unicodedata

WIDE = re.compile('[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\u0e00-\u0eff]')
GAP = 1500  # letters between two words: a page's furniture, a table's head


# no letters: soft hyphens, and the marks of direction that pdftotext puts around
# what it takes to be written from right to left
UNSEEN = re.compile('[\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]')


def letters(text):
    text = re.sub(r'\s+', '', UNSEEN.sub('', text))
    return unicodedata.normalize('NFC', text)


def words(text):
    text = unicodedata.normalize('NFC', UNSEEN.sub('', text))
    out = []
    for w in text.split():
        if re.fullmatch(r'[•◦▪–]|\d+\.', w):
            continue  # a list's marker is the theme's choice
        # what may be parted anywhere may be parted by a page's furniture, and
        # so may the halves of what has a dash, a hyphen or a slash
        out += (re.findall(r'[^\u2014\u2013/-]*[\u2014\u2013/-]+|[^\u2014\u2013/-]+', w)
                if len(w) < 24 and not WIDE.search(w) else list(w))
    return out


def lost(want, have):
    """Index of the first word that is not there in order, or -1."""
    at = 0
    for k, w in enumerate(want):
        i = have.find(w, at, at + GAP + len(w))
        if i < 0:
            return k
        at = i + len(w)
    return -1


def run(cmd, **kw):
    return subprocess.run(cmd, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=60, **kw)


def one(bantin, page, work):
    """None when all is well, '' when there is no article, else the fault."""
    src = os.path.join(work, 'page.html')
    pdf = os.path.join(work, 'page.pdf')
    data = gzip.open(page).read() if page.endswith('.gz') else open(page, 'rb').read()
    with open(src, 'wb') as f:
        f.write(data)
    if os.path.exists(pdf):
        os.unlink(pdf)
    try:
        text = run([bantin, 'clean', '-q', '--to', 'text', src])
        made = run([bantin, 'convert', '-q', src, '-o', pdf])
    except subprocess.TimeoutExpired:
        return 'takes over 60 s'
    if text.returncode < 0 or made.returncode < 0 or made.returncode in (70, 134, 139):
        return 'ends with %d' % made.returncode
    if text.returncode != made.returncode:
        return 'clean ends with %d, convert with %d: %s' % (
            text.returncode, made.returncode, made.stderr.decode()[:200])
    if text.returncode != 0:
        return ''
    raw = run(['pdftotext', '-raw', '-enc', 'UTF-8', pdf, '-']).stdout.decode()
    want = words(text.stdout.decode())
    k = lost(want, letters(raw))
    if k < 0:
        return None
    return 'word %d of %d: ... %s [%s] %s ...' % (
        k + 1, len(want), ' '.join(want[max(0, k - 6):k]), want[k],
        ' '.join(want[k + 1:k + 6]))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('-n', type=int, default=300)
    ap.add_argument('bantin')
    ap.add_argument('pages', nargs='+')
    a = ap.parse_args()
    a.pages.sort()
    step = max(1.0, len(a.pages) / a.n)
    picked = [a.pages[int(i * step)] for i in range(min(a.n, len(a.pages)))]
    bad = none = 0
    with tempfile.TemporaryDirectory() as work:
        for p in picked:
            fault = one(a.bantin, p, work)
            if fault == '':
                none += 1
            elif fault:
                bad += 1
                print('%s: %s' % (p, fault), flush=True)
    print('%d pages, %d without an article, %d with all words in order, %d not'
          % (len(picked), none, len(picked) - none - bad, bad))
    sys.exit(bad > 0)


main()
