#!/bin/sh
# reach_values.sh -- reach of what is no length of a line: a loss, a time, a stub from 0.
. "$(dirname "$0")/tap.sh"

# board VARIED... -- link.yaml, 4 in of board and a part of these lines.
board() {
    {
        printf '%s\n' 'lanereach: 1' 'interface: 100gbase-kr4' 'parts:' \
            '  - {trace: megtron7-stripline-100ohm, length: 4 in}' "$@"
    } > link.yaml
}

# decides KEY UNIT SET -- the reach passes and a little more fails, as com judges it.
decides() {
    : > wrong
    run reach --quiet --json link.yaml
    [ "$status" = 0 ] || cp err wrong
    reach=$(sed -n "s/.*\"$1\":[^0-9-]*\([-0-9.]*\).*/\1/p" out | head -n 1)
    for part in 0.99 1.02; do
        value=$(awk -v x="$reach" -v p="$part" 'BEGIN { printf "%.9g", x * p }')
        run com --quiet --json --set "$3=$value$2" link.yaml
        sed -n "s/^	\"com_db\":	\([-0-9.]*\).*/$part \1/p" out
    done | awk '$2 >= 3 { print $1, "passes" } $2 < 3 { print $1, "fails" }' > ends
    printf '0.99 passes\n1.02 fails\n' | diff - ends >> wrong
}

board '  - {attenuator: 1 dB, vary: attenuator}'
decides reach_db dB 'part[2].attenuator'
verdict 'the largest attenuation'
run reach --quiet --json link.yaml
{
    grep -q '"varied":	"attenuator"' out || echo 'not told what varies'
    grep -q '"value_db":	0,' out || echo 'not from 0'
    grep -q '"reach_m"' out && echo 'a length'
} > wrong
verdict 'is told in dB, from 0'
run reach --quiet link.yaml
: > wrong
grep -q 'reach dB' out && ! grep -q 'reach m' out || cp out wrong
verdict 'also in the table'

board '  - {skew: 1 ps, vary: {key: skew, from: -1 ps, to: 25 ps}}'
sed -i.old 's/kr4/kr1/; 1a grid: {step: 80 MHz, stop: 54 GHz}' link.yaml
decides reach_ps ps 'part[2].skew'
verdict 'the largest skew, from less than 0'

board '  - {via: bga-0.8mm, length: 1 mm, vary: {key: stub, from: 0 mm, to: 3 mm}}' \
    '  - {trace: megtron7-stripline-100ohm, length: 4 in}'
decides reach_m m 'part[2].stub'
verdict 'the longest stub, from none'
run reach --quiet link.yaml
: > wrong
grep -q 'reach mm' out && ! grep -q 'reach m ' out || cp out wrong
verdict 'is told in mm'

# refuse PLACE TEXT NAME -- the link as it is is refused.
refuse() { run reach link.yaml; refused 2 "lanereach reach: link.yaml:$1: $2" "$3"; }
board '  - {skew: 1 ps, vary: {key: skew, from: 5 ps, to: 2 ps}}'
refuse 5:24 'vary: from 5 ps to 2 ps is no range inside -1 ns to 1 ns' 'a range of time'
board '  - {attenuator: 1 dB, vary: {key: attenuator, from: -1 dB}}'
refuse 5:30 'vary: from -1 dB to 40 dB is no range inside 0 to 200 dB' 'a range of loss'
board '  - {via: bga-0.8mm, length: 1 mm, vary: pads}'
refuse 5:42 "'pads' of a via cannot vary; what can is length, stub" 'a key that is none'
can='the length of a trace, a cable, a via or optics can, the stub of a via, an attenuator and a skew'
board '  - {connector: osfp-112g, vary: length}'
refuse 5:28 "vary: nothing of a connector can vary; $can" 'a connector'
board '  - {redriver: acc-112g, vary: gain}'
refuse 5:26 "vary: nothing of a redriver can vary, whose noise and swing are taken once; $can" 'a redriver'
board '  - {skew: 1 ps, vary: skew}'
run reach --plot x.svg link.yaml
refused 2 'lanereach reach: --plot draws margins against length; what varies in link.yaml is skew' 'a picture of what is no length'
echo "1..$n"
