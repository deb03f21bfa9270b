#!/usr/bin/env python3
"""Labels for train.c: which blocks of a page belong to its article.

  label.py CORPUS BLOCKS LABELS

CORPUS is ../shared/corpora/extraction, BLOCKS what dump.c wrote (a line "set id fold n", then n
lines of text), LABELS the output: per page int32 fold, float y[n] (-1: not known), float w[n].

A block's label is the share of its tokens that lie in 4-token shingles of the truth.  Blocks of
fewer than four tokens are judged together with their neighbours.  Of several blocks with the same
text only the one in the best company counts, unless the truth has the text as often.  Standard
library only.
"""
import array
import collections
import json
import os
import re
import sys
import unicodedata

WORD = re.compile(r'\w+')
ALONE = re.compile('[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf'
                   '\u4e00-\u9fff\uac00-\ud7af]')
WEIGHT = {'mozilla': 0.8, 'naeb': 0.7, 'scrapinghub': 1.3}


def tokens(t):
    t = unicodedata.normalize('NFC', t or '').lower()
    return WORD.findall(ALONE.sub(lambda m: ' ' + m.group(0) + ' ', t))


def fold(t):
    return ' '.join((t or '').split())


def covered(tok, grams):
    hit = [False] * len(tok)
    for i in range(len(tok) - 3):
        if tuple(tok[i:i + 4]) in grams:
            hit[i] = hit[i + 1] = hit[i + 2] = hit[i + 3] = True
    return sum(hit) / len(tok)


def short_label(toks, y, i, grams):
    """does the block continue the text before it or lead to the text behind it?"""
    t = toks[i]
    before, after = [], []
    j = i - 1
    while j >= 0 and len(before) < 3 and i - j < 4:
        if y[j] > 0.5:
            before = toks[j][-3:] + before
        j -= 1
    j = i + 1
    while j < len(toks) and len(after) < 3 and j - i < 4:
        if y[j] > 0.5 or 0 < len(toks[j]) < 4:
            after += toks[j][:3]
        j += 1
    for s in (before[-3:] + t, t + after[:3]):
        if len(s) >= 4 and tuple(s[-4:] if s[-len(t):] == t else s[:4]) in grams:
            return 1.0
    return 0.0


def label_text(texts, truth):
    want = tokens(truth)
    grams = collections.Counter(zip(*(want[i:] for i in range(4))))
    toks = [tokens(t) for t in texts]
    y = [covered(t, grams) if len(t) >= 4 else 0.0 for t in toks]
    same = collections.defaultdict(list)
    for i, t in enumerate(toks):
        if len(t) >= 4 and y[i] > 0.5:
            same[tuple(t)].append(i)
    n = len(y)
    for t, at in same.items():
        k = grams.get(t[:4], 1)
        if len(at) > k:
            near = lambda i: sum(y[j] * min(len(toks[j]), 40) for j in range(max(0, i - 4), min(n, i + 5)) if j != i)
            for i in sorted(at, key=lambda i: -near(i))[k:]:
                y[i] = 0.0
    for i, t in enumerate(toks):
        if 0 < len(t) < 4:
            y[i] = short_label(toks, y, i, grams)
    return toks, y


def label_page(page, texts, weight):
    n = len(texts)
    y, w = [-1.0] * n, [0.0] * n
    if page.get('text') and n:
        toks, y = label_text(texts, page['text'])
        total = sum(len(t) for t, v in zip(toks, y) if v > 0.5)
        if total < 40:
            return [-1.0] * n, w
        skip = {fold(s) for s in page.get('optional') or []}
        # every page weighs about the same, be it long or its truth cut short
        other = sum(len(t) for t, v in zip(toks, y) if v <= 0.5)
        for i in range(n):
            share = len(toks[i]) / max(total, other / 2)
            w[i] = weight * (0.25 + share * 20) * (abs(y[i] - 0.5) * 1.6 + 0.2)
            if fold(texts[i]) in skip:
                y[i] = -1.0
        y = [v if v < 0 else float(v > 0.5) for v in y]
    elif page.get('with'):
        for i, t in enumerate(texts):
            t = fold(t)
            if any(len(fold(q)) >= 8 and fold(q) in t for q in page['with']):
                y[i], w[i] = 1.0, 1.5 * weight
            elif any(len(fold(q)) >= 8 and fold(q) in t for q in page.get('without', [])):
                y[i], w[i] = 0.0, 1.5 * weight
    return y, w


def main():
    corpus, blocks, out = sys.argv[1:4]
    truth = {}
    with open(blocks, encoding='utf-8', errors='replace', newline='\n') as f, open(out, 'wb') as o:
        for head in f:
            name, pid, fold_no, n = head.split()
            if name not in truth:
                with open(os.path.join(corpus, name, 'truth.json'), encoding='utf-8') as t:
                    truth[name] = json.load(t)['pages']
            texts = [f.readline().rstrip('\n') for _ in range(int(n))]
            y, w = label_page(truth[name][pid], texts, WEIGHT.get(name, 1.0))
            array.array('i', [int(fold_no)]).tofile(o)
            array.array('f', y).tofile(o)
            array.array('f', w).tofile(o)


if __name__ == '__main__':
    main()
