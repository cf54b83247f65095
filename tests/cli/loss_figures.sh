#!/bin/sh
# loss_figures.sh -- `lanereach loss` gives ICN, ICR, ILD and ERL as `lanereach com` and
# the IEEE COM tool do: of measured channels where those are present, and of a line that
# is known in closed form.
. "$(dirname "$0")/tap.sh"

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

# has NAME PATTERN -- the last answer has a line like that.
has() {
    if grep -q "$2" out; then ok "$1"; else
        sed 's/^/# /' out err
        not_ok "$1"
    fi
}

# pair FILE LOSS COUPLING -- a 4-port, ports 1 and 3 near: both legs pass with LOSS dB per
# GHz, or, with LOSS 0, couple with COUPLING at all frequencies; 10 MHz to 20 GHz.
pair() {
    awk -v loss="$2" -v x="$3" 'BEGIN {
        print "# GHz S RI R 50"
        for (k = 1; k <= 2000; k++) {
            f = 0.01 * k
            m = loss > 0 ? exp(-log(10) / 20 * loss * f) : x
            a = -6.283185307179586 * f * 0.7
            r = m * cos(a); i = m * sin(a)
            t = sprintf("%.12g %.12g", r, i)
            z = "0 0"
            print f, z, t, z, z
            print "  ", t, z, z, z
            print "  ", z, z, z, t
            print "  ", z, z, t, z
        }
    }' > "$1"
}

pair thru.s4p 0.83 0
pair near.s4p 0 0.0061
pair far.s4p 0 0.0117

# Loss is linear in f: the fit is exact.  NEXT and FEXT have the amplitudes A_ne = 0.6 V
# and A_fe = 0.4 V; that of the first aggressor, a FEXT, is the reference of PSXT:
# 20 log10 sqrt(0.0117^2 + (1.5 0.0061)^2) = -36.5637 dB, and at 12.890625 GHz
# ICR = 36.5637 - 0.83 x 12.890625 = 25.8645 dB.
run loss --json --quiet thru.s4p --interface 100gbase-kr4 --set A_ne=0.6 --set A_fe=0.4 \
    --fext far.s4p --next near.s4p
near 'what is smooth has no deviation' "$(value fom_ild_db)" 0 1e-9
near 'and a fit that is the loss' "$(value fitted_il_nyquist_db)" 10.69921875 1e-9
near 'aggressors add up as powers' "$(value psxt_nyquist_db)" -36.5637 5e-5
near 'and are compared with what comes through' "$(value icr_db)" 25.8645 5e-5
fext=$(value mdfext_mv) next=$(value mdnext_mv)
near 'ICN has both' "$(value icn_mv)" \
    "$(awk -v a="$fext" -v b="$next" 'BEGIN { print sqrt(a * a + b * b) }')" 1e-5
# Flat and of the same edges, they differ by amplitude and coupling alone.
near 'each by its amplitude' "$(awk -v a="$fext" -v b="$next" 'BEGIN { print a / b }')" \
    "$(awk 'BEGIN { print 0.4 * 0.0117 / (0.6 * 0.0061) }')" 1e-5
run loss --quiet thru.s4p --interface 100gbase-kr4 --fext far.s4p --next near.s4p \
    --view icn
has 'a table has a row for each' '^near.s4p *NEXT '
run loss --csv --quiet thru.s4p --interface 100gbase-kr4 --fext far.s4p --next near.s4p \
    --view icn
has 'and so has CSV' '^,far.s4p,FEXT,'
cat > link.yaml <<'YAML'
lanereach: 1
name: as a link
interface: 100gbase-kr4
parts: [{file: thru.s4p}]
crosstalk: [{fext: far.s4p}, {next: near.s4p}]
YAML
run loss --json --quiet link.yaml --set A_ne=0.6 --set A_fe=0.4
near 'a link has the figures of its files' "$(value icn_mv)" \
    "$(awk -v a="$fext" -v b="$next" 'BEGIN { print sqrt(a * a + b * b) }')" 1e-5
run loss --csv --quiet thru.s4p --interface 100gbase-kr4 --view ild --at 7.5GHz
# f, loss and fitted loss.
cut -d, -f2,14,15 out | tail -n 1 | awk -F, '{ if (!($2 - 6.225 < 1e-9 && 6.225 - $2 < 1e-9 &&
    $3 - 6.225 < 1e-9 && 6.225 - $3 < 1e-9)) print }' > wrong
