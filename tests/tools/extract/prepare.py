#!/usr/bin/env python3
"""Unpack the pages of a corpus for dump.c.

  prepare.py CORPUS FOLDER        writes FOLDER/html/*.html (UTF-8) and FOLDER/list for dump.c,
                                  FOLDER/raw/*.html (as served) and FOLDER/list.raw for answer.c

The fold of a page (0..7) depends on its site alone.  Standard library only.
"""
import gzip
import hashlib
import json
import os
import re
import sys
import unicodedata


def text_of(raw, declared):
    if raw[:3] == b'\xef\xbb\xbf':
        return raw[3:].decode('utf-8', 'replace')
    try:
        return raw.decode('utf-8')
    except UnicodeDecodeError:
        pass
    m = re.search(rb'charset=["\']?([\w-]+)', raw[:4096])
    name = declared or (m.group(1).decode() if m else 'cp1252')
    try:
        return raw.decode(name, 'replace')
    except LookupError:
        return raw.decode('cp1252', 'replace')


def main():
    corpus, folder = sys.argv[1:3]
    for sub in 'html', 'raw':
        os.makedirs(os.path.join(folder, sub), exist_ok=True)
    with open(os.path.join(folder, 'list'), 'w') as out, open(os.path.join(folder, 'list.raw'), 'w') as raw_out:
        for name in sorted(os.listdir(corpus)):
            truth = os.path.join(corpus, name, 'truth.json')
            if not os.path.isfile(truth):
                continue
            with open(truth, encoding='utf-8') as f:
                info = json.load(f)
            for pid, page in info['pages'].items():
                with gzip.open(os.path.join(corpus, name, 'html', pid + '.html.gz')) as f:
                    raw = f.read()
                text = text_of(raw, info.get('encoding'))
                text = unicodedata.normalize('NFC', text).replace('\0', '')
                site = int.from_bytes(hashlib.md5(page['site'].encode()).digest()[:3], 'big')
                fold = hashlib.md5(('f' + page['site']).encode()).digest()[0] % 8
                base = '%s__%s.html' % (name, hashlib.md5(pid.encode()).hexdigest()[:12])
                path = os.path.join(folder, 'html', base)
                with open(path, 'w', encoding='utf-8', errors='replace') as f:
                    f.write(text)
                out.write('%s %s %d %d %s\n' % (name, pid, fold, site, path))
                path = os.path.join(folder, 'raw', base)
                # re-encoded pages say so by a mark that outranks their meta charset
                mark = b'\xef\xbb\xbf' if info.get('encoding') and raw[:3] != b'\xef\xbb\xbf' else b''
                with open(path, 'wb') as f:
                    f.write(mark + raw)
                raw_out.write('%s %s %d %d %s\n' % (name, pid, fold, site, path))


if __name__ == '__main__':
    main()
