#include "config.h"

#include "tests/bench/bench.h"

#include "base/array.h"
#include "base/constants.h"
#include "base/parallel.h"
#include "line/multi_net.h"
#include "net/grid.h"
#include "part/stackup.h"

enum { LINES = 4 };

struct data {
    struct model_library *lib;
    struct stackup single, masked, pair, wires;
    struct stackup_lanes eight;
    struct line_solution four;
    double *freq;
    size_t nf;
    double sum;                 /* kept, so that no loop is optimised away     */
};

/* ---- the entries --------------------------------------------------------- */

static enum lr_status solve(struct data *data, const struct stackup *stackup,
                            const struct stackup_lanes *lanes, struct lr_error *err)
{
    struct line_solution solution;
    const enum lr_status status = stackup_solve(stackup, lanes, &solution, err);
    if (!status)
        data->sum += solution.bem.l[0];
    line_solution_free(&solution);
    return status;
}

static enum lr_status solve_single(void *context, struct lr_error *err)
{
    struct data *data = context;
    return solve(data, &data->single, NULL, err);
}

static enum lr_status solve_masked(void *context, struct lr_error *err)
{
    struct data *data = context;
    return solve(data, &data->masked, NULL, err);
}

static enum lr_status solve_pair(void *context, struct lr_error *err)
{
    struct data *data = context;
    return solve(data, &data->pair, NULL, err);
}

static enum lr_status solve_twinax(void *context, struct lr_error *err)
{
    struct data *data = context;
    return solve(data, &data->wires, NULL, err);
}

static enum lr_status solve_bus(void *context, struct lr_error *err)
{
    struct data *data = context;
    return solve(data, &data->single, &data->eight, err);
}

static enum lr_status solve_masked_bus(void *context, struct lr_error *err)
{
    struct data *data = context;
    return solve(data, &data->masked, &data->eight, err);
}

static enum lr_status network_of_four(void *context, struct lr_error *err)
{
    struct data *data = context;
    static const double zref[2 * LINES] = {50.0, 50.0, 50.0, 50.0,
                                           50.0, 50.0, 50.0, 50.0};
    struct net net;
    const enum lr_status status = line_multi_net(&data->four.section, 0.1, zref, data->nf,
                                                 data->freq, &net, err);
    if (!status)
        data->sum += creal(net.s[1]);
    net_free(&net);
    return status;
}

/* What a search for a reach does for each length. */
static enum lr_status network_of_trace(void *context, struct lr_error *err)
{
    struct data *data = context;
    const struct line_solution *solution;
    struct net net = {0};
    enum lr_status status =
        stackup_solution(data->lib, &data->pair, NULL, &solution, err);
    if (!status)
        status = line_solution_pair_net(solution, 0.25, 100.0, data->nf, data->freq, &net,
                                        err);
    if (!status)
        data->sum += creal(net.s[1]);
    net_free(&net);
    return status;
}

static const struct bench benches[] = {
    {"microstrip, solved", solve_single, NULL, NULL, 0.03},
    {"microstrip under solder mask", solve_masked, NULL, NULL, 0.03},
    {"edge-coupled stripline", solve_pair, NULL, NULL, 0.0},
    {"twinax", solve_twinax, NULL, NULL, 0.0},
    {"bus of 8 microstrips", solve_bus, NULL, NULL, 2.0},
    {"bus of 8 microstrips under solder mask", solve_masked_bus, NULL, NULL, 2.0},
    {"S of 4 coupled lines, 5301 points", network_of_four, NULL, NULL, 0.0},
    {"S of a trace, geometry known, 5301 points", network_of_trace, NULL, NULL, 0.0},
};

/* ---- the data ------------------------------------------------------------ */

static enum lr_status read(struct data *data, const char *name, const char *const *sets,
                           struct stackup *out, struct lr_error *err)
{
    return stackup_read(data->lib, name, (struct mark){.file = "bench"},
                        20.0 + zero_celsius, sets, out, err);
}

static enum lr_status init(void **context, struct lr_error *err)
{
    static const char *const mask[] = {"mask=solder-mask", "mask_thickness=25um",
                                       "mask_over_metal=12um", NULL};
    static const struct stackup_lanes four = {LINES, 0.5e-3};
    struct data *data = array_alloc(1, sizeof *data);
    *context = data;
    if (!data)
        return error_memory(err, "a benchmark");
    parallel_set_threads(1);
    enum lr_status status = model_library_open(NULL, &data->lib, err);
    if (!status)
        status = read(data, "fr4-microstrip-50ohm", NULL, &data->single, err);
    if (!status)
        status = read(data, "fr4-microstrip-50ohm", mask, &data->masked, err);
    if (!status)
        status = read(data, "megtron7-stripline-100ohm", NULL, &data->pair, err);
    if (!status)
        status = read(data, "twinax-30awg-100ohm", NULL, &data->wires, err);
    if (status)
        return status;
    data->eight = (struct stackup_lanes){
        8, 3.0 * stackup_value(&data->single, STACKUP_WIDTH)};
    status = stackup_solve(&data->single, &four, &data->four, err);
    if (!status)
        status = grid_uniform(0.01 * unit_ghz, 53.0 * unit_ghz, &data->freq, &data->nf,
                              err);
    return status;
}

static void release(void *context)
{
    struct data *data = context;
    parallel_set_threads(0);
    if (!data)
        return;
    array_free(data->freq);
    line_solution_free(&data->four);
    model_library_close(data->lib);
    array_free(data);
}

const struct bench_set bench_lines = {benches, sizeof benches / sizeof benches[0], init,
                                      release};
