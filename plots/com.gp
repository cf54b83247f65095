# com.gp -- how one pulse becomes a margin: the response before and after
# equalisation, and the taps that did it.
#
# Blocks 0 and 1: the pulse before and after equalisation, (ui, mv), 0 UI is the cursor;
# 2: the samples of the latter, one per UI; 3 and 4: the taps of the DFE and of the
# transmitter's FFE, (ui, weight).  TITLE; A_S and A_NI, signal and noise in mV.

# Taps that float far behind the cursor widen both panels.
xmax = 25.0
low = -1.2 * A_NI
high = 1.2 * (A_S > A_NI ? A_S : A_NI)
widen(x) = x > xmax - 1.0 ? (xmax = x + 1.0) : 0.0
hold(y) = (low = y < low ? y : low, high = y > high ? y : high)
do for [i = 0:1] { stats DATA index i using (hold($2)) name 'P' nooutput }
do for [i = 3:4] { stats DATA index i using (widen($1)) name 'T' nooutput }
xmin = -xmax / 5.0

grey = '#404040'
set xrange [xmin:xmax]
set border 3 lc rgb grey lw 0.8
set tics nomirror out scale 0.6
set grid back lt 1 lc rgb '#d0d0d0' lw 0.6
set style textbox opaque noborder fillcolor rgb '#ffffff' margins 0.4, 0.2
set lmargin at screen 0.085
set rmargin at screen 0.965
set key top right Left reverse samplen 4 spacing 1.3 noenhanced

set multiplot
set arrow 1 from 0, graph 0 to 0, graph 1 nohead back lc rgb grey lw 0.8 dt (8, 5)
set arrow 2 from xmin, 0 to xmax, 0 nohead back lc rgb grey lw 0.8

# The pulse, with the two amplitudes whose ratio is COM.
set tmargin at screen 0.92
set bmargin at screen 0.44
set title TITLE noenhanced font ',15'
set ylabel 'pulse response (mV)'
set yrange [1.05 * low:1.05 * high]
set format x ''
set object 1 rectangle from xmin, -A_NI to xmax, A_NI behind fs solid 1.0 noborder \
    fc rgb '#fde3c8'
set arrow 3 from -1.6, A_S to 0.9, A_S nohead front lc rgb grey lw 2.4
set label 1 sprintf('A_s %.1f mV', A_S) at -1.8, A_S right boxed front tc rgb grey
set label 2 sprintf('noise and interference A_{ni} ±%.1f mV', A_NI) at xmax, A_NI \
    offset -0.5, 0.8 right boxed front tc rgb grey
plot DATA index 0 using 1:2 with lines lc rgb '#808080' lw 1.4 dt (10, 5) title NAME[1], \
     DATA index 1 using 1:2 with lines lc rgb '#08306b' lw 2.2 dt 1 title NAME[2], \
     DATA index 2 using 1:2 with points pt 7 ps 0.55 lc rgb '#d95f02' title NAME[3]

# The taps, beside each other where both have one.
unset title
unset object 1
unset arrow 3
unset label 1
unset label 2
set tmargin at screen 0.39
set bmargin at screen 0.12
set format x '%g'
set xlabel 'time from the cursor (UI)'
set ylabel 'tap weight'
set yrange [*:*]
set ytics 0.2
set offsets 0, 0, 0.05, 0.05
plot DATA index 4 using ($1 - 0.12):2 with impulses lc rgb '#1b9e77' lw 3 notitle, \
     DATA index 4 using ($1 - 0.12):2 with points pt 7 ps 0.9 lc rgb '#1b9e77' \
         title NAME[5], \
     DATA index 3 using ($1 + 0.12):2 with impulses lc rgb '#54278f' lw 1.6 notitle, \
     DATA index 3 using ($1 + 0.12):2 with points pt 4 ps 0.9 lc rgb '#54278f' \
         title NAME[4]
unset multiplot
