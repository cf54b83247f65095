#!/bin/sh
# part_keys.sh -- the page of link files and the program have the same kinds of parts, and
# the same keys of each.
page=$(cd "$(dirname "$0")/../../man" && pwd)/lanereach-link.5
. "$(dirname "$0")/tap.sh"

# message LINE... -- what the program says to a link with this part.
message() {
    {
        printf '%s\n' 'lanereach: 1' 'interface: 100gbase-kr4' 'parts:'
        printf '%s\n' "$@"
    } > x.yaml
    run loss x.yaml
    cat err
}

# Of the page: each kind with its keys, `kind: key key ...`, in order.
awk '/^\.SH/ { inside = $2 == "PARTS" }
     inside && /^\.SS/ { kind = $2 }
     kind != "" && inside && /^\.(B|BI|BR) "?[a-z_]+:/ {
         key = $2; gsub(/["]/, "", key); sub(/:.*/, "", key)
         if (!((kind, key) in seen)) print kind, key
         seen[kind, key] = 1 }' "$page" | sort > page

# Of the program, by the words in which it refuses a kind and a key that are none.
kinds=$(message '  - nothing: here' | sed -n 's/.*parts are //p' | tr -d ,)
for kind in $kinds; do
    message "  - $kind: x" '    nothing: here' |
        sed -n 's/.*; keys are //p' | tr -d , | tr ' ' '\n' | sed "s/^/$kind /"
done | sort > program

for kind in $kinds; do
    grep -q "^$kind $kind\$" program || echo "$kind does not tell its keys"
done > wrong
[ "$kinds" ] || echo 'there are no kinds' > wrong
verdict 'every kind tells its keys'
diff page program > wrong
verdict 'the page has the keys of the program, and no others'

# Ranges are told in the words of the program.
{
    while read -r kind key value range; do
        if [ "$kind" = "$key" ]; then message "  - $kind: $value"
        else message "  - $kind: x" '    length: 1 mm' "    $key: $value"; fi |
            grep -q "write $range\$" || cat err
        awk -v kind="$kind" -v range="$range" '/^\.S[SH]/ { at = $2 == kind }
            at && index($0, range) { found = 1 } END { exit !found }' "$page" ||
            echo "$kind.$key: the page has no '$range'"
    done <<'EOF'
via stub 1m 0 to 50 mm
skew skew 1us -1 ns to 1 ns
attenuator attenuator 999dB 0 to 200 dB
EOF
    while read -r kind value range; do
        message "  - $kind: x" "    length: $value" | grep -q "write $range\$" || cat err
        awk -v kind="$kind" -v range="$range" '/^\.S[SH]/ { at = $2 == kind }
            at && index($0, range) { found = 1 } END { exit !found }' "$page" ||
            echo "$kind.length: the page has no '$range'"
    done <<'EOF'
trace 1km 1 um to 100 m
via 1m 10 um to 50 mm
cable 9km 1 mm to 1 km
EOF
} > wrong 2>&1
verdict 'the page has the ranges of the program'

# Models of parts: each key of the page is none that the program does not know, and the
# library uses none that the page does not explain.
man=${page%/*}

# unknown LINE... -- whether a model of $kind with these lines has a key that is none.
unknown() {
    printf '%s\n' 'lanereach: 1' "$@" > own.yaml
    case $kind in
    via | cable) message "  - $kind: ./own.yaml" '    length: 1 mm' ;;
    *) message "  - $kind: ./own.yaml" ;;
    esac | grep -q "unknown key '$key'"
}

for kind in via connector capacitor cable package; do
    awk -v kind="$kind" '/^\.S[SH]/ { at = $2 == kind } at && term && /^\.BR? / { print }
        { term = /^\.TP/ }' "$man/lanereach-models.5" | sed 's/^\.BR* //' | tr -d '",' |
        tr ' ' '\n' | grep . | sort > explained
    [ "$(wc -l < explained)" -gt 2 ] || echo "$kind: the page explains too little"
    while read -r key; do
        unknown "$key: 1" && unknown "crosstalk: {$key: 1}" || continue
        [ "$kind" = connector ] &&
            { ! unknown "elements: [{z: 1 ohm, delay: 1 ps, $key: 1}]" ||
                ! unknown "elements: [{$key: 1}]" || ! unknown 'file: x' "$key: 1"; } ||
            [ "$kind" = package ] &&
            { ! unknown 'r_0: 50 ohm' "sections: [{length: 1 mm, $key: 1}]" ||
                ! unknown 'file: x' "$key: 1"; } ||
            echo "$kind: the program does not know '$key'"
    done < explained
    grep -v '^#' "$man/../models/$kind"/*.yaml | sed 's/^[^:]*yaml://' |
        grep -oE '^ *-? *[a-z_]+:|[{,] *[a-z_]+:' | tr -d ' {,:-' | sort -u |
        grep -vxE 'lanereach|kind|name|title|source|grade|note|value' |
        comm -23 - explained | sed "s/^/$kind: the page lacks /"
done > wrong
verdict 'the page of models explains the keys of the program'
echo "1..$n"
