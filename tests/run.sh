#!/bin/sh
# Runs every test: the rules of the house, units, fuzz corpora, end to end.
# usage: tests/run.sh BUILD.  WRAP is put before each program (valgrind), which
# may take PATIENCE seconds: one that hangs, or whose work grows with the square
# of its input, fails.
# Prints, last and alone on a line, "N passed, N failed[, N skipped]".
set -u
cd "$(dirname "$0")/.." || exit 1
B=$(realpath -m "$1")
passed=0 failed=0 skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
export BANTIN="$B/bantin" BUILD="$B" WRAP="${WRAP:-}"
PATIENCE=${PATIENCE:-300}

# TAP on the log: count it and show what failed.
count_tap() {
	p=$(grep -c '^ok' "$log") f=$(grep -c '^not ok' "$log")
	s=$(grep -c '^ok.*# skip' "$log")
	passed=$((passed + p - s)) failed=$((failed + f)) skipped=$((skipped + s))
	grep -A12 '^not ok' "$log"
	grep '^ok.*# skip' "$log"
}

tests/rules.sh >"$log" 2>&1
count_tap

for t in $(cd tests/unit && ls ./*.c); do
	name=$(basename "$t" .c)
	# shellcheck disable=SC2086
	CMOCKA_MESSAGE_OUTPUT=stdout timeout "$PATIENCE" $WRAP "$B/unit/$name" >"$log" 2>&1
	rc=$?
	p=$(grep -c '^\[       OK \]' "$log")
	f=$(grep -c '^\[  FAILED  \] [^0-9]' "$log")
	s=$(grep -c '^\[  SKIPPED \]' "$log")
	# cmocka lists each failure twice: as it happens and at the end
	f=$(((f + 1) / 2))
	[ $rc -ne 0 ] && [ "$f" -eq 0 ] && f=1
	passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
	echo "unit $name: $p passed$([ "$f" -gt 0 ] && echo ", $f FAILED")"
	[ $rc -eq 124 ] && echo "it took more than $PATIENCE s"
	[ $rc -ne 0 ] && tail -n 60 "$log"
done

# decoder-LABEL is a target of its own, by its corpus alone.
for t in $(cd tests/fuzz && ls ./*.c) $(cd tests/fuzz/corpus && ls -d decoder-*); do
	name=$(basename "$t" .c)
	[ "$name" = replay ] && continue
	# shellcheck disable=SC2086
	if timeout "$PATIENCE" $WRAP "$B/replay/$name" "tests/fuzz/corpus/$name" >"$log" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "fuzz corpus of $name FAILED"
		tail -n 40 "$log"
	fi
done

if ls tests/e2e/*.bats >/dev/null 2>&1; then
	bats --tap tests/e2e >"$log" 2>&1
	rc=$?
	count_tap
	if [ $rc -ne 0 ] && ! grep -q '^not ok' "$log"; then
		failed=$((failed + 1))
		tail -n 40 "$log"
	fi
fi

if [ $skipped -gt 0 ]; then
	echo "$passed passed, $failed failed, $skipped skipped"
else
	echo "$passed passed, $failed failed"
fi
[ $failed -eq 0 ]
