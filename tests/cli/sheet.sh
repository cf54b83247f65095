#!/bin/sh
# sheet.sh -- a COM configuration workbook in the place of an interface: the same answer,
# every setting shown, what is ignored or refused.  The workbook holds the set of
# 100gbase-kr4 (strict Office Open XML).
case $0 in */*) here=${0%/*} ;; *) here=. ;; esac
here=$(cd "$here" && pwd)
. "$here/tap.sh"
book=$here/../data/kr4.xlsx

card 3
sed "s|100gbase-kr4|sheet.xlsx|" card.yaml > sheet.yaml
cp "$book" sheet.xlsx

# numbers -- those of the last run's cases, to nine places: units are converted on the way
# into a model, which costs a last digit.
numbers() {
    sed -n '/"cases":/,/"criteria":/p' "$tmp/out" | tr ',[]' '\n\n\n' | tr ':' ' ' |
        awk 'NF && $NF + 0 == $NF {
                 x = sprintf("%.9f", $NF)
                 sub("^-0.0*$", "0.000000000", x)
                 print (NF > 1 ? $1 : "-"), x
             }'
}

# answer FILE ARGUMENT... -- the numbers of com.
answer() {
    file=$1
    shift
    run com --json --quiet "$@"
    numbers > "$file"
}

answer by_name --set f_min=0.05 card.yaml         # where f_1 begins
answer by_sheet sheet.yaml
cmp by_name by_sheet > "$tmp/wrong" 2>&1
[ -s by_name ] || echo 'no cases' > "$tmp/wrong"
verdict 'a sheet answers as the interface of the same numbers'
answer with_set --set 'diagnostics=0' --set N_b=14 sheet.yaml
cmp by_sheet with_set > "$tmp/wrong" 2>&1
verdict 'settings that do not enter COM change nothing'
run com --json --set 'f_z=' --set 'f_p1=' sheet.yaml
ended 0 'a keyword is removed'
numbers | cmp - by_sheet > "$tmp/wrong" 2>&1
verdict 'and its default holds: f_b/4'

run com sheet.yaml
{
    grep -q "'N-max' (60) is no keyword of the COM tool: ignored" "$tmp/err" ||
        echo 'the unknown keyword is not told'
    grep -q 'ERL Pass threshold 10 is not judged: TDR and ERL are not both' "$tmp/err" ||
        echo 'nor the threshold'
} > "$tmp/wrong"
verdict 'what is not used is told'
run com --strict sheet.yaml
refused 2 "lanereach com: sheet.xlsx:COM_Settings!B9: DIAGNOSTICS 1 is ignored: the tool's own output; remove it, or leave --strict out" '--strict refuses it'
run com --set MLSE=1 sheet.yaml
[ "$status" = 2 ] && grep -q -- '--set: MLSE 1: MLSE is not modelled; write 0' "$tmp/err"
[ $? = 0 ] && : > "$tmp/wrong" || cp "$tmp/err" "$tmp/wrong"
verdict 'what would change the answer is refused'

run com --show-settings --sheet sheet.xlsx
ended 0 'settings are shown without a channel'
awk 'length > 80' "$tmp/out" > "$tmp/wrong"
verdict 'in 80 columns'
run com --show-settings --csv --sheet sheet.xlsx
{
    [ "$(head -n 1 "$tmp/out")" = keyword,value,unit,read,status,why,place ] ||
        head -n 1 "$tmp/out"
    grep -qx 'A_v,0.4,V,,used,,sheet.xlsx:COM_Settings!K2' "$tmp/out" || echo 'A_v'
    grep -qx 'g_DC,\[-12:1:-0\],dB,-12 -11 .. 0 (13),used,,sheet.xlsx:COM_Settings!B16' \
        "$tmp/out" || grep g_DC, "$tmp/out"
    grep -qx 'N-max,60,,,unknown,no keyword of the COM tool,sheet.xlsx:COM_Settings!B23' \
        "$tmp/out" || echo 'N-max'
} > "$tmp/wrong"
verdict 'with their cells'
# The page names every keyword that the table has.
page=$here/../../man/lanereach-com.1
sed 's/\\-/-/g; s/^\.BR* //; s/"//g; s/ , / /g' "$page" > page
sed -n '2,$p' "$tmp/out" | cut -d , -f 1 | grep -v -e '^c(' -e '^N-max$' |
    while read -r keyword; do
        grep -qF -- "$keyword" page || echo "$keyword"
    done > "$tmp/wrong"
verdict 'and every keyword is in the manual'

printf '\320\317\021\340\241\261\032\341' > old.xls
run com --show-settings --sheet old.xls
refused 2 'lanereach com: old.xls is an old .xls workbook; save it as .xlsx, with LibreOffice: soffice --convert-to xlsx old.xls' 'an .xls is told how to become one'
run com --show-settings --sheet no.xlsx
refused 2 'lanereach com: --sheet: no.xlsx cannot be read: No such file or directory; write the path of a COM configuration workbook' 'a missing file'
run com --show-settings --sheet sheet.xlsx --interface 100gbase-kr4
refused 2 'lanereach com: --show-settings needs --interface, --sheet or a link file, one of them' 'two judges'

# 200 settings lie on the limit of c(0) for --ranges to decide on.
run com --json --ranges matlab sheet.yaml
ended 0 '--ranges matlab'
grep -q -e '--ranges matlab: the best settings are those of --ranges step' \
    -e '--ranges matlab changes the best setting' "$tmp/out" ||
    echo 'not compared' > "$tmp/wrong"
verdict 'says what it changes'
sed 's/sheet.xlsx/100gbase-kr1/' sheet.yaml > kr1.yaml
for ranges in step:4250 matlab:4288; do
    run com --json --ranges "${ranges%:*}" --set 'g_DC=-2' --set 'g_DC_HP=-1' \
        --set 'z_p select=1' kr1.yaml
    grep -q "\"candidates\":[[:space:]]*${ranges#*:}" "$tmp/out" ||
        grep candidates "$tmp/out" > "$tmp/wrong"
    verdict "legal settings with --ranges $ranges"
done
run com --ranges octave sheet.yaml
refused 2 "lanereach com: --ranges 'octave' is unknown; write step or matlab" 'ranges of nobody'

run com --interface 100gaui-1-c2c --set 'board_Z_c=95' --set 'c(-3)=' --set 'c(-2)=' --set 'c(-1)=' \
    --set 'c(-2)=[0:0.02:0.06]' --set T_O=50 --set 'CTLE_type=CL93' --set RC_Start=4e10 --show-settings
{
    sed -n '/^idle/,/^$/p' "$tmp/out" | sed 's/^  \([^ ]*\) .*  -- /\1: /' > idle
    for want in 'board_Z_c: Include PCB is 0' 'g_DC_HP: CTLE_type is CL93' \
        'f_HP_PZ: CTLE_type is CL93' 'RC_Start: Raised_Cosine is 0' 'T_O: PMD_type is C2C' \
        'c(-2): a tap between it and the cursor is missing'; do
        grep -qxF "$want" idle || { echo "no $want"; cat idle; }
    done
} > "$tmp/wrong"
verdict 'what another keyword switches off is told'

# The tool drops what it reads above flim: loss, ICN and fitted loss go with COM.
card 3
run com card.yaml --json --set flim=12
{
    grep -q '"il_nyquist_db"' "$tmp/out" && echo 'a loss at 12.9 GHz'
    grep -q '"grid":[[:space:]]*"0 to 12 GHz in' "$tmp/out" || grep '"grid"' "$tmp/out"
    grep -q 'band ends at 12 GHz, below Nyquist 12.89 GHz' "$tmp/out" || echo 'no flag'
    grep -q 'warning: the grid ends at 12 GHz, below the symbol rate' "$tmp/err" ||
        cat "$tmp/err"
} > "$tmp/wrong"
verdict 'flim ends the band of every figure'

card 3
for include in 0 1 2; do
    run com card.yaml --quiet --set "Include PCB=$include" --set 'R_d=[41 53]'
    head -n 1 "$tmp/out"
done | sort -u > coms
[ "$(wc -l < coms)" = 1 ] && : > "$tmp/wrong" || cat coms > "$tmp/wrong"
verdict 'a link with traces has no board of the interface, nor a matched end'
echo "1..$n"
