#!/bin/sh
# segments.sh -- a link with retimers: each segment has the margins that it has as a link of
# its own, the link passes when all do, and reach solves the one that varies.
. "$(dirname "$0")/tap.sh"

# link FILE INTERFACE PART... -- writes a link; a part is the line behind its dash.
link() {
    file=$1
    printf '%s\n' 'lanereach: 1' "name: ${file%.yaml}" "interface: $2" \
        'environment: {temperature: 30 degC}' parts: > "$file"
    shift 2
    printf '  - %s\n' "$@" >> "$file"
}

# of KEY DEPTH -- the numbers of a key that is indented by so many tabs in the last JSON.
of() {
    awk -v key="\"$1\":" -v depth="$2" \
        '$1 == key && match($0, /^\t*/) && RLENGTH == depth { sub(/,$/, "", $2); print $2 }' out
}

# close A B -- two files of numbers: the same to 1e-12 of them.
close_to() {
    paste "$1" "$2" | awk '{ d = $1 - $2; m = $1 < 0 ? -$1 : $1
        if ($1 == "" || $2 == "" || d > 1e-12 * m || -d > 1e-12 * m) print $1, "is not", $2 }
        END { if (!NR) print "nothing to compare" }'
}

near='{trace: megtron7-microstrip-100ohm, length: 7.3 in}'
far='{trace: megtron7-stripline-100ohm, length: 13.1 in}'
varied='{trace: megtron7-stripline-100ohm, length: 13.1 in, vary: {key: length, from: 50 mm, to: 1.5 m}}'
beside='crosstalk: [{coupled: {neighbours: 2, pitch: 0.9 mm}}]'
link two.yaml cei-56g-mr-pam4 "$near" '{retimer: retimer-112g, interface: 100gbase-kr4}' "$far"
link first.yaml cei-56g-mr-pam4 "$near"
link second.yaml 100gbase-kr4 "$far"
for file in two first second; do
    { cat $file.yaml; echo "$beside"; } > lanes.$file.yaml
done

# ---- margins ------------------------------------------------------------------

for kind in '' lanes.; do
    for file in first second; do
        run com --json ${kind}$file.yaml
        of com_db 1
    done > want
    run eye --json ${kind}two.yaml
    { [ "$status" = 0 ] || cat err; of com_db 3 > got; close_to want got; } > wrong
    verdict "segments have the COM of links of their own${kind:+, with neighbours}"
done
for number in 1 2; do
    run com --json two.yaml --segment $number
    of com_db 1
done > got
run eye --json two.yaml
of com_db 3 > want
close_to want got > wrong
verdict 'com judges the segment that it is told'

of margin_db 3 > margins
of tightest_segment 1 > named
awk '{ if (NR == 1 || $1 < least) { least = $1; at = NR } } END { print at }' margins |
    diff - named > wrong
verdict 'the segment with the least margin is named'
run eye two.yaml --set part[3].length=60in
ended 1 'a segment that fails fails the link'
grep -qx 'FAIL  two, 2 segments; 2 fails first' out || cat out > wrong
verdict 'and is named'
run eye two.yaml --set part[1].length=120in
{ [ "$status" = 1 ] || echo "exit status $status"
    grep -qx 'FAIL  two, 2 segments; 1 fails first' out || head -n 1 out; } > wrong
verdict 'wherever it is'

# What stands next to a retimer is the package of that end.
sed 's/100gbase-kr4}/&\
  - package: ieee-bj-12mm/' two.yaml > packed.yaml
link alone.yaml 100gbase-kr4 'package: ieee-bj-12mm' "$far"
run com --json alone.yaml
of com_db 1 > want
run com --json packed.yaml --segment 2
of com_db 1 > got
{ close_to want got; run com --json second.yaml; of com_db 1 | diff -q want - > same &&
    echo 'the package changes nothing'; } > wrong
verdict 'a package next to a retimer is that of its segment'

