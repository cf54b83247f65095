#!/bin/sh
# eye.sh -- the eye of a link: what link files say of it, a simulation beside it, and what is
# refused.
. "$(dirname "$0")/tap.sh"

# link LINE... -- writes x.yaml: one trace, with these lines at the end.
link() {
    printf '%s\n' 'lanereach: 1' 'name: x' 'interface: 100gbase-kr4' \
        'environment: {temperature: 20 degC}' 'parts:' \
        '  - {trace: megtron7-stripline-100ohm, length: 600 mm}' "$@" > x.yaml
}

# value KEY -- the first number of a key in the last JSON.
value() { awk -v key="\"$1\":" '$1 == key { sub(/,$/, "", $2); print $2; exit }' out; }

# less A B NAME -- both are numbers, and the first is the smaller one.
less() {
    if [ "$1" ] && [ "$2" ] && awk "BEGIN { exit !($1 < $2) }"; then : > wrong
    else echo "$1 is not below $2" > wrong; fi
    verdict "$3"
}

link
run eye x.yaml --json
ended 0 'a link has an eye'
plain=$(value eye_height_mv)
com=$(value com_db)
for line in 'random_jitter: 10 mUI' 'dual_dirac_jitter: 20 mUI' 'duty_cycle_jitter: 40 mUI' \
    'even_odd_jitter: 40 mUI' 'noise: 1 mV' 'quantisation: 4 mV' \
    'sinusoidal_jitter: 50 mUI, sinusoidal_frequency: 100 MHz'; do
    link "eye: {$line}"
    run eye x.yaml --json
    less "$(value eye_height_mv)" "$plain" "an eye with $line is lower"
    if [ "$(value com_db)" = "$com" ]; then ok "COM has no $line"; else not_ok "COM has no $line"; fi
done
fast=$(value eye_height_mv)
link 'eye: {sinusoidal_jitter: 50 mUI, sinusoidal_frequency: 100 MHz, cdr_corner: 400 MHz}'
run eye x.yaml --json
less "$fast" "$(value eye_height_mv)" 'a clock that follows opens the eye'
run eye x.yaml --json --set eye.sinusoidal_jitter=60mUI
less "$(value eye_height_mv)" "$plain" 'what is set goes into the eye'

# ---- keywords -------------------------------------------------------------------
link 'keywords: {"c(-1)": -0.1, "c(1)": 0, "c(0)": 0.5, g_DC: -6 dB}'
run eye x.yaml --quiet
ended 0 'a link file fixes an equaliser'
grep -q 'g_DC -6 dB' out && grep -q 'the only setting' out && : > wrong ||
    grep -A3 equaliser out > wrong
verdict 'and the answer tells it'
link 'keywords: {A_v: 0.2 V}'
run com x.yaml --json
low=$(value com_db)
link
run com x.yaml --json --set A_v=0.2
if [ "$low" ] && [ "$low" = "$(value com_db)" ]; then ok 'a keyword of the file is one that is set'
else not_ok 'a keyword of the file is one that is set'; fi
link 'keywords: {A_w: 0.2 V}'
run eye x.yaml
refused 2 "lanereach eye: x.yaml:7:12: 'A_w' is no keyword of the COM tool; lanereach-com(1) lists them" \
    'a slip in a keyword'
link 'keywords: {A_v: 0.2 dB}'
run eye x.yaml
ended 2 'a keyword in the wrong unit'
link 'eye: {noise: 1 dB}'
run eye x.yaml
refused 2 "lanereach eye: x.yaml:7:14: noise: '1 dB' is a ratio in dB; write a voltage with uV, mV, V" \
    'noise in the wrong unit'

# ---- simulated -------------------------------------------------------------------
link 'eye: {noise: 14 mV, random_jitter: 5 mUI, cdr_corner: 4 MHz}'
run eye x.yaml --json --time-domain 2e5 --threads 1
cp out one
[ "$(value symbols)" = 200000 ] && : > wrong || value symbols > wrong
verdict 'as many symbols as were asked for are simulated'
awk -v saw="$(value bursts)" -v want="$(value bursts_expected)" 'BEGIN {
    d = saw - want
    if (!(saw > 100 && d * d < 16 * want)) print saw, "bursts,", want, "expected" }' > wrong
