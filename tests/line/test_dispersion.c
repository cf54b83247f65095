#include "config.h"

#include "base/constants.h"
#include "line/dispersion.h"
#include "line/microstrip_dispersion.h"
#include "line/microstrip_pair_dispersion.h"
#include "tests/tap.h"

#include <math.h>

static const struct line_dispersion_shape single = {200e-6, 112e-6, 0.0, 4.2};
static const struct line_dispersion_shape twin = {150e-6, 200e-6, 200e-6, 4.3};

static struct line_dispersion of(const struct line_dispersion_shape *shape)
{
    struct line_dispersion d = {0};
    struct lr_error err = {.status = LR_OK};
    line_dispersion_init(shape, &d, &err);
    SAME_TEXT(err.text, "");
    return d;
}

/* At and between the points of the table, also near 0 Hz, where it bends most. */
static void a_strip_moves_as_its_formula(void)
{
    static const double freq[] = {0.2e9, 1e9, 7.77e9, 31.4e9, 53.125e9, 110e9, 200e9};
    const struct line_dispersion d = of(&single);
    const struct line_microstrip strip = {single.width, single.height, 0.0};
    const struct line_quasi_tem still = line_microstrip_static(&strip, single.er);
    CU_ASSERT_EQUAL(d.nmode, 1);
    for (size_t i = 0; i < sizeof freq / sizeof freq[0]; i++) {
        const struct line_quasi_tem now =
            line_microstrip_eval(&strip, single.er, freq[i]);
        const double re = creal(now.er_eff) / creal(still.er_eff);
        const double rz = creal(now.z) / creal(still.z);
        const struct line_dispersion_ratio r = line_dispersion_ratio(&d, 0, freq[i]);
        CLOSE(r.l * r.c, re, 2e-7);
        CLOSE(r.l / r.c, rz * rz, 2e-7);
    }
    const struct line_dispersion_ratio none = line_dispersion_ratio(&d, 0, 0.0);
    CLOSE(none.l, 1.0, 0.0);
    CLOSE(none.c, 1.0, 0.0);
}

/* Impedance stays from 25 GHz mm on, permittivity from 100, of a pair both from 25. */
static void far_out_nothing_moves(void)
{
    const struct line_dispersion d = of(&single), p = of(&twin);
    const double end = 25e9 * 1e-3 / single.height, pair = 25e9 * 1e-3 / twin.height;
    const struct line_dispersion_ratio at = line_dispersion_ratio(&d, 0, end);
    const struct line_dispersion_ratio far = line_dispersion_ratio(&d, 0, 3.0 * end);
    const struct line_dispersion_ratio out = line_dispersion_ratio(&d, 0, 4.1 * end);
    const struct line_dispersion_ratio gone = line_dispersion_ratio(&d, 0, 9.0 * end);
    CLOSE(far.l / far.c, at.l / at.c, 1e-6);
    CU_ASSERT(far.l * far.c > 1.02 * at.l * at.c);
    CLOSE(gone.l, out.l, 0.0);
    for (size_t mode = 0; mode < 2; mode++)
        CLOSE(line_dispersion_ratio(&p, mode, 2.0 * pair).c,
              line_dispersion_ratio(&p, mode, pair).c, 1e-12);
}

static void what_the_formulas_do_not_know_disperses_as_at_their_edge(void)
{
    struct line_dispersion_shape wide = {twin.width, twin.height, 11.0 * twin.height,
                                         twin.er};
    const struct line_dispersion_shape edge = {twin.width, twin.height,
                                               10.0 * twin.height, twin.er};
    struct line_dispersion_shape known = twin;
    CU_ASSERT(!line_dispersion_clamp(&known));
    CLOSE(known.gap, twin.gap, 0.0);
    CU_ASSERT(line_dispersion_clamp(&wide));
    CLOSE(wide.gap, edge.gap, 0.0);
    struct line_dispersion_shape thin = {0.01 * twin.height, twin.height, 0.0, 25.0};
    CU_ASSERT(line_dispersion_clamp(&thin));
    CLOSE(thin.width / twin.height, 0.1, 1e-15);
    CLOSE(thin.er, 20.0, 0.0);
}

