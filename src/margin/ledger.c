#include "config.h"

#include "margin/ledger.h"

#include <math.h>

/* The larger one, or the one that is known. */
static double larger(double a, double b)
{
    return isnan(a) ? b : isnan(b) ? a : fmax(a, b);
}

static double or_else(double a, double b)
{
    return isnan(a) ? b : a;
}

struct ledger ledger_of(const struct ledger_limits *limits,
                        const struct ledger_link *link)
{
    const double closure =
        or_else(link->tdecq, or_else(link->tecq, limits->closure_most));
    struct ledger l = {.tdecq = closure,
                       .tecq = or_else(link->tecq, closure),
                       .loss = or_else(link->loss, limits->loss_most),
                       .extra_loss = or_else(link->extra_loss, 0.0),
                       .penalties = limits->penalties};
    l.oma_least = larger(limits->oma_floor, limits->oma_offset + fmax(l.tecq, l.tdecq));
    if (isnan(limits->oma_offset))
        l.oma_least = (double)NAN;      /* a floor alone says too little       */
    l.oma = or_else(link->oma, l.oma_least);
    l.received = l.oma - l.loss - l.extra_loss;
    l.from_stressed = isnan(limits->sensitivity_offset);
    l.sensitivity = l.from_stressed ? limits->stressed - limits->stressed_closure + l.tecq
                                    : larger(limits->sensitivity_floor,
                                             limits->sensitivity_offset + l.tecq);
    l.dispersion = l.tdecq - l.tecq;
    l.margin = l.received - l.sensitivity - l.penalties - l.dispersion;
    return l;
}
