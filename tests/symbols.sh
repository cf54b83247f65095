#!/bin/sh
# symbols.sh -- the shared library exports the functions of lanereach.h, no more
# and no less, and at most 25.  Runs in the build tree.
most=25
header=$(dirname "$0")/../src/lanereach.h
library=.libs/liblanereach.so

if ! command -v nm >/dev/null; then echo '1..0 # SKIP no nm'; exit; fi
if [ ! -e $library ]; then echo '1..0 # SKIP no shared library was built'; exit; fi
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT

# A declaration names its function right before the first "(".
sed -e 's|/\*.*\*/||' -e '/\/\*/,/\*\//d' "$header" |
    grep -o 'lr_[a-z0-9_]* *(' | tr -d ' (' | sort -u > "$tmp/declared"
# What the linker itself may add is no function of ours.
nm -D --defined-only $library |
    awk '{ sub(/@.*/, "", $3); print $3 }' |
    grep -v -x -e '_init' -e '_fini' -e '_edata' -e '_end' -e '__bss_start' |
    sort -u > "$tmp/exported"

comm -23 "$tmp/declared" "$tmp/exported" | sed 's/$/ is declared, not exported/' > "$tmp/wrong"
comm -13 "$tmp/declared" "$tmp/exported" | sed 's/$/ is exported, not declared/' >> "$tmp/wrong"
sed 's/^/# /' "$tmp/wrong"
count=$(wc -l < "$tmp/declared")
echo 1..2
if [ -s "$tmp/wrong" ] || [ "$count" -eq 0 ]; then printf 'not '; fi
echo 'ok 1 - the library exports what lanereach.h declares'
if [ "$count" -gt $most ]; then printf 'not '; fi
echo "ok 2 - lanereach.h declares at most $most functions"
