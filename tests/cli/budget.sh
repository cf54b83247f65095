#!/bin/sh
# budget.sh -- lanereach budget and eye: a link as a table of its parts, their sum against
# the interface's limit, and the margins.
. "$(dirname "$0")/tap.sh"

cat > host.yaml <<'EOF2'
lanereach: 1
name: host
interface: 100gbase-kr1
parts:
  - package: ieee-ck-12mm
  - trace: megtron7-microstrip-100ohm
    length: 1 in
  - trace: fr4-stripline-100ohm
    length: 3 in
EOF2
run budget host.yaml --csv
{
    cut -d , -f 1-3 out | sed 1d > got
    printf '%s\n' 2,trace,megtron7-microstrip-100ohm 3,trace,fr4-stripline-100ohm |
        diff - got
    awk -F , 'NR == 2 { first = $6 } NR == 3 { sum = first + $6; last = $7
              if (sum - last > 0.05 || last - sum > 0.05) print sum, "is not", last }' out
} > wrong
verdict 'packages are left out, and losses add up'

# The total is what lanereach loss has for the link, without packages.
run loss host.yaml --json --at 26.5625GHz
sed -n 's/.*"sdd21_db":	-\([0-9.]*\),*/\1/p' out | head -n 1 > want
run budget host.yaml --json
ended 0 'within the budget'
sed -n 's/.*"total_db":	\([0-9.]*\),*/\1/p' out | paste - want |
    awk '{ d = $1 - $2; if (d > 1e-9 || d < -1e-9) print $1, "and", $2 }' > wrong
verdict 'the total is the loss of the cascade'

run budget host.yaml --set part[3].length=9in
ended 1 'over the budget is a missed target'
grep -q '^insertion loss TP0 to TP5, objective  28.00  -.* no ' out || cat out > wrong
verdict 'and says by how much'
run budget host.yaml --at 8GHz
ended 0 'another frequency'
grep -qx '100gbase-kr1 has no public limit of loss there' out || cat out > wrong
verdict 'a limit that is not there is not made up'
run budget host.yaml --at 60GHz
refused 2 'lanereach budget: 60 GHz is none of the link'"'"'s frequencies, which go 0 to 53.12 GHz in steps of 10 MHz' \
    'a frequency outside the grid'
run budget thru.s4p
refused 2 'lanereach budget: thru.s4p is a Touchstone file, one part of a link; write a link file around it, lanereach-link(5)' \
    'a file is no link'

# Delay: 1 inch of microstrip and 3 of stripline by the solver's own figure at 10 GHz.
delay() {
    run line "$1" --json --quiet --at 10GHz
    sed -n 's/.*"delay_ps_per_mm":	\([0-9.]*\),*/\1/p' out
}
a=$(delay megtron7-microstrip-100ohm) b=$(delay fr4-stripline-100ohm)
run budget host.yaml --csv
tail -n 1 out | cut -d , -f 9 |
    awk -v a="$a" -v b="$b" '{ want = (a * 25.4 + b * 76.2) / 1000
        if ($1 < 0.98 * want || $1 > 1.02 * want) print $1, "ns is not", want }' > wrong
verdict 'delays are those of the lines'

run com host.yaml --json
sed -n 's/^	"com_db":	\([0-9.]*\),*/\1/p' out > want
run eye host.yaml --json
ended 0 'the margins of a link that passes'
{
    sed -n 's/^			"com_db":	\([0-9.]*\),*/\1/p' out | diff want - 
    grep -c '"cumulative_db"' out | grep -qx 2 || echo 'two parts are wanted'
} > wrong
verdict 'they are those of lanereach com'
run eye host.yaml --set part[3].length=20in
ended 1 'and of one that does not'
run eye thru.s4p
refused 2 'lanereach eye: --interface or --sheet is missing: which standard judges thru.s4p? lanereach models --kind interface lists them' \
    'a file that no standard judges has no eye'
echo "1..$n"
