#!/bin/sh
# package.sh -- packages made of a cross-section, as a user runs them.
. "$(dirname "$0")/tap.sh"

cat > link.yaml <<'EOF'
lanereach: 1
interface: 100gbase-kr1
parts:
  - package: abf-25mm
  - trace: megtron7-stripline-100ohm
    length: 8 in
  - package: abf-25mm
EOF
com() { sed -n 's/^\t"com_db":	\([-0-9.]*\),*/\1/p' out; }
run com link.yaml --quiet --json
ended 0 'a link between packages from their cross-section'
reference=$(com)

# The die's elements stand in front unless the link says otherwise.
sed 's/\(package: .*\)/\1\n    die: reference/' link.yaml > same.yaml
run com same.yaml --quiet --json
echo "$(com) $reference" | awk 'NF != 2 || $1 != $2 { print $1, "not", $2 }' > wrong
verdict 'die: reference is their default'
sed 's/\(package: .*\)/\1\n    die: none/' link.yaml > none.yaml
run com none.yaml --quiet --json
echo "$(com) $reference" | awk '!($1 > $2 + 0.1) { print $1, "not above", $2 }' > wrong
verdict 'without the die there is more margin'

# A package in two sections is the same.
mkdir -p lab/models/package
cat > lab/models/package/split.yaml <<'EOF'
lanereach: 1
kind: package
name: split
title: two pieces
source: test
grade: assumed
r_0: 50 ohm
sections:
  - {length: 10 mm, stackup: abf-stripline-90ohm}
  - {length: 15 mm, stackup: abf-stripline-90ohm, c_p: 87 fF}
EOF
sed 's/abf-25mm/split/' link.yaml > split.yaml
run com split.yaml --quiet --json --data lab
echo "$(com) $reference" |
    awk '{ d = $1 - $2 } !(d < 1e-9 && d > -1e-9) { print $1, "not", $2 }' > wrong
verdict 'a package in two sections is the same'

# Neighbours in a package: more crosstalk, and the channel's own figures as they were.
icn() { sed -n 's/.*"icn_mv":[^0-9]*\([0-9.]*\).*/\1/p' out | head -n 1; }
cat > beside.yaml <<'EOF'
crosstalk:
  - coupled: {neighbours: 2, pitch: 0.6 mm, direction: alternating}
EOF
cat link.yaml beside.yaml > wide.yaml
run com wide.yaml --quiet --json
far="$(com) $(icn)"
sed '/^r_0/a pitch: 0.14 mm' lab/models/package/split.yaml > near.yaml
sed 's/abf-25mm/.\/near.yaml/' wide.yaml > coupled.yaml
run com coupled.yaml --quiet --json
ended 0 'a link of neighbours that couple in its packages'
echo "$far $(com) $(icn)" |
    awk 'NF != 4 || !($3 < $1 - 0.3 && $2 == $4) { print "far, near:", $0 }' > wrong
verdict 'they cost COM, and leave ICN between the packages alone'
sed 's/abf-25mm/ieee-ck-12mm/' wide.yaml > plain.yaml
run com plain.yaml
grep -q 'neighbours do not couple in: package (parts 1, 3)$' err || cp err wrong
verdict 'a reference package keeps its neighbours apart, and that is told'

# A file of the same lanes is the same package, die and all, at both ends: lines of the
# cross-section, written by loss, and the package without its pads.
cat > lines.yaml <<'EOF'
lanereach: 1
interface: 100gbase-kr1
parts:
  - {trace: abf-stripline-90ohm, length: 25 mm}
crosstalk:
  - coupled: {neighbours: 2, pitch: 0.14 mm}
EOF
run loss lines.yaml --quiet -o lines.s12p
ended 0 'lanes of a package as a file'
sed 's/, c_p: 87 fF//' near.yaml > bare.yaml
sed 's/abf-25mm/.\/bare.yaml/' wide.yaml > model.yaml
sed 's/package: abf-25mm/package: lines.s12p\n    ports: 1,2-7,8\n    neighbours: ["3,4-9,10", "5,6-11,12"]/' wide.yaml > file.yaml
run com model.yaml --quiet --json
model="$(com)"
run com file.yaml --quiet --json
echo "$(com) $model" |
    awk 'NF != 2 || !($1 - $2 < 1e-3 && $2 - $1 < 1e-3) { print $1, "not", $2 }' > wrong
verdict 'the file is that package'
grep -q '"path":	"lines.s12p"' out || echo 'not among the inputs' > wrong
verdict 'and one of the inputs'

# slip FROM TO WHAT... -- the model with a slip.
slip() {
    sed "s/$1/$2/" lab/models/package/split.yaml > lab/models/package/slip.yaml
    sed 's/^name: split/name: slip/' lab/models/package/slip.yaml > aside
    mv aside lab/models/package/slip.yaml
    sed 's/abf-25mm/slip/' link.yaml > slip.yaml
    run com slip.yaml --data lab
    refused 2 "lanereach com: lab/models/package/slip.yaml:$3" "$4"
}
slip '{length: 10 mm, ' '{' \
    '9:5: a line of a stackup has no length; write length: 25 mm' 'no length'
slip 'stackup: abf-stripline-90ohm}' 'stackup: abf-stripline-90ohm, z_c: 90 ohm}' \
    '9:51: z_c and stackup both say what the line is; keep one' 'an impedance as well'
slip 'stackup: abf-stripline-90ohm}' 'stackup: fr4-microstrip-50ohm}' \
    "9:30: 'fr4-microstrip-50ohm' is no pair, but a microstrip; a package wants a pair" \
    'a single line'
slip 'stackup: abf-stripline-90ohm}' 'z_c: 90 ohm}' \
    "1:1: package 'slip' has no key 'gamma_0'; add it" 'a line of constants without them'
slip 'r_0: 50 ohm' 'r_0: 50 ohm\ncolour: red' \
    "8:1: unknown key 'colour' in a package; keys are lanereach, kind, name, aliases, title, source, grade, note, r_0, gamma_0, a_1, a_2, ..." 'an unknown key'
echo "1..$n"
