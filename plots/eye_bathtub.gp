# eye_bathtub.gp -- how often each eye is decided wrongly: over the phase, its threshold
# in the middle of the eye, and over the threshold at the sampling instant.
#
# Blocks 0 .. EYES - 1: (ui, log10 p), the lowest eye first; EYES .. 2 EYES - 1: (mv, log10
# p), from one level to the next.  TITLE; BER; UI_PS.

grey = '#404040'
array COLOUR[6] = ['#08306b', '#d94801', '#238b45', '#6a51a3', '#a50f15', '#7f7f7f']
colour(i) = COLOUR[int(i) % 6 + 1]
set multiplot layout 1, 2 title TITLE noenhanced font ',15' margins 0.09, 0.98, 0.2, 0.9 \
    spacing 0.08
set border 3 lc rgb grey lw 0.8
set tics nomirror out scale 0.6
set yrange [-20:0]
set ytics 2
set ylabel 'log_{10} of the error ratio'
set arrow 1 from graph 0, first log10(BER) to graph 1, first log10(BER) nohead back \
    lc rgb grey lw 0.8 dt (8, 5)
set label 1 sprintf('%.3g', BER) at graph 0.01, first log10(BER) + 0.4 tc rgb grey
set key bmargin center horizontal Left reverse samplen 3 width 2
set xrange [-0.5:0.5]
set xtics 0.1
set xlabel sprintf('phase (UI of %.4g ps)', UI_PS)
plot for [i = 0:int(EYES) - 1] DATA index i using 1:2 with lines lc rgb colour(i) lw 1.8 \
     title NAME[i + 1]
set xrange [*:*]
set xtics autofreq
set ylabel ''
set xlabel 'threshold (mV)'
plot for [i = 0:int(EYES) - 1] DATA index EYES + i using 1:2 with lines \
     lc rgb colour(i) lw 1.8 title NAME[i + 1]
unset multiplot
