"""contents.py ISSUE.pdf: does each line of the contents name the page where
the article's title stands?  The contents are the link annotations whose text
ends in a number; titles come from the outline."""
import json, re, subprocess, sys

def text(path, page):
    return subprocess.run(['pdftotext', '-raw', '-enc', 'UTF-8', '-f', str(page),
                           '-l', str(page), path, '-'], check=True,
                          capture_output=True).stdout.decode().replace('\u00ad\n', '')

def fold(s):
    return ''.join(s.split())

def outline(path):
    """(title, page number from 1) of the articles: entries below a section"""
    q = json.loads(subprocess.run(['qpdf', '--json', '--json-key=outlines', path],
                                  check=True, capture_output=True).stdout)
    out = []
    def walk(items, level):
        for o in items:
            if level == 2:
                out.append((o['title'], o['destpageposfrom1']))
            walk(o['kids'], level + 1)
    walk(q['outlines'], 1)
    return out

def main():
    path = sys.argv[1]
    n = int(re.search(r'Pages:\s+(\d+)', subprocess.run(
        ['pdfinfo', path], check=True, capture_output=True).stdout.decode()).group(1))
    pages = {p: text(path, p) for p in range(1, n + 1)}
    head = '\n'.join(pages[p] for p in range(1, min(n, 4) + 1))
    flat = re.sub(r'\s+', ' ', head)
    checked = 0
    for title, page in outline(path):
        # in the contents: the title, perhaps leaders, then the number
        m = re.search(re.escape(re.sub(r'\s+', ' ', title)).replace(r'\ ', r'\s+') +
                      r'[\s.·…]*?\s(\d+)(?!\d)', flat)
        if not m:
            continue
        checked += 1
        if int(m.group(1)) != page:
            sys.exit('contents: "%s" on page %s, but it stands on page %d' %
                     (title, m.group(1), page))
        if fold(title)[:40].lower() not in fold(pages[page]).lower():
            sys.exit('outline: "%s" is not on page %d' % (title, page))
    if checked < 5:
        sys.exit('contents: only %d titles with a page number found' % checked)

main()
