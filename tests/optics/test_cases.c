#include "config.h"

#include "base/special.h"
#include "optics/fibre.h"
#include "optics/interference.h"
#include "optics/levels.h"
#include "optics/link_model.h"
#include "optics/modulator.h"
#include "optics/mpi.h"
#include "optics/receiver.h"
#include "signal/transfer.h"
#include "tests/cases.h"

#include <math.h>
#include <stdio.h>

/* Cases B, C2, D, E and G of spec/optics-verification.md. */

static double normal_quantile(double p)
{
    return special_normal_tail_quantile(p);
}

static void signals_have_the_algebra_of_the_standards(void)
{
    static const struct {
        double db, average, rin;
    } er[] = {{3.5, 1.1637, 8.941},
              {4.5, 0.2116, 7.332},
              {6.0, -0.7808, NAN},
              {10.0, -2.1388, 3.969}};
    static const struct {
        double degrees, er_db, rlm;
    } mzm[] = {{30.0, 4.771, 0.9581}, {45.0, 7.655, 0.9019}, {60.0, 11.439, 0.8152}};
    char what[64];
    case_row("B", "Q_t of PAM4 at SER 4.8e-4 (C)", 3.41407, normal_quantile(4.8e-4 / 1.5),
        1e-5);
    case_row("B", "Q_t of PAM4 at SER 4.0e-4 (C)", 3.46343, normal_quantile(4.0e-4 / 1.5),
        1e-5);
    case_row("B", "Q_t of PAM4 at SER 9.6e-3 (C)", 2.48929, normal_quantile(9.6e-3 / 1.5),
        1e-5);
    case_row("B", "Q of NRZ at 1e-12 (C)", 7.0345, normal_quantile(1e-12), 1e-4);
    case_row("B", "Q of NRZ at 2.4e-4 (C)", 3.4917, normal_quantile(2.4e-4), 1e-4);
    case_row("B", "Q of NRZ at 5e-5 (C)", 3.8906, normal_quantile(5e-5), 1e-4);
    case_row("B", "PAM4 against NRZ, optical dB (C)", 4.77,
        optics_db(optics_thermal_sensitivity(4, 1.5e-4, 1.0, 1.0) /
                  optics_thermal_sensitivity(2, 1e-4, 1.0, 1.0)),
        0.005);
    for (size_t i = 0; i < sizeof mzm / sizeof mzm[0]; i++) {
        double level[4];
        optics_mzm_levels(mzm[i].degrees / 90.0, level);
        snprintf(what, sizeof what, "MZM at quadrature, %g deg: ER, dB (C)",
                 mzm[i].degrees);
        case_row("B", what, mzm[i].er_db, optics_db(level[3] / level[0]), 1e-3);
        snprintf(what, sizeof what, "the same: R_LM (C)");
        case_row("B", what, mzm[i].rlm, optics_rlm(level), 1e-4);
    }
    for (size_t i = 0; i < sizeof er / sizeof er[0]; i++) {
        snprintf(what, sizeof what, "P_avg - OMA at ER %g dB, dB (C)", er[i].db);
        case_row("B", what, er[i].average, optics_db(optics_average(optics_ratio(er[i].db))),
            1e-4);
        snprintf(what, sizeof what, "RIN_OMA - RIN at ER %g dB, dB (C)", er[i].db);
        if (er[i].rin > 0.0)
            case_row("B", what, er[i].rin, optics_db(optics_rin_oma(optics_ratio(er[i].db))),
                1e-3);
    }
}

