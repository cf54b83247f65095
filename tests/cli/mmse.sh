#!/bin/sh
# mmse.sh -- receivers with FFE have the numbers of the IEEE COM tool, release 4.50, from
# the command line to the printed digits: cases dj* and djhr* of golden/com.json, whose
# sheets are in sheets/cases.
. "$(dirname "$0")/tap.sh"

reference=${LANEREACH_REFERENCE:-/nonexistent}
sheets=$reference/sheets/cases
ms14=$reference/channels/C2M__Z100_IL14_WC_BOR_H_L_H_
ex2=$reference/channels/example2_
if [ ! -r "${ms14}THRU.s4p" ] || [ ! -r "$sheets/dj53_ms14_thru.xlsx" ]; then
    echo '1..0 # SKIP the reference channels and sheets are not there'
    exit
fi

# close NAME COM FOM A_S TAP... -- the case in the file out: dB and mV, and taps from the
# first on, to 1e-6.
close() {
    name=$1
    shift
    python3 - "$@" > wrong <<'EOF'
import json
import sys
case = json.load(open('out'))['cases'][0]
want = [float(x) for x in sys.argv[1:]]
got = [case['com_db'], case['fom_db'], case['a_s_mv']] + case['rx_ffe'] + case['dfe']
if len(got) != len(want):
    print(len(got), 'numbers, not', len(want))
for a, b in zip(got, want):
    if not abs(a - b) < 1e-6:
        print(a, 'is not', b)
EOF
    verdict "$name"
}

aggressors="--fext ${ms14}FEXT1.s4p ${ms14}FEXT2.s4p ${ms14}FEXT3.s4p
    --next ${ms14}NEXT1.s4p ${ms14}NEXT2.s4p ${ms14}NEXT3.s4p ${ms14}NEXT4.s4p"

# shellcheck disable=SC2086
run com --quiet --json --release 4.50 --sheet "$sheets/dj53_ms14_all.xlsx" \
    "${ms14}THRU.s4p" $aggressors
ended 0 'a receiver with FFE at 53.125 GBd passes'
close '53.125 GBd, seven aggressors: margin and taps are those of the tool' \
    5.933182178018192 16.795970749251133 28.65019881274574 \
    -0.0017097209033371387 0.005417169395312466 -0.020459523898112987 \
    0.07636866877481506 -0.28476105437821597 1.0 -0.3199222281985944 \
    -0.053491151429466706 -0.03663679548860429 0.012046705715223587 \
    -0.0314284392629635 0.00912803378661377 -0.0057078050015516284 \
    -0.0058054799345635295 -0.0015412086276812348 -0.00793882893064574 \
    0.24303627644513734

run com --quiet --json --release 4.50 --sheet "$sheets/dj53eq_ms14_thru.xlsx" \
    "${ms14}THRU.s4p"
close 'a search over transmitter FFE and CTLE ends where that of the tool does' \
    7.454938262308065 18.291359284623244 19.15591681127189 \
    -0.0012106916062709543 0.0044252617143009714 -0.01719659395347242 \
    0.06838002321033033 -0.2692774156248305 1.0 -0.1516360552561158 \
    -0.053608928390655335 -0.048055770633187486 0.01077758164196622 \
    -0.029540799643974602 0.009064667069429209 -0.002073677595914699 \
    -0.001488381315307576 -0.0006194090559678955 -0.0003570338357071241 \
    0.24449685604446628

# shellcheck disable=SC2086
run com --quiet --json --release 4.50 --sheet "$sheets/djhr53_ms14_all.xlsx" \
    "${ms14}THRU.s4p" $aggressors
close 'with the receiver filter in the path' \
    5.235672195907256 16.07992778079218 27.20685283956739 -0.007810017694878612 \
    0.030213723861464613 -0.08120099938322412 0.191126245149823 -0.4442333953439667 1.0 \
    -0.13208238315081686 -0.13476582953260446 -0.01330608537919164 -0.026210893445255505 \
    0.0010676457415940898 -0.018207515945183 0.013427291796847948 -0.01769482062542319 \
    0.003996321281380673 -0.010932163252868755 0.3868801693239843

run com --quiet --json --release 4.50 --sheet "$sheets/dj_ms14_thru.xlsx" \
    "${ms14}THRU.s4p"
ended 1 'at 106.25 GBd the same channel fails'
close '106.25 GBd: a DFE at its limit' \
    -1.910360846463016 8.967280654923542 8.656838236950769 \
    -0.01832498827870584 0.07846540335565243 -0.20958509667874634 0.44646076050432987 \
    -0.7946323336232571 1.0 0.01550968010482726 -0.5702443069239238 0.49686657828720504 \
    -0.49472569570926755 0.41001646416073156 -0.2869218262043235 0.10018297263074702 \
    0.027570050858516354 -0.05456962857670292 0.011760528488164106 0.85

run com --quiet --json --release 4.50 --sheet "$sheets/dj_ex2_all.xlsx" "${ex2}THRU.s4p" \
    --fext "${ex2}FEXT1.s4p" "${ex2}FEXT2.s4p" \
    --next "${ex2}NEXT1.s4p" "${ex2}NEXT2.s4p" "${ex2}NEXT3.s4p"
close 'a hopeless channel: taps at their limits, a negative margin' \
    -17.540512317344977 -7.492762789367929 3.1501542702493337 \
    -0.4045031068330029 0.9264448234727651 -0.010881389078138758 -1.0 \
    -0.3808241326124137 1.0 1.0 -0.11667654042354351 -0.9478189041409664 \
    -0.4314214246987629 0.3362850859711432 0.2642118499018709 -0.16013058304439004 \
    -0.09189563808092362 0.163436766370478 -0.08904631033135287 0.8431724300352368
grep -o '"w(.*limits"' out | sort -u > limits
echo '"w(-2) -1, w(1) 1 at their limits"' | diff - limits > wrong
verdict 'and they are named'

run com --quiet --release 4.50 --sheet "$sheets/dj53_ms14_thru.xlsx" "${ms14}THRU.s4p"
grep -c 'FFE w(k) from -5:' out | sed '/^1$/d' > wrong
verdict 'the taps are printed'

# not_modelled WHAT OPTION... -- is refused.
not_modelled() {
    what=$1
    shift
    run com --sheet "$sheets/dj53_ms14_thru.xlsx" "${ms14}THRU.s4p" "$@"
    ended 2 "$what is refused"
}
not_modelled 'another method' --set FFE_OPT_METHOD=FV-LMS
not_modelled 'an FFE with floating taps' --set N_bg=2 --set N_bf=3 --set N_f=20
not_modelled 'an FFE that is too long' --set ffe_post_tap_len=60
not_modelled 'MLSE' --set MLSE=1
not_modelled 'the eye of a module behind an FFE' --set PMD_type=C2M --set T_O=50
echo "1..$n"
