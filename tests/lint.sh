#!/bin/sh
# Form and static analysis; warnings are errors.  usage: tests/lint.sh BUILD [form]
# form: leave out clang-tidy, which takes minutes
set -u
cd "$(dirname "$0")/.." || exit 1
rc=0
sources=$(git ls-files -co --exclude-standard '*.c' '*.h')
echo "clang-format"
# shellcheck disable=SC2086
clang-format --dry-run -Werror $sources || rc=1
echo "shellcheck"
# shellcheck disable=SC2046
shellcheck $(git ls-files -co --exclude-standard '*.sh') .ci/run || rc=1
echo "mandoc"
mandoc -T lint -W warning convert/bantin.1 || rc=1
[ "${2:-}" = form ] && exit $rc
echo "clang-tidy"
# arguments by file: no shell between us and the quotes
mkdir -p "$1/tidy"
{
	printf '%s\n' -std=c17 -D_GNU_SOURCE '-DBANTIN_VERSION="0"' \
		'-DBANTIN_DATADIR="/"' "-I$PWD/convert" "-I$PWD" "-I$PWD/$1/gen"
	make -s print-cflags | tr ' ' '\n' | sed '/^$/d'
} >"$1/tidy/compile_flags.txt"
git ls-files -co --exclude-standard 'convert/*.c' 'filters/*.c' |
	xargs -P 2 -n 4 clang-tidy --quiet -p "$1/tidy" 2>/dev/null || rc=1
exit $rc
