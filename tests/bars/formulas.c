#include "config.h"

#include "tests/bars/bars.h"

#include "base/quantity.h"
#include "line/conductor.h"
#include "line/dielectric.h"
#include "line/ieee93a.h"
#include "line/stub.h"
#include "tests/bars/golden_rows.h"
#include "tests/published/coupled_lines.h"
#include "tests/published/microstrip_points.h"
#include "tests/signal/precursor.h"

/* Largest differences of S21 of the 25 mm line from the other tool, in dB and degrees. */
static void worst_of(const struct board_point *points, enum line_microstrip_like like,
                     const struct line_debye *laminate, double *db, double *degrees)
{
    for (size_t i = 0; i < BOARD_POINTS; i++) {
        const double freq = points[i].freq;
        const double complex want = board_number(points[i].s21);
        double complex s[4];
        board_sparam(laminate ? line_debye_eval(laminate, freq)
                              : 4.413 * (1.0 - 0.0182 * I), freq, like, s);
        *db = fmax(*db, fabs(db_of(cabs(s[1])) - db_of(cabs(want))));
        *degrees = fmax(*degrees, board_degrees(s[1], want));
    }
}

void bars_microstrip(void)
{
    static const struct bar qucs = {"microstrip as Qucs: S21", "b", 1e-6, "dB"};
    static const struct bar ads = {"microstrip as ADS: S21", "b", 0.02, "dB"};
    static const struct bar phase = {"the same: phase of S21", "b", 0.5, "deg"};
    struct line_debye debye;
    double db = 0.0, degrees = 0.0;
    worst_of(board_qucs, LINE_LIKE_QUCS, NULL, &db, &degrees);
    bars_show(&qucs, db);
    CU_ASSERT_EQUAL(line_debye_anchor(4.413, 0.0182, 1e9, 1e3, 1e12, &debye, NULL),
                    LR_OK);
    db = degrees = 0.0;
    worst_of(board_constant, LINE_LIKE_ADS, NULL, &db, &degrees);
    worst_of(board_debye, LINE_LIKE_ADS, &debye, &db, &degrees);
    bars_show(&ads, db);
    bars_show(&phase, degrees);
}

void bars_debye(void)
{
    static const struct bar bar = {"wideband Debye, four laminates", "a", 1e-12, ""};
    double worst = 0.0;
    for (size_t i = 0; i < DEBYE_ROWS; i++) {
        struct line_debye debye;
        CU_ASSERT_EQUAL(line_debye_anchor(debye_rows[i].er, debye_rows[i].tan_delta,
                                          debye_rows[i].freq, debye_rows[i].f_low,
                                          debye_rows[i].f_high, &debye, NULL), LR_OK);
        for (size_t k = 0; k < DEBYE_POINTS; k++) {
            const double complex want = board_number(debye_rows[i].want[k]);
            const double complex er = line_debye_eval(&debye, debye_freq[k]);
            worst = fmax(worst, cabs(er / want - 1.0));
        }
    }
    bars_show(&bar, worst);
}

void bars_precursor(void)
{
    static const struct bar bar = {"step ahead of its front, 200 mm", "a", 1e-5, ""};
    bars_show(&bar, precursor_of_debye());
}

/* Re((1 + j) F) against Huray's power ratio (lines.md 2.4), of the foils and frequencies
 * of k_conductor_roughness.json. */
void bars_huray(void)
{
    static const struct bar bar = {"causal Huray: Re((1 + j) F)", "k", 1e-12, ""};
    static const double rz[] = {0.6e-6, 1e-6, 1.5e-6, 3e-6, 5e-6, 8e-6};
    static const double freq[] = {10e6,     100e6,    1e9,     5e9,
                                  13.28e9, 26.56e9, 53.1e9, 110e9};
    double worst = 0.0;
    for (size_t i = 0; i < sizeof rz / sizeof rz[0]; i++)
        for (size_t k = 0; k < sizeof freq / sizeof freq[0]; k++) {
            const struct line_huray rough = line_huray_cannonball(rz[i]);
            const double depth = line_skin_depth(1.72e-8, freq[k]);
            const double x = depth / rough.radius;
            const double power = 1.0 + 1.5 * rough.ratio / (1.0 + x + 0.5 * x * x);
            const double got = creal((1.0 + I) * line_huray_factor(&rough, depth));
            worst = fmax(worst, fabs(got / power - 1.0));
        }
    bars_show(&bar, worst);
}

void bars_eight_ports(void)
{
    static const struct bar bar = {"8-port lines: S", "j", 1e-9, ""};
    bars_show(&bar, mtl_worst());
}

void bars_stub(void)
{
    static const struct bar bar = {"via stub: S21", "l", 1e-10, "dB"};
    double worst = 0.0;
    for (size_t i = 0; i < STUB_ROWS; i++) {
        const double slow = sqrt(stub_rows[i].er) / speed_of_light;
        for (size_t k = 0; k < STUB_POINTS; k++) {
            const double freq = stub_rows[i].want[k][0];
            const double complex z = I * two_pi * freq * 50.0 * slow;
            const double complex y = I * two_pi * freq / 50.0 * slow;
            const struct line_uniform line = {1, &freq, &z, &y};
            double complex s[4];
            CU_ASSERT_EQUAL(line_stub_sparam(&line, stub_rows[i].length, 50.0, s, NULL),
                            LR_OK);
            worst = fmax(worst, fabs(db_of(cabs(s[1])) - stub_rows[i].want[k][1]));
        }
        CLOSE(line_stub_resonance(stub_rows[i].length, stub_rows[i].er) /
                  stub_rows[i].resonance, 1.0, 1e-12);
    }
    bars_show(&bar, worst);
}

void bars_annex_93a(void)
{
    static const struct bar bar = {"lines of Annex 93A: S", "l", 1e-10, ""};
    const double root_ns = sqrt(unit_ns);
    double worst = 0.0;
    for (size_t i = 0; i < ANNEX_ROWS; i++) {
        const struct line_93a line = {
            annex_rows[i].gamma0 / unit_mm, annex_rows[i].a1 * root_ns / unit_mm,
            annex_rows[i].a2 * unit_ns / unit_mm, annex_rows[i].tau * unit_ns / unit_mm,
            annex_rows[i].zc};
        double complex s[4 * ANNEX_POINTS];
        CU_ASSERT_EQUAL(line_93a_sparam(&line, annex_rows[i].length * unit_mm, 50.0,
                                        ANNEX_POINTS, annex_freq, s, NULL), LR_OK);
        for (size_t k = 0; k < ANNEX_POINTS; k++) {
            const double *want = annex_rows[i].want[k];
            worst = fmax(worst, cabs(s[4 * k] - board_number(want)));
            worst = fmax(worst, cabs(s[4 * k + 2] - board_number(want + 2)));
        }
    }
    bars_show(&bar, worst);
}
