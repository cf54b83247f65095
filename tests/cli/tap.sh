# tap.sh -- what the scripts of this folder share, read by them with `.`: a folder
# of their own, in which they work; a run of the program; TAP.
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 99
: "${LANEREACH:?}"

n=0
ok() { n=$((n + 1)); echo "ok $n - $1"; }
not_ok() { n=$((n + 1)); echo "not ok $n - $1"; }
skip() { n=$((n + 1)); echo "ok $n - $1 # SKIP $2"; }

# run ARGUMENT... -- lanereach; leaves $status and the files $tmp/out and $tmp/err.
run() {
    "$LANEREACH" "$@" > "$tmp/out" 2> "$tmp/err" < /dev/null
    status=$?
}

# verdict NAME -- after commands that wrote what is wrong to $tmp/wrong.
verdict() {
    if [ -s "$tmp/wrong" ]; then
        sed 's/^/# /' "$tmp/wrong"
        not_ok "$1"
    else
        ok "$1"
    fi
}

# refused STATUS TEXT NAME -- the last run printed this one error and nothing else.
refused() {
    {
        [ "$status" = "$1" ] || echo "exit status $status, not $1"
        [ ! -s "$tmp/out" ] || echo "something on standard output"
        echo "$2" | diff - "$tmp/err"
    } > "$tmp/wrong"
    verdict "$3"
}

# ended STATUS NAME -- the last run ended with this status.
ended() {
    if [ "$status" = "$1" ]; then ok "$2"; else
        sed 's/^/# /' "$tmp/err"
        echo "# exit status $status, not $1"
        not_ok "$2"
    fi
}

# card COM -- writes card.yaml, a link of 7.3 in, from 5 to 400 mm, with this target.
card() {
    cat > card.yaml <<EOF
lanereach: 1
name: card
interface: 100gbase-kr4
parts:
  - trace: megtron7-stripline-100ohm
    length: 7.3 in
    vary: {key: length, from: 5 mm, to: 400 mm}
target: {com: $1 dB}
EOF
}

# known KIND -- the models of the library as messages list them: the first twelve.
known() {
    ls "${LANEREACH_DATA:?}/models/$1" | sed 's/\.yaml$//' | LC_ALL=C sort |
        awk 'NR <= 12 { line = line (NR > 1 ? ", " : "") $0 }
             END { print line (NR > 12 ? ", ..." : "") }'
}
