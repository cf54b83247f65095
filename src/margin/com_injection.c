#include "config.h"

#include "margin/com_injection.h"

#include "base/array.h"
#include "margin/com_source.h"

#include <math.h>

/* A noise that is made at the transmitter's end is high-passed; the tool names eq. 162-12
 * of IEEE 802.3ck. */
static double high_pass_power(double freq, double f_hp)
{
    const double x = freq / f_hp;
    return f_hp > 0.0 ? x * x / (1.0 + x * x) : 1.0;
}

enum lr_status com_injection_gain(const struct net *thru, const struct com_params *params,
                                  const struct com_case *which, double *gain,
                                  struct lr_error *err)
{
    const size_t nf = thru->nf;
    const struct net path = com_source_cut(&which->noise->net, nf),
                     rx = com_source_cut(which->rx[which->noise->kind], nf);
    double complex *h = array_alloc(nf, sizeof *h);
    enum lr_status status = h ? LR_OK : error_memory(err, "the path of a noise");
    if (!status)
        status = com_source_transfer(thru, &path, &rx, which->noise->name, params, h,
                                     err);
    /* The tool counts up to the first frequency that reaches half the symbol rate. */
    size_t n = 0;
    while (n < nf && thru->freq[n] < 0.5 * params->baud)
        n++;
    n += n < nf;
    for (size_t k = 0; !status && k < nf; k++) {
        const double complex all = h[k] * signal_filter(&params->rx, thru->freq[k]);
        gain[k] = k < n ? creal(all * conj(all)) / (double)n *
                              high_pass_power(thru->freq[k], params->injection.f_hp)
                        : 0.0;
    }
    array_free(h);
    return status;
}
