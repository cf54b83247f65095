#include "config.h"

#include "net/touchstone.h"

#include "net/touchstone_print.h"

enum { ONE_DIGIT = 9 };         /* ports whose numbers need no underscore      */

enum lr_status touchstone_write_csv(const char *path, const struct net *net,
                                    struct lr_error *err)
{
    const size_t np = net->np;
    const char *const between = np > ONE_DIGIT ? "_" : "";
    struct touchstone_text text = {0};
    enum lr_status status = touchstone_print_check(path, net, err);
    if (status)
        return status;
    touchstone_print(&text, "freq_hz");
    for (size_t i = 1; i <= np; i++)
        for (size_t j = 1; j <= np; j++)
            touchstone_print(&text, ",s%zu%s%zu_re,s%zu%s%zu_im", i, between, j, i,
                             between, j);
    for (size_t k = 0; k < net->nf; k++) {
        const double complex *const s = net_s(net, k, 0, 0);
        touchstone_print_number(&text, '\n', net->freq[k]);
        for (size_t i = 0; i < np * np; i++) {
            touchstone_print_number(&text, ',', creal(s[i]));
            touchstone_print_number(&text, ',', cimag(s[i]));
        }
    }
    touchstone_print(&text, "\n");
    return touchstone_print_end(&text, path, err);
}
