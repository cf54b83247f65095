#!/bin/sh
# hopeless.sh -- what cannot work is answered or refused for its own reason: links that
# fail everywhere, grids that cannot be transformed, packages and aggressors that are
# no such thing.
. "$(dirname "$0")/tap.sh"

# From 0.5 m of FR-4 on, no FFE setting near the middle of the grid has a pulse that
# rises; from 1 m on none at all.  Both fail at the minimum, neither stops the other.
cat > far.yaml <<EOF
lanereach: 1
name: far
interface: 100gaui-1-c2c
parts:
  - trace: fr4-stripline-100ohm
    length: 0.5 m
    vary: {key: length, from: 0.5 m, to: 1 m}
EOF
sed 's/from: 0.5 m, to: 1 m/from: 1 m, to: 2 m/' far.yaml > farther.yaml
run reach --csv far.yaml farther.yaml
ended 0 'links that fail everywhere are answered'
grep -c fails_at_minimum out > found
echo 2 | diff - found > wrong
verdict 'both fail at their minimum'

card 3
run com --strict --set grid.stop=5GHz card.yaml
refused 2 'lanereach com: the grid ends at 5 GHz, below the symbol rate of 25.78125 GBd; the response above is extrapolated (a warning, refused under --strict)' 'a grid that is cut is warned about'

sed 's/^parts:/parts:\n  - package: ieee-ck-12mm\n    die: [a]/' card.yaml > die.yaml
run loss die.yaml
refused 2 'lanereach loss: die.yaml:6:10: die is a list; write a single value' 'a list where a word is wanted'

run com --set 'C_d=-1e-4' card.yaml
refused 2 'lanereach com: --set: 100gbase-kr4: C_d: a negative element; write 0 or more' 'a negative capacitor'

# Keywords that only fit together.
run com --quiet --csv --set 'z_p (TX)=[1 2 3]' --set 'z_p (FEXT)=[1 2 3]' \
    --set 'z_p (NEXT)=[1 2 3]' --set 'z_p (RX)=[1 2 3]' card.yaml
ended 0 'keywords are derived together'

# A 4-port by formula on frequencies that begin 1 kHz apart: a transform of 4e8 points.
awk 'BEGIN { print "# Hz S RI R 50"
    for (k = 0; k < 40; k++) {
        f = k < 3 ? 1000 * k : 1e9 * (k - 2); t = exp(-sqrt(f) * 1e-6)
        print f, 0, 0, t, 0, 0, 0, 0, 0; print t, 0, 0, 0, 0, 0, 0, 0
        print 0, 0, 0, 0, 0, 0, t, 0; print 0, 0, 0, 0, t, 0, 0, 0 } }' > uneven.s4p
run com --interface 100gbase-kr4 uneven.s4p
if [ "$status" = 2 ] && grep -q 'frequency steps of 1000 Hz' err; then
    ok 'steps that make too many points are refused'
else not_ok 'steps that make too many points are refused'; fi

run reach --media pcb-fr5
if [ "$status" = 2 ] && grep -q "no medium 'pcb-fr5'" err; then ok 'a medium that is not there'
else not_ok 'a medium that is not there'; fi
echo "1..$n"
