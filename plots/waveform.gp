# waveform.gp -- step or pulse responses over time.
#
# Blocks: a response each, (time_ns, value_mv).  TITLE; TIME and AXIS, what the axes are; Z0 is not used.

set xrange [*:*] noextend
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
array COLOUR[8] = ['#08306b', '#d95f02', '#1b9e77', '#e7298a', '#7570b3', '#66a61e', \
                   '#a6761d', '#666666']
plot for [i = 1:BLOCKS] DATA index i - 1 using 1:2 with lines \
         lc rgb COLOUR[(i - 1) % 8 + 1] lw 1.8 dt 1 + (i - 1) / 8 title NAME[i]
