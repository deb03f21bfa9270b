"""Pages of 20 kB that are nearly all text, four each: in encodings in which
Vietnamese is met, and as Word writes them.

usage: dense.py SHARED DIR
"""
import base64
import re
import sys

SHARED, DIR = sys.argv[1:]
PAGE = 20000
HEAD = "<html><head>%s<title>Ban tin</title></head><body>"
WORD = ("<p class=MsoNormal style='text-align:justify;line-height:150%%'><span "
        "style='font-size:14.0pt;line-height:150%%'>%s<o:p></o:p></span></p>\n")


def write(name, pieces, head, paragraph):
    for k in range(4):
        page, size, i = [(HEAD % head).encode()], 0, k
        while size < PAGE:
            page.append(paragraph(pieces[i % len(pieces)]))
            size += len(page[-1])
            i += 1
        with open("%s/%s-%d.html" % (DIR, name, k), "wb") as out:
            out.write(b"".join(page))


by_encoding = {}
with open(SHARED + "/corpora/encodings/vi/legacy-200.tsv") as rows:
    for row in rows:
        cell = row.rstrip("\n").split("\t")
        if len(cell) == 4 and not row.startswith("#"):
            by_encoding.setdefault(cell[1], []).append(base64.b64decode(cell[2]))
for name in "utf-8", "utf-8-nfd", "tcvn3", "vni-win", "windows-1258":
    head = "<meta charset=utf-8>" if name.startswith("utf") else ""
    write(name, by_encoding[name], head,
          lambda piece: b"<p>" + re.sub(rb"[<&]", b"", piece) + b"</p>\n")
write("word", by_encoding["utf-8"], "<meta charset=utf-8>",
      lambda piece: (WORD % piece.decode()).encode())
