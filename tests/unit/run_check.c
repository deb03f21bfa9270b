/* The preflight over our own output: it is clean, and each of many faults put
 * into it is found by the rule that is for it. */
#include "pdf_sample.h"

#include <qpdf/qpdf-c.h>

#include "base/file.h"
#include "check/check.h"

#define OBJECTS 5000

/* at: where to begin ("root", "trailer", "page", or "@Key" or "@Key=Name": the
 * first object that has it), then keys and indices; the last one is set to
 * value, or removed when that is NULL.  With from, bytes of the stream there
 * are replaced instead. */
struct fault {
	enum check_rule rule;
	int print;
	const char *at;
	const char *value;
	const char *from;
};

static struct str sample_pdf[2];

static int
make_samples(void **state)
{
	(void)state;
	for (int print = 0; print < 2; print++) {
		struct sample s;
		const char *path;

		sample_make(&s);
		path = make_path(&s.m, "sample.pdf");
		sample_write(&s, path, print);
		assert_int_equal(
		        file_read(path, 1 << 30, &sample_pdf[print], &s.m.dg),
		        0);
		sample_free(&s);
	}
	return 0;
}

static int
free_samples(void **state)
{
	(void)state;
	str_free(&sample_pdf[0]);
	str_free(&sample_pdf[1]);
	return 0;
}

static unsigned
profiles(int print)
{
	return CHECK_ARCHIVE | CHECK_ACCESS | (print ? CHECK_PRINT : 0u);
}

static qpdf_oh
find_object(qpdf_data q, const char *key, const char *name)
{
	for (int i = 1; i < OBJECTS; i++) {
		qpdf_oh o = qpdf_get_object_by_id(q, i, 0);
		qpdf_oh v;

		if (!qpdf_oh_is_dictionary(q, o) && !qpdf_oh_is_stream(q, o))
			continue;
		v = qpdf_oh_get_key(q,
		        qpdf_oh_is_stream(q, o) ? qpdf_oh_get_dict(q, o) : o,
		        key);
		if (name ? qpdf_oh_is_name_and_equals(q, v, name)
		         : !qpdf_oh_is_null(q, v))
			return o;
	}
	fail_msg("no object with %s %s", key, name ? name : "");
	return 0;
}

static qpdf_oh
start_of(qpdf_data q, const char *word)
{
	char key[64], name[64];
	const char *eq = strchr(word, '=');

	if (!strcmp(word, "root"))
		return qpdf_get_root(q);
	if (!strcmp(word, "trailer"))
		return qpdf_get_trailer(q);
	if (!strcmp(word, "page"))
		return qpdf_get_page_n(q, 0);
	if (!eq) {
		snprintf(key, sizeof(key), "/%s", word + 1);
		return find_object(q, key, NULL);
	}
	snprintf(key, sizeof(key), "/%.*s", (int)(eq - word - 1), word + 1);
	snprintf(name, sizeof(name), "/%s", eq + 1);
	return find_object(q, key, name);
}

static qpdf_oh
dict_of(qpdf_data q, qpdf_oh o)
{
	return qpdf_oh_is_stream(q, o) ? qpdf_oh_get_dict(q, o) : o;
}

static qpdf_oh
step(qpdf_data q, qpdf_oh o, const char *word)
{
	char key[64];

	if (qpdf_oh_is_array(q, o))
		return qpdf_oh_get_array_item(q, o, atoi(word));
	snprintf(key, sizeof(key), "/%s", word);
	return qpdf_oh_get_key(q, dict_of(q, o), key);
}

static void
replace_bytes(qpdf_data q, qpdf_oh stream, const struct fault *f)
{
	unsigned char *buf, *at;
	size_t n;
	QPDF_BOOL done;
	struct str s = STR_INIT;

	assert_int_equal(qpdf_oh_get_stream_data(q, stream, qpdf_dl_generalized,
	                         &done, &buf, &n),
	        0);
	at = memmem(buf, n, f->from, strlen(f->from));
	if (!at)
		fail_msg("%s: \"%s\" is not in the stream", f->at, f->from);
	str_add(&s, buf, (size_t)(at - buf));
	str_puts(&s, f->value);
	at += strlen(f->from);
	str_add(&s, at, n - (size_t)(at - buf));
	qpdf_oh_replace_stream_data(q, stream, (unsigned char *)s.s, s.len,
	        qpdf_oh_new_null(q), qpdf_oh_new_null(q));
	str_free(&s);
	free(buf);
}

