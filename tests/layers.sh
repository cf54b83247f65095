#!/bin/sh
# layers.sh -- who may include, print and exit: the rules of the house, as tables.
#
# Every rule is tried on planted violations too, so that a check which has gone
# blind fails.

# A folder of src/, and the folders besides its own that it may include.
rows='
base
text      base
net       base text
line      base net
signal    base net
part      base text net line signal
optics    base text net signal part
eq        base net signal
margin    base net signal eq
interface base text net part signal eq margin
link      base text net line signal part optics eq margin interface
reach     base net signal eq margin interface link
cost      base text interface link
sweep     base text interface link reach cost
plot      base text
answer    base text net line signal part optics eq margin interface link reach cost sweep plot
cmd       *
'

# The words of a file, and the only files, folders or patterns that may hold them.
owners='
#include <fftw3.h>              signal/fft.c
#include <yaml.h>               text/yaml.c
#include <(cjson/)?cJSON.h>     text/json.c
#include <openssl/              text/file.c
#include <zip.h>                text/xlsx_zip.c
#include <expat.h>              text/xlsx_xml.c
#include <gsl/                  base/
#include <omp.h>                base/parallel.c
#pragma omp                     base/parallel.c
printf( vprintf( puts( putchar( perror( stdout stderr   cmd/ plot/ text/table.c text/progress.c
exit( _exit( _Exit( quick_exit( abort(                  cmd/ plot/
fopen( fprintf( vfprintf( fputs( fputc( fwrite( fread(  cmd/ plot/ text/ net/touchstone sweep/store.c
'

# Prints `file:line: what is wrong` for each violation below the folder $1.
check() {
    (cd "$1" && find . -name '*.[ch]' | sed 's|^\./||' | sort |
        ROWS=$rows OWNERS=$owners xargs awk '
    BEGIN {
        n = split(ENVIRON["ROWS"], row, "\n")
        for (i = 1; i <= n; i++) {
            words = split(row[i], word, " ")
            for (w = 1; w <= words; w++)
                allowed[word[1], word[w]] = known[word[1]] = 1
        }
        n = split(ENVIRON["OWNERS"], row, "\n")
        for (i = 1; i <= n; i++)
            if (row[i] != "")
                owner_rule(row[i])
    }

    # "#..." rules are one word; others are words up to the first that has a "/".
    function owner_rule(text,    word, words, w) {
        rules++
        if (match(text, /^#[a-z]+ [^ ]+/)) {
            pattern[rules] = "^[ \t]*" substr(text, 1, RLENGTH)
            text = substr(text, RLENGTH + 1)
        }
        words = split(text, word, " ")
        for (w = 1; w <= words; w++)
            if (word[w] ~ /\//)
                owner[rules] = owner[rules] " " word[w]
            else
                name[rules] = name[rules] " " word[w]
    }

    function owned(rule,    place, places, p) {
        places = split(owner[rule], place, " ")
        for (p = 1; p <= places; p++)
            if (index(FILENAME, place[p]) == 1)
                return 1
        return 0
    }

    # Sets code, the line without comments, and bare, without strings as well.
    function strip(line,    i, c, two, quote) {
        code = bare = quote = ""
        for (i = 1; i <= length(line); i++) {
            c = substr(line, i, 1)
            two = substr(line, i, 2)
            if (comment) {
                if (two == "*/") { comment = 0; i++ }
            } else if (quote != "") {
                code = code c
                if (c == "\\") code = code substr(line, ++i, 1)
                else if (c == quote) quote = ""
            } else if (two == "/*") {
                comment = 1; i++
            } else if (two == "//") {
                return
            } else {
                code = code c
                if (c == "\"" || c == "\047") quote = c
                else bare = bare c
            }
        }
    }

    # The word, not as the end of a longer one; "(" may stand after blanks.
    function uses(word,    call) {
        call = sub(/\($/, "", word)
        return bare ~ ("(^|[^A-Za-z0-9_])" word (call ? "[ \t]*[(]" : "([^A-Za-z0-9_]|$)"))
    }

    function complain(what) { print FILENAME ":" FNR ": " what }

    function check_include(path,    from, to) {
        from = to = ""
        if (split(FILENAME, part, "/") > 1)
            from = part[1]
        if (split(path, part, "/") > 1)
            to = part[1]
        if (path == "config.h" || path == "lanereach.h")
            return
        if (to == "" || path ~ /\.\./)
            complain("\"" path "\" is not folder/file.h")
        else if (from != "" && !(from in known))
            complain(from "/ has no row in the table")
        else if (from != "" && from != to && !((from, to) in allowed) &&
                 !((from, "*") in allowed))
            complain(from "/ may not include " to "/")
    }

    FNR == 1 { comment = 0 }
    comment || /["\/\047]/ { strip($0) }
    !(comment || /["\/\047]/) { code = bare = $0 }
    match(code, /^[ \t]*#[ \t]*include[ \t]*"[^"]*"/) {
        split(code, part, "\"")
        check_include(part[2])
    }
    bare != "" {
        for (r = 1; r <= rules; r++) {
            if (owned(r))
                continue
            if (r in pattern && code ~ pattern[r])
                complain("only" owner[r] " may hold this: " code)
            words = split(name[r], word, " ")
            for (w = 1; w <= words; w++)
                if (uses(word[w]))
                    complain("only" owner[r] " may use " word[w])
        }
    }')
}

# plant FILE LINE... writes a file of a made-up source tree.
plant() {
    mkdir -p "$tmp/src/${1%/*}"
    file=$tmp/src/$1
    shift
    printf '%s\n' "$@" > "$file"
}

n=0
ok() { n=$((n + 1)); echo "ok $n - $1"; }
not_ok() { n=$((n + 1)); echo "not ok $n - $1"; }

tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT

check "$(dirname "$0")/../src" > "$tmp/found" 2>&1
sed 's/^/# src\//' "$tmp/found"
name='every file of src keeps to the tables'
if [ -s "$tmp/found" ]; then not_ok "$name"; else ok "$name"; fi

plant base/good.c '#include "config.h"' '#include "base/error.h"' '#include <gsl/gsl_math.h>' \
    '/* exit(1) and printf("x") in a comment,' ' * abort() too */' \
    'const char *s = "printf(";' 'snprintf(s, 1, "x"); base_exit(1); fputs_now(2);'
plant net/touchstone.c '#include "text/file.h"' 'fprintf(file, "x");'
plant cmd/main.c '#include "reach/solve.h"' 'printf("x"); exit(1);'
check "$tmp/src" > "$tmp/found" 2>&1
sed 's/^/# planted: /' "$tmp/found"
name='what is allowed passes'
if [ -s "$tmp/found" ]; then not_ok "$name"; else ok "$name"; fi

# caught NAME FILE LINE -- the planted line alone must be reported, as line 2.
caught() {
    rm -rf "$tmp/src"
    plant "$2" '#include "config.h"' "$3"
    check "$tmp/src" > "$tmp/found" 2>&1
    if [ "$(grep -c "^$2:2: " "$tmp/found")" = 1 ]; then ok "$1"; else
        sed 's/^/# /' "$tmp/found"
        not_ok "$1"
    fi
}
caught 'an include upwards is caught' line/x.c '#include "margin/com.h"'
caught 'an include sideways is caught' eq/x.h '#  include "part/part.h"'
caught 'an include of files by physics is caught' signal/x.c '#include "text/yaml.h"'
caught 'an include without a folder is caught' base/x.c '#include "error.h"'
caught 'an include through .. is caught' base/x.c '#include "../base/error.h"'
caught 'a folder without a row is caught' util/x.c '#include "base/error.h"'
caught 'a second user of FFTW is caught' signal/x.c '#include <fftw3.h>'
caught 'a second user of libyaml is caught' text/x.c '#include <yaml.h>'
caught 'a second user of cJSON is caught' text/x.c '#include <cjson/cJSON.h>'
caught 'a second user of OpenSSL is caught' cmd/x.c '#include <openssl/evp.h>'
caught 'a second user of libzip is caught' interface/x.c '#include <zip.h>'
caught 'a second user of expat is caught' text/x.c '#include <expat.h>'
caught 'GSL outside base is caught' line/x.c '#include <gsl/gsl_sf.h>'
caught 'a pragma outside parallel.c is caught' base/x.c '#pragma omp parallel for'
caught 'printf below cmd is caught' net/x.c 'if (x) printf ("%d", 1); /* why */'
caught 'standard error below cmd is caught' link/x.c 'report(stderr);'
caught 'exit below cmd is caught' text/table.c '    exit(1);'
caught 'abort in the library is caught' reach/x.c '/* a */ abort(); /* b */'
caught 'file output by physics is caught' margin/x.c 'FILE *f = fopen(path, "w");'
echo "1..$n"
