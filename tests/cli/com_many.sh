#!/bin/sh
# com_many.sh -- several channels in one call: found in folders, listed in a manifest,
# named as links; compared with an earlier answer; under the names of the IEEE tool's CSV;
# as JUnit XML.
. "$(dirname "$0")/tap.sh"

# pair NAME GAIN -- a 4-port of two uncoupled legs, 1 to 3 and 2 to 4, 0.2 ns long, that lose
# a little with frequency; SDD21 is GAIN at 0.
pair() {
    awk -v gain="$2" 'BEGIN {
        print "# GHz S RI R 50"
        for (f = 0; f <= 30; f += 0.25) {
            a = gain * exp(-f / 60)
            x = sprintf("%.6f %.6f", a * cos(6.283185307 * f * 0.2), -a * sin(6.283185307 * f * 0.2))
            print f " .01 0 0 0 " x " 0 0"
            print "0 0 .01 0 0 0 " x
            print x " 0 0 .01 0 0 0"
            print "0 0 " x " 0 0 .01 0"
        }
    }' > "$1"
}
mkdir -p set/one set/two
for c in a b; do
    pair set/one/${c}_THRU.s4p .6
    pair set/one/${c}_fext1.s4p .01
    pair set/one/${c}_Next10.s4p .01
    pair set/one/${c}_Next2.s4p .01
done
pair set/two/through_lane3.s4p .5
pair set/two/agg_fext7.s4p .05
run_kr() { run com "$@" --interface 100gbase-kr4 --ports 12-34 --quiet; }

run_kr set --json
cp out set.json
python() { python3 - "$@" > wrong 2>&1; }
if python3 -c 'import json, csv' 2> /dev/null; then
    python <<'PY'
import json
root = json.load(open('set.json'))
got = [(c['thru'], [(a['kind'], a['file']) for a in c['aggressors']]) for c in root['channels']]
def files(c):
    return ('set/one/%s_THRU.s4p' % c, [('FEXT', 'set/one/%s_fext1.s4p' % c),
            ('NEXT', 'set/one/%s_Next2.s4p' % c), ('NEXT', 'set/one/%s_Next10.s4p' % c)])
want = [files('a'), files('b'),
        ('set/two/through_lane3.s4p', [('FEXT', 'set/two/agg_fext7.s4p')])]
if sorted(got) != want:
    print(got)
margins = [c['margin_db'] for c in root['channels']]
if margins != sorted(margins) or root['channels'][0]['thru'] != want[2][0]:
    print('the order', [(c['thru'], c['margin_db']) for c in root['channels']])
if 'com_db' in root or 'cases' in root:
    print('keys of one channel at the top')
PY
    verdict 'channels are found from names, and the worst comes first'
else
    skip 'channels are found from names, and the worst comes first' 'there is no python3'
fi

run_kr set/one set/two
{
    head -n 1 out | grep -qx '[A-Z]*  3 of 3 channels meet every criterion, worst first' ||
        head -n 1 out
    grep -qx '    NEXT one/a_Next10.s4p' out || echo 'no list of files'
    awk 'length > 80 { print length ": " $0 }' out
} > wrong
verdict 'a table of 80 columns says what was found'

run_kr set -o base.json --json
run_kr set --set A_v=0.3 --against base.json
{
    [ "$status" = 1 ] || echo "exit status $status"
    grep -qx 'baseline   base.json: 3 fell by more than 0.01 dB' out || grep baseline out
} > wrong
verdict 'a margin that fell fails'
run_kr set --set A_v=0.3 --against base.json --fall 3dB
ended 0 'unless it may fall that far'
mkdir moved
cp -R set/two moved/
run com moved --interface 100gbase-kr4 --ports 12-34 --against base.json
{
    [ "$status" = 0 ] || echo "exit status $status"
    grep -q 'warning: in the baseline base.json and not in this answer: 2 channels' err ||
        cat err
} > wrong
verdict 'in another folder a channel is known by its file'
run_kr set --fall 1dB
refused 2 'lanereach com: --fall goes with --against' '--fall alone'
printf '{"channels": {}}\n' > no.json
run_kr set --against no.json
{
    [ "$status" = 2 ] || echo "exit status $status"
    grep -q '^lanereach com: no.json:1:14: ' err || cat err
} > wrong
verdict 'a baseline that is none is told with its place'

