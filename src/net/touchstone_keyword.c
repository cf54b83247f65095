#include "config.h"

#include "net/touchstone_keyword.h"

#include "base/array.h"
#include "text/suggest.h"

#include <string.h>
#include <strings.h>

/* In the order of the enum. */
static const char *const names[] = {
    "[Version]", "[Number of Ports]", "[Two-Port Data Order]", "[Number of Frequencies]",
    "[Number of Noise Frequencies]", "[Reference]", "[Matrix Format]",
    "[Mixed-Mode Order]", "[Begin Information]", "[End Information]", "[Network Data]",
    "[Noise Data]", "[End]"};

enum {
    NAME_SIZE = 40,
    COUNT_DIGITS = 9,
    MOST_FREQUENCIES = 1 << 24  /* as many as any grid may have                */
};

const char *touchstone_keyword_name(enum touchstone_keyword keyword)
{
    return names[keyword];
}

/* From the '[' to the ']', with one blank for many and none at the brackets. */
static bool take_name(struct touchstone_scan *scan, char name[NAME_SIZE])
{
    const char *c = scan->word + 1;
    size_t n = 0;
    name[n++] = '[';
    for (; c < scan->end && !touchstone_line_end(*c) && *c != ']' && *c != '!'; c++) {
        const bool blank = touchstone_blank(*c);
        if (n + 2 < NAME_SIZE && !(blank && (name[n - 1] == ' ' || n == 1)))
            name[n++] = blank ? ' ' : *c > ' ' && *c < 0x7f ? *c : '?';
    }
    n -= name[n - 1] == ' ';
    name[n++] = ']';
    name[n] = '\0';
    const bool closed = c < scan->end && *c == ']';
    scan->at = c + closed;
    scan->length = (size_t)(scan->at - scan->word);
    return closed;
}

enum lr_status touchstone_keyword_name_read(struct touchstone_scan *scan,
                                            enum touchstone_keyword *keyword,
                                            struct lr_error *err)
{
    char name[NAME_SIZE], suggestion[SUGGEST_SIZE];
    if (!take_name(scan, name))
        return error_at(err, touchstone_scan_mark(scan), "'[' begins a keyword and its "
                        "line has no ']'; write one like [Number of Ports] 4");
    for (size_t i = 0; i < KEYWORD_UNKNOWN; i++)
        if (!strcasecmp(name, names[i])) {
            *keyword = (enum touchstone_keyword)i;
            return LR_OK;
        }
    suggest_print(name, names, KEYWORD_UNKNOWN, suggestion);
    return error_at(err, touchstone_scan_mark(scan), "unknown keyword %s; known are %s",
                    name, suggestion);
}

/* The only word behind the keyword. */
static enum lr_status one_word(struct touchstone_scan *scan,
                               enum touchstone_keyword keyword, const char *example,
                               struct lr_error *err)
{
    char text[TOUCHSTONE_WORD_SIZE];
    if (!touchstone_scan_line_word(scan))
        return error_at(err, touchstone_scan_mark(scan), "%s has no value; write %s %s",
                        names[keyword], names[keyword], example);
    struct touchstone_scan next = *scan;
    if (touchstone_scan_line_word(&next))
        return error_at(err, touchstone_scan_mark(&next), "'%s' is too many behind %s; "
                        "write %s %s", touchstone_scan_word(&next, text), names[keyword],
                        names[keyword], example);
    return LR_OK;
}

static enum lr_status read_count(struct touchstone_scan *scan,
                                 enum touchstone_keyword keyword, size_t most,
                                 size_t *count, struct lr_error *err)
{
    char text[TOUCHSTONE_WORD_SIZE];
    enum lr_status status = one_word(scan, keyword, "4", err);
    if (status)
        return status;
    size_t n = 0, i = 0;
    for (; i < scan->length && i < COUNT_DIGITS && scan->word[i] >= '0' &&
           scan->word[i] <= '9'; i++)
        n = 10 * n + (size_t)(scan->word[i] - '0');
    if (i < scan->length || !n || n > most)
        return error_at(err, touchstone_scan_mark(scan), "%s '%s' is not a whole number "
                        "from 1 to %zu", names[keyword],
                        touchstone_scan_word(scan, text), most);
    *count = n;
    return LR_OK;
}

/* One of n words: its index. */
static enum lr_status read_choice(struct touchstone_scan *scan,
                                  enum touchstone_keyword keyword,
                                  const char *const *choices, size_t n, size_t *choice,
                                  struct lr_error *err)
{
    char text[TOUCHSTONE_WORD_SIZE], suggestion[SUGGEST_SIZE];
    enum lr_status status = one_word(scan, keyword, choices[0], err);
    if (status)
        return status;
    for (*choice = 0; *choice < n; (*choice)++)
        if (touchstone_scan_is(scan, choices[*choice]))
            return LR_OK;
    touchstone_scan_word(scan, text);
    suggest_print(text, choices, n, suggestion);
    return error_at(err, touchstone_scan_mark(scan), "%s '%s' is none of %s",
                    names[keyword], text, suggestion);
}