static void the_reference_filter_is_flat_and_half(void)
{
    const double f_3 = 26.5625e9;
    double most = 0.0, least_delay = INFINITY, most_delay = 0.0;
    for (double f = 0.01; f <= 0.8; f += 0.01) {
        const double complex low = signal_bessel4((f - 1e-4) * f_3, f_3);
        const double complex high = signal_bessel4((f + 1e-4) * f_3, f_3);
        const double delay = -carg(high / low);
        most = fmax(most, cabs(high));
        least_delay = fmin(least_delay, delay);
        most_delay = fmax(most_delay, delay);
    }
    const double h = cabs(signal_bessel4(f_3, f_3));
    case_row("C2", "|BT4(f_3)|^2 (definition)", 0.5, h * h, 1e-6);
    case_row("C2", "largest |BT4| from 0.01 f_3 on", 1.0, most, 1e-4);
    case_row("C2", "ripple of its group delay to 0.8 f_3", 0.0,
        (most_delay - least_delay) / most_delay, 0.02);
}

static void fibres_disperse_as_published(void)
{
    const double s0 = 0.093e3, ps = 1e-6;       /* ps/(nm km) is 1e-6 s/m^2    */
    struct link_model model = {.symbol = 1.0 / 10.3125e9,
                               .rise = 40e-12,
                               .modal = optics_mmf_modal(2000e9, 300.0),
                               .receiver = 7.5e9};
    case_row("D1", "first fade, 1550 nm, 16.7 ps/nm/km, 20 km, GHz (P)", 13.5,
        optics_smf_null(1550e-9, 16.7 * ps, 20e3) / 1e9, 0.03 * 13.5);
    case_row("D1", "the same at 3 ps/nm/km, GHz (P)", 31.5,
        optics_smf_null(1550e-9, 3.0 * ps, 20e3) / 1e9, 0.03 * 31.5);
    case_row("D2", "null, 1310 nm, -1.9 ps/nm/km, 500 m, GHz (C)", 303.2,
        optics_smf_null(1310e-9, -1.9 * ps, 500.0) / 1e9, 0.1);
    case_row("D2", "null, 1310 nm, -3 ps/nm/km, 20 km, GHz (C)", 38.15,
        optics_smf_null(1310e-9, -3.0 * ps, 20e3) / 1e9, 0.01);
    case_row("D2", "D at 1264.5 nm, lambda_0 1324, ps/nm/km (C)", -5.936,
        optics_dispersion(1264.5e-9, 1324e-9, s0) / ps, 1e-3);
    case_row("D2", "D at 1337.5 nm, lambda_0 1300 (C)", 3.344,
        optics_dispersion(1337.5e-9, 1300e-9, s0) / ps, 1e-3);
    case_row("D2", "D at 1304.5 nm, lambda_0 1324 (C)", -1.855,
        optics_dispersion(1304.5e-9, 1324e-9, s0) / ps, 1e-3);
    case_row("D2", "D at 1317.5 nm, lambda_0 1300 (C)", 1.595,
        optics_dispersion(1317.5e-9, 1300e-9, s0) / ps, 1e-3);
    case_row("D2", "response at its first null (definition)", 0.0,
        optics_smf_response(optics_smf_null(1550e-9, 16.7 * ps, 20e3), 1550e-9, 16.7 * ps,
                            20e3, 0.0),
        1e-12);
    case_row("D3", "OM4, 100 m, |H| at 47 GHz, dBe (P)", -6.02,
        20.0 * log10(optics_mmf_response(47e9, optics_mmf_modal(4700e9, 100.0))), 0.01);
    const double om4 = optics_mmf_modal(4700e9, 100.0);
    const double om3 = optics_mmf_modal(2000e9, 70.0);
    const double cd100 = optics_mmf_chromatic(840e-9, 1316e-9, 0.110e3, 0.6e-9, 100.0);
    const double cd70 = optics_mmf_chromatic(840e-9, 1316e-9, 0.110e3, 0.6e-9, 70.0);
    case_row("D4", "BW_cd, 840 nm, 0.6 nm, 100 m, GHz (C)", 26.8, cd100 / 1e9, 0.1);
    case_row("D4", "with OM4, GHz (C)", 23.3, optics_mmf_bandwidth(om4, cd100) / 1e9, 0.1);
    case_row("D4", "OM3, 70 m, GHz (C)", 22.9, optics_mmf_bandwidth(om3, cd70) / 1e9, 0.1);
    model.chromatic = optics_mmf_chromatic(840e-9, 1316e-9, 0.110e3, 0.29e-9, 300.0);
    case_row("D5", "10GBASE-SR, OM3, 300 m: T_c, ps (C)", 107.1,
        link_model_rise(&model) * 1e12, 0.5);
    case_row("D5", "the same: ISI, dB (C)", 3.00, optics_db(link_model_isi(&model)), 0.03);
    model.modal = optics_mmf_modal(4700e9, 400.0);
    model.chromatic = optics_mmf_chromatic(840e-9, 1316e-9, 0.110e3, 0.29e-9, 400.0);
    case_row("D5", "OM4, 400 m: T_c, ps (C)", 92.1, link_model_rise(&model) * 1e12, 0.5);
    case_row("D5", "the same: ISI, dB (C)", 1.84, optics_db(link_model_isi(&model)), 0.03);
    model = (struct link_model){.symbol = 1.0 / 25.78125e9,
                                .rise = 21e-12,
                                .modal = om4,
                                .chromatic = cd100,
                                .receiver = 18.05e9};
    case_row("D5", "100GBASE-SR4, OM4, 100 m: T_c, ps (C)", 42.1,
        link_model_rise(&model) * 1e12, 0.2);
    case_row("D5", "the same: ISI, dB (C)", 2.85, optics_db(link_model_isi(&model)), 0.03);
    case_row("D6", "DGD 2.3 ps at 26.5625 GHz, dBe (definition)", -0.161,
        20.0 * log10(optics_dgd_response(26.5625e9, 2.3e-12, 0.5)), 1e-3);
    case_row("D6", "DGD 2.3 ps at 53.125 GHz, dBe (definition)", -0.656,
        20.0 * log10(optics_dgd_response(53.125e9, 2.3e-12, 0.5)), 1e-3);
    case_row("D7", "DGD 19 ps as a bandwidth, GHz (P)", 17.5, link_model_dgd(19e-12) / 1e9,
        0.05);
    case_row("D7", "DGD 10 ps as a bandwidth, GHz (P)", 33.3, link_model_dgd(10e-12) / 1e9,
        0.05);
}