# Measured aggressors belong to the segment of the part that they stand in for.
run loss two.yaml --segment 2 --output far.s4p
ended 0 'the cascade of a segment as a file'
link fext.yaml 100gbase-kr4 '{trace: fr4-stripline-100ohm, length: 2 in}' 'attenuator: 25 dB'
run loss fext.yaml --output fext.s4p
link crossed.yaml 100gbase-kr4 "$near" 'retimer: retimer-112g' 'file: far.s4p'
link crossed2.yaml 100gbase-kr4 'file: far.s4p'
for file in crossed crossed2; do echo 'crosstalk: [{fext: fext.s4p}]' >> $file.yaml; done
run com --json crossed2.yaml
of com_db 1 > want
run eye --json crossed.yaml
of com_db 3 | tail -n 1 > got
{ close_to want got; grep -o '"crosstalk":.*"' out; } > wrong.all
grep -v crosstalk wrong.all > wrong
grep crosstalk wrong.all | sed 's/.*:[^"]*//' > told
printf '"%s"\n' 'no crosstalk modelled' '1 FEXT, 0 NEXT' | diff - told >> wrong
verdict 'an aggressor runs through one segment'

# ---- FEC ----------------------------------------------------------------------

# spans FEC FEC -- first, last and summed DER_0 of each span of three segments.
spans() {
    link three.yaml 100gbase-kr4 "$near" "{retimer: retimer-112g, fec: $1}" "$near" \
        "{retimer: retimer-112g, fec: $2}" "$near"
    run eye --json three.yaml
    { of first_segment 3; of last_segment 3; of der_0_sum 3; } | paste -s -d ' ' -
}
{
    spans pass pass
    spans terminate pass
    spans terminate terminate
} > got
of com_db 3 | sort -u | wc -l > equal
# DER_0 of 100GBASE-KR4 is 1e-5.
printf '%s\n' '1 3 3.0000000000000004e-05' '1 2 1 3 1e-05 2e-05' \
    '1 2 3 1 2 3 1e-05 1e-05 1e-05' | diff - got > wrong
verdict 'errors add until a retimer corrects them'
[ "$(cat equal)" = 1 ] || cat equal > wrong
verdict 'equal segments have equal margins'

# Errors before FEC: their sum over a span; of NRZ DER_0 where COM is what is asked for, and
# somewhat more, as A_ni is that of a Gaussian cut at Q sigma.
run eye --json two.yaml
{ of ber_pre_fec 3 | awk 'NR < 3 { sum += $1 } NR == 3 { if (sum != $1) print sum, "is not", $1 }
      END { if (NR != 3) print NR, "error ratios" }'
    com=$(of com_db 3 | tail -n 1)
    run eye --json second.yaml --set target.com="${com}dB"
    of ber_pre_fec 3 | awk 'NR == 1 { if ($1 < 1e-5 || $1 > 1.2e-5) print $1, "is not DER_0" }'
} > wrong
verdict 'error ratios add within a span'

# ---- budget and reach -----------------------------------------------------------

run budget --json two.yaml
of total_db 3 > got
for file in first second; do run budget --json $file.yaml; of total_db 1; done > want
close_to want got > wrong
verdict 'a budget has the loss of every segment'
run budget --csv two.yaml
cut -d , -f 1,2,10 out | sed 1d > got
printf '%s\n' 1,trace,1 2,retimer,2 3,trace,2 | diff - got > wrong
verdict 'parts count through all segments'

link vary.yaml 100gbase-kr4 "$near" 'retimer: retimer-112g' "$varied" 'retimer: retimer-112g' "$near"
link vary1.yaml 100gbase-kr4 "$varied"
run reach --json vary1.yaml
of reach_m 3 > want
run reach --json vary.yaml
{ [ "$status" = 0 ] || cat err; of reach_m 3 > got; close_to want got; } > wrong
verdict 'the reach between two retimers is that of the segment'
run reach --json vary.yaml --set part[5].length=80in
{ of reach_m 3 | grep -vx null
    grep -q '"reason":[[:space:]]*"segment_3_fails"' out || cat out; } > wrong
verdict 'a segment that fails at any length leaves none'
for threads in 1 4; do
    run eye vary.yaml --json --threads $threads
    cp out threads.$threads
    run reach vary.yaml --json --threads $threads
    cat out >> threads.$threads
done
diff threads.1 threads.4 > wrong
verdict 'one thread and four give the same digits'

