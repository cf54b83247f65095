#!/bin/sh
# media.sh -- the ready links and media: what is known of real ones is met without anything
# fitted, and reach falls with the rate, with roughness and with the quality of a laminate.
. "$(dirname "$0")/tap.sh"

# between LOW HIGH VALUE NAME
between() {
    if [ "$3" ] && awk -v a="$1" -v b="$2" -v x="$3" 'BEGIN { exit !(x >= a && x <= b) }'
    then : > wrong; else echo "$3 is not between $1 and $2" > wrong; fi
    verdict "$4"
}

# at FREQ -- the loss in dB there, of the last loss --csv.
at() { awk -F, -v f="$1" 'NR > 1 && $2 == f { print -$3 }' out; }

# A measured 27 inch backplane, Megtron 6 with HVLP foil and two connectors, as the
# specification of lines, section 7, quotes it: 21.8 dB at 13.28 GHz, 42.6 dB at 26.56 GHz.
# The cross-section is that of golden/lines/n.
cat > n.yaml <<'EOF'
lanereach: 1
kind: stackup
name: n
source: golden/lines/n
grade: assumed
type: edge-coupled-stripline
width: 110 um
gap: 170 um
plane_spacing: 254 um
thickness: 17 um
plane_thickness: 17 um
material: megtron6
foil: hvlp
EOF
cat > backplane.yaml <<'EOF'
lanereach: 1
interface: 100gbase-kr1
parts:
  - connector: backplane-112g
  - {trace: ./n.yaml, length: 27 in}
  - connector: backplane-112g
environment: {temperature: 20 degC}
EOF
run loss backplane.yaml --csv --quiet --at 13.28GHz,26.56GHz
between 19.62 23.98 "$(at 13.28)" '27 inches of backplane at 13.28 GHz, within 10 %'
between 38.34 46.86 "$(at 26.56)" 'and at 26.56 GHz'

# 2 m of 26 AWG inside 19.75 dB at 26.56 GHz, 15.0 dB by the sums of section 6.4.
run loss dac-26awg --csv --quiet --at 26.56GHz --set part[3].length=2m
between 12 19.75 "$(at 26.56)" '2 m of 26 AWG are inside the budget of a cable'

for link in "$LANEREACH_DATA"/models/link/*.yaml; do
    name=${link##*/}
    run budget "${name%.yaml}" --quiet
    [ "$status" -le 1 ] || { echo "$name:"; cat err; }
done > wrong
verdict 'every ready link has its budget'

# What the near-package cable is to be compared with at 200 Gb/s: 1.34 m of 27 AWG.
run com near-package-cable --json --set part[4].length=1.34m
ended 0 'the near-package cable can be as long as a published one'

# reach OPTION... -- "rate reach" of each row.
reach() {
    run reach --quiet --json "$@"
    awk '{ sub(/,$/, "", $2) }
         $1 == "\"lane_rate_gbps\":" { rate = $2 }
         $1 == "\"reach_m\":" { print rate, $2 }' out
}

# falling FILE NAME -- the last words of its lines do not rise.
falling() {
    awk '{ x = $NF; if (!(x > 0)) print "no reach: " $0
           if (NR > 1 && x > last) print x, "is more than", last; last = x }
         END { if (NR < 2) print "nothing to compare" }' "$1" > wrong
    verdict "$2"
}

if [ "${LANEREACH_SANITIZED-}" ]; then
    skip 'reach falls with rate and roughness' 'minutes under the sanitizers'
    echo "1..$n"
    exit
fi
for medium in pcb-megtron7 dac-30awg; do
    reach --media "$medium" | sort -n > found
    falling found "$medium reaches less at each higher rate"
done
reach --media pcb-megtron7,pcb-megtron6,pcb-ispeed,pcb-fr4 --rates 100 > found
falling found 'the better laminate reaches farther'
for foil in hvlp2 rtf; do
    sed "s/^name: .*/name: m/; s/^foil: .*/foil: $foil/" \
        "$LANEREACH_DATA/models/stackup/megtron7-stripline-100ohm.yaml" > m.yaml
    reach --media pcb-megtron7 --rates 100 --set "part[2].trace=$tmp/m.yaml"
done > found
falling found 'rougher foil reaches less'
echo "1..$n"
