"""pdfrules.py PDF...: rules of PDF/A-2u and PDF/UA-1 by other means than
bantin check has: pikepdf for the objects, fontTools for the font programs.
What both say is right is right; prints each fault once and ends with 1."""
import collections, io, re, sys
import pikepdf
from pikepdf import Name, ObjectType as T
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont

PARENT = {'TR': 'Table THead TBody TFoot', 'TH': 'TR', 'TD': 'TR', 'THead': 'Table',
          'TBody': 'Table', 'TFoot': 'Table', 'LI': 'L', 'LBody': 'LI', 'TOCI': 'TOC'}
KIDS = {'Table': 'TR THead TBody TFoot Caption', 'TR': 'TH TD', 'THead': 'TR',
        'TBody': 'TR', 'TFoot': 'TR', 'L': 'L LI Caption', 'LI': 'Lbl LBody',
        'TOC': 'TOC TOCI Caption'}
KINDS = set('Document Part Art Sect Div BlockQuote Caption TOC TOCI P H1 H2 H3 H4 H5 H6 L '
            'LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference Code '
            'Link Figure Formula'.split())
LANG = re.compile(r'(?i)^((i|[a-z]{2,8})(-[a-z0-9]{1,8})*|x(-[a-z0-9]{1,8})+)$')
PAINTS = set("f F f* S s B B* b b* sh Do Tj TJ ' \"".split())


def text(o):
    b = bytes(o)
    return b[2:].decode('utf-16-be') if b[:2] == b'\xfe\xff' else b.decode('latin-1')


def is_array(o):
    return isinstance(o, pikepdf.Object) and o._type_code == T.array


def listed(o):
    return [] if o is None else list(o) if is_array(o) else [o]


