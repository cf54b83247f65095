#!/bin/sh
# com_eye.sh -- chip-to-module receivers: judged by VEC and VEO of an eye, also when it is
# closed; its keywords, targets and picture.
. "$(dirname "$0")/tap.sh"

cat > host.yaml <<'EOF2'
lanereach: 1
name: host
interface: 100gaui-1-c2m
parts:
  - trace: megtron7-stripline-100ohm
    length: 5 in
EOF2
small='--set c(-3)=0 --set c(-2)=[0:0.02:0.04] --set c(-1)=[-0.16:0.04:0] --set c(1)=0'

have_python() { python3 -c 'import json' 2> /dev/null; }
judge() {
    if have_python; then
        python3 - "$@" > wrong 2>&1
        verdict "$name"
    else
        cat > /dev/null
        skip "$name" 'there is no python3'
    fi
}

name='the eye is what counts'
run com host.yaml --quiet $small --json
cp out open.json
judge <<'PY'
import json, math
root = json.load(open('open.json'))
names = [c['name'] for c in root['criteria']]
if names != ['VEC', 'VEO', 'ERL'] or 'target_db' in root:
    print(names)
for case in root['cases']:
    a_s, veo, a_ni = case['a_s_mv'], case['veo_mv'], case['a_ni_mv']
    heights = [e['height_mv'] for e in case['eyes']]
    if len(heights) != 3 or min(heights) != veo or case['ew_ui'] != [e['width_ui'] for e in case['eyes']]:
        print(case['eyes'])
    for what, got, want in (('VEC', case['vec_db'], 20 * math.log10(2 * a_s / veo)),
                            ('A_ni', a_ni, 2 * a_s - veo),
                            ('COM', case['com_db'], 20 * math.log10(2 * a_s / a_ni)),
                            ('FOM without crosstalk', case['fom_db'], case['com_db'])):
        if abs(got - want) > 1e-9:
            print(what, got, want)
vec = max(c['vec_db'] for c in root['cases'])
veo = min(c['veo_mv'] for c in root['cases'])
if root['criteria'][0]['value'] != vec or root['criteria'][1]['value'] != veo:
    print(root['criteria'])
PY

name='a closed eye has a negative height, and no VEC'
run com host.yaml --quiet $small --set 'part[1].length=25in' --json
cp out closed.json
[ "$status" = 1 ] || name="$name, but exit status $status"
judge <<'PY'
import json
root = json.load(open('closed.json'))
worst = root['cases'][root['worst_case'] - 1]
if not worst['veo_mv'] < 0 or 'vec_db' in worst or worst['eye_open'] or worst['com_db'] >= 0:
    print(worst)
if 'value' in root['criteria'][0] or root['criteria'][0]['pass'] or 'margin_db' in root:
    print(root['criteria'])
PY
run com host.yaml --quiet $small --set 'part[1].length=25in'
{
    head -n 1 out | grep -q '^FAIL  VEC without end (worst of 2 cases), limit 12 dB;$' ||
        head -n 2 out
    grep -q 'flag: no setting opens the eye: this is the one of the best FOM' out ||
        grep flag out
} > wrong
verdict 'the table says that no setting opens it'

sed '$a target: {vec: 3 dB, veo: 70 mV}' host.yaml > strict.yaml
run com strict.yaml --quiet $small
{
    [ "$status" = 1 ] || echo "exit status $status"
    grep -q 'limit 3 dB; VEO .* mV, limit 70 mV' out || head -n 2 out
} > wrong
verdict 'a link has targets of its own'
run com strict.yaml --quiet $small --set 'VEC Pass threshold=11' --set EH_min=5
{
    [ "$status" = 0 ] || echo "exit status $status"
    grep -q 'limit 11 dB; VEO .* mV, limit 5 mV' out || head -n 2 out
} > wrong
verdict 'which keywords beat'

run com host.yaml --quiet $small --set T_O=0
{
    grep -q '^PASS  VEC ' out || head -n 1 out
    grep -q 'eye: height' out || echo 'no eye'
} > wrong
verdict 'without a window VEC is that of A_s and A_ni'
run com host.yaml --quiet $small --set PMD_type=C2C --set 'COM Pass threshold=3'
{
    grep -q '^PASS  COM .*, limit 3 dB; ERL' out || head -n 1 out
    grep -q 'eye: height' out && echo 'an eye'
} > wrong
verdict 'other receivers are judged by COM'
run com host.yaml --quiet $small --set PMD_type=C2C --set EW=1
grep -c 'eye: height' out | grep -qx 6 || echo 'six eyes are wanted' > wrong
verdict 'and have an eye when EW asks for one'

run com host.yaml --set T_O=600
refused 2 'lanereach com: --set: 100gaui-1-c2m: T_O: 600 mUI on each side is no part of a UI; write less than 500 mUI' \
    'a window longer than the UI'
run com host.yaml --set Histogram_Window_Weight=square
{
    [ "$status" = 2 ] || echo "exit status $status"
    grep -q "Histogram_Window_Weight: 'square' is unknown; write one of rectangle|Gaussian|triangle|dual_rayleigh" err ||
        cat err
} > wrong
verdict 'a window that is none'

run com host.yaml $small --set Histogram_Window_Weight=dual_rayleigh --set sigma_r=1e-4
{
    [ "$status" = 2 ] || echo "exit status $status"
    grep -q "the eye's window is so narrow that none of its 100 phases per UI has weight" err || cat err
} > wrong
verdict 'a window without weight'

if [ -n "${LANEREACH_GNUPLOT:-}" ] || command -v gnuplot > /dev/null; then
    run com host.yaml --quiet $small --view eye --plot eye.svg --keep-plot kept
    {
        [ -s eye.svg ] || cat err
        [ "$(grep -c '^# level ' kept/com_eye.csv)" = 4 ] || echo 'four levels are wanted'
        grep -q 'VEO_MIN = 10' kept/com_eye.gp || grep VEO_MIN kept/com_eye.gp
    } > wrong 2>&1
    verdict 'the picture has the contours and the mask'
else
    skip 'the picture has the contours and the mask' 'there is no gnuplot'
fi
run com host.yaml --quiet $small --set PMD_type=C2C --view eye --plot eye.svg
refused 2 'lanereach com: --view eye: 100gaui-1-c2m has no eye; PMD_type C2M or EW 1 asks for one' \
    'nothing to draw'

run com host.yaml --quiet $small --interface 100gaui-1-c2m-tp4
ended 2 'a link names its own interface'
sed 's/c2m$/c2m-tp4/' host.yaml > module.yaml
run com module.yaml $small
{
    [ "$status" = 0 ] || echo "exit status $status"
    grep -q '^interface  100gaui-1-c2m-tp4 (assumed)' out || cat out
    grep -q '^Rests on [0-9]* assumed or unverified' out || tail -n 1 out
} > wrong
verdict 'the other direction says that it is assumed'
echo "1..$n"
