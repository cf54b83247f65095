#!/bin/sh
# redriver.sh -- active parts in links: transparent they change nothing, noise and a small
# swing cost what they must.
. "$(dirname "$0")/tap.sh"

mkdir -p lab/models/active
cat > lab/models/active/wire.yaml <<'EOF2'
lanereach: 1
kind: active
name: wire
title: a redriver that does nothing
source: the test
grade: assumed
type: redriver
gain: 0 dB
peaking: 0 dB
f_peak: 26 GHz
f_p1: 1e9 GHz
f_p2: 1e9 GHz
delay: 0 ps
isolation: 0 dB
c_in: 0 fF
c_out: 0 fF
noise: 0 V^2/GHz
swing: 1000 V
EOF2
variant() {
    sed "s/name: wire/name: $1/; $2" lab/models/active/wire.yaml > "lab/models/active/$1.yaml"
}
variant noisy 's/noise: .*/noise: 4e-7 V^2\/GHz/'
variant tight 's/swing: .*/swing: 150 mV/'
link() {
    echo "lanereach: 1"
    echo "interface: ${2:-100gbase-kr1}"
    echo "parts:"
    echo "  - {trace: megtron7-stripline-100ohm, length: 10 in}"
    [ -z "$1" ] || echo "  - redriver: $1"
    echo "  - {trace: megtron7-stripline-100ohm, length: 10 in}"
}
value() {
    run com "$1.yaml" --data lab --json --quiet
    sed -n "s/^	*\"$2\":	\([-0-9.e]*\),*/\1/p" out | head -n 1
}
for name in wire noisy tight; do
    link $name > $name.yaml
done
link '' > plain.yaml

echo "$(value plain com_db) $(value wire com_db)" |
    awk '{ d = $1 - $2; if (NF != 2 || d > 1e-6 || d < -1e-6) print $1, "and", $2 }' > wrong
verdict 'a redriver without gain and noise is a wire'

# Its noise is worth what the same noise at the receiver is, behind the second trace.
run com noisy.yaml --data lab --json --quiet
sigma() {
    sed -n "s/^	*\"$1\":	\([-0-9.e]*\),*/\1/p" out | head -n 1
}
active=$(sigma active) with=$(sigma noise)
without=$(value plain com_db) noisy=$(value noisy com_db)
echo "$active $with $without $noisy" |
    awk '!($1 > 0.1 && $1 < $2 && $4 < $3 - 0.1)' > wrong
verdict 'noise behind half of the loss lowers COM'

run com tight.yaml --data lab --json --quiet
{
    grep -q '"compression_db"' out || echo 'no compression'
    r_lm=$(sed -n 's/^	*"r_lm":	\([-0-9.e]*\),*/\1/p' out | head -n 1)
    echo "$r_lm" | awk '!($1 < 0.99 && $1 > 0.5) { print "R_LM", $1 }'
} > wrong
verdict 'a small swing takes the outer eyes together'
echo "$without $(value tight com_db)" | awk '!(NF == 2 && $2 < $1 - 0.05)' > wrong
verdict 'and COM with them'

run loss wire.yaml --data lab --quiet --at 26GHz --csv
cp out one
run loss plain.yaml --data lab --quiet --at 26GHz --csv
cut -d , -f 3 out | sed 1d > want
cut -d , -f 3 one | sed 1d | paste want - |
    awk '{ d = $1 - $2; if (NF != 2 || d > 1e-6 || d < -1e-6) print }' > wrong
verdict 'its loss is that of a wire'

cp wire.yaml side.yaml
echo 'crosstalk: [{coupled: {neighbours: 2, pitch: 0.7 mm}}]' >> side.yaml
run com side.yaml --data lab --quiet
ended 0 'neighbours run through redrivers of their own'
sed 's/0.7 mm/0.7 mm, direction: opposite/' side.yaml > against.yaml
run com against.yaml --data lab
refused 2 'lanereach com: against.yaml:7:14: coupled: a redriver amplifies one way; neighbours beside it run with the victim, write direction: same' \
    'neighbours against a redriver'

link nothing > x.yaml
run com x.yaml --data lab
refused 2 "lanereach com: x.yaml:5:15: no active 'nothing'; there are acc-112g, noisy, retimer-112g, tight, wire" \
    'an unknown redriver'
sed 's/redriver: wire/{redriver: wire, peaking: 40 dB}/' wire.yaml > x.yaml
run com x.yaml --data lab
refused 2 "lanereach com: x.yaml:5:31: peaking: '40 dB' is out of range; write 0 dB to 30 dB" \
    'a peaking that no redriver has'
variant bad 's/swing: .*/swing: 0 V/'
link bad > x.yaml
run com x.yaml --data lab
refused 2 'lanereach com: lab/models/active/bad.yaml:18:8: swing: 0 is not positive' \
    'a redriver that cannot swing'
echo "1..$n"
