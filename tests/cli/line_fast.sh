#!/bin/sh
# line_fast.sh -- lanereach line --fast: closed forms, how good they are, and what they do
# not know.
. "$(dirname "$0")/tap.sh"

value() {
    sed -n "s/^	*\"$1\":	\\([-0-9.e]*\\),*\$/\\1/p" out | head -n 1
}

# Every key of the solver's answer but what tells of the solver.
keys() {
    grep -o '"[a-z_0-9]*":' out | sort -u
}
{
    run line megtron7-stripline-100ohm --quiet --json
    keys | grep -v -e error_bar_pct -e unknowns -e difference_pct > want
    run line megtron7-stripline-100ohm --quiet --json --fast
    keys | diff want -
} > wrong
verdict 'the same keys'

# agree STACKUP KEY -- impedance within the accuracy told, loss within 6 %.
agree() {
    run line "$1" --quiet --json --at 13.28GHz
    solved="$(value "$2") $(value loss_db_per_m) $(value difference_pct)"
    run line "$1" --quiet --json --at 13.28GHz --fast
    echo "$solved $(value "$2") $(value loss_db_per_m) $(value accuracy_pct)" | awk -v of="$1" '{
        d = 100 * ($4 / $1 - 1)
        if (NF != 6 || d > $6 || d < -$6) print of, "off by", d, "%, not", $6
        if (d - $3 > 1e-6 || $3 - d > 1e-6) print of, "told", $3, "%, not", d
        if (!($5 / $2 > 0.98 && $5 / $2 < 1.06)) print of, "loss", $5 / $2 }'
}
{
    agree megtron7-stripline-100ohm zdiff_ohm
    agree fr4-stripline-100ohm zdiff_ohm
    agree megtron7-microstrip-100ohm zdiff_ohm
    agree fr4-microstrip-50ohm z0_ohm
} > wrong
verdict 'closed forms and field solver agree as well as told'

run line fr4-microstrip-50ohm --quiet --at 1GHz
grep -q '^formula    49.9[0-9] ohm (-0.1 %), Hammerstad and Jensen 1980$' out || cat out > wrong
verdict 'the solver is told beside the formula'
run line twinax-30awg-100ohm --quiet
grep formula out > wrong
verdict 'where there is no formula nothing is told of one'

{
    run line megtron7-stripline-100ohm --quiet --fast --length 3in -o fast.s4p --at 26.56GHz --csv
    cut -d , -f 3 out | sed 1d > inch
    run loss fast.s4p --quiet --ports 12-34 --at 26.56GHz --csv
    tail -n 1 out | tr ',' '\n' | grep '^-' | head -n 1 | paste - inch |
        awk '{ d = $1 + 3 * $2; if (NF != 2 || d > 0.015 || d < -0.015) print $0 }'
} > wrong
verdict 'a network by closed forms has the loss of its length'

run line megtron7-stripline-100ohm --fast --set etch=10um
refused 2 'lanereach line: megtron7-stripline-100ohm: closed forms do not know etch: walls that are not upright; the field solver does' \
    'etched strips'
run line fr4-microstrip-50ohm --fast --set mask=solder-mask --set mask_thickness=20um
refused 2 'lanereach line: fr4-microstrip-50ohm: closed forms do not know mask; the field solver does' \
    'solder mask'
run line twinax-30awg-100ohm --fast
refused 2 'lanereach line: twinax-30awg-100ohm: closed forms do not know twinax; the field solver does' \
    'cables'
run line megtron7-stripline-100ohm --fast --set width=20um
refused 2 'lanereach line: stripline: width 2e-05 m is not between 0.2 and 5 times the plane spacing 0.000254 m' \
    'strips out of the range of the formulas'
run line megtron7-stripline-100ohm --fast --fit a.s4p b.s4p --fit-length 100mm
refused 2 'lanereach line: --fast does not go with --fit' 'a fit'
echo "1..$n"
