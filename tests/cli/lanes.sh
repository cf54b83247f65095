#!/bin/sh
# lanes.sh -- a link with neighbours says so in every answer, and its crosstalk is theirs.
. "$(dirname "$0")/tap.sh"

# has TEXT NAME -- the last run ended well and printed this line.
has() {
    {
        [ "$status" = 0 ] || { echo "exit status $status"; cat err; }
        grep -qxF -- "$1" out || cat out
    } > wrong
    verdict "$2"
}

# value KEY -- the first number of that key in the JSON of the last run.
value() { sed -n 's/^[ \t]*"'"$1"'":[ \t]*\([-0-9.e+]*\),*$/\1/p' out | head -n 1; }

# less A B NAME -- numbers.
less() {
    if awk -v a="$1" -v b="$2" 'BEGIN { exit !(a != "" && b != "" && a + 0 < b + 0) }'
    then ok "$3"; else echo "# $1 is not below $2"; not_ok "$3"; fi
}

card 3
sed 's/stripline/microstrip/; s/7.3 in/2 in/' card.yaml > alone.yaml
{ cat alone.yaml; printf '%s\n' 'crosstalk:' '  - coupled: {neighbours: 2, pitch: 0.9 mm}'
} > lanes.yaml

run com --quiet alone.yaml
has 'channel    card, no crosstalk modelled' 'com: a link alone has none'
run com --quiet lanes.yaml
has 'channel    card, 2 neighbours at 0.9 mm, same direction' 'com: neighbours are told'
run com --quiet --set crosstalk[1].coupled.direction=alternating lanes.yaml
has 'channel    card, 2 neighbours at 0.9 mm, alternating directions' \
    'com: and how they run'
run reach --quiet --json --set part[1].vary.to=60mm lanes.yaml
sed -n 's/^[ \t]*"crosstalk":[ \t]*"\(.*\)",*$/\1/p' out > told
echo '2 neighbours at 0.9 mm, same direction' | diff - told > wrong
verdict 'reach: neighbours are told'

run com --json alone.yaml
com=$(value com_db)
run com --json lanes.yaml
less "$(value com_db)" "$com" 'com: neighbours cost margin'
{ grep -c '"name":[[:space:]]*"neighbour [12]' out; grep -c '"kind":[[:space:]]*"FEXT"' out
    grep -c '"file":[[:space:]]*"neighbour' out; } > told     # in channels[], and at the top
printf '4\n4\n0\n' | diff - told > wrong
verdict 'com: JSON lists them as aggressors, but as no files'
run loss --json --set crosstalk[1].coupled.pitch=1.3mm lanes.yaml
icn=$(value icn_mv)
run loss --json lanes.yaml
less "$icn" "$(value icn_mv)" 'loss: ICN falls with the pitch'
run loss --view icn --quiet lanes.yaml
printf '%s\n' 'neighbour 1 (right) 50.0' 'neighbour 2 (left) 50.0' > share
sed -n 's/^\(neighbour.*)\) *FEXT *[0-9.]* *\([0-9.]*\)$/\1 \2/p' out | diff - share > wrong
verdict 'loss: both sides have half of the power'

for threads in 1 2; do
    run com --json --threads $threads lanes.yaml
    grep -v '"seconds"' out > "threads$threads"
done
diff threads1 threads2 > wrong
verdict 'the number of threads changes nothing'

run com --set RX_CALIBRATION=1 --set crosstalk[1].coupled.neighbours=1 lanes.yaml
refused 2 'lanereach com: RX_CALIBRATION: the noise comes through a file, --next or --fext, not through a neighbour; leave coupled: out' \
    'a neighbour is no source of a calibration'

cat > line.s4p <<'EOF'
# GHz S RI R 50
0 0 0 1 0 0 0 0 0
  1 0 0 0 0 0 0 0
  0 0 0 0 0 0 1 0
  0 0 0 0 1 0 0 0
30 0 0 1 0 0 0 0 0
  1 0 0 0 0 0 0 0
  0 0 0 0 0 0 1 0
  0 0 0 0 1 0 0 0
EOF
cat > file.yaml <<'EOF'
lanereach: 1
interface: 100gbase-kr4
parts:
  - {file: line.s4p, ports: 13-24}
crosstalk:
  - coupled: {neighbours: 2, pitch: 0.6 mm}
EOF
run loss file.yaml
refused 2 'lanereach loss: file.yaml:6:5: coupled: lanes couple in no part of the link; that takes a trace, a file with neighbours, or a model with crosstalk' \
    'neighbours need a part in which they couple'
echo "1..$n"