/* L and C of even and odd mode as a pair's matrices. */
static void a_pair_moves_in_each_mode_by_its_own_ratio(void)
{
    const double freq = 40e9, le = 4.1e-7, lo = 2.7e-7, ce = 0.9e-10, co = 1.1e-10;
    const struct line_dispersion d = of(&twin);
    const struct line_microstrip_pair pair = {{twin.width, twin.height, 0.0}, twin.gap};
    const struct line_microstrip_modes still =
        line_microstrip_pair_eval(&pair, twin.er, 0.0);
    const struct line_microstrip_modes now =
        line_microstrip_pair_eval(&pair, twin.er, freq);
    const double l[4] = {0.5 * (le + lo), 0.5 * (le - lo), 0.5 * (le - lo),
                         0.5 * (le + lo)};
    const double complex jw = I * two_pi * freq;
    double complex z[4], y[4];
    for (size_t i = 0; i < 4; i++) {
        z[i] = 3.0 + jw * l[i];
        y[i] = jw * 0.5 * (i == 0 || i == 3 ? ce + co : ce - co);
    }
    line_dispersion_apply(&d, 2, freq, l, z, y);
    const double re_odd = creal(now.odd.er_eff / still.odd.er_eff);
    /* The impedance's is that of one of the strips. */
    const double rz_odd = creal(line_microstrip_eval(&pair.strip, twin.er, freq).z /
                                line_microstrip_eval(&pair.strip, twin.er, 0.0).z);
    const double re_even = creal(now.even.er_eff / still.even.er_eff);
    const double rz_even = rz_odd;
    CU_ASSERT(re_odd > 1.005 && re_even > 1.005 && fabs(re_odd - re_even) > 1e-3);
    CLOSE(cimag((z[0] - z[1]) / (two_pi * freq)) / (lo * sqrt(re_odd) * rz_odd), 1.0,
          1e-6);
    CLOSE(cimag((z[0] + z[1]) / (two_pi * freq)) / (le * sqrt(re_even) * rz_even), 1.0,
          1e-6);
    CLOSE(cimag((y[0] - y[1]) / (two_pi * freq)) / (co * sqrt(re_odd) / rz_odd), 1.0,
          1e-6);
    CLOSE(cimag((y[0] + y[1]) / (two_pi * freq)) / (ce * sqrt(re_even) / rz_even), 1.0,
          1e-6);
    CLOSE(creal(z[0]), 3.0, 1e-12);             /* resistance stays            */
}

static void several_pairs_stay_symmetric_and_far_ones_alone(void)
{
    const double freq = 60e9;
    const struct line_dispersion d = of(&twin);
    double l[36];
    double complex z[36], y[36], zp[4], yp[4];
    for (size_t i = 0; i < 6; i++)
        for (size_t j = 0; j < 6; j++) {
            const double near = i / 2 == j / 2 ? 1.0 : 0.0;
            l[6 * i + j] = (i == j ? 3e-7 : near ? 5e-8 : 0.0);
            if (i / 2 != j / 2 && i + j != 5)
                l[6 * i + j] = 1e-9 * (double)(i + j);
            z[6 * i + j] = 0.0;
            y[6 * i + j] = I * 1e9 * l[6 * i + j];
        }
    for (size_t i = 0; i < 4; i++) {
        zp[i] = 0.0;
        yp[i] = I * 1e9 * l[6 * (i / 2) + i % 2];
    }
    const double pair[4] = {l[0], l[1], l[6], l[7]};
    line_dispersion_apply(&d, 6, freq, l, z, y);
    line_dispersion_apply(&d, 2, freq, pair, zp, yp);
    for (size_t i = 0; i < 6; i++)
        for (size_t j = 0; j < 6; j++) {
            CLOSE(cabs(z[6 * i + j] - z[6 * j + i]), 0.0, 1e-9);
            CLOSE(cabs(y[6 * i + j] - y[6 * j + i]), 0.0, 1e-9);
        }
    for (size_t i = 0; i < 4; i++) {            /* a pair's own block is as alone */
        CLOSE(cabs(z[6 * (i / 2) + i % 2] - zp[i]), 0.0, 1e-9);
        CLOSE(cabs(y[6 * (i / 2) + i % 2] - yp[i]), 0.0, 1e-9);
    }
}

static void strips_that_no_formula_knows_are_refused(void)
{
    const struct line_dispersion_shape thin = {5e-6, 100e-6, 0.0, 4.0};
    const struct line_dispersion_shape close = {100e-6, 100e-6, 5e-6, 4.0};
    struct line_dispersion d;
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL(line_dispersion_init(&thin, &d, &err), LR_EDOMAIN);
    SAME_TEXT(err.text, "microstrip: width 5e-06 m is below 0.1 times the height 0.0001 "
                        "m, where dispersion is not known");
    CU_ASSERT_EQUAL(line_dispersion_init(&close, &d, &err), LR_EDOMAIN);
}

static const struct tap_case cases[] = {
    {"what the formulas do not know disperses as at their edge",
     what_the_formulas_do_not_know_disperses_as_at_their_edge},
    {"a strip moves as its formula", a_strip_moves_as_its_formula},
    {"far out nothing moves", far_out_nothing_moves},
    {"a pair moves in each mode by its own ratio",
     a_pair_moves_in_each_mode_by_its_own_ratio},
    {"several pairs stay symmetric, and far ones alone",
     several_pairs_stay_symmetric_and_far_ones_alone},
    {"strips that no formula knows are refused",
     strips_that_no_formula_knows_are_refused},
};

TAP_MAIN("line/dispersion", cases)
