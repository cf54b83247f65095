#include "config.h"

#include "link/optical_route.h"

#include "optics/interference.h"
#include "optics/levels.h"
#include "optics/mpi.h"

#include <math.h>

enum {
    REFLECTORS_MOST = OPTICAL_ROUTE_MOST + 2,
    BEATS_MOST = REFLECTORS_MOST * (REFLECTORS_MOST - 1) / 2 + REFLECTORS_MOST,
    NEIGHBOURS_MOST = 16
};

struct disturbers {
    size_t nbeat, nadd;
    double beat[BEATS_MOST], add[NEIGHBOURS_MOST];
};

double optical_route_loss(const struct optical_route *route)
{
    double loss = 0.0;
    for (size_t i = 0; i < route->n; i++)
        loss += route->element[i].loss;
    return loss;
}

bool optical_route_is_bidirectional(const struct optical_route *route)
{
    return route->n > 1 && route->element[0].circulates &&
           route->element[route->n - 1].circulates;
}

/* Where an element reflects: half of its loss lies before it. */
static double loss_between(const struct optical_route *route, double stretch, size_t i)
{
    const double before = i ? 0.5 * route->element[i - 1].loss : 0.0;
    const double behind = i < route->n ? 0.5 * route->element[i].loss : 0.0;
    return stretch + before + behind;
}

static double reflectance(const struct optical_route *route, size_t i)
{
    const bool module = !i || i == route->n + 1;
    const double db =
        module ? route->module_return_loss : route->element[i - 1].return_loss;
    return isinf(db) ? 0.0 : optics_ratio(-db);
}

/* Light that is reflected twice; reflectors 0 and n + 1 are the modules. */
static double add_double(const struct optical_route *route, double stretch,
                         struct disturbers *d)
{
    double sum = 0.0;
    for (size_t i = 0; i <= route->n; i++) {
        double between = 0.0;
        for (size_t j = i + 1; j <= route->n + 1; j++) {
            between += loss_between(route, stretch, j - 1);
            const double x = sqrt(reflectance(route, i) * reflectance(route, j)) *
                             optics_ratio(-between);
            if (x > 0.0)
                d->beat[d->nbeat++] = x;
            sum += x;
        }
    }
    return sum;
}

/* The receiver's own module sends as much as the far one: what of it comes back, against
 * what is received. */
static double add_single(const struct optical_route *route, double stretch, double loss,
                         struct disturbers *d)
{
    const struct optics_passive *own = &route->element[route->n - 1];
    double sum = 0.0, way = 0.0;
    if (!optical_route_is_bidirectional(route))
        return 0.0;
    if (!isinf(own->isolation)) {
        d->beat[d->nbeat] = sqrt(optics_ratio(loss - own->isolation));
        sum += d->beat[d->nbeat++];
    }
    for (size_t j = route->n + 1; j-- > 1;) {
        way += loss_between(route, stretch, j);
        const double back = reflectance(route, j);
        if (j == route->n || !(back > 0.0))
            continue; /* of the circulator itself it is its isolation */
        d->beat[d->nbeat] = sqrt(back * optics_ratio(loss - 2.0 * way));
        sum += d->beat[d->nbeat++];
    }
    return sum;
}

/* The last multiplexer takes the wavelengths apart. */
static void add_neighbours(const struct optical_route *route, struct disturbers *d)
{
    for (size_t i = route->n; i-- > 0;) {
        const struct optics_passive *e = &route->element[i];
        for (size_t k = 0; k < e->neighbours && !isinf(e->isolation); k++)
            d->add[d->nadd++] = optics_ratio(-e->isolation);
        if (e->neighbours)
            break;
    }
}

static enum lr_status cost(const struct optics_interference *of, double ser, double *db,
                           struct lr_error *err)
{
    struct lr_error closed = {.status = LR_OK};
    double ratio = 1.0;
    enum lr_status status = LR_OK;
    if (of->nbeat || of->nadd)
        status = optics_interference_penalty(of, ser, &ratio, &closed);
    *db = optics_db(ratio);
    if (status == LR_ENUMERIC) { /* an answer                           */
        *db = INFINITY;
        return LR_OK;
    }
    return status ? error_set(err, status, "%s", closed.text) : LR_OK;
}

enum lr_status optical_route_cost(const struct optical_route *route, double fibre,
                                  const struct optical_signal *signal,
                                  struct optical_cost *out, struct lr_error *err)
{
    struct disturbers d = {.nbeat = 0};
    const double stretch = fibre / (double)(route->n + 1);
    const double loss = fibre + optical_route_loss(route);
    double x = add_double(route, stretch, &d);
    x += add_single(route, stretch, loss, &d);
    add_neighbours(route, &d);
    const struct optics_interference all = {signal->levels, signal->er, d.nbeat,
                                            d.beat,         d.nadd,     d.add};
    struct optics_interference beats = all, neighbours = all;
    beats.nadd = neighbours.nbeat = 0;
    enum lr_status status = cost(&all, signal->ser, &out->all, err);
    if (!status)
        status = cost(&beats, signal->ser, &out->mpi, err);
    if (!status)
        status = cost(&neighbours, signal->ser, &out->crosstalk, err);
    out->mpi_bound = optics_db(optics_mpi_bound(signal->levels, x, signal->er));
    out->crosstalk_bound =
        optics_db(optics_crosstalk_bound(signal->levels, d.nadd, d.add));
    return status;
}
