#!/bin/sh
# threads.sh -- one thread and four give the same digits.
. "$(dirname "$0")/tap.sh"

# equal NAME ARGUMENT...
equal() {
    name=$1
    shift
    for threads in 1 4; do
        run "$@" --json --threads $threads
        [ "$status" = 0 ] || cat err
        grep -v '"seconds":' out > threads.$threads
    done > wrong
    [ -s threads.1 ] || echo 'no answer' >> wrong
    diff threads.1 threads.4 >> wrong
    verdict "$name"
}

card 3
equal 'reach of a built-in medium' reach --rates 25 --media pcb-megtron7
equal 'reach of two links' reach card.yaml card.yaml --set part[1].vary.to=2m
equal 'com of a link' com card.yaml
sed 's/100gbase-kr4/100gaui-1-c2c/' card.yaml > c2c.yaml
equal 'com over 335790 equaliser settings' com c2c.yaml
equal 'loss of a link' loss --at all card.yaml
echo "1..$n"