verdict 'loss and its fit over frequency are those of the file'
run loss --json --quiet thru.s4p --interface 100gbase-kr4
if grep -q 'icn_mv' out; then not_ok 'without aggressors there is no ICN'; else
    ok 'without aggressors there is no ICN'; fi
has 'but the word that none is modelled' 'no crosstalk modelled'

run loss thru.s4p --fext far.s4p
refused 2 'lanereach loss: --fext and --next need --interface or --sheet, which have band,'\
' edges and amplitudes of crosstalk' 'aggressors need a standard'
run loss thru.s4p far.s4p --next near.s4p --interface 100gbase-kr4
refused 2 'lanereach loss: --fext and --next belong to one through file; there are 2' \
    'and one path'
run loss --interface 100gbase-kr4 --fext far.s4p thru.s4p
refused 2 'lanereach loss: no through file: it comes before --fext and --next, which take '\
'every file behind them' 'which comes first'
run loss thru.s4p --fext far.s4p --interface 25gaui-c2m
refused 2 'lanereach loss: --fext and --next: 25gaui-c2m is judged by its loss limits and '\
'has no parameters of crosstalk' 'limits of loss have no use for them'
run loss thru.s4p --interface 100gbase-kr4 --sheet x.xlsx
refused 2 'lanereach loss: --sheet and --interface both say what judges the channel; leave '\
'one of them out' 'one standard judges'
run loss thru.s4p --set A_v=0.4
refused 2 'lanereach loss: --set changes a value of a link, or a keyword of --interface or '\
'--sheet; thru.s4p is a Touchstone file and has neither' '--set needs one'
run loss --quiet thru.s4p --interface 100gbase-kr4 --set SHOW_BRD=1
refused 2 'lanereach loss: --set: SHOW_BRD 1: ERL with boards is not modelled; write 0' \
    'what changes ERL and is not modelled is refused'
run loss --quiet thru.s4p --view icr --interface 100gbase-kr4
refused 2 'lanereach loss: --view icr: thru.s4p has no such figure; it needs aggressors: '\
'--fext and --next, or a link with crosstalk' 'a view without its figure is refused'
run loss --quiet thru.s4p --view erl
refused 2 'lanereach loss: --view erl: thru.s4p has no such figure; it needs an interface '\
'or sheet with ERL, and a channel that allows it' 'which says what it needs'
run loss --quiet thru.s4p far.s4p --interface 100gbase-kr4 --view ild --plot x.svg
refused 2 'lanereach loss: --view ild draws one channel, not 2' 'as is a picture of two'
run loss thru.s4p --interface 100gbase-kr1 --view erl --at 1GHz
refused 2 'lanereach loss: --at are frequencies, of which --view erl has none' \
    'and a frequency where there is none'

# A 2-port counts as a pair where the sheet says so.  Of what it sends back, 1/9 at port 1
# after 0.9 ns there and back, 1/7 at port 2 after 0.4 ns, a numpy program that was written
# from the description of the tool's ERL makes the numbers below.
awk 'BEGIN {
    print "# GHz S RI R 100"
    for (k = 0; k <= 6000; k++) {
        f = 0.01 * k
        a = -6.283185307179586 * f * 0.9
        b = -6.283185307179586 * f * 0.4
        printf "%.9g %.15g %.15g 0 0 0 0 %.15g %.15g\n", f, cos(a) / 9, sin(a) / 9,
            cos(b) / 7, sin(b) / 7
    }
}' > host.s2p
set -- --interface 100gbase-kr1 --set ERL=2 --set ERL_ONLY=1 --set N=100
run loss --json --quiet host.s2p "$@"
ended 0 'two small echoes meet the threshold of ERL'
near 'port 1 is that of the other program' "$(value erl11_db)" 19.1013690770168 1e-7
near 'and so is port 2' "$(value erl22_db)" 16.911520537707062 1e-7
run loss --quiet host.s2p "$@" --set 'ERL Pass threshold=20'
ended 1 'and miss a higher one'
has 'which the criteria tell' '^ERL  *16.912  *20.000.*no '
run loss --json --quiet host.s2p --interface 100gbase-kr1
if grep -q 'erl' out; then not_ok 'else a 2-port is no pair'; else
    ok 'else a 2-port is no pair'; fi