static void receivers_need_the_power_that_is_listed(void)
{
    static const struct {
        const char *what;
        double dbm, micro;
    } implied[] = {{"noise of DR's -5.3 dBm, 0.8 A/W, uA (C)", -5.3, 11.53},
                   {"FR4, -6.0 dBm (C)", -6.0, 9.81},
                   {"SR1, -6.4 dBm (C)", -6.4, 8.95},
                   {"SR8, -7.9 dBm (C)", -7.9, 6.33},
                   {"modules, -9.4 dBm (C)", -9.4, 4.48}};
    case_row("E1", "OMA, 2.72 uA, 0.8 A/W, SER 4.8e-4, dBm (C)", -11.57,
        optics_dbm(optics_thermal_sensitivity(4, 4.8e-4, 2.72e-6, 0.8)), 0.005);
    case_row("E1", "the same with 0.6 A/W, dBm (C)", -10.32,
        optics_dbm(optics_thermal_sensitivity(4, 4.8e-4, 2.72e-6, 0.6)), 0.005);
    case_row("E1", "4 uA, 0.8 A/W, dBm (C)", -9.90,
        optics_dbm(optics_thermal_sensitivity(4, 4.8e-4, 4e-6, 0.8)), 0.005);
    for (size_t i = 0; i < sizeof implied / sizeof implied[0]; i++)
        case_row("E2", implied[i].what, implied[i].micro,
            1e6 * optics_implied_noise(4, 4.8e-4, optics_watt(implied[i].dbm), 0.8),
            0.01);
    const double oma = optics_thermal_sensitivity(4, 3.6e-4, 30e-12 * sqrt(28e9), 1.0);
    case_row("E3", "112 Gb/s, 30 pA/sqrt(Hz), 28 GHz: OMA, dBm (C)", -9.78, optics_dbm(oma),
        0.01);
    case_row("E3", "the same: average at ER 10 dB, dBm (C)", -11.92,
        optics_dbm(oma * optics_average(10.0)), 0.01);
}

