#!/bin/sh
# kr1.sh -- a receiver with floating taps: COM and reach of a link, what the taps are
# worth, and the sheet's local search, which looks at a part of the settings.
. "$(dirname "$0")/tap.sh"

# value KEY -- the first number of that key in the last run's JSON.
value() {
    sed -n "s/.*\"$1\":[[:space:]]*\([-0-9.e+]*\).*/\1/p" "$tmp/out" | head -n 1
}

card 3
sed 's/100gbase-kr4/100gbase-kr1/' card.yaml > kr1.yaml
run com --json kr1.yaml
ended 0 'com of a link'
with=$(value com_db) all=$(value candidates) fom=$(value fom_db)
run com --json --set N_bg=0 --set N_tail_start=0 kr1.yaml
ended 0 'com of the same link without floating taps'
without=$(value com_db)
if awk "BEGIN { exit !($with >= $without) }"; then ok 'floating taps do no harm'
else echo "# $with dB with, $without dB without"; not_ok 'floating taps do no harm'; fi

# 2 package cases, 147 CTLE settings, 4250 legal FFE settings.
run com --json --local-search kr1.yaml
ended 0 'com with a local search'
local=$(value candidates)
if [ "$all" = 1249500 ] && [ "$local" -lt 200000 ]; then ok 'it looks at a part'
else echo "# $local of $all"; not_ok 'it looks at a part'; fi
if awk "BEGIN { exit !($(value fom_db) <= $fom) }"; then ok 'it finds nothing better'
else echo "# $(value fom_db), not $fom dB"; not_ok 'it finds nothing better'; fi

run com --set N_f=20 kr1.yaml
refused 2 "lanereach com: --set: 100gbase-kr1: N_f: 20 ends before 3 groups of 3 taps behind 12 fixed ones do; write 21 or more" 'groups that do not fit'
run reach kr1.yaml
ended 0 'reach of a link'
run loss --at 26.56GHz kr1.yaml
ended 0 'loss of the same link'
echo "1..$n"
