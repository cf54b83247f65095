#include "config.h"

#include "interface/build.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_RADIUS = 10000000, MOST_MOVE = 1024 };

static void build_signalling(struct builder *b)
{
    struct com_params *p = &b->of->com;
    p->baud = build_positive(b, KEY_F_B, 0.0);
    p->levels = build_count(b, KEY_L, 0.0, 16.0);
    p->per_ui = build_count(b, KEY_M, 0.0, 1024.0);
    p->der = build_positive(b, KEY_DER_0, 0.0);
    p->r_lm = build_positive(b, KEY_R_LM, 1.0);
    if (p->r_lm > 1.0)
        build_fault(b, KEY_R_LM, "%g is above 1, the ratio of equal levels", p->r_lm);
    if (p->levels < 2)
        build_fault(b, KEY_L, "%zu levels; write 2 to 16", p->levels);
    if (p->per_ui < 2 || p->per_ui % 2)
        build_fault(b, KEY_M, "%zu samples per UI; write an even number, 2 to 1024",
                    p->per_ui);
    if (!(p->der < 0.5))
        build_fault(b, KEY_DER_0, "%g is no probability below 0.5", p->der);
    b->of->f_min = build_not_negative(b, KEY_F_MIN, 0.0);
    b->of->delta_f = build_not_negative(b, KEY_DELTA_F, 0.0);
    p->f_max = build_positive(b, KEY_FLIM, 0.0);
}

static void build_terminations(struct builder *b)
{
    struct com_params *p = &b->of->com;
    p->r_0 = build_positive(b, KEY_R_0, 0.0);
    if (fabs(p->r_0 - 50.0) > 1e-9)
        build_fault(b, KEY_R_0, "%g ohm; channels are referred to 2 x 50 ohm, write 50",
                    p->r_0);
    p->r_tx = build_side(b, KEY_R_D, 0, 0);
    b->of->r_die = p->r_tx;
    p->r_rx = build_side(b, KEY_R_D, 0, 1);
    if (!(p->r_tx > 0.0) || !(p->r_rx > 0.0))
        build_fault(b, KEY_R_D, "%g and %g ohm are not positive", p->r_tx, p->r_rx);
    p->kappa[0] = build_scalar(b, KEY_KAPPA1, 1.0);
    p->kappa[1] = build_scalar(b, KEY_KAPPA2, 1.0);
    const bool forced = build_switch(b, KEY_FORCE_TR);
    const bool filter = build_switch(b, KEY_T_R_FILTER);
    p->t_r = forced || filter ? build_positive(b, KEY_T_R, 0.0) : 0.0;
}

/* The receiver's filter, and where it acts. */
static void build_filter(struct builder *b)
{
    struct com_params *p = &b->of->com;
    const double corner = build_positive(b, KEY_F_R, 0.0) * p->baud;
    p->rx = (struct signal_filter){0};
    if (build_switch(b, KEY_BUTTERWORTH))
        p->rx.butterworth = corner;
    if (build_switch(b, KEY_BESSEL)) {
        p->rx.bessel = corner;
        p->rx.bessel_order = build_count(b, KEY_BT_ORDER, 0.0, 8.0);
        if (!p->rx.bessel_order)
            build_fault(b, KEY_BT_ORDER, "0 is no order; write 1 to 8");
    }
    if (build_switch(b, KEY_RAISED_COSINE)) {
        p->rx.cosine_start = build_not_negative(b, KEY_RC_START, 0.5 * p->baud);
        p->rx.cosine_stop = build_positive(b, KEY_RC_END, corner);
        if (!(p->rx.cosine_start < p->rx.cosine_stop))
            build_fault(b, KEY_RC_START, "%g Hz is not below RC_end, %g Hz",
                        p->rx.cosine_start, p->rx.cosine_stop);
    }
    const bool filters = build_switch(b, KEY_TX_RX_FILTER),
               shows = build_switch(b, KEY_DISPLAY_FD);
    p->unfiltered = !filters || (b->of->release->needs_display && !shows);
}

