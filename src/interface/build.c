#include "config.h"

#include "interface/build.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Defaults of the IEEE COM tool where a sheet is silent: section 9.1 of its keyword
 * list; the package line is that of IEEE 802.3bj Table 93A-3. */
static const double default_r_0 = 50.0, default_z_c = 78.2;
static const double default_tail = 1e-3, default_bin = 1e-5;
static const double default_b_max = 0.2;
static const double default_t_r_ns = 8e-3;
enum { DEFAULT_PER_UI = 32, DEFAULT_GROUP = 6, MOST_ROWS = 10000000 };

struct builder {
    struct interface *of;
    struct mark mark;
    struct lr_error *err;
    enum lr_status status;      /* the first fault; later calls do nothing     */
};

static const struct matrix *value(const struct builder *b, enum key key)
{
    return b->of->set[key] ? &b->of->value[key] : NULL;
}

static void fault(struct builder *b, enum key key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void fault(struct builder *b, enum key key, const char *format, ...)
{
    char why[160];
    if (b->status)
        return;
    va_list args;
    va_start(args, format);
    vsnprintf(why, sizeof why, format, args);
    va_end(args);
    b->status =
        error_at(b->err, b->mark, "%s: %s: %s", b->of->name, keyword_of(key)->name, why);
}

static double scalar(struct builder *b, enum key key, double otherwise)
{
    const struct matrix *m = value(b, key);
    if (!m)
        return otherwise;
    if (m->rows != 1 || m->cols != 1) {
        fault(b, key, "one value is wanted");
        return otherwise;
    }
    return m->x[0];
}

/* Element `side` (0 transmitter, 1 receiver) of a value that a scalar gives to both. */
static double side_of(struct builder *b, enum key key, size_t row, size_t side,
                      double otherwise)
{
    const struct matrix *m = value(b, key);
    if (!m)
        return otherwise;
    if (m->cols < 1 || m->cols > 2 || m->rows < 1) {
        fault(b, key, "one value, or one for each side, is wanted");
        return otherwise;
    }
    const size_t i = row < m->rows ? row : m->rows - 1;
    return m->x[i * m->cols + (side < m->cols ? side : 0)];
}

static size_t count(struct builder *b, enum key key, double otherwise, double most)
{
    const double x = scalar(b, key, otherwise);
    if (!(x >= 0.0 && x <= most) || x != floor(x)) {
        fault(b, key, "%g is no whole number from 0 to %g", x, most);
        return 0;
    }
    return (size_t)x;
}

static double positive(struct builder *b, enum key key, double otherwise)
{
    const double x = scalar(b, key, otherwise);
    if (!(x > 0.0))
        fault(b, key, "%g is not positive", x);
    return x;
}

static double not_negative(struct builder *b, enum key key, double otherwise)
{
    const double x = scalar(b, key, otherwise);
    if (!(x >= 0.0))
        fault(b, key, "%g is negative; write 0 or more", x);
    return x;
}

static void build_signalling(struct builder *b)
{
    struct com_params *p = &b->of->com;
    p->baud = positive(b, KEY_F_B, 0.0);
    p->levels = count(b, KEY_L, 0.0, 16.0);
    p->per_ui = count(b, KEY_M, DEFAULT_PER_UI, 1024.0);
    p->der = positive(b, KEY_DER_0, 0.0);
    p->r_lm = positive(b, KEY_R_LM, 1.0);
    if (p->r_lm > 1.0)
        fault(b, KEY_R_LM, "%g is above 1, the ratio of equal levels", p->r_lm);
    p->a_v = positive(b, KEY_A_V, 0.0);
    p->a_fe = positive(b, KEY_A_FE, 0.0);
    p->a_ne = positive(b, KEY_A_NE, 0.0);
    p->snr_tx_db = scalar(b, KEY_SNR_TX, 0.0);
    p->r_0 = positive(b, KEY_R_0, default_r_0);
    p->r_tx = side_of(b, KEY_R_D, 0, 0, default_r_0);
    p->r_rx = side_of(b, KEY_R_D, 0, 1, default_r_0);
    if (!(p->r_tx > 0.0) || !(p->r_rx > 0.0))
        fault(b, KEY_R_D, "%g and %g ohm are not positive", p->r_tx, p->r_rx);
    p->t_r = scalar(b, KEY_FORCE_TR, 0.0) != 0.0
                 ? positive(b, KEY_T_R, default_t_r_ns * unit_ns)
                 : 0.0;
    p->f_r = positive(b, KEY_F_R, 0.0) * p->baud;
    p->eta_0 = not_negative(b, KEY_ETA_0, 0.0);
    p->sigma_rj = not_negative(b, KEY_SIGMA_RJ, 0.0);
    p->a_dd = not_negative(b, KEY_A_DD, 0.0);
    p->f_2 = positive(b, KEY_F_2, p->baud);
    p->threshold = default_tail;
    p->bin = default_bin;
    p->gauss_span = 1.0;        /* release 3.90, which the golden runs used    */
    p->local = count(b, KEY_LOCAL_SEARCH, 0.0, MOST_ROWS);
    b->of->com_min_db = scalar(b, KEY_COM_PASS, 0.0);
    if (p->levels < 2)
        fault(b, KEY_L, "%zu levels; write 2 to 16", p->levels);
    if (p->per_ui < 2 || p->per_ui % 2)
        fault(b, KEY_M, "%zu samples per UI; write an even number, 2 to 1024", p->per_ui);
    if (!(p->der < 0.5))
        fault(b, KEY_DER_0, "%g is no probability below 0.5", p->der);
}

/* One column, unless it is absent or, being a single zero, does nothing; false then. */
static bool add_column(struct builder *b, enum key key, int position)
{
    struct eq_ffe_grid *ffe = &b->of->com.ffe;
    const struct matrix *m = value(b, key);
    if (m->rows != 1) {
        fault(b, key, "one row is wanted");
        return false;
    }
    if (m->cols == 1 && m->x[0] == 0.0)
        return false;
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
    static const enum key before[] = {KEY_C_M1, KEY_C_M2, KEY_C_M3, KEY_C_M4};
    static const enum key behind[] = {KEY_C_1, KEY_C_2, KEY_C_3};
    struct eq_ffe_grid *ffe = &b->of->com.ffe;
    int n = 0, m = 0;
    ffe->ntap = 0;
    ffe->cursor_min = scalar(b, KEY_C_0, 0.0);
    if (!(ffe->cursor_min >= 0.0 && ffe->cursor_min <= 1.0))
        fault(b, KEY_C_0, "%g is not between 0 and 1", ffe->cursor_min);
    while (n < (int)(sizeof before / sizeof before[0]) && value(b, before[n]))
        n++;
    while (m < (int)(sizeof behind / sizeof behind[0]) && value(b, behind[m]))
        m++;
    bool used = true;
    for (int i = -n; i <= m; i++) {
        if (!i)
            continue;
        ffe->follows_single[ffe->ntap] = !used;
        used = add_column(b, i < 0 ? before[-i - 1] : behind[i - 1], i);
    }
    double rows = 1.0;
    for (size_t i = 0; i < ffe->ntap; i++)
        rows *= (double)ffe->count[i];
    if (!(rows >= 1.0 && rows <= MOST_ROWS))
        fault(b, KEY_C_M1, "the tap lists make %g settings; 1 to %d can be searched",
              rows, MOST_ROWS);
}

/* A CTLE frequency may be one value or one per gain. */
static double per_gain(struct builder *b, enum key key, size_t g, size_t ng,
                       double otherwise)
{
    const struct matrix *m = value(b, key);
    if (!m)
        return otherwise;
    const size_t n = m->rows * m->cols;
    if (n != 1 && n != ng)
        fault(b, key, "one value, or one for each gain, is wanted");
    const double x = n ? m->x[n == 1 || g >= n ? 0 : g] : 0.0;
    if (!(x > 0.0))
        fault(b, key, "%g GHz is not positive", x / unit_ghz);
    return x;
}

static void build_ctle(struct builder *b)
{
    struct com_params *p = &b->of->com;
    const struct matrix *g = value(b, KEY_G_DC), *hp = value(b, KEY_G_DC_HP);
    p->ng = g ? g->rows * g->cols : 0;
    p->nhp = hp ? hp->rows * hp->cols : 1;
    if (!p->ng || !p->nhp) {
        fault(b, KEY_G_DC, "at least one gain is wanted");
        return;
    }
    if (hp && !value(b, KEY_F_HP_PZ))
        fault(b, KEY_F_HP_PZ, "is needed with g_DC_HP");
    struct eq_ctle *ctle = arena_alloc(&b->of->arena, p->ng * p->nhp * sizeof *ctle);
    if (!ctle) {
        b->status = error_memory(b->err, "the CTLE grid");
        return;
    }
    for (size_t i = 0; i < p->ng; i++)
        for (size_t j = 0; j < p->nhp; j++)
            ctle[i * p->nhp + j] = (struct eq_ctle){
                .g_dc_db = g->x[i],
                .f_z = per_gain(b, KEY_F_Z, i, p->ng, 0.25 * p->baud),
                .f_p1 = per_gain(b, KEY_F_P1, i, p->ng, 0.25 * p->baud),
                .f_p2 = per_gain(b, KEY_F_P2, i, p->ng, p->baud),
                .g_hp_db = hp ? hp->x[j] : 0.0,
                .f_lf = hp ? per_gain(b, KEY_F_HP_PZ, j, p->nhp, 0.0) : 0.0};
    p->ctle = ctle;
}

static void build_dfe(struct builder *b)
{
    struct eq_dfe *dfe = &b->of->com.dfe;
    const struct matrix *top = value(b, KEY_B_MAX_N), *low = value(b, KEY_B_MIN_N);
    dfe->n = count(b, KEY_N_B, 0.0, EQ_DFE_MOST);
    dfe->step = not_negative(b, KEY_N_B_STEP, 0.0);
    if (dfe->n && !value(b, KEY_B_MAX_1))
        fault(b, KEY_B_MAX_1, "is needed with N_b");
    const size_t ntop = top ? top->rows * top->cols : 0,
                 nlow = low ? low->rows * low->cols : 0;
    if (ntop > 1 && ntop + 1 < dfe->n)
        fault(b, KEY_B_MAX_N, "one limit, or one for each of taps 2..N_b, is wanted");
    if (nlow > 1 && nlow + 1 < dfe->n)
        fault(b, KEY_B_MIN_N, "one limit, or one for each of taps 2..N_b, is wanted");
    if (b->status)
        return;
    for (size_t k = 0; k < dfe->n; k++) {
        const size_t i = k - 1;
        dfe->b_max[k] = !k ? scalar(b, KEY_B_MAX_1, 0.0)
                           : ntop ? top->x[ntop == 1 ? 0 : i] : default_b_max;
        dfe->b_min[k] = !k ? scalar(b, KEY_B_MIN_1, -dfe->b_max[0])
                           : nlow ? low->x[nlow == 1 ? 0 : i] : -dfe->b_max[k];
        if (!(dfe->b_min[k] <= dfe->b_max[k]))
            fault(b, k ? KEY_B_MIN_N : KEY_B_MIN_1, "tap %zu: %g is above b_max %g",
                  k + 1, dfe->b_min[k], dfe->b_max[k]);
    }
}

/* N_bg groups of N_bf taps between N_b + 1 and N_f. */
static void build_floating(struct builder *b)
{
    struct eq_dfe *dfe = &b->of->com.dfe;
    dfe->groups = count(b, KEY_N_BG, 0.0, EQ_DFE_MOST);
    dfe->group_size = count(b, KEY_N_BF, DEFAULT_GROUP, EQ_DFE_MOST);
    dfe->last = count(b, KEY_N_F, (double)dfe->n, EQ_DFE_MOST);
    dfe->floating_max = not_negative(b, KEY_BMAXG, default_b_max);
    if (dfe->groups && !dfe->group_size)
        fault(b, KEY_N_BF, "0 taps in each of %zu groups; write 1 or more", dfe->groups);
    if (dfe->groups && dfe->last < dfe->n + dfe->groups * dfe->group_size)
        fault(b, KEY_N_F, "%zu ends before %zu groups of %zu taps behind %zu fixed ones "
                          "do; write %zu or more",
              dfe->last, dfe->groups, dfe->group_size, dfe->n,
              dfe->n + dfe->groups * dfe->group_size);
}

static void build_tail(struct builder *b)
{
    struct eq_dfe *dfe = &b->of->com.dfe;
    dfe->tail_start = count(b, KEY_N_TAIL_START, 0.0, 1024.0);
    dfe->tail_rss = not_negative(b, KEY_B_FLOAT_RSS, 0.0);
}

/* One package: column `which` of the lengths, side 0 (transmitter) or 1. */
static void build_package(struct builder *b, enum key lengths, size_t which, size_t side,
                          struct package *out)
{
    const struct matrix *z = value(b, lengths), *tl = value(b, KEY_TL_CONSTANTS);
    static const double bj[] = {0.0, 1.734e-3, 1.455e-4};       /* per mm, ns   */
    const struct keyword *units = keyword_of(KEY_TL_CONSTANTS);
    *out = (struct package){.r_0 = b->of->com.r_0, .n = z ? z->rows : 0};
    if (!z || (z->rows != 1 && z->rows != 2 && z->rows != PACKAGE_SECTIONS)) {
        fault(b, lengths, "1, 2 or 4 rows are wanted");
        return;
    }
    if (which >= z->cols) {
        fault(b, lengths, "fewer cases than z_p (TX)");
        return;
    }
    if (tl && tl->rows * tl->cols != 3) {
        fault(b, KEY_TL_CONSTANTS, "three values are wanted");
        return;
    }
    double constant[3];
    for (size_t i = 0; i < 3; i++)
        constant[i] = tl ? tl->x[i]
                         : bj[i] * quantity_unit(units->sheet_unit[i], units->dim[i]);
    out->line.gamma0 = constant[0];
    out->line.a1 = constant[1];
    out->line.a2 = constant[2];
    out->line.tau = scalar(b, KEY_TL_TAU, 6.141e-3 * quantity_unit("ns/mm", DIM_DELAY));
    for (size_t i = 0; i < out->n; i++) {
        struct package_section *s = &out->section[i];
        s->length = z->x[i * z->cols + which];
        s->z_c = side_of(b, KEY_Z_C, i, side, default_z_c);
        s->c_d = i ? 0.0 : side_of(b, KEY_C_D, 0, side, 0.0);
        s->l_s = i ? 0.0 : side_of(b, KEY_L_S, 0, side, 0.0);
        s->c_b = i ? 0.0 : side_of(b, KEY_C_B, 0, side, 0.0);
        /* C_v stands behind the third of four lines; with two, the zero-length lines
         * that the tool adds leave it in parallel with C_p. */
        if (i + 1 == out->n)
            s->c_p = side_of(b, KEY_C_P, 0, side, 0.0);
        if (i + 2 == PACKAGE_SECTIONS || (i == 1 && out->n == 2))
            s->c_p += side_of(b, KEY_C_V, 0, side, 0.0);
        if (!(s->length >= 0.0) || !(s->z_c > 0.0))
            fault(b, lengths, "lengths of 0 or more and positive impedances are wanted");
    }
}

static void build_cases(struct builder *b)
{
    const struct matrix *z = value(b, KEY_Z_P_TX);
    b->of->ncase = z ? z->cols : 0;
    if (!b->of->ncase || b->of->ncase > INTERFACE_CASES) {
        fault(b, KEY_Z_P_TX, "1 to 8 cases are wanted");
        b->of->ncase = 0;
    }
    /* A ladder of several C_d, L_s pairs belongs to receivers that come later. */
    const enum key elements[] = {KEY_C_D, KEY_L_S, KEY_C_B, KEY_C_P, KEY_C_V};
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++) {
        if (value(b, elements[i]) && value(b, elements[i])->rows > 1)
            fault(b, elements[i], "a ladder (several rows) is not modelled; one row is");
        for (size_t side = 0; side < 2; side++)
            if (!(side_of(b, elements[i], 0, side, 0.0) >= 0.0))
                fault(b, elements[i], "a negative element; write 0 or more");
    }
    for (size_t i = 0; i < b->of->ncase; i++) {
        struct interface_case *c = &b->of->cases[i];
        snprintf(c->name, sizeof c->name, "case %u", (unsigned)i + 1);
        build_package(b, KEY_Z_P_TX, i, 0, &c->tx_thru);
        build_package(b, KEY_Z_P_FEXT, i, 0, &c->tx_fext);
        build_package(b, KEY_Z_P_NEXT, i, 0, &c->tx_next);
        build_package(b, KEY_Z_P_RX, i, 1, &c->rx);
    }
}