static double beat_cost(double x, double er, double ser)
{
    const struct optics_interference one = {
        .levels = 4, .er = er, .nbeat = 1, .beat = &x};
    double cost = NAN;
    CU_ASSERT_EQUAL(optics_interference_penalty(&one, ser, &cost, NULL), LR_OK);
    return cost;
}

static void reflections_cost_what_is_listed(void)
{
    static const struct {
        double db, at_1e3, at_24, er45;
    } listed[] = {{-30.0, 0.391, 0.521, 1.797},
                  {-28.0, 0.661, 0.883, 3.059},
                  {-26.0, 1.160, 1.538, 6.909},
                  {-24.0, 2.166, 2.855, NAN}};
    const double dr[] = {optics_ratio(-26.0), optics_ratio(-45.0), optics_ratio(-45.0),
                         optics_ratio(-45.0), optics_ratio(-45.0), optics_ratio(-26.0)};
    const double fr[] = {optics_ratio(-26.0), optics_ratio(-35.0), optics_ratio(-35.0),
                         optics_ratio(-35.0), optics_ratio(-35.0), optics_ratio(-26.0)};
    const double dr_loss[] = {0.6, 0.6, 0.6, 0.6, 0.6};
    const double fr_loss[] = {0.8, 0.8, 0.8, 0.8, 0.8};
    char what[64];
    for (size_t i = 0; i < sizeof listed / sizeof listed[0]; i++) {
        const double x = sqrt(optics_ratio(listed[i].db));
        double cost = NAN;
        snprintf(what, sizeof what, "MPI %g dB, BER 1e-3, dB (C)", listed[i].db);
        cost = beat_cost(x, INFINITY, 2e-3);
        case_row("G1", what, listed[i].at_1e3, optics_db(cost), 0.001);
        snprintf(what, sizeof what, "MPI %g dB, BER 2.4e-4, dB (C)", listed[i].db);
        cost = beat_cost(x, INFINITY, 4.8e-4);
        case_row("G1", what, listed[i].at_24, optics_db(cost), 0.001);
        if (!(listed[i].er45 > 0.0))
            continue;
        snprintf(what, sizeof what, "the same at ER 4.5 dB, dB (C)");
        cost = beat_cost(x, optics_ratio(4.5), 4.8e-4);
        case_row("G1", what, listed[i].er45, optics_db(cost), 0.001);
    }
    const double x_dr = optics_mpi_sum(6, dr, dr_loss);
    const double x_fr = optics_mpi_sum(6, fr, fr_loss);
    case_row("G3", "DR, 4 connectors of -45 dB, 3 dB: X (C)", 3.03e-3, x_dr, 1e-5);
    case_row("G3", "the same: bound at ER 3.5 dB, dB (C)", 0.295,
        optics_db(optics_mpi_bound(4, x_dr, optics_ratio(3.5))), 0.005);
    case_row("G3", "FR, 4 connectors of -35 dB, 4 dB: X (C)", 7.00e-3, x_fr, 2e-5);
    case_row("G3", "the same: bound at ER 3.5 dB, dB (C)", 0.715,
        optics_db(optics_mpi_bound(4, x_fr, optics_ratio(3.5))), 0.005);
}

static const struct tap_case cases[] = {
    {"signals have the algebra of the standards",
     signals_have_the_algebra_of_the_standards},
    {"the reference filter is flat, and half at its corner",
     the_reference_filter_is_flat_and_half},
    {"fibres disperse as published", fibres_disperse_as_published},
    {"receivers need the power that is listed", receivers_need_the_power_that_is_listed},
    {"reflections cost what is listed", reflections_cost_what_is_listed},
};
TAP_MAIN("optics/cases", cases)
