#!/bin/sh
# loss_views.sh -- several channels at once, TDR, step and pulse responses, limit lines: on
# a line that is known in closed form, and on measured boards where those are present.
. "$(dirname "$0")/tap.sh"

# line FILE ZC NS -- a lossless 2-port line of ZC ohm and NS ns in 50 ohm, 10 MHz to 20 GHz.
line() {
    awk -v zc="$2" -v t="$3" 'BEGIN {
        print "# GHz S RI R 50"
        g = (zc - 50) / (zc + 50)
        for (k = 1; k <= 2000; k++) {
            f = 0.01 * k
            a = -6.283185307179586 * f * t
            # p = e^{ja}; S11 = g (1 - p^2)/(1 - g^2 p^2), S21 = p (1 - g^2)/(1 - g^2 p^2)
            pr = cos(a); pi = sin(a); qr = cos(2 * a); qi = sin(2 * a)
            dr = 1 - g * g * qr; di = -g * g * qi; d = dr * dr + di * di
            nr = g * (1 - qr); ni = -g * qi
            ar = (nr * dr + ni * di) / d; ai = (ni * dr - nr * di) / d
            br = (1 - g * g) * (pr * dr + pi * di) / d
            bi = (1 - g * g) * (pi * dr - pr * di) / d
            printf "%.9g %.12g %.12g %.12g %.12g %.12g %.12g %.12g %.12g\n", f, ar, ai, br,
                bi, br, bi, ar, ai
        }
    }' > "$1"
}

# value KEY -- the first number of that key in the last answer, which was JSON.
value() {
    tr -d '\n' < out | grep -o "\"$1\":[ 	]*[-0-9.e+]*" | head -n 1 | sed 's/.*:[ 	]*//'
}

# near NAME GOT WANT TOLERANCE
near() {
    if awk -v a="$2" -v b="$3" -v t="$4" 'BEGIN { d = a - b; exit !(d <= t && d >= -t) }'
    then ok "$1"; else
        echo "# $2 is not $3 within $4"
        not_ok "$1"
    fi
}

# capped FILE -- 1 ns of a line of 50 ohm, inverted, behind capacitors that block DC.
capped() {
    awk 'BEGIN {
        print "# GHz S RI R 50"
        print "0 1 0 0 0 0 0 1 0"
        for (k = 1; k <= 4000; k++) {
            f = 0.01 * k
            a = -6.283185307179586 * f
            printf "%.9g 0 0 %.12g %.12g %.12g %.12g 0 0\n", f, -cos(a), -sin(a), -cos(a),
                -sin(a)
        }
    }' > "$1"
}

line low.s2p 41.7 0.63
line high.s2p 61.3 0.63

run loss --json --view tdr low.s2p
near 'TDR finds the impedance of a line' "$(value z_min_ohm)" 41.7 0.7
near 'and its delay' "$(value delay_ns)" 0.63 0.005
run loss --json --view step low.s2p
near 'a step arrives after the delay' "$(value t50_ns)" 0.63 0.01
near 'and ends at the DC value' "$(value final_v)" 1 0.01
run loss --json --view pulse --baud 10GBd low.s2p
near 'the peak of a pulse comes within its bit' "$(value peak_ns)" 0.68 0.05
# Once through both ends: (1 - g^2) of a volt.
near 'and is what both ends let through' "$(value peak_v)" \
    "$(awk 'BEGIN { g = -8.3 / 91.7; print 1 - g * g }')" 0.02
capped ac.s2p
run loss --json --quiet --view tdr ac.s2p
near 'series capacitors are shorts to a TDR' "$(value z_min_ohm)" 50 0.1
run loss --json --quiet --view step ac.s2p
near 'an inverted pair steps down' "$(value final_v)" -1 0.01
near 'after its delay' "$(value t50_ns)" 1 0.005
run loss --json --quiet --view pulse --baud 10GBd ac.s2p
near 'and its pulse is negative' "$(value peak_v)" -1 0.02
run loss --view step ac.s2p
grep -q 'DC point departs by 1 from' err
if [ $? = 0 ]; then ok 'which is told'; else not_ok 'which is told'; fi
run loss --json --interface 100gbase-kr1 low.s2p
if grep -q '"reason":.*"the data do not reach the limit"' out; then
    ok 'a limit beyond the data is no pass'; else
    not_ok 'a limit beyond the data is no pass'; fi
run loss --view pulse low.s2p
refused 2 'lanereach loss: --view pulse needs the symbol rate of low.s2p: give --baud or --interface' \
    'a pulse needs a symbol rate'
run loss --view eye low.s2p
refused 2 "lanereach loss: --view 'eye': write loss, ild, icr, icn, erl, tdr, step or pulse" \
    'an unknown view is refused'

run loss --json --at 3GHz low.s2p high.s2p
[ "$(tr -d '\n' < out | grep -o '"channel":' | wc -l)" = 2 ] &&
    [ "$(tr -d '\n' < out | grep -o '"quality":' | wc -l)" = 2 ]
if [ $? = 0 ]; then ok 'two channels give two rows and two qualities'; else
    not_ok 'two channels give two rows and two qualities'; fi
run loss --csv --at 3GHz,4GHz low.s2p high.s2p
if [ "$(wc -l < out)" = 5 ] && [ "$(cut -d, -f1 out | sort -u | wc -l)" = 3 ]; then
    ok 'and CSV a row for each channel and frequency'; else
    not_ok 'and CSV a row for each channel and frequency'; fi

# A board that loses too much for a CAUI-4 host, and one that does not.
card 3
run loss --quiet --json low.s2p --interface 25gaui-c2m
ended 0 'a line without loss meets a limit line'
near 'whose value is that of the standard' "$(value f_nyquist_ghz)" 12.890625 1e-9
run loss --quiet card.yaml --set interface=25gaui-c2m --set part[1].length=40in
ended 1 'a metre of board misses it'
tr -s ' \n' ' ' < out | grep -q 'insertion .* no unverified loss, host to TP1a '
if [ $? = 0 ]; then ok 'and the answer says by which line and how it is graded'; else
    sed 's/^/# /' out
    not_ok 'and the answer says by which line and how it is graded'; fi
run com card.yaml --set interface=25gaui-c2m
refused 2 'lanereach com: 25gaui-c2m is judged by its loss limits, which lanereach loss '\
'applies; it has no COM parameters' 'COM of an interface without COM parameters is refused'

channels=${LANEREACH_REFERENCE:-}/channels
if [ -r "$channels/example2_FEXT1.s4p" ]; then
    run loss --quiet --ports 13-24 --interface 25gaui-c2m "$channels/example2_FEXT1.s4p"
    ended 0 'limits of loss say nothing about crosstalk'
else
    skip 'limits of loss say nothing about crosstalk' 'no reference channels'
fi

gnuplot=${LANEREACH_GNUPLOT:-gnuplot}
for view in loss tdr step pulse; do
    if ! command -v "$gnuplot" > /dev/null; then
        skip "the $view of two channels is drawn" 'gnuplot is not installed'
        continue
    fi
    baud=; [ $view = pulse ] && baud='--baud 10GBd'
    run loss --view $view $baud --plot x.svg --keep-plot kept low.s2p high.s2p
    if [ "$status" = 0 ] && grep -q 'high.s2p' x.svg; then
        ok "the $view of two channels is drawn"; else
        sed 's/^/# /' err
        not_ok "the $view of two channels is drawn"; fi
done
echo "1..$n"
