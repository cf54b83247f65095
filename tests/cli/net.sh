#!/bin/sh
# net.sh -- the network tools on files that are known in closed form: matched, lossy
# pairs, whose S21 is p = exp(-0.1 sqrt(f)) at the angle -180 f degrees, f in GHz.
. "$(dirname "$0")/tap.sh"

# pair FILE SCALE -- a 4-port 1->2, 3->4 that is SCALE times as long.
pair() {
    awk -v n="$2" 'BEGIN {
        print "# GHz S MA R 50"
        for (k = 1; k <= 200; k++) {
            f = 0.05 * k
            t = sprintf("%.12g %.12g", exp(-0.1 * n * sqrt(f)), -180 * f * n)
            z = "0 0"
            print f, z, t, z, z
            print t, z, z, z
            print z, z, z, t
            print z, z, t, z
        }
    }' > "$1"
}

# value PATH -- a number of the last answer, which was JSON.
value() {
    tr -d '\n' < out | sed "s/.*\"$1\":[ 	]*\\([-0-9.e+]*\\).*/\\1/"
}

# near NAME GOT WANT TOLERANCE
near() {
    if awk -v a="$2" -v b="$3" -v t="$4" 'BEGIN { d = a - b; exit !(d <= t && d >= -t) }'
    then ok "$1"; else
        echo "# $2 is not $3 within $4"
        not_ok "$1"
    fi
}

# same NAME FILE FILE DIFFERENCE -- two networks agree.
same() {
    run net diff --json "$2" "$3"
    near "$1" "$(value value)" 0 "$4"
}

pair one.s4p 1
pair two.s4p 2

run net cascade one.s4p one.s4p -o sum.s4p
ended 0 'two networks are cascaded'
same 'a cascade of two halves is the whole' sum.s4p two.s4p 1e-11

run net deembed two.s4p --left one.s4p -o rest.s4p
ended 0 'a known network is taken off'
same 'what is left is the other half' rest.s4p one.s4p 1e-11

if command -v "${LANEREACH_GNUPLOT:-gnuplot}" > /dev/null; then
    run net deembed two.s4p --left one.s4p -o rest.s4p --plot x.svg
    if [ "$status" = 0 ] && grep -q 'SDD21 de-embedded' x.svg; then
        ok 'and drawn'; else not_ok 'and drawn'; fi
else
    skip 'and drawn' 'gnuplot is not installed'
fi

run net mixed one.s4p -o mixed.s4p
ended 0 'to mixed mode'
same 'whose file says how to find the ports again' mixed.s4p one.s4p 1e-14
run net mixed one.s4p --touchstone 1.1 -o mixed.s4p
ended 2 'but not in version 1.1, which holds one reference'
run loss --json --at 7.3GHz one.s4p
near 'the differential loss of an uncoupled pair is that of a leg' "$(value sdd21_db)" \
    "$(awk 'BEGIN { print -2 * sqrt(7.3) / log(10) }')" 1e-3

run net convert one.s4p -o x.s4p
run net mixed --single-ended x.s4p -o y.s4p
refused 2 'lanereach net mixed: x.s4p: looks single-ended already: every port refers to 50 ohm '\
'and no mode stands out; a [Mixed-Mode Order] is undone by reading' \
    'legs are not taken for modes'
# What other programs write: modes in version 1.1 with the reference of the legs.
pair strong.s4p 1
awk 'NR == 1 { print; next }
     (NR - 2) % 4 == 0 { print $1, 0.3, 0, $4, $5, 0, 0, 0, 0; t = $4 " " $5; next }
     (NR - 2) % 4 == 1 { print t, "0 0 0 0 0 0"; next }
     (NR - 2) % 4 == 2 { print "0 0 0 0 -0.2 0", t; next }
     { print "0 0 0 0", t, "0 0" }' strong.s4p > modes.s4p
run net mixed --single-ended modes.s4p -o legs.s4p
ended 0 'modes in version 1.1 become legs'
run loss --json --ports 12-34 --at 7.3GHz legs.s4p
near 'whose differential loss is that of the mode' "$(value sdd21_db)" \
    "$(awk 'BEGIN { print -2 * sqrt(7.3) / log(10) }')" 1e-3

run net reorder one.s4p --order 2,1,4,3 -o turned.s4p
run net reorder turned.s4p --order 2,1,4,3 -o again.s4p
same 'ports turned twice are as they were' again.s4p one.s4p 0
run net reorder one.s4p --order 1,5 -o x.s2p
refused 2 "lanereach net reorder: --order '1,5': write ports from 1 to 4, each once, with \
commas: 2,1" 'a port that is none is refused'
run net diff one.s4p two.s4p --tolerance 1e-6
ended 1 'a difference above the tolerance is a missed target'
run net diff one.s4p sum.s4p --tolerance 2.5
ended 0 'and one below it is met'

