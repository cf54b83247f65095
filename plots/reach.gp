# reach.gp -- margin against length, and where it meets the criterion.
#
# Blocks 0 to CURVES - 1: a curve each, (length_m, com_db), named "medium, rate": a
# medium has a colour and a mark, a rate a dash.  Block CURVES: the reaches found, each a
# point of its curve.  TITLE; WHAT, COM or margin; CRITERION in dB.

xlow = ylow = 1e30
xhigh = yhigh = -1e30
array LAST[CURVES]
array FIRST[CURVES]
array START[CURVES]
do for [i = 1:CURVES] {
    stats DATA index i - 1 using 1 name 'X' nooutput
    stats DATA index i - 1 using 2 name 'Y' nooutput
    stats DATA index i - 1 using ($1 == X_min ? (y0 = $2) : 0.0) name 'Z' nooutput
    FIRST[i] = X_min
    LAST[i] = X_max
    START[i] = y0
    if (X_min < xlow) { xlow = X_min }
    if (X_max > xhigh) { xhigh = X_max }
    if (Y_min < ylow) { ylow = Y_min }
    if (Y_max > yhigh) { yhigh = Y_max }
}

# "PCB, Megtron 7 stripline, 100G": the rate stands behind the last comma.  A second
# curve of the same medium and rate is a medium of its own.
tail(s) = strstrt(s, ', ') ? tail(s[strstrt(s, ', ') + 2:*]) : s
rate(s) = strstrt(s, ', ') ? tail(s) : ''
medium(s) = rate(s) eq '' ? s : s[1:strlen(s) - strlen(rate(s)) - 2]
array MEDIUM[CURVES]
array RATE[CURVES]
nmedium = nrate = 0
do for [i = 1:CURVES] {
    m = r = 0
    do for [k = 1:i - 1] {
        if (rate(NAME[k]) eq rate(NAME[i])) { r = RATE[k] }
        if (medium(NAME[k]) eq medium(NAME[i])) { m = MEDIUM[k] }
    }
    do for [k = 1:i - 1] { if (MEDIUM[k] == m && RATE[k] == r) { m = 0 } }
    if (!m) { nmedium = nmedium + 1; m = nmedium }
    if (!r) { nrate = nrate + 1; r = nrate }
    MEDIUM[i] = m
    RATE[i] = r
}

# The point found that lies on each curve is its reach; one at the very end of a curve
# is only the end of the range that was searched.
array REACH[CURVES]
array MARGIN[CURVES]
stats DATA index CURVES using 1 name 'R' nooutput
found = exists('R_records') ? R_records : 0
do for [i = 1:CURVES] { REACH[i] = NaN; MARGIN[i] = NaN }
do for [k = 0:found - 1] {
    stats DATA index CURVES every ::k::k using (px = $1, py = $2) name 'R' nooutput
    do for [i = 1:CURVES] {
        hit = 0
        stats DATA index i - 1 using ($1 == px && $2 == py ? (hit = 1) : 0) \
            name 'R' nooutput
        if (hit) { REACH[i] = px; MARGIN[i] = py }
    }
}
size(x) = x < 1.0 ? sprintf('%.0f mm', 1e3 * x) : x < 10.0 ? sprintf('%.2f m', x) : \
          x < 1e3 ? sprintf('%.0f m', x) : sprintf('%.2f km', 1e-3 * x)
none(i) = REACH[i] != REACH[i]
reach(i) = none(i) ? 'none' : (REACH[i] < LAST[i] ? '' : '≥ ') . size(REACH[i])

# Lengths in mm, with inches on top; long cables and fibres in m.  Ticks at 1, 2, 5.
long = xhigh > 5.0
unit = long ? 1.0 : 1e-3
inch = 25.4e-3
set logscale x
if (!(xhigh > xlow)) { xlow = xlow / 2.0; xhigh = xhigh * 2.0 }
set xrange [xlow / unit:xhigh / unit]
set xlabel long ? 'length (m)' : 'length (mm)'
set xtics () nomirror
do for [e = -3:5] { do for [m in '1 2 5'] { set xtics add (real(m) * 10.0**e) } }
if (!long) {
    set logscale x2
    set x2range [xlow / inch:xhigh / inch]
    set x2label 'length (inch)'
    set x2tics ()
    do for [e = -3:5] { do for [m in '1 2 5'] { set x2tics add (real(m) * 10.0**e) } }
}

