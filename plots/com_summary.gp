# com_summary.gp -- many channels: the margin of each to its tightest criterion, worst
# first.
#
# A block for each channel, (margin_db, pass); pass -1: it has no margin.  TITLE; REST, what is
# shown.

grey = '#404040'
low = 0.0
high = 0.0
hold(y) = (low = y < low ? y : low, high = y > high ? y : high)
do for [i = 0:BLOCKS - 1] { stats DATA index i using (hold($1)) name 'P' nooutput }
span = high - low > 0.0 ? high - low : 1.0
ROWS = BLOCKS < 8 ? 8 : BLOCKS
SIZE = BLOCKS > 20 ? 8 : 11
set xrange [low - 0.14 * span:high + 0.14 * span]
set yrange [-ROWS - 0.1:0.1]
set label 100 TITLE at screen 0.5, screen 0.955 center noenhanced font ',15'
set xlabel sprintf('margin to the tightest criterion (dB); %s', REST)
set border 1 lc rgb grey lw 0.8
set xtics nomirror out scale 0.6
set grid xtics back lt 1 lc rgb '#d0d0d0' lw 0.6
unset ytics
unset key
set lmargin at screen 0.40
set rmargin at screen 0.97
set tmargin at screen 0.91
set arrow 1 from 0, graph 0 to 0, graph 1 nohead front lc rgb grey lw 1.2
do for [i = 1:BLOCKS] {
    set label i NAME[i] at graph 0, first 0.5 - i offset -1, 0 right noenhanced \
        font sprintf(',%d', SIZE) tc rgb grey
}
half = 0.36
beside(x) = x + 0.012 * span * (x < 0 ? -1 : 1)
plot for [i = 0:BLOCKS - 1] DATA index i \
         using (0.5 * $1):(-i - 0.5):(0.5 * abs($1)):(half):($2 > 0 ? 0x08306b : 0xb2182b) \
         with boxxyerror fs solid 0.85 noborder lc rgb variable, \
     for [i = 0:BLOCKS - 1] DATA index i \
         using (beside($1)):(-i - 0.5):($1 < 0 ? sprintf('%+.2f', $1) : '') \
         with labels right font sprintf(',%d', SIZE) tc rgb grey notitle, \
     for [i = 0:BLOCKS - 1] DATA index i \
         using (beside($1)):(-i - 0.5):($1 < 0 || $2 < 0 ? '' : sprintf('%+.2f', $1)) \
         with labels left font sprintf(',%d', SIZE) tc rgb grey notitle, \
     for [i = 0:BLOCKS - 1] DATA index i \
         using (0.0):(-i - 0.5):($2 < 0 ? 'no margin' : '') \
         with labels left offset 1, 0 font sprintf(',%d', SIZE) tc rgb '#b2182b' notitle
