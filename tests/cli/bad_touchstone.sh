#!/bin/sh
# bad_touchstone.sh -- a wrong Touchstone file is refused with line and column, never
# guessed at; an odd but right one gives the answer of its clean twin.
. "$(dirname "$0")/tap.sh"

# wrong FILE TEXT NAME LINE...
wrong() {
    file=$1 text=$2 name=$3
    shift 3
    printf '%s\n' "$@" > "$file"
    run loss --json "$file"
    refused 2 "lanereach loss: $file$text" "$name"
}
option='# GHz S RI R 50'
first='0.1 0 0 .9 0 .9 0 0 0'
second='0.2 0 0 .8 0 .8 0 0 0'

wrong x.s2p ':3:12: '"'banana' is not a number; data rows hold numbers only, comments begin with '!'" \
    'a word among the data' "$option" "$first" '0.2 0 0 .9 banana .9 0 0 0'
wrong x.s2p ":3:12: 'nan' is not a finite number; lanereach net convert --repair drops such points" 'a value that is none' \
    "$option" "$first" '0.2 0 0 .9 nan .9 0 0 0'
wrong x.s2p ":3:12: '1e999' is too large for a number" 'a value beyond all numbers' \
    "$option" "$first" '0.2 0 0 .9 1e999 .9 0 0 0'
wrong x.s2p ':3:1: the last point is cut short: it has 8 of its 9 numbers, 1 missing' \
    'a file that ends early' "$option" "$first" '0.2 0 0 .9 0 .9 0 0'
wrong x.s2p ':3:1: frequency 0.1 GHz follows 0.2 GHz; frequencies must increase, or a number is missing or too many before; lanereach net convert --repair sorts and merges points' \
    'frequencies that fall' "$option" "$second" "$first" '0.3 0 0 .9 0 .9 0 0 0'
wrong x.s2p ':3:1: frequency 0.2 GHz is there twice; frequencies must increase; lanereach net convert --repair merges such points' \
    'a frequency twice' "$option" "$second" "$second"
wrong x.s2p ':2:1: frequency -0.1 GHz is negative' 'a negative frequency' \
    "$option" "-$first" "$second"
wrong x.s2p ':2:1: only one frequency point; a response needs at least two' 'a single point' \
    "$option" "$first"
wrong x.s2p ':1:1: no option line before the data; write one like # GHz S RI R 50' \
    'no option line' "$first" "$second"
wrong x.s2p ":1:3: unknown option 'PHz'; an option line is # Hz|kHz|MHz|GHz S|Y|Z|G|H MA|DB|RI R ohms" \
    'an unknown unit' '# PHz S RI R 50' "$first" "$second"
wrong x.s2p ':3:1: the Y-parameters at 0.2 GHz have no S-parameters: the system to solve is singular' \
    'admittances without S-parameters' '# GHz Y RI R 50' "$first" '0.2 -1 0 0 0 0 0 -1 0'
wrong x.s2p ":1:15: reference '(10+10j)' is complex; references must be real: renormalise where the file was made, to R 50" \
    'a complex reference' '# GHz S RI R  (10+10j)' "$first" "$second"
wrong x.s2p ':1:14: reference -50 ohm is not positive' 'a negative reference' \
    '# GHz S RI R -50' "$first" "$second"
two='[Version] 2.0'
wrong x.s4p ':4:1: [Number of Ports] is missing before the data; write one like [Number of Ports] 4' \
    'version 2 without a port count' "$two" "$option" '[Number of Frequencies] 2' '[Network Data]' \
    "$first" "$second" '[End]'
wrong x.s4p ':3:19: [Number of Ports] is 2, the extension .s4p says 4; rename the file to .s2p or .ts' \
    'version 2 of other ports' "$two" "$option" '[Number of Ports] 2'
