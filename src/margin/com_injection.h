/* com_injection.h -- the noise that a receiver test injects: how much of it arrives at
 * the slicer.  Internal to margin. */
#ifndef MARGIN_COM_INJECTION_H
#define MARGIN_COM_INJECTION_H

#include "margin/com_response.h"

/* |H_noise H_hp H_r|^2 at the nf frequencies of `thru`, of which the mean up to half the
 * symbol rate counts: each is divided by the number of those, and 0 above.  Behind a CTLE
 * sigma_ne^2 = sigma_bn^2 sum gain[k] |H_CTF|^2, for which the IEEE COM tool names IEEE
 * 802.3 eq. 93A-47 and 93A-48.  H_noise comes from a matched source, through the path and
 * the receiver's package, into its termination; no transmitter's package, edge or
 * preset.  H_r is in it once, whatever filter the receiver has; the tool takes the
 * Butterworth one, and since release 4.30, when it shows spectra, H_r twice. */
enum lr_status com_injection_gain(const struct net *thru, const struct com_params *params,
                                  const struct com_case *which, double *gain,
                                  struct lr_error *err);

#endif
