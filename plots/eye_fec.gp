# eye_fec.gp -- frames lost behind forward error correction.
#
# Blocks 0 .. 2: (log10 of wrong bits before, log10 of frames lost) of independent errors,
# of bursts, of the same with precoding; 3: the point of the link.  TITLE; BEHIND: how
# likely an error goes on.

grey = '#404040'
set title sprintf('%s: an error goes on with %.3f', TITLE, BEHIND) noenhanced font ',15'
set border 3 lc rgb grey lw 0.8
set tics nomirror out scale 0.6
set xlabel 'log_{10} of wrong bits before'
set ylabel 'log_{10} of frames lost'
set yrange [-24:0]
set xrange [-7:-2]
set grid lc rgb '#d0d0d0' lw 0.6
set key top left Left reverse samplen 3 width 2
plot DATA index 0 using 1:2 with lines lc rgb '#08306b' lw 1.8 title NAME[1], \
     DATA index 1 using 1:2 with lines lc rgb '#d94801' lw 1.8 title NAME[2], \
     DATA index 2 using 1:2 with lines lc rgb '#238b45' lw 1.8 title NAME[3], \
     DATA index 3 using 1:2 with points pt 7 ps 1.3 lc rgb 'black' title NAME[4]