static enum lr_status read_version(struct touchstone_scan *scan,
                                   struct touchstone_head *head, struct lr_error *err)
{
    static const char *const versions[] = {"2.0", "2.1"};
    size_t choice;
    head->v2 = true;
    head->np = 0;               /* until [Number of Ports] */
    return read_choice(scan, KEYWORD_VERSION, versions, 2, &choice, err);
}

static enum lr_status read_ports(struct touchstone_scan *scan,
                                 struct touchstone_head *head, struct lr_error *err)
{
    const size_t named = touchstone_ports(scan->file);
    enum lr_status status = read_count(scan, KEYWORD_PORTS, TOUCHSTONE_MOST_PORTS,
                                       &head->np, err);
    if (!status && named && named != head->np)
        status = error_at(err, touchstone_scan_mark(scan), "[Number of Ports] is %zu, "
                          "the extension .s%zup says %zu; rename the file to .s%zup or "
                          ".ts", head->np, named, named, head->np);
    return status;
}

static enum lr_status read_reference(struct touchstone_scan *scan,
                                     struct touchstone_head *head, struct lr_error *err)
{
    char text[TOUCHSTONE_WORD_SIZE];
    head->zref = array_alloc(head->np, sizeof *head->zref);
    if (!head->zref)
        return error_memory(err, "the references of a Touchstone file");
    for (size_t i = 0; i < head->np; i++) {
        if (touchstone_scan_next(scan) != TOUCHSTONE_WORD)
            return error_at(err, touchstone_scan_mark(scan), "[Reference] has %zu of its "
                            "%zu values; write one for each port", i, head->np);
        if (!touchstone_scan_number(scan, &head->zref[i]))
            return error_at(err, touchstone_scan_mark(scan), "reference '%s' is not a "
                            "real number of ohms; references must be real",
                            touchstone_scan_word(scan, text));
        if (!(head->zref[i] > 0.0))
            return error_at(err, touchstone_scan_mark(scan), "reference %g ohm is not "
                            "positive", head->zref[i]);
    }
    struct touchstone_scan next = *scan;
    if (touchstone_scan_next(&next) == TOUCHSTONE_WORD)
        return error_at(err, touchstone_scan_mark(&next), "'%s' is too many behind "
                        "[Reference]; write one value for each of the %zu ports",
                        touchstone_scan_word(&next, text), head->np);
    return LR_OK;
}

static enum lr_status read_modes(struct touchstone_scan *scan,
                                 struct touchstone_head *head, struct lr_error *err)
{
    char text[TOUCHSTONE_WORD_SIZE];
    head->mode = array_alloc(head->np, sizeof *head->mode);
    if (!head->mode)
        return error_memory(err, "the modes of a Touchstone file");
    enum lr_status status = touchstone_mode_read(scan, head->np, head->mode, err);
    struct touchstone_scan next = *scan;
    if (!status && touchstone_scan_next(&next) == TOUCHSTONE_WORD)
        return error_at(err, touchstone_scan_mark(&next), "'%s' is too many behind "
                        "[Mixed-Mode Order]; write one mode for each of the %zu ports",
                        touchstone_scan_word(&next, text), head->np);
    return status;
}

/* Whatever stands there, with keywords of its own. */
static enum lr_status skip_information(struct touchstone_scan *scan, struct lr_error *err)
{
    const struct mark begin = touchstone_scan_mark(scan);
    enum touchstone_token token;
    char name[NAME_SIZE];
    while ((token = touchstone_scan_next(scan)) != TOUCHSTONE_END)
        if (token == TOUCHSTONE_KEYWORD && take_name(scan, name) &&
            !strcasecmp(name, names[KEYWORD_INFORMATION_END]))
            return LR_OK;
    return error_at(err, begin, "[Begin Information] has no [End Information]");
}

enum lr_status touchstone_keyword_value_read(struct touchstone_scan *scan,
                                             enum touchstone_keyword keyword,
                                             struct touchstone_head *head,
                                             struct lr_error *err)
{
    static const char *const orders[] = {"21_12", "12_21"};
    static const char *const matrices[] = {"Full", "Lower", "Upper"};
    enum lr_status status = LR_OK;
    size_t n;
    switch (keyword) {
    case KEYWORD_VERSION: return read_version(scan, head, err);
    case KEYWORD_PORTS: return read_ports(scan, head, err);
    case KEYWORD_REFERENCE: return read_reference(scan, head, err);
    case KEYWORD_MIXED: return read_modes(scan, head, err);
    case KEYWORD_INFORMATION: return skip_information(scan, err);
    case KEYWORD_NOISE_FREQUENCIES:
        return read_count(scan, keyword, MOST_FREQUENCIES, &n, err);
    case KEYWORD_FREQUENCIES:
        status = read_count(scan, keyword, MOST_FREQUENCIES, &head->nf, err);
        head->nf_place = scan->word;
        break;
    case KEYWORD_ORDER:
        status = read_choice(scan, keyword, orders, 2, &n, err);
        head->by_rows = n == 1;
        break;
    case KEYWORD_MATRIX:
        status = read_choice(scan, keyword, matrices, 3, &n, err);
        head->matrix = (enum touchstone_matrix)n;
        break;
    default: break;
    }
    return status;
}
