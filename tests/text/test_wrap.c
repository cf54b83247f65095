#include "config.h"

#include "text/wrap.h"

#include "tests/tap.h"

#include <stdlib.h>
#include <string.h>

static void pieces_end_at_blanks(void)
{
    static const struct { const char *text; size_t width, want; const char *rest; } rows[] = {
        {"one two three", 7, 7, "three"},
        {"one two three", 6, 3, "two three"},
        {"one two three", 13, 13, ""},
        {"one two three", 2, 3, "two three"},
        {"/a/path/without/blanks more", 5, 22, "more"},
        {"one   two", 3, 3, "two"},
        {"", 5, 0, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *text = rows[i].text;
        CU_ASSERT_EQUAL(wrap_piece(&text, rows[i].width), rows[i].want);
        SAME_TEXT(text, rows[i].rest);
    }
}

static void lines_are_indented_and_end_at_80(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    CU_ASSERT_PTR_NOT_NULL_FATAL(out);
    wrap_print("loss       3.31 dB at 26.5625 GHz between the packages, -1.27 dB of it "
               "reflections and more", 0, 11, out);
    fclose(out);
    SAME_TEXT(text, "loss       3.31 dB at 26.5625 GHz between the packages, -1.27 dB of "
                    "it\n           reflections and more");
    free(text);
}

static const struct tap_case cases[] = {
    {"pieces end at blanks", pieces_end_at_blanks},
    {"lines are indented and end at column 80", lines_are_indented_and_end_at_80},
};
TAP_MAIN("text/wrap", cases)