static void
put_fault(qpdf_data q, const struct fault *f)
{
	char path[200], *word, *next, *save = NULL, key[64];
	qpdf_oh o;

	snprintf(path, sizeof(path), "%s", f->at);
	word = strtok_r(path, "/", &save);
	o = start_of(q, word);
	word = strtok_r(NULL, "/", &save);
	while (word && (next = strtok_r(NULL, "/", &save)) != NULL) {
		o = step(q, o, word);
		word = next;
	}
	if (f->from) {
		replace_bytes(q, word ? step(q, o, word) : o, f);
		return;
	}
	snprintf(key, sizeof(key), "/%s", word);
	if (qpdf_oh_is_array(q, o))
		qpdf_oh_set_array_item(
		        q, o, atoi(word), qpdf_oh_parse(q, f->value));
	else if (f->value)
		qpdf_oh_replace_key(
		        q, dict_of(q, o), key, qpdf_oh_parse(q, f->value));
	else
		qpdf_oh_remove_key(q, dict_of(q, o), key);
}

/* The sample with a fault, or as it is. */
static struct str
with_fault(int print, const struct fault *f)
{
	qpdf_data q = qpdf_init();
	struct str out = STR_INIT;

	assert_int_equal(qpdf_read_memory(q, "sample", sample_pdf[print].s,
	                         sample_pdf[print].len, NULL),
	        0);
	if (f)
		put_fault(q, f);
	qpdf_init_write_memory(q);
	qpdf_set_object_stream_mode(q, qpdf_o_disable);
	qpdf_set_newline_before_endstream(q, QPDF_TRUE);
	if (qpdf_write(q) & QPDF_ERRORS)
		fail_msg("%s: %s", f ? f->at : "as it is",
		        qpdf_get_error_full_text(q, qpdf_get_error(q)));
	str_add(&out, qpdf_get_buffer(q), qpdf_get_buffer_length(q));
	qpdf_cleanup(&q);
	return out;
}

static unsigned
found(const struct str *pdf, int print, enum check_rule rule)
{
	struct check c;
	struct diag dg;
	unsigned n;

	diag_init(&dg);
	assert_int_equal(check_bytes(&c, "sample.pdf", pdf->s, pdf->len,
	                         profiles(print), &dg),
	        0);
	n = rule == RULE_COUNT ? (unsigned)c.finding.n : c.count[rule];
	if (rule == RULE_COUNT && n) {
		struct str s = STR_INIT;

		check_text(&s, &c, "sample.pdf");
		print_message("%s", str_c(&s));
		str_free(&s);
	}
	check_free(&c);
	return n;
}

/* What libqpdf wrote anew without a fault must be clean too: else a fault
 * could be found for the wrong reason. */
static void
clean(void **state)
{
	struct str s = with_fault(0, NULL);

	(void)state;
	assert_int_equal(found(&sample_pdf[0], 0, RULE_COUNT), 0);
	assert_int_equal(found(&s, 0, RULE_COUNT), 0);
	str_free(&s);
}

/* PKCS#7 objects with an empty certificate, of one signer and of two. */
#define SIGNED(range, contents)                                                \
	"<< /Fields [ << /FT /Sig /T (s) /V << /Type /Sig /ByteRange " range   \
	" /Contents <" contents "> >> >> ] >>"
#define ONE                                                                    \
	"301E06092A864886F70D010702A011300F02010131003000A0023000"             \
	"31023000"
#define TWO                                                                    \
	"302006092A864886F70D010702A013301102010131003000A0023000"             \
	"310430003000"

