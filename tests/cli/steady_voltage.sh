#!/bin/sh
# steady_voltage.sh -- v_f, peak ratio and rise time of a transmitter through a measured
# channel.  The numbers were derived with numpy from the text of the algorithm: packages,
# transition, filter, inverse transform, and the step by superposing shifted pulses.
. "$(dirname "$0")/tap.sh"

thru=${LANEREACH_REFERENCE:-/nonexistent}/channels/C2M__Z100_IL14_WC_BOR_H_L_H_THRU.s4p
if [ ! -r "$thru" ]; then
    echo '1..0 # SKIP the reference channels are not there'
    exit
fi

# steady ARGUMENT... -- "v_f ratio rise" of each case into the file got.
steady() {
    run com "$thru" --ports 13-24 --quiet --csv --set g_DC=-2 --set g_DC_HP=-1 \
        --set 'c(-3)=0' --set 'c(-2)=0' --set 'c(-1)=0' "$@"
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
             { print $at["steady_voltage_mv"], $at["peak_ratio"], $at["rise_time_ps"] }' \
        out > got
}

# close NAME -- got against the numbers on standard input, 1e-9 of each.
close() {
    paste -d' ' got - | awk '
        NF != 6 { print "case " NR ": " $0 }
        NF == 6 { for (i = 1; i <= 3; i++) {
              d = $i / $(i + 3) - 1
              if (!(d < 1e-9 && d > -1e-9)) print "case " NR ": " $i " is not " $(i + 3) } }
        END { if (NR != 2) print NR " cases" }' > wrong
    verdict "$1"
}

steady --interface 100gbase-kr1
close 'the window is N_b behind and 4 UI before the peak' <<'EOF'
349.307229661 0.402518818969 48.2352941176
336.194338491 0.343899748558 59.4117647059
EOF
steady --interface 100gbase-kr1 --set N_v=200
close 'a long one sees the tail' <<'EOF'
399.797735778 0.351684666915 97.6470588235
397.239080447 0.291051797682 135.294117647
EOF
steady --interface 100gbase-kr1 --set N_v=30 --set D_p=2
close 'both are keywords' <<'EOF'
375.831180804 0.374111411511 67.0588235294
367.282987494 0.314790372575 85.8823529412
EOF
steady --interface 100gbase-kr1 --set N_v=0
printf '  \n  \n' | cmp - got > wrong 2>&1
verdict 'without a window there is none'
run com "$thru" --ports 13-24 --quiet --interface tp0v
grep -q '^  unequalised: v_f [0-9.]* mV, peak 0[0-9.]* of it, rise [0-9.]* ps$' out ||
    cp out wrong
verdict 'a transmitter at TP0v is told its own'
run com "$thru" --interface tp0v --set N_v=1.5
refused 2 'lanereach com: --set: 100gbase-kr1-tp0v: N_v: 1.5 is no whole number from 0 to 100000' 'half a UI'
echo "1..$n"
