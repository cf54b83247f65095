/* com.h -- the COM of a link's channel over all of its package cases. */
#ifndef LINK_COM_H
#define LINK_COM_H

#include "link/chain.h"
#include "margin/com.h"
#include "margin/com_swing.h"

struct link_com {
    size_t ncase;
    struct com_swing swing[INTERFACE_CASES];    /* all active parts together: the highest
                                 * peak, products of gain and r_lm             */
    struct com_result cases[INTERFACE_CASES];
    size_t worst;               /* index of the least COM, which is that of the highest
                                 * VEC, too                                    */
};

/* The settings of an earlier solution to search near; NULL: search everything.  A grid of
 * a few thousand settings is searched whole in any case. */
struct link_near {
    size_t ncase;
    struct eq_near cases[INTERFACE_CASES];
};

struct link_com_job {           /* all borrowed                                */
    const struct channel *channel;
    const struct com_params *params;    /* mostly the interface's              */
    const struct channel_path *noise;   /* that is injected; NULL: none        */
    const struct link_near *near;
};

/* LR_EDOMAIN when the interface is judged by its loss alone.
 * link_com_free in every case. */
enum lr_status link_com_cases(const struct link_chain *chain,
                              const struct link_com_job *job, struct com_work *work,
                              struct link_com *out, struct lr_error *err);

/* The same with the interface's parameters, unless it asks for a calibration:
 * link/calibrate.h (LR_EDOMAIN). */
enum lr_status link_com_solve(const struct link_chain *chain,
                              const struct channel *channel, const struct link_near *near,
                              struct com_work *work, struct link_com *out,
                              struct lr_error *err);
void link_com_free(struct link_com *com);

/* Where to begin when there is no solution yet: FFE off, the middle of the CTLE grid. */
void link_com_start(const struct link_chain *chain, struct link_near *near);

/* A neighbourhood of two grid steps each way around a solution; of one where eyes are
 * solved. */
void link_com_near(const struct link_com *com, struct link_near *near);

#endif
