#!/bin/sh
# man_examples.sh -- what the manual shows is what the program prints.
#
# In the .EX blocks of man/*.[157], "$ lanereach ..." is run by the shell, in an
# empty folder of the page's own and in the page's order; what it prints on both
# streams must be the lines below it, to the letter.  "$ cat FILE" shows a file:
# its lines are written to FILE, for the commands that follow.  A command whose
# line ends in "\e" goes on in the next line.  Other commands are not run.
man=$(cd "$(dirname "$0")/../man" && pwd) || exit 99
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/bin"
ln -s "${LANEREACH:?}" "$tmp/bin/lanereach"
PATH=$tmp/bin:$PATH
export PATH

# split PAGE OUT -- each command of a page to OUT/NNN.cmd, its lines to OUT/NNN.want.
split() {
    awk -v out="$2" '
    function plain(text) {
        gsub(/\\-/, "-", text)
        gsub(/\\&/, "", text)
        gsub(/\\\(aq/, "\047", text)
        gsub(/\\\(dq/, "\"", text)
        gsub(/\\\(ti/, "~", text)
        gsub(/\\\(ha/, "^", text)
        gsub(/\\(e|\(rs)/, "\\", text)
        return text
    }
    function start(text) {
        base = sprintf("%s/%03d", out, ++commands)
        print text > (base ".cmd")
        printf "" > (base ".want")
        goes_on = text ~ /\\$/
    }
    /^\.EX/ { inside = 1; base = ""; next }
    /^\.EE/ { inside = 0; next }
    !inside || /^[.]/ { next }
    { $0 = plain($0) }
    goes_on { print > (base ".cmd"); goes_on = /\\$/; next }
    /^\$ / { start(substr($0, 3)); next }
    base != "" { print > (base ".want") }' "$1"
}

# run CMD WANT GOT -- false when it prints something else.
run() {
    (cd "$folder" && sh "$1") > "$3" 2>&1 < /dev/null
    diff "$2" "$3" > "$tmp/diff" 2>&1
}

n=0
ok() { n=$((n + 1)); echo "ok $n - $1"; }
not_ok() { n=$((n + 1)); echo "not ok $n - $1"; }

# try PAGE -- runs the commands of a page that has been split into $tmp/PAGE.
try() {
    shown=
    for cmd in "$tmp/$1"/*.cmd; do
        [ -e "$cmd" ] || return
        want=${cmd%.cmd}.want
        line=$(head -n 1 "$cmd")
        case $line in
        'cat '*)
            file=$folder/${line#cat }
            mkdir -p "${file%/*}"
            cp "$want" "$file" ;;
        'lanereach '*)
            if [ -s "$want" ]; then shown=yes; fi
            name="$1: $(echo "$line" | sed -e 's/ *\\$//' -e 's/#/ /g')"
            if run "$cmd" "$want" "${cmd%.cmd}.got"; then ok "$name"; else
                sed 's/^/# /' "$tmp/diff"
                not_ok "$name"
            fi
            ran=yes ;;
        esac
    done
}

for page in "$man"/*.[157]; do
    [ -e "$page" ] || continue
    name=$(basename "$page")
    folder=$tmp/$name.run
    mkdir "$tmp/$name" "$folder"
    split "$page" "$tmp/$name"
    ran=
    try "$name"
    if [ -n "$ran" ] && [ -z "$shown" ]; then
        not_ok "$name: shows commands and nothing of what they print"
    fi
done
if [ $n = 0 ]; then echo '1..0 # SKIP no page has an example'; else echo "1..$n"; fi
