#!/bin/sh
# parts.sh -- links of vias, connectors, capacitors and cables, as a user runs them.
. "$(dirname "$0")/tap.sh"

cat > via.yaml <<'EOF'
lanereach: 1
interface: 100gbase-kr1
parts:
  - via: bga-0.8mm
    length: 0.8 mm
    stub: 1 mm
EOF
# The notch, where |S21| is least: c/(4 L sqrt(er)), L 1 mm, er that of megtron7 times
# 1.15; the pads are parallel to it and do not move it.
at=$(awk 'BEGIN { for (f = 30; f < 50; f += 0.1)
    printf "%s%.1fGHz", (f > 30 ? "," : ""), f }')
er=$("$LANEREACH" models megtron7 --csv | awk -F , '$3 == "dk" { print $5 * 1.15 }')
run loss via.yaml --quiet --csv --at "$at"
sed 1d out | awk -F , -v er="$er" 'NR == 1 || $3 < least { least = $3; at = $2 }
    END { want = 299792458 / (4e-3 * sqrt(er)) / 1e9
          if (!(er > 3.5 && er < 4.5)) print "er", er
          if (!(at > 0.98 * want && at < 1.02 * want)) print at, "is not", want }' > wrong
verdict 'a stub of 1 mm notches where it is a quarter of a wavelength'

# Loss of 30 AWG is linear in its length: assembly_factor 1.1 times 6.79 dB/m at 26.56 GHz
# (golden/lines/m_twinax_bem.json), and skew of 1 ps/m takes 20 log10 cos(pi f dt).
cat > cable.yaml <<'EOF'
lanereach: 1
interface: 100gbase-kr1
parts:
  - cable: twinax-30awg
    length: 1 m
    vary: length
EOF
for length in 1 2; do
    run loss cable.yaml --quiet --csv --at 26.56GHz --set "part[1].length=${length}m"
    sed -n 2p out | awk -F , -v l="$length" '{ x = 4 * atan2(1, 1) * 26.56e9 * l * 1e-12
        want = -1.1 * 6.787935 * l + 20 / log(10) * log(cos(x))
        if ($3 < 1.01 * want || $3 > 0.99 * want) print l, "m:", $3, "dB is not", want }'
done > wrong
verdict 'a cable loses what its gauge, its assembly and its skew take'

run reach cable.yaml --json
ended 0 'the reach of a cable'
sed -n 's/.*"reach_m":	\([0-9.]*\),*/\1/p' out |
    awk '{ n++; if (!($1 > 1 && $1 < 9.9)) print }
        END { if (n != 1) print n, "rows" }' > wrong
verdict 'lies between 1 m and the end of its range'

# Everything at once, blocking DC twice, with neighbours and without.
cat > all.yaml <<'EOF'
lanereach: 1
interface: 100gbase-kr1
parts:
  - trace: megtron7-stripline-100ohm
    length: 2 in
  - capacitor: 0201-100nf
  - via: bga-0.8mm
    length: 1.5 mm
    stub: 0.2 mm
  - connector: backplane-112g
  - cable: twinax-26awg
    length: 0.4 m
  - connector: flyover-112g
  - capacitor: 0402-100nf
  - skew: 1 ps
  - attenuator: 0.5 dB
EOF
run com all.yaml --json
ended 0 'COM of a link of every part'
com() { sed -n 's/^	"com_db":	\([0-9.]*\),*/\1/p' out; }
alone=$(com)
grep -q 'the link, which blocks DC: no DC point; it is extrapolated' out ||
    cat out > wrong
verdict 'a blocked DC is told among the assumptions'
printf '%s\n' 'crosstalk:' '  - coupled: {neighbours: 2, pitch: 5 mm}' >> all.yaml
run com all.yaml --json
com | awk -v alone="$alone" '{ d = $1 - alone
    if (!(d < 0 && d > -0.3)) print $1, "and", alone }' > wrong
verdict 'neighbours that couple in vias and connectors only cost a little'
echo "1..$n"
