#include "config.h"

#include "interface/build.h"

#include <math.h>

enum { MOST_ROWS = 10000000 };

/* One column, unless it is a single zero, which does nothing; false then. */
static bool add_column(struct builder *b, enum key key, int position)
{
    struct eq_ffe_grid *ffe = &b->of->com.ffe;
    const struct matrix *m = build_value(b, key);
    if (m->rows != 1) {
        build_fault(b, key, "one row is wanted");
        return false;
    }
    if (m->cols == 1 && m->x[0] == 0.0)
        return false;
    if (ffe->ntap == EQ_FFE_MOST) {
        build_fault(b, key, "more than %d taps beside the cursor", EQ_FFE_MOST);
        return false;
    }
    ffe->position[ffe->ntap] = position;
    ffe->count[ffe->ntap] = m->cols;
    ffe->value[ffe->ntap] = m->x;
    ffe->ntap++;
    return true;
}

/* c(-n) .. c(-1), c(1) .. c(m): counted from the cursor outwards up to the first that
 * is missing, as the tool does. */
static void build_ffe(struct builder *b)
{
    static const enum key before[] = {KEY_C_M1, KEY_C_M2, KEY_C_M3, KEY_C_M4, KEY_C_M5};
    static const enum key behind[] = {KEY_C_1, KEY_C_2, KEY_C_3, KEY_C_4, KEY_C_5};
    struct eq_ffe_grid *ffe = &b->of->com.ffe;
    int n = 0, m = 0;
    ffe->ntap = 0;
    ffe->cursor_min = build_scalar(b, KEY_C_0, 0.0);
    if (!(ffe->cursor_min >= 0.0 && ffe->cursor_min <= 1.0))
        build_fault(b, KEY_C_0, "%g is not between 0 and 1", ffe->cursor_min);
    while (n < (int)(sizeof before / sizeof before[0]) && build_given(b, before[n]))
        n++;
    while (m < (int)(sizeof behind / sizeof behind[0]) && build_given(b, behind[m]))
        m++;
    bool used = true;
    for (int i = -n; i <= m && !b->status; i++) {
        if (!i)
            continue;
        if (ffe->ntap < EQ_FFE_MOST)
            ffe->follows_single[ffe->ntap] = !used;
        used = add_column(b, i < 0 ? before[-i - 1] : behind[i - 1], i);
    }
    double rows = 1.0;
    for (size_t i = 0; i < ffe->ntap; i++)
        rows *= (double)ffe->count[i];
    if (!(rows >= 1.0 && rows <= MOST_ROWS))
        build_fault(b, KEY_C_M1,
                    "the tap lists make %g settings; 1 to %d can be searched", rows,
                    MOST_ROWS);
}

/* A CTLE frequency may be one value or one per gain. */
static double per_gain(struct builder *b, enum key key, size_t g, size_t ng,
                       double otherwise)
{
    const struct matrix *m = build_value(b, key);
    if (!m)
        return otherwise;
    const size_t n = m->rows * m->cols;
    if (n != 1 && n != ng)
        build_fault(b, key, "one value, or one for each gain, is wanted");
    const double x = n ? m->x[n == 1 || g >= n ? 0 : g] : 0.0;
    if (!(x > 0.0))
        build_fault(b, key, "%g GHz is not positive", x / unit_ghz);
    return x;
}

enum { CTLE_93, CTLE_120D, CTLE_120E };         /* the choices of CTLE_type     */

/* What the tool takes when the sheet is silent: the low-frequency stage of CL120d only
 * with its gains. */
static size_t ctle_type(struct builder *b)
{
    const bool hp = build_given(b, KEY_G_DC_HP);
    const struct matrix *m = build_value(b, KEY_CTLE_TYPE);
    const size_t type = m ? (size_t)m->x[0] : hp ? CTLE_120D : CTLE_93;
    if (type == CTLE_120D && !hp)
        build_fault(b, KEY_CTLE_TYPE, "CL120d needs g_DC_HP");
    if (type == CTLE_120D && !build_given(b, KEY_F_HP_PZ))
        build_fault(b, KEY_F_HP_PZ, "is needed with g_DC_HP");
    if (type == CTLE_120E && !(build_given(b, KEY_F_HP_Z) && build_given(b, KEY_F_HP_P)))
        build_fault(b, KEY_F_HP_Z, "CL120e needs f_HP_Z and f_HP_P");
    return type;
}

