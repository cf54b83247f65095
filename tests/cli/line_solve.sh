#!/bin/sh
# line_solve.sh -- lanereach line --solve: the length that gives an impedance, --set and
# --temperature, and what cannot be had.
. "$(dirname "$0")/tap.sh"

# value KEY -- the first number under a key of the last --json, or of the whole answer.
value() {
    sed -n "s/^	*\"$1\":	\\([-0-9.e]*\\),*\$/\\1/p" out | head -n 1
}

# near GOT WANT TOLERANCE -- writes to standard output when they differ.
near() {
    echo "$1 $2 $3" | awk 'NF != 3 || $1 - $2 > $3 || $2 - $1 > $3 { print $1, "not", $2 }'
}

# The library's own: solved for their impedance when they were made, by the same solver
# but another program, and rounded to 1 um.
{
    run line megtron7-microstrip-100ohm --quiet --json --solve zdiff=100
    near "$(value value_um)" 124 0.5
    run line megtron7-broadside-100ohm --quiet --json --solve zdiff=100ohm --vary width
    near "$(value value_um)" 97 0.5
    run line fr4-microstrip-50ohm --quiet --json --solve z0=50
    near "$(value value_um)" 198 0.5
} > wrong
verdict 'widths of the library are found again'

# trip STACKUP TARGET OHM KEY -- what is found has that impedance when it is set.
trip() {
    run line "$1" --quiet --json --solve "$2=$3" --vary "$4"
    found=$(value value_um)
    near "$(value value_ohm)" "$3" 0.0005
    near "$(value "$2_ohm")" "$3" 0.0005
    run line "$1" --quiet --json --set "$4=${found}um"
    near "$(value "$2_ohm")" "$3" 0.0005
}
{
    trip megtron7-stripline-100ohm zdiff 85 width
    trip megtron7-stripline-100ohm zdiff 92.5 gap
    trip megtron7-stripline-100ohm zeven 60 gap
    trip megtron7-stripline-100ohm zcomm 25 width
    trip megtron7-stripline-100ohm zodd 54 plane_spacing
    trip megtron7-stripline-100ohm zdiff 95 height
    trip fr4-microstrip-50ohm z0 75 width
    trip fr4-microstrip-50ohm z0 41 height
    trip twinax-26awg-100ohm zdiff 92 insulation_diameter
} > wrong
verdict 'what is found has the impedance when it is set, up and down'

{
    run line megtron7-stripline-100ohm --quiet --json --solve zdiff=100 --set etch=25um
    etched=$(value value_um)
    near "$(value solutions)" 6 4
    run line megtron7-stripline-100ohm --quiet --json --solve zdiff=100
    # The mean of both edges counts, nearly: half of the etch wider.
    near "$etched" "$(value value_um | awk '{ print $1 + 12.5 }')" 2
    run line twinax-30awg-100ohm --quiet --solve zdiff=95
    grep -q '^solved     insulation_diameter ' out || cat out
} > wrong
verdict 'etched strips become wider, cables thicker, in few solutions'

run line megtron7-stripline-100ohm --solve zdiff=300
refused 2 'lanereach line: --solve zdiff=300: width from 3.517 to 3165 um gives 7.379 to 208.1 ohm; --vary another length, or --set width nearer to it' \
    'out of reach: what can be reached is told'
run line twinax-30awg-100ohm --solve zdiff=98 --vary spacing
refused 2 'lanereach line: --solve zdiff=98: spacing from 694.5 to 2.084e+04 um gives 100.2 to 107.3 ohm; --vary another length, or --set spacing nearer to it' \
    'wires whose insulations touch can only go apart'
run line megtron7-stripline-100ohm --solve z0=50
refused 2 'lanereach line: --solve z0=50: edge-coupled-stripline has no z0; write zdiff, zcomm, zodd or zeven' \
    'a pair has no z0'
run line fr4-microstrip-50ohm --solve zdiff=100
refused 2 'lanereach line: --solve zdiff=100: microstrip has z0 alone; write z0=50ohm' \
    'a single line has no zdiff'
run line fr4-microstrip-50ohm --solve 75
refused 2 "lanereach line: --solve '75': write z0=50ohm of a single line, zdiff=100ohm, zcomm, zodd or zeven of a pair" \
    'a target has a name'
run line fr4-microstrip-50ohm --solve z0=75mm
refused 2 "lanereach line: --solve: '75mm' is a length; write an impedance with mohm, ohm, kohm" \
    'a target is an impedance'
run line fr4-microstrip-50ohm --solve z0=75 --vary dk
refused 2 'lanereach line: --vary dk: that is no length of microstrip; write width, or another that lanereach-models(5) has for it' \
    'a permittivity is no length'
run line fr4-microstrip-50ohm --solve z0=75 --vary etch
refused 2 'lanereach line: --vary etch: the stackup has none to begin from; --set etch=50um beside it' \
    'a length of nothing has no scale'
run line fr4-microstrip-50ohm --vary width
refused 2 'lanereach line: --vary width without --solve; write what it is to give, --solve zdiff=100ohm' \
    'what varies has an aim'

# --set, also of materials, is the same as a file that says so; the file is an input.
sed 's/^material: .*/material: megtron6/; s/^foil: .*/foil: std/' \
    "${LANEREACH_DATA:?}/models/stackup/megtron7-stripline-100ohm.yaml" > mine.yaml
{
    run line megtron7-stripline-100ohm --quiet --csv --set material=megtron6 \
        --set foil=std --set gap=150um
    cp out set
    run line ./mine.yaml --quiet --csv --set gap=150um
    diff set out
    run line ./mine.yaml --quiet --json --set gap=150um
    grep -q "\"sha256\":	\"$(sha256sum mine.yaml | cut -d ' ' -f 1)\"" out ||
        grep -A 3 '"inputs"' out
    grep -q '"set":	\["gap=150um"\]' out || grep '"set"' out
} > wrong
verdict 'what is set is as if it were written, and a file is told with its digest'

# Copper gains 0.393 % per kelvin of its resistivity at 20 degC, loss as its root in the
# skin regime; the laminate's tan delta 0.15 % per kelvin.
{
    run line megtron7-stripline-100ohm --quiet --csv --at 10GHz --set rz=0um
    sed -n '2p' out > cold
    run line megtron7-stripline-100ohm --quiet --csv --at 10GHz --set rz=0um \
        --temperature 85degC
    sed -n '2p' out | paste -d , cold - | awk -F , '{
        copper = $12 / $4 / sqrt(1 + 0.00393 * 65); board = $14 / $6 / (1 + 0.0015 * 65)
        if (!(copper > 0.99 && copper < 1.01)) print "copper", copper
        if (!(board > 0.997 && board < 1.003)) print "board", board }'
    run line megtron7-stripline-100ohm --json --temperature 85degC
    near "$(value temperature_degc)" 85 1e-9
    grep -q 'temperature 20' out && echo '20 degC are assumed'
} > wrong
verdict 'heat reaches the metal and the laminate'
run line megtron7-stripline-100ohm --temperature 85
refused 2 'lanereach line: --temperature: 85 has no unit; write 85 degC (degC, K)' \
    'a temperature has a unit'
echo "1..$n"
