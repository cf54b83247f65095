/* eye_statistical.h -- the statistical eye of a segment, in JSON and as pictures.
 * Internal to answer. */
#ifndef ANSWER_EYE_STATISTICAL_H
#define ANSWER_EYE_STATISTICAL_H

#include "answer/com_channel.h"
#include "margin/eye.h"

enum { EYE_STATISTICAL_PHASES = 64 };     /* to the UI                        */

struct eye_statistical {
    double ber;                 /* of its openings and contours                */
    struct eye eye;             /* of the package case with the least margin   */
    struct eye_openings openings;
};

/* --view is none or one that is known, and --ber within reach: LR_EUSAGE. */
enum lr_status eye_statistical_check(const struct request *request,
                                     struct lr_error *err);

/* At --ber, or at the interface's DER_0.  eye_free(&out->eye) in every case. */
enum lr_status eye_statistical_solve(const struct request *request,
                                     const struct com_channel *channel,
                                     struct eye_statistical *out, struct lr_error *err);

/* eye_ber, eyes[] and the rest, into a segment. */
void eye_statistical_add(const struct eye_statistical *of, struct tree *at);

#endif
