# loss_icn.gp -- what each aggressor brings to ICN.
#
# A block for each bar, (kind, value_mv): kind 0 a FEXT, 1 a NEXT, 2 the sum of a kind, 3
# ICN.  TITLE; FN is not used.

grey = '#404040'
array COLOUR[4] = ['#08306b', '#1b9e77', '#8a8a8a', '#404040']
array KIND[BLOCKS]
array VALUE[BLOCKS]
do for [i = 1:BLOCKS] {
    stats DATA index i - 1 using (KIND[i] = $1, VALUE[i] = $2) name 'V' nooutput
}
high = VALUE[BLOCKS] > 0.0 ? VALUE[BLOCKS] : 1.0
short(s) = strlen(s) > 44 ? '...'.s[strlen(s) - 40:] : s
longest = 0
do for [i = 1:BLOCKS] { longest = strlen(NAME[i]) > longest ? strlen(NAME[i]) : longest }

# A gap before the sums.
place(i) = -i - (KIND[int(i)] > 1 ? 0.6 : 0.0)
set xrange [0:1.12 * high]
set yrange [place(BLOCKS) - 0.7:-0.3]
set label 200 TITLE at screen 0.5, 0.96 center noenhanced font ',15'
set tmargin 3.5
set xlabel 'integrated crosstalk noise (mV rms); sums are of powers'
set border 1 lc rgb grey lw 0.8
set xtics nomirror out scale 0.6
set grid xtics back lt 1 lc rgb '#d0d0d0' lw 0.6
unset ytics
set lmargin (longest > 44 ? 46 : longest + 2)
set rmargin 3
set bmargin 6
set key bmargin center horizontal Left reverse samplen 2 width 3 noenhanced
do for [i = 1:BLOCKS] {
    set label i short(NAME[i]) at graph 0, first place(i) offset -1, 0 right noenhanced tc rgb grey
    set label 100 + i sprintf('%.3f', VALUE[i]) at VALUE[i], place(i) offset 0.6, 0 \
        left tc rgb grey
}
plot for [i = 1:BLOCKS] DATA index i - 1 \
         using (0.5 * $2):(place(i)):(0.5 * $2):(0.36) with boxxyerror fs solid 0.85 \
         noborder lc rgb COLOUR[int(KIND[i]) + 1] notitle, \
     NaN with boxes fs solid 0.85 noborder lc rgb COLOUR[1] title 'FEXT', \
     NaN with boxes fs solid 0.85 noborder lc rgb COLOUR[2] title 'NEXT', \
     NaN with boxes fs solid 0.85 noborder lc rgb COLOUR[3] title 'sums'
