#include "config.h"

#include "net/touchstone_head.h"

#include "base/array.h"
#include "net/touchstone_keyword.h"

enum { NOISE_ROW = 5 };         /* f, NFmin, |Gopt|, its angle, Rn             */

void touchstone_head_free(struct touchstone_head *head)
{
    array_free(head->mode);
    array_free(head->zref);
    head->mode = NULL;
    head->zref = NULL;
}

double touchstone_head_zref(const struct touchstone_head *head, size_t i)
{
    return head->zref ? head->zref[i] : head->option.zref;
}

enum lr_status touchstone_head_option(struct touchstone_scan *scan,
                                      struct touchstone_head *head, struct lr_error *err)
{
    if (!head->options++)
        return touchstone_option_read(scan, &head->option, err);
    const size_t line = head->options == 2 ? touchstone_scan_mark(scan).line : 0;
    touchstone_scan_skip_line(scan);
    return line ? note_add(err, NOTE_WARNING, "%s:%zu: a second option line is ignored; "
                           "only the first counts", scan->file, line)
                : LR_OK;
}

/* At [Network Data]: everything that the numbers need has been said. */
static enum lr_status check_complete(const struct touchstone_scan *scan,
                                     const struct touchstone_head *head, unsigned seen,
                                     struct lr_error *err)
{
    static const enum touchstone_keyword needed[] = {KEYWORD_PORTS, KEYWORD_FREQUENCIES};
    static const char *const examples[] = {"[Number of Ports] 4",
                                           "[Number of Frequencies] 1001"};
    const struct mark mark = touchstone_scan_mark(scan);
    if (!head->options)
        return error_at(err, mark, "no option line before the data; write one like # GHz "
                        "S RI R 50 behind [Version] 2.0");
    for (size_t i = 0; i < 2; i++)
        if (!(seen & 1u << needed[i]))
            return error_at(err, mark, "%s is missing before the data; write one like %s",
                            touchstone_keyword_name(needed[i]), examples[i]);
    if (seen & 1u << KEYWORD_ORDER) {
        if (head->np != 2)
            return note_add(err, NOTE_WARNING, "%s: [Two-Port Data Order] is ignored: "
                            "the file has %zu ports", scan->file, head->np);
    } else if (head->np == 2 && head->matrix == TOUCHSTONE_FULL)
        return note_add(err, NOTE_WARNING, "%s:%zu: [Two-Port Data Order] is missing; "
                        "21_12 is assumed: rows run S11 S21 S12 S22", scan->file,
                        mark.line);
    return LR_OK;
}

static enum lr_status check_place(const struct touchstone_scan *scan,
                                  enum touchstone_keyword keyword,
                                  const struct touchstone_head *head, unsigned seen,
                                  struct lr_error *err)
{
    const struct mark mark = touchstone_scan_mark(scan);
    const char *const name = touchstone_keyword_name(keyword);
    if (!head->v2 && keyword != KEYWORD_VERSION)
        return error_at(err, mark, "%s in a file of version 1; a file with keywords "
                        "begins with [Version] 2.0", name);
    if (seen & 1u << keyword && keyword != KEYWORD_INFORMATION)
        return error_at(err, mark, "%s is there twice", name);
    if ((keyword == KEYWORD_REFERENCE || keyword == KEYWORD_MIXED) && !head->np)
        return error_at(err, mark, "%s stands before [Number of Ports]; it has one value "
                        "for each port", name);
    if (keyword == KEYWORD_INFORMATION_END)
        return error_at(err, mark, "[End Information] without [Begin Information]");
    if (keyword == KEYWORD_NOISE || keyword == KEYWORD_END)
        return error_at(err, mark, "%s stands before [Network Data]", name);
    return LR_OK;
}

/* Sets *data when the data begin behind the keyword. */
static enum lr_status keyword(struct touchstone_scan *scan, struct touchstone_head *head,
                              unsigned *seen, bool *data, struct lr_error *err)
{
    enum touchstone_keyword found;
    enum lr_status status = touchstone_keyword_name_read(scan, &found, err);
    if (!status)
        status = check_place(scan, found, head, *seen, err);
    if (!status && found == KEYWORD_NETWORK)
        status = check_complete(scan, head, *seen, err);
    if (!status)
        status = touchstone_keyword_value_read(scan, found, head, err);
    *seen |= status ? 0 : 1u << found;
    *data = !status && found == KEYWORD_NETWORK;
    return status;
}

