#include "config.h"

#include "answer/line.h"

#include "answer/net_file.h"
#include "base/array.h"
#include "line/multi_net.h"
#include "net/grid.h"

/* Beyond the baud rate of any lane so far, in the steps of a link's. */
static const double grid_step_ghz = 0.01, grid_stop_ghz = 110.0;
static const double reference = 50.0;           /* [ohm] of every leg          */

enum lr_status line_network_write(const struct line_question *q, struct lr_error *err)
{
    const struct request *request = q->request;
    const size_t n = q->solved.section.n;
    double length, zref[4];
    struct net net = {0};
    double *freq = NULL;
    const struct net_file_kind kind = {n == 2 ? "ports 12-34: 1 to 3, 2 to 4" : NULL,
                                       NULL};
    enum lr_status status =
        request_quantity("--length", request->length, DIM_LENGTH, &length, err);
    size_t nf = 0;
    if (!status)
        status = grid_uniform(grid_step_ghz * unit_ghz, grid_stop_ghz * unit_ghz, &freq,
                              &nf, err);
    for (size_t i = 0; i < 2 * n; i++)
        zref[i] = reference;
    if (!status)
        status = line_multi_net(&q->solved.section, length, zref, nf, freq, &net, err);
    if (!status)
        status = net_file_write(request, q->answer, request->output, &net, &kind, err);
    array_free(freq);
    net_free(&net);
    return status;
}
