/* eye_figure.h -- pictures of a segment's eye.  Internal to answer. */
#ifndef ANSWER_EYE_FIGURE_H
#define ANSWER_EYE_FIGURE_H

#include "answer/eye_witness.h"

/* The picture that --view names: density, the default; bathtub; pulse, as lanereach com
 * has it; histogram, the default when a simulation ran.  LR_EUSAGE: a segment without an
 * eye, or with too many. */
enum lr_status eye_draw(const struct request *request, const struct com_channel *channel,
                        const struct eye_statistical *of,
                        const struct eye_witness *witness, struct answer *answer,
                        struct lr_error *err);

struct eye_picture {
    const char *quantity, *unit;        /* of its height: "voltage", "mV"      */
    double baud;                /* [Bd]                                        */
    double floor, top;          /* log10 of the probabilities that colours span */
};

/* The density of an eye with its openings; TITLE is the caller's. */
enum lr_status eye_draw_density(const struct eye_statistical *of,
                                const struct eye_picture *picture, struct answer *answer,
                                struct lr_error *err);

#endif
