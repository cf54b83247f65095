#include "config.h"

#include "answer/net_lanes.h"

#include <stdlib.h>
#include <string.h>

/* "3" of 1..n, counted from 0 in *lane. */
static enum lr_status read_lane(const char *option, const char *text, size_t length,
                                size_t n, size_t *lane, struct lr_error *err)
{
    char *end;
    const unsigned long value = strtoul(text, &end, 10);
    if (end != text + length || !length || text[0] < '0' || text[0] > '9' || value < 1 ||
        value > n)
        return error_set(err, LR_EUSAGE,
                         "%s '%.*s': write lanes as numbers from 1 to %zu", option,
                         (int)length, text, n);
    *lane = (size_t)value - 1;
    return LR_OK;
}

static enum lr_status read_opposite(const struct request *request, size_t n,
                                    bool opposite[LANES_MOST], struct lr_error *err)
{
    for (const char *word = request->opposite; word;) {
        const size_t length = strcspn(word, ",");
        size_t lane;
        enum lr_status status =
            read_lane("--opposite", word, length, n, &lane, err);
        if (status)
            return status;
        opposite[lane] = true;
        word = word[length] ? word + length + 1 : NULL;
    }
    return LR_OK;
}

enum lr_status net_lanes_read(const struct request *request, size_t n,
                              struct net_lanes *out, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    *out = (struct net_lanes){.victim = 0};
    if (request->victim)
        status = read_lane("--victim", request->victim, strlen(request->victim), n,
                           &out->victim, err);
    if (!status)
        status = read_opposite(request, n, out->opposite, err);
    if (!status && out->opposite[out->victim])
        status = error_set(err, LR_EUSAGE,
                           "--opposite names lane %zu, the victim itself; "
                           "it says which others send the other way",
                           out->victim + 1);
    return status;
}

enum lr_status net_lanes_note(const struct request *request, const char *path, size_t n,
                              const struct net_lanes *lanes, struct lr_error *err)
{
    return n < 2 || request->opposite
               ? LR_OK
               : note_add(err, NOTE_ASSUMPTION,
                          "%s: all lanes send the same way as lane %zu, so that their "
                          "crosstalk is FEXT; --opposite names those that do not", path,
                          lanes->victim + 1);
}
