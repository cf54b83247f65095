/* fixture_work.h -- what the two ways to split a 2x-thru share; for fixture*.c only.
 *
 * Both work at f = k df, k = 1..n, without a DC point, and at t = m dt, -n <= m < n,
 * where dt = 1/(2 n df): a record of even length, whose last frequency is its own
 * mirror image and counts with its real part. */
#ifndef SIGNAL_FIXTURE_WORK_H
#define SIGNAL_FIXTURE_WORK_H

#include "signal/fft.h"
#include "signal/fixture.h"

/* A sample of a step response is linear in the spectrum:
 * step = dc S(0) + Re sum_k weight[k] S(f_(k+1)). */
struct fixture_probe {
    double dc;
    double complex *weight;     /* [n], owned                                  */
};

struct fixture_work {
    size_t n;
    double df;                  /* [Hz]                                        */
    struct net thru;            /* the 2x-thru at f = k df                     */
    struct fft *fft;            /* of length 2n                                */
    struct fixture_probe quiet; /* the filtered step before anything returns   */
    long peak;                  /* the sample at which S21's impulse peaks     */
};

/* Checks the 2x-thru, brings it to f = k df and finds its delay.  LR_EDOMAIN naming
 * what is wrong with it. */
enum lr_status fixture_work_init(const struct net *thru, const char *name,
                                 struct fixture_work *work, struct lr_error *err);
void fixture_work_free(struct fixture_work *work);

/* fixture_grid.c: a 2-port as 2x-thru or FIX-DUT-FIX has to be. */
enum lr_status fixture_check(const struct net *net, const char *name,
                             struct lr_error *err);

/* n and df for a network, as it is or to be resampled.  LR_EDOMAIN. */
enum lr_status fixture_grid(const struct net *net, const char *name, size_t *n,
                            double *df, struct lr_error *err);

/* `net` at f = k df, k = 1..n, and back to the frequencies of `like`. */
enum lr_status fixture_to_grid(const struct net *net, const char *name, size_t n,
                               double df, struct net *out, struct lr_error *err);
enum lr_status fixture_from_grid(const struct net *net, const char *name,
                                 const struct net *like, struct net *out,
                                 struct lr_error *err);

/* fixture_time.c: S_ij at DC, a real number, by a spline through the first points and
 * their mirror images at negative frequencies. */
enum lr_status fixture_at_dc(const struct net *net, size_t i, size_t j, double *value,
                             struct lr_error *err);

/* For the step at `sample`, and for the filtered step before anything returns. */
enum lr_status fixture_probe_init(size_t n, long sample, struct fixture_probe *probe,
                                  struct lr_error *err);
enum lr_status fixture_quiet_init(size_t n, double df, struct fixture_probe *probe,
                                  struct lr_error *err);
void fixture_probe_free(struct fixture_probe *probe);

/* S_ii at DC such that nothing is reflected before time 0. */
double fixture_reflection_dc(const struct fixture_work *work, const struct net *net,
                             size_t i);

/* [ohm] what S_ii shows at the probe's time, seen from z0. */
double fixture_impedance(const struct fixture_work *work,
                         const struct fixture_probe *probe, const struct net *net,
                         size_t i, double z0);

/* The sample at which the impulse response of S21 peaks. */
enum lr_status fixture_peak(const struct net *net, const struct fft *fft, long *sample,
                            struct lr_error *err);

/* The spectrum of what S_ii reflects before sample `end`, into gated[n]. */
enum lr_status fixture_gate(const struct fixture_work *work, const struct net *net,
                            size_t i, long end, double complex *restrict gated,
                            struct lr_error *err);

/* fixture_quality.c: what both ways end with: halves at f = k df become those of `out`
 * on the grid of `thru`, and the 2x-thru is judged. */
enum lr_status fixture_finish(const struct fixture_work *work, const struct net *thru,
                              const char *name, const struct net *half1,
                              const struct net *half2, struct fixture *out,
                              struct lr_error *err);

#endif
