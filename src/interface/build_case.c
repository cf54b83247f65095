#include "config.h"

#include "interface/build.h"

#include <math.h>
#include <stdio.h>

/* Row `side` of a ladder, C_d or L_s with a row for each side; NULL when the value has
 * one row, of one or two sides. */
static const double *ladder(struct builder *b, enum key key, size_t side, size_t *n)
{
    const struct matrix *m = build_value(b, key);
    if (!m || m->rows < 2)
        return NULL;
    if (m->rows > 2 || m->cols > PACKAGE_LADDER) {
        build_fault(b, key,
                    "two rows, one for each side, of up to %d elements are wanted",
                    PACKAGE_LADDER);
        return NULL;
    }
    *n = m->cols;
    return m->x + side * m->cols;
}

static void add_section(struct package *package, struct package_section section)
{
    package->section[package->n++] = section;
}

/* The die's C_d and L_s: all pairs but the last are sections of their own, the last one
 * goes to the first line; returned through `line`. */
static void build_die(struct builder *b, size_t side, struct package *out,
                      struct package_section *line)
{
    size_t nc = 1, nl = 1;
    const double *c = ladder(b, KEY_C_D, side, &nc), *l = ladder(b, KEY_L_S, side, &nl);
    line->c_b = build_side(b, KEY_C_B, 0, side);
    if (b->status)
        return;
    if (!c && !l) {
        line->c_d = build_side(b, KEY_C_D, 0, side);
        line->l_s = build_side(b, KEY_L_S, 0, side);
        return;
    }
    if (!c || !l || nc != nl) {
        build_fault(b, KEY_L_S, "as many elements as C_d are wanted");
        return;
    }
    for (size_t i = 0; i + 1 < nc; i++)
        add_section(out, (struct package_section){
                             .c_d = c[i], .l_s = l[i], .z_c = 2.0 * out->r_0});
    out->ladder = nc - 1;
    line->c_d = c[nc - 1];
    line->l_s = l[nc - 1];
}

static void build_line(struct builder *b, enum key constants, enum key tau,
                       struct line_93a *line)
{
    const struct matrix *m = build_value(b, constants);
    if (m->rows * m->cols != 3) {
        build_fault(b, constants, "three values are wanted");
        return;
    }
    line->gamma0 = m->x[0];
    line->a1 = m->x[1];
    line->a2 = m->x[2];
    line->tau = build_scalar(b, tau, 0.0);
}

static void check_section(struct builder *b, enum key lengths,
                          const struct package_section *s)
{
    if (!(s->length >= 0.0) || !(s->z_c > 0.0))
        build_fault(b, lengths,
                    "lengths of 0 or more and positive impedances are wanted");
}

/* One package: column `which` of the lengths, side 0 (transmitter) or 1. */
static void build_package(struct builder *b, enum key lengths, size_t which, size_t side,
                          struct package *out)
{
    const struct matrix *z = build_value(b, lengths);
    *out = (struct package){.r_0 = b->of->com.r_0};
    if (z->rows != 1 && z->rows != 2 && z->rows != PACKAGE_LINES) {
        build_fault(b, lengths, "1, 2 or 4 rows are wanted");
        return;
    }
    if (which >= z->cols) {
        build_fault(b, lengths, "fewer cases than z_p (TX)");
        return;
    }
    const struct matrix *z_c = build_value(b, KEY_Z_C);
    if (z_c->rows > 1 && z_c->rows < z->rows)
        build_fault(b, KEY_Z_C, "%zu rows for %zu sections; write one, or one for each",
                    z_c->rows, z->rows);
    build_line(b, KEY_TL_CONSTANTS, KEY_TL_TAU, &out->line);
    for (size_t i = 0; i < z->rows; i++) {
        struct package_section s = {.length = z->x[i * z->cols + which],
                                    .z_c = build_side(b, KEY_Z_C, i, side)};
        if (!i)
            build_die(b, side, out, &s);
        /* C_v stands behind the third of four lines; with two, the zero-length lines
         * that the tool adds leave it in parallel with C_p. */
        if (i + 1 == z->rows)
            s.c_p = build_side(b, KEY_C_P, 0, side);
        if (i + 2 == PACKAGE_LINES || (i == 1 && z->rows == 2))
            s.c_p += build_side(b, KEY_C_V, 0, side);
        check_section(b, lengths, &s);
        if (b->status)
            return;
        add_section(out, s);
    }
}

/* C_0, a line and C_1, from the package outwards. */
static void build_board(struct builder *b, enum key length, size_t side,
                        struct package *out)
{
    *out = (struct package){.r_0 = b->of->com.r_0};
    build_line(b, KEY_BOARD_CONSTANTS, KEY_BOARD_TAU, &out->line);
    const struct package_section s = {.c_d = build_side(b, KEY_BOARD_C_0, 0, side),
                                      .length = build_scalar(b, length, 0.0),
                                      .z_c = build_side(b, KEY_BOARD_Z_C, 0, side),
                                      .c_p = build_side(b, KEY_BOARD_C_1, 0, side)};
    check_section(b, length, &s);
    add_section(out, s);
}

