# embed.awk: a style sheet as a const text of C.  usage: awk -v name=NAME -f
# embed.awk FILE; makes NAME[] and NAME_size, without the NUL at the end.
# Indentation goes, lines stay, so that a message about a line of it is right.
# By character: how many backslashes gsub() wants is a matter of the awk.
BEGIN {
	print "/* made by convert/embed.awk */"
	print "#include <stddef.h>\n"
	print "extern const char " name "[];"
	print "extern const size_t " name "_size;"
	print "const char " name "[] ="
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
	print "const size_t " name "_size = sizeof(" name ") - 1;"
}
