/* ctle.h -- the continuous-time linear equaliser of the reference receiver. */
#ifndef EQ_CTLE_H
#define EQ_CTLE_H

#include <stddef.h>

struct eq_ctle {
    double g_dc_db;             /* [dB] gain at DC of the main stage, <= 0     */
    double f_z, f_p1, f_p2;     /* [Hz]                                        */
    double g_hp_db;             /* [dB] gain at DC of the low-frequency stage  */
    double f_lf;                /* [Hz] its pole; 0: there is no such stage    */
    double f_lf_zero;           /* [Hz] not 0: its zero, with gain 1 at DC instead of
                                 * g_hp_db there and 0 dB far above: CL120e    */
};

/* |H_CTF(f)|^2 at freq[0..nf-1] [Hz], IEEE 802.3-2022 eq. 93A-22 and, with the
 * low-frequency stage, eq. 120D-2: used for noise, which needs no phase. */
void eq_ctle_power(const struct eq_ctle *ctle, size_t nf, const double *freq,
                   double *restrict power);

/* Filters x[n], sampled at dt, from a zero state into y[n] (y == x is allowed):
 * the bilinear transform without prewarping, as the IEEE COM tool filters the
 * impulse response. */
void eq_ctle_filter(const struct eq_ctle *ctle, double dt, size_t n, const double *x,
                    double *y);

/* The same in two steps, for those who go through many low-frequency stages behind one
 * main stage: the second is to be given what comes out of the first. */
void eq_ctle_filter_main(const struct eq_ctle *ctle, double dt, size_t n, const double *x,
                         double *y);
void eq_ctle_filter_low(const struct eq_ctle *ctle, double dt, size_t n, const double *x,
                        double *y);

#endif
