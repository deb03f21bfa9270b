#!/bin/sh
# Form and static analysis; warnings are errors.  usage: tests/lint.sh BUILD
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
echo "clang-tidy"
flags="-std=c17 -D_GNU_SOURCE -DBANTIN_VERSION=\"0\" -DBANTIN_DATADIR=\"/\" -Iconvert -I. -I$1/gen $(pkg-config --cflags libxml-2.0 gumbo harfbuzz harfbuzz-subset fontconfig fribidi libutf8proc uchardet libfyaml jansson libzip nettle libjpeg libpng zlib | sed 's/-I/-isystem /g')"
# shellcheck disable=SC2086
git ls-files -co --exclude-standard 'convert/*.c' 'filters/*.c' |
	xargs -P 2 -n 4 sh -c 'clang-tidy --quiet "$@" -- '"$flags"' 2>/dev/null' sh || rc=1
exit $rc
