#include "config.h"

#include "answer/line_crosstalk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double usual_ghz = 26.5625, usual_rise_ps = 10.0;
static const double usual_inches[] = {1.0, 2.0, 5.0, 10.0};
/* Pitches over the width of a lane with as much room beside it as a strip is wide. */
static const double usual_steps[] = {1.0, 1.25, 1.5, 2.0, 3.0};
enum { LENGTHS = sizeof usual_inches / sizeof usual_inches[0],
       PITCHES = sizeof usual_steps / sizeof usual_steps[0], MOST_NEIGHBOURS = 15 };

/* "0.6mm,0.8mm" as positive lengths. */
static enum lr_status read_list(const char *option, const char *text, struct arena *arena,
                                const double **list, size_t *n, struct lr_error *err)
{
    size_t most = 1;
    for (const char *c = text; *c; c++)
        most += *c == ',';
    double *to = arena_alloc(arena, most * sizeof *to);
    char *copy = arena_strdup(arena, text);
    enum lr_status status = to && copy ? LR_OK : error_memory(err, option);
    *n = 0;
    for (char *word = copy, *comma; !status && word; word = comma ? comma + 1 : NULL) {
        comma = strchr(word, ',');
        if (comma)
            *comma = '\0';
        status = request_quantity(option, word, DIM_LENGTH, &to[(*n)++], err);
    }
    *list = to;
    return status;
}

static enum lr_status usual(struct line_question *q, struct line_crosstalk *out,
                            struct lr_error *err)
{
    const struct line_section *section = &q->drawing.section;
    double middle, *pitch = arena_alloc(&q->answer->arena, PITCHES * sizeof *pitch);
    double *length = arena_alloc(&q->answer->arena, LENGTHS * sizeof *length);
    double *at = arena_alloc(&q->answer->arena, sizeof *at);
    if (!pitch || !length || !at)
        return error_memory(err, "crosstalk");
    const double lane = 2.0 * line_section_reach(section, &middle);
    const double least = lane + stackup_value(&q->stackup, STACKUP_WIDTH);
    for (size_t i = 0; i < PITCHES; i++)        /* in whole hundredths of a mm */
        pitch[i] = ceil(usual_steps[i] * least / (0.01 * unit_mm)) * (0.01 * unit_mm);
    for (size_t i = 0; i < LENGTHS; i++)
        length[i] = usual_inches[i] * unit_inch;
    at[0] = usual_ghz * unit_ghz;
    if (!out->npitch) {
        out->pitch = pitch;
        out->npitch = PITCHES;
    }
    if (!out->nlength) {
        out->length = length;
        out->nlength = LENGTHS;
    }
    if (!q->request->at) {
        out->at = at;
        out->nat = 1;
    }
    return LR_OK;
}

static int by_value(const void *pa, const void *pb)
{
    const double a = *(const double *)pa, b = *(const double *)pb;
    return (a > b) - (a < b);
}

/* A network's frequencies rise. */
static enum lr_status sort_at(struct line_question *q, struct line_crosstalk *out,
                              struct lr_error *err)
{
    double *at = arena_alloc(&q->answer->arena, (out->nat + 1) * sizeof *at);
    size_t n = 0;
    if (!at)
        return error_memory(err, "--at");
    memcpy(at, out->at, out->nat * sizeof *at);
    qsort(at, out->nat, sizeof *at, by_value);
    for (size_t i = 0; i < out->nat; i++)
        if (!n || at[i] > at[n - 1])
            at[n++] = at[i];
    out->at = at;
    out->nat = n;
    return LR_OK;
}

enum lr_status line_crosstalk_read(struct line_question *q, struct line_crosstalk *out,
                                   struct lr_error *err)
{
    const struct request *r = q->request;
    struct arena *arena = &q->answer->arena;
    enum lr_status status = LR_OK;
    *out = (struct line_crosstalk){.neighbours = 1, .rise = usual_rise_ps * unit_ps,
                                   .nat = q->nat, .at = q->at};
    if (q->stackup.type->form == STACKUP_TWINAX)
        return error_set(err, LR_EUSAGE, "--view crosstalk: a twinax has a shield of its "
                         "own, and no neighbour in it");
    if (r->neighbours) {
        char *end;
        const unsigned long n = strtoul(r->neighbours, &end, 10);
        if (*end || n < 1 || n > MOST_NEIGHBOURS || !strchr("123456789", *r->neighbours))
            return error_set(err, LR_EUSAGE, "--neighbours '%s': write 1 to %d",
                             r->neighbours, MOST_NEIGHBOURS);
        out->neighbours = n;
    }
    if (r->rise)
        status = request_quantity("--rise", r->rise, DIM_TIME, &out->rise, err);
    if (!status && r->pitch)
        status = read_list("--pitch", r->pitch, arena, &out->pitch, &out->npitch, err);
    if (!status && r->length && !r->output)
        status =
            read_list("--length", r->length, arena, &out->length, &out->nlength, err);
    if (!status)
        status = usual(q, out, err);
    return status ? status : sort_at(q, out, err);
}
