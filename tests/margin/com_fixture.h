/* com_fixture.h -- synthetic channels and receivers for the tests of margin/com.h. */
#ifndef TESTS_COM_FIXTURE_H
#define TESTS_COM_FIXTURE_H

#include "base/constants.h"
#include "margin/com.h"
#include "tests/tap.h"

#include <complex.h>
#include <math.h>

enum { M = 16, NF = 1201, PATHS = 3 };
static const double baud = 25e9;

struct fixture {
    struct channel channel;
    struct net wire;
    struct eq_ctle ctle[6];
    struct com_params params;
    struct com_case which;
    struct com_work work;
    struct com_result result;
    struct lr_error err;
};

/* Three paths on `step` with wires for packages.  ideal: flat, 40 samples late, so that
 * with open filters a symbol is a rectangle; else a lossy line with two aggressors. */
static inline void begin(struct fixture *f, bool ideal)
{
    const double dt = 1.0 / (baud * M), step = ideal ? 0.5 / dt / (NF - 1) : 25e6;
    static const char *const names[PATHS] = {"thru", "fext", "next"};
    *f = (struct fixture){.err = {.status = LR_OK}};
    CU_ASSERT_EQUAL_FATAL(channel_init(&f->channel, PATHS, NULL), LR_OK);
    CU_ASSERT_EQUAL_FATAL(net_init(&f->wire, NF, 2, 100.0, NULL), LR_OK);
    for (size_t i = 0; i < PATHS; i++) {
        struct channel_path *path = &f->channel.path[i];
        path->kind = (enum path_kind)i;
        path->name = names[i];
        CU_ASSERT_EQUAL_FATAL(net_init(&path->net, NF, 2, 100.0, NULL), LR_OK);
        for (size_t k = 0; k < NF; k++) {
            const double freq = step * (double)k, g = freq / 1e9;
            path->net.freq[k] = f->wire.freq[k] = freq;
            *net_s(&f->wire, k, 0, 1) = *net_s(&f->wire, k, 1, 0) = 1.0;
            double size = 0.93 * exp(-0.13 * sqrt(g) - 0.062 * g);
            if (i)
                size *= (i == 1 ? 0.0041 : 0.0027) * g;
            if (ideal)
                size = i == 0 ? 1.0 : i == 1 ? 0.05 : 0.0;
            const double delay = ideal ? 40.0 * dt : 1.234e-9 + 0.31e-9 * (double)i;
            *net_s(&path->net, k, 1, 0) = *net_s(&path->net, k, 0, 1) =
                size * cexp(-I * two_pi * freq * delay);
        }
    }
    for (size_t kind = 0; kind < COM_KINDS; kind++)
        f->which.tx[kind] = f->which.rx[kind] = &f->wire;
}

static inline void end(struct fixture *f)
{
    com_free(&f->result);
    com_work_free(&f->work);
    channel_free(&f->channel);
    net_free(&f->wire);
}

/* NRZ through wide-open filters, without noise and DFE.  Nothing of the response is cut:
 * behind an impulse the pulse has yet to end. */
static inline void open_filters(struct fixture *f)
{
    f->ctle[0] = (struct eq_ctle){.f_z = 1e16, .f_p1 = 1e16, .f_p2 = 1e16};
    f->params = (struct com_params){
        .baud = baud, .levels = 2, .per_ui = M, .der = 1e-5, .r_lm = 1.0, .r_0 = 50.0,
        .r_tx = 50.0, .r_rx = 50.0, .kappa = {1.0, 1.0}, .rx = {.butterworth = 1e16},
        .f_2 = baud, .threshold = 0.0, .bin = 1e-5, .gauss_span = 2.0, .ng = 1, .nhp = 1,
        .ctle = f->ctle};
    f->which.drive = (struct com_drive){.amplitude = {0.4, 0.4, 0.6}, .snr_tx_db = 200.0};
}

/* A receiver with everything, PAM4. */
static inline void receiver(struct fixture *f)
{
    static const double pre[] = {-0.15, -0.1, -0.05, 0.0}, post[] = {-0.1, 0.0};
    open_filters(f);
    for (size_t i = 0; i < 6; i++)
        f->ctle[i] = (struct eq_ctle){.g_dc_db = -2.0 * (double)(2 - i / 2),
                                      .f_z = baud / 4.0,
                                      .f_p1 = baud / 4.0,
                                      .f_p2 = baud,
                                      .g_hp_db = i % 2 ? 0.0 : -1.5,
                                      .f_lf = baud / 80.0};
    struct com_params *p = &f->params;
    p->threshold = 1e-3;
    p->ng = 3;
    p->nhp = 2;
    p->levels = 4;
    p->r_lm = 0.95;
    p->der = 1e-4;
    f->which.drive.snr_tx_db = 33.0;
    p->rx.butterworth = 0.75 * baud;
    p->eta_0 = 8e-18;
    p->sigma_rj = 0.01;
    p->a_dd = 0.02;
    p->ffe = (struct eq_ffe_grid){2, {-1, 1}, {4, 2}, {pre, post}, .cursor_min = 0.6};
    p->dfe = (struct eq_dfe){2, {-0.5, -0.2}, .b_max = {0.5, 0.2}};
}

static inline const struct com_result *solve(struct fixture *f)
{
    com_free(&f->result);
    com_solve(&f->channel, &f->params, &f->which, NULL, &f->work, &f->result, &f->err);
    SAME_TEXT(f->err.text, "");
    return &f->result;
}

static inline void leave_out_crosstalk(struct fixture *f)
{
    for (size_t i = 1; i < PATHS; i++)
        net_free(&f->channel.path[i].net);
    f->channel.npath = 1;
}

#endif
