#include "config.h"

#include "net/touchstone_option.h"

#include "base/quantity.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum field { FIELD_UNIT, FIELD_PARAMETER, FIELD_FORMAT, FIELD_REFERENCE };

static const struct {
    const char *text;
    enum field field;
    int value;                  /* of enum touchstone_format */
} words[] = {
    {"Hz", FIELD_UNIT, 0},      {"kHz", FIELD_UNIT, 0},
    {"MHz", FIELD_UNIT, 0},     {"GHz", FIELD_UNIT, 0},
    {"S", FIELD_PARAMETER, 0},  {"Y", FIELD_PARAMETER, 0},
    {"Z", FIELD_PARAMETER, 0},  {"G", FIELD_PARAMETER, 0},
    {"H", FIELD_PARAMETER, 0},
    {"MA", FIELD_FORMAT, TOUCHSTONE_MA},
    {"DB", FIELD_FORMAT, TOUCHSTONE_DB},
    {"RI", FIELD_FORMAT, TOUCHSTONE_RI},
    {"R", FIELD_REFERENCE, 0},
};
enum { NWORD = sizeof words / sizeof words[0] };

static const char *const field_names[] = {"frequency unit", "parameter", "format",
                                          "reference"};

/* "R 50", and the "R50" that some programs write. */
static size_t find(struct touchstone_scan *scan)
{
    if (scan->length > 1 && (*scan->word == 'R' || *scan->word == 'r') &&
        strchr("0123456789.+-", scan->word[1])) {
        scan->at = scan->word + 1;
        scan->length = 1;
    }
    for (size_t i = 0; i < NWORD; i++)
        if (touchstone_scan_is(scan, words[i].text))
            return i;
    return NWORD;
}

/* The label of a data column: freq, ReS11, RS11r, |S21|, ang(S(2,1)). */
static bool label(const struct touchstone_scan *scan)
{
    const char *c = scan->word, *const end = c + scan->length;
    if (scan->length >= 4 && !strncasecmp(c, "freq", 4))
        return true;
    for (; c + 1 < end; c++)
        if (strchr("SYZGHsyzgh", *c)) {
            const char *digit = c + 1 + (strchr("([_", c[1]) != NULL);
            if (digit < end && *digit >= '0' && *digit <= '9')
                return true;
        }
    return false;
}

/* "(10+10j)", "j10", "+10j"; "50" is real, "inf" no number at all. */
static bool looks_complex(const struct touchstone_scan *scan)
{
    bool unit = false, digit = false;
    for (size_t i = 0; i < scan->length; i++) {
        unit = unit || strchr("jJiI", scan->word[i]);
        digit = digit || (scan->word[i] >= '0' && scan->word[i] <= '9');
    }
    return unit && digit;
}

static enum lr_status refuse_complex(const struct touchstone_scan *scan,
                                     struct lr_error *err)
{
    char text[TOUCHSTONE_WORD_SIZE];
    return error_at(err, touchstone_scan_mark(scan), "reference '%s' is complex; "
                    "references must be real: renormalise where the file was made, to "
                    "R 50", touchstone_scan_word(scan, text));
}

static enum lr_status read_reference(struct touchstone_scan *scan, double *zref,
                                     struct lr_error *err)
{
    char text[TOUCHSTONE_WORD_SIZE];
    double second;
    if (!touchstone_scan_line_word(scan))
        return error_at(err, touchstone_scan_mark(scan), "R has no number; write R 50");
    if (looks_complex(scan))
        return refuse_complex(scan, err);
    if (!touchstone_scan_number(scan, zref))
        return error_at(err, touchstone_scan_mark(scan), "reference '%s' is not a real "
                        "number of ohms; write R 50", touchstone_scan_word(scan, text));
    if (!(*zref > 0.0))
        return error_at(err, touchstone_scan_mark(scan), "reference %g ohm is not "
                        "positive", *zref);
    struct touchstone_scan next = *scan;
    if (!touchstone_scan_line_word(&next))
        return LR_OK;
    if (looks_complex(&next))
        return refuse_complex(&next, err);
    if (touchstone_scan_number(&next, &second))
        return error_at(err, touchstone_scan_mark(&next), "R has a second value, '%s'; "
                        "one real reference stands behind R, version 2 lists those of "
                        "all ports behind [Reference]",
                        touchstone_scan_word(&next, text));
    return LR_OK;
}

/* The labels are ignored; what they leave open is told. */
static enum lr_status ignore_labels(struct touchstone_scan *scan, unsigned seen,
                                    struct lr_error *err)
{
    char text[TOUCHSTONE_WORD_SIZE];
    touchstone_scan_word(scan, text);
    const struct mark mark = touchstone_scan_mark(scan);
    touchstone_scan_skip_line(scan);
    return note_add(err, NOTE_WARNING, "%s:%zu: '%s' and what follows are taken for "
                    "labels of columns and ignored%s%s%s", scan->file, mark.line, text,
                    seen & 1u << FIELD_UNIT ? "" : "; no unit is given: GHz assumed",
                    seen & 1u << FIELD_FORMAT ? "" : "; no format is given: MA assumed",
                    seen & 1u << FIELD_REFERENCE ? ""
                                                 : "; no R is given: 50 ohm assumed");
}

static enum lr_status take(struct touchstone_scan *scan, size_t i,
                           struct touchstone_option *option, struct lr_error *err)
{
    switch (words[i].field) {
    case FIELD_UNIT:
        option->unit_name = words[i].text;
        option->unit = quantity_unit(words[i].text, DIM_FREQUENCY);
        break;
    case FIELD_PARAMETER:
        option->parameter = *words[i].text;
        option->place = scan->word;
        break;
    case FIELD_FORMAT:
        option->format = (enum touchstone_format)words[i].value;
        break;
    case FIELD_REFERENCE:
        return read_reference(scan, &option->zref, err);
    }
    return LR_OK;
}

enum lr_status touchstone_option_read(struct touchstone_scan *scan,
                                      struct touchstone_option *option,
                                      struct lr_error *err)
{
    char text[TOUCHSTONE_WORD_SIZE];
    unsigned seen = 0;
    *option = (struct touchstone_option){"GHz", unit_ghz, 'S', TOUCHSTONE_MA, 50.0,
                                         scan->word};
    while (touchstone_scan_line_word(scan)) {
        const size_t i = find(scan);
        if (i == NWORD && seen && label(scan))
            return ignore_labels(scan, seen, err);
        touchstone_scan_word(scan, text);
        if (i == NWORD)
            return error_at(err, touchstone_scan_mark(scan), "unknown option '%s'; an "
                            "option line is # Hz|kHz|MHz|GHz S|Y|Z|G|H MA|DB|RI R ohms",
                            text);
        const unsigned bit = 1u << words[i].field;
        if (seen & bit)
            return error_at(err, touchstone_scan_mark(scan), "'%s' is a second %s in one "
                            "option line", text, field_names[words[i].field]);
        seen |= bit;
        enum lr_status status = take(scan, i, option, err);
        if (status)
            return status;
    }
    return LR_OK;
}
