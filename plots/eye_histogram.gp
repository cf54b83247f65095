# eye_histogram.gp -- the density of voltages at the sampling instant: by the statistics,
# and counted symbol by symbol.
#
# Blocks 0, 1: (mv, log10 of the probability of 1 mV): statistics, simulated.  TITLE;
# SYMBOLS; UI_PS.

grey = '#404040'
set title sprintf('%s: %.3g symbols', TITLE, SYMBOLS) noenhanced font ',15'
set border 3 lc rgb grey lw 0.8
set tics nomirror out scale 0.6
set xlabel 'voltage at the slicer (mV)'
set ylabel 'log_{10} of the probability of 1 mV'
set yrange [-20:*]
set key top right Left reverse samplen 3 width 2
plot DATA index 0 using 1:2 with lines lc rgb '#08306b' lw 1.8 title NAME[1], \
     DATA index 1 using 1:2 with points pt 7 ps 0.35 lc rgb '#d94801' title NAME[2]