static void build_noise(struct builder *b)
{
    struct com_params *p = &b->of->com;
    p->eta_0 = build_not_negative(b, KEY_ETA_0, 0.0);
    p->sigma_rj = build_not_negative(b, KEY_SIGMA_RJ, 0.0);
    p->a_dd = build_not_negative(b, KEY_A_DD, 0.0);
    p->jitter_in_span = build_switch(b, KEY_LIMIT_JITTER);
    p->tx_noise_by_cursor = build_switch(b, KEY_SNR_TXWC0);
    p->f_2 = build_positive(b, KEY_F_2, p->baud);
    p->threshold = build_positive(b, KEY_THRESHOLD, 0.0);
    p->bin = build_positive(b, KEY_BIN, 0.0);
    p->bin_forced = build_switch(b, KEY_FORCE_BIN);
    p->crest = build_not_negative(b, KEY_CREST, 0.0);
    p->gauss_span = b->of->release->gauss_span;
    if (!(p->threshold < 1.0))
        build_fault(b, KEY_THRESHOLD, "%g of the peak leaves nothing", p->threshold);
}

/* Where the pulse is sampled, and how far the tool's heuristic looks around. */
static void build_timing(struct builder *b)
{
    struct eq_timing *timing = &b->of->com.timing;
    const struct matrix *move = build_value(b, KEY_SAMPLE_ADJUSTMENT);
    *timing = (struct eq_timing){0};
    timing->anchor = (enum eq_anchor)build_count(b, KEY_TS_ANCHOR, 0.0, 2.0);
    timing->modified = build_switch(b, KEY_CDR);
    timing->middle = build_given(b, KEY_TS_SRCH_MODE) ? build_switch(b, KEY_TS_SRCH_MODE)
                                                      : b->of->release->middle;
    const size_t n = move ? move->rows * move->cols : 0;
    b->of->local_search = build_count(b, KEY_LOCAL_SEARCH, 0.0, MOST_RADIUS);
    if (n != 1 && n != 2) {
        build_fault(b, KEY_SAMPLE_ADJUSTMENT, "one number of samples, or two, is wanted");
        return;
    }
    /* A single value v means 0 to v. */
    const double first = n == 2 ? move->x[0] : fmin(0.0, move->x[0]);
    const double last = n == 2 ? move->x[1] : fmax(0.0, move->x[0]);
    if (!(first <= last) || first != floor(first) || last != floor(last) ||
        fabs(first) > MOST_MOVE || fabs(last) > MOST_MOVE)
        build_fault(b, KEY_SAMPLE_ADJUSTMENT,
                    "%g to %g samples; write whole numbers, the lower one first", first,
                    last);
    else
        *timing = (struct eq_timing){timing->anchor, timing->modified, (int)first,
                                     (int)last, timing->middle};
}

/* "13-24" of [1 3 2 4]: the legs of the input pair, then of the output pair. */
static void build_ports(struct builder *b)
{
    const struct matrix *order = build_value(b, KEY_PORT_ORDER);
    unsigned seen = 0;
    b->of->port_order[0] = '\0';
    const size_t n = order ? order->rows * order->cols : 0;
    if (!n)
        return;
    for (size_t i = 0; i < n; i++)
        for (unsigned port = 1; port <= 4; port++)
            if (order->x[i] == port)
                seen |= 1U << port;
    if (n != 4 || seen != 0x1eU) {
        build_fault(b, KEY_PORT_ORDER, "the four ports 1 to 4, each once, are wanted");
        return;
    }
    snprintf(b->of->port_order, sizeof b->of->port_order, "%.0f%.0f-%.0f%.0f",
             order->x[0], order->x[1], order->x[2], order->x[3]);
}

/* Of a standard that is judged by its limit lines only the symbols are known. */
static enum lr_status build_loss(struct builder *b)
{
    const enum key needed[] = {KEY_F_B, KEY_L};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (!build_given(b, needed[i]))
            build_fault(b, needed[i], "is missing");
    if (!b->status) {
        b->of->com.baud = build_positive(b, KEY_F_B, 0.0);
        b->of->com.levels = build_count(b, KEY_L, 0.0, 16.0);
        b->of->com.r_0 = build_positive(b, KEY_R_0, 0.0);
    }
    return b->status;
}

enum lr_status interface_build(struct interface *interface, struct mark mark,
                               struct lr_error *err)
{
    static void (*const steps[])(struct builder *) = {
        build_signalling, build_terminations, build_filter,     build_noise,
        build_timing,     build_ports,        build_equalisers, build_cases,
        build_eye,        build_calibration,  build_metrics};
    struct builder b = {interface, mark, err, LR_OK};
    if (interface->by_loss || interface->unjudged)
        return build_loss(&b);
    for (size_t key = 0; key < KEY_COUNT; key++)
        if (!keyword_of((enum key)key)->otherwise && !interface->set[key])
            build_fault(&b, (enum key)key, "is missing");
    for (size_t i = 0; !b.status && i < sizeof steps / sizeof steps[0]; i++)
        steps[i](&b);
    return b.status;
}
