#!/bin/sh
# budget_pmd.sh -- `lanereach budget` draws up the power budgets of optical standards.
. "$(dirname "$0")/tap.sh"

# value KEY -- the first number of a key in the last JSON.
value() { awk -v key="\"$1\":" '$1 == key { sub(/,$/, "", $2); print $2; exit }' out; }

# is KEY NUMBER NAME -- to 1e-9.
is() {
    awk "BEGIN { d = $(value "$1") - ($2); exit !(d < 1e-9 && d > -1e-9) }" &&
        : > wrong || echo "$1 is $(value "$1"), not $2" > wrong
    verdict "$3"
}

run budget 400gbase-dr4 --json
ended 0 'a standard at its limits passes'
is power_margin_db 0 'with nothing left'
is baud_gbd 53.125 'at its symbol rate'
run budget 400gbase-dr4 --set loss=2.25dB --json
is power_margin_db 0.75 'a better channel leaves its difference'
run budget 400gbase-dr4 --set extra_loss=2dB --json
ended 1 'an optical switch of 2 dB does not fit'
is power_margin_db -2 'by 2 dB'
run budget 800gbase-dr4 --set oma=1.3dBm --set tecq=1.5dB --set tdecq=2.5dB --json
ended 0 'a transmitter that was measured, by another name of the standard'
is power_margin_db 0 'has the margin of the worked case'
run budget 800gbase-dr4 --set oma=4.8dBm --set tecq=3.5dB --set tdecq=5dB --json
ended 1 'one whose TDECQ is too large fails'
is power_margin_db 1 'though its power is enough'
run budget 400gbase-dr4 --set penalties=0.4dB --json
is power_margin_db -0.3 'a limit may be set too'
run budget 400gbase-dr4 --csv
head -1 out | sed 's/^line,dbm,db,from,grade,source$//;/^$/d' > wrong
verdict 'CSV has the lines of the ledger'

run budget 800gbase-lr4
ended 0 'a standard whose powers nobody has published'
grep -c '^no public limits of ' out | sed '/^1$/d' > wrong
verdict 'says so'

run budget 400gbase-dr4 --set tdecq=2
refused 2 "lanereach budget: --set: tdecq: 2 has no unit; write 2 dB (dB)" \
    'a closure without unit'
run budget 400gbase-dr4 --set loss=-1dB
refused 2 "lanereach budget: --set loss=-1dB: less than 0 dB" 'a channel that gains'
run budget 400gbase-dr4 --set colour=3
ended 2 'a key that is none'
run budget 400gbase-dr4 --at 5GHz
refused 2 'lanereach budget: --at: an optical standard has a budget of powers, of one segment' \
    'a frequency'
run budget 400gbase-dr40
ended 2 'a name that is neither link nor standard'
run budget dac-30awg --quiet
ended 0 'links have theirs as before'

# ---- a device model beside it ------------------------------------------------------
run budget 100gbase-dr --set module=eml-53g --json
ended 0 'a device model beside the standard'
is length_m 500 'runs over its reach'
near=$(value tdecq_db)
run budget 100gbase-dr --set module=eml-53g --set length=20km --json
awk "BEGIN { exit !($(value tdecq_db) > $near) }" && : > wrong || echo "$near" > wrong
verdict 'and closes farther on'
run budget 100gbase-dr --set module=eml-53g --set tdecq=3dB --set tecq=3dB --json
is db 3 'what was measured counts in the ledger'
run budget 100gbase-sr1 --set module=vcsel-53g --set length=400m
ended 0 'an eye that the fibre has closed'
grep -c 'its eye is closed' out | sed '/^1$/d' > wrong
verdict 'says so'
run budget 100gbase-sr1 --set module=vcsel-53g --set fibre=smf
refused 2 'lanereach budget: --set: 100gbase-sr1 has no reach over smf; write a length' \
    'a fibre that the standard does not know'
run budget 100gbase-sr1 --set length=10m
refused 2 'lanereach budget: --set length: only a device model runs over a fibre; write --set module= too' \
    'a length without a device'
run budget 100gbase-sr1 --set module=lamp
ended 2 'a module that is none'

# ---- models of one's own ---------------------------------------------------------
mkdir -p own/models/pmd
sed 's/^name: .*/name: mine/; /^aliases/d' "${LANEREACH_DATA:-.}/models/pmd/400gbase-dr4.yaml" \
    > own/models/pmd/mine.yaml
if [ -s own/models/pmd/mine.yaml ]; then
    run budget mine --data own --json
    ended 0 'a standard of one'"'"'s own'
    sed -i 's/^levels: 4/levels: 40/' own/models/pmd/mine.yaml
    run models --check own
    ended 1 'and a slip in it is found'
    grep -q "levels: '40' is out of range; write 2 to 8" out && : > wrong ||
        cat out > wrong
    verdict 'where it is'
else
    skip 'a standard of one'"'"'s own' 'the library is not in LANEREACH_DATA'
fi
echo "1..$n"
