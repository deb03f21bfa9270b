# tables.awk: byte sequences of the Vietnamese encodings as const C.
#
# usage: awk -f tables.awk tcvn3.tsv vni-win.tsv ... > filters_..._tables.c
#
# For each file an array of sequences, grouped by first byte, longest first,
# with an index by first byte, so that the first match is the right one.
# Plain POSIX awk: a bare Debian has mawk only.

BEGIN {
	FS = "\t"
	for (i = 0; i < 16; i++)
		digit[substr("0123456789ABCDEF", i + 1, 1)] = i
	flag["rt"] = "VI_RT"
	flag["dec"] = "VI_DEC"
	flag["sym"] = "VI_SYM"
	flag["low"] = "VI_LOW"
	print "/* Made by filters/encodings/tables.awk; do not edit. */"
	print "#include \"filters/encodings/vi_table.h\"\n"
}

function hex(s,    i, v)
{
	v = 0
	for (i = 1; i <= length(s); i++)
		v = v * 16 + digit[substr(s, i, 1)]
	return v
}

function bad(why)
{
	print FILENAME ":" FNR ": " why | "cat 1>&2"
	failed = 1
	exit 1
}

# What the byte is whatever stands beside it; 0: that depends, or it is made
# of a byte beyond ASCII and none itself, or windows-1252 tells.
function alone(b,    v)
{
	if (rows[b] > 1 || (rows[b] == 1 && (n[b, 1] > 1 || fl[b, 1] == "VI_LOW")))
		return 0
	if (rows[b] == 1) {
		v = hex(cp[b, 1])
		return v < 128 && b >= 128 ? 0 : "0x" cp[b, 1]
	}
	if (b >= 128 && b < 160)
		return 0
	# its fonts have capitals there
	return name == "tcvn3h" && b >= 97 && b < 123 ? b - 32 : b
}

# The rows of the file read so far.
function finish(    b, len, i, k, at)
{
	if (name == "")
		return
	printf "static const struct vi_seq %s_seq[] = {\n", id
	at = 0
	for (b = 0; b < 256; b++) {
		first[b] = at
		for (len = 3; len >= 1; len--)
			for (i = 1; i <= rows[b]; i++) {
				if (n[b, i] != len)
					continue
				printf "\t{ 0x%s, %s, %d, { %s } },\n",
					cp[b, i], fl[b, i], len, seq[b, i]
				at++
			}
	}
	print "};\n"
	printf "const struct vi_table vi_%s = {\n", id
	printf "\t\"%s\", %s_seq,\n\t{", name, id
	for (b = 0; b < 256; b++)
		printf "%s%d,", (b % 12 ? " " : "\n\t"), first[b]
	printf " %d },\n\t{", at
	for (b = 0; b < 256; b++)
		printf "%s%s,", (b % 12 ? " " : "\n\t"), alone(b)
	print "\n\t}\n};\n"
	for (k in rows)
		delete rows[k]
}

FNR == 1 {
	finish()
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.tsv$/, "", name)
	id = name
	gsub(/-/, "_", id)
}

/^#/ || /^[ \t]*$/ {
	next
}

{
	k = split($1, byte, " ")
	if (k < 1 || k > 3 || !($3 in flag) || $2 !~ /^U\+[0-9A-F]+$/)
		bad("expected bytes, U+XXXX and a flag")
	b = hex(byte[1])
	i = ++rows[b]
	n[b, i] = k
	cp[b, i] = substr($2, 3)
	fl[b, i] = flag[$3]
	seq[b, i] = "0x" byte[1]
	for (j = 2; j <= k; j++)
		seq[b, i] = seq[b, i] ", 0x" byte[j]
}

END {
	if (!failed)
		finish()
}
