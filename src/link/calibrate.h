/* calibrate.h -- how much noise a receiver test must inject, as the IEEE COM tool finds
 * it with RX_CALIBRATION.
 *
 * The only aggressor of the channel is none then, but the path from the noise's source to
 * the receiver.  sigma_bn, the rms of the noise at its source, starts at 0 and is raised
 * in steps until COM, each time with its own best setting, is no longer above its
 * criterion; then it is bisected until the two differ by less than 0.1 dB. */
#ifndef LINK_CALIBRATE_H
#define LINK_CALIBRATE_H

#include "link/com.h"

struct link_calibration {
    double sigma_bn;            /* [V]                                         */
    double sigma_ne;            /* [V] at the slicer of the worst case         */
    double off_db, most_db;     /* |COM - criterion|, and what it should be below */
    size_t steps;               /* values of sigma_bn that were tried          */
};

/* Also fills `com`, of the last sigma_bn.  Without noise COM may be below its criterion
 * already: sigma_bn is 0 then, with a warning.  LR_EDOMAIN unless the channel has a
 * through path and just one more; LR_ENUMERIC when COM does not come near its criterion.
 * link_com_free(com) in every case. */
enum lr_status link_calibrate(const struct link_chain *chain,
                              const struct channel *channel, struct com_work *work,
                              struct link_com *com, struct link_calibration *out,
                              struct lr_error *err);

#endif
