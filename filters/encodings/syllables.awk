# syllables.awk: rimes and frequent syllables of Vietnamese as sorted keys.
#
# usage: awk -f syllables.awk rimes.tsv syllables.txt words.txt \
#	> filters_..._syllables.c
#
# A letter is five bits (vi_syllable.h has the codes), tone marks apart; a key
# holds the letters of a rime, first letter highest.  A frequent syllable's key
# has its tone in the low three bits and comes with its rank.  Beside each list
# stands a hash table of places in it (plus one): a key is at key mod a prime
# or right behind, and an empty place ends the search.  Words of two syllables
# are such a table of numbers alone: first % 1048573 * 4093 + second % 1048573,
# too many for two words to share one.
# Plain POSIX awk, bytes for letters (LC_ALL=C): a bare Debian has mawk only.

BEGIN {
	FS = "\t"
	k = split("a ă â e ê i o ô ơ u ư y b c d đ g h k l m n p q r s t v x",
		letters, " ")
	for (i = 1; i <= k; i++)
		code[letters[i]] = i
	toned("a", "à á ả ã ạ")
	toned("ă", "ằ ắ ẳ ẵ ặ")
	toned("â", "ầ ấ ẩ ẫ ậ")
	toned("e", "è é ẻ ẽ ẹ")
	toned("ê", "ề ế ể ễ ệ")
	toned("i", "ì í ỉ ĩ ị")
	toned("o", "ò ó ỏ õ ọ")
	toned("ô", "ồ ố ổ ỗ ộ")
	toned("ơ", "ờ ớ ở ỡ ợ")
	toned("u", "ù ú ủ ũ ụ")
	toned("ư", "ừ ứ ử ữ ự")
	toned("y", "ỳ ý ỷ ỹ ỵ")
}

function toned(base, list,    t, j, m)
{
	m = split(list, t, " ")
	for (j = 1; j <= m; j++) {
		code[t[j]] = code[base]
		tone[t[j]] = j
	}
}

# The key of a syllable; the_tone is set. 0: no syllable.
function key(s,    v, len, c)
{
	v = 0
	the_tone = 0
	while (s != "") {
		for (len = 1; len <= 3; len++) {
			c = substr(s, 1, len)
			if (c in code)
				break
		}
		if (len > 3)
			return 0
		v = v * 32 + code[c]
		if (c in tone)
			the_tone = tone[c]
		s = substr(s, len + 1)
	}
	return v
}

# All digits of an integer: mawk gives six of those beyond 2^31, in subscripts,
# too.
function wide(v)
{
	return sprintf("%.0f", v) "u"
}

FNR == 1 {
	file++
}

/^#/ || /^[ \t]*$/ {
	next
}

file == 1 {
	k = key($1)
	rime[++rimes] = k
	row[k] = sprintf("%d, %d, %d", $2 == "stop", $3, $4)
}

file == 2 {
	m = split($0, word, " ")
	for (i = 1; i <= m; i++) {
		k = key(word[i]) * 8 + the_tone
		if (k < 8 || wide(k) in rank)
			continue
		common[++commons] = k
		rank[wide(k)] = commons
	}
}

# The number of a syllable in words; of # and *, as in vi_syllable.h.
function part(s)
{
	return s == "#" ? 1 : s == "*" ? 2 : key(s) * 8 + the_tone
}

function mod(a, b)
{
	return a - int(a / b) * b
}

function pair(first, second,    k)
{
	k = mod(first, 1048573) * 4093 + mod(second, 1048573)
	if (wide(k) in paired)
		return
	paired[wide(k)] = 1
	pairs[++pair_count] = k
}

file == 3 {
	m = split($0, word, " ")
	sub(":", "", word[1])
	syllable = part(word[1])
	if (!(wide(syllable) in rank)) {
		common[++commons] = syllable
		rank[wide(syllable)] = commons
	}
	behind = 0
	for (i = 2; i <= m; i++)
		if (word[i] == "-")
			behind = 1
		else if (behind)
			pair(syllable, part(word[i]))
		else
			pair(part(word[i]), syllable)
}

function sort(a, n,    gap, i, j, t)
{
	for (gap = int(n / 2); gap > 0; gap = int(gap / 2))
		for (i = gap + 1; i <= n; i++) {
			t = a[i]
			for (j = i; j > gap && a[j - gap] > t; j -= gap)
				a[j] = a[j - gap]
			a[j] = t
		}
}

# Places of a[1..n], or a[1..n] themselves, in a table of size places, searched
# from key % prime on.
function hash(type, name, a, n, prime, size, itself,    i, at, k)
{
	split("", k)
	for (i = 1; i <= n; i++) {
		at = mod(a[i], prime)
		while (at in k)
			at = (at + 1) % size
		k[at] = itself ? wide(a[i]) : i
	}
	printf "const %s %s[%d] = {", type, name, size
	for (i = 0; i < size; i++)
		printf "%s%s,", (i % 16 ? " " : "\n\t"), (i in k ? k[i] : 0)
	print "\n};"
}

END {
	sort(rime, rimes)
	sort(common, commons)
	print "/* Made by filters/encodings/syllables.awk; do not edit. */"
	print "#include \"filters/encodings/vi_syllable.h\"\n"
	print "const struct vi_rime vi_rimes[] = {"
	for (i = 1; i <= rimes; i++)
		printf "\t{ %s, %s },\n", wide(rime[i]), row[rime[i]]
	print "};"
	hash("uint16_t", "vi_rime_at", rime, rimes, 1021, 1024)
	print "const struct vi_common vi_commons[] = {"
	for (i = 1; i <= commons; i++)
		printf "\t{ %sl, %d },\n", wide(common[i]), rank[wide(common[i])]
	print "};"
	hash("uint16_t", "vi_common_at", common, commons, 16381, 16384)
	hash("uint32_t", "vi_word_at", pairs, pair_count, 8191, 8192, 1)
}
