#!/bin/sh
# line_fit.sh -- lanereach line --fit: a laminate from two lengths of a line, the model that
# is written, its picture, and what is refused.
. "$(dirname "$0")/tap.sh"

mkdir -p lab/models/stackup lab/models/material
# board NAME MATERIAL: a microstrip; the truth has a laminate of its own.
board() {
    cat > "lab/models/stackup/$1.yaml" <<EOF2
lanereach: 1
kind: stackup
name: $1
title: a board
source: the test
grade: assumed
type: microstrip
width: 198 um
height: 110 um
thickness: 35 um
plane_thickness: 17 um
material: $2
foil: rtf
EOF2
}
sed 's/^name: fr4/name: truth/; s/^dk: .*/dk: 3.87/; s/^df: .*/df: 0.0113/' \
    "$LANEREACH_DATA/models/material/fr4.yaml" > lab/models/material/truth.yaml
board guess fr4
board truth truth
{ sed 's/name: guess/name: launch/; s/width: 198/width: 320/' lab/models/stackup/guess.yaml
} > lab/models/stackup/launch.yaml

# Both boards: 60 and 160 mm between launches of another width.
line() {
    run line "$1" --data lab --quiet --at 1GHz --length "$2" -o "$3"
}
line launch 7mm launch.s2p
line truth 60mm a.s2p
line truth 160mm b.s2p
for board in a:short b:long; do
    run net cascade launch.s2p ${board%:*}.s2p launch.s2p -o whole.s2p
    run net resample whole.s2p --step 50MHz --stop 45GHz -o ${board#*:}.s2p
done

run line guess --data lab --quiet --fit short.s2p long.s2p --fit-length 100mm \
    --fit-band 0.1GHz,40GHz --at 5GHz,20GHz --material lab/models/material/board.yaml --json
{
    [ "$status" = 0 ] || cat err
    sed -n 's/^\t\t"\(d[kf]\)":\t\([0-9.]*\),*/\1 \2/p' out > got
    awk '$1 == "dk" && ($2 < 3.8697 || $2 > 3.8703) || $1 == "df" && ($2 < 0.011297 || $2 > 0.011303)' got
    grep -c . got | grep -qx 2 || cat out
} > wrong
verdict 'dk and df of the truth come back through the launches'

run line guess --data lab --quiet --fit short.s2p long.s2p --fit-length 100mm \
    --fit-band 0.1GHz,40GHz --at 5GHz --csv
{
    head -n 1 out | grep -qx \
        'freq_ghz,measured_db,model_db,off_db,loss_db_per_m,measured_eps_eff,eps_eff,eps_eff_off_pct,dk,df' ||
        head -n 1 out
    run line truth --data lab --quiet --at 5GHz --csv
    sed 1d out | cut -d , -f 2 > want
    run line guess --data lab --quiet --fit short.s2p long.s2p --fit-length 100mm \
        --fit-band 0.1GHz,40GHz --at 5GHz --csv
    sed 1d out | cut -d , -f 5 | paste - want |
        awk '{ d = $1 / $2 - 1; if (d > 1e-3 || d < -1e-3) print }'
} > wrong
verdict 'the rows have the loss of the truth'

board fitted board
run line fitted --data lab --quiet --at 5GHz --csv
{
    sed 1d out | cut -d , -f 2 | paste - want |
        awk '{ d = $1 / $2 - 1; if (d > 1e-3 || d < -1e-3 || NF != 2) print }'
    run line fitted --data lab --at 5GHz --verbose
    grep -q 'material board: f_low = ' out || cat out err
    grep 'material board: d[kf]' out
    run models board --data lab
    grep -q 'measured' out || cat out err
} > wrong
verdict 'the laminate that is written is a model, measured, with the same loss'

run line guess --data lab --fit short.s2p long.s2p --fit-length 100mm \
    --fit-keys dk,df,rz --fit-band 0.1GHz,3GHz --at 1GHz
grep -q 'are hardly told apart between 0.1 and 3 GHz (correlation ' err || cat err > wrong
verdict 'keys that a narrow band does not tell apart are warned of'

if command -v gnuplot > /dev/null; then
    run line guess --data lab --quiet --fit short.s2p long.s2p --fit-length 100mm \
        --fit-band 0.1GHz,40GHz --plot fit.svg --keep-plot kept
    {
        [ "$status" = 0 ] || cat err
        grep -q 'loss of 100 mm (dB)' fit.svg || echo 'no axis of losses'
        grep -c '^# ' kept/line_fit.csv > /dev/null || echo 'no data'
    } > wrong
    verdict 'measurement, model and their difference are drawn'
else
    skip 'measurement, model and their difference are drawn' 'no gnuplot'
fi

# slip NAME TEXT OPTION... -- what is refused.
slip() {
    name=$1 text=$2
    shift 2
    run line guess --data lab "$@"
    refused 2 "lanereach line: $text" "$name"
}
slip 'one file' '--fit takes two measured lengths of the line, the shorter first: --fit SHORT.s2p LONG.s2p' \
    --fit short.s2p --fit-length 100mm
slip 'no length' '--fit-length is missing: by how much long.s2p is longer than short.s2p, --fit-length 100mm' \
    --fit short.s2p long.s2p
slip 'a length without files' '--fit takes two measured lengths of the line, the shorter first: --fit SHORT.s2p LONG.s2p' \
    --fit-length 100mm
slip 'the longer first' 'short.s2p is not longer than long.s2p: its delay differs by -0.5673 ns; name the shorter line first' \
    --fit long.s2p short.s2p --fit-length 100mm
slip 'an unknown key' "--fit-keys 'width': write some of dk, df, rz and resistivity, parted by commas" \
    --fit short.s2p long.s2p --fit-length 100mm --fit-keys dk,width
slip 'a key twice' '--fit-keys: dk stands there twice' \
    --fit short.s2p long.s2p --fit-length 100mm --fit-keys dk,dk
slip 'a band upside down' "--fit-band '5GHz,1GHz': the first frequency must be below the second" \
    --fit short.s2p long.s2p --fit-length 100mm --fit-band 5GHz,1GHz
slip 'half a band' "--fit-band '5GHz': write two frequencies, 100MHz,5GHz" \
    --fit short.s2p long.s2p --fit-length 100mm --fit-band 5GHz
slip 'an empty band' '5 points of long.s2p lie between 5 and 5.2 GHz; at least 10 are needed' \
    --fit short.s2p long.s2p --fit-length 100mm --fit-band 5GHz,5.2GHz
slip 'a name that is no model' "--material 'Board': write a name of lower-case letters, digits and dashes that ends in .yaml, lab/models/material/board.yaml" \
    --fit short.s2p long.s2p --fit-length 100mm --material Board
slip 'a network as well' '--length and --output do not go with --fit; write the material with --material, and then the network' \
    --fit short.s2p long.s2p --fit-length 100mm --length 1in -o c.s2p

# A pair: the differential mode of 4-ports, with the ports as they are told.
run line megtron7-stripline-100ohm --quiet --at 1GHz --length 50mm -o a.s4p
run line megtron7-stripline-100ohm --quiet --at 1GHz --length 110mm -o b.s4p
run net resample a.s4p --step 100MHz --stop 25GHz -o pa.s4p
run net resample b.s4p --step 100MHz --stop 25GHz -o pb.s4p
run line megtron7-stripline-100ohm --quiet --fit pa.s4p pb.s4p --fit-length 60mm \
    --ports 12-34 --fit-keys df --at 5GHz --json
{
    [ "$status" = 0 ] || cat err
    sed -n 's/^\t\t"df":\t\([0-9.]*\),*/\1/p' out |
        awk '!($1 > 0.0019999 && $1 < 0.0020001)'
    grep -q '"ports":	"12-34"' out || echo 'no ports'
} > wrong
verdict 'of a pair the differential mode is fitted'
run line guess --data lab --fit pa.s4p pb.s4p --fit-length 60mm
refused 2 'lanereach line: pa.s4p: 4 ports; microstrip has two' 'a pair for a single line'
echo "1..$n"
