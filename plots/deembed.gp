# deembed.gp -- a measurement, what is left without its fixtures, and the 2x-thru.
#
# Blocks: curves (freq_ghz, value_db), transmission and reflection in turn.
# TITLE; VALID [GHz], above which nothing is to be believed, or 0.

stats DATA index 0 using 1 name 'F' nooutput
set xrange [0:F_max]
set yrange [-60<*<-40:*<5]
if (VALID > 0.0 && VALID < F_max) {
    set object 1 rectangle from VALID, graph 0 to F_max, graph 1 back \
        fc rgb '#ececec' fs solid noborder
    set label 1 sprintf('valid to %.4g GHz', VALID) at VALID, graph 1 \
        offset 0, 0.7 right tc rgb '#404040'
}

set title TITLE noenhanced offset 0, 1 font ',15'
set xlabel 'frequency (GHz)'
set ylabel 'magnitude (dB)'
set border 3 lc rgb '#404040' lw 0.8
set tics nomirror out scale 0.6
set grid back lt 1 lc rgb '#d0d0d0' lw 0.6
set key bmargin center horizontal Left reverse samplen 5 width 3 noenhanced
set tmargin 4.5
set bmargin 6.5
array COLOUR[6] = ['#707070', '#c8c8c8', '#08306b', '#6baed6', '#d95f02', '#fdae6b']
plot for [i = 1:BLOCKS] DATA index i - 1 using 1:2 with lines \
         lc rgb COLOUR[(i - 1) % 6 + 1] lw (i % 2 ? 2.0 : 1.0) title NAME[i]
