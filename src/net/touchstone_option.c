#include "config.h"

#include "net/touchstone_option.h"

#include "base/quantity.h"

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
        if (strlen(words[i].text) == scan->length &&
            !strncasecmp(words[i].text, scan->word, scan->length))
            return i;
    return NWORD;
}

static enum lr_status read_reference(struct touchstone_scan *scan, double *zref,
                                     struct lr_error *err)
{
    char text[TOUCHSTONE_WORD_SIZE];
    if (!touchstone_scan_line_word(scan))
        return error_at(err, touchstone_scan_mark(scan), "R has no number; write R 50");
    if (!touchstone_scan_number(scan, zref))
        return error_at(err, touchstone_scan_mark(scan), "reference '%s' is not a real "
                        "number of ohms; write R 50", touchstone_scan_word(scan, text));
    if (!(*zref > 0.0))
        return error_at(err, touchstone_scan_mark(scan), "reference %g ohm is not "
                        "positive", *zref);
    return LR_OK;
}

enum lr_status touchstone_option_read(struct touchstone_scan *scan,
                                      struct touchstone_option *option,
                                      struct lr_error *err)
{
    char text[TOUCHSTONE_WORD_SIZE];
    unsigned seen = 0;
    *option = (struct touchstone_option){"GHz", unit_ghz, TOUCHSTONE_MA, 50.0};
    while (touchstone_scan_line_word(scan)) {
        const size_t i = find(scan);
        const struct mark mark = touchstone_scan_mark(scan);
        touchstone_scan_word(scan, text);
        if (i == NWORD)
            return error_at(err, mark, "unknown option '%s'; an option line is "
                            "# Hz|kHz|MHz|GHz S MA|DB|RI R ohms", text);
        const enum field field = words[i].field;
        if (seen & 1u << field)
            return error_at(err, mark, "'%s' is a second %s in one option line", text,
                            field_names[field]);
        seen |= 1u << field;
        if (field == FIELD_PARAMETER && strcmp(words[i].text, "S"))
            return error_at(err, mark, "the file holds %s-parameters; only S is read",
                            words[i].text);
        if (field == FIELD_UNIT) {
            option->unit_name = words[i].text;
            option->unit = quantity_unit(words[i].text, DIM_FREQUENCY);
        } else if (field == FIELD_FORMAT) {
            option->format = (enum touchstone_format)words[i].value;
        } else if (field == FIELD_REFERENCE) {
            enum lr_status status = read_reference(scan, &option->zref, err);
            if (status)
                return status;
        }
    }
    return LR_OK;
}
