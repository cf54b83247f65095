#!/bin/sh
# loss_lanes.sh -- loss of a bare file of many ports: which lanes it holds, the victim, and
# what the others bring.
. "$(dirname "$0")/tap.sh"

# lanes NPORT -- ports.sNp: near ends first, pairs of neighbours.  Each leg passes 0.9 and
# 0.02 to the like leg of lane 2, 0.01 to that of lane 3; 0.005 comes back to the like leg at
# the same end.  From 1 to 4 GHz FEXT grows as the frequency.
lanes() {
    awk -v np="$1" 'BEGIN {
        print "# GHz S RI R 50"
        h = np / 2
        for (k = 1; k <= 40; k++) {
            f = 0.1 * k
            printf "%.9g", f
            for (i = 0; i < np; i++) {
                for (j = 0; j < np; j++) {
                    far = (i < h) != (j < h); a = i % h; b = j % h; s = 0
                    like = a % 2 == b % 2; d = (a - b) / 2; if (d < 0) d = -d
                    if (far && a == b) s = 0.9
                    else if (far && like) s = (d == 1 ? 0.02 : 0.01) * f / 4
                    else if (like && a != b) s = 0.005
                    printf " %.9g 0", s
                }
                print ""
            }
        }
    }' > "ports.s$1p"
}

# numbers TEXT -- of the table of lanes the row that begins so.
row() { sed -n "s/^ *$1  *//p" out | tr -s ' ' | sed 's/ *$//'; }

# same NAME GOT WANT
same() { : > wrong; [ "$2" = "$3" ] || echo "'$2' is not '$3'" > wrong; verdict "$1"; }

# -20 log10: of 0.9 0.915, of 0.02 33.979, of 0.01 40, of 0.005 46.021 dB.
lanes 12
run loss --quiet ports.s12p
ended 0 'a file of 12 ports is three lanes'
same 'they are told with their evidence' "$(sed -n '2,4p' out | tr '\n' ' ' | tr -s ' ')" \
    'ports 1,2-7,8:3,4-9,10:5,6-11,12, at 0.1 GHz the weakest through path, |S7,1|, has -0.9 dB, the strongest coupling, |S3,1|, -46.0 dB victim lane 1 of 3 '
same 'the loss is that of the victim' "$(row 1)" '-0.915'
same 'its neighbour brings FEXT and NEXT' "$(row '2  3,4-9,10')" '-33.98 4 -46.02 0.1'
same 'and the lane behind it less' "$(row '3  5,6-11,12')" '-40.00 4 -46.02 0.1'
run loss --quiet --victim 2 --baud 4GBd ports.s12p
same 'another victim, up to half the symbol rate' "$(row '3  5,6-11,12')" \
    '-40.00 2 -46.02 0.1'
run loss --quiet --json --victim 3 ports.s12p
: > wrong
grep -q '"victim":	3' out && grep -q '"file_ports":	12' out || cp out wrong
verdict 'JSON tells the victim'
run loss --quiet --json --ports 3,4-9,10 ports.s12p
: > wrong
grep -q '"lanes"' out && cp out wrong
verdict 'one lane that is given has no others'

# A standard: the others are aggressors, and their ICN that of 4-ports made by hand.
run net extract --quiet --opposite 3 -o lane.s4p ports.s12p
set -- --interface 100gbase-kr4 --quiet --view icn
run loss "$@" lane_thru.s4p --ports 13-24 --fext lane_fext2.s4p --next lane_next3.s4p
tail -n 1 out > want
run loss "$@" --opposite 3 ports.s12p
tail -n 1 out | diff want - > wrong
grep -q '^MDFEXT [0-9.]* mV, MDNEXT [0-9.]* mV' want || echo 'no ICN' > wrong
verdict 'ICN is that of the lanes as files'
same 'and the aggressors are called by their lanes' \
    "$(sed -n 's/^lane \([0-9]\)  *\([FN]EXT\).*/\1 \2/p' out | tr '\n' ' ')" \
    '2 FEXT 3 NEXT '

# Ports of no lane end in their references.
lanes 6
run loss ports.s6p
refused 2 'lanereach loss: ports.s6p: 6 ports are no whole number of differential lanes; write that of the victim, + and - leg of both ends, as --ports 1,2-4,5' 'six ports are no lanes'
run loss --quiet --ports 1,2-4,5 ports.s6p
same 'until one is told' "$(row 1)" '-0.915'
run loss --ports 1,2-4,7 ports.s6p
refused 2 "lanereach loss: --ports '1,2-4,7': there is no port 7 in ports.s6p; they count from 1 to 6" 'a port that is none'
run loss --ports 1,2-4,1 ports.s6p
refused 2 "lanereach loss: --ports '1,2-4,1': port 1 stands twice" 'a port that stands twice'
run loss --victim 4 ports.s12p
refused 2 "lanereach loss: --victim '4': write lanes as numbers from 1 to 3" 'a victim that is none'
run loss --victim 2 lane_thru.s4p
refused 2 'lanereach loss: --victim: lane_thru.s4p has 4 ports, one lane at most' 'a victim of one lane'
run loss --interface 100gbase-kr4 ports.s12p --fext lane_fext2.s4p
refused 2 'lanereach loss: --fext and --next: the aggressors of ports.s12p are its other lanes; a link file takes both, lanereach-link(5)' 'aggressors beside lanes'
card 3
run loss --opposite 2 card.yaml
refused 2 'lanereach loss: --opposite: card.yaml is a link file, which tells its own lanes; use --set' 'lanes of a link'
printf '# GHz S RI R 50\n1 0 0\n2 0 0\n' > one.s1p
run loss one.s1p
refused 2 'lanereach loss: one.s1p: 1 port; loss reads 2-ports, and files of four ports or more' 'one port'
echo "1..$n"
