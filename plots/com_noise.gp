# com_noise.gp -- the noise budget: what each impairment alone takes from the signal.
#
# A block for each package case, (row, peak_mv, rms_mv), rows 0 to 5: intersymbol
# interference, crosstalk, dual-Dirac jitter, Gaussian noise, A_ni, A_s.  TITLE; DER, the
# probability with which a peak is exceeded.

grey = '#404040'
array WHAT[6] = ['intersymbol interference', 'crosstalk', 'jitter A_{DD}', \
                 'noise, random jitter', 'A_{ni}', 'A_s']
high = 0.0
hold(y) = high = y > high ? y : high
do for [i = 0:BLOCKS - 1] { stats DATA index i using (hold($2)) name 'P' nooutput }
set xrange [0:1.15 * high]
set yrange [-5.6:0.6]
set title TITLE noenhanced font ',15'
set xlabel sprintf('exceeded with the probability %.2g (mV); the mark is the rms', DER)
set border 1 lc rgb grey lw 0.8
set xtics nomirror out scale 0.6
set grid xtics back lt 1 lc rgb '#d0d0d0' lw 0.6
unset ytics
set lmargin 26
set key bmargin center horizontal Left reverse samplen 2 width 3 noenhanced
set bmargin 6
do for [k = 1:6] { set label WHAT[k] at graph 0, first 1 - k offset -1.5, 0 right tc rgb grey }

array COLOUR[8] = ['#08306b', '#d95f02', '#1b9e77', '#54278f', '#a63603', '#6baed6', \
                   '#737373', '#e7298a']
height = 0.8 / BLOCKS
middle(i, k) = -k + 0.4 - (i + 0.5) * height
plot for [i = 0:BLOCKS - 1] DATA index i \
         using (0.5 * $2):(middle(i, $1)):(0.5 * $2):(0.42 * height) with boxxyerror \
         fs solid 0.85 noborder lc rgb COLOUR[i + 1] title NAME[i + 1], \
     for [i = 0:BLOCKS - 1] DATA index i using 3:(middle(i, $1)) with points pt 2 ps 0.8 \
         lw 1.6 lc rgb '#000000' notitle, \
     for [i = 0:BLOCKS - 1] DATA index i \
         using ($2 + 0.01 * high):(middle(i, $1)):(sprintf('%.2f', $2)) with labels left \
         tc rgb grey notitle