static const struct fault faults[] = {
	{ RULE_MARKED, 0, "root/MarkInfo/Marked", "false", NULL },
	{ RULE_SUSPECTS, 0, "root/MarkInfo/Suspects", "true", NULL },
	{ RULE_SHOW_TITLE, 0, "root/ViewerPreferences/DisplayDocTitle", NULL,
	        NULL },
	{ RULE_NO_TREE, 0, "root/StructTreeRoot", NULL, NULL },
	{ RULE_NO_METADATA, 0, "root/Metadata", NULL, NULL },
	{ RULE_LANG_TAG, 0, "root/Lang", "(not a tag)", NULL },
	{ RULE_OUTLINE_LANG, 0, "root/Lang", NULL, NULL },
	{ RULE_CATALOG_AA, 0, "root/AA", "<< >>", NULL },
	{ RULE_ACTION, 0, "root/OpenAction", "<< /S /JavaScript /JS (1) >>",
	        NULL },
	{ RULE_REQUIREMENTS, 0, "root/Requirements", "[]", NULL },
	{ RULE_NEEDS_RENDERING, 0, "root/NeedsRendering", "true", NULL },
	{ RULE_PERMS, 0, "root/Perms", "<< /X << >> >>", NULL },
	{ RULE_XFA, 0, "root/AcroForm", "<< /XFA (x) /Fields [] >>", NULL },
	{ RULE_DEVICE_GRAY, 0, "root/OutputIntents", NULL, NULL },
	{ RULE_ROLE_REMAP, 0, "root/StructTreeRoot/RoleMap", "<< /P /Span >>",
	        NULL },
	{ RULE_PARENT_TREE, 0, "root/StructTreeRoot/ParentTree", "<< >>",
	        NULL },
	{ RULE_FIGURE_ALT, 0, "@S=Figure/Alt", NULL, NULL },
	{ RULE_NOTE_ID, 0, "@S=Note/ID", NULL, NULL },
	{ RULE_HEADING_SKIP, 0, "@S=H1/S", "/H3", NULL },
	{ RULE_H_MIXED, 0, "@S=H1/S", "/H", NULL },
	{ RULE_TR_PARENT, 0, "@S=Table/S", "/Div", NULL },
	{ RULE_TH_PARENT, 0, "@S=TR/S", "/Div", NULL },
	{ RULE_TR_KIDS, 0, "@S=TD/S", "/P", NULL },
	{ RULE_TH_SCOPE, 0, "@S=TH/A", NULL, NULL },
	{ RULE_LI_PARENT, 0, "@S=L/S", "/Div", NULL },
	{ RULE_LI_KIDS, 0, "@S=LBody/S", "/P", NULL },
	{ RULE_LBODY_PARENT, 0, "@S=LI/S", "/Div", NULL },
	{ RULE_ROLE_UNKNOWN, 0, "@S=Figure/S", "/Bild", NULL },
	{ RULE_NO_PARENT, 0, "@S=Figure/P", NULL, NULL },
	{ RULE_LINK_TAG, 0, "@S=Link/S", "/Span", NULL },
	{ RULE_LINK_TAG, 0, "@Subtype=Link/StructParent", NULL, NULL },
	{ RULE_LINK_CONTENTS, 0, "@Subtype=Link/Contents", NULL, NULL },
	{ RULE_ANNOT_F, 0, "@Subtype=Link/F", NULL, NULL },
	{ RULE_ANNOT_FLAGS, 0, "@Subtype=Link/F", "2", NULL },
	{ RULE_ANNOT_TYPE, 0, "@Subtype=Link/Subtype", "/Sound", NULL },
	{ RULE_TABS, 0, "page/Tabs", NULL, NULL },
	{ RULE_PAGE_AA, 0, "page/AA", "<< >>", NULL },
	{ RULE_BOX_SIZE, 0, "page/CropBox", "[0 0 2 2]", NULL },
	{ RULE_FONT_EMBEDDED, 0, "@Type=FontDescriptor/FontFile2", NULL, NULL },
	{ RULE_TOUNICODE, 0, "@Subtype=Type0/ToUnicode", NULL, NULL },
	{ RULE_CMAP_EMBEDDED, 0, "@Subtype=Type0/Encoding", "/Own", NULL },
	{ RULE_WIDTH, 0, "@Subtype=CIDFontType2/W", "[]", NULL },
	{ RULE_CID_TO_GID, 0, "@Subtype=CIDFontType2/CIDToGIDMap", NULL, NULL },
	{ RULE_INTERPOLATE, 0, "@Subtype=Image/Interpolate", "true", NULL },
	{ RULE_ALTERNATES, 0, "@Subtype=Image/Alternates", "[]", NULL },
	{ RULE_OPI, 0, "@Subtype=Image/OPI", "<< >>", NULL },
	{ RULE_IMAGE_INTENT, 0, "@Subtype=Image/Intent", "/Nice", NULL },
	{ RULE_UNTAGGED, 0, "page/Contents", "/Artifact BMC EMC 0 0 9 9 re f ",
	        "" },
	{ RULE_OPERATOR, 0, "page/Contents", "hello ", "" },
	{ RULE_DEVICE_CMYK, 0, "page/Contents",
	        "/Artifact BMC 0 0 0 1 k 0 0 9 9 re f EMC ", "" },
	{ RULE_ARTIFACT_INSIDE, 0, "page/Contents",
	        "/P << /MCID 0 >> BDC /Artifact BMC EMC EMC ", "" },
	{ RULE_TAGGED_INSIDE, 0, "page/Contents",
	        "/Artifact BMC /P << /MCID 0 >> BDC EMC EMC ", "" },
	{ RULE_BALANCE, 0, "page/Contents", "/Artifact BMC ", "" },
	{ RULE_Q_DEPTH, 0, "page/Contents",
	        "q q q q q q q q q q q q q q q q q q q q q q q q q q q q q q "
	        "Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q ",
	        "" },
	{ RULE_INTENT_OPERATOR, 0, "page/Contents", "/Nice ri ", "" },
	{ RULE_AID, 0, "root/Metadata", "<pdfaid:part>9", "<pdfaid:part>2" },
	{ RULE_UA_PART, 0, "root/Metadata", "<pdfuaid:part>9",
	        "<pdfuaid:part>1" },
	{ RULE_XMP_PACKET, 0, "root/Metadata", "<?xpacket bytes=\"9\" ",
	        "<?xpacket " },
	{ RULE_XMP_UNKNOWN, 0, "root/Metadata",
	        "<pdf:Nope>x</pdf:Nope><pdf:Producer>", "<pdf:Producer>" },
	/* what readers mend without a word */
	{ RULE_PAGE_TREE, 0, "root/Pages/Count", "1000", NULL },
	{ RULE_PAGE_TREE, 0, "root/Pages/Type", "/Page", NULL },
	{ RULE_PAGE_TREE, 0, "page/MediaBox", "[0 0 300]", NULL },
	{ RULE_PAGE_TREE, 0, "page/Type", "/Seite", NULL },
	{ RULE_FONT_SUBTYPE, 0, "@Subtype=Type0/Encoding", NULL, NULL },
	{ RULE_FONT_SUBTYPE, 0, "@Subtype=Type0/Type", "/Schrift", NULL },
	{ RULE_FONT_SUBTYPE, 0, "@Subtype=CIDFontType2/Type", NULL, NULL },
	{ RULE_FONT_SUBTYPE, 0, "@Subtype=CIDFontType2/BaseFont", NULL, NULL },
	{ RULE_FONT_SUBTYPE, 0, "@Subtype=CIDFontType2/Subtype", "/Type1",
	        NULL },
	{ RULE_FONT_SUBTYPE, 0, "@Subtype=CIDFontType2/W", "[0 [500] 9]",
	        NULL },
	{ RULE_IMAGE_BITS, 0, "@Subtype=Image/BitsPerComponent", "9", NULL },
	{ RULE_ACTION, 0, "@Subtype=Link/A", "<< /URI (x) >>", NULL },
	{ RULE_NO_METADATA, 0, "root/Metadata/Subtype", "/XMP", NULL },
	{ RULE_NO_PARENT, 0, "@S=TD/P", "<< /S /TR >>", NULL },
	{ RULE_LINK_TAG, 0, "@S=Link/S", "/Reference", NULL },
	{ RULE_LANG_TAG, 0, "@S=P/Lang", "()", NULL },
	{ RULE_NO_TREE, 0, "root/StructTreeRoot/Type", NULL, NULL },
	{ RULE_SIGN_RANGE, 0, "root/AcroForm", SIGNED("[0 1 3 9]", ONE), NULL },
	{ RULE_SIGN_CERT, 0, "root/AcroForm", SIGNED("[]", "30030201"), NULL },
	{ RULE_SIGN_SIGNER, 0, "root/AcroForm", SIGNED("[]", TWO), NULL },
	{ RULE_BOX_SIZE, 0, "page/CropBox", "[0 0 300]", NULL },
	{ RULE_XMP_UNKNOWN, 1, "root/Metadata", "<pdfaProperty:name>x<",
	        "<pdfaProperty:name>Trapped<" },
	{ RULE_FORM_KIDS, 0, "@S=Figure/S", "/Form", NULL },
	{ RULE_META_LANG, 0, "root/Lang", NULL, NULL },
	{ RULE_XMP_BAD, 0, "root/Metadata",
	        "<pdf:Producer>x</pdf:Producer><pdf:Producer>",
	        "<pdf:Producer>" },
	{ RULE_XMP_BAD, 0, "root/Metadata", "<rdf:la>x</rdf:la><rdf:li",
	        "<rdf:li" },
	{ RULE_AID, 0, "root/Metadata",
	        "<x:amd xmlns:x=\"http://www.aiim.org/pdfa/ns/id/\">1</x:amd>"
	        "<pdfaid:part>",
	        "<pdfaid:part>" },
	{ RULE_EXT_PROPERTY, 0, "root/Metadata",
	        "<pdfaProperty:category>inner<",
	        "<pdfaProperty:category>internal<" },
	{ RULE_EXT_PROPERTY, 0, "root/Metadata", "<pdfaProperty:valueType><",
	        "<pdfaProperty:valueType>Integer<" },
	{ RULE_X_INTENT, 1, "root/OutputIntents", NULL, NULL },
	{ RULE_X_TRIM, 1, "page/TrimBox", NULL, NULL },
	{ RULE_X_BLEED, 1, "page/BleedBox", NULL, NULL },
	{ RULE_X_ROTATE, 1, "page/Rotate", "90", NULL },
	{ RULE_X_RGB, 1, "page/Contents",
	        "/Artifact BMC 1 0 0 rg 0 0 9 9 re f EMC ", "" },
	{ RULE_X_INK, 1, "page/Contents",
	        "/Artifact BMC .9 .9 .9 .9 k 0 0 9 9 re f EMC ", "" },
	{ RULE_X_BOXES, 1, "page/BleedBox", "[20 20 90 90]", NULL },
	{ RULE_X_TRIM_SIZE, 1, "page/TrimBox", "[30 30 300 300]", NULL },
	{ RULE_X_METADATA, 1, "root/Metadata", "GTS_PDFXVersion>PDF/X-9",
	        "GTS_PDFXVersion>PDF/X-4" },
	{ RULE_X_GRAY, 1, "page/Contents",
	        "/Artifact BMC BT /F0 9 Tf .5 g () Tj ET EMC ", "" },
	{ RULE_X_SMALL_TEXT, 1, "page/Contents",
	        "/Artifact BMC BT /F0 5 Tf .5 .5 0 0 k () Tj ET EMC ", "" },
	{ RULE_X_ACTION, 1, "root/OpenAction", "<< /S /JavaScript /JS (1) >>",
	        NULL },
	{ RULE_FONT_SUBTYPE, 0, "@Subtype=Type0/BaseFont", NULL, NULL },
	{ RULE_GLYPH_MISSING, 0, "page/Contents",
	        "/Artifact BMC BT /F0 9 Tf <000102> Tj ET EMC ", "" },
	{ RULE_INTENT_REF, 1, "root/OutputIntents/1/DestOutputProfileRef",
	        "<< >>", NULL },
	{ RULE_OC_ORDER, 0, "root/OCProperties",
	        "<< /OCGs [ << /Type /OCG /Name (a) >> ] "
	        "/D << /Name (d) /Order [ [] ] >> >>",
	        NULL },
	{ RULE_INLINE_LZW, 0, "page/Contents",
	        "/Artifact BMC BI /W 1 /H 1 /BPC 8 /CS /G /F /Crypt ID x EI "
	        "EMC ",
	        "" },
	{ RULE_RESOURCES, 0, "page/Contents", "/Nowhere gs ", "" },
	{ RULE_X_TRIM_ART, 1, "page/ArtBox", "[30 30 90 90]", NULL },
	{ RULE_X_WHITE_OVERPRINT, 1, "page/Contents",
	        "/Artifact BMC q /O1 gs 0 0 0 0 k 0 0 9 9 re f Q EMC ", "" },
	{ RULE_X_BLACK_KNOCKOUT, 1, "page/Contents",
	        "/Artifact BMC q /O0 gs BT /F0 9 Tf 0 0 0 1 k () Tj ET Q EMC ",
	        "" },
	{ RULE_X_BLACK_KNOCKOUT, 1, "page/Contents",
	        "/Artifact BMC q /O0 gs 1 w 0 0 0 1 K 0 0 m 9 9 l S Q EMC ",
	        "" },
	{ RULE_GS_TR, 1, "@O1/O1/TR", "/Identity", NULL },
	{ RULE_FILE_SPEC, 0, "root/Extra",
	        "<< /Type /Filespec /F (a) /EF << /F (x) >> >>", NULL },
	{ RULE_X_THIN_LINE, 1, "page/Contents",
	        "/Artifact BMC q .1 w 1 1 0 0 K 0 0 m 9 9 l S Q EMC ", "" },
};

