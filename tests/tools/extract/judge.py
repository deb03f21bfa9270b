#!/usr/bin/env python3
"""How well the chain does on pages of sites that the forest has not seen.

  judge.py SCORER CORPUS OUT [BLOCKS [PAGES]]

SCORER is ../shared/tools/score_extraction.py, CORPUS ../shared/corpora/extraction, OUT and BLOCKS what
answer.c wrote.  Prints precision, recall and F1 of each set with the 95 % interval of F1; with BLOCKS
also what was kept and lost by rule, in percent of a page's truth summed over all pages, and for the
worst PAGES (10) of each set their wrong blocks.  Standard library only.
"""
import collections
import importlib.util
import json
import os
import sys

from label import label_page, tokens

THRESHOLD = 510


def load_answers(path):
    sets = collections.defaultdict(dict)
    with open(path, encoding='utf-8') as f:
        for head in f:
            name, pid = head.split()
            sets[name][pid] = json.loads(f.readline())
    return sets


def load_blocks(path):
    sets = collections.defaultdict(dict)
    with open(path, encoding='utf-8', errors='replace', newline='\n') as f:
        for head in f:
            name, pid, n = head.split()
            rows = [f.readline().rstrip('\n').split('\t', 4) for _ in range(int(n))]
            sets[name][pid] = [(int(p), k == '1', rule, tag, text) for p, k, rule, tag, text in rows]
    return sets


def wrong_blocks(page, blocks):
    """(number, block, is article, share of the truth) of those decided wrongly"""
    y, _ = label_page(page, [b[4] for b in blocks], 1)
    size = [len(tokens(b[4])) for b in blocks]
    total = sum(n for n, v in zip(size, y) if v > 0.5) or 1
    return [(i, b, v > 0.5, n / total) for i, (b, v, n) in enumerate(zip(blocks, y, size))
            if v >= 0 and (v > 0.5) != b[1]]


def by_rule(pages, blocks, out):
    for pid, page in pages.items():
        for _, b, article, share in wrong_blocks(page, blocks.get(pid, [])):
            sure = b[0] >= THRESHOLD
            out['lost: ' + (b[2] if sure else 'score') if article
                else 'kept: ' + ('score' if sure else 'keep.c, fallback')] += share


def main():
    spec = importlib.util.spec_from_file_location('scorer', sys.argv[1])
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    corpus, answers = sys.argv[2], load_answers(sys.argv[3])
    blocks = load_blocks(sys.argv[4]) if len(sys.argv) > 4 else None
    worst = int(sys.argv[5]) if len(sys.argv) > 5 else 10
    rules = collections.Counter()
    for name in sorted(answers):
        with open(os.path.join(corpus, name, 'truth.json'), encoding='utf-8') as f:
            info = json.load(f)
        per, total, need, key = scorer.MEASURES[info.get('metric', 'shingle4')]
        use = [(i, p) for i, p in info['pages'].items() if need in p]
        rows = [per(p, scorer.without_optional(str(answers[name].get(i, {}).get('text') or ''), p), info)
                for i, p in use]
        lo, hi = scorer.bootstrap(len(rows), lambda ix: total([rows[k] for k in ix])[key], 1000, 1)
        print('%-12s %s  [%.4f..%.4f] of %s' % (name, '  '.join('%s %.4f' % kv for kv in total(rows).items()),
                                               lo, hi, key))
        if not blocks:
            continue
        by_rule(dict(use), blocks[name], rules)
        order = sorted(zip(rows, use), key=lambda x: total([x[0]])[key])
        for row, (pid, page) in order[:worst]:
            print('    %s %.3f' % (pid, total([row])[key]))
            for i, b, article, share in wrong_blocks(page, blocks[name].get(pid, [])):
                if share >= 0.01:
                    print('      %4d %s %5.1f%% p %4d %-14s %-8s %s' % (
                        i, 'lost' if article else 'kept', share * 100, b[0], b[2], b[3], b[4][:70]))
    for rule, share in rules.most_common():
        print('%-24s %8.0f%%' % (rule, share * 100))


if __name__ == '__main__':
    main()
