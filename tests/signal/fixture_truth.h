/* fixture_truth.h -- fixtures and DUTs whose S-parameters are known, for the tests of
 * signal/fixture.h: chain matrices of lines and shunt capacitors, multiplied. */
#ifndef TESTS_FIXTURE_TRUTH_H
#define TESTS_FIXTURE_TRUTH_H

#include "base/constants.h"
#include "net/net.h"
#include "tests/tap.h"

#include <complex.h>
#include <math.h>

struct chain {
    double complex a, b, c, d;
};

static inline struct chain truth_times(struct chain x, struct chain y)
{
    return (struct chain){x.a * y.a + x.b * y.c, x.a * y.b + x.b * y.d,
                          x.c * y.a + x.d * y.c, x.c * y.b + x.d * y.d};
}

static inline struct chain truth_shunt(double f, double capacitance)
{
    return (struct chain){1.0, 0.0, I * two_pi * f * capacitance, 1.0};
}

/* A line of wideband Debye dielectric, 1 kHz to 1 THz, er and tand at 10 GHz, and series
 * resistance r (1 + j) sqrt(f/GHz) ohm/m: L = Z0 sqrt(er)/c, C = sqrt(er)/(Z0 c). */
static inline struct chain truth_line(double f, double length, double z0, double er,
                                      double tand, double r)
{
    const double low = 1e3, high = 1e12, anchor = 10e9, w = two_pi * f;
    const double complex k0 = clog((high + I * anchor) / (low + I * anchor));
    const double strength = -er * tand / cimag(k0);
    const double complex eps = er - strength * creal(k0) +
                               strength * clog((high + I * f) / (low + I * f));
    const double root = sqrt(er) / speed_of_light;
    const double complex z = I * w * z0 * root + r * (1.0 + I) * sqrt(f / 1e9);
    const double complex y = I * w * root / z0 * eps / er;
    const double complex gl = csqrt(z * y) * length, zc = csqrt(z / y);
    return (struct chain){ccosh(gl), zc * csinh(gl), csinh(gl) / zc, ccosh(gl)};
}

static inline void truth_put(struct net *net, size_t k, struct chain m)
{
    const double z = net->zref[0];
    const double complex det = m.a * m.d - m.b * m.c, sum = m.a + m.b / z + m.c * z + m.d;
    *net_s(net, k, 0, 0) = (m.a + m.b / z - m.c * z - m.d) / sum;
    *net_s(net, k, 0, 1) = 2.0 * det / sum;
    *net_s(net, k, 1, 0) = 2.0 / sum;
    *net_s(net, k, 1, 1) = (-m.a + m.b / z - m.c * z + m.d) / sum;
}

/* The fixture of golden data set f3: 30 fF and 30 mm of line; the right one mirrored. */
static inline struct chain truth_left(double f, double z0)
{
    return truth_times(truth_shunt(f, 30e-15), truth_line(f, 30e-3, z0, 3.5, 0.005, 8.0));
}

static inline struct chain truth_right(double f, double z0)
{
    return truth_times(truth_line(f, 30e-3, z0, 3.5, 0.005, 8.0), truth_shunt(f, 30e-15));
}

/* And its DUT: 40 mm of 45 ohm, 20 fF, 20 mm of 47 ohm. */
static inline struct chain truth_dut(double f)
{
    const struct chain front = truth_times(truth_line(f, 40e-3, 45.0, 3.4, 0.004, 10.0),
                                           truth_shunt(f, 20e-15));
    return truth_times(front, truth_line(f, 20e-3, 47.0, 3.4, 0.004, 10.0));
}

/* first, first + step ... nf points in 50 ohm, not yet filled. */
static inline struct net truth_net(size_t nf, double first, double step)
{
    struct net net;
    CU_ASSERT_EQUAL_FATAL(net_init(&net, nf, 2, 50.0, NULL), LR_OK);
    for (size_t k = 0; k < nf; k++)
        net.freq[k] = first + step * (double)k;
    return net;
}

/* The 2x-thru of two such fixtures of 51 ohm. */
static inline void truth_fill(struct net *thru)
{
    for (size_t k = 0; k < thru->nf; k++)
        truth_put(thru, k, truth_times(truth_left(thru->freq[k], 51.0),
                                       truth_right(thru->freq[k], 51.0)));
}

/* 2x-thru, FIX-DUT-FIX with fixtures of other impedance, and DUT, 10 MHz to 40 GHz. */
static inline void truth_set(double z_thru, double z_fdf, struct net *thru,
                             struct net *fdf, struct net *dut)
{
    *thru = truth_net(4000, 10e6, 10e6);
    *fdf = truth_net(4000, 10e6, 10e6);
    *dut = truth_net(4000, 10e6, 10e6);
    for (size_t k = 0; k < thru->nf; k++) {
        const double f = thru->freq[k];
        const struct chain device = truth_dut(f);
        truth_put(thru, k, truth_times(truth_left(f, z_thru), truth_right(f, z_thru)));
        truth_put(fdf, k, truth_times(truth_times(truth_left(f, z_fdf), device),
                                      truth_right(f, z_fdf)));
        truth_put(dut, k, device);
    }
}

/* S of the 2-port x with m = left * x * right at frequency k: chain scattering (T)
 * matrices, an algebra that the program does not use. */
static inline void truth_remove(const struct net *m, const struct net *left,
                                const struct net *right, size_t k, double complex x[4])
{
    double complex t[3][4];
    const struct net *const part[3] = {left, m, right};
    for (size_t p = 0; p < 3; p++) {
        const double complex *s = net_s(part[p], k, 0, 0);
        const double complex det = s[0] * s[3] - s[1] * s[2];
        t[p][0] = 1.0 / s[2];
        t[p][1] = -s[3] / s[2];
        t[p][2] = s[0] / s[2];
        t[p][3] = -det / s[2];
        if (p == 1)
            continue;
        const double complex d = t[p][0] * t[p][3] - t[p][1] * t[p][2];
        const double complex inverse[4] = {t[p][3] / d, -t[p][1] / d, -t[p][2] / d,
                                           t[p][0] / d};
        for (size_t l = 0; l < 4; l++)
            t[p][l] = inverse[l];
    }
    double complex half[4], all[4];
    for (size_t i = 0; i < 4; i++)
        half[i] = t[0][i / 2 * 2] * t[1][i % 2] + t[0][i / 2 * 2 + 1] * t[1][2 + i % 2];
    for (size_t i = 0; i < 4; i++)
        all[i] = half[i / 2 * 2] * t[2][i % 2] + half[i / 2 * 2 + 1] * t[2][2 + i % 2];
    x[0] = all[2] / all[0];
    x[1] = (all[0] * all[3] - all[1] * all[2]) / all[0];
    x[2] = 1.0 / all[0];
    x[3] = -all[1] / all[0];
}

/* The largest |S_ij| by which `fdf` without the halves misses `dut`, up to f_last. */
static inline double truth_error(const struct net *fdf, const struct net *half1,
                                 const struct net *half2, const struct net *dut,
                                 double f_last)
{
    double worst = 0.0;
    for (size_t k = 0; k < dut->nf && dut->freq[k] <= f_last; k++) {
        double complex x[4];
        truth_remove(fdf, half1, half2, k, x);
        for (size_t l = 0; l < 4; l++) {
            const double error = cabs(x[l] - net_s(dut, k, 0, 0)[l]);
            worst = error <= worst ? worst : error;     /* NaN comes through */
        }
    }
    return worst;
}

#endif
