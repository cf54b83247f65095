#include "config.h"

#include "tests/bench/bench.h"

#include "base/array.h"
#include "base/parallel.h"
#include "link/optical.h"
#include "optics/levels.h"

#include <math.h>

/* An optical lane: TECQ, TDECQ over four dispersions and the receiver's sensitivity. */
struct data {
    struct model model;
    struct pmd pmd;
    struct optics_module module;
    struct optics_fibre fibre;
    double sum;                 /* kept, so that no loop is optimised away     */
};

static enum lr_status closure(void *context, struct lr_error *err)
{
    struct data *d = context;
    const struct optical_lane lane = {&d->pmd, &d->module, &d->fibre, 100.0};
    struct optical_figures f;
    const enum lr_status status = link_optical_tecq(&lane, &f.tecq, err);
    d->sum += f.tecq.db;
    return status;
}

static enum lr_status closure_fifteen(void *context, struct lr_error *err)
{
    struct data *d = context;
    d->pmd.taps = 15;
    d->pmd.value[PMD_DFE_MAX] = 0.3;
    const enum lr_status status = closure(context, err);
    d->pmd.taps = 5;
    d->pmd.value[PMD_DFE_MAX] = NAN;
    return status;
}

static enum lr_status whole(void *context, struct lr_error *err)
{
    struct data *d = context;
    const struct optical_lane lane = {&d->pmd, &d->module, &d->fibre, 100.0};
    struct optical_figures f;
    const enum lr_status status = link_optical_solve(&lane, &f, err);
    d->sum += f.tdecq.db;
    return status;
}

static const struct bench benches[] = {
    {"TDECQ of a VCSEL, 5 taps", closure, NULL, NULL, 0.05},
    {"the same with 15 taps and DFE", closure_fifteen, NULL, NULL, 0.05},
    {"an optical lane, all figures", whole, NULL, NULL, 0.0},
};

static enum lr_status init(void **context, struct lr_error *err)
{
    struct data *d = array_alloc(1, sizeof *d);
    *context = d;
    if (!d)
        return error_memory(err, "a benchmark");
    parallel_set_threads(1);
    d->model = (struct model){.name = "bench", .title = "bench"};
    d->pmd = (struct pmd){.model = &d->model, .baud = 53.125e9, .levels = 4, .taps = 5};
    for (size_t i = 0; i < PMD_KEYS; i++)
        d->pmd.value[i] = NAN;
    d->pmd.value[PMD_PRE_FEC_BER] = 2.4e-4;
    d->module = (struct optics_module){.kind = OPTICS_VCSEL,
                                       .wavelength = 850e-9,
                                       .laser = {22e9, 30e9, 0.0},
                                       .extinction = optics_ratio(4.0),
                                       .rin = 1e-14,
                                       .oma = 1e-3,
                                       .responsivity = 0.65,
                                       .receiver_bandwidth = 38e9,
                                       .receiver_noise = 14e-12};
    d->fibre = (struct optics_fibre){.multimode = true,
                                     .zero_least = 1297e-9,
                                     .zero_most = 1328e-9,
                                     .slope = 110.0,
                                     .modal_bandwidth = 4700e9};
    return LR_OK;
}

static void release(void *context)
{
    parallel_set_threads(0);
    array_free(context);
}

const struct bench_set bench_lights = {benches, sizeof benches / sizeof benches[0], init,
                                       release};
