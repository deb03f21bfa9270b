# Shared by all end-to-end tests.
ROOT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
BUILD=${BUILD:-$ROOT/build}
BANTIN=${BANTIN:-$BUILD/bantin}
export BANTIN_STYLES=$ROOT/styles

bantin() {
	# shellcheck disable=SC2086
	${WRAP:-} "$BANTIN" "$@"
}

# page FILE TITLE PARAGRAPH...: a page as a site serves it
page() {
	local file=$1 title=$2
	shift 2
	{
		echo "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>$title</title></head>"
		echo "<body><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/n\">News</a></li></ul></nav><article><h1>$title</h1>"
		for p in "$@"; do
			echo "<p>$p</p>"
		done
		echo "</article><footer><p><a href=\"/c\">Contact</a></p></footer></body></html>"
	} >"$file"
}

P1="The harbour office opened its new hall on Monday, and the first ships were cleared before noon by officers who had trained for the day since the spring."
P2="Captains said that the forms were shorter than before; the head of the office promised that they would become shorter still in the course of the year."
P3="A second hall is to follow when the bridge across the river has been finished, which the builders expect to happen in the month of October."

sample_page() {
	page "$1" "${2:-A new hall at the harbour}" "$P1" "$P2" "$P3"
}

# not COMMAND...: fails where it succeeds; "! COMMAND" fails no test, as set -e
# does not heed it
not() {
	if "$@"; then
		return 1
	fi
}

# words FILE: one word a line, hyphens that a line end put in undone
words() {
	tr -s '[:space:]' '\n' <"$1" | sed '/^$/d'
}

has() {
	command -v "$1" >/dev/null 2>&1
}

# verapdf [-3] FILE...: veraPDF finds nothing; yes where it is not installed
verapdf() {
	local jar=$BUILD/tools/node_modules/@opendataloader/pdf/lib/opendataloader-pdf-cli.jar
	{ has java && [ -f "$jar" ]; } || return 0
	java -cp "$jar" org.mozilla.javascript.tools.shell.Main \
		"$ROOT/tests/e2e/verapdf.js" "$@" 2>&1
}

# pdfbox FILE...: nor does PDFBox, once each has the shape of PDF/A-1b
pdfbox() {
	local f jars=/usr/share/java
	{ has java && [ -f $jars/preflight.jar ]; } || return 0
	mkdir a1b
	for f; do
		/usr/bin/python3 "$ROOT/tests/e2e/a1b.py" "$f" "a1b/${f##*/}" || return
	done
	java -cp "$(printf "$jars/%s.jar:" preflight xmpbox pdfbox2 fontbox2 \
		commons-logging commons-io jaxb-api javax.activation)" \
		org.apache.pdfbox.preflight.Validator_A1b batch a1b >a1b.said 2>/dev/null
	# "The file F is a valid PDF/A-1b file", and no other line
	grep -v -e ' is a valid PDF/A-1b file$' -e '^$' a1b.said
	[ "$(grep -c ' is a valid PDF/A-1b file$' a1b.said)" -eq $# ]
}