static struct eq_ctle ctle_of(struct builder *b, size_t type, size_t i, size_t j)
{
    const struct com_params *p = &b->of->com;
    const struct matrix *hp = build_value(b, KEY_G_DC_HP);
    struct eq_ctle ctle = {
        .g_dc_db = build_value(b, KEY_G_DC)->x[i],
        .f_z = per_gain(b, KEY_F_Z, i, p->ng, 0.25 * p->baud),
        .f_p1 = per_gain(b, KEY_F_P1, i, p->ng, 0.25 * p->baud),
        .f_p2 = per_gain(b, KEY_F_P2, i, p->ng, p->baud)};
    if (type == CTLE_120D) {
        ctle.g_hp_db = hp->x[j];
        ctle.f_lf = per_gain(b, KEY_F_HP_PZ, j, p->nhp, 0.0);
    } else if (type == CTLE_120E) {
        ctle.f_z /= ratio_of(ctle.g_dc_db);
        ctle.f_lf_zero = per_gain(b, KEY_F_HP_Z, i, p->ng, 0.0);
        ctle.f_lf = per_gain(b, KEY_F_HP_P, i, p->ng, 0.0);
    }
    return ctle;
}

static void build_ctle(struct builder *b)
{
    struct com_params *p = &b->of->com;
    const struct matrix *g = build_value(b, KEY_G_DC), *hp = build_value(b, KEY_G_DC_HP);
    const size_t type = ctle_type(b);
    p->ng = g->rows * g->cols;
    p->nhp = type == CTLE_120D && hp ? hp->rows * hp->cols : 1;
    if (!p->ng || !p->nhp)
        build_fault(b, p->ng ? KEY_G_DC_HP : KEY_G_DC, "at least one gain is wanted");
    if (b->status)
        return;
    struct eq_ctle *ctle = arena_alloc(&b->of->arena, p->ng * p->nhp * sizeof *ctle);
    if (!ctle) {
        build_no_memory(b, "the CTLE grid");
        return;
    }
    for (size_t i = 0; i < p->ng; i++)
        for (size_t j = 0; j < p->nhp; j++)
            ctle[i * p->nhp + j] = ctle_of(b, type, i, j);
    p->ctle = ctle;
}

/* G_Qual and G2_Qual: row k of G_Qual allows a range of g_DC, its top excluded, for the
 * g_DC_HP from the k-th of G2_Qual up to the one before, excluded; these are sorted with
 * the highest first, which stands for itself alone. */
static bool qualified(const struct matrix *g, const struct matrix *g2, double g_dc,
                      double g_hp)
{
    for (size_t k = 0; k < g->rows; k++) {
        const double low = fmin(g->x[2 * k], g->x[2 * k + 1]);
        const double high = fmax(g->x[2 * k], g->x[2 * k + 1]);
        const bool row = k ? g_hp >= g2->x[k] && g_hp < g2->x[k - 1] : g_hp == g2->x[0];
        if (row && g_dc >= low && g_dc < high)
            return true;
    }
    return false;
}

