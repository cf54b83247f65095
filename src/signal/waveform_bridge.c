#include "config.h"

#include "signal/waveform.h"

#include "net/grid.h"

#include <math.h>
#include <string.h>

/* Far above what extrapolation is off by, far below what a capacitor does. */
static const double blocked_dc = 0.1;

enum lr_status waveform_bridge(const struct net *net, const char *name, struct net *out,
                               struct lr_error *err)
{
    struct net above = {0}, bridged = {0};
    struct lr_error quiet = {0};
    double most = 0.0;
    *out = (struct net){0};
    if (net->freq[0] > 0.0 || net->nf < 4)
        return LR_OK;
    const size_t block = net->np * net->np;
    enum lr_status status = net_init(&above, net->nf - 1, net->np, 1.0, err);
    if (status)
        return status;
    memcpy(above.freq, net->freq + 1, above.nf * sizeof *above.freq);
    memcpy(above.s, net->s + block, above.nf * block * sizeof *above.s);
    memcpy(above.zref, net->zref, net->np * sizeof *net->zref);
    status = net_with_dc(&above, name, &bridged, &quiet);
    for (size_t i = 0; !status && i < block; i++)
        most = fmax(most, fabs(creal(bridged.s[i]) - creal(net->s[i])));
    net_free(&above);
    if (status || !(most > blocked_dc)) {
        net_free(&bridged);
        return status ? error_named(err, status, name, quiet.text) : LR_OK;
    }
    *out = bridged;
    return note_add(err, NOTE_WARNING, "%s: its DC point departs by %.2g from the points "
                    "above it, as with series capacitors; over time they are taken as "
                    "shorts", name, most);
}
