#!/bin/sh
# kr1.sh -- a receiver with floating taps is not modelled: COM is refused, not computed
# without them; what needs no receiver is answered.
. "$(dirname "$0")/tap.sh"

why='100gbase-kr1: its receiver has a DFE with floating taps (N_bg), which this version does not model; COM is not computed'
card 3
sed 's/100gbase-kr4/100gbase-kr1/' card.yaml > kr1.yaml
run com kr1.yaml
refused 2 "lanereach com: $why" 'com of a link'
run com --json --csv --output old kr1.yaml
if [ "$status" = 2 ] && [ ! -e old ]; then ok 'no file is written'
else not_ok 'no file is written'; fi
run reach kr1.yaml
refused 2 "lanereach reach: $why" 'reach of a link'
run com --set N_bg=0 kr1.yaml
ended 0 'the same receiver without its floating taps is modelled'
run loss --at 26.56GHz kr1.yaml
ended 0 'loss of the same link'
echo "1..$n"
