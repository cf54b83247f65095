# line_loss.gp -- loss per length against frequency, split by its causes.
#
# One block, (freq_ghz, dielectric, dielectric and smooth conductor, all), dB/m.  TITLE;
# INCH, metres.

grey = '#404040'
stats DATA using 4 name 'L' nooutput
stats DATA using 1 name 'F' nooutput
set label 1 TITLE at screen 0.5, screen 0.955 center noenhanced font ',15'
set border 11 lc rgb grey lw 0.8
set tics nomirror out scale 0.6
set grid front lt 1 lc rgb '#d0d0d0' lw 0.6
set key top left Left reverse invert
set xrange [0:F_max]
set yrange [0:1.08 * L_max]
set y2range [0:1.08 * L_max * INCH]
set y2tics
set xlabel 'frequency (GHz)'
set ylabel 'loss (dB/m)'
set y2label 'loss (dB/inch)'
set tmargin at screen 0.90
plot DATA using 1:(0):2 with filledcurves fc rgb '#9ecae1' title 'dielectric', \
     DATA using 1:2:3 with filledcurves fc rgb '#e6b07a' title 'conductor, smooth', \
     DATA using 1:3:4 with filledcurves fc rgb '#c46a3b' title 'its roughness', \
     DATA using 1:4 with lines lw 1.8 lc rgb '#08306b' notitle
