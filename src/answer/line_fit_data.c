#include "config.h"

#include "answer/line_fit.h"

#include "answer/net_file.h"
#include "base/constants.h"

#include <math.h>
#include <string.h>

/* Below this an error of the measurement is drawn out more than that in what it tells of
 * the line; points between are weighted less. */
static const double most_gain = 4.0;

/* |S12| and |S21| that differ by more than this are no line's: noise, or the end of what
 * the instrument's calibration covers. */
static const double most_mismatch = 0.05;

/* A 2-port as it is; a 4-port's differential mode. */
static enum lr_status read(struct line_fit *f, size_t i, struct tree *files,
                           struct net *out, struct lr_error *err)
{
    struct net net = {0}, sorted = {0}, mixed = {0};
    struct lane_map map;
    const bool pair = f->stackup.type->pair;
    enum lr_status status = net_file_read(f->request, f->answer, f->path[i], &net, err);
    *out = (struct net){0};
    if (status)
        return status;
    struct tree *file = tree_object(files, NULL);
    net_file_describe(file, f->path[i], &net);
    if (net.np != 2 && (net.np != 4 || !pair))
        status = error_set(err, LR_EINPUT, "%s: %zu ports; %s has %s", f->path[i], net.np,
                           f->stackup.type->name,
                           pair ? "four, or two of its "
                                  "differential mode"
                                : "two");
    else if (net.np == 2 && pair)
        status = note_add(err, NOTE_ASSUMPTION,
                          "%s: its two ports are those of the "
                          "differential mode",
                          f->path[i]);
    else if (net.np == 4)
        status = net_file_lanes(f->request, f->path[i], &net, file, &map, err);
    if (!status && net.np == 4) {
        const struct lane *l = &map.lane[0];
        const size_t legs[] = {l->near[0], l->near[1], l->far[0], l->far[1]};
        const size_t differential[] = {0, 1};
        status = net_reorder(&net, legs, 4, &sorted, err);
        if (!status)
            status = net_mixed(&sorted, &mixed, err);
        if (!status)
            status = net_reorder(&mixed, differential, 2, out, err);
    } else if (!status) {
        status = net_copy(&net, out, err);
    }
    net_free(&mixed);
    net_free(&sorted);
    net_free(&net);
    return status;
}

/* [Hz] where quasi-TEM ends, as lanereach line warns: where a microstrip's height is a
 * twentieth of the wavelength, or planes are half of it apart. */
static double quasi_tem_end(const struct stackup *s)
{
    const double wave = speed_of_light / sqrt(s->value[STACKUP_DK]);
    return wave / (s->type->microstrip ? 20.0 : 2.0) / stackup_value(s, s->type->extent);
}

/* The band where the measurement and the model can both be believed. */
static enum lr_status usual_band(struct line_fit *f, struct lr_error *err)
{
    const struct net_two_lengths *m = &f->measured;
    const double end = quasi_tem_end(&f->stackup);
    const char *why = "the measurement ends";
    size_t first = 0, last;
    while (first < m->nf && !(m->gain[first] <= most_gain))
        first++;
    if (first == m->nf)
        return error_set(err, LR_EINPUT,
                         "%s and %s: %g mm more turn the phase too little "
                         "to tell a line; measure to higher frequencies or a longer line",
                         f->path[0], f->path[1], f->length / unit_mm);
    for (last = first; last + 1 < m->nf; last++) {
        if (m->freq[last + 1] > end)
            why = f->stackup.type->microstrip
                      ? "the height is 1/20 of the wavelength and quasi-TEM ends"
                      : "planes or shield are half a wavelength apart and quasi-TEM "
                        "ends";
        else if (m->mismatch[last + 1] > most_mismatch)
            why = "S12 and S21 differ by more than 5 %";
        else
            continue;
        break;
    }
    f->low = m->freq[first];
    f->high = m->freq[last];
    return note_add(err, NOTE_ASSUMPTION,
                    "fitted from %.4g GHz, where errors of the "
                    "measurement grow %g-fold, to %.4g GHz, where %s; --fit-band sets it",
                    f->low / unit_ghz, most_gain, f->high / unit_ghz, why);
}

/* A length that is not the line's shows in its delay. */
static enum lr_status check_delay(const struct line_fit *f, struct lr_error *err)
{
    const double light = f->length / speed_of_light, delay = f->measured.delay;
    if (delay >= light)
        return LR_OK;
    return error_set(err, LR_EUSAGE,
                     "--fit-length %g mm takes light %.4g ps, and the longer line is "
                     "only %.4g ps longer; write by how much the lines' lengths differ",
                     f->length / unit_mm, light / unit_ps, delay / unit_ps);
}

static enum lr_status given_band(struct line_fit *f, struct lr_error *err)
{
    const char *text = f->request->fit_band, *comma = strchr(text, ',');
    char *low =
        comma ? arena_strndup(&f->answer->arena, text, (size_t)(comma - text)) : NULL;
    if (comma && !low)
        return error_memory(err, "--fit-band");
    if (!comma)
        return error_set(err, LR_EUSAGE,
                         "--fit-band '%s': write two frequencies, "
                         "100MHz,5GHz",
                         text);
    enum lr_status status =
        request_quantity("--fit-band", low, DIM_FREQUENCY, &f->low, err);
    if (!status)
        status = request_quantity("--fit-band", comma + 1, DIM_FREQUENCY, &f->high, err);
    if (!status && !(f->low < f->high))
        status = error_set(err, LR_EUSAGE,
                           "--fit-band '%s': the first frequency must be "
                           "below the second",
                           text);
    return status;
}

static enum lr_status weigh(struct line_fit *f, struct lr_error *err)
{
    const struct net_two_lengths *m = &f->measured;
    const size_t least = 10; /* as net/two_lengths.h                        */
    size_t n = 0;
    f->weight = arena_alloc(&f->answer->arena, m->nf * sizeof *f->weight);
    if (!f->weight)
        return error_memory(err, "a fit");
    for (size_t k = 0; k < m->nf; k++) {
        const bool inside = m->freq[k] >= f->low - 1.0 && m->freq[k] <= f->high + 1.0;
        f->weight[k] = inside ? fmin(1.0, 1.0 / m->gain[k]) : 0.0;
        n += f->weight[k] > 0.0;
    }
    if (n >= least)
        return LR_OK;
    return error_set(err, LR_EINPUT,
                     "%zu points of %s lie between %.6g and %.6g GHz; at "
                     "least %zu are needed",
                     n, f->path[1], f->low / unit_ghz, f->high / unit_ghz, least);
}

enum lr_status line_fit_measure(struct line_fit *f, struct lr_error *err)
{
    struct net net[2] = {{0}, {0}};
    struct tree *files = tree_list(f->answer->root, "files");
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < 2; i++)
        status = read(f, i, files, &net[i], err);
    if (!status)
        status = net_two_lengths(&net[0], &net[1], f->path, &f->measured, err);
    if (!status)
        status = check_delay(f, err);
    if (!status)
        status = f->request->fit_band ? given_band(f, err) : usual_band(f, err);
    if (!status)
        status = weigh(f, err);
    net_free(&net[1]);
    net_free(&net[0]);
    return status;
}
