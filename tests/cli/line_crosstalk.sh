#!/bin/sh
# line_crosstalk.sh -- lanereach line: crosstalk against pitch and length, and the
# pictures.
. "$(dirname "$0")/tap.sh"

micro=megtron7-microstrip-100ohm
strip=megtron7-stripline-100ohm
rows() {
    run line "$@" --view crosstalk --quiet --csv
    sed 1d out
}
rows $micro --pitch 0.6mm,0.8mm,1.2mm,2mm --length 1in --at 10GHz | cut -d , -f 5,6 |
    awk -F , 'NR > 1 && !($1 < next_db && $2 < fext) { print NR, $0 }
              { next_db = $1; fext = $2 }
              END { if (NR != 4) print NR, "rows" }' > wrong
verdict 'crosstalk falls with the pitch'
rows $micro --pitch 1mm --length 10mm,20mm,40mm --at 1GHz | cut -d , -f 6 |
    awk 'NR > 1 { d = $1 - last; if (d < 5.75 || d > 6.05) print d, "dB" }
         { last = $1 } END { if (NR != 3) print NR, "rows" }' > wrong
verdict 'FEXT of microstrip doubles with the length, less what the line loses'
# Of weak coupling the far end gets 2 pi f kf length of a wave.
rows $micro --pitch 1mm --length 20mm --at 2GHz |
    awk -F , '{ want = 6.283185307 * 2e9 * ($10 < 0 ? -$10 : $10) * 1e-12 * 0.02
                got = 10 ^ ($6 / 20); r = got / want
                if (NF != 10 && NF != 12 || r < 0.95 || r > 1.05) print got, "not", want }' > wrong
verdict 'as the closed form of weak coupling has it'
a=$(rows $strip --pitch 0.7mm --length 2in --at 20GHz | cut -d , -f 6)
b=$(rows $micro --pitch 0.7mm --length 2in --at 20GHz | cut -d , -f 6)
echo "$a $b" | awk '!(NF == 2 && $1 < $2 - 40) { print }' > wrong
verdict 'striplines have far less FEXT'

# The link with the same neighbours.
cat > link.yaml <<'EOF2'
lanereach: 1
interface: 100gbase-kr1
parts: [{trace: megtron7-microstrip-100ohm, length: 2 in}]
crosstalk: [{coupled: {neighbours: 2, pitch: 0.8 mm}}]
EOF2
run loss link.yaml --quiet --view icr --at 20GHz --json
psxt=$(sed -n 's/^.*"psxt_db":	\(-*[0-9.]*\),*/\1/p' out | head -n 1)
b=$(rows $micro --pitch 0.8mm --length 2in --at 20GHz --neighbours 2 | cut -d , -f 8)
echo "$psxt $b" | awk '{ d = $1 - $2; if (NF != 2 || d > 0.01 || d < -0.01) print }' > wrong
verdict 'the power sum is that of a link with such neighbours'

run line $micro --view crosstalk --pitch 0.3mm
refused 2 'lanereach line: pitch 0.3 mm: lanes 300 um from centre to centre touch: each is 398 um wide' \
    'lanes that overlap'
run line $micro --pitch 0.6mm
refused 2 'lanereach line: --pitch belongs to --view crosstalk' 'half of the question'
run line $micro --view charge
refused 2 "lanereach line: --view 'charge': write loss, section or crosstalk" 'an unknown view'
run line $micro --view crosstalk --neighbours 0
refused 2 "lanereach line: --neighbours '0': write 1 to 15" 'no neighbour'
run line twinax-30awg-100ohm --view crosstalk
refused 2 'lanereach line: --view crosstalk: a twinax has a shield of its own, and no neighbour in it' \
    'a shield'

for threads in 1 2; do
    rows $micro --threads $threads > "by$threads"
done
diff by1 by2 > wrong
verdict 'threads change nothing'

# Pictures: every view of every kind of cross-section leaves its data.
if command -v gnuplot > /dev/null; then
    for name in $micro $strip fr4-microstrip-50ohm megtron7-broadside-100ohm \
        twinax-26awg-100ohm; do
        for view in loss section; do
            run line $name --quiet --view $view --plot p.svg --keep-plot kept
            [ "$status" = 0 ] && grep -q '</svg>' p.svg || { echo "$name $view"; cat err; }
            grep -qi nan "kept/line_$view.csv" && [ $view = loss ] && echo "$name NaN"
            rm -f p.svg
        done
    done > wrong
    verdict 'cross-sections and losses are drawn'
    run line $micro --quiet --view crosstalk --plot p.svg --keep-plot kept
    [ "$status" = 0 ] && grep -q '</svg>' p.svg || cat err > wrong
    verdict 'and crosstalk'
else
    n=$((n + 1)); echo "ok $n - pictures # SKIP gnuplot is not installed"
fi
echo "1..$n"
