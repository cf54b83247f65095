# loss.gp -- S-parameters over frequency.
#
# Blocks: a curve each, (freq_ghz, value_db); the first is the through path.  The last
# LIMITS of them are limit lines of a standard, below which loss is too high.
# TITLE; FN, the Nyquist frequency in GHz, or 0; OVERLAY, 1 when every other curve is the
# through path of a channel of its own.

stats DATA index 0 using 1 name 'F' nooutput
fmax = F_max

# dB downwards from 0.  The through path is shown whole; of the others, what lies far
# below 60 dB (mode conversion towards DC, say) may leave the frame.
floor10(y) = 10.0 * floor(y / 10.0)
stats DATA index 0 using 2 name 'Y' nooutput
through = floor10(Y_min)
low = through
top = Y_max > 0.05 ? ceil(Y_max + 0.05) : 0
CURVES = BLOCKS - LIMITS
do for [i = 1:CURVES - 1] {
    stats DATA index i using 2 name 'Y' nooutput
    if (OVERLAY && floor10(Y_min) < through) { through = floor10(Y_min) }
    if (exists('Y_min') && Y_min < low) { low = floor10(Y_min) }
    if (exists('Y_max') && Y_max > top) { top = ceil(Y_max) }
}
if (OVERLAY && through < -100.0) { through = -100.0 }
ymin = low < -60.0 ? (through < -60.0 ? through : -60.0) : low
set xrange [0:fmax]
set yrange [(ymin < 0.0 ? ymin : -10.0):top]

# The through path at Nyquist, between its two neighbours.
seen = 0
look(x, y) = x <= FN ? (x0 = x, y0 = y, below = 1) : seen ? 0 : (x1 = x, y1 = y, seen = 1)
below = 0
stats DATA index 0 using (look($1, $2)) name 'L' nooutput
inside = FN > 0.0 && below && (seen || x0 == FN)
if (inside) {
    yn = x0 == FN ? y0 : y0 + (y1 - y0) * (FN - x0) / (x1 - x0)
    set arrow 1 from FN, graph 0 to FN, graph 1 nohead back \
        lc rgb '#404040' lw 1 dt (8, 5)
    set label 1 (OVERLAY ? sprintf('Nyquist %.2f GHz', FN) : \
        sprintf('Nyquist %.2f GHz: loss %.1f dB', FN, -yn)) at FN, graph 1 \
        offset 0, 0.7 center tc rgb '#404040'
    if (!OVERLAY) { set label 2 '' at FN, yn point pt 7 ps 0.8 lc rgb '#08306b' front }
}


set title TITLE noenhanced offset 0, 1 font ',15'
set xlabel 'frequency (GHz)'
set ylabel 'magnitude (dB)'
set border 3 lc rgb '#404040' lw 0.8
set tics nomirror out scale 0.6
set grid back lt 1 lc rgb '#d0d0d0' lw 0.6
set key bmargin center horizontal Left reverse samplen 5 width 3 noenhanced
set tmargin 4.5
ROWS = BLOCKS > 6 || OVERLAY ? (BLOCKS + 1) / 2 : 1
if (ROWS > 1) { set key maxcols 2 }
set bmargin 4.5 + ROWS
set style line 1 lc rgb '#08306b' lw 2.4 dt 1
set style line 2 lc rgb '#d95f02' lw 1.3 dt (14, 5)
set style line 3 lc rgb '#1b9e77' lw 1.3 dt (10, 3, 2, 3)
set style line 4 lc rgb '#8a8a8a' lw 1.3 dt (2, 3)
set style line 5 lc rgb '#7570b3' lw 1.3 dt (18, 4, 2, 4, 2, 4)

# Channels of an overlay: solid, in colours that a colour-blind reader tells apart.
array OVER[8] = ['#08306b', '#d95f02', '#1b9e77', '#e7298a', '#7570b3', '#66a61e', \
                 '#a6761d', '#666666']
if (OVERLAY) {
    do for [i = 1:CURVES] {
        set style line i lc rgb OVER[(i - 1) % 8 + 1] lw 1.5 dt 1 + (i - 1) / 8
    }
}
set style line 40 lc rgb '#c00000' lw 1.6 dt 1 pt 11 ps 1.2

# The through path on top, first in the key; limits above everything.
style(i) = OVERLAY ? i : (i - 1) % 5 + 1
plot for [i = CURVES:1:-1] DATA index i - 1 using 1:2 with lines ls style(i) notitle, \
     for [i = 1:CURVES] NaN with lines ls style(i) title NAME[i], \
     for [i = CURVES + 1:BLOCKS] DATA index i - 1 using 1:2 with linespoints ls 40 \
         pointinterval 1000 title (i <= BLOCKS ? NAME[i] : "")
