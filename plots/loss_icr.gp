# loss_icr.gp -- the through path against all crosstalk, over log frequency.
#
# Blocks, (freq_ghz, value_db): |S21| of the through path; the power sum of the crosstalk;
# ICR, their distance.  TITLE; FN, the Nyquist frequency in GHz.

grey = '#404040'
floor10(y) = 10.0 * floor(y / 10.0)
stats DATA index 0 using 1 name 'F' nooutput
stats DATA index 0 using 2 name 'S' nooutput
stats DATA index 1 using 2 name 'X' nooutput
stats DATA index 2 using 2 name 'R' nooutput
low = floor10(S_min < X_min ? S_min : X_min)
low = low < -100.0 ? -100.0 : low
least = R_min < 0.0 ? floor10(R_min) : 0.0
most = R_max > 80.0 ? 80.0 : 10.0 * ceil(R_max / 10.0)

# All three at Nyquist, between neighbouring points.
look(x, y) = x <= FN ? (x0 = x, y0 = y, below = 1) : seen ? 0 : (x1 = x, y1 = y, seen = 1)
at(unused) = x0 == FN || !seen ? y0 : y0 + (y1 - y0) * (FN - x0) / (x1 - x0)
array AT[3]
do for [i = 1:3] {
    below = 0
    seen = 0
    stats DATA index i - 1 using (look($1, $2)) name 'N' nooutput
    inside = below && (seen || x0 == FN)
    AT[i] = inside ? at(0) : 0.0
}

set multiplot
set border 3 lc rgb grey lw 0.8
set tics nomirror out scale 0.6
set grid xtics mxtics ytics back lt 1 lc rgb '#d0d0d0' lw 0.6, lt 1 lc rgb '#ececec' lw 0.5
set logscale x
set xrange [(F_min < 1e-3 * F_max ? 1e-3 * F_max : F_min):F_max]
set lmargin at screen 0.11
set rmargin at screen 0.96
if (inside) { set arrow 1 from FN, graph 0 to FN, graph 1 nohead back lc rgb grey lw 1 dt (8, 5) }

set tmargin at screen 0.88
set bmargin at screen 0.46
set title TITLE noenhanced offset 0, 0.9 font ',15'
set yrange [low:0]
set ylabel 'magnitude (dB)' offset 1, 0
set format x ''
set key at graph -0.01, 1.012 left bottom horizontal Left reverse samplen 3 width -2 noenhanced
if (inside) {
    set label 1 sprintf('Nyquist %.2f GHz: loss %.1f, PSXT %.1f dB', FN, -AT[1], AT[2]) \
        at (FN > 0.1 * F_max ? F_max : FN), graph 1 offset 0, 0.6 right tc rgb grey
}
plot DATA index 0 using 1:2 with lines lw 1.8 lc rgb '#08306b' title NAME[1], \
     DATA index 1 using 1:2 with lines lw 1.6 lc rgb '#d95f02' title NAME[2]

unset title
unset label 1
unset key
set tmargin at screen 0.40
set bmargin at screen 0.11
set format x '%g'
set xlabel 'frequency (GHz)'
set ylabel 'ICR (dB)' offset 1, 0
set yrange [least:most]
if (inside) {
    set label 2 sprintf('ICR %.1f dB', AT[3]) at FN, AT[3] right offset -1, -1.4 \
        tc rgb '#08306b' front
    set label 3 '' at FN, AT[3] point pt 7 ps 0.8 lc rgb '#08306b' front
}
plot DATA index 2 using 1:2 with lines lw 1.6 lc rgb '#1b9e77'
unset multiplot
