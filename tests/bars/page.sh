#!/bin/sh
# page.sh -- the table of bars in lanereach-methods(7) is the one that the program beside
# this script prints.
#
# Measured numbers may differ by a tenth, and below 1e-9, where they are rounding that
# compilers do differently, at will; of a row that was skipped for want of reference
# files the rest is compared.
bars=${LANEREACH:?}
bars=${bars%/*}/tests/bars/test_bars
page=$(dirname "$0")/../../man/lanereach-methods.7
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT

if [ ! -x "$bars" ]; then
    echo '1..0 # SKIP no CUnit, no table'
    exit 0
fi
"$bars" | sed -n 's/^# \(.* | .* | .*\)/\1/p' > "$tmp/printed"
sed -n '/^\.SS "Bars of the line models"/,/^\.S[SH] [^B"]*/p' "$page" | grep ' | ' |
    grep -v 'verdict$' > "$tmp/told"

awk -F ' *[|] *' '
function near(a, b)
{
    a += 0
    b += 0
    return (a < 1e-9 && b < 1e-9) || (a - b <= 0.1 * b && b - a <= 0.1 * b)
}
function text(line, skipped, n, word)   # without the measured number
{
    n = split(line, word, FS)
    sub(/^[^ ]*/, "", word[4])
    return n ":" word[1] "|" word[2] "|" word[3] (skipped ? "" : "|" word[4] "|" word[5])
}
NR == FNR { told[FNR] = $0; lines = FNR; next }
{
    split(told[FNR], page, FS)
    skipped = $5 == "skipped"
    if (text($0, skipped) != text(told[FNR], skipped) || !skipped && !near($4, page[4]))
        print "# printed: " $0 "\n# page:    " told[FNR]
}
END {
    if (FNR != lines || !lines)
        print "# " FNR " rows are printed, " lines " are in the page"
}
' "$tmp/told" "$tmp/printed" > "$tmp/wrong"
echo 1..1
cat "$tmp/wrong"
if [ -s "$tmp/wrong" ]; then printf 'not '; fi
echo 'ok 1 - the page has the table of bars that the tests print'
