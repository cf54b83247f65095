# com_eye.gp -- the eye of a chip-to-module receiver: where each level's voltages lie, and
# the openings between them.
#
# Blocks but the last: a level each, the lowest first, (ui, low_mv, high_mv), what it
# exceeds and falls below with the probability DER; the last: the eyes, (middle_mv,
# height_mv, width_ui, centre_ui, open).  TITLE; T_O, half the window of phases in UI, 0:
# none; VEO_MIN, the least height in mV; UI_PS.

EYES = BLOCKS - 1
low = 1e9
high = -1e9
hold(a, b) = (low = a < low ? a : low, high = b > high ? b : high)
do for [i = 0:EYES - 1] { stats DATA index i using (hold($2, $3)) name 'P' nooutput }
grey = '#404040'
pad = 0.06 * (high - low)
set xrange [-0.5:0.5]
set yrange [low - pad:high + pad]
set title TITLE noenhanced font ',15'
set xlabel sprintf('phase from the sampling instant (UI of %.4g ps)', UI_PS)
set ylabel 'voltage (mV)'
set border 3 lc rgb grey lw 0.8
set tics nomirror out scale 0.6
set xtics 0.1
set style textbox opaque noborder fillcolor rgb '#ffffff' margins 0.6, 0.4
set lmargin at screen 0.09
set rmargin at screen 0.97
set key bmargin center horizontal Left reverse samplen 3 width 2
set bmargin 6

# What the receiver looks at, and what it must find there.
set arrow 1 from 0, graph 0 to 0, graph 1 nohead front lc rgb grey lw 0.8 dt (8, 5)
array MIDDLE[EYES]
array HEIGHT[EYES]
array WIDTH[EYES]
take(n, m, h, w) = (MIDDLE[n + 1] = m, HEIGHT[n + 1] = h, WIDTH[n + 1] = w, 0)
stats DATA index EYES using (take(int($0), $1, $2, $3)) name 'E' nooutput
do for [i = 1:int(E_records)] {
    if (T_O > 0.0 && VEO_MIN > 0.0) {
        set object 10 + i rectangle from -T_O, MIDDLE[i] - 0.5 * VEO_MIN \
            to T_O, MIDDLE[i] + 0.5 * VEO_MIN front fs empty border lc rgb '#d95f02' lw 2
    }
    set label 10 + i sprintf('%.2f mV, %.2f UI', HEIGHT[i], WIDTH[i]) \
        at 0.49, MIDDLE[i] right front boxed tc rgb HEIGHT[i] > 0 ? '#08306b' : '#b2182b'
}
if (T_O > 0.0) {
    set arrow 2 from -T_O, graph 0 to -T_O, graph 1 nohead front lc rgb '#d95f02' lw 0.8 \
        dt (3, 4)
    set arrow 3 from T_O, graph 0 to T_O, graph 1 nohead front lc rgb '#d95f02' lw 0.8 \
        dt (3, 4)
}
MASK = sprintf('mask: {/Symbol \261}%.3g UI, %.4g mV', T_O, VEO_MIN)
plot for [i = 0:EYES - 1] DATA index i using 1:2:3 with filledcurves \
         fs transparent solid 0.30 noborder lc rgb '#08306b' notitle, \
     for [i = 0:EYES - 1] DATA index i using 1:2 with lines lc rgb '#08306b' lw 1.6 \
         title i == 0 ? sprintf('contours at %.2g', DER) : '', \
     for [i = 0:EYES - 1] DATA index i using 1:3 with lines lc rgb '#08306b' lw 1.6 \
         notitle, \
     NaN with lines lc rgb '#d95f02' lw 2 title T_O > 0.0 && VEO_MIN > 0.0 ? MASK : ''
