# eye.gp -- the statistical eye: how likely each voltage, or power of light, is at each
# phase, over two UI.
#
# Block 0: (ui, mv, log10 of the probability of a millivolt).  Blocks 1 .. EYES: the eyes,
# the lowest first, (ui, bottom_mv, top_mv) where they are open at BER.  The last:
# (height_mv, width_ui, middle_mv, centre_ui) of each.  TITLE; MOST in mV; UI_PS; QUANTITY
# and UNIT, which may be another than mV; FLOOR and TOP, what colours span.

grey = '#404040'
set xrange [-1:1]
set yrange [-MOST:MOST]
set cbrange [FLOOR:TOP]
set palette defined (0 '#ffffff', 3 '#deebf7', 8 '#6baed6', 13 '#08519c', 16 '#08306b', \
                     17 '#fd8d3c', 18 '#ffffb2')
set title TITLE noenhanced font ',15'
set xlabel sprintf('phase from the sampling instant (UI of %.4g ps)', UI_PS)
set ylabel sprintf('%s (%s)', QUANTITY, UNIT)
set cblabel sprintf('log_{10} of the probability per %s', UNIT)
set border 3 lc rgb grey lw 0.8
set tics nomirror out scale 0.6
set xtics 0.25
set style textbox opaque noborder fillcolor rgb '#ffffff' margins 0.6, 0.4
set lmargin at screen 0.09
set rmargin at screen 0.86
set key bmargin center horizontal Left reverse samplen 3 width 2
set bmargin 6

array MIDDLE[EYES]
array HEIGHT[EYES]
array WIDTH[EYES]
take(n, h, w, m) = (HEIGHT[n + 1] = h, WIDTH[n + 1] = w, MIDDLE[n + 1] = m, 0)
stats DATA index EYES + 1 using (take(int($0), $1, $2, $3)) name 'E' nooutput
do for [i = 1:int(EYES)] {
    set label 10 + i sprintf('%.2f %s, %.3f UI', HEIGHT[i], UNIT, WIDTH[i]) \
        at 0.49, MIDDLE[i] right front boxed font ',10' \
        tc rgb HEIGHT[i] > 0 ? '#08306b' : '#b2182b'
}
set arrow 1 from 0, graph 0 to 0, graph 1 nohead front lc rgb grey lw 0.8 dt (8, 5)
shown(x) = x > FLOOR ? x : FLOOR
plot DATA index 0 using 1:2:(shown($3)) with image notitle, \
     for [i = 1:int(EYES)] DATA index i using 1:2 with lines lc rgb '#d94801' lw 1.8 \
         title i == 1 ? sprintf('open at %.3g', BER) : '', \
     for [i = 1:int(EYES)] DATA index i using 1:3 with lines lc rgb '#d94801' lw 1.8 \
         notitle
