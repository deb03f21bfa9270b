# explain_css.awk: explain.css as a const text of C, so that the page explain
# writes needs no other file.  Indentation and empty lines go.
BEGIN {
	print "/* made by convert/run/explain_css.awk from explain.css */"
	print "extern const char explain_css[];\n"
	print "const char explain_css[] ="
}
{
	sub(/^[ \t]+/, "")
	out = ""
	for (i = 1; i <= length($0); i++) {
		c = substr($0, i, 1)
		out = out (c == "\\" || c == "\"" ? "\\" c : c)
	}
	if (out != "")
		print "\t\"" out "\\n\""
}
END {
	print "\t\"\";"
}
