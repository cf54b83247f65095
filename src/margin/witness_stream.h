/* witness_stream.h -- what a simulation sends: blocks of symbols, their jitter and the
 * noise, turned into samples at every phase of a UI.  Internal to margin. */
#ifndef MARGIN_WITNESS_STREAM_H
#define MARGIN_WITNESS_STREAM_H

#include "margin/witness.h"
#include "signal/bank.h"

struct witness_stream {
    const struct slicer *slicer;
    struct random *random;
    struct pattern pattern;
    struct pattern *aggressor;  /* [npath - 1]                                 */
    uint32_t seed;
    uint64_t block;             /* the next one                                */
    bool jittered, alternating; /* symbols move; every other pulse is short    */
    size_t first;               /* sample of phase 0: half a UI before the cursor, less
                                 * whole UI                                    */
    size_t behind;              /* symbols from one to its cursor              */
    struct bank bank;
    double **x;                 /* [npath + 3][length]: paths, jitter, alternation, noise */
    double complex *spectrum;   /* [npath + 3][nf]                             */
    double *late;               /* [length] [UI] of the sampling instant of the symbol at
                                 * the same place                              */
    double complex *sum;        /* [nf]                                        */
    size_t *offset;             /* [npath] phase of each path in this block    */
    uint8_t *symbol, *other;    /* [length] sent; of an aggressor              */
};

/* witness_stream_free in every case. */
enum lr_status witness_stream_init(const struct slicer *slicer,
                                   const struct witness_options *options,
                                   struct witness_stream *stream, struct lr_error *err);
void witness_stream_free(struct witness_stream *stream);

/* Draws the next bank.step symbols and what comes with them. */
void witness_stream_next(struct witness_stream *stream);

/* y[bank.length], valid from bank.ntap - 1 on, at `phase` of M; symbol[k - behind] is the
 * one whose cursor is y[k]. */
void witness_stream_phase(struct witness_stream *stream, size_t phase,
                          double *restrict y);

#endif
