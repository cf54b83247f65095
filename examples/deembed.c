/* deembed.c -- what liblanereach does for a C program: networks made, cascaded, written,
 * read, de-embedded and judged.
 *
 *   cc deembed.c $(pkg-config --cflags --libs lanereach) -lm -o deembed
 *   ./deembed fixture.s2p           (the name of a file that it writes)
 *
 * A lossy line of 47 ohm between two fixtures of 53 ohm is cascaded, the fixtures are
 * taken off again as known networks and by splitting their 2x-thru, and both results are
 * compared with the line.  Exit status 0 when they agree. */
#include <lanereach.h>

#include <complex.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { POINTS = 2000 };
static const double step = 1e7;                 /* Hz */

/* A line of impedance zc [ohm] and delay [s] that loses `loss` neper at the end of the
 * band, as the square root of frequency, in 50 ohm. */
static enum lr_status line(double zc, double delay, double loss, lr_net **net,
                           struct lr_error *err)
{
    const double pi = 3.14159265358979324, rho = (zc - 50.0) / (zc + 50.0);
    double *freq = malloc(POINTS * sizeof *freq);
    double *ri = malloc(POINTS * 8 * sizeof *ri);
    for (size_t k = 0; freq && ri && k < POINTS; k++) {
        const double f = freq[k] = step * (double)(k + 1);
        const double root = loss * sqrt(f / (step * POINTS));
        const double complex p = cexp(-root - I * (root + 2.0 * pi * f * delay));
        const double complex denom = 1.0 - rho * rho * p * p;
        const double complex s11 = rho * (1.0 - p * p) / denom;
        const double complex s21 = p * (1.0 - rho * rho) / denom;
        const double complex s[] = {s11, s21, s21, s11};
        for (size_t i = 0; i < 4; i++) {
            ri[8 * k + 2 * i] = creal(s[i]);
            ri[8 * k + 2 * i + 1] = cimag(s[i]);
        }
    }
    enum lr_status status = lr_net_new(2, POINTS, freq, ri, 50.0, net, err);
    free(ri);
    free(freq);
    return status;
}

/* The largest |S_ij| by which two 2-ports differ in the lower 90 % of the band. */
static double worst(const lr_net *a, const lr_net *b)
{
    const size_t n = 8 * lr_net_points(a);
    double *x = malloc(n * sizeof *x), *y = malloc(n * sizeof *y), most = 0.0;
    if (x && y) {
        lr_net_copy_s(a, x);
        lr_net_copy_s(b, y);
        for (size_t i = 0; i < n / 10 * 9; i += 2)
            most = fmax(most, hypot(x[i] - y[i], x[i + 1] - y[i + 1]));
    }
    free(y);
    free(x);
    return most;
}

int main(int argc, char **argv)
{
    struct lr_error err = {LR_OK, "", NULL};
    lr_net *fixture = NULL, *dut = NULL, *thru = NULL, *half = NULL, *fdf = NULL;
    lr_net *left = NULL, *right = NULL, *known = NULL, *split = NULL, *back = NULL;
    char *json = NULL;
    double by_known = 1.0, by_split = 1.0;

    if (argc != 2) {
        fputs("usage: deembed FILE.s2p\n", stderr);
        return 2;
    }
    enum lr_status status = line(53.0, 0.4e-9, 0.1, &fixture, &err);
    if (!status)
        status = line(47.0, 0.7e-9, 0.3, &dut, &err);
    if (!status)
        status = lr_net_cascade(fixture, fixture, &thru, &err);
    if (!status)
        status = lr_net_cascade(fixture, dut, &half, &err);
    if (!status)
        status = lr_net_cascade(half, fixture, &fdf, &err);

    /* Through a file and back: not a bit may change. */
    if (!status)
        status = lr_net_write(fdf, argv[1], &err);
    if (!status)
        status = lr_net_read(argv[1], &back, &err);

    if (!status)
        status = lr_net_deembed(back, fixture, fixture, &known, &err);
    if (!status)
        status = lr_net_split_thru(thru, NULL, &left, &right, &err);
    if (!status)
        status = lr_net_deembed(back, left, right, &split, &err);
    const char *const words[] = {argv[1], NULL};
    if (!status)
        status = lr_answer(NULL, "net check", words, &json, &err);
    if (!status) {
        by_known = worst(known, dut);
        by_split = worst(split, dut);
        printf(
            "lanereach %s\nfixtures known: differs by %.1e\n2x-thru split:  differs by "
            "%.1e\n%s\n",
            lr_version(), by_known, by_split, json);
    } else {
        fprintf(stderr, "deembed: %s\n", err.text);
    }
    lr_free(json);
    lr_net *const all[] = {fixture, dut,   thru,  half,  fdf,
                           left,    right, known, split, back};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        lr_net_free(all[i]);
    return !(by_known < 1e-12 && by_split < 0.01);
}
