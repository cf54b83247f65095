/* fec.h -- what forward error correction makes of a detector's errors: codewords and
 * frames lost, exactly, with bursts.
 *
 *   detector --> wrong symbols, one at `first`, the next at `behind` --> precoder's inverse
 *            --> RS symbols of 10 bits, shared out to interleaved codewords --> more than t
 *                wrong in one: it is lost, and the frames in it
 *
 * The distribution of wrong RS symbols in a codeword comes from a Markov chain over the
 * symbols of the lane, a sum of positive terms: tails keep their relative precision. */
#ifndef MARGIN_FEC_H
#define MARGIN_FEC_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { FEC_COUNTS = 65 };       /* wrong symbols of a codeword: 0 .. 63, 64 or more */

struct fec {
    const char *name;           /* "kp4"                                       */
    const char *title;          /* "RS(544,514)"                               */
    size_t n, k, t, bits;       /* symbols of a codeword, of data in it; corrected; bits of
                                 * one                                         */
    bool inner;                 /* behind Hamming(128,120), decoded softly     */
};

/* kr4: RS(528,514), IEEE 802.3-2022 clause 91; kp4: RS(544,514); kp4-hamming: the same
 * with an inner Hamming(128,120).  NULL: none of that name. */
const struct fec *fec_find(const char *name);

/* Their names, "kr4, kp4, kp4-hamming". */
extern const char fec_names[];

struct fec_errors {             /* of the detector                             */
    size_t levels;              /* 2 or 4; a wrong symbol has one wrong bit    */
    double first;               /* probability that a symbol is wrong when the one before
                                 * it was right                                */
    double behind;              /* .. when that was wrong; `first` without bursts */
    bool precoded;              /* 1/(1 + D) modulo L before the transmitter, undone behind
                                 * the detector: a burst leaves two wrong symbols */
    size_t codewords;           /* I, whose RS symbols alternate on the lane   */
};

struct fec_result {
    double ber_in;              /* wrong bits per bit before                   */
    double symbol;              /* of RS symbols                               */
    double codeword;            /* more than t wrong symbols                   */
    double ber_out;             /* wrong bits per bit behind                   */
    double frame_loss;          /* of frames of 64 octets at least distance    */
    double share[FEC_COUNTS];   /* of codewords with so many wrong symbols     */
};

/* P_I (1 + I F)/(I F), P_I = 1 - (1 - CER)^I, with F = 5120/672 frames of 64 octets, 20
 * of distance, to a codeword; ber_out = (ber_in/symbol) sum_{i>t} i P(i)/n.  Of the inner
 * code the union bound over its 85344 words of weight 4: P_w = A_4 Q(2 g), g = Q^-1(ber_in),
 * whose wrong bits meet 4 of 12 codewords at random: bursts are taken to be spread by its
 * interleaver.  The I codewords are taken to fail independently, which bounds the frame
 * losses from above where bursts join them.  LR_EDOMAIN: a probability outside 0 to 1/2
 * (behind: 1), levels whose symbols do not fill one of the code, no codeword. */
enum lr_status fec_solve(const struct fec *fec, const struct fec_errors *errors,
                         struct fec_result *out, struct lr_error *err);

/* The probability that a symbol behind a wrong one is wrong, of a DFE whose first tap is
 * `b` of the cursor: an error by one level moves the next sample by 2 b half distances,
 * up or down; with q = Q^-1(first L/(2 (L - 1))) half distances of Gaussian noise,
 * (L - 1)/L (Q(q (1 - 2 |b|)) + Q(q (1 + 2 |b|))).  3/4 for b = 1 and four levels. */
double fec_propagation(size_t levels, double first, double b);

/* [s] to receive what is decoded together: I n bits / rate [bit/s]. */
double fec_accumulation(const struct fec *fec, size_t codewords, double rate);

/* The ber_in of independent errors that leaves `frame_loss`, between 1e-12 and 0.1. */
double fec_limit(const struct fec *fec, size_t codewords, double frame_loss);

#endif
