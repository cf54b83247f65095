#include "config.h"

#include "link/optical_limits.h"

#include "base/root.h"

#include <math.h>

/* Poles of a stressed source, over the symbol rate. */
static const double slowest = 0.12, fastest = 4.0;

static const double closed_db = 30.0; /* more than any SECQ                  */

/* Its transmitter as the stressed source: one pole, even levels, no noise. */
static struct optics_module source_of(const struct optical_lane *lane, double corner)
{
    struct optics_module source = *lane->module;
    source.kind = OPTICS_EML;
    source.bandwidth = corner;
    source.rin = 0.0;
    return source;
}

struct stress {
    const struct optical_lane *lane;
    double closure;
    enum lr_status *status; /* of what failed                              */
    struct lr_error *err;
};

static double excess(double ratio, const void *context)
{
    const struct stress *s = context;
    const struct optics_module source = source_of(s->lane, ratio * s->lane->pmd->baud);
    struct optical_lane lane = *s->lane;
    struct tdecq found = {.open = false};
    lane.module = &source;
    if (!*s->status)
        *s->status = link_optical_tecq(&lane, &found, s->err);
    return (found.open ? fmin(found.db, closed_db) : closed_db) - s->closure;
}

static enum lr_status stress(const struct optical_lane *lane, struct optical_limits *out,
                             struct lr_error *err)
{
    enum lr_status failed = LR_OK;
    const struct stress of = {lane, out->stressed_closure, &failed, err};
    const struct root_function f = {excess, &of};
    struct optical_figures figures;
    double ratio = 0.0;
    if (excess(fastest, &of) > 0.0 || excess(slowest, &of) < 0.0)
        return failed;
    enum lr_status status =
        root_solve_within(&f, slowest, fastest, 1e-3, "a stressed source", &ratio, err);
    if (failed || status)
        return failed ? failed : status;
    const struct optics_module source = source_of(lane, ratio * lane->pmd->baud);
    struct optical_lane stressed = *lane;
    stressed.module = &source;
    status = link_optical_back_to_back(&stressed, &figures, err);
    out->stressed_corner = source.bandwidth;
    if (!status && figures.reaches)
        out->stressed = figures.sensitivity;
    return status;
}

enum lr_status link_optical_limits(const struct optical_lane *lane,
                                   const struct optical_figures *figures,
                                   struct optical_limits *out, struct lr_error *err)
{
    const double none = (double)NAN, *of = lane->pmd->value;
    struct optical_figures alone;
    *out =
        (struct optical_limits){none, none, none, of[PMD_STRESSED_CLOSURE], none, none};
    if (isnan(out->stressed_closure))
        out->stressed_closure = of[PMD_TDECQ_MAX];
    enum lr_status status = link_optical_back_to_back(lane, &alone, err);
    if (!status && alone.reaches) {
        out->back_to_back = alone.sensitivity;
        status = link_optical_floor(lane, &alone, &out->floor_alone, err);
    }
    if (!status && figures->reaches)
        status = link_optical_floor(lane, figures, &out->floor, err);
    if (!status && !isnan(out->stressed_closure))
        status = stress(lane, out, err);
    return status;
}
