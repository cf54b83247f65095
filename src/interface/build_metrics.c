#include "config.h"

#include "interface/build.h"

enum { WINDOW_MOST = 100000 };  /* [UI] of v_f: longer than any response       */

/* The edge filter's corner is a multiple of the symbol rate. */
static double edge(struct builder *b, enum key key)
{
    return build_positive(b, key, 0.0) * b->of->com.baud;
}

/* ICN and ILD: IEEE 802.3-2022 93A.4, and 92.11.3 by way of the tool. */
static void build_crosstalk(struct builder *b)
{
    const struct com_params *p = &b->of->com;
    const double *amplitude = b->of->cases[0].drive.amplitude;
    const double f_r = build_positive(b, KEY_F_R, 0.0) * p->baud;
    const double f_1 = build_not_negative(b, KEY_F_1, b->of->f_min);
    b->of->icn =
        (struct icn_params){.baud = p->baud,
                            .f_1 = f_1,
                            .f_2 = p->f_2,
                            .f_r = f_r,
                            .f_f = edge(b, KEY_F_F),
                            .f_n = edge(b, KEY_F_N),
                            .a_ft = build_not_negative(b, KEY_A_FT, amplitude[1]),
                            .a_nt = build_not_negative(b, KEY_A_NT, amplitude[2])};
    b->of->fitted = (struct fitted_loss_params){
        .baud = p->baud, .f_1 = f_1, .f_2 = p->f_2, .f_v = edge(b, KEY_F_V), .f_r = f_r};
    if (!(f_1 < p->f_2))
        build_fault(b, KEY_F_2, "%g GHz is not above f_1, %g GHz", p->f_2 / unit_ghz,
                    f_1 / unit_ghz);
}

/* The window of v_f. */
static void build_steady(struct builder *b)
{
    struct com_params *p = &b->of->com;
    p->steady.before = build_count(b, KEY_D_P, 0.0, WINDOW_MOST);
    p->steady.behind = build_count(b, KEY_N_V, (double)p->dfe.n, WINDOW_MOST);
}

static enum erl_gate gate(struct builder *b)
{
    const size_t grr = build_count(b, KEY_GRR, 0.0, 2.0);
    return build_switch(b, KEY_GX) ? ERL_GATE_FLAT : (enum erl_gate)grr;
}

/* ERL: IEEE 802.3-2022 93A.5. */
static void build_erl(struct builder *b)
{
    const struct com_params *p = &b->of->com;
    struct erl_params *e = &b->of->erl;
    const double f_r = build_positive(b, KEY_F_R, 0.0) * p->baud;
    b->of->wants_erl =                          /* ERL 2 is on, too */
        build_switch(b, KEY_TDR) && build_scalar(b, KEY_ERL, 0.0) != 0.0;
    b->of->erl_with_package = build_switch(b, KEY_TDR_W_TXPKG);
    b->of->erl_min_db = build_scalar(b, KEY_ERL_PASS, 0.0);
    erl_init(p->baud, e);
    e->levels = p->levels;
    e->per_ui = p->per_ui;
    e->der = p->der;
    e->z_t = build_positive(b, KEY_Z_T, 0.0);
    e->alone = interface_takes_pairs(b->of);
    e->t_r = build_positive(b, KEY_TR_TDR, 0.0);
    e->rx = (struct signal_filter){0};
    if (build_switch(b, KEY_TDR_BUTTERWORTH))
        e->rx.butterworth = f_r;
    if (build_switch(b, KEY_TUKEY)) {
        e->rx.cosine_start = f_r;
        e->rx.cosine_stop = p->baud;
        if (!(f_r < p->baud))
            build_fault(b, KEY_TUKEY, "the window from f_r f_b to f_b needs f_r below 1");
    }
    e->n = build_not_negative(b, KEY_ERL_N, 0.0);
    e->duration = build_positive(b, KEY_TDR_DURATION, 0.0);
    for (size_t port = 0; port < ERL_PORTS; port++)
        e->t_fx[port] = build_side(b, KEY_FIXTURE, 0, port);
    if (!(e->t_fx[0] >= 0.0) || !(e->t_fx[1] >= 0.0))
        build_fault(b, KEY_FIXTURE, "%g and %g s; write 0 or more", e->t_fx[0],
                    e->t_fx[1]);
    e->auto_t_fx = build_switch(b, KEY_AUTO_TFX);
    e->n_bx = build_not_negative(b, KEY_N_BX, (double)p->dfe.n);
    e->beta_x = build_scalar(b, KEY_BETA_X, 0.0);
    e->rho_x = build_not_negative(b, KEY_RHO_X, 0.0);
    e->gate = gate(b);
}

void build_metrics(struct builder *b)
{
    build_crosstalk(b);
    build_steady(b);
    if (!b->status)
        build_erl(b);
}
