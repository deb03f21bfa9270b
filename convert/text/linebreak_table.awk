# linebreak_table.awk: the Line_Break property of every code point, as a
# two-stage table in C.
#
# usage: awk -f linebreak_table.awk LineBreak.txt EastAsianWidth.txt \
#		UnicodeData.txt emoji/emoji-data.txt > text_linebreak_table.c
#
# LB1 is resolved here: AI, SG and XX are AL; SA is CM for marks (Mn, Mc) and
# AL otherwise; CJ and AI keep classes of their own, so that a language can
# tailor them.  Two classes are split for rules that look at a second
# property: OPEA and CPEA are the wide brackets of LB30, EPCN the unassigned
# pictographs of LB30b.  Names are those of enum lb_class in linebreak_class.h.
# Plain POSIX awk: a bare Debian has mawk only.

BEGIN {
	FS = ";"
	BLOCK = 128
	LAST = 1114112 / BLOCK
	for (i = 0; i < 16; i++)
		digit[substr("0123456789ABCDEF", i + 1, 1)] = i
}

function hex(s,    i, v)
{
	v = 0
	for (i = 1; i <= length(s); i++)
		v = v * 16 + digit[substr(s, i, 1)]
	return v
}

# Sets lo and hi from "XXXX" or "XXXX..YYYY".
function range(s,    i)
{
	gsub(/[ \t]/, "", s)
	i = index(s, "..")
	if (i) {
		lo = hex(substr(s, 1, i - 1))
		hi = hex(substr(s, i + 2))
	} else {
		lo = hi = hex(s)
	}
}

function trim(s)
{
	sub(/#.*/, "", s)
	gsub(/[ \t\r]/, "", s)
	return s
}

FNR == 1 {
	file++
}

/^#/ || /^[ \t]*$/ {
	next
}

# LineBreak.txt
file == 1 {
	range($1)
	c = trim($2)
	if (c == "XX" || c == "SG")
		c = "AL"
	# Whole blocks are kept as one value: planes of ideographs.
	while (lo <= hi) {
		if (lo % BLOCK == 0 && lo + BLOCK - 1 <= hi) {
			whole[lo / BLOCK] = c
			lo += BLOCK
		} else {
			class[lo] = c
			partial[int(lo / BLOCK)] = 1
			lo++
		}
	}
	next
}

function get(cp,    b)
{
	if (cp in class)
		return class[cp]
	b = int(cp / BLOCK)
	return b in whole ? whole[b] : "AL"
}

function set(cp, c,    b, i)
{
	b = int(cp / BLOCK)
	if (b in whole) {
		for (i = 0; i < BLOCK; i++)
			class[b * BLOCK + i] = whole[b]
		delete whole[b]
	}
	partial[b] = 1
	class[cp] = c
}

# EastAsianWidth.txt
file == 2 {
	w = trim($2)
	if (w != "F" && w != "W" && w != "H")
		next
	range($1)
	if (hi - lo > 1000)
		next
	for (i = lo; i <= hi; i++) {
		c = get(i)
		if (c == "OP" || c == "CP")
			set(i, c "EA")
	}
	next
}

# UnicodeData.txt
file == 3 {
	cp = hex($1)
	assigned[cp] = 1
	if (get(cp) == "SA")
		set(cp, $3 == "Mn" || $3 == "Mc" ? "CM" : "AL")
	next
}

# emoji-data.txt
file == 4 && trim($2) == "Extended_Pictographic" {
	range($1)
	for (i = lo; i <= hi; i++)
		if (!(i in assigned))
			set(i, "EPCN")
}

# The text of block b.
function block(b,    i, s)
{
	s = ""
	for (i = 0; i < BLOCK; i++) {
		s = s (i % 8 ? " " : "\t") "LBC_" get(b * BLOCK + i) ","
		if (i % 8 == 7)
			s = s "\n"
	}
	gsub(/LBC_SA,/, "LBC_AL,", s)	# unassigned
	return s
}

function uniform(c,    i, s)
{
	if (c == "SA")
		c = "AL"
	if (c in made)
		return made[c]
	s = ""
	for (i = 0; i < BLOCK; i++) {
		s = s (i % 8 ? " " : "\t") "LBC_" c ","
		if (i % 8 == 7)
			s = s "\n"
	}
	made[c] = s
	return s
}

END {
	if (file != 4) {
		print "linebreak_table.awk: four files wanted" > "/dev/stderr"
		exit 1
	}
	n = 0
	stage1 = ""
	for (b = 0; b < LAST; b++) {
		if (b in partial)
			s = block(b)
		else
			s = uniform(b in whole ? whole[b] : "AL")
		if (!(s in seen)) {
			seen[s] = n
			text[n++] = s
		}
		stage1 = stage1 (b % 16 ? " " : "\t") seen[s] ","
		if (b % 16 == 15)
			stage1 = stage1 "\n"
	}
	print "/* Made by linebreak_table.awk from the Unicode Character"
	print " * Database; not to be edited. */"
	print "#include \"text/linebreak_class.h\"\n"
	print "const uint8_t lb_stage1[LB_BLOCKS] = {\n" stage1 "};\n"
	print "const uint8_t lb_stage2[][LB_BLOCK] = {"
	for (i = 0; i < n; i++)
		printf "\t{\n%s\t},\n", text[i]
	print "};"
}
