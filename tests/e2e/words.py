"""words.py [--in-order] CLEAN.txt FILE: are the words of an article all in a
PDF or EPUB, in their order?

Without --in-order FILE holds this one article and nothing but its text and
page furniture (running heads, folios: lines at a page's edges that hold the
title or a number) may be there besides.  With it, the words must be found in
order within the whole issue: the longest gap inside an article is that of
furniture between two pages."""
import html, re, subprocess, sys, unicodedata, zipfile

def words(text):
    return text.replace('\u00ad', '').split()

def pdf_pages(path):
    out = subprocess.run(['pdftotext', '-raw', '-enc', 'UTF-8', path, '-'],
                         check=True, capture_output=True).stdout.decode()
    return out.split('\f')[:-1]

def join_hyphens(pages):
    """Undo hyphens at line ends: soft hyphen, then the line's end; and line
    ends behind the hyphens and dashes of words such as sixty-one."""
    text = '\n'.join(pages)
    text = re.sub('\u00ad\\s*\n\\s*', '', text)
    return re.sub(r'(?<=\w)([-–])\n(?=\w)', r'\1', text)

def epub_text(path):
    z = zipfile.ZipFile(path)
    names = [n for n in z.namelist() if n.endswith('.xhtml') and 'nav' not in n]
    text = []
    for n in names:
        t = z.read(n).decode()
        t = re.sub(r'(?s)<head>.*?</head>', '', t)
        t = re.sub(r'</?(p|div|h\d|li|td|th|tr|figcaption|caption|figure|table|blockquote|section|article|header|br|dt|dd|hr|pre|ul|ol)\b[^>]*>', ' \n', t)
        text.append(html.unescape(re.sub(r'<[^>]*>', '', t)))
    return '\n'.join(text)

def find_in_order(want, have, gap):
    """Each wanted word in turn, no further than gap words behind the one
    before; starts wherever that works. Returns the furthest word reached."""
    best = 0
    starts = [i for i, w in enumerate(have) if w == want[0]]
    for s in starts:
        i, k = s, 0
        while k < len(want):
            j = i
            while j < len(have) and j - i <= gap and have[j] != want[k]:
                j += 1
            if j >= len(have) or j - i > gap:
                break
            i, k = j + 1, k + 1
        best = max(best, k)
        if k == len(want):
            return k
    return best

def main():
    in_order = '--in-order' in sys.argv
    clean, path = sys.argv[-2:]
    want = words(open(clean, encoding='utf-8').read())
    if path.endswith('.epub'):
        # list markers are made by the reader
        want = [w for w in want if not re.fullmatch(r'[•◦▪‣–]|\d+\.|[a-z][.)]', w)]
        have = words(epub_text(path))
        have = [w for w in have if not re.fullmatch(r'[•◦▪‣–]|\d+\.|[a-z][.)]', w)]
    else:
        have = words(join_hyphens(pdf_pages(path)))
    if not in_order and len(have) > len(want) * 1.1 + 40:
        sys.exit('%s: %d words where %d were expected' % (path, len(have), len(want)))
    got = find_in_order(want, have, 40)
    if got < len(want):
        sys.exit('%s: word %d of %d is lost: ... %s [%s] %s ...' % (
            clean, got + 1, len(want), ' '.join(want[max(0, got - 6):got]),
            want[got], ' '.join(want[got + 1:got + 6])))

main()
