#!/bin/sh
# optics.sh -- links with retimed optics: the light is judged beside the electrical
# segments around it.
. "$(dirname "$0")/tap.sh"

# link OPTICS-LINE... -- x.yaml, four and five inches with optics between them.
link() {
    {
        printf '%s\n' 'lanereach: 1' 'name: x' 'interface: 100gaui-1-c2c' 'parts:' \
            '  - {trace: megtron7-stripline-100ohm, length: 4 in}'
        printf '%s\n' "$@"
        printf '%s\n' '  - {trace: megtron7-stripline-100ohm, length: 5 in}'
    } > x.yaml
}

# light KEY -- of the last JSON, segments[1].optical.
light() { python3 -c "
import json
print(json.load(open('out'))['segments'][1]['optical']['$1'])"; }

# less A B NAME -- both are numbers, and the first is the smaller one.
less() {
    if [ "$1" ] && [ "$2" ] && awk "BEGIN { exit !($1 < $2) }"; then : > wrong
    else echo "$1 is not below $2" > wrong; fi
    verdict "$3"
}

link '  - optics: 100gbase-dr'
run eye x.yaml --json
ended 0 'retimed optics pass over the reach of their standard'
[ "$(light length_m)" = 500 ] && : > wrong || light length_m > wrong
verdict 'which is the length by default'
near=$(light power_margin_db)
ledger=$(light ledger_margin_db)
[ "$(light loss_db)" = 3 ] && : > wrong || light loss_db > wrong
verdict 'with all of the loss that the standard allows'
link '  - {optics: 100gbase-dr, length: 300 m}'
run eye x.yaml --json
less "$near" "$(light power_margin_db)" 'a shorter fibre leaves more power'
link '  - {optics: 100gbase-dr, loss: 4 dB}'
run eye x.yaml --json
less "$(light ledger_margin_db)" "$ledger" 'worse connectors leave less by the standard'
link '  - {optics: 100gbase-dr, loss: 9 dB}'
run eye x.yaml --json
ended 1 'and so many that the link fails'
link '  - {optics: 100gbase-sr1, length: 400 m}'
run eye x.yaml
ended 1 'an eye that the fibre has closed fails the link'
tr -s ' \n' ' ' < out | grep -c 'over 400 m of om4: fail its eye is closed' |
    sed '/^1$/d' > wrong
verdict 'and says so'

# By another program: OMA sent less loss, allotment and sensitivity.
link '  - optics: 100gbase-dr'
run eye x.yaml --json
awk "BEGIN { d = $(light oma_dbm) - $(light loss_db) - 0.1 - ($(light sensitivity_dbm)) - $near
             exit !(d < 1e-9 && d > -1e-9) }" && : > wrong || echo "$near" > wrong
verdict 'the power margin is what the lines leave'
run eye x.yaml
grep -c 'optics     100gbase-dr, eml-53g (assumed) over 500 m of smf: pass' out |
    sed '/^1$/d' > wrong
verdict 'the light stands between the segments'

run budget x.yaml --json
ended 0 'a budget has it too'
python3 - > wrong <<'EOF'
import json
light = json.load(open('out'))['segments'][1]['optical']
last = light['ledger'][-1]
if last['line'] != 'margin' or abs(last['db'] - light['ledger_margin_db']) > 1e-9:
    print(last, light['ledger_margin_db'])
EOF
verdict 'line by line'

# ---- reach -------------------------------------------------------------------------
sed 's/length: 5 in/length: 5 in, vary: length/' x.yaml > y.yaml
run reach y.yaml --quiet --json
ended 0 'the trace behind optics varies'
run reach y.yaml --quiet --set 'part[2].loss=9dB'
grep -c 'optics_before_segment_2_fails' out | sed '/^1$/d' > wrong
verdict 'and has no reach behind light that fails'

# reach -- of the last JSON.
reach() { python3 -c "import json; print(json.load(open('out'))['rows'][0]['$1'])"; }

link '  - {optics: 100gbase-dr, vary: length}'
run reach x.yaml --quiet --json
ended 0 'the fibre varies'
far=$(reach reach_m)
[ "$(reach interface)" = 100gbase-dr ] && : > wrong || reach interface > wrong
verdict 'and is judged by its standard'
[ "$(reach limited_by)" = power ] && : > wrong || reach limited_by > wrong
verdict 'single-mode fibre ends by its loss'
# There the budget of the standard closes: half a dB more of connectors is a kilometre of
# 0.5 dB less, of which dispersion gives a little back.
run reach x.yaml --quiet --json --set 'part[2].loss=3.25dB'
awk "BEGIN { d = $far - $(reach reach_m); exit !(d > 850 && d < 1000) }" && : > wrong ||
    { echo "$far"; reach reach_m; } > wrong
verdict 'half a decibel more of connectors is nearly a kilometre less'
link '  - {optics: 100gbase-sr1, vary: {key: length, from: 10 m, to: 1 km}}'
run reach x.yaml --quiet --json
[ "$(reach limited_by)" = dispersion ] && : > wrong || reach limited_by > wrong
verdict 'multimode fibre by its dispersion'
run reach x.yaml --quiet --json --set 'part[3].length=2m'
reason=$(reach reason)
[ "$reason" = segment_2_fails ] && : > wrong || echo "$reason" > wrong
verdict 'no fibre is short enough for a host that fails'

