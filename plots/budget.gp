# budget.gp -- where the loss of a link goes, part after part.
#
# A block for each part, (from_db, to_db), the reflections between them last.  TITLE, TOTAL;
# LIMIT (0: none) and LIMIT_NAME.

grey = '#404040'
high = TOTAL > LIMIT ? TOTAL : LIMIT
low = 0.0
hold(a, b) = (high = a > high ? a : high, high = b > high ? b : high, low = b < low ? b : low)
do for [i = 0:BLOCKS - 1] { stats DATA index i using (hold($1, $2)) name 'P' nooutput }
ROWS = BLOCKS + 1
set xrange [low:1.12 * high]
set yrange [-ROWS - 0.2:0.2]
set label 100 TITLE at screen 0.5, screen 0.955 center noenhanced font ',15'
set xlabel 'loss (dB)'
set border 1 lc rgb grey lw 0.8
set xtics nomirror out scale 0.6
set grid xtics back lt 1 lc rgb '#d0d0d0' lw 0.6
unset ytics
unset key
set lmargin at screen 0.40
set rmargin at screen 0.97
set tmargin at screen 0.91
if (LIMIT > 0) {
    set arrow 1 from LIMIT, graph 0 to LIMIT, graph 1 nohead front dt 2 lc rgb '#b2182b' lw 1.6
    set label 101 sprintf('%s, %.2f dB', LIMIT_NAME, LIMIT) at LIMIT, graph 1 offset -0.5, -0.7 \
        right noenhanced font ',10' tc rgb '#b2182b'
}
SIZE = BLOCKS > 16 ? 8 : 11
do for [i = 1:BLOCKS] {
    set label i NAME[i] at graph 0, first 0.5 - i offset -1, 0 right noenhanced \
        font sprintf(',%d', SIZE) tc rgb grey
}
set label 102 'link' at graph 0, first 0.5 - ROWS offset -1, 0 right font sprintf(',%d', SIZE)
half = 0.36
plot for [i = 0:BLOCKS - 1] DATA index i \
         using (0.5 * ($1 + $2)):(-i - 0.5):(0.5 * abs($2 - $1)):(half): \
               (i == BLOCKS - 1 ? 0xe08214 : 0x4292c6) \
         with boxxyerror fs solid 0.85 noborder lc rgb variable, \
     for [i = 0:BLOCKS - 1] DATA index i \
         using ($1 > $2 ? $1 : $2):(-i - 0.5):(abs($2 - $1) < 0.005 ? '0.00' : sprintf('%+.2f', $2 - $1)) \
         with labels left offset 0.6, 0 font sprintf(',%d', SIZE) tc rgb grey, \
     '+' using (0.5 * TOTAL):(0.5 - ROWS):(0.5 * TOTAL):(half) every ::::0 \
         with boxxyerror fs solid 0.9 noborder lc rgb '#08306b', \
     '+' using (TOTAL):(0.5 - ROWS):(sprintf('%.2f', TOTAL)) every ::::0 \
         with labels left offset 0.6, 0 font sprintf(',%d', SIZE) tc rgb grey
