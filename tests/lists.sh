#!/bin/sh
# lists.sh -- every source, model, plot, page and test of the tree stands in
# Makefile.am: what does not would be built, installed and released by nobody.
cd "$(dirname "$0")/.." || exit 99
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT

tr -s ' \t\\=' '\n' < Makefile.am > "$tmp/listed"
find src models plots man tests -type f \
    \( -name '*.[ch157]' -o -name '*.yaml' -o -name '*.gp' -o -name '*.sh' \
       -o -name '*.expected' -o -path 'tests/data/*' \) | sort > "$tmp/there"

# A program of one source is listed by its own name, without the ".c".
awk 'NR == FNR { listed[$0] = 1; next }
     { program = $0; sub(/\.c$/, "", program) }
     !($0 in listed) && !(program in listed) { print "# " $0 " is not in Makefile.am" }
' "$tmp/listed" "$tmp/there" > "$tmp/wrong"
echo 1..1
cat "$tmp/wrong"
if [ -s "$tmp/wrong" ]; then printf 'not '; fi
echo 'ok 1 - Makefile.am lists every file'
