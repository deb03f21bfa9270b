# ua.awk: html.css as a const text of C.  Indentation goes, lines stay, so
# that a message about a line of it is right.  By character: how many
# backslashes gsub() wants is a matter of the awk.
BEGIN {
	print "/* made by convert/css/ua.awk from html.css */"
	print "#include \"css/sheet.h\"\n"
	print "const char css_ua_text[] ="
}
{
	sub(/^[ \t]+/, "")
	out = ""
	for (i = 1; i <= length($0); i++) {
		c = substr($0, i, 1)
		out = out (c == "\\" || c == "\"" ? "\\" c : c)
	}
	print "\t\"" out "\\n\""
}
END {
	print "\t\"\";"
	print "const size_t css_ua_size = sizeof(css_ua_text) - 1;"
}
