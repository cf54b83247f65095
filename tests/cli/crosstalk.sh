#!/bin/sh
# crosstalk.sh -- lanes that couple in connectors and vias, and files of many ports that hold
# the victim with its neighbours.
. "$(dirname "$0")/tap.sh"

# value KEY -- the first number of that key in the JSON of the last run.
value() { sed -n 's/^[ \t]*"'"$1"'":[ \t]*\([-0-9.e+]*\),*$/\1/p' out | head -n 1; }

# same WANT NAME -- ICN of the last run, to a billionth.
same() {
    {
        [ "$status" = 0 ] || { echo "exit status $status"; cat err; }
        awk -v a="$(value icn_mv)" -v b="$1" 'BEGIN { d = a / b - 1
            if (!(b > 0 && d < 1e-9 && d > -1e-9)) print a, "is not", b }'
    } > wrong
    verdict "$2"
}

# told TEXT NAME -- the last run has this in what it prints.
told() {
    grep -qF -- "$1" out || cat out > wrong
    [ "$status" = 0 ] || cat err >> wrong
    verdict "$2"
}

# modelled NEIGHBOURS -- a link of connectors between vias, on a short grid.
modelled() {
    cat <<EOF
lanereach: 1
interface: 100gbase-kr4
grid: {step: 50 MHz, stop: 26 GHz}
parts:
  - {via: bga-0.8mm, length: 1.2 mm, stub: 0.2 mm}
  - connector: backplane-112g
  - capacitor: 0201-100nf
  - {via: press-fit-1.3mm, length: 2 mm}
  - capacitor: 0402-100nf
crosstalk:
  - coupled: {neighbours: $1, direction: alternating}
EOF
}
: > wrong
modelled 2 > models.yaml
run loss models.yaml --json
icn=$(value icn_mv)
told '2 neighbours, alternating directions' 'models couple without a pitch'
told 'neighbours do not couple in: capacitor (parts 3, 5)' 'parts that do not are told'

run loss models.yaml --json -o all.s12p
run com --json --threads 1 models.yaml
grep -v '"seconds"' out > threads1
run com --json --threads 2 models.yaml
grep -v '"seconds"' out | diff threads1 - > wrong
verdict 'the number of threads changes nothing'

# file NEIGHBOURS LINE... -- a link of one part, which is these lines.
file() {
    count=$1
    shift
    printf '%s\n' 'lanereach: 1' 'interface: 100gbase-kr4' 'parts:' "$@" 'crosstalk:' \
        "  - coupled: {neighbours: $count, direction: alternating}" > file.yaml
}
file 2 '  - file: all.s12p' '    ports: 1,2-7,8' '    neighbours:' '      - 3,4-9,10' \
    '      - 5,6-11,12'
run loss file.yaml --json
same "$icn" 'a file of the lanes has the crosstalk of the parts that it was made of'
file 2 '  - connector: all.s12p' '    ports: 1,2-7,8' '    neighbours:' '      - 3,4-9,10' \
    '      - 5,6-11,12'
run loss file.yaml --json
same "$icn" 'also as a connector'
mkdir lab
cp all.s12p lab
printf '%s\n' 'lanereach: 1' 'file: all.s12p' 'ports: 1,2-7,8' \
    'neighbours: ["3,4-9,10", "5,6-11,12"]' > lab/own.yaml
file 2 '  - connector: lab/own.yaml'
run loss file.yaml --json
same "$icn" "and as a connector's model, which lies beside its file"
file 4 '  - file: all.s12p' '    ports: 1,2-7,8' '    neighbours:' '      - 3,4-9,10' \
    '      - 5,6-11,12'
run loss file.yaml --json
same "$icn" 'more neighbours add nothing'
told 'all.s12p holds 2 of the 4 neighbours; the others run past it uncoupled, each like the victim' \
    'as is told'

# FEXT comes from the near end of a neighbour, NEXT from its far end.
printf '%s\n' 'lanereach: 1' 'interface: 100gbase-kr4' 'parts:' '  - file: all.s12p' \
    '    ports: 1,2-7,8' 'crosstalk:' '  - {fext: all.s12p, ports: "3,4-7,8"}' \
    '  - {next: all.s12p, ports: "11,12-7,8"}' > file.yaml
run loss file.yaml --json
same "$icn" 'one file also gives aggressors with ports of their own'

file 2 '  - file: all.s12p' '    ports: 1,2-7,8' '    neighbours:' '      - 3,4-9,10' \
    '      - 5,6-11,10'
run loss file.yaml
refused 2 'lanereach loss: file.yaml:8:9: neighbours: port 10 stands twice; it belongs to one end of one lane' \
    'a port twice'
file 2 '  - file: all.s12p' '    ports: 1,2-7,8' '    neighbours: ["3,4-9,13"]'
run loss file.yaml
refused 2 'lanereach loss: file.yaml:6:18: neighbours: there is no port 13 in all.s12p; they count from 1 to 12' \
    'a port that is none'
file 2 '  - file: all.s12p'
run loss file.yaml
refused 2 'lanereach loss: file.yaml:4:11: all.s12p has 12 ports; write those of the lane with commas, near pair and far, as ports: 1,2-7,8' \
    'a file of many ports without ports'
file 2 '  - connector: osfp-112g' '    ports: 12-34'
run loss file.yaml
refused 2 "lanereach loss: file.yaml:5:5: ports: 'osfp-112g' is a model, which tells its own ports; only behind connector: FILE.s4p they stand here" \
    'ports of a model'
file 2 '  - capacitor: 0201-100nf'
run loss file.yaml
refused 2 'lanereach loss: file.yaml:6:5: coupled: lanes couple in no part of the link; that takes a trace, a file with neighbours, or a model with crosstalk' \
    'neighbours need a part in which they couple'
echo "1..$n"