enum { NO_BOARD, BOTH_BOARDS, RECEIVER_BOARD };         /* Include PCB          */

/* Of a NEXT path the tool takes z_bp (RX) at the transmitter, which stands beside the
 * victim's receiver, and z_bp (NEXT) at the receiver. */
static void build_boards(struct builder *b, size_t include, struct interface_case *out)
{
    static const enum key tx[COM_KINDS] = {KEY_Z_BP_TX, KEY_Z_BP_FEXT, KEY_Z_BP_RX};
    static const enum key rx[COM_KINDS] = {KEY_Z_BP_RX, KEY_Z_BP_RX, KEY_Z_BP_NEXT};
    for (size_t kind = 0; kind < COM_KINDS; kind++) {
        out->board_tx[kind] = out->board_rx[kind] = (struct package){0};
        if (include == BOTH_BOARDS)
            build_board(b, tx[kind], 0, &out->board_tx[kind]);
        if (include != NO_BOARD)
            build_board(b, rx[kind], 1, &out->board_rx[kind]);
    }
}

static void build_drive(struct builder *b, size_t which, struct com_drive *out)
{
    static const enum key amplitude[COM_KINDS] = {KEY_A_V, KEY_A_FE, KEY_A_NE};
    const struct matrix *preset = build_value(b, KEY_PRESET);
    char shown[BUILD_SHOWN];
    *out = (struct com_drive){.snr_tx_db = build_per_case(b, KEY_SNR_TX, which)};
    for (size_t kind = 0; kind < COM_KINDS; kind++) {
        out->amplitude[kind] = build_per_case(b, amplitude[kind], which);
        if (!(out->amplitude[kind] > 0.0))
            build_fault(b, amplitude[kind], "%s is not positive",
                        build_shown(amplitude[kind], out->amplitude[kind], shown));
    }
    if (preset->rows > 1 && which >= preset->rows) {
        build_fault(b, KEY_PRESET, "one row, or one for each package case, is wanted");
        return;
    }
    const double *tap = preset->x + (preset->rows > 1 ? which * preset->cols : 0);
    for (size_t i = 0; i < preset->cols; i++)
        if (tap[i] != 0.0)
            out->npreset = preset->cols;        /* nothing but zeros is no preset */
    out->preset = tap;
}

static void build_case(struct builder *b, size_t which, size_t include,
                       struct interface_case *out)
{
    static const enum key lengths[COM_KINDS] = {KEY_Z_P_TX, KEY_Z_P_FEXT, KEY_Z_P_NEXT};
    snprintf(out->name, sizeof out->name, "case %u", (unsigned)which + 1);
    for (size_t kind = 0; kind < COM_KINDS; kind++)
        build_package(b, lengths[kind], which, 0, &out->tx[kind]);
    build_package(b, KEY_Z_P_RX, which, 1, &out->rx);
    build_boards(b, include, out);
    build_drive(b, which, &out->drive);
}

static void check_elements(struct builder *b)
{
    static const enum key elements[] = {KEY_C_D, KEY_L_S,       KEY_C_B,      KEY_C_P,
                                        KEY_C_V, KEY_BOARD_C_0, KEY_BOARD_C_1};
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++) {
        const struct matrix *m = build_value(b, elements[i]);
        for (size_t k = 0; k < m->rows * m->cols; k++)
            if (!(m->x[k] >= 0.0))
                build_fault(b, elements[i], "a negative element; write 0 or more");
    }
}

void build_cases(struct builder *b)
{
    const struct matrix *z = build_value(b, KEY_Z_P_TX),
                        *select = build_value(b, KEY_Z_P_SELECT);
    const size_t include = build_count(b, KEY_INCLUDE_PCB, 0.0, RECEIVER_BOARD);
    /* A sheet that is silent means the first; a model, all that it has. */
    const size_t n = select ? select->rows * select->cols
                     : interface_is_sheet(b->of->name) ? 1 : z->cols;
    b->of->ncase = 0;
    if (!n || n > INTERFACE_CASES) {
        build_fault(b, select ? KEY_Z_P_SELECT : KEY_Z_P_TX, "1 to %d cases are wanted",
                    INTERFACE_CASES);
        return;
    }
    const struct com_params *p = &b->of->com;
    if (include != NO_BOARD && (p->kappa[0] != 1.0 || p->kappa[1] != 1.0))
        build_fault(b, KEY_INCLUDE_PCB,
                    "boards with kappa1 or kappa2 other than 1 are not "
                    "modelled; write 0");
    check_elements(b);
    if (include == RECEIVER_BOARD)
        b->of->com.r_tx = b->of->com.r_0;       /* no reflection at that end    */
    for (size_t i = 0; !b->status && i < n; i++) {
        const double number = select ? select->x[i] : (double)i + 1.0;
        if (!(number >= 1.0 && number <= (double)z->cols) || number != floor(number))
            build_fault(b, KEY_Z_P_SELECT, "%g is none of the %zu cases of z_p (TX)",
                        number, z->cols);
        else
            build_case(b, (size_t)number - 1, include, &b->of->cases[b->of->ncase++]);
    }
}
