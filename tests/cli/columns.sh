#!/bin/sh
# columns.sh -- nothing that is meant for people is wider than 80 columns, but names of
# files, messages and what a page types.
. "$(dirname "$0")/tap.sh"
data=${LANEREACH_DATA:-.}

cat > link.yaml <<'EOF'
lanereach: 1
name: a link of many parts
interface: 100gbase-kr1
parts:
  - trace: megtron7-stripline-100ohm
    length: 2 in
  - via: bga-0.8mm
    length: 1 mm
    stub: 0.2 mm
  - connector: backplane-112g
  - capacitor: 0201-100nf
  - trace: megtron7-stripline-100ohm
    length: 6 in
    vary: length
crosstalk:
  - coupled: {neighbours: 2, pitch: 0.6 mm, direction: same}
EOF

# wide WHAT -- lines of `out` beyond 80 columns, told with what printed them.
wide() { awk -v what="$1" 'length > 80 && !/^(file|folder) / { print what ": " length ": " $0 }' out; }

for command in '' reach com loss eye budget line models net 'net info' 'net check' \
    'net convert' 'net cascade' 'net reorder' 'net mixed' 'net renormalise' \
    'net extract' 'net resample' 'net passivate' 'net diff' 'net deembed'; do
    # shellcheck disable=SC2086
    run $command --help
    wide "$command --help"
done > wrong
verdict '--help'

for view in loss ild icr icn erl tdr step pulse; do
    run loss link.yaml --view $view
    wide "loss --view $view"
done > wrong
verdict 'loss of a link'

for command in 'eye link.yaml' 'budget link.yaml' 'com link.yaml' \
    'com link.yaml --verbose' 'models' 'models megtron7 --verbose' \
    'models twinax-30awg-100ohm --verbose' 'models 100gbase-kr1 --verbose' \
    'line fr4-microstrip-50ohm' 'line twinax-30awg-100ohm --verbose' \
    'line fr4-microstrip-50ohm --tolerance width=5%,dk=2%' \
    'line megtron7-stripline-100ohm --solve zdiff=95' \
    'line megtron7-stripline-100ohm --view crosstalk' \
    'reach --rates 25 --media pcb-fr4 --verbose'; do
    # shellcheck disable=SC2086
    run $command
    wide "$command"
done > wrong
verdict 'tables'

for page in "$data"/man/*.[157]; do
    awk -v page="${page##*/}" '/^\.EX/ { inside = 1 } /^\.EE/ { inside = 0 }
        /^\$/ { csv = /csv/ }
        inside && !csv && !/^\$/ && !/^\.EX/ {
            line = $0
            gsub(/\\-/, "-", line)
            gsub(/\\\(../, "x", line)
            gsub(/\\&/, "", line)
            if (length(line) > 80 && line !~ /^lanereach/) print page ": " line }' "$page"
done > wrong
verdict 'examples of the pages'
echo "1..$n"
