# loss_erl.gp -- what both ports send back, behind the gate of ERL, and their impedances.
#
# Blocks, (time_ns, value): the gated reflection of a pulse of 1 V in mV, a block for each
# port; then the impedance in ohm, likewise.  TITLE; GATE1, GATE2, WINDOW1, WINDOW2 [ns],
# where the gate opens and where the window of the DFE ends; WINDOW_UI, its length; Z0
# [ohm], the reference; FN is not used.  Grey: before the gate, the fixture.

grey = '#404040'
PORTS = BLOCKS / 2
array COLOUR[2] = ['#08306b', '#d95f02']

# Long records end in nothing: what lies behind the last reflection of 2 % of the largest
# leaves the frame.
most = 0.0
end = 0.0
floor_ = 0.0
hold(x, y) = (most = abs(y) > most ? abs(y) : most)
last(x, y) = (end = abs(y) > 0.02 * most && x > end ? x : end)
do for [i = 0:PORTS - 1] { stats DATA index i using (hold($1, $2)) name 'A' nooutput }
do for [i = 0:PORTS - 1] { stats DATA index i using (last($1, $2)) name 'A' nooutput }
stats DATA index 0 using 1 name 'T' nooutput
end = 1.08 * end < T_max ? 1.08 * end : T_max
end = end > WINDOW1 ? end : T_max

low = Z0
high = Z0
do for [i = PORTS:BLOCKS - 1] {
    stats [*:end] DATA index i using 2 name 'Y' nooutput
    if (Y_min < low) { low = Y_min }
    if (Y_max > high) { high = Y_max }
}
pad = 0.08 * (high - low) + 0.01 * Z0
low = low - pad > 0.0 ? low - pad : 0.0
high = high + pad < 4.0 * Z0 ? high + pad : 4.0 * Z0

set multiplot
set border 3 lc rgb grey lw 0.8
set tics nomirror out scale 0.6
set grid back lt 1 lc rgb '#d0d0d0' lw 0.6
set xrange [0:end]
set lmargin at screen 0.11
set rmargin at screen 0.96

set tmargin at screen 0.89
set bmargin at screen 0.46
set title TITLE noenhanced font ',15'
set ylabel 'reflected, gated (mV/V)' offset 1, 0
set format x ''
set yrange [-1.12 * most:1.12 * most]
set key at graph 0.98, 0.97 right top vertical Right samplen 4 noenhanced
set object 1 rectangle from GATE1, graph 0 to WINDOW1, graph 1 behind \
    fc rgb '#e6ecf5' fs solid 1 noborder
if (GATE2 != GATE1) {
    set object 2 rectangle from GATE2, graph 0 to WINDOW2, graph 1 behind \
        fc rgb '#fdeee0' fs solid 1 noborder
}
set object 3 rectangle from 0, graph 0 to GATE1, graph 1 behind fc rgb '#f0f0f0' \
    fs solid 1 noborder
set label 1 sprintf('window of %.4g UI', WINDOW_UI) at GATE1, graph 0.04 \
    offset 0.5, 0 left tc rgb grey front
if (GATE1 > 0.03 * end) {
    set label 2 'fixture' at 0.5 * GATE1, graph 0.97 rotate by 90 right tc rgb grey front
}
plot for [i = 1:PORTS] DATA index i - 1 using 1:2 with lines lw 1.5 lc rgb COLOUR[i] \
         title NAME[i]

unset title
unset label 1
unset label 2
unset object 1
unset object 2
unset object 3
set tmargin at screen 0.40
set bmargin at screen 0.11
set format x '%g'
set xlabel 'round-trip time (ns)'
set ylabel 'impedance (ohm)' offset 1, 0
set yrange [low:high]
unset key
set arrow 1 from graph 0, first Z0 to graph 1, first Z0 nohead back lc rgb grey lw 0.8 dt (8, 5)
plot for [i = 1:PORTS] DATA index PORTS + i - 1 using 1:2 with lines lw 1.5 \
         lc rgb COLOUR[i]
unset multiplot
