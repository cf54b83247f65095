#!/bin/sh
# models.sh -- the whole library can be read as answers read it; a user's own folder is
# checked, and every fault that is planted in it is found; models are listed and sought.
. "$(dirname "$0")/tap.sh"

run models --check
ended 0 'every model of the library can be read'
sed -n 's/^PASS  \([0-9]*\) models checked, 0 wrong$/\1/p' out > count
find "$LANEREACH_DATA/models" -name '*.yaml' | wc -l | tr -d ' ' | diff - count > wrong
verdict 'and every file of it is'

# put KIND NAME -- a model of one's own, its lines behind the head on standard input.
put() {
    mkdir -p "own/models/$1"
    { printf 'lanereach: 1\nkind: %s\nname: %s\ntitle: a title\n' "$1" "$2"; cat; } \
        > "own/models/$1/$2.yaml"
}

# fault NAME TEXT -- the folder own has one fault; it is emptied for the next.
fault() {
    run models --check own
    {
        [ "$status" = 1 ] || echo "exit status $status, not 1"
        [ ! -s "$tmp/err" ] || cat "$tmp/err"
        printf '%s\n' "$2" 'FAIL  1 models checked, 1 wrong' | diff - "$tmp/out"
    } > "$tmp/wrong"
    verdict "$1"
    rm -r own
}

head='source: this test
grade: assumed'
put material foamy <<EOF
$head
dk: 2
df: 0.001
freq: 1 GHz
f_low: 1 kHz
f_high: 1 THz
EOF
run models --check own
grep -q '^PASS  1 models checked, 0 wrong$' out && : > wrong || cat out err > wrong
verdict "a user's own material is good"
rm -r own
put material a <<EOF
grade: assumed
dk: 3
df: 0.01
freq: 1 GHz
f_low: 1 kHz
f_high: 1 THz
EOF
fault 'a model without a source' "own/models/material/a.yaml:1:1: the model has no key 'source'; add it with a single value"
put material a <<EOF
$head
dk: 0.5
df: 0.01
freq: 1 GHz
f_low: 1 kHz
f_high: 1 THz
EOF
fault 'a permittivity below that of nothing' "own/models/material/a.yaml:7:5: dk: 0.5 is out of range; write 1 to 100"
put material a <<EOF
$head
dk: 3
df: 0.01
freq: 1 mm
f_low: 1 kHz
f_high: 1 THz
EOF
fault 'a frequency in millimetres' "own/models/material/a.yaml:9:7: freq: '1 mm' is a length; write a frequency with Hz, kHz, MHz, GHz, THz"
put interface i <<EOF
source: this test
grade: good
lane_rate: 1 Gb/s
EOF
fault 'a grade that is none' "own/models/interface/i.yaml:6:8: grade: 'good' is unknown; write published, measured, derived, assumed or unverified"
put interface i <<EOF
$head
base: i
lane_rate: 1 Gb/s
EOF
fault 'an interface that is its own base' 'own/models/interface/i.yaml:7:7: base i has a base itself; write that one'
put interface i <<EOF
$head
lane_rate: 25 Gb/s
criterion: loss
f_b: 25 GBd
L: 2
EOF
fault 'a judge by loss without limits' 'own/models/interface/i.yaml:1:1: criterion: loss needs limits'
put medium m <<EOF
$head
link: nolink
lanes:
  - {rate: 25 Gb/s, interface: 100gbase-kr4}
EOF
fault 'a medium whose link is not there' "own/models/medium/m.yaml:7:7: no link 'nolink'; there are $(known link)"
put cable c <<EOF
$head
stackup: nowhere
EOF
fault 'a cable whose cross-section is not there' "own/models/cable/c.yaml:7:10: no stackup 'nowhere'; there are $(known stackup)"
mkdir -p own/models/conector
echo 'lanereach: 1' > own/models/conector/c.yaml
fault 'a kind that is none' 'own/models/conector/c.yaml: nobody looks here; models are in models/KIND/NAME.yaml'
put active r <<EOF
$head
type: repeater
EOF
run models --check own
ended 1 'an active part of no type'
rm -r own
run models --check "$tmp"
refused 2 "lanereach models: $tmp: has no models/ in it; name the folder that holds models/" \
    'a folder without models'

# ---- lists ----------------------------------------------------------------------
run models via --csv
cut -d, -f1 out | sed 1d | sort -u | diff - - > wrong <<EOF
via
EOF
cut -d, -f1 out | sed 1d | sort -u > kinds
echo via | diff - kinds > wrong
verdict 'a kind is listed by its name'
run models --kind via --csv
cp out flag
run models via --csv
diff flag out > wrong
verdict 'as it is by --kind'
run models MEGTRON --csv
sed 1d out | cut -d, -f1,2 > found
{ grep -q '^material,megtron7$' found && grep -q '^stackup,megtron7-' found; } && : > wrong ||
    cat found > wrong
verdict 'a word finds all models that speak of it'
run models nosuchthing
refused 2 "lanereach models: there is no model 'nosuchthing', and none that speaks of it; lanereach models lists them" \
    'a word that nobody speaks'
echo "1..$n"