# Far below the criterion nobody cares how far, but every curve must begin in sight.
bottom = ylow < CRITERION - 5.0 ? CRITERION - 5.0 : floor(ylow - 0.3)
do for [i = 1:CURVES] { if (START[i] < bottom) { bottom = floor(START[i] - 0.3) } }
if (bottom > CRITERION - 1.0) { bottom = CRITERION - 1.0 }
if (yhigh < CRITERION + 1.0) { yhigh = CRITERION + 1.0 }
set yrange [bottom:ceil(yhigh + 0.2)]
set ylabel WHAT.' (dB)'

grey = '#404040'
set border 7 lc rgb grey lw 0.8
set tics nomirror out scale 0.6
set grid x y back lt 1 lc rgb '#d0d0d0' lw 0.6
set title TITLE noenhanced offset 0, 0.3 font ',15'
set style textbox opaque noborder fillcolor rgb '#ffffff' margins 0.4, 0.2
set arrow 1 from graph 0, first CRITERION to graph 1, first CRITERION nohead back \
    lc rgb grey lw 1.4
set label 1 sprintf('criterion %g dB', CRITERION) at graph 0.01, first CRITERION \
    offset 0, -0.8 left boxed front tc rgb grey

# A medium is a colour, different in grey too, and a mark; a rate is a dash.  A curve
# that fails from its beginning has a hollow mark there.
array COLOUR[6] = ['#08306b', '#d95f02', '#66c2a4', '#88419d', '#e6ab02', '#808080']
array MARK[6] = [7, 5, 9, 13, 11, 15]
set dashtype 2 (14, 5)
set dashtype 3 (2, 3)
set dashtype 4 (10, 3, 2, 3)
set dashtype 5 (18, 3, 2, 3, 2, 3)

# The key is the table of the reaches: media down, rates across.  It never takes more
# than a third of the picture.
left = 0.075
right = 0.97
line = nmedium < 9 ? 0.036 : 0.33 / (nmedium + 1)
wide = nrate < 4 ? 0.14 : 0.56 / nrate
small = sprintf(',%.1f', 361.0 * line)
down(m) = line * (nmedium - m + 0.7)
across(r) = right - wide * (nrate - r + 0.55)
set lmargin at screen left
set rmargin at screen right
set bmargin at screen line * (nmedium + 1) + 0.12
unset key
set label 'largest length that meets the criterion' at screen left + 0.03, \
    screen down(0) left font small tc rgb grey
do for [i = 1:CURVES] {
    m = MEDIUM[i]
    r = RATE[i]
    c = (m - 1) % 6 + 1
    d = (r - 1) % 5 + 1
    set style line i lc rgb COLOUR[c] lw 2 dt d ps 1.1 \
        pt (none(i) ? MARK[c] - 1 : MARK[c])
    x = none(i) ? FIRST[i] : REACH[i]
    y = none(i) ? START[i] : MARGIN[i]
    set label 100 + i '' at x / unit, y point ls i front
    set label 200 + i reach(i) at screen across(r), screen down(m) left font small
    # These have numbers of their own, so that what comes again is drawn once.
    set label 300 + m '' at screen left + 0.012, screen down(m) \
        point pt MARK[c] ps 1.1 lc rgb COLOUR[c]
    set label 400 + m medium(NAME[i]) at screen left + 0.03, screen down(m) \
        left noenhanced font small
    set label 500 + r rate(NAME[i]) at screen across(r), screen down(0) \
        left noenhanced font small
    set arrow 100 + r from screen across(r) - 0.055, screen down(0) \
        to screen across(r) - 0.01, screen down(0) nohead lc rgb grey lw 2 dt d
}

# The blocks may be unsorted.
plot for [i = 1:CURVES] DATA index i - 1 using ($1 / unit):2 smooth unique with lines ls i