/* Pairs of gains that may not be used. */
static void build_barred(struct builder *b)
{
    struct com_params *p = &b->of->com;
    const struct matrix *g = build_value(b, KEY_G_QUAL),
                        *g2 = build_value(b, KEY_G2_QUAL);
    const double least = build_scalar(b, KEY_GDC_MIN, 0.0);
    const bool table = g && g2 && g->rows && g2->rows;
    p->ctle_barred = NULL;
    if (!table && (build_given(b, KEY_G_QUAL) || build_given(b, KEY_G2_QUAL)))
        build_fault(b, g ? KEY_G_QUAL : KEY_G2_QUAL,
                    "G_Qual and G2_Qual need each other");
    if (!table && least == 0.0)
        return;
    if (table && (g->cols != 2 || g->rows != g2->rows * g2->cols)) {
        build_fault(b, KEY_G_QUAL,
                    "a row of two gains for each of the %zu of G2_Qual is wanted",
                    g2->rows * g2->cols);
        return;
    }
    for (size_t k = 1; table && k < g->rows; k++)
        if (!(g2->x[k] < g2->x[k - 1]))
            build_fault(b, KEY_G2_QUAL, "gains with the highest first are wanted");
    bool *barred = arena_alloc(&b->of->arena, p->ng * p->nhp * sizeof *barred);
    if (!barred) {
        build_no_memory(b, "the CTLE grid");
        return;
    }
    bool any = false;
    for (size_t i = 0; i < p->ng * p->nhp; i++) {
        const struct eq_ctle *c = &p->ctle[i];
        barred[i] = (least != 0.0 && c->g_dc_db + c->g_hp_db > least) ||
                    (table && !qualified(g, g2, c->g_dc_db, c->g_hp_db));
        any |= !barred[i];
    }
    if (!any)
        build_fault(b, table ? KEY_G_QUAL : KEY_GDC_MIN, "no pair of gains is allowed");
    p->ctle_barred = barred;
}

/* One upper and one lower limit for each tap. */
/* Limits of taps that N_b leaves out. */
static void note_surplus(struct builder *b, enum key key, size_t n)
{
    const size_t used = b->of->com.dfe.n ? b->of->com.dfe.n - 1 : 0;
    if (!b->status && n > 1 && n > used && used)
        b->status = note_add(b->err, NOTE_ASSUMPTION,
                             "%s has %zu limits, of which the first %zu are used",
                             keyword_of(key)->name, n, used);
}

static void build_limits(struct builder *b)
{
    struct eq_dfe *dfe = &b->of->com.dfe;
    const struct matrix *top = build_value(b, KEY_B_MAX_N),
                        *low = build_value(b, KEY_B_MIN_N);
    const size_t ntop = top->rows * top->cols, nlow = low ? low->rows * low->cols : 0;
    if (dfe->n > 1 && ntop != 1 && ntop + 1 < dfe->n)
        build_fault(b, KEY_B_MAX_N,
                    "one limit, or one for each of taps 2..N_b, is wanted");
    if (nlow > 1 && nlow + 1 < dfe->n)
        build_fault(b, KEY_B_MIN_N,
                    "one limit, or one for each of taps 2..N_b, is wanted");
    note_surplus(b, KEY_B_MAX_N, ntop);
    note_surplus(b, KEY_B_MIN_N, nlow);
    for (size_t k = 0; !b->status && k < dfe->n; k++) {
        const size_t i = k - 1;
        dfe->b_max[k] = !k ? build_scalar(b, KEY_B_MAX_1, 0.0)
                           : top->x[ntop == 1 ? 0 : i];
        dfe->b_min[k] = !k ? build_scalar(b, KEY_B_MIN_1, -dfe->b_max[0])
                           : nlow ? low->x[nlow == 1 ? 0 : i] : -dfe->b_max[k];
        if (!(dfe->b_min[k] <= dfe->b_max[k]))
            build_fault(b, k ? KEY_B_MIN_N : KEY_B_MIN_1, "tap %zu: %g is above b_max %g",
                        k + 1, dfe->b_min[k], dfe->b_max[k]);
    }
}

static void build_dfe(struct builder *b)
{
    struct eq_dfe *dfe = &b->of->com.dfe;
    dfe->n = build_count(b, KEY_N_B, 0.0, EQ_DFE_MOST);
    dfe->step = build_not_negative(b, KEY_N_B_STEP, 0.0);
    if (dfe->n && !build_given(b, KEY_B_MAX_1))
        build_fault(b, KEY_B_MAX_1, "is needed with N_b");
    if (!b->status)
        build_limits(b);
}

