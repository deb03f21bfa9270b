// verapdf.js PDF...: veraPDF's rules of PDF/A-2u and PDF/UA-1 (after -3, of
// PDF/A-3u) over each file; prints every rule that is broken, with
// one place, and ends with 1 if there was any. Rhino runs it out of the jar
// that has both, but not JAXB: so the profiles are read here.
//     java -cp JAR org.mozilla.javascript.tools.shell.Main verapdf.js [-3] PDF...
var profiles = Packages.org.verapdf.pdfa.validation.profiles;
var Profiles = profiles.Profiles;
var Flavour = Packages.org.verapdf.pdfa.flavours.PDFAFlavour;

function kids(node, name) {
	var out = [], list = node.getElementsByTagName(name);
	for (var i = 0; i < list.getLength(); i++)
		out.push(list.item(i));
	return out;
}

function text(node, name) {
	var k = kids(node, name);
	return k.length ? k[0].getTextContent() : "";
}

function profile(flavour, file) {
	var doc = Packages.javax.xml.parsers.DocumentBuilderFactory.newInstance()
		.newDocumentBuilder().parse(
			java.lang.ClassLoader.getSystemResourceAsStream(
				"org/verapdf/pdfa/validation/" + file));
	var rules = new java.util.HashSet(), variables = new java.util.HashSet();
	kids(doc, "rule").forEach(function (r) {
		var id = kids(r, "id")[0];
		rules.add(Profiles.ruleFromValues(
			Profiles.ruleIdFromValues(flavour.getPart(),
				id.getAttribute("clause"),
				java.lang.Integer.parseInt(id.getAttribute("testNumber"))),
			r.getAttribute("object"),
			java.lang.Boolean.valueOf(r.getAttribute("deferred")),
			r.getAttribute("tags"), text(r, "description"),
			text(r, "test"),
			Profiles.errorFromValues(text(r, "message"),
				new java.util.ArrayList()),
			new java.util.ArrayList()));
	});
	kids(doc, "variable").forEach(function (v) {
		variables.add(Profiles.variableFromValues(
			v.getAttribute("name"), v.getAttribute("object"),
			text(v, "defaultValue"), text(v, "value")));
	});
	return Profiles.profileFromValues(flavour,
		Profiles.profileDetailsFromValues(file, "", "", new java.util.Date()),
		"", rules, variables);
}

function validate(path, flavour) {
	var foundry = Packages.org.verapdf.pdfa.Foundries.defaultInstance();
	var parser = foundry.createParser(new java.io.File(path), flavour);
	var result = foundry.createValidator(rules[flavour], 1, false, true, false)
		.validate(parser), broken = result.getTestAssertions();
	parser.close();
	for (var i = 0; i < broken.size(); i++) {
		var id = broken.get(i).getRuleId();
		print(path + ": " + flavour + " " + id.getClause() + "-" +
			id.getTestNumber() + ": " + broken.get(i).getMessage() +
			" (" + broken.get(i).getLocation().getContext() + ")");
	}
	return result.isCompliant();
}

java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.OFF);
Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var rules = {"2u": profile(Flavour.PDFA_2_U, "PDFA-2U.xml"),
	"3u": profile(Flavour.PDFA_3_U, "PDFA-3U.xml"),
	"ua1": profile(Flavour.PDFUA_1, "PDFUA-1.xml")};
var good = true, part = Flavour.PDFA_2_U;
for (var i = 0; i < arguments.length; i++)
	if (arguments[i] == "-3")
		part = Flavour.PDFA_3_U;
	else
		good = validate(arguments[i], part) &
			validate(arguments[i], Flavour.PDFUA_1) & good;
quit(good ? 0 : 1);