wrong x.s2p ':5:25: [Number of Frequencies] is 3, the data hold 2; correct it, or the file is damaged' \
    'version 2 with another count' "$two" "$option" '[Number of Ports] 2' \
    '[Two-Port Data Order] 21_12' '[Number of Frequencies] 3' '[Network Data]' "$first" \
    "$second" '[End]'
row='0 0 .1 0 .1 0'
wrong x.s4p ': the data are those of 3 ports, not of 4; rename the file to .s3p' \
    'a name that promises more ports' "$option" "0.1 $row $row $row" "0.2 $row $row $row" \
    "0.3 $row $row $row"
: > x.s4p
run loss x.s4p
refused 2 'lanereach loss: x.s4p: the file is empty; a Touchstone file begins like # GHz S RI R 50' \
    'an empty file'
printf '\177ELF\002\000' > x.s4p
run loss x.s4p
refused 2 'lanereach loss: x.s4p: the file is binary; a Touchstone file is text' 'a program'
run loss absent.s4p
refused 2 'lanereach loss: absent.s4p: cannot be read: No such file or directory' \
    'a file that is not there'

# Four lines a point, 1 -> 2 and 3 -> 4 with the amplitude $1, 1 -> 3 and 2 -> 4 with $2.
pairs() {
    echo "$option"
    for f in 0.1 0.2; do
        echo "$f 0 0 $1 0 $2 0 0 0"
        echo "$1 0 0 0 0 0 $2 0"
        echo "$2 0 0 0 0 0 $1 0"
        echo "0 0 $2 0 $1 0 0 0"
    done
}
pairs .7 .5 > x.s4p
run loss x.s4p
refused 2 'lanereach loss: x.s4p: the port order is ambiguous: at 0.1 GHz |S21|, |S43| -3.1 dB against |S31|, |S42| -6.0 dB; give --ports' \
    'ports that cannot be told'
pairs .05 .001 > x.s4p
run loss x.s4p
refused 2 'lanereach loss: x.s4p: no through path to tell the ports by: the strongest at 0.1 GHz is |S21|, |S43| -26.0 dB, as in a crosstalk file; give --ports' \
    'a crosstalk file, which does not tell its ports'
pairs .9 .01 > x.s4p
run loss --ports 31-42 --strict --at 0.1GHz x.s4p
ended 0 'legs the other way round, which the data do not contradict'
run loss --ports 11-24 x.s4p
refused 2 'lanereach loss: --ports 11-24: write the pairs of both ends, each port 1 to 4 once: 13-24, 12-34 or auto' \
    'a port twice'
run loss --ports 12-34 --strict x.s4p
refused 2 'lanereach loss: x.s4p: ports 12-34 contradict the data, which look like 13-24: at 0.1 GHz |S21|, |S43| -0.9 dB against |S31|, |S42| -40.0 dB; the given map has |S31|, |S42| -40.0 dB (a warning, refused under --strict)' \
    'ports that contradict the data, under --strict'

# The same numbers, written as instruments do.
printf '%s\n' "$option" "$first" "$second" > clean.s2p
run loss --at 150MHz --csv clean.s2p
cp out clean
same() {
    run loss --at 150MHz --csv "$2"
    { diff clean out; cat err; } > wrong
    verdict "$1"
}
sed 's/$/\r/' clean.s2p > x.s2p
same 'carriage returns' x.s2p
{ printf '\357\273\277! 25 \260C\n'; cat clean.s2p; } > x.s2p
same 'a byte-order mark and Latin-1 in a comment' x.s2p
printf '# r 50 s ri MHZ!made by hand\n100 0 0\n .9 0 .9 0 0 0\n200 0 0 .8D0 0 8E-1 0 0 0' > X.S2P
same 'another unit, order, case and line breaks' X.S2P
printf '%s\n' "$two" "$option" '[Number of Ports] 2' '[Two-Port Data Order] 21_12' \
    '[Number of Frequencies] 2' '[Reference] 50' '50 ! the second' '[Network Data]' "$first" \
    "$second" '[End]' > v2.s2p
same 'version 2.0' v2.s2p
echo "1..$n"
