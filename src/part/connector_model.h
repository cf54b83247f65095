/* connector_model.h -- a connector as its model tells it: lines and branches from each
 * leg to ground, in the order of the signal, and how neighbours couple along them. */
#ifndef PART_CONNECTOR_MODEL_H
#define PART_CONNECTOR_MODEL_H

#include "line/ladder.h"
#include "part/pair.h"

enum { CONNECTOR_ELEMENTS = 24 };

struct connector_element {
    bool line;                  /* or a branch from each leg to ground         */
    struct line_93a odd, even;  /* of one leg; their constants are those of the whole
                                 * line, which is one length long              */
    struct line_branch branch;
};

struct connector_model {
    double freq;                /* [Hz] where losses are told; NaN: nowhere    */
    size_t n;
    struct connector_element element[CONNECTOR_ELEMENTS];
    struct part_coupling coupling;
};

/* LR_EINPUT with the place of what is wrong. */
enum lr_status connector_model_read(struct model_library *lib, const struct model *model,
                                    struct connector_model *out, struct lr_error *err);

/* What a wave meets: a 2-port at part_leg. */
enum lr_status connector_model_wave(const struct connector_model *connector,
                                    const struct part_wave *wave, size_t nf,
                                    const double *freq, struct net *out,
                                    struct lr_error *err);

/* [s] of its lines. */
double connector_model_delay(const struct connector_model *connector);

#endif
