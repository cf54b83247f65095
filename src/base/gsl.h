/* gsl.h -- GSL's default error handler aborts the process; ours never may. */
#ifndef BASE_GSL_H
#define BASE_GSL_H

/* Switches the handler off.  Called first thing by every wrapper of GSL in
 * base/; cheap, idempotent, safe from any thread (it stores one pointer). */
void base_gsl_quiet(void);

#endif
