#!/bin/sh
# loss_write.sh -- the cascade of a link as a network file.
. "$(dirname "$0")/tap.sh"

cat > host.yaml <<'EOF2'
lanereach: 1
name: host
interface: 100gbase-kr1
parts:
  - {trace: megtron7-microstrip-100ohm, length: 1 in}
  - {trace: megtron7-stripline-100ohm, length: 4 in}
EOF2
figure() {
    cut -d , -f 3 out | sed 1d
}
run loss host.yaml --quiet --at 26GHz --csv -o host.s4p
figure > want
run loss host.s4p --quiet --ports 12-34 --at 26GHz --csv
figure | paste - want |
    awk '{ d = $1 - $2; if (NF != 2 || d > 1e-6 || d < -1e-6) print }' > wrong
verdict 'the network that is written has the loss of the link'

{
    echo 'lanereach: 1'
    echo 'interface: 100gbase-kr1'
    echo 'parts: [{file: host.s4p, ports: 12-34}, {trace: fr4-stripline-100ohm, length: 1 in}]'
} > twice.yaml
run loss twice.yaml --quiet --at 26GHz --csv -o twice.s4p
figure > want
run loss twice.s4p --quiet --ports 12-34 --at 26GHz --csv
figure | paste - want |
    awk '{ d = $1 - $2; if (NF != 2 || d > 1e-6 || d < -1e-6) print }' > wrong
verdict 'also of a link with a file'

{ cat host.yaml; echo 'crosstalk: [{coupled: {neighbours: 2, pitch: 0.7 mm}}]'; } > lanes.yaml
run loss lanes.yaml --quiet --at 26GHz --csv -o lanes.s12p
figure | sed -n 1p > want
run net extract lanes.s12p --ports halves -o victim.s4p
run loss victim_thru.s4p --quiet --ports 13-24 --at 26GHz --csv
figure | paste - want |
    awk '{ d = $1 - $2; if (NF != 2 || d > 1e-6 || d < -1e-6) print }' > wrong
[ -s victim_fext2.s4p ] || ls >> wrong
verdict 'lanes side by side are one network, from which the victim can be extracted'

run loss host.s4p --ports 12-34 -o again.s4p
refused 2 'lanereach loss: --output again.s4p writes the cascade of one link; of files, lanereach net cascade does' \
    'a file has no cascade'
run loss host.yaml -o host.s2p
refused 2 'lanereach loss: host.s2p: the network has 4 ports; name the file .s4p' 'a wrong ending'
run loss host.yaml --json -o answer.json
ended 0 'another name takes the answer'
grep -q '"sdd21_db"' answer.json || echo 'no answer' > wrong
verdict 'as before'
echo "1..$n"