run loss --quiet host.s2p "$@" --fext far.s4p
refused 2 'lanereach loss: host.s2p: aggressors go with a 4-port, from which they have the '\
'map of their ports; this is a 2-port' 'a 2-port has no aggressors'

channels=${LANEREACH_REFERENCE:-/nonexistent}/channels
sheets=${LANEREACH_REFERENCE:-/nonexistent}/sheets
ms=$channels/C2M__Z100_IL14_WC_BOR_H_L_H_
stem=$sheets/config_com_ieee8023_93a=3ck_SA_
if [ -r "${ms}THRU.s4p" ] && [ -r "${stem}KR_08_17_2022.xlsx" ]; then
    # golden/com.json, case kr_ms14_all, release 3.90 of the tool.
    run loss --json --quiet "${ms}THRU.s4p" --sheet "${stem}KR_08_17_2022.xlsx" \
        --fext "${ms}FEXT1.s4p" "${ms}FEXT2.s4p" "${ms}FEXT3.s4p" \
        --next "${ms}NEXT1.s4p" "${ms}NEXT2.s4p" "${ms}NEXT3.s4p" "${ms}NEXT4.s4p"
    ended 1 'a channel misses the ERL of a sheet'
    near 'ICN is that of the tool' "$(value icn_mv)" 4.236742407703618 1e-9
    near 'and FOM_ILD' "$(value fom_ild_db)" 0.24425724875514357 1e-9
    near 'and the fitted loss' "$(value fitted_il_nyquist_db)" 12.957744172711156 1e-7
    near 'and the loss' "$(value il_nyquist_db)" 13.935101898586836 1e-9
    near 'and ERL11' "$(value erl11_db)" 11.178671867214735 1e-9
    near 'and ERL22' "$(value erl22_db)" 8.277259495384136 1e-9
    # By a numpy program that was written from the description of the tool's ERL.
    run loss --json --quiet "${ms}THRU.s4p" --sheet "${stem}120G_ERL_HOST_10_26_2022.xlsx"
    ended 0 'a sheet for ERL alone is judged by ERL'
    near 'which is that of another program' "$(value erl11_db)" 13.440567527539788 1e-9
    near 'at both ends' "$(value erl22_db)" 7.401619289929162 1e-9
    run loss --json --quiet "${ms}THRU.s4p" \
        --sheet "${stem}120G_ERL_MODULE_10_26_2022.xlsx"
    ended 1 'and one that asks for more is missed'
    near 'by the same program' "$(value erl22_db)" 6.733521327435753 1e-9
    run loss "${ms}THRU.s4p" --quiet --fext "${ms}FEXT1.s4p" \
        --sheet "${stem}120G_ERL_HOST_10_26_2022.xlsx"
    refused 2 'lanereach loss: --fext and --next: config_com_ieee8023_93a=3ck_SA_120G_ERL_'\
'HOST_10_26_2022.xlsx is for ERL alone (ERL_ONLY), which has no crosstalk' \
        'ERL alone has no crosstalk'
    run com "${ms}THRU.s4p" --quiet --sheet "${stem}120G_ERL_HOST_10_26_2022.xlsx"
    refused 2 "lanereach com: ${stem}120G_ERL_HOST_10_26_2022.xlsx:COM_Settings!G23: "\
'ERL_ONLY 1: a sheet for ERL alone, which lanereach loss --sheet judges; write 0 for COM' \
        'com says who judges such a sheet'
else
    skip 'the figures are those of the tool' 'the reference channels are not there'
fi

gnuplot=${LANEREACH_GNUPLOT:-gnuplot}
for view in ild icr icn erl; do
    if ! command -v "$gnuplot" > /dev/null; then
        skip "$view is drawn" 'gnuplot is not installed'
        continue
    fi
    set -- thru.s4p --interface 100gbase-kr4 --fext far.s4p --next near.s4p
    [ $view = erl ] && set -- host.s2p --interface 100gbase-kr1 --set ERL=2 \
        --set ERL_ONLY=1
    run loss --quiet --view $view --plot x.svg "$@"
    if [ "$status" -le 1 ] && grep -q '<svg' x.svg; then ok "$view is drawn"; else
        sed 's/^/# /' err
        not_ok "$view is drawn"; fi
    rm -f x.svg
done
echo "1..$n"