cat > list.yaml <<'EOF2'
lanereach: 1
channels:
  - {thru: set/one/a_THRU.s4p, ports: 12-34}
  - thru: set/one/b_THRU.s4p
    fext: [set/one/b_fext1.s4p, set/one/a_fext1.s4p]
    next: set/one/b_Next2.s4p
    ports: 12-34
EOF2
run com list.yaml --interface 100gbase-kr4 --quiet --csv
cut -d , -f 1 out | sort | uniq -c | tr -s ' ' > seen
printf ' 2 case 1\n 2 case 2\n 1 name\n' | diff - seen > wrong
verdict 'a manifest lists channels, CSV has a row for each case'
printf 'lanereach: 1\nchannels:\n  - {thru: a.s4p, fxt: b.s4p}\n' > bad.yaml
run com bad.yaml --interface 100gbase-kr4
{
    [ "$status" = 2 ] || echo "exit status $status"
    grep -q "^lanereach com: bad.yaml:3:19: unknown key 'fxt'" err || cat err
} > wrong
verdict 'a slip in it is told with its place'
printf 'lanereach: 1\nchannels:\n  - thru: set/one/a_THRU.s4p\n    fext: [no.s4p]\n' > bad.yaml
run com bad.yaml --interface 100gbase-kr4
refused 2 'lanereach com: bad.yaml:4:12: no.s4p cannot be read: No such file or directory; write the path of a Touchstone file' 'so is a file that is not there'
printf 'lanereach: 1\nchannels:\n  - {thru: set/one/a_THRU.s4p, ports: 13-99}\n' > bad.yaml
run com bad.yaml --interface 100gbase-kr4
refused 2 "lanereach com: bad.yaml:3:39: ports: '13-99' pairs no four ports; write 13-24, 12-34 or auto" 'and a map that is none'
printf 'lanereach: 1\nchannels:\n  - link: no.yaml\n' > bad.yaml
run com bad.yaml
refused 2 'lanereach com: bad.yaml:3:11: no.yaml cannot be read: No such file or directory; write the path of a link file' 'and a link'

pair set/one/a_THRU2.s4p .6
run_kr set
refused 2 'lanereach com: set/one/a_Next2.s4p: several through files have its name (set/one/a_THRU.s4p is one); write a manifest that says which it disturbs' \
    'an aggressor of two is nobody'"'"'s'
rm set/one/a_THRU2.s4p
pair set/one/c_fext.s4p .01
run_kr set
refused 2 'lanereach com: set/one/c_fext.s4p: no through file has its name, and several stand beside it; write a manifest that says which channel it disturbs' \
    'an aggressor of none, too'
rm set/one/c_fext.s4p

echo broken > set/two/through_lane3.s4p
run com set --interface 100gbase-kr4 --ports 12-34 --junit j.xml
{
    [ "$status" = 2 ] || echo "exit status $status"
    head -n 1 out | grep -q '^FAIL  2 of 3 channels' || head -n 1 out
    grep -q 'warning: set/two/through_lane3.s4p:1:1: ' err || cat err
} > wrong
verdict 'a broken file does not keep the other channels from their answers'
{
    grep -q '<testsuite name="lanereach com" tests="3" failures="0" errors="1">' j.xml &&
    grep -q 'name="set/one/a_THRU.s4p: COM at least 3 dB"/>' j.xml || cat j.xml
} > wrong
verdict 'JUnit has a case for each criterion, and an error'
run_kr set/one/a_THRU.s4p --junit set/one/a_THRU.s4p
{
    [ "$status" = 2 ] || echo "exit status $status"
    head -n 1 set/one/a_THRU.s4p | grep -q '^# GHz' || echo 'it is gone'
} > wrong
verdict 'and replaces no input'

