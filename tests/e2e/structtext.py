"""structtext.py FILE.pdf CLEAN.txt...: do the tags of a PDF say each article
word for word, in order, with nothing between?

The text of the structure tree is as poppler reads it (pdfinfo -struct-text):
pieces of one element are joined, elements that are blocks part words.  It
gives the hyphen of a line's end as a plain one, so a word may have one more
of these than the article has."""
import re, subprocess, sys

def struct_words(path):
    out = subprocess.run(['pdfinfo', '-struct-text', path], check=True,
                         capture_output=True).stdout.decode()
    text = []
    for line in out.split('\n'):
        quoted = re.fullmatch(r' *"(.*)"', line)
        if quoted:
            text.append(quoted.group(1))
        elif not re.match(r' *(Object \d+ \d+$|/)|.*\(inline\)', line):
            text.append('\n')
    return ''.join(text).split()

def same(have, want):
    if have == want:
        return True
    return any(have[i] == '-' and have[:i] + have[i + 1:] == want
               for i in range(1, len(have) - 1))

def run_of(have, start, want):
    n = 0
    while (n < len(want) and start + n < len(have) and
           same(have[start + n], want[n])):
        n += 1
    return n

def main():
    have = struct_words(sys.argv[1])
    for clean in sys.argv[2:]:
        want = open(clean, encoding='utf-8').read().replace('\u00ad', '').split()
        best = max(run_of(have, i, want) for i in range(len(have)))
        if not want or best < len(want):
            sys.exit('%s: %s: word %d of %d is not there: ... %s [%s] ...' % (
                sys.argv[1], clean, best + 1, len(want),
                ' '.join(want[max(0, best - 6):best]), want[best:best + 1]))

main()
