# tdr.gp -- impedance over round-trip time.
#
# Blocks: a profile each, (time_ns, z_ohm); for one channel the first and third are first
# order, the second and fourth peeled.  TITLE; TIME and AXIS, what the axes are; Z0 [ohm], the reference.

low = Z0
high = Z0
do for [i = 0:BLOCKS - 1] {
    stats [0:*] DATA index i using 2 name 'Y' nooutput
    if (exists('Y_min') && Y_min < low) { low = Y_min }
    if (exists('Y_max') && Y_max > high) { high = Y_max }
}
pad = 0.08 * (high - low) + 0.01 * Z0
low = low - pad > 0.0 ? low - pad : 0.0
high = high + pad < 4.0 * Z0 ? high + pad : 4.0 * Z0
set yrange [low:high]
set xrange [*:*] noextend
set arrow 1 from graph 0, first Z0 to graph 1, first Z0 nohead back \
    lc rgb '#404040' lw 0.8 dt (8, 5)

set title TITLE noenhanced font ',15'
set xlabel TIME
set ylabel AXIS
set border 3 lc rgb '#404040' lw 0.8
set tics nomirror out scale 0.6
set grid back lt 1 lc rgb '#d0d0d0' lw 0.6
set key bmargin center horizontal Left reverse samplen 5 width 3 noenhanced
set tmargin 3.5
ROWS = BLOCKS > 4 ? (BLOCKS + 1) / 2 : 1
if (BLOCKS > 4) { set key maxcols 2 }
set bmargin 4.5 + ROWS
array COLOUR[8] = ['#08306b', '#6baed6', '#d95f02', '#fdae6b', '#1b9e77', '#e7298a', \
                   '#7570b3', '#66a61e']
plot for [i = 1:BLOCKS] DATA index i - 1 using 1:2 with lines \
         lc rgb COLOUR[(i - 1) % 8 + 1] lw 1.8 dt 1 + (i - 1) / 8 title NAME[i]
