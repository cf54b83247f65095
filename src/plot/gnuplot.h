/* gnuplot.h -- the one place that runs gnuplot. */
#ifndef PLOT_GNUPLOT_H
#define PLOT_GNUPLOT_H

#include "base/error.h"

/* Runs the script of that name in `folder`, without input, a shell or the user's own
 * settings.  The program is $LANEREACH_GNUPLOT, else `gnuplot` of PATH.  LR_ESYSTEM
 * when there is none or it fails; its first complaint is quoted. */
enum lr_status plot_gnuplot(const char *folder, const char *script, struct lr_error *err);

#endif