run_kr set/one --csv=ieee
{
    head -n 1 out | tr ',' '\n' > names
    for name in COM_dB VEC_dB VEO_mV ERL ICN_mV FOM TXLE_taps DFE_taps g_DC_HP \
        channel_operating_margin_dB IL_dB_channel_only_at_Fnq; do
        grep -qx "$name" names || echo "$name"
    done
    [ "$(wc -l < out)" = 5 ] || echo 'rows'
    grep -q '\[-*[0-9.]* [0-9.]* -*[0-9.]*\]' out || echo 'no vector'
} > wrong
verdict '--csv=ieee has the columns of the tool'
cat > mixed.yaml <<'EOF2'
lanereach: 1
channels:
  - {thru: set/one/a_THRU.s4p, ports: 12-34}
  - link: host.yaml
EOF2
cat > host.yaml <<'EOF2'
lanereach: 1
name: host
interface: 100gaui-1-c2c
parts:
  - trace: megtron7-stripline-100ohm
    length: 3 in
EOF2
run com mixed.yaml --interface 100gbase-kr4 --quiet --csv=ieee
{
    [ "$status" = 0 ] || { echo "exit status $status"; cat err; }
    cut -d , -f 1,2,4,5 out | sort -u > got
    printf '%s\n' file_names,config_file,levels,baud_rate_GHz host,100gaui-1-c2c,4,53.125 \
        set/one/a_THRU.s4p,100gbase-kr4,2,25.78125 | sort | diff - got
} > wrong
verdict 'links among them have their own interface'
cp mixed.yaml kept.yaml
run com mixed.yaml --interface 100gbase-kr4 --json -o mixed.yaml
{
    [ "$status" = 2 ] || echo "exit status $status"
    cmp mixed.yaml kept.yaml
} > wrong
verdict 'the answer does not replace the manifest'
run com set/one/a_THRU.s4p --interface 100gbase-kr4 --ports 12-34 -o same.xml --junit same.xml
refused 2 'lanereach com: --output and --junit are the same file, same.xml' 'nor each other'

run com host.yaml --quiet --json -o host.json
run com host.yaml --quiet --against host.json --json
grep -q '"fell_db":	0' out && : > wrong || grep -A4 against out > wrong
verdict 'the same answer fell by nothing'
sed 's/c2c$/c2m/' host.yaml > other.yaml
run com other.yaml --against host.json --json
{
    grep -q '"reason":	"judged by another interface in the baseline"' out || grep reason out
    grep -q 'warning: not compared with the baseline host.json: 1 of the channels' err || cat err
} > wrong
verdict 'answers of different interfaces are not compared'
run com host.yaml --against list.yaml
refused 2 'lanereach com: list.yaml:1:1: this is no answer of lanereach com --json, which a baseline is' \
    'a manifest is no baseline'

run com set --interface 100gbase-kr4 --ports 12-34 --strict
{
    [ "$status" = 2 ] || echo "exit status $status"
    head -n 1 out | grep -q '^FAIL  2 of 3 channels' || head -n 1 out
    grep -q 'no option line before the data' out || echo 'no reason'
} > wrong
verdict '--strict neither'
run com set/two --interface 100gbase-kr4 --ports 12-34 --junit one.xml
{
    [ "$status" = 2 ] || echo "exit status $status"
    grep -q '<error message="set/two/through_lane3.s4p:1:1: no option line' one.xml || cat one.xml
} > wrong
verdict 'a command without an answer leaves its verdict, too'
mkdir broken
cp set/two/through_lane3.s4p broken/x_thru.s4p
cp set/two/through_lane3.s4p broken/y_thru.s4p
run com broken --interface 100gbase-kr4 --plot none.svg
ended 2 'nothing is drawn of nothing'
run com set --interface 100gbase-kr4 --show-settings
refused 2 'lanereach com: --show-settings takes an interface, a sheet or a link; set is a folder' \
    'settings of a folder'
pair set/one/a_thru_nextgen.s4p .6
mv set/one/a_thru_nextgen.s4p broken/gen_thru_nextgen.s4p
rm broken/x_thru.s4p broken/y_thru.s4p
run com broken --interface 100gbase-kr4 --ports 12-34 --quiet
ended 0 'next is no part of a longer word'

run_kr set/one --csv=matlab
refused 2 "lanereach com: --csv='matlab': write --csv or --csv=ieee" 'and there is no other'
echo "1..$n"
