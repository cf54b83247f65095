#!/bin/sh
# readme.sh -- every command of the README's tutorial works, and draws what it says.
readme=$(cd "$(dirname "$0")/.." && pwd)/README
. "$(dirname "$0")/cli/tap.sh"

if [ "${LANEREACH_SANITIZED-}" ]; then
    skip 'the tutorial of the README' 'minutes under the sanitizers'
    echo "1..$n"
    exit
fi
mkdir bin
case $LANEREACH in
    /*) ln -s "$LANEREACH" bin/lanereach ;;
    *) skip 'the tutorial of the README' 'the program has no full path'; echo "1..$n"; exit ;;
esac
# The section's indented lines, as they are typed.
awk '/^From a stackup to a reach$/ { inside = 1; next }
     /^What it needs$/ { inside = 0 }
     inside && /^    / { print substr($0, 5) }' "$readme" > typed
grep -c '^lanereach' typed > count
[ "$(cat count)" -ge 8 ] && : > wrong || cp typed wrong
verdict 'there is a tutorial'
if command -v gnuplot > /dev/null; then :; else sed -i.bak 's/ --plot [a-z]*.svg//' typed; fi
PATH=$PWD/bin:$PATH sh -e typed > said 2> told < /dev/null
echo "$?" > ended
{ [ "$(cat ended)" = 0 ] || cat ended said told; } > wrong
verdict 'all of its commands end well'
if command -v gnuplot > /dev/null; then
    for picture in pair reach eye budget; do
        [ -s "$picture.svg" ] || echo "no $picture.svg"
    done > wrong
    verdict 'and draw their pictures'
else
    skip 'and draw their pictures' 'no gnuplot'
fi
echo "1..$n"