/* N_bg groups of N_bf taps between N_b + 1 and N_f, and the limit of the tail. */
static void build_floating(struct builder *b)
{
    struct eq_dfe *dfe = &b->of->com.dfe;
    dfe->groups = build_count(b, KEY_N_BG, 0.0, EQ_DFE_MOST);
    dfe->group_size = build_count(b, KEY_N_BF, 0.0, EQ_DFE_MOST);
    dfe->last = build_count(b, KEY_N_F, (double)dfe->n, EQ_DFE_MOST);
    dfe->floating_max = build_not_negative(b, KEY_BMAXG, 0.0);
    if (dfe->groups && !dfe->group_size)
        build_fault(b, KEY_N_BF, "0 taps in each of %zu groups; write 1 or more",
                    dfe->groups);
    if (dfe->groups && dfe->last < dfe->n + dfe->groups * dfe->group_size)
        build_fault(b, KEY_N_F,
                    "%zu ends before %zu groups of %zu taps behind %zu fixed ones do; "
                    "write %zu or more",
                    dfe->last, dfe->groups, dfe->group_size, dfe->n,
                    dfe->n + dfe->groups * dfe->group_size);
    dfe->tail_start = build_count(b, KEY_N_TAIL_START, 0.0, 1024.0);
    dfe->tail_rss = build_not_negative(b, KEY_B_FLOAT_RSS, 0.0);
}

/* What the receiver with FFE is not modelled with. */
static void check_rx_ffe(struct builder *b)
{
    const struct com_params *p = &b->of->com;
    if (p->dfe.groups)
        build_fault(b, KEY_N_BG,
                    "%zu groups of floating taps in a receiver with FFE are not modelled; "
                    "write 0",
                    p->dfe.groups);
    if (p->jitter_in_span)
        build_fault(b, KEY_LIMIT_JITTER,
                    "is not modelled in a receiver with FFE; write 0");
    if (p->tx_noise_by_cursor)
        build_fault(b, KEY_SNR_TXWC0, "is not modelled in a receiver with FFE; write 0");
}

/* d_w taps before the cursor and d_c behind it, each within its limit of either sign. */
static void build_rx_ffe(struct builder *b)
{
    struct eq_rx_ffe *ffe = &b->of->com.rx_ffe;
    const size_t post = build_count(b, KEY_FFE_POST, 0.0, EQ_RX_FFE_MOST);
    *ffe = (struct eq_rx_ffe){.pre = build_count(b, KEY_FFE_PRE, 0.0, EQ_RX_FFE_MOST)};
    if (b->status || (!ffe->pre && !post))
        return;
    ffe->n = ffe->pre + 1 + post;
    if (ffe->n > EQ_RX_FFE_MOST) {
        build_fault(b, post ? KEY_FFE_POST : KEY_FFE_PRE,
                    "%zu taps with the cursor's and those before it; at most %d", ffe->n,
                    EQ_RX_FFE_MOST);
        return;
    }
    const double pre1 = build_not_negative(b, KEY_FFE_PRE1_MAX, 0.0);
    const double post1 = build_not_negative(b, KEY_FFE_POST1_MAX, 0.0);
    const double others = build_not_negative(b, KEY_FFE_TAPN_MAX, 0.0);
    for (size_t i = 0; i < ffe->n; i++) {
        ffe->most[i] = i + 1 == ffe->pre ? pre1 : i == ffe->pre + 1 ? post1 : others;
        ffe->least[i] = -ffe->most[i];
    }
    ffe->least[ffe->pre] = ffe->most[ffe->pre] = 1.0;
    ffe->noise_ui = build_count(b, KEY_FFE_NOISE_UI, 0.0, 1 << 20);
    if (ffe->noise_ui < 2 * ffe->n)
        build_fault(b, KEY_FFE_NOISE_UI, "%zu UI; write %zu or more", ffe->noise_ui,
                    2 * ffe->n);
    check_rx_ffe(b);
}

void build_equalisers(struct builder *b)
{
    static void (*const steps[])(struct builder *) = {
        build_ffe, build_ctle, build_barred, build_dfe, build_floating, build_rx_ffe};
    for (size_t i = 0; !b->status && i < sizeof steps / sizeof steps[0]; i++)
        steps[i](b);
}
