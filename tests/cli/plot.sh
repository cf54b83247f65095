#!/bin/sh
# plot.sh -- each picture is drawn in each format, and what is kept draws it again.
. "$(dirname "$0")/tap.sh"

gnuplot=${LANEREACH_GNUPLOT:-gnuplot}
if ! command -v "$gnuplot" > /dev/null; then
    echo '1..0 # SKIP gnuplot is not installed'
    exit
fi

# begins FILE FORMAT -- whether the file is one of that format, by its first bytes.
begins() {
    case $2 in
    svg) head -n 3 "$1" | grep -q '<svg' ;;
    png) [ "$(head -c 4 "$1" | od -An -c | tr -d ' ')" = '211PNG' ] ;;
    pdf) [ "$(head -c 4 "$1")" = '%PDF' ] ;;
    esac
}

# drawn COMMAND ARGUMENT...
drawn() {
    command=$1
    for format in svg png pdf; do
        rm -f "x.$format"
        run "$@" --plot "x.$format"
        name="$command draws $format"
        if [ "$status" = 0 ] && [ -s "x.$format" ] && begins "x.$format" $format; then
            ok "$name"
        else
            sed 's/^/# /' err
            not_ok "$name"
        fi
    done
    run "$@" --plot x.svg --keep-plot "kept.$command"
    name="$command leaves a script and data that draw again"
    (cd "kept.$command" && [ -s "$command.csv" ] && "$gnuplot" -d "$command.gp") > said 2>&1
    if [ "$status" = 0 ] && begins "kept.$command/x.svg" svg; then ok "$name"; else
        sed 's/^/# /' err said
        not_ok "$name"
    fi
}

card 3
drawn loss card.yaml
drawn com card.yaml
drawn reach card.yaml

head -n 1 kept.loss/loss.csv > header
echo '# freq_ghz,value_db' | diff - header > wrong
verdict 'the header of the data names columns and units'
echo old > old.svg
run loss --plot old.svg --at 90GHz card.yaml
if [ "$status" = 2 ] && [ "$(cat old.svg)" = old ]; then ok 'a run that fails leaves an old picture'
else not_ok 'a run that fails leaves an old picture'; fi
run loss --plot x.jpg card.yaml
if [ "$status" = 2 ] && [ ! -e x.jpg ] &&
    echo 'lanereach loss: x.jpg is not a picture; end its name in .svg, .png or .pdf' | diff - err > wrong
then ok 'another format is refused'; else not_ok 'another format is refused'; fi
# The pictures of com, and the numbers that they are drawn from.
for view in pulse loss pdf noise; do
    run com --json --view $view --plot x.svg --keep-plot "kept.$view" card.yaml
    if [ "$status" = 0 ] && begins x.svg svg; then ok "com --view $view draws"
    else not_ok "com --view $view draws"; fi
done
a_s=$(sed -n 's/.*"a_s_mv":[[:space:]]*\([0-9.]*\).*/\1/p' out | head -n 1)
tr ',' ' ' < kept.noise/com_noise.csv |
    awk -v want="$a_s" '$1 == 5 && !seen { seen = 1; if ($2 - want > 1e-6 || want - $2 > 1e-6) print $2, want }
         END { if (!seen) print "no A_s" }' > wrong
verdict 'the last bar is A_s'
run com --view taps card.yaml
refused 2 "lanereach com: --view 'taps' is unknown; write pulse, loss, pdf, noise, eye or summary" 'a picture of nobody'
echo "1..$n"
