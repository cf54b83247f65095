# line_fit.gp -- loss and effective permittivity of a line as measured and as the fitted
# model has them, and what the one differs from the other.
#
# Blocks, (freq_ghz, value): loss measured, model, their difference [dB over the length];
# eps_eff measured, model, their difference [%].
# TITLE; LOW, HIGH [GHz], the band that counts; LENGTH [mm]; LOSS_RMS [dB]; ER_RMS [%].

grey = '#404040'
stats DATA index 0 using 1 name 'F' nooutput
stats DATA index 0 using ($1 >= LOW && $1 <= HIGH ? $2 : NaN) name 'L' nooutput
stats DATA index 2 using ($1 >= LOW && $1 <= HIGH ? $2 : NaN) name 'D' nooutput
stats DATA index 3 using ($1 >= LOW && $1 <= HIGH ? $2 : NaN) name 'E' nooutput
stats DATA index 5 using ($1 >= LOW && $1 <= HIGH ? $2 : NaN) name 'R' nooutput
top = F_max < 1.5 * HIGH ? F_max : 1.5 * HIGH
far(a, b) = a > -b ? a : -b
room = E_max - E_min

set multiplot
set border 3 lc rgb grey lw 0.8
set tics nomirror out scale 0.6
set grid back lt 1 lc rgb '#d0d0d0' lw 0.6
set xrange [0:top]
set key top left horizontal Left reverse samplen 4 noenhanced
set object 1 rectangle from graph 0, graph 0 to LOW, graph 1 back \
    fc rgb '#ececec' fs solid noborder
set object 2 rectangle from HIGH, graph 0 to graph 1, graph 1 back \
    fc rgb '#ececec' fs solid noborder
set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead back lc rgb grey lw 0.8

set lmargin at screen 0.09
set rmargin at screen 0.48
set tmargin at screen 0.88
set bmargin at screen 0.41
set format x ''
set label 1 TITLE at screen 0.5, screen 0.95 center noenhanced font ',15'
set yrange [0:1.25 * L_max * top / HIGH]
set ylabel sprintf('loss of %.4g mm (dB)', LENGTH) offset 1, 0
plot DATA index 0 using 1:2 with lines lw 1.4 lc rgb '#08306b' title NAME[1], \
     DATA index 1 using 1:2 with lines lw 1.8 dt (12, 5) lc rgb '#d95f02' title NAME[2]
unset label 1

set lmargin at screen 0.58
set rmargin at screen 0.97
set yrange [E_min - 0.2 * room:E_max + 0.5 * room]
set ylabel 'eps_{eff}' offset 1, 0
unset arrow 1
plot DATA index 3 using 1:2 with lines lw 1.4 lc rgb '#08306b' title NAME[4], \
     DATA index 4 using 1:2 with lines lw 1.8 dt (12, 5) lc rgb '#d95f02' title NAME[5]

set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead back lc rgb grey lw 0.8
set tmargin at screen 0.345
set bmargin at screen 0.12
set format x
set xlabel 'frequency (GHz)'
unset key
set lmargin at screen 0.09
set rmargin at screen 0.48
reach = 1.3 * far(D_max, D_min)
set yrange [-reach:reach]
set ylabel 'model - measured (dB)' offset 1, 0
set label 2 sprintf('%.2g dB rms in the band', LOSS_RMS) at graph 0, graph 1 \
    offset 0, 0.7 left tc rgb grey
plot DATA index 2 using 1:2 with lines lw 1.2 lc rgb '#1b9e77'

set lmargin at screen 0.58
set rmargin at screen 0.97
reach = 1.3 * far(R_max, R_min)
set yrange [-reach:reach]
set ylabel 'model - measured (%)' offset 1, 0
set label 2 sprintf('%.2g %% rms in the band', ER_RMS) at graph 0, graph 1 \
    offset 0, 0.7 left tc rgb grey
plot DATA index 5 using 1:2 with lines lw 1.2 lc rgb '#1b9e77'
unset multiplot
