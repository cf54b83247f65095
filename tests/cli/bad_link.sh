#!/bin/sh
# bad_link.sh -- a wrong link file is refused with its place, what is wrong and what
# would be right, and nothing is answered.
. "$(dirname "$0")/tap.sh"

# judge NAME TEXT -- of x.yaml.
judge() {
    run loss --json --at 5GHz x.yaml
    refused 2 "lanereach loss: $2" "$1"
}

# wrong NAME TEXT -- the link on standard input, which must be no pipe: a pipe would
# count in a shell of its own.
wrong() {
    cat > x.yaml
    judge "$@"
}

# part NAME TEXT LINE... -- a link with one trace and these lines behind it.
part() {
    name=$1 text=$2
    shift 2
    {
        echo 'lanereach: 1'
        echo 'interface: 100gbase-kr4'
        echo 'parts:'
        echo '  - trace: megtron7-stripline-100ohm'
        if [ $# -gt 0 ]; then printf '%s\n' "$@"; fi
    } > x.yaml
    judge "$name" "$text"
}
lengths='nm, um, mm, cm, m, km, mil, in, ft'

part 'a length without a unit' \
    "x.yaml:5:13: length: 7.3 has no unit; write 7.3 mm ($lengths)" '    length: 7.3'
part 'a unit of another dimension' \
    "x.yaml:5:13: length: '7.3 GHz' is a frequency; write a length with $lengths" \
    '    length: 7.3 GHz'
part 'an unknown unit' \
    "x.yaml:5:13: length: unknown unit 'furlong'; write a length with $lengths" \
    '    length: 7.3 furlong'
part 'a negative length' \
    "x.yaml:5:13: length: '-7.3 in' is out of range; write 1 um to 100 m" \
    '    length: -7.3 in'
part 'a length beyond all boards' \
    "x.yaml:5:13: length: '1e300 m' is out of range; write 1 um to 100 m" \
    '    length: 1e300 m'
part 'a number beyond all numbers' \
    "x.yaml:5:13: length: '1e400 m' is not a finite number" '    length: 1e400 m'
part 'a length that is not a number' \
    "x.yaml:5:13: length: 'nan in' is not a number; write a length like 4 mm" \
    '    length: nan in'
part 'a word for a length' \
    "x.yaml:5:13: length: 'long' is not a number; write a length like 4 mm" \
    '    length: long'
part 'a trace without a length' \
    "x.yaml:4:5: trace has no key 'length'; add it with a single value"
part 'a slip in a key' \
    "x.yaml:5:5: unknown key 'lenght' in trace; keys are trace, length, vary; did you mean 'length'?" \
    '    lenght: 7.3 in'
part 'a slip in a key of the link' \
    "x.yaml:6:1: unknown key 'parst' in a link; keys are lanereach, name, interface, parts, crosstalk, environment, target, grid, keywords, eye, fec; did you mean 'parts'?" \
    '    length: 7.3 in' 'parst: 3'
part 'two kinds in one part' \
    "x.yaml:5:5: a part is 'trace' and 'file' at once; write two parts" \
    '    file: x.s4p'
part 'a package in the middle' \
    'x.yaml:6:14: a package stands in the middle of the link; packages are the first or the last part, or next to a retimer' \
    '    length: 7.3 in' '  - package: ieee-bj-12mm' \
    '  - trace: megtron7-stripline-100ohm' '    length: 1 in'
part 'what cannot vary' "x.yaml:6:11: 'width' of a trace cannot vary; what can is length" \
    '    length: 7.3 in' '    vary: width'
part 'two parts that vary' 'x.yaml:9:5: two parts vary; one may' \
    '    length: 7.3 in' '    vary: length' '  - trace: megtron7-stripline-100ohm' \
    '    length: 1 in' '    vary: length'
part 'a temperature without a unit' \
    'x.yaml:6:28: temperature: 60 has no unit; write 60 degC (degC, K)' \
    '    length: 7.3 in' 'environment: {temperature: 60}'
part 'a temperature below absolute zero' \
    "x.yaml:6:28: temperature: '-300 degC' is not above absolute zero, -273.15 degC" \
    '    length: 7.3 in' 'environment: {temperature: -300 degC}'
part 'a step of zero' "x.yaml:6:14: step: '0 MHz' is not positive" \
    '    length: 7.3 in' 'grid: {step: 0 MHz}'
part 'an aggressor without a place' \
    'x.yaml:7:11: the link has 0 file parts, so that it is not clear which part this aggressor runs through; write replaces: N' \
    '    length: 7.3 in' 'crosstalk:' '  - fext: a.s4p'
part 'an aggressor of unknown ports' \
    'x.yaml:7:11: the port order of an aggressor cannot be found from its data; write ports: 13-24' \
    '    length: 7.3 in' 'crosstalk:' '  - fext: a.s4p' '    replaces: 1'
part 'an aggressor of both kinds' \
    'x.yaml:7:5: an aggressor is one of fext: FILE, next: FILE and coupled: {neighbours: 2, pitch: 0.6 mm}' \
    '    length: 7.3 in' 'crosstalk:' '  - fext: a.s4p' '    next: b.s4p'
coupled() {
    part "$1" "$2" '    length: 7.3 in' 'crosstalk:' "  - coupled: $3"
}
coupled 'neighbours without a pitch' \
    "x.yaml:7:14: coupled: the lanes of trace megtron7-stripline-100ohm need a pitch; write pitch: 0.6 mm" \
    '{neighbours: 2}'
coupled 'a pitch without neighbours' \
    "x.yaml:7:14: coupled has no key 'neighbours'; add it with a single value" \
    '{pitch: 0.6 mm}'
coupled 'a pitch without a unit' "x.yaml:7:37: pitch: 0.6 has no unit; write 0.6 mm ($lengths)" \
    '{neighbours: 2, pitch: 0.6}'
coupled 'no neighbours' \
    "x.yaml:7:27: neighbours: '0' is not a whole number from 1 to 15" \
    '{neighbours: 0, pitch: 0.6 mm}'
coupled 'sixteen neighbours' \
    "x.yaml:7:27: neighbours: '16' is not a whole number from 1 to 15" \
    '{neighbours: 16, pitch: 0.6 mm}'
coupled 'pairs that touch' \
    'x.yaml:7:37: pitch: at 0.381 mm the pairs of megtron7-stripline-100ohm touch, which are 0.381 mm wide; write more' \
    '{neighbours: 2, pitch: 0.381 mm}'
coupled 'lanes beyond the solver' \
    'x.yaml:7:37: pitch: with 3 lanes of megtron7-stripline-100ohm the conductors span 0.060381 m, more than 200 times the plane spacing of 0.000254 m; write less' \
    '{neighbours: 2, pitch: 30 mm}'
coupled 'an unknown direction' \
    "x.yaml:7:56: direction: 'sideways' is unknown; write same, opposite or alternating" \
    '{neighbours: 2, pitch: 0.6 mm, direction: sideways}'
coupled 'a slip in a key of coupled' \
    "x.yaml:7:15: unknown key 'neighbors' in coupled; keys are neighbours, pitch, direction; did you mean 'neighbours'?" \
    '{neighbors: 2, pitch: 0.6 mm}'
coupled 'neighbours that are no mapping' 'x.yaml:7:14: coupled is a single value; write a mapping' 2
part 'neighbours twice' 'x.yaml:8:5: coupled: is given twice; keep one, with all neighbours' \
    '    length: 7.3 in' 'crosstalk:' '  - coupled: {neighbours: 2, pitch: 0.6 mm}' \
    '  - coupled: {neighbours: 2, pitch: 0.6 mm}'
part 'neighbours that replace a part' \
    "x.yaml:8:5: unknown key 'replaces' in a coupled item; keys are coupled" \
    '    length: 7.3 in' 'crosstalk:' '  - coupled: {neighbours: 2, pitch: 0.6 mm}' \
    '    replaces: 1'
part 'crosstalk that is no list' 'x.yaml:6:12: crosstalk is a single value; write a list' \
    '    length: 7.3 in' 'crosstalk: none'

wrong 'an unknown interface' \
    "x.yaml:2:12: no interface '100gbase-xyz'; there are $(known interface); did you mean '100gbase-cr1'?" <<'EOF'
lanereach: 1
interface: 100gbase-xyz
parts:
  - trace: megtron7-stripline-100ohm
EOF
wrong 'an unknown stackup' \
    "x.yaml:4:12: no stackup 'unobtainium'; there are $(known stackup)" <<'EOF'
lanereach: 1
interface: 100gbase-kr4
parts:
  - trace: unobtainium
    length: 7.3 in
EOF
wrong 'a file that is not there' \
    'x.yaml:4:11: absent.s4p cannot be read: No such file or directory; write the path of a Touchstone file' <<'EOF'
lanereach: 1
interface: 100gbase-kr4
parts:
  - file: absent.s4p
EOF
wrong 'an unknown kind of part' \
    "x.yaml:4:5: 'through' is no kind of part; parts are package, trace, via, connector, capacitor, cable, redriver, retimer, optics, file, skew, attenuator" <<'EOF'
lanereach: 1
interface: 100gbase-kr4
parts:
  - through: hole
EOF
wrong 'a die that is neither' "x.yaml:5:10: die: 'maybe' is unknown; write none or reference" <<'EOF'
lanereach: 1
interface: 100gbase-kr4
parts:
  - package: ieee-bj-12mm
    die: maybe
EOF
wrong 'packages only' \
    'x.yaml:4:3: parts has only packages; a trace or a file between them is wanted' <<'EOF'
lanereach: 1
interface: 100gbase-kr4
parts:
  - package: ieee-bj-12mm
EOF
wrong 'no parts' "x.yaml:1:1: link has no key 'parts'; add it with a list" <<'EOF'
lanereach: 1
interface: 100gbase-kr4
EOF
wrong 'an empty list of parts' \
    'x.yaml:3:8: parts is empty; list the parts from transmitter to receiver' <<'EOF'
lanereach: 1
interface: 100gbase-kr4
parts: []
EOF
wrong 'another version of the format' \
    "x.yaml:1:12: lanereach: '99' is no format that this version reads; write lanereach: 1" <<'EOF'
lanereach: 99
EOF
wrong 'no version of the format' \
    "x.yaml:1:1: link has no key 'lanereach'; add it with a single value" <<'EOF'
name: a link
EOF
wrong 'a key twice' "x.yaml:3:1: key 'name' is given twice; keep one" <<'EOF'
lanereach: 1
name: one
name: two
EOF
wrong 'a list for a link' 'x.yaml:1:1: a link is a list; write a mapping' <<'EOF'
- 1
- 2
EOF
printf 'lanereach: 1\n\tname: x\n' > x.yaml
judge 'a tab before a key' 'x.yaml:2:1: a tab begins the line; indent with blanks'
echo 'a: &a [x, x]' > x.yaml
judge 'an anchor' "x.yaml:1:4: anchor '&a' is not taken; write the value where it is needed"
printf 'a: 1\nb: *a\n' > x.yaml
judge 'an alias' "x.yaml:2:4: alias '*a' is not taken; write the value itself"
echo '{{{{' > x.yaml
judge 'braces without an end' 'x.yaml:1:2: a key must be a plain word'
awk 'BEGIN { printf "a: "; for (i = 0; i < 5000; i++) printf "["; print "" }' > x.yaml
judge 'five thousand levels' 'x.yaml:1:35: nested deeper than 32 levels'
printf '\377\376\000' > x.yaml
judge 'bytes that are no text' \
    'x.yaml:1:1: invalid leading UTF-8 octet; this must be text in UTF-8'
: > x.yaml
judge 'an empty file' 'x.yaml: the file is empty'

run loss --json absent.yaml
refused 2 'lanereach loss: absent.yaml: cannot be read: No such file or directory' \
    'a link file that is not there'
mkdir folder
run com folder
refused 2 'lanereach com: folder: no .s4p file below it has thru in its name' \
    'a folder without channels'

card 3
run loss --set part[2].length=8in card.yaml
refused 2 "lanereach loss: --set 'part[2].length=8in': there is no part[2]; they count from 1" \
    'a part that is not there cannot be set'
run loss --set part[1].length=8 card.yaml
refused 2 "lanereach loss: --set: length: 8 has no unit; write 8 mm ($lengths)" \
    'a value that is set needs its unit'
run loss --set part[1].lenght=8in card.yaml
refused 2 "lanereach loss: --set: unknown key 'lenght' in trace; keys are trace, length, vary; did you mean 'length'?" \
    'a slip in what is set'
run loss --set part[1] card.yaml
refused 2 "lanereach loss: --set 'part[1]' is no assignment; write part[2].length=8in" \
    'what is set has a value'
run com --set A_w=0.5 card.yaml
refused 2 "lanereach com: --set: unknown key 'A_w' in a link; keys are lanereach, name, interface, parts, crosstalk, environment, target, grid, keywords, eye, fec" \
    'an unknown keyword of an interface'
sed '/vary/d' card.yaml > still.yaml
run reach still.yaml
refused 2 'lanereach reach: still.yaml: nothing varies, so there is no length to solve for; write vary: length in one part' \
    'reach of a link in which nothing varies'
run loss nothing
refused 2 "lanereach loss: nothing: no link 'nothing'; there are $(known link)" \
    'a word that is neither a file nor a link of the library'
run com dac-30aw
refused 2 "lanereach com: dac-30aw: no link 'dac-30aw'; there are $(known link); did you mean 'dac-30awg'?" \
    'a slip in the name of a link'
echo "1..$n"
