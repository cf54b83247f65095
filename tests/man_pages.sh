#!/bin/sh
# man_pages.sh -- commands, their --help and their manual pages tell one story.
man=$(dirname "$0")/../man
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT

n=0
ok() { n=$((n + 1)); echo "ok $n - $1"; }
not_ok() { n=$((n + 1)); echo "not ok $n - $1"; }

# A command is the first word of an indented line below "Commands".
"${LANEREACH:?}" --help > "$tmp/help" 2>&1
awk '/^[Cc]ommands/ { inside = 1; next }
     inside && /^[^ ]/ { inside = 0 }
     inside && /^  [a-z]/ { print $1 }' "$tmp/help" | sort > "$tmp/commands"
for page in "$man"/lanereach-*.1; do
    [ -e "$page" ] || continue
    name=${page##*/lanereach-}
    echo "${name%.1}"
done | sort > "$tmp/pages"

name='lanereach --help lists commands'
if [ -s "$tmp/commands" ]; then ok "$name"; else sed 's/^/# /' "$tmp/help"; not_ok "$name"; fi

comm -23 "$tmp/commands" "$tmp/pages" > "$tmp/wrong"
sed 's/.*/# there is no lanereach-&.1/' "$tmp/wrong"
name='every command has its page'
if [ -s "$tmp/wrong" ]; then not_ok "$name"; else ok "$name"; fi

comm -13 "$tmp/commands" "$tmp/pages" > "$tmp/wrong"
sed 's/.*/# lanereach-&.1 describes no command of lanereach --help/' "$tmp/wrong"
name='every page has its command'
if [ -s "$tmp/wrong" ]; then not_ok "$name"; else ok "$name"; fi

while read -r command; do
    page=$man/lanereach-$command.1
    : > "$tmp/wrong"
    for section in NAME SYNOPSIS DESCRIPTION OPTIONS 'EXIT STATUS' EXAMPLES; do
        grep -q "^\.SH \"\{0,1\}$section\"\{0,1\}$" "$page" || echo "$section" >> "$tmp/wrong"
    done
    sed 's/^/# no section /' "$tmp/wrong"
    name="lanereach-$command.1 has every section"
    if [ -s "$tmp/wrong" ]; then not_ok "$name"; else ok "$name"; fi

    # Of a group of commands ("net") those of every member.
    "$LANEREACH" "$command" --help > "$tmp/help" 2>&1
    awk '/^Commands/ { inside = 1; next } inside && /^[^ ]/ { inside = 0 }
         inside && /^  [a-z]/ { print $1 }' "$tmp/help" > "$tmp/members"
    while read -r member; do
        "$LANEREACH" "$command" "$member" --help >> "$tmp/help" 2>&1
    done < "$tmp/members"
    while read -r member; do
        grep -q "^\.SS.* $member\"\{0,1\}$" "$page" || echo "# no .SS $member"
    done < "$tmp/members" > "$tmp/wrong"
    if [ -s "$tmp/members" ]; then
        cat "$tmp/wrong"
        name="lanereach-$command.1 has a section on each of its commands"
        if [ -s "$tmp/wrong" ]; then not_ok "$name"; else ok "$name"; fi
    fi
    grep -o -e '--[a-z][a-z-]*' "$tmp/help" | sort -u > "$tmp/options"
    cat "$page" "$man/lanereach.1" 2>/dev/null | sed 's/\\-/-/g' | grep -o -e '--[a-z][a-z-]*' |
        sort -u > "$tmp/explained"
    comm -23 "$tmp/options" "$tmp/explained" > "$tmp/wrong"
    sed 's/.*/# & is in --help and in no page/' "$tmp/wrong"
    name="the options of lanereach $command --help are explained"
    if [ -s "$tmp/wrong" ] || [ ! -s "$tmp/options" ]; then not_ok "$name"; else ok "$name"; fi
done < "$tmp/pages"
echo "1..$n"
