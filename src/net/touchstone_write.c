#include "config.h"

#include "net/touchstone.h"

#include "base/quantity.h"
#include "text/file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAIRS_PER_LINE = 4 };    /* the most that version 1.1 allows */

static enum lr_status check(const char *path, const struct net *net, struct lr_error *err)
{
    const size_t np = net->np;
    if (touchstone_ports(path) != np)
        return error_set(err, LR_EUSAGE, "%s: the network has %zu ports; name the file "
                         ".s%zup", path, np, np);
    for (size_t i = 1; i < np; i++)
        if (net->zref[i] != net->zref[0])
            return error_set(err, LR_EDOMAIN,
                             "%s: port 1 refers to %g ohm, port %zu to %g "
                             "ohm; Touchstone 1.1 holds one reference: renormalise first",
                             path, net->zref[0], i + 1, net->zref[i]);
    for (size_t k = 0; k < net->nf; k++)
        for (size_t i = 0; i < np; i++)
            for (size_t j = 0; j < np; j++) {
                const double complex s = *net_s(net, k, i, j);
                if (!isfinite(creal(s)) || !isfinite(cimag(s)))
                    return error_set(err, LR_EDOMAIN,
                                     "%s: S%zu,%zu at %g GHz is not finite", path, i + 1,
                                     j + 1, net->freq[k] / unit_ghz);
            }
    return LR_OK;
}

static void print_comment(const char *comment, FILE *out)
{
    while (comment && *comment) {
        const size_t length = strcspn(comment, "\n");
        fprintf(out, "! %.*s\n", (int)length, comment);
        comment += length + (comment[length] == '\n');
    }
}

/* 2-port rows run S11 S21 S12 S22 on one line; others begin a line with each row
 * of the matrix. */
static void print_point(const struct net *net, size_t k, FILE *out)
{
    const size_t np = net->np;
    fprintf(out, "%.17g", net->freq[k]);
    for (size_t i = 0; i < np; i++) {
        for (size_t j = 0; j < np; j++) {
            const double complex s =
                np == 2 ? *net_s(net, k, j, i) : *net_s(net, k, i, j);
            const int new_line = np > 2 && ((i && !j) || (j && j % PAIRS_PER_LINE == 0));
            fprintf(out, "%s %.17g %.17g", new_line ? "\n" : "", creal(s), cimag(s));
        }
    }
    fputc('\n', out);
}

enum lr_status touchstone_write(const char *path, const struct net *net,
                                const char *comment, struct lr_error *err)
{
    enum lr_status status = check(path, net, err);
    if (status)
        return status;
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    if (!out)
        return error_memory(err, "a Touchstone file");
    print_comment(comment, out);
    fprintf(out, "# Hz S RI R %.17g\n", net->zref[0]);
    for (size_t k = 0; k < net->nf; k++)
        print_point(net, k, out);
    const int failed = ferror(out);
    if (fclose(out) || failed)
        status = error_memory(err, "a Touchstone file");
    else
        status = file_write(path, text, length, err);
    free(text);
    return status;
}
