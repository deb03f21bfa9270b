"""a1b.py IN.pdf OUT.pdf: the same file in the shape of PDF/A-1b, for a validator
that knows no later part. What PDF/A-2 newly permits goes, and nothing else:
cross-reference and object streams (ISO 19005-2, 6.1.4), transparency groups and
soft masks (6.2.10), subsets without a CIDSet (6.2.11.4.2); the metadata names
part 1, level B (6.6.4). The output intent of PDF/X goes, which both parts permit
(6.2.3) and PDFBox takes for a wrong one of PDF/A."""
import io, sys
import pikepdf
from pikepdf import Name
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont


def cids(font):
    """the CIDs that the program of a font has, one bit each (ISO 32000-1, table 124)"""
    descriptor = font.FontDescriptor
    if '/FontFile2' in descriptor:
        have = range(TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))['maxp'].numGlyphs)
    else:
        cff = CFFFontSet()
        cff.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None)
        have = [int(g[3:]) if g[:3] == 'cid' else i for i, g in enumerate(cff[0].charset)]
    bits = bytearray(max(have) // 8 + 1)
    for i in have:
        bits[i // 8] |= 0x80 >> i % 8
    return bytes(bits)


pdf = pikepdf.open(sys.argv[1])
for o in pdf.objects:
    if not isinstance(o, (pikepdf.Dictionary, pikepdf.Stream)):
        continue
    if o.get('/SMask') is not None:
        del o['/SMask']
    if '/Group' in o and o.Group.get('/S') == Name.Transparency:
        del o['/Group']
    if o.get('/Subtype') in (Name.CIDFontType0, Name.CIDFontType2):
        o.FontDescriptor.CIDSet = pdf.make_stream(cids(o))
intents = pdf.Root.OutputIntents
for i in reversed(range(len(intents))):
    if intents[i].S != Name.GTS_PDFA1:
        del intents[i]
xmp = pdf.Root.Metadata.read_bytes()
for old, new in ((b'<pdfaid:part>2<', b'<pdfaid:part>1<'),
                 (b'<pdfaid:conformance>U<', b'<pdfaid:conformance>B<')):
    assert xmp.count(old) == 1, old
    xmp = xmp.replace(old, new)
pdf.Root.Metadata = pdf.make_indirect(pikepdf.Stream(
    pdf, xmp, Type=Name.Metadata, Subtype=Name.XML))
pdf.save(sys.argv[2], force_version='1.4', object_stream_mode=pikepdf.ObjectStreamMode.disable,
         compress_streams=False)
