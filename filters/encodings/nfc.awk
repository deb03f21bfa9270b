# nfc.awk: characters that NFC may change or join with what is before them.
#
# usage: awk -f nfc.awk UnicodeData.txt DerivedNormalizationProps.txt > ...
#
# That is NFC_Quick_Check No or Maybe (UAX 15, 9) or a combining class but 0.
# One bit a character in blocks of 32, and a table of blocks; nothing beyond
# U+2FFFF is of that kind.  Plain POSIX awk.

BEGIN {
	FS = ";"
	for (i = 0; i < 16; i++)
		digit[substr("0123456789ABCDEF", i + 1, 1)] = i
	limit = 196608
}

function hex(s,    i, v)
{
	v = 0
	for (i = 1; i <= length(s); i++)
		v = v * 16 + digit[substr(s, i, 1)]
	return v
}

function mark(from, to,    c)
{
	if (to >= limit) {
		print FILENAME ": U+" to " is beyond the table" | "cat 1>&2"
		failed = 1
		exit 1
	}
	for (c = from; c <= to; c++)
		odd[c] = 1
}

FNR == 1 {
	file++
}

file == 1 && $4 + 0 > 0 {
	mark(hex($1), hex($1))
}

file == 2 && !/^#/ && $2 ~ /^ *NFC_QC *$/ {
	n = split($1, range, /\.\./)
	sub(/ +$/, "", range[n])
	mark(hex(range[1]), hex(range[n]))
}

# Halves of 16 bits, since not every awk prints 32.
function bits(at,    i, lo, hi, v)
{
	lo = hi = 0
	for (i = 15; i >= 0; i--) {
		lo = lo * 2 + ((at * 32 + i) in odd)
		hi = hi * 2 + ((at * 32 + 16 + i) in odd)
	}
	return sprintf("0x%04X%04X", hi, lo)
}

END {
	if (failed)
		exit 1
	blocks = 0
	for (at = 0; at < limit / 32; at++) {
		v = bits(at)
		if (!(v in number)) {
			number[v] = blocks
			block[blocks++] = v
		}
		which[at] = number[v]
	}
	if (blocks > 256)
		exit 1
	print "/* Made by filters/encodings/nfc.awk; do not edit. */"
	print "#include \"filters/normalise.h\"\n"
	printf "const uint8_t nfc_block[%d] = {", limit / 32
	for (at = 0; at < limit / 32; at++)
		printf "%s%d,", (at % 16 ? " " : "\n\t"), which[at]
	print "\n};"
	printf "const uint32_t nfc_bits[%d] = {", blocks
	for (i = 0; i < blocks; i++)
		printf "%s%su,", (i % 6 ? " " : "\n\t"), block[i]
	print "\n};"
}
