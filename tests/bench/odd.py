"""Pages that no author writes: one habit, a megabyte of it and ten.

usage: odd.py DIR.  The time of the chain must grow as they do: what is
quadratic in one of them shows as a ratio far above 10.
"""
import sys

S = "The council decided on Monday to build a bridge over the river. "
HEAD = "<html><head><title>A large page</title></head><body><h1>A large page</h1>"
PAGES = {
    "deep": ("", lambda i: "<div class=c%d>%s" % (i % 7, S if i % 5 == 0 else "")),
    "inline": ("", lambda i: "<b>" + (S if i % 5 == 0 else "")),
    "paragraph": ("<p>", lambda i: S),
    "blocks": ("", lambda i: "<p>x%d</p>" % i),
    "paragraphs": ("", lambda i: "<p>%sThat was number %d.</p>" % (S, i)),
    "links": ("", lambda i: "<a href=/a/%d.html>Link %d</a> " % (i, i)),
    "spans": ("<p>", lambda i: "<span>word%d</span> " % i),
    "table": ("<table>", lambda i: "<tr><td>%d<td>cell words<td>3,5" % i),
    "tables": ("", lambda i: "<table><tr><td>" + (S if i % 9 == 0 else "a")),
    "attribute": ("<p title='", lambda i: S),
    "attributes": ("<p ", lambda i: "a%d=v " % i),
    "unclosed": ("", lambda i: "<p><b><i><span class=lead>%s%d" % (S, i)),
    "breaks": ("<div>", lambda i: "line %d<br>" % i),
    "figures": ("", lambda i: "<figure><img src=a%d.jpg><figcaption>No %d"
                "</figcaption></figure><p>%s%d</p>" % (i, i, S, i)),
    "typed": ("", lambda i: "<p>%d. item number %d</p>" % (i + 1, i)),
    "headings": ("", lambda i: "<h%d>Head %d</h%d><p>%s%d</p>" % (i % 6 + 1, i, i % 6 + 1, S, i)),
    "notes": ("", lambda i: "<p id=a%d><a href=#a%d>x</a> %s</p>" % (i, i * 7, S)),
    "word": ("", lambda i: "<p style='mso-list:l0 level%d lfo1'><span style="
             "'mso-list:Ignore'>%d.</span>%s<o:p></o:p></p>" % (i % 9 + 1, i, S)),
    "bylines": ("", lambda i: "<span class=author>By Jane Doe %d</span>" % i),
    "vietnamese": ("", lambda i: "<p>Người dân được hưởng %d cách chăm sóc.</p>" % i),
    "plain": (None, lambda i: S + ("\n\n" if i % 5 == 0 else "\n")),
}

for name, (before, piece) in PAGES.items():
    for megabytes in 1, 10:
        with open("%s/%s-%d.html" % (sys.argv[1], name, megabytes), "w") as out:
            size = out.write("" if before is None else HEAD + before)
            i = 0
            while size < megabytes * 1000000:
                size += out.write(piece(i))
                i += 1
            out.write("'></p><p>" + S if name.startswith("attribute") else "")
