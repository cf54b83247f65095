#include "config.h"

#include "net/touchstone_values.h"

#include "base/array.h"
#include "base/quantity.h"
#include "net/touchstone_parameter.h"
#include "net/touchstone_polar.h"

#include <math.h>
#include <string.h>

/* n pairs to complex numbers.  RI are copied as the pairs of doubles that complex
 * numbers are (C17 6.2.5): a + I*b would lose the sign of a zero. */
static void convert_pairs(enum touchstone_format format, const double *restrict pair,
                          size_t n, double complex *restrict s)
{
    switch (format) {
    case TOUCHSTONE_RI: memcpy(s, pair, n * sizeof *s); break;
    case TOUCHSTONE_MA:
        for (size_t i = 0; i < n; i++)
            s[i] = touchstone_polar(pair[2 * i], pair[2 * i + 1]);
        break;
    case TOUCHSTONE_DB:
        for (size_t i = 0; i < n; i++)
            s[i] = touchstone_polar(ratio_of(pair[2 * i]), pair[2 * i + 1]);
        break;
    }
}

/* Puts the values in the order of the file to their places in the matrix: 2-port rows
 * run S11 S21 S12 S22 unless the file says otherwise, triangles are mirrored. */
static void arrange(const struct touchstone_head *head, double complex *s)
{
    const size_t np = head->np;
    if (head->matrix == TOUCHSTONE_FULL) {
        if (np == 2 && !head->by_rows) {
            const double complex s21 = s[1];
            s[1] = s[2];
            s[2] = s21;
        }
        return;
    }
    /* From behind: no value moves to a lower index. */
    size_t from = np * (np + 1) / 2;
    for (size_t i = np; i-- > 0;) {
        const size_t first = head->matrix == TOUCHSTONE_LOWER ? 0 : i;
        const size_t last = head->matrix == TOUCHSTONE_LOWER ? i : np - 1;
        for (size_t j = last + 1; j-- > first;)
            s[i * np + j] = s[--from];
    }
    for (size_t i = 0; i < np; i++)
        for (size_t j = 0; j < i; j++)
            if (head->matrix == TOUCHSTONE_LOWER)
                s[j * np + i] = s[i * np + j];
            else
                s[i * np + j] = s[j * np + i];
}

static enum lr_status too_large(const struct touchstone_scan *scan,
                                const struct touchstone_numbers *numbers, size_t i,
                                const char *unit, const char *what, struct lr_error *err)
{
    return error_at(err, touchstone_numbers_place(numbers, scan, i), "%s%g %s is too "
                    "large", what, numbers->value[i], unit);
}

/* RI and MA are finite as their numbers are; decibels may overflow. */
static enum lr_status fill(const struct touchstone_scan *scan,
                           const struct touchstone_head *head,
                           const struct touchstone_numbers *numbers,
                           const struct touchstone_points *points, struct net *net,
                           struct lr_error *err)
{
    const size_t pairs = (points->stride - 1) / 2;
    const enum touchstone_format format = head->option.format;
    for (size_t k = 0; k < net->nf; k++) {
        const size_t start = touchstone_points_start(points, k);
        const double *const p = numbers->value + start;
        double complex *const s = net_s(net, k, 0, 0);
        net->freq[k] = p[0] * head->option.unit;
        if (!isfinite(net->freq[k]))
            return too_large(scan, numbers, start, head->option.unit_name, "frequency ",
                             err);
        convert_pairs(format, p + 1, pairs, s);
        for (size_t i = 0; format == TOUCHSTONE_DB && i < pairs; i++)
            if (!isfinite(creal(s[i])) || !isfinite(cimag(s[i])))
                return too_large(scan, numbers, start + 1 + 2 * i, "dB", "", err);
        arrange(head, s);
    }
    return LR_OK;
}

/* row: the reference of each row and column. */
static enum lr_status to_s(const struct touchstone_scan *scan,
                           const struct touchstone_head *head,
                           const struct touchstone_numbers *numbers,
                           const struct touchstone_points *points, const double *row,
                           struct net *net, struct lr_error *err)
{
    const char parameter = head->option.parameter;
    size_t k;
    enum lr_status status = LR_OK;
    if (!head->v2)
        status = note_add(err, NOTE_ASSUMPTION, "%s: its %c-parameters are taken as "
                          "normalised to R = %g ohm, as version 1 wants them", scan->file,
                          parameter, head->option.zref);
    if (!status)
        status = touchstone_parameter_to_s(parameter, head->v2 ? row : NULL, net, &k,
                                           err);
    if (status != LR_ENUMERIC)
        return status;
    const size_t start = touchstone_points_start(points, k);
    return error_at(err, touchstone_numbers_place(numbers, scan, start), "the "
                    "%c-parameters at %g %s have no S-parameters: the system to solve is "
                    "singular", parameter, numbers->value[start], head->option.unit_name);
}

enum lr_status touchstone_values_read(const struct touchstone_scan *scan,
                                      const struct touchstone_head *head,
                                      const struct touchstone_numbers *numbers,
                                      const struct touchstone_points *points,
                                      struct net *net, struct lr_error *err)
{
    const size_t np = head->np;
    double *row = NULL;
    enum lr_status status = net_init(net, points->nf, np, head->option.zref, err);
    if (!status)
        status = fill(scan, head, numbers, points, net, err);
    for (size_t i = 0; !status && i < np; i++)
        net->zref[i] = touchstone_head_zref(head, i);
    if (!status && head->mode) {
        row = array_alloc(np, sizeof *row);
        status = row ? touchstone_mode_references(scan->file, np, head->mode, net->zref,
                                                  row, err)
                     : error_memory(err, "the references of a Touchstone file");
    }
    if (!status && head->option.parameter != 'S')
        status = to_s(scan, head, numbers, points, row ? row : net->zref, net, err);
    if (!status && head->mode)
        status = touchstone_mode_undo(head->mode, net, err);
    if (!status && head->mode)
        status = note_add(err, NOTE_ASSUMPTION, "%s: mixed-mode data are turned back to "
                          "single-ended ports, differential modes on 2 z and common ones "
                          "on z/2 of the ports' references z", scan->file);
    array_free(row);
    return status;
}
