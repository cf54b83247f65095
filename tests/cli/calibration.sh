#!/bin/sh
# calibration.sh -- the noise of a receiver test: raised until COM meets its criterion, over
# a line of -0.5 dB per GHz and a noise path of 0.5.  With reference channels, sigma_ne and
# COM against numbers that were derived with numpy from the text of the algorithm, at the
# setting that won.
. "$(dirname "$0")/tap.sh"

# four_port FILE GAIN SLOPE -- a matched, uncoupled 4-port, 1 to 3 and 2 to 4: GAIN at DC
# and SLOPE dB per GHz, 1 ns late, 0 to 30 GHz in steps of 50 MHz.
four_port() {
    awk -v gain="$2" -v slope="$3" 'BEGIN {
        print "# GHz S RI R 50"
        for (k = 0; k <= 600; k++) {
            f = 0.05 * k
            size = gain * 10 ^ (slope * f / 20)
            re = size * cos(6.283185307179586 * f)
            im = -size * sin(6.283185307179586 * f)
            s = sprintf("%.9g %.9g", re, im)
            printf "%.9g 0 0 0 0 %s 0 0\n0 0 0 0 0 0 %s\n", f, s, s
            printf "%s 0 0 0 0 0 0\n0 0 %s 0 0 0 0\n", s, s
        } }' > "$1"
}
four_port thru.s4p 1 -0.5
four_port half.s4p 0.5 0
four_port dead.s4p 0 0

# value KEY -- the first number of that key in the last run's JSON.
value() {
    sed -n "s/.*\"$1\":[[:space:]]*\([-0-9.e+]*\).*/\1/p" "$tmp/out" | head -n 1
}

calibrate() {
    run com thru.s4p --ports 12-34 --interface 100gbase-kr4 --set RX_CALIBRATION=1 \
        --set 'g_DC=[-4:-2]' --set 'c(1)=0' \
        --set 'Force PDF bin size=1' --set 'PDF bin size=1e-4' "$@"
}

calibrate --next half.s4p --json
ended 0 'a calibration that comes near its criterion passes'
awk "BEGIN {
    com = $(value com_db); off = $(value off_db)
    if (!(off < 0.1 && (com - 3) ^ 2 < 0.01)) print \"COM \" com \", off by \" off
    if (!($(value sigma_bn_mv) > 0)) print \"no noise\" }" > "$tmp/wrong"
grep -q '"crosstalk":[[:space:]]*"noise through half.s4p"' "$tmp/out" ||
    grep crosstalk "$tmp/out" >> "$tmp/wrong"
grep -q 'was not checked against the IEEE tool' "$tmp/out" ||
    echo 'not said what it rests on' >> "$tmp/wrong"
[ "$(value icn_mv)" = 0 ] || echo 'the noise path counts as crosstalk' >> "$tmp/wrong"
verdict 'COM is within 0.1 dB of it, without crosstalk'
bn=$(value sigma_bn_mv) ne=$(value sigma_ne_mv) next=$(value com_db)
calibrate --fext half.s4p --json
awk "BEGIN { if (!($bn == $(value sigma_bn_mv) && $ne == $(value sigma_ne_mv) &&
                   $next == $(value com_db))) print \"differs\" }" > "$tmp/wrong"
verdict 'the kind of its path does not matter'
calibrate --next half.s4p --json --set f_hp=2e9
awk "BEGIN { if (!($(value sigma_bn_mv) > $bn)) print $(value sigma_bn_mv) \", not above $bn\" }" \
    > "$tmp/wrong"
verdict 'a high-pass asks for more noise at the source'
calibrate --next half.s4p --quiet
{
    grep -q '^PASS  calibration 0.0. dB (worst of 2 cases), limit 0.1 dB$' "$tmp/out" ||
        head -n 1 "$tmp/out"
    grep -q '^noise      [0-9.]* mV at its source, [0-9.]* mV at the slicer: COM [23].[0-9]* dB$' \
        "$tmp/out" || grep '^noise ' "$tmp/out"
    grep -q 'injected$' "$tmp/out" || echo 'no column'
} > "$tmp/wrong"
verdict 'the table tells sigma_bn and sigma_ne'

calibrate --next half.s4p --json --set 'COM Pass threshold=30'
ended 1 'a channel that misses its criterion without noise cannot be calibrated'
[ "$(value sigma_bn_mv)" = 0 ] &&
    grep -q 'COM is [0-9.]* dB below 30 dB without any noise; none can be added' "$tmp/err"
[ $? = 0 ] && : > "$tmp/wrong" || cp "$tmp/err" "$tmp/wrong"
verdict 'and is told so'

calibrate
refused 2 'lanereach com: RX_CALIBRATION: 0 paths beside the through path; one is wanted, that of the noise, as --next or --fext' 'no path'
calibrate --next half.s4p --fext half.s4p
refused 2 'lanereach com: RX_CALIBRATION: 2 paths beside the through path; one is wanted, that of the noise, as --next or --fext' 'two of them'
calibrate --next dead.s4p
{
    [ "$status" = 3 ] || echo "exit status $status"
    grep -q 'with 5 mV of noise, .* mV at the slicer, COM is still .* dB above 3 dB; does dead.s4p let it through' \
        "$tmp/err" || cat "$tmp/err"
} > "$tmp/wrong"
verdict 'one that nothing comes through'
calibrate --next half.s4p --set 'Include PCB=1'
refused 2 'lanereach com: --set: 100gbase-kr4: RX_CALIBRATION: with boards (Include PCB) is not modelled; write 0' 'boards'
calibrate --next half.s4p --set EW=1
refused 2 'lanereach com: --set: 100gbase-kr4: RX_CALIBRATION: with an eye (PMD_type C2M or EW) is not modelled; write 0' 'an eye'

channels=${LANEREACH_REFERENCE:-/nonexistent}/channels/C2M__Z100_IL14_WC_BOR_H_L_H_
if [ -r "${channels}THRU.s4p" ]; then
    run com "${channels}THRU.s4p" --fext "${channels}FEXT1.s4p" --ports 13-24 --quiet --json \
        --interface 100gaui-1-c2c --set RX_CALIBRATION=1 --set 'Sigma BBN step=0.02'
    sed -n '/"cases":/,/"criteria":/p' "$tmp/out" | tr -d ',' |
        awk '/"com_db"/ { com = $NF } /"fom_db"/ { fom = $NF }
             /"ne"/ { print $NF, fom, com }' | head -n 2 > got
    paste -d' ' got - > both <<'EOF'
0.611485090351 15.7120413495 3.25454513265
0.460494428665 15.5059045731 3.06597544619
EOF
    awk 'NF != 6 { print "case " NR ": " $0 }
         NF == 6 { for (i = 1; i <= 3; i++) {
             d = $i - $(i + 3)
             if (!(d < 1e-8 && d > -1e-8)) print "case " NR ": " $i " is not " $(i + 3) } }
         END { if (NR != 2) print NR " cases" }' both > "$tmp/wrong"
    verdict 'sigma_ne, FOM and COM of a measured channel'
else
    skip 'sigma_ne, FOM and COM of a measured channel' 'the reference channels are not there'
fi
echo "1..$n"
