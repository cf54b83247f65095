# line_section.gp -- a cross-section to scale, and the charge along its signals.
#
# DIELECTRICS outlines, METALS outlines, (x_um, y_um), and last the charge as a comb,
# (x_um, y_um, dx_um, dy_um, share of the most that is shown).  TITLE; WHAT is drawn.

grey = '#404040'
array FILL[6] = ['#d9e8d0', '#c6dbef', '#fde3b8', '#e3d7ee', '#eeeeee', '#d0e7e5']
stats DATA index 0 using 1 name 'X' nooutput
set label 1 TITLE at screen 0.5, screen 0.955 center noenhanced font ',15'
set size ratio -1
set border 3 lc rgb grey lw 0.8
set tics nomirror out scale 0.6
set xlabel 'x (um)'
set ylabel 'y (um)'
set xrange [X_min:X_max]
set offsets graph 0, graph 0, graph 0.06, graph 0.02
set palette defined (-1 '#08306b', -0.3 '#2171b5', 0 '#f7f7f7', 0.3 '#ef6548', 1 '#b2182b')
set cbrange [-1:1]
set cbtics ('-' -1, '0' 0, '+' 1)
set cblabel WHAT offset 1.5, 0
set key below left Left reverse horizontal noenhanced samplen 2
kept = 0
CHARGE = DIELECTRICS + METALS
plot for [i = 0:DIELECTRICS - 1] DATA index i using 1:2 with filledcurves closed \
         fc rgb FILL[NAME[i + 1] eq '' ? kept : (kept = kept % 6 + 1, kept)] \
         title NAME[i + 1], \
     for [i = 0:DIELECTRICS - 1] DATA index i using 1:2 with lines lw 0.6 lc rgb '#909090' \
         notitle, \
     for [i = DIELECTRICS:CHARGE - 1] DATA index i using 1:2 with filledcurves closed \
         fc rgb '#b87333' notitle, \
     DATA index CHARGE using 1:2:3:4:5 with vectors nohead lw 2.4 lc palette notitle, \
     DATA index CHARGE using ($1 + $3):($2 + $4):5 with lines lw 1.6 lc palette notitle