# ---- what is refused --------------------------------------------------------------

run com two.yaml
refused 2 'lanereach com: two.yaml has 2 segments, which lanereach eye judges together; write --segment 1 to 2' \
    'com wants to know which segment'
run loss two.yaml
refused 2 'lanereach loss: two.yaml has 2 segments, which lanereach eye judges together; write --segment 1 to 2' \
    'and loss'
run budget two.yaml --segment 3
refused 2 "lanereach budget: --segment '3': two has 2 segments; write a number from 1 to 2" \
    'a segment that is not there'
run com first.yaml --segment 2
refused 2 "lanereach com: --segment '2': first has 1 segment; write a number from 1 to 1" \
    'nor in a link without retimers'
run com far.s4p --interface 100gbase-kr4 --segment 1
refused 2 'lanereach com: --segment: far.s4p is a Touchstone file; a link file can have segments' \
    'a file has none'
run loss far.s4p --segment 1
refused 2 'lanereach loss: --segment: far.s4p is a Touchstone file; a link file can have segments' \
    'nor for loss'
run budget two.yaml --plot x.svg
refused 2 'lanereach budget: --plot draws one segment; write --segment 1 to 2' 'one picture'

# wrong_link TEXT PART... -- is refused with this text.
wrong_link() {
    text=$1
    shift
    link x.yaml 100gbase-kr4 "$@"
    [ -z "$tail" ] || echo "$tail" >> x.yaml
    run eye x.yaml
    refused 2 "lanereach eye: x.yaml:$text" "${text#*: }"
}
tail=
retimer='retimer: retimer-112g'
wrong_link '6:14: a retimer is the first part of the link; it stands between two others' \
    "$retimer" "$near"
wrong_link '7:14: a retimer is the last part of the link; it stands between two others' \
    "$near" "$retimer"
wrong_link '8:14: nothing but packages lies in front of this retimer; a trace, a cable or a file is wanted there' \
    "$near" "$retimer" "$retimer" "$near"
wrong_link '8:14: nothing but a package lies behind the last retimer; a trace, a cable or a file is wanted there' \
    "$near" "$retimer" 'package: ieee-bj-12mm'
wrong_link '7:14: a package stands in the middle of the link; packages are the first or the last part, or next to a retimer' \
    "$near" 'package: ieee-bj-12mm' "$near" "$retimer" "$near"
wrong_link "7:14: active part 'acc-112g' is a redriver, no retimer" \
    "$near" 'retimer: acc-112g' "$near"
wrong_link "7:15: active part 'retimer-112g' is a retimer, no redriver" \
    "$near" 'redriver: retimer-112g' "$near"
wrong_link "7:34: fec: 'stop' is unknown; write pass or terminate" \
    "$near" '{retimer: retimer-112g, fec: stop}' "$near"
wrong_link "7:29: unknown key 'latency' in retimer; keys are retimer, interface, fec" \
    "$near" '{retimer: retimer-112g, latency: 2 ns}' "$near"
tail='crosstalk: [{fext: fext.s4p, replaces: 2}]'
wrong_link '9:40: replaces: part 2 is a retimer, in which aggressors end; they count from 1' \
    "$near" "$retimer" "$near"
tail=
link x.yaml 100gbase-kr4 "$near" '{retimer: retimer-112g, interface: 100gbase-kr5}' "$near"
run eye x.yaml
{ [ "$status" = 2 ] || echo "exit status $status"
    grep -q "^lanereach eye: x.yaml:7:40: no interface '100gbase-kr5'" err || cat err; } > wrong
verdict 'an unknown interface of a retimer'
mkdir -p own/models/active
sed 's/name: retimer.*/name: bad/; /^aliases/d; /^power:$/,$d' \
    "$LANEREACH_DATA/models/active/retimer-112g.yaml" > own/models/active/bad.yaml
echo 'power: -1 W' >> own/models/active/bad.yaml
link x.yaml 100gbase-kr4 "$near" 'retimer: bad' "$near"
run eye x.yaml --data own
grep -q 'bad.yaml:[0-9]*:8: power: -1 is negative$' err || cat err > wrong
verdict 'a negative power'
echo "1..$n"
