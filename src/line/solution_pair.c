#include "config.h"

#include "line/solution.h"

#include "base/array.h"
#include "line/uniform.h"

#include <string.h>

/* The differential mode sees both lines in series: half the difference of the voltages
 * drives it, twice the odd mode's z and half its y. */
static enum lr_status fill(const struct line_solution *solution, double length,
                           double zref, struct net *net, struct lr_error *err)
{
    const size_t nf = net->nf;
    double complex *z = array_alloc(4 * nf, sizeof *z);
    double complex *y = array_alloc(4 * nf, sizeof *y);
    enum lr_status status = z && y ? LR_OK : error_memory(err, "a trace");
    if (!status) {
        line_multi_section_rlgc(&solution->section, nf, net->freq, z, y);
        for (size_t k = 0; k < nf; k++) {
            z[k] = z[4 * k] + z[4 * k + 3] - z[4 * k + 1] - z[4 * k + 2];
            y[k] = 0.25 * (y[4 * k] + y[4 * k + 3] - y[4 * k + 1] - y[4 * k + 2]);
        }
        const struct line_uniform line = {nf, net->freq, z, y};
        status = line_uniform_sparam(&line, length, zref, net->s, err);
    }
    array_free(y);
    array_free(z);
    return status;
}

enum lr_status line_solution_pair_net(const struct line_solution *solution, double length,
                                      double zref, size_t nf, const double *freq,
                                      struct net *net, struct lr_error *err)
{
    enum lr_status status = net_init(net, nf, 2, zref, err);
    if (status)
        return status;
    memcpy(net->freq, freq, nf * sizeof *freq);
    status = fill(solution, length, zref, net, err);
    for (size_t d = 0; !status && nf && d < solution->section.ndielectric; d++)
        status = line_debye_note(&solution->dielectric[d].debye,
                                 solution->dielectric[d].name, freq[nf - 1], err);
    if (status)
        net_free(net);
    return status;
}
