"""pagelist.py PDF EPUB: the page list of the EPUB against the pages of the PDF.

There is one mark and one entry for each page, in order, and the words behind
the mark stand on that page of the PDF, those before it on the page before (or
on the same, where a figure or a note was moved)."""
import html, re, subprocess, sys, zipfile

def squeeze(text):
    return re.sub(r'[\s\u00ad]', '', text)

def pages_of(path):
    out = subprocess.run(['pdftotext', '-raw', '-enc', 'UTF-8', path, '-'],
                         check=True, capture_output=True).stdout.decode()
    out = re.sub('\u00ad\\s*\n\\s*', '', out)
    return [squeeze(p) for p in out.split('\f')[:-1]]

def text_of(xhtml):
    return squeeze(html.unescape(re.sub(r'<[^>]*>', '', xhtml)))

def main():
    pdf, epub = sys.argv[1:]
    pages = pages_of(pdf)
    z = zipfile.ZipFile(epub)
    nav = z.read('EPUB/nav.xhtml').decode()
    nav = nav[nav.index('page-list'):]
    entries = re.findall(r'<a href="([^"#]+)#([^"]+)">([^<]*)</a>', nav)
    if len(entries) != len(pages):
        sys.exit('%d entries for %d pages' % (len(entries), len(pages)))
    exact = 0
    for i, (name, mark, label) in enumerate(entries):
        doc = z.read('EPUB/' + name).decode()
        parts = re.split(r'<(?:span|div)\b[^>]*\bid="%s"[^>]*>' % mark, doc)
        if len(parts) != 2:
            sys.exit('%s: page %s is marked %d times' % (name, label, len(parts) - 1))
        if name == 'title.xhtml':
            exact += 1
            continue
        after = text_of(parts[1])[:24]
        # the word that a line end parts stands on both pages
        if after in pages[i] or after[12:] in pages[i]:
            exact += 1
        else:
            print('page %s: %r is not on it' % (label, after))
    print('%d of %d pages' % (exact, len(pages)))
    if exact < len(pages):
        sys.exit(1)

main()