static void
each_fault(void **state)
{
	size_t missed = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		const struct fault *f = &faults[i];
		struct str s = with_fault(f->print, f);
		struct str whole = with_fault(f->print, NULL);

		if (!found(&s, f->print, f->rule) ||
		        found(&whole, f->print, f->rule) >=
		                found(&s, f->print, f->rule)) {
			print_message("missed: %s at %s\n",
			        check_rules[f->rule].id, f->at);
			missed++;
		}
		str_free(&whole);
		str_free(&s);
	}
	assert_int_equal(missed, 0);
}

/* Faults in bytes; what is put in is as long as what it replaces, but at the
 * ends of the file. */
static void
bytes(void **state)
{
	static const struct {
		enum check_rule rule;
		const char *from, *to;
	} edit[] = {
		{ RULE_HEADER, "%PDF-1.7\n", "%PDF-1.7 " },
		{ RULE_XREF_SPACE, "xref\n0 ", "xref \n0" },
		{ RULE_OBJ_SPACE, " 0 obj\n", " 0 obj " },
		{ RULE_STREAM_EOL, "stream\n", "stream " },
		{ RULE_STREAM_LENGTH, "\nendstream", " endstream" },
		{ RULE_FILE_ID, "/ID [", "/IX [" },
	};
	struct str s = with_fault(0, NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(edit) / sizeof(edit[0]); i++) {
		size_t n = strlen(edit[i].from);
		char *at = memmem(s.s, s.len, edit[i].from, n);

		assert_non_null(at);
		memcpy(at, edit[i].to, n);
		if (!found(&s, 0, edit[i].rule))
			fail_msg("missed: %s", check_rules[edit[i].rule].id);
		memcpy(at, edit[i].from, n);
	}
	str_puts(&s, "more");
	assert_true(found(&s, 0, RULE_AFTER_EOF));
	str_free(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clean),
		cmocka_unit_test(each_fault),
		cmocka_unit_test(bytes),
	};

	return cmocka_run_group_tests(tests, make_samples, free_samples);
}