# ---- what light passes, and devices ------------------------------------------------
link '  - optics: 100gbase-dr' '    path: [lc-connector, ocs-palomar, lc-connector]'
run eye x.yaml --quiet --json
ended 0 'a switch in the path'
light loss_db | sed '/^3.25$/d' > wrong
verdict 'loses what its elements and the fibre lose'
python3 -c "
import json
o = json.load(open('out'))['segments'][1]['optical']
assert 0 < o['mpi_db'] < o['mpi_bound_db'], o
assert abs(o['penalties_db'] - o['mpi_db']) < 1e-12, o
assert len(o['path']) == 3 and o['path'][1]['type'] == 'switch', o
assert o['stressed_sensitivity_dbm'] < o['stressed_sensitivity_max_dbm'], o
assert o['back_to_back_dbm'] < o['sensitivity_dbm'] < o['stressed_sensitivity_dbm'], o
" > wrong 2>&1
verdict 'and reflects'
run eye x.yaml --quiet
grep -q '^ocs-palomar   switch        2.00              46  published$' out && : > wrong ||
    cp out wrong
verdict 'it is told by name'
run eye x.yaml --quiet --view light --plot light.svg
ended 0 'a picture of light'
grep -q 'uW' light.svg && : > wrong || echo 'no uW in it' > wrong
verdict 'has microwatts'
link '  - {optics: 100gbase-dr, module: ring-53g, drift: 5 GHz}'
run eye x.yaml --quiet --json
ended 0 'a ring that is warm'
less "$(light oma_dbm)" 2.75 'it sends less'
[ "$(light laser_dbm)" = 17 ] && : > wrong || light laser_dbm > wrong
verdict 'its laser is told'
link '  - {optics: 100gbase-dr, loss: 0 dB, module: eml-53g}'
run eye x.yaml --quiet --json
less 2.4 "$(light overload_margin_db)" 'what arrives is compared with overload'
link '  - {optics: 100gbase-dr, module: eml-53g, drift: 1 GHz}'
run eye x.yaml
refused 2 'lanereach eye: x.yaml:6:51: drift: eml-53g: only a ring drifts' 'nothing but a ring drifts'
link '  - {optics: 100gbase-dr, module: ring-53g, drift: -20 GHz}'
run eye x.yaml
ended 2 'a ring beyond its resonance'
link '  - {optics: 100gbase-dr, path: [lc-connector, mirror]}'
run eye x.yaml
ended 2 'an element that is none'
link '  - {optics: 100gbase-dr, path: lc-connector}'
run eye x.yaml
ended 2 'a path that is no list'

# ---- a host that nothing judges ----------------------------------------------------
link '  - {optics: 200gbase-dr1, interface: 200gaui-1-c2m}'
sed 's/^interface: .*/interface: 200gaui-1-c2m/' x.yaml > y.yaml
run eye y.yaml --quiet
ended 0 'light between hosts whose receivers are not modelled'
grep -q '^PASS .*2 segments; 2 not modelled$' out && : > wrong || cp out wrong
verdict 'they are no verdict'
run eye y.yaml --quiet --plot x.svg
ended 2 'and no picture'
link '  - {optics: 200gbase-dr1, interface: 200gaui-1-c2m, vary: length}'
sed 's/^interface: .*/interface: 200gaui-1-c2m/' x.yaml > y.yaml
run reach y.yaml --quiet --json
awk "BEGIN { exit !($(reach reach_m) > 500) }" && : > wrong || reach reach_m > wrong
verdict 'the fibre between them has a reach'
link '  - {optics: 200gbase-dr1, interface: 200gaui-1-c2m}'
sed 's/^interface: .*/interface: 200gaui-1-c2m/' x.yaml > y.yaml
run reach y.yaml --quiet --json --set 'part[1].vary={key: length, from: 2 in, to: 1 m}'
[ "$(reach reason)" = not_modelled ] && : > wrong || cat err out > wrong
verdict 'a trace to one has none'

# ---- what is wrong -----------------------------------------------------------------
link '  - optics: 100gbase-dx'
run eye x.yaml
ended 2 'a standard that is none'
link '  - {optics: 100gbase-dr, module: lamp}'
run eye x.yaml
ended 2 'a module that is none'
link '  - {optics: 100gbase-dr, fibre: om4}'
run eye x.yaml
refused 2 'lanereach eye: x.yaml:6:34: 100gbase-dr has no reach over om4; write a length' \
    'a fibre that the standard does not know'
link '  - {optics: 100gbase-dr, length: 0 m}'
run eye x.yaml
ended 2 'no length at all'
link '  - optics: 800gbase-fr4-500'
run eye x.yaml
ended 2 'a standard without an error ratio'
printf '%s\n' 'lanereach: 1' 'interface: 100gaui-1-c2c' 'parts:' '  - optics: 100gbase-dr' \
    '  - {trace: megtron7-stripline-100ohm, length: 5 in}' > x.yaml
run eye x.yaml
refused 2 'lanereach eye: x.yaml:4:13: an optical path is the first part of the link; it stands between two others' \
    'light without a host'
echo "1..$n"
