# loss_ild.gp -- measured and fitted loss, and what the one deviates from the other.
#
# Blocks, (freq_ghz, value_db): insertion loss; fitted loss and ILD over the band of the
# fit.  TITLE; FN, the Nyquist frequency in GHz.

grey = '#404040'
stats DATA index 0 using 1 name 'F' nooutput
stats DATA index 0 using 2 name 'L' nooutput
stats DATA index 2 using 2 name 'D' nooutput
stats DATA index 2 using 1 name 'B' nooutput
deep = 10.0 * ceil(L_max / 10.0)
deep = deep > 100.0 ? 100.0 : deep
most = D_max > -D_min ? D_max : -D_min
reach = most > 3.0 ? ceil(1.05 * most) : 3.5

# Both losses at Nyquist, between neighbouring points.
below = 0
look(x, y) = x <= FN ? (x0 = x, y0 = y, below = 1) : seen ? 0 : (x1 = x, y1 = y, seen = 1)
at(unused) = x0 == FN || !seen ? y0 : y0 + (y1 - y0) * (FN - x0) / (x1 - x0)
seen = 0
stats DATA index 0 using (look($1, $2)) name 'N' nooutput
inside = below && (seen || x0 == FN)
loss = inside ? at(0) : 0.0

set multiplot
set border 3 lc rgb grey lw 0.8
set tics nomirror out scale 0.6
set grid back lt 1 lc rgb '#d0d0d0' lw 0.6
set xrange [0:F_max]
set lmargin at screen 0.11
set rmargin at screen 0.96
if (inside) { set arrow 1 from FN, graph 0 to FN, graph 1 nohead back lc rgb grey lw 1 dt (8, 5) }

set tmargin at screen 0.88
set bmargin at screen 0.43
set title TITLE noenhanced offset 0, 0.9 font ',15'
set yrange [deep:0]
set ylabel 'loss (dB)' offset 1, 0
set format x ''
set key at graph 0.02, 0.06 left bottom vertical Left reverse samplen 4 noenhanced
if (inside) {
    set label 1 sprintf('Nyquist %.2f GHz: loss %.2f dB', FN, loss) \
        at FN, graph 1 offset 0, 0.6 center tc rgb grey
}
plot DATA index 0 using 1:2 with lines lw 1.8 lc rgb '#08306b' title NAME[1], \
     DATA index 1 using 1:2 with lines lw 1.6 dt (12, 5) lc rgb '#d95f02' \
         title sprintf('%s, %.3g to %.4g GHz', NAME[2], B_min, B_max)

unset title
unset label 1
set tmargin at screen 0.37
set bmargin at screen 0.11
set format x
set xlabel 'frequency (GHz)'
set ylabel 'ILD (dB)' offset 1, 0
set yrange [-reach:reach]
set arrow 2 from graph 0, first 0 to graph 1, first 0 nohead back lc rgb grey lw 0.8
do for [s = -1:1:2] {
    set arrow 3 + s from graph 0, first 3 * s to graph 1, first 3 * s nohead back \
        lc rgb '#c00000' lw 1.0 dt (4, 4)
}
set label 2 "\302\2613 dB" at graph 1, first 3 offset -0.5, -0.7 right \
    tc rgb '#c00000'
plot DATA index 2 using 1:2 with filledcurves y=0 fs solid 0.2 noborder \
         lc rgb '#1b9e77' notitle, \
     DATA index 2 using 1:2 with lines lw 1.4 lc rgb '#1b9e77' notitle
unset multiplot
