#!/bin/sh
# The rules of the house that a compiler does not check, as TAP: who may
# include whom, sizes of files and functions, the top level, and that help and
# manual tell the same.
set -u
cd "$(dirname "$0")/.." || exit 1
n=0
result() { # name, findings
	n=$((n + 1))
	if [ -z "$2" ]; then
		echo "ok $n $1"
	else
		echo "not ok $n $1"
		echo "$2" | sed 's/^/# /' | head -n 40
	fi
}

# A room may include itself and those listed.
may_include() {
	case $1 in
	base) echo base ;;
	doc) echo base doc ;;
	filters) echo base doc filters css/selectors.h ;;
	css) echo base doc css ;;
	text) echo base doc css text ;;
	check) echo base doc check ;;
	layout | epub) echo "base doc css text $1" ;;
	pdf) echo base doc css text pdf layout/page.h ;;
	esac
}
found=$(for room in base doc css text layout epub pdf check filters; do
	dir=convert/$room
	[ $room = filters ] && dir=filters
	allowed=$(may_include $room)
	find $dir -name '*.[ch]' | sort | while read -r f; do
		sed -n 's/^# *include "\([^"]*\)".*/\1/p' "$f" | while read -r inc; do
			good=
			for a in $allowed; do
				case $inc in
				"$a"/* | "$a") good=1 ;;
				esac
			done
			[ -z "$good" ] && echo "$f includes $inc; $room may see: $allowed"
		done
	done
done)
result "the include rule: base < doc < filters, css; css < text < layout, epub; layout/page.h < pdf" "$found"

found=$(grep -rln '#include <hpdf' convert filters | grep -v '^convert/pdf/object.c$')
result "only pdf/object.c touches libharu" "$found"

found=$(grep -rln '#include <gumbo' convert filters | grep -v '^filters/parse')
result "only filters/parse touches gumbo" "$found"

found=$(find convert filters tests styles -name '*.[ch]' -o -name '*.sh' -o -name '*.bats' |
	sort | xargs wc -l | awk '$2 != "total" && $1 > 1000 { print $2 ": " $1 " lines" }')
result "no file over 1,000 lines" "$found"

found=$(find convert filters -name '*.[ch]' | sort | while read -r f; do
	head -c 3 "$f" | grep -q '^/\* ' || echo "$f"
done)
result "each file says at its head what it is for" "$found"

# A function's body runs from a { in column 1 to a } in column 1.
found=$(find convert filters tests -name '*.c' | sort | xargs awk '
	FNR == 1 { start = 0 }
	/^{/ { start = FNR }
	/^}/ { if (start && FNR - start + 1 > 80)
		printf "%s:%d: %d lines\n", FILENAME, start, FNR - start + 1
		start = 0 }')
result "no function over 80 lines" "$found"

found=$(for f in * .[!.]*; do
	case $f in
	convert | filters | styles | samples | tests | Makefile | README.md | \
		LICENSE | .* | build) ;;
	*) echo "$f" ;;
	esac
done)
result "the top level holds what it may" "$found"

found=$(grep -rnE '\b(setlocale|strtod|atof|isalpha|isspace|toupper|tolower|rand|srand|gets|strcpy|strcat|sprintf)\(' convert filters --include='*.[ch]' |
	grep -vE '(snprintf|vsnprintf)' | head -20)
result "no function that depends on the locale or on luck" "$found"

found=$(grep -nE '^[[:space:]]*! ' tests/e2e/*.bats | grep -vF '||')
result "no test says \"! COMMAND\", which cannot fail" "$found"

if [ -n "${BUILD:-}" ]; then
	found=$(nm --defined-only "$BUILD"/lib*.a 2>/dev/null |
		awk '$2 ~ /^[TDBRC]$/ { print $3 }' | sort | uniq -d)
	result "no two rooms define the same name" "$found"
fi

if [ -n "${BANTIN:-}" ] && [ -x "$BANTIN" ]; then
	found=$(for c in $("$BANTIN" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
		grep -q "^\.It Ic $c\|^\.Ss .*$c" convert/bantin.1 ||
			echo "command $c is not in bantin(1)"
		"$BANTIN" "$c" --help | sed -n 's/^ .*--\([a-z-]*\).*/\1/p' |
			while read -r o; do
				grep -q -- "Fl -$o" convert/bantin.1 ||
					echo "option --$o of $c is not in bantin(1)"
			done
	done)
	result "help and manual tell of the same commands and options" "$found"
fi
echo "1..$n"