run net renormalise one.s4p --zref 42.5ohm -o other.s4p
ended 0 'to another reference'
run net renormalise other.s4p --zref 50ohm -o again.s4p
same 'and back' again.s4p one.s4p 1e-13

for form in 'ri 1.1 Hz' 'ma 1.1 GHz' 'db 2.0 MHz' 'ri 2.0 kHz'; do
    set -- $form
    run net convert one.s4p -o "form.s4p" --format "$1" --touchstone "$2" --unit "$3"
    same "Touchstone $2 in $1 and $3 says the same" form.s4p one.s4p 2e-14
done
run net convert one.s4p -o table.csv
if [ "$(head -c 22 table.csv)" = 'freq_hz,s11_re,s11_im,' ] && [ "$(wc -l < table.csv)" = 201 ]
then ok 'CSV has a row for each frequency'; else not_ok 'CSV has a row for each frequency'; fi

run net resample one.s4p --step 100MHz --stop 5GHz -o slow.s4p
ended 0 'to another grid'
run net info --json slow.s4p
near 'which begins at DC' "$(value f_min_ghz)" 0 0
near 'and has the points that were asked for' "$(value points)" 51 0

run net extract --ports 13-24 one.s4p -o lane
refused 2 "lanereach net extract: --output 'lane': end the name in .s2p, .s4p, ... for \
Touchstone, or in .csv" 'an output without an extension is refused'
run net extract one.s4p -o lane.s4p
ended 0 'a victim is taken from a file'
same 'the only lane of a 4-port is the 4-port' lane_thru.s4p one.s4p 0

run net passivate one.s4p -o passive.s4p
same 'a passive network stays as it is' passive.s4p one.s4p 0
sed '2s/ 0\.97[0-9]* / 1.2 /' one.s4p > active.s4p
run net passivate --json active.s4p -o passive.s4p
near 'an active one is clipped' "$(value max_singular)" 1.2 1e-9
near 'by as much as it was too much' "$(value max_change)" 0.2 1e-9

run net check one.s4p
ended 0 'a good network passes'
awk 'NR > 1 && (NR - 2) % 4 == 0 { $4 *= 1.4 } { print }' one.s4p > poor.s4p
run net check poor.s4p
ended 1 'a poor one is a missed target'
if [ "$(head -n 1 out)" = POOR ]; then ok 'and says so first'; else not_ok 'and says so first'; fi

cp one.s4p keep.s4p
run net cascade one.s4p absent.s4p -o keep.s4p
ended 2 'a missing file is refused'
if cmp -s one.s4p keep.s4p; then ok 'and nothing is overwritten'; else
    not_ok 'and nothing is overwritten'; fi
awk 'NR == 1 || NR > 701' one.s4p > high.s4p
awk 'NR < 402' one.s4p > low.s4p
run net cascade low.s4p high.s4p --ports 13-24 -o sum.s4p
refused 2 'lanereach net cascade: 0 points of the networks before it lie in the band of '\
'high.s4p, 8.8 to 10 GHz; at least two are needed' 'bands that do not meet are refused'
run net passivate one.s4p -o ./one.s4p
refused 2 'lanereach net passivate: ./one.s4p is one of the inputs; write to another file' \
    'an input is not replaced by an output'
run net info keep.s4p -o keep.s4p
refused 2 'lanereach net info: --output keep.s4p is one of the inputs; the answer would '\
'replace it' 'nor by an answer'
awk 'BEGIN { print "# Hz S MA R 50"; for (k = 1; k <= 201; k++) print k * 1e7, 0.5, -k }' > one.s2p
run net info one.s2p
refused 2 'lanereach net info: one.s2p: the data are those of 1 ports, not of 2; rename the '\
'file to .s1p' 'a 1-port under another name is refused'
run net convert one.s4p -o table.csv --format db
refused 2 'lanereach net convert: --touchstone, --format and --unit are of Touchstone files; '\
'CSV has Hz, real and imaginary parts' 'CSV has no format to choose'
run net cascade one.s4p -o sum.s4p
refused 2 'lanereach net cascade: two files or more are wanted, in the order of the signal' \
    'a cascade of one file is refused'
run net convert one.s4p
refused 2 'lanereach net convert: --output is missing: the file that the network is written '\
'to, -o FILE.s4p' 'an output must be named'
run net deembed two.s4p -o x.s4p
refused 2 'lanereach net deembed: what is to be taken off? give either --thru 2x-thru, or '\
'--left and --right networks that are known' 'what to take off must be named'
run net diff one.s4p
refused 2 'lanereach net diff: two files are wanted: lanereach net diff A B' \
    'a difference needs two files'
run net frobnicate
refused 2 "lanereach: unknown command 'net frobnicate'; lanereach net --help lists them" \
    'an unknown tool is refused'
run net convert one.s4p -o x.s4p --format xy
ended 2 'an unknown format is refused'
echo "1..$n"
