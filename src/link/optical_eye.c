#include "config.h"

#include "link/optical_eye.h"

#include "base/array.h"
#include "optics/levels.h"

#include <math.h>

static const double milliwatt = 1e-3;

/* What the taps make of a pulse, whose sample `whole` is moved to the instant of decision. */
static void equalise(const struct optical_received *r, double scale, double *y)
{
    const double whole = floor(r->decided.centre), part = r->decided.centre - whole;
    for (size_t k = 0; k < r->n; k++) {
        y[k] = 0.0;
        for (size_t j = 0; j < r->decided.taps.n; j++) {
            const double at =
                (double)k - ((double)j - (double)r->decided.taps.pre) * (double)r->per_ui;
            if (!(at >= 0.0) || at + 1.0 >= (double)r->n)
                continue;
            const size_t i = (size_t)at;
            y[k] += scale * r->decided.taps.c[j] *
                    ((1.0 - part) * r->pulse[i] + part * r->pulse[i + 1]);
        }
    }
}

enum lr_status optical_eye_init(const struct optical_path *path, size_t phases,
                                struct eye *out, struct lr_error *err)
{
    const struct optical_lane lane = {&path->pmd, &path->module, &path->fibre,
                                      path->length};
    const double oma = path->module.oma * optics_ratio(-path->loss - path->penalties);
    const double half = 0.5 * oma / milliwatt;
    struct optical_received received = {.pulse = NULL};
    double level[OPTICS_LEVELS_MOST], sum = 0.0;
    *out = (struct eye){.cell = NULL};
    if (!path->figures.reaches)
        return error_set(err, LR_EDOMAIN,
                         "%s: no power is enough for this receiver, whose "
                         "eye is closed",
                         path->pmd.model->name);
    enum lr_status status =
        link_optical_received(&lane, &path->figures, oma, &received, err);
    double *y = status ? NULL : array_alloc(received.n, sizeof *y);
    if (!status && !y)
        status = error_memory(err, "an eye of light");
    if (!status) {
        const double b = received.decided.dfe * half;
        equalise(&received, half, y);
        for (size_t i = 0; i < path->pmd.levels; i++) {
            level[i] = 2.0 * (received.level[i] - received.level[0]) - 1.0;
            sum += i + 2 < path->pmd.levels ? 0.0
                                            : 0.5 * received.noise[i] * received.noise[i];
        }
        level[path->pmd.levels - 1] = 1.0;
        const struct eye_source source = {.levels = path->pmd.levels,
                                          .level = level,
                                          .r_lm = 1.0,
                                          .per_ui = received.per_ui,
                                          .victim = {received.n, y},
                                          .cursor =
                                              (size_t)floor(received.decided.centre),
                                          .nb = received.decided.dfe > 0.0,
                                          .b = &b,
                                          .noise = 2.0 * half * sqrt(sum),
                                          .phases = phases};
        status = eye_init(&source, out, err);
    }
    array_free(y);
    array_free(received.pulse);
    return status;
}
