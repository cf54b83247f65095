# com_pdf.gp -- why COM is what it is: the densities of everything that disturbs the slicer.
#
# Block 0: the cumulative probability of the total, (mv, probability); the others: densities,
# (mv, probability per mV), the total first.  TITLE; A_S and A_NI in mV; DER, the probability
# at which the total is read.

grey = '#404040'
most = A_S > A_NI ? A_S : A_NI
xmax = 1.25 * most
low = 0.01 * DER
top = 1.0
hold(y) = top = y > top ? y : top
do for [i = 1:BLOCKS - 1] { stats DATA index i using (hold($2)) name 'P' nooutput }
set xrange [-xmax:xmax]
set yrange [low:4.0 * top]
set logscale y
set format y '10^{%T}'
set title TITLE noenhanced offset 0, 1.2 font ',15'
set xlabel 'disturbance of the sample (mV)'
set ylabel 'density (1/mV), cumulative probability'
set border 3 lc rgb grey lw 0.8
set tics nomirror out scale 0.6
set grid back lt 1 lc rgb '#d0d0d0' lw 0.6
set key bmargin center horizontal Left reverse samplen 5 width 3 maxcols 3 noenhanced
set bmargin 7
set tmargin 5
set style textbox opaque noborder fillcolor rgb '#ffffff' margins 0.3, 0.2

do for [s = -1:1:2] {
    set arrow from s * A_S, graph 0 to s * A_S, graph 1 nohead back lc rgb '#08306b' lw 1.6
    set arrow from s * A_NI, graph 0 to s * A_NI, graph 1 nohead back lc rgb '#a63603' \
        lw 1.6 dt (8, 4)
}
set arrow from -xmax, DER to xmax, DER nohead back lc rgb grey lw 1 dt (3, 3)
set label sprintf('DER_0 %.2g', DER) at 0, DER center boxed front tc rgb grey
set label sprintf('A_s %.2f mV', A_S) at A_S, graph 1 offset 0, 0.8 center tc rgb '#08306b'
set label sprintf('−A_{ni} %.2f mV', A_NI) at -A_NI, graph 1 offset 0, 0.8 center \
    tc rgb '#a63603'

array COLOUR[5] = [grey, '#000000', '#d95f02', '#1b9e77', '#54278f']
colour(i) = BLOCKS < 5 && i > 3 ? COLOUR[5] : COLOUR[i]
plot DATA index 1 using 1:2 with lines lc rgb '#000000' lw 2.4 title NAME[2], \
     for [i = 2:BLOCKS - 1] DATA index i using 1:2 with lines lc rgb colour(i + 1) lw 1.5 \
         title NAME[i + 1], \
     DATA index 0 using 1:2 with lines lc rgb grey lw 1.6 dt (10, 4) title NAME[1]
