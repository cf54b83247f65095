# line_crosstalk.gp -- near-end and far-end crosstalk of lanes side by side, against their
# pitch, a curve for each length, or against their length.
#
# Blocks, (x, next_db, fext_db).  TITLE; XLABEL; WHAT, whose crosstalk.

grey = '#404040'
array COLOUR[8] = ['#08306b', '#2171b5', '#1b9e77', '#66a61e', '#e6ab02', '#d95f02', '#b2182b', \
                   '#7570b3']
set multiplot
set border 3 lc rgb grey lw 0.8
set tics nomirror out scale 0.6
set grid back lt 1 lc rgb '#d0d0d0' lw 0.6
set key top right Left reverse noenhanced samplen 2
set offsets graph 0.03, graph 0.03, graph 0.08, graph 0.05
set xlabel XLABEL
set tmargin at screen 0.86
set bmargin at screen 0.13
set label 1 TITLE at screen 0.5, screen 0.955 center noenhanced font ',15'
set label 2 WHAT at screen 0.5, screen 0.905 center noenhanced tc rgb grey
set lmargin at screen 0.09
set rmargin at screen 0.48
set ylabel 'NEXT (dB)' offset 1, 0
plot for [i = 0:BLOCKS - 1] DATA index i using 1:2 with linespoints pt 7 ps 0.6 lw 1.8 \
     lc rgb COLOUR[i % 8 + 1] title NAME[i + 1]
unset label 1
unset label 2
unset key
set lmargin at screen 0.58
set rmargin at screen 0.97
set ylabel 'FEXT (dB)' offset 1, 0
plot for [i = 0:BLOCKS - 1] DATA index i using 1:3 with linespoints pt 7 ps 0.6 lw 1.8 \
     lc rgb COLOUR[i % 8 + 1] title NAME[i + 1]
unset multiplot
