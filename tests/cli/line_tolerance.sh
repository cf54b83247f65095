#!/bin/sh
# line_tolerance.sh -- lanereach line --tolerance: ranges are those of runs with the
# quantities set, whatever the number of threads.
. "$(dirname "$0")/tap.sh"
board=megtron7-stripline-100ohm

# figures ARGUMENT... -- impedance and loss of the board with these.
figures() {
    run line $board --quiet --at 13.28GHz --json "$@"
    awk '/^\t"zdiff_ohm"/ || /"loss_db_per_m"/ { gsub(/,/, ""); printf "%s ", $2 }
         END { print "" }' out
}

# range FIGURE -- nominal least most rss of it, from the last --csv.
range() {
    sed -n "s/^$1,[0-9.]*,//p" out | head -n 1 | tr ',' ' '
}

# same A B -- lines of numbers that must agree to 1e-9.
same() {
    echo "$1 $2" | awk '{ for (i = 1; i <= NF / 2; i++) {
        d = $i / $(i + NF / 2) - 1
        if (!(d < 1e-9 && d > -1e-9)) print $i, "not", $(i + NF / 2) } if (NF < 2) print "?" }'
}

narrow=$(figures --set width=95.5um)
wide=$(figures --set width=115.5um)
run line $board --quiet --at 13.28GHz --csv --tolerance width=10um
{
    set -- $narrow $wide
    same "$(range zdiff_ohm | cut -d ' ' -f 2,3)" "$3 $1"
    same "$(range loss_db_per_m | cut -d ' ' -f 2,3)" "$4 $2"
} > wrong
verdict 'one quantity: the figures at its ends'

least=$(figures --set width=115.5um --set dk=3.468 --set plane_spacing=250um)
most=$(figures --set width=95.5um --set dk=3.332 --set plane_spacing=258um)
run line $board --quiet --at 13.28GHz --csv \
    --tolerance width=10um,dk=2%,plane_spacing=4um
same "$(range zdiff_ohm | cut -d ' ' -f 2,3)" "${least%% *} ${most%% *}" > wrong
verdict 'three quantities: the worst of their corners'

# The root of the sum of squares of the larger changes.
run line $board --quiet --at 13.28GHz --csv --tolerance width=10um
a=$(range zdiff_ohm)
run line $board --quiet --at 13.28GHz --csv --tolerance dk=2%
b=$(range zdiff_ohm)
run line $board --quiet --at 13.28GHz --csv --tolerance dk=2%,width=10um
echo "$a $b $(range zdiff_ohm)" | awk '{
    want = sqrt($4 * $4 + $8 * $8)
    if (NF != 12 || $12 / want - 1 > 1e-9 || 1 - $12 / want > 1e-9) print $12, "not", want }' > wrong
verdict 'rss is the root of the sum of squares'

# Seven quantities: the corner of the signs, which each alone has.
least=$(figures --set width=106.5um --set dk=3.41 --set df=0.0022 --set plane_spacing=253um \
    --set gap=169um --set rz=1.4um --set thickness=18um)
run line $board --quiet --at 13.28GHz --csv \
    --tolerance width=1um,dk=0.01,df=10%,plane_spacing=1um,gap=1um,rz=0.1um,thickness=1um
range zdiff_ohm | cut -d ' ' -f 2 > got
echo "${least%% *} $(cat got)" |
    awk '{ d = $1 / $2 - 1; if (!(d < 2e-6 && d > -2e-6)) print $2, "not", $1 }' > wrong
verdict 'seven quantities: the corner that their signs make'

for quantities in width=10um,dk=2%,df=10% \
    width=10um,dk=2%,df=10%,gap=5um,plane_spacing=8%,rz=20%,thickness=3um; do
    run line $board --json --threads 1 --tolerance $quantities
    cp out one
    run line $board --json --threads 4 --tolerance $quantities
    cmp one out 2>&1
done > wrong
verdict 'the same whatever the number of threads'

# With a closed form 21 solutions are nothing; at the width that is sought.
run line $board --quiet --json --fast --solve zdiff=90 --tolerance width=5%,etch=0um
refused 2 'lanereach line: --tolerance: etch: a tolerance of 0um is not positive' 'a tolerance of nothing'
run line $board --quiet --csv --fast --solve zdiff=90 --tolerance width=5%
range zdiff_ohm | awk '!($1 > 89.999 && $1 < 90.001 && $2 < 89 && $3 > 91)' > wrong
verdict 'about the width that was solved for'

run line $board --tolerance width
refused 2 "lanereach line: --tolerance 'width': write KEY=VALUE or KEY=PERCENT, width=10um,dk=2%; or none" \
    'a quantity without a tolerance'
run line $board --tolerance wdth=1um
refused 2 'lanereach line: --tolerance: wdth: megtron7-stripline-100ohm has no such quantity; lanereach-models(5) lists them' \
    'an unknown quantity'
run line $board --tolerance width=1um,width=2%
refused 2 'lanereach line: --tolerance: width stands there twice' 'a quantity twice'
run line $board --tolerance width=10
refused 2 'lanereach line: --tolerance: width: 10 has no unit; write 10 mm (nm, um, mm, cm, m, km, mil, in, ft)' \
    'a length without a unit'
run line $board --tolerance width=200um
refused 2 'lanereach line: --tolerance: width: a tolerance of 200um leaves its range, which is 10 nm to 100 mm' \
    'a width below nothing'
run line $board --tolerance plane_spacing=240um
refused 2 'lanereach line: --tolerance, at -plane_spacing: strips, 17 um high, do not fit between planes at plane_spacing 14 um; write more' \
    'a corner that is no geometry'
# A stackup's own tolerances, which the option replaces key by key.
data=${LANEREACH_DATA:-.}/models/stackup
{ cat "$data/$board.yaml"; echo 'tolerance: {width: 10 um, dk: 2%}'; } > own.yaml
run line $board --quiet --at 13.28GHz --csv --tolerance dk=1%,width=10um
cp out want
run line own.yaml --quiet --at 13.28GHz --csv --tolerance dk=1%
range zdiff_ohm > got
cp want out
{ range zdiff_ohm | cmp - got; } > wrong 2>&1
verdict 'the file has tolerances of its own'
run line own.yaml --quiet --json --tolerance none
grep -c tolerances out > wrong
[ "$(cat wrong)" = 0 ] && : > wrong
verdict 'none leaves them out'
{ cat "$data/$board.yaml"; echo 'tolerance: {width: 10 um, colour: 2%}'; } > odd.yaml
run line odd.yaml
grep -n colour odd.yaml | cut -d : -f 1 > line
refused 2 "lanereach line: odd.yaml:$(cat line):35: colour: $board has no such quantity; lanereach-models(5) lists them" \
    'a tolerance of nothing there is'
echo "1..$n"