verdict 'errors are as frequent as the statistics say'
run eye x.yaml --json --time-domain 2e5 --threads 2
grep -v '"seconds"' one > one.less
grep -v '"seconds"' out | diff one.less - > wrong
verdict 'threads change nothing'
run eye x.yaml --json --time-domain 2e5 --seed 2
[ "$(value errors)" != "$(awk '$1 == "\"errors\":" { sub(/,$/, "", $2); print $2; exit }' one)" ] &&
    : > wrong || echo same > wrong
verdict 'another seed draws other noise'
printf '0110 # a comment\n1001\n' > p.txt
run eye x.yaml --json --time-domain 1000 --pattern p.txt
ended 0 'a file of symbols'
printf '01\n 2\n' > p.txt
run eye x.yaml --time-domain 1000 --pattern p.txt
refused 2 "lanereach eye: p.txt:2:2: '2' is no symbol; write 0 to 1" 'a symbol too many'
printf '# nothing\n' > p.txt
run eye x.yaml --time-domain 1000 --pattern p.txt
refused 2 'lanereach eye: p.txt: has no symbols; write 0 to 1' 'a file without symbols'
run eye x.yaml --time-domain 1000 --pattern PRBS13Q
refused 2 'lanereach eye: --pattern PRBS13Q has four levels, and the link 2; write PRBS13' \
    'four levels for two'
names='is neither a sequence nor a file; write PRBS7, 9, 11, 13, 15, 23 or 31, with Q behind it for four levels, random, or a file of symbols'
run eye x.yaml --time-domain 1000 --pattern PRBS14
refused 2 "lanereach eye: --pattern 'PRBS14' $names" 'a sequence that is none'
run eye x.yaml --time-domain 1000 --pattern gone.txt
refused 2 "lanereach eye: --pattern 'gone.txt' $names" 'a pattern that is not there'
run eye x.yaml --time-domain 1.5
refused 2 "lanereach eye: --time-domain '1.5' is no number of symbols; write 1e6" \
    'half a symbol'
run eye x.yaml --seed 7
refused 2 'lanereach eye: --seed belongs to --time-domain' 'a seed for nothing'
run eye x.yaml --view histogram --plot x.svg
refused 2 'lanereach eye: --view histogram belongs to --time-domain' 'a histogram of nothing'
run eye x.yaml --view pulses
refused 2 "lanereach eye: --view 'pulses' is unknown; write density, bathtub, pulse, histogram, fec or light" \
    'a view that is none'
if command -v gnuplot > /dev/null; then
    for view in density bathtub pulse fec; do
        run eye x.yaml --quiet --view $view --plot $view.svg
        [ "$status" -le 1 ] && [ -s $view.svg ] || cat err
    done > wrong
    verdict 'every view is drawn'
else
    skip 'every view is drawn' 'no gnuplot'
fi
run eye x.yaml --ber 0.5
refused 2 "lanereach eye: --ber '0.5' is no error ratio from 1e-18 to 0.1; write 1e-12" \
    'an error ratio beyond reach'

# ---- forward error correction ----------------------------------------------------
link 'keywords: {A_v: 0.15 V}'
run eye x.yaml --json
cp out kr4
grep -q '"code":	"kr4"' out && : > wrong || grep code out > wrong
verdict 'the code is that of the interface'
run eye x.yaml --json --set fec.code=kp4
less "$(value codeword_error)" "$(awk '$1 == "\"codeword_error\":" { sub(/,$/, "", $2); print $2; exit }' kr4)" \
    'a stronger code loses less'
link 'keywords: {A_v: 0.15 V}' 'fec: {code: none}'
run eye x.yaml --json
grep flr_post_fec out > wrong
verdict 'without a code nothing is lost behind it'
run eye x.yaml --view fec --plot x.svg
refused 2 'lanereach eye: --view fec: no code corrects 100gbase-kr4, or its errors are not known; write fec: {code: kp4} into the link' \
    'and nothing is drawn'
link 'fec: {code: kp5}'
run eye x.yaml
refused 2 "lanereach eye: x.yaml:7:13: code: 'kp5' is unknown; write kr4, kp4, kp4-hamming or none" \
    'a code that is none'
link 'fec: {codewords: 0}'
run eye x.yaml
ended 2 'no codeword at all'
link 'fec: {ber: 0.3}'
run eye x.yaml
refused 2 'lanereach eye: x.yaml:7:12: ber: 0.3 is out of range; write above 0 to 0.1' \
    'an allotment beyond reach'

# ---- a receiver FFE --------------------------------------------------------------
link 'keywords: {ffe_pre_tap_len: 3, ffe_post_tap_len: 6, N_b: 1, N_bg: 0}'
run eye x.yaml --time-domain 1e5
ended 0 'a link file gives its receiver an FFE'
tr -s ' \n' ' ' < out | grep -c 'receiver FFE w(-1) .* of 10 taps' | sed '/^1$/d' > wrong
verdict 'which is printed with its size'
awk '/^ *eye 1 at/ { gsub(/[^0-9. ]/, ""); a = $(NF - 1); b = $NF
     if (a / b > 1.03 || b / a > 1.03) print a " mV simulated, " b " mV" }' out > wrong
grep -q 'eye 1 at' out || echo 'no eye' >> wrong
verdict 'and simulation and statistics agree on the height behind it'

# ---- files -----------------------------------------------------------------------
link
run loss x.yaml -o through.s4p --quiet
run eye --thru through.s4p --interface 100gbase-kr4 --set eye.noise=1mV --json
ended 0 'a through file has an eye'
run eye through.s4p --interface 100gbase-kr4 --set eye.noise=1mV --json
ended 0 'also without --thru'
run eye --thru x.yaml
refused 2 'lanereach eye: --thru x.yaml is no Touchstone file by its name; write lanereach eye LINK for a link' \
    'a link as a through file'
run eye --thru through.s4p x.yaml --interface 100gbase-kr4
refused 2 "lanereach eye: --thru through.s4p beside 'x.yaml'; leave one of them out" \
    'a link beside a through file'
run eye through.s4p
refused 2 'lanereach eye: --interface or --sheet is missing: which standard judges through.s4p? lanereach models --kind interface lists them' \
    'a through file that no standard judges'
echo "1..$n"