/* Of a standard that is judged by its limit lines only the symbols are known. */
static enum lr_status build_loss(struct builder *b)
{
    const enum key needed[] = {KEY_F_B, KEY_L};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (!value(b, needed[i]))
            fault(b, needed[i], "is missing");
    if (!b->status) {
        b->of->com.baud = positive(b, KEY_F_B, 0.0);
        b->of->com.levels = count(b, KEY_L, 0.0, 16.0);
        b->of->com.r_0 = default_r_0;
    }
    return b->status;
}

enum lr_status interface_build(struct interface *interface, struct mark mark,
                               struct lr_error *err)
{
    struct builder b = {interface, mark, err, LR_OK};
    if (interface->by_loss)
        return build_loss(&b);
    for (size_t key = 0; key < KEY_COUNT; key++)
        if (keyword_of((enum key)key)->needed && !interface->set[key])
            fault(&b, (enum key)key, "is missing");
    if (!b.status)
        build_signalling(&b);
    if (!b.status)
        build_ffe(&b);
    if (!b.status)
        build_ctle(&b);
    if (!b.status)
        build_dfe(&b);
    if (!b.status)
        build_floating(&b);
    if (!b.status)
        build_tail(&b);
    if (!b.status)
        build_cases(&b);
    return b.status;
}