/* A word outside of brackets: the first number of version 1. */
static enum lr_status first_word(struct touchstone_scan *scan,
                                 const struct touchstone_head *head, struct lr_error *err)
{
    char text[TOUCHSTONE_WORD_SIZE];
    const struct mark mark = touchstone_scan_mark(scan);
    if (head->v2)
        return error_at(err, mark, "'%s' stands before [Network Data]; only keywords and "
                        "the option line may", touchstone_scan_word(scan, text));
    if (!head->options)
        return error_at(err, mark, "no option line before the data; write one like # GHz "
                        "S RI R 50");
    if (!head->np)
        return error_at(err, (struct mark){scan->file, 0, 0}, "the port count is read "
                        "from the extension; name a file of two ports .s2p, of four "
                        ".s4p");
    scan->at = scan->word;
    return LR_OK;
}

static enum lr_status no_data(const struct touchstone_scan *scan,
                              const struct touchstone_head *head, struct lr_error *err)
{
    const struct mark mark = touchstone_scan_mark(scan);
    if (head->v2)
        return error_at(err, mark, "[Network Data] is missing");
    if (head->options)
        return error_at(err, mark, "no data behind the option line");
    return error_at(err, mark, "no option line and no data; a Touchstone file begins "
                    "like # GHz S RI R 50");
}

static enum lr_status check_parameter(const struct touchstone_scan *scan,
                                      const struct touchstone_head *head,
                                      struct lr_error *err)
{
    const char parameter = head->option.parameter;
    const bool hybrid = parameter == 'G' || parameter == 'H';
    const struct mark mark = touchstone_scan_mark_at(scan, head->option.place);
    if (hybrid && head->np != 2)
        return error_at(err, mark, "%c-parameters are those of 2 ports, the file has %zu",
                        parameter, head->np);
    if (hybrid && head->mode)
        return error_at(err, mark, "%c-parameters have no mixed mode; use S, Y or Z",
                        parameter);
    return LR_OK;
}

enum lr_status touchstone_head_read(struct touchstone_scan *scan,
                                    struct touchstone_head *head, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    unsigned seen = 0;
    bool data = false;
    *head = (struct touchstone_head){.np = touchstone_ports(scan->file)};
    while (!status && !data)
        switch (touchstone_scan_next(scan)) {
        case TOUCHSTONE_OPTION:
            status = touchstone_head_option(scan, head, err);
            break;
        case TOUCHSTONE_KEYWORD:
            status = keyword(scan, head, &seen, &data, err);
            break;
        case TOUCHSTONE_WORD:
            status = first_word(scan, head, err);
            data = true;
            break;
        case TOUCHSTONE_END: return no_data(scan, head, err);
        }
    return status ? status : check_parameter(scan, head, err);
}

/* Behind [Noise Data]: its numbers, up to the next keyword. */
static enum lr_status skip_noise(struct touchstone_scan *scan,
                                 enum touchstone_token *token, struct lr_error *err)
{
    const size_t line = touchstone_scan_mark(scan).line;
    size_t n = 0;
    while ((*token = touchstone_scan_next(scan)) == TOUCHSTONE_WORD)
        n++;
    return note_add(err, NOTE_WARNING, "%s:%zu: a noise block of %zu points is left out",
                    scan->file, line, n / NOISE_ROW);
}

enum lr_status touchstone_head_close(struct touchstone_scan *scan,
                                     const struct touchstone_head *head,
                                     enum touchstone_token token, struct lr_error *err)
{
    enum touchstone_keyword found;
    enum lr_status status = LR_OK;
    while (!status && token == TOUCHSTONE_KEYWORD) {
        status = touchstone_keyword_name_read(scan, &found, err);
        if (status)
            return status;
        if (!head->v2 || (found != KEYWORD_NOISE && found != KEYWORD_END))
            return error_at(err, touchstone_scan_mark(scan), "%s behind the data",
                            touchstone_keyword_name(found));
        if (found == KEYWORD_END)
            return LR_OK;
        status = skip_noise(scan, &token, err);
    }
    if (!status && head->v2)
        status = note_add(err, NOTE_WARNING, "%s: [End] is missing behind the data",
                          scan->file);
    return status;
}
