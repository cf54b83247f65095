#!/bin/sh
# exit_status.sh -- 0 met or no target, 1 missed, 2 wrong usage or input, 3 not computed.
. "$(dirname "$0")/tap.sh"

card 3
run com card.yaml
ended 0 'com whose criterion is met'
card 40
run com card.yaml
ended 1 'com whose criterion is missed'
if [ "$(head -c 4 out)" = FAIL ] && [ ! -s err ]; then ok 'a missed target is an answer, not an error'
else not_ok 'a missed target is an answer, not an error'; fi
run com --json --quiet card.yaml
if [ "$status" = 1 ] && grep -q '"pass":.*false' out; then ok 'and a field of the JSON'
else not_ok 'and a field of the JSON'; fi
run com --set 'COM Pass threshold=3' card.yaml
ended 0 'a threshold that is set beats the target of the link'
run loss card.yaml
ended 0 'loss sets no target'
run reach card.yaml
ended 0 'a link that fails at its shortest length is an answer of reach'
run models
ended 0 'models'
for word in --help --version; do
    run $word
    ended 0 "lanereach $word"
done

run
ended 2 'no command'
run frobnicate
refused 2 "lanereach: unknown command 'frobnicate'; lanereach --help lists them" \
    'an unknown command'
run loss --no-such-option card.yaml
head -n 1 err | grep -q "^lanereach loss: unknown option '--no-such-option'; options are " ||
    status=none
ended 2 'an unknown option'
run loss
refused 2 'lanereach loss: no file: write lanereach loss FILE...' 'no file'
run com a.s4p b.s4p --interface 100gbase-kr4 --fext c.s4p
refused 2 'lanereach com: --fext and --next belong to one through file; of several channels the aggressors are found from names, or listed in a manifest' \
    'aggressors of nobody'
run loss --at
refused 2 'lanereach loss: --at needs a value: F1,F2...|all' 'an option without its value'
run loss --at 5 card.yaml
refused 2 'lanereach loss: --at: frequency: 5 has no unit; write 5 GHz (Hz, kHz, MHz, GHz, THz)' \
    'a frequency without a unit'
run loss --at 5GHz,90GHz card.yaml
refused 2 'lanereach loss: --at 90 GHz lies outside the band of card.yaml, 0 to 25.78 GHz' \
    'a frequency outside the band'
run loss --quiet=yes card.yaml
refused 2 'lanereach loss: --quiet takes no value' 'a value for a flag'
run loss --threads 0 card.yaml
refused 2 "lanereach loss: --threads '0': write a number from 1 to 4096" 'no thread'
run com --release 4.17 card.yaml
refused 2 "lanereach com: --release '4.17' is unknown; write 3.90 or 4.50" \
    'a release that is not known'
run com --interface 100gbase-kr4 card.yaml
refused 2 'lanereach com: card.yaml is a link file, which names its own interface, ports and crosstalk; use --set' \
    'an interface beside that of the link'
run com absent.s4p
refused 2 'lanereach com: --interface or --sheet is missing: which standard judges absent.s4p? lanereach models --kind interface lists them' \
    'a channel that no standard judges'
run reach --rates 30
refused 2 "lanereach reach: --rates: no built-in medium has the lane rate '30'; write 25, 50, 100 or 200" \
    'a rate that no medium has'
run reach --media pcb-fr5
refused 2 "lanereach reach: --media: no medium 'pcb-fr5'; there are $(known medium); did you mean 'pcb-fr4'?" \
    'a medium that is not there'
run models megtron9
refused 2 "lanereach models: there is no model 'megtron9', and none that speaks of it; lanereach models lists them" \
    'a model that is not there'
run models --data "$tmp"
refused 2 "lanereach models: $tmp: --data names a folder without models/ in it; name the one that holds models/" \
    'a data folder without models'
run com --keep-plot folder card.yaml
refused 2 'lanereach com: --keep-plot goes with --plot' 'a kept plot without a plot'

card 3
sed 's/7.3 in/99 m/' card.yaml > long.yaml
run com long.yaml
refused 3 'lanereach com: no equaliser setting of 2015 has a sampling instant: the pulse does not rise' \
    'a channel through which nothing comes'
run com --quiet --output absent/x card.yaml
refused 3 'lanereach com: absent/x: cannot be written: No such file or directory' \
    'a folder that is not there'
if [ -w /dev/full ]; then
    "$LANEREACH" com card.yaml > /dev/full 2> err
    status=$?
    : > out
    refused 3 'lanereach: standard output cannot be written' 'a full disk'
else
    skip 'a full disk' 'there is no /dev/full'
fi
LANEREACH_GNUPLOT=/nonexistent
export LANEREACH_GNUPLOT
run com --plot x.svg card.yaml
cp out answered
: > out
refused 3 "lanereach com: gnuplot was not found; install it or set LANEREACH_GNUPLOT, which names '/nonexistent'" \
    'no gnuplot'
if [ "$(head -c 4 answered)" = PASS ] && [ ! -e x.svg ]; then ok 'the answer is printed without it'
else not_ok 'the answer is printed without it'; fi
echo "1..$n"
