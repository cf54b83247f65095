#!/bin/sh
# com_reference.sh -- `lanereach com` gives the numbers of the IEEE COM tool, release
# 3.90 under Octave, from the command line to the printed digits.  Cases val_bj_ex2_all,
# c2c_ms14_thru and c2c_ms14_all of golden/com.json.
. "$(dirname "$0")/tap.sh"

channels=${LANEREACH_REFERENCE:-/nonexistent}/channels
kr4=$channels/example2_
c2c=$channels/C2M__Z100_IL14_WC_BOR_H_L_H_
if [ ! -r "${kr4}THRU.s4p" ] || [ ! -r "${c2c}THRU.s4p" ]; then
    echo '1..0 # SKIP the reference channels are not there'
    exit
fi

# cases ARGUMENT... -- writes "COM FOM" of each case to the file got.
cases() {
    run com --quiet --csv "$@"
    tail -n +2 out | cut -d, -f2,3 | tr , ' ' > got
}

# close NAME -- got against the numbers on standard input, 1e-6 dB: they were computed
# by another program, whose FFE shifts pulses circularly.
close() {
    paste -d' ' got - | awk '
        NF != 4 { print "case " NR " is missing"; next }
        { for (i = 1; i <= 2; i++)
              if (!($i - $(i + 2) < 1e-6 && $(i + 2) - $i < 1e-6))
                  print "case " NR ": " $i " is not " $(i + 2) }' > wrong
    verdict "$1"
}

cases "${kr4}THRU.s4p" --fext "${kr4}FEXT1.s4p" "${kr4}FEXT2.s4p" \
    --next "${kr4}NEXT1.s4p" "${kr4}NEXT2.s4p" "${kr4}NEXT3.s4p" --interface 100gbase-kr4
ended 0 '100GBASE-KR4 with five aggressors passes'
close '100GBASE-KR4 has the COM and FOM of the reference' <<'EOF'
4.294671873875625 16.890405815053967
3.6529800637148284 16.25044014123466
EOF
cp got release.3.90
run com --interface=100gbase-kr4 "--fext=${kr4}FEXT1.s4p" --fext "${kr4}FEXT2.s4p" \
    --next "${kr4}NEXT1.s4p" "${kr4}NEXT2.s4p" "${kr4}NEXT3.s4p" --quiet --csv -- "${kr4}THRU.s4p"
tail -n +2 out | cut -d, -f2,3 | tr , ' ' | diff got - > wrong
verdict 'the order of the options does not matter'

# Release 4.50 leaves more of the Gaussian's tail: less COM, by 0.1 dB at most.
cases "${kr4}THRU.s4p" --fext "${kr4}FEXT1.s4p" "${kr4}FEXT2.s4p" \
    --next "${kr4}NEXT1.s4p" "${kr4}NEXT2.s4p" "${kr4}NEXT3.s4p" --interface 100gbase-kr4 \
    --release 4.50
paste -d' ' got release.3.90 | awk '
    { if (!($1 <= $3 && $1 > $3 - 0.1)) print "case " NR ": " $1 " against " $3
      lower += $1 < $3 }
    END { if (NR != 2 || !lower) print "no case is lower" }' > wrong
verdict 'release 4.50 lowers COM a little'

# A_v is 0.4 V: signal and its own distortion grow alike, the aggressors stay.
run com "${kr4}THRU.s4p" --fext "${kr4}FEXT1.s4p" --interface 100gbase-kr4 --quiet --csv
cut -d, -f11 out | tail -n +2 > before
run com "${kr4}THRU.s4p" --fext "${kr4}FEXT1.s4p" --interface 100gbase-kr4 --quiet --csv \
    --set A_v=0.5
cut -d, -f11 out | tail -n +2 | paste -d' ' - before |
    awk '{ if (!($1/$2 > 1.25 - 1e-9 && $1/$2 < 1.25 + 1e-9)) print $1 " is not 1.25 times " $2 }
         END { if (NR != 2) print "two cases are wanted" }' > wrong
verdict 'a quarter more voltage makes the pulse a quarter higher'

cases "${c2c}THRU.s4p" --interface 100gaui-1-c2c
close '100GAUI-1 chip-to-chip has the COM and FOM of the reference' <<'EOF'
3.419632800014109 15.864631138104972
3.345370856349728 15.750275946296233
EOF
cases "${c2c}THRU.s4p" --interface 100gaui-1-c2c \
    --fext "${c2c}FEXT1.s4p" "${c2c}FEXT2.s4p" "${c2c}FEXT3.s4p" \
    --next "${c2c}NEXT1.s4p" "${c2c}NEXT2.s4p" "${c2c}NEXT3.s4p" "${c2c}NEXT4.s4p"
ended 1 'with seven aggressors it misses its criterion'
close 'and has the COM and FOM of the reference' <<'EOF'
3.08019884203547 15.495927506126497
2.97983368589564 15.371045674584911
EOF
echo "1..$n"