class File:
    def __init__(self, path):
        self.faults = collections.OrderedDict()
        self.pdf = pikepdf.open(path)
        self.root = self.pdf.Root
        self.pages = list(self.pdf.pages)
        self.number = {p.obj.objgen: i for i, p in enumerate(self.pages)}
        self.parents, self.element, self.annot, self.seen = {}, {}, {}, set()
        self.headings, self.ids, self.fonts, self.forms = [0], set(), {}, set()

    def need(self, good, what, about=''):
        if not good:
            self.faults.setdefault(what, str(about)[:100])

    # --- the structure tree ---

    def number_tree(self, node):
        for k in node.get('/Kids', []):
            self.number_tree(k)
        nums = list(node.get('/Nums', []))
        self.need(nums[::2] == sorted(nums[::2]), 'parent tree out of order')
        self.parents.update(zip(map(int, nums[::2]), nums[1::2]))

    def visit(self, e, parent, above):
        kind = str(e.S)[1:]
        self.need(kind in KINDS, 'unknown type', kind)
        self.need(e.P.objgen == parent.objgen, 'P is not the parent', kind)
        self.need(above in PARENT.get(kind, above).split() or not above,
                  'wrong parent', (kind, above))
        self.need(kind in KIDS.get(above, kind).split(), 'wrong kid', (above, kind))
        if '/Lang' in e:
            self.need(LANG.match(text(e.Lang)), 'language', text(e.Lang))
        if '/ID' in e:
            self.need(bytes(e.ID) not in self.ids, 'ID twice', bytes(e.ID))
            self.ids.add(bytes(e.ID))
        self.need(kind != 'Note' or '/ID' in e, 'a note without ID')
        if kind == 'Figure':
            self.need('/Alt' in e and text(e.Alt).strip(), 'a figure without Alt')
            self.need(any('/BBox' in a for a in listed(e.get('/A'))), 'a figure without BBox')
        if re.match(r'H\d', kind):
            self.need(int(kind[1]) <= self.headings[-1] + 1, 'heading skipped', kind)
            self.headings.append(int(kind[1]))
        for k in listed(e.get('/K')):
            if isinstance(k, int) or k.get('/Type') == Name.MCR:
                page = e.Pg if isinstance(k, int) else k.get('/Pg', e.get('/Pg'))
                key = self.number[page.objgen], k if isinstance(k, int) else int(k.MCID)
                self.need(key not in self.element, 'content in two elements', key)
                self.element[key] = e
            elif k.get('/Type') == Name.OBJR:
                self.annot[k.Obj.objgen] = e
            else:
                self.visit(k, e, kind)
        if kind == 'Table':
            self.table(e)

    def table(self, e):
        rows = []
        for k in listed(e.get('/K')):
            rows += [k] if k.S == Name.TR else listed(k.get('/K')) if k.S != Name.Caption else []
        grid = set()
        for y, row in enumerate(rows):
            x = 0
            for cell in listed(row.get('/K')):
                span = {'/ColSpan': 1, '/RowSpan': 1}
                scope = False
                for a in listed(cell.get('/A')):
                    span.update({k: int(a[k]) for k in span if k in a})
                    scope = scope or '/Scope' in a
                self.need(cell.S != Name.TH or scope, 'a TH without Scope')
                while (y, x) in grid:
                    x += 1
                for dy in range(span['/RowSpan']):
                    for dx in range(span['/ColSpan']):
                        self.need((y + dy, x + dx) not in grid, 'cells overlap')
                        grid.add((y + dy, x + dx))
        wide = 1 + max((x for y, x in grid), default=-1)
        self.need(len(grid) == wide * len(rows), 'a table is not regular',
                  (wide, len(rows), len(grid)))

    # --- content ---

    def begin(self, ops, marks, page, key):
        d = ops[1] if len(ops) > 1 else {}
        kind = 'artifact' if ops[0] == Name.Artifact else 'tagged' if '/MCID' in d else ''
        outer = [m[0] for m in marks if m[0]]
        self.need(not kind or not outer, 'artifact and tagged content nested', page)
        if kind == 'tagged':
            at = page, int(d.MCID)
            entry = self.parents.get(key)
            self.need(at not in self.seen, 'MCID twice', at)
            self.seen.add(at)
            self.need(at in self.element and entry is not None and at[1] < len(entry) and
                      entry[at[1]].objgen == self.element[at].objgen,
                      'tree and parent tree disagree', at)
        if '/Lang' in d:
            self.need(LANG.match(text(d.Lang)), 'language', text(d.Lang))
        if '/ActualText' in d:
            self.need(text(d.ActualText), 'empty ActualText')
        marks.append((kind, '/ActualText' in d))

    def content(self, owner, resources, page, key, outer=()):
        marks, saved, font = list(outer), [], None
        for ops, op in pikepdf.parse_content_stream(owner):
            op = str(op)
            if op in ('BMC', 'BDC'):
                self.begin(ops, marks, page, key)
            elif op == 'EMC':
                marks.pop()
            elif op == 'q':
                saved.append(font)
                self.need(len(saved) <= 28, 'q deeper than 28', page)
            elif op == 'Q':
                font = saved.pop()
            elif op == 'gs':
                self.need(str(ops[0]) in resources.get('/ExtGState', {}), 'no such state', ops[0])
            elif op == 'Tf':
                font = resources.Font[str(ops[0])]
            if op in PAINTS:
                self.need(any(m[0] for m in marks), 'content without a mark', (page, op))
            if op in ('Tj', 'TJ', "'", '"'):
                self.show(font, ops[-1], any(m[1] or m[0] == 'artifact' for m in marks))
            if op == 'Do' and resources.XObject[str(ops[0])].Subtype == Name.Form:
                form = resources.XObject[str(ops[0])]
                self.content(form, form.get('/Resources', resources), page, key, marks)
        self.need(not saved and len(marks) == len(outer), 'q or marks not closed', page)

    def show(self, font, shown, said):
        codes = self.fonts.setdefault(font.objgen, (font, set(), set()))
        for s in listed(shown):
            if isinstance(s, pikepdf.Object):
                b = bytes(s)
                self.need(len(b) % 2 == 0, 'half a code')
                for i in range(0, len(b) - 1, 2):
                    codes[1].add(b[i] << 8 | b[i + 1])
                    if not said:
                        codes[2].add(b[i] << 8 | b[i + 1])

    # --- fonts ---

    def widths(self, cid):
        out, w = collections.defaultdict(lambda: float(cid.get('/DW', 1000))), list(cid.W)
        while w:
            if is_array(w[1]):
                out.update((int(w[0]) + i, float(x)) for i, x in enumerate(w[1]))
                w = w[2:]
            else:
                out.update((i, float(w[2])) for i in range(int(w[0]), int(w[1]) + 1))
                w = w[3:]
        return out

    def program(self, cid):
        """a function from CID to advance, None for a CID that is not there"""
        descriptor = cid.FontDescriptor
        if '/FontFile2' in descriptor:
            f = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()), lazy=True)
            order, unit = f.getGlyphOrder(), f['head'].unitsPerEm
            b = cid.CIDToGIDMap.read_bytes()
            number = [b[i] << 8 | b[i + 1] for i in range(0, len(b), 2)]

            def advance(c):
                g = number[c] if c < len(number) else 0
                return f['hmtx'][order[g]][0] * 1000 / unit if 0 < g < len(order) else None
            return advance
        cff = CFFFontSet()
        cff.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None)
        top = cff[0]
        keyed = hasattr(top, 'ROS')
        glyph = {int(g[3:]) if keyed and g != '.notdef' else i: g
                 for i, g in enumerate(top.charset)}

        def advance(c):
            if c not in glyph:
                return None
            s = top.CharStrings[glyph[c]]
            s.draw(NullPen())
            return s.width * 1000 * top.FontMatrix[0]
        return advance

    def unicode_of(self, font):
        out, s = {}, font.ToUnicode.read_bytes().decode('latin-1')
        for block in re.findall(r'beginbfchar(.*?)endbfchar', s, re.S):
            for a, b in re.findall(r'<(\w+)>\s*<(\w*)>', block):
                out[int(a, 16)] = bytes.fromhex(b)
        for block in re.findall(r'beginbfrange(.*?)endbfrange', s, re.S):
            for a, z, b in re.findall(r'<(\w+)>\s*<(\w+)>\s*<(\w+)>', block):
                for i in range(int(z, 16) - int(a, 16) + 1):
                    v = int(b, 16) + i
                    out[int(a, 16) + i] = v.to_bytes(len(b) // 2, 'big')
            for a, b in re.findall(r'<(\w+)>\s*<\w+>\s*\[(.*?)\]', block, re.S):
                for i, v in enumerate(re.findall(r'<(\w+)>', b)):
                    out[int(a, 16) + i] = bytes.fromhex(v)
        return out

    def font(self, font, codes, unsaid):
        cid = font.DescendantFonts[0]
        name, d = str(cid.BaseFont), cid.FontDescriptor
        self.need(re.match(r'/[A-Z]{6}\+', name) and str(d.FontName) == name, 'font name', name)
        self.need('/CIDSet' not in d, 'CIDSet', name)
        width, advance, chars = self.widths(cid), self.program(cid), self.unicode_of(font)
        for c in codes:
            have = advance(c)
            self.need(c and have is not None, 'no such glyph', (name, c))
            self.need(have is None or abs(have - width[c]) <= 1, 'width', (name, c, have))
            said = chars.get(c, b'').decode('utf-16-be')
            self.need(said or c not in unsaid, 'no ToUnicode', (name, c))
            self.need(not set(said) & set('\0\ufeff\ufffe'), 'ToUnicode', (name, c))

    # --- all ---

    def check_page(self, i, page):
        o = page.obj
        self.need(o.get('/Tabs') == Name.S, 'Tabs is not S')
        if '/Contents' in o:
            self.content(page, o.Resources, i, int(o.get('/StructParents', -1)))
        for a in o.get('/Annots', []):
            e = self.parents.get(int(a.get('/StructParent', -1)))
            self.need(int(a.F) & 4 and not int(a.F) & 35, 'flags of an annotation')
            self.need(text(a.get('/Contents', '')).strip() if '/Contents' in a else 0,
                      'a link without Contents')
            self.need(e is not None and e.S == Name.Link and a.objgen in self.annot and
                      self.annot[a.objgen].objgen == e.objgen, 'a link outside Link')

    def check(self):
        root = self.root
        self.need(root.MarkInfo.Marked and root.ViewerPreferences.DisplayDocTitle, 'catalog')
        self.need(LANG.match(text(root.Lang)), 'language of the file', text(root.Lang))
        self.number_tree(root.StructTreeRoot.ParentTree)
        for k in listed(root.StructTreeRoot.K):
            self.visit(k, root.StructTreeRoot, '')
        for i, p in enumerate(self.pages):
            self.check_page(i, p)
        self.need(set(self.element) == self.seen, 'content that is not there',
                  list(set(self.element) - self.seen)[:3])
        for f in self.fonts.values():
            self.font(*f)
        return self.faults


def main():
    bad = 0
    for path in sys.argv[1:]:
        for what, about in File(path).check().items():
            print('%s: %s: %s' % (path, what, about))
            bad = 1
    return bad


if __name__ == '__main__':
    sys.exit(main())
