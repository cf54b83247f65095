#include "config.h"

#include "net/touchstone.h"

#include "base/constants.h"
#include "base/quantity.h"
#include "net/touchstone_print.h"

#include <math.h>
#include <string.h>
#include <strings.h>

enum {
    PAIRS_PER_LINE = 4,         /* the most that version 1.1 allows            */
    REFERENCES_PER_LINE = 8
};

/* 10^(-6500/20) is below half the smallest double. */
static const double zero_db = -6500.0;

static const char *const versions[] = {"1.1", "2.0"};
static const char *const formats[] = {"RI", "MA", "DB"};
static const char *const units[] = {"Hz", "kHz", "MHz", "GHz"};

/* The index of a word in a list of n; n when it is not there. */
static size_t find(const char *word, const char *const *list, size_t n)
{
    size_t i = 0;
    while (i < n && strcasecmp(word, list[i]))
        i++;
    return i;
}

enum lr_status touchstone_form_read(const char *version, const char *format,
                                    const char *unit, struct touchstone_form *form,
                                    struct lr_error *err)
{
    const size_t v = version ? find(version, versions, 2) : TOUCHSTONE_1_1;
    const size_t f = format ? find(format, formats, 3) : TOUCHSTONE_RI;
    const size_t u = unit ? find(unit, units, 4) : 0;
    if (v == 2)
        return error_set(err, LR_EUSAGE, "Touchstone version '%s' is not written; 1.1 "
                         "and 2.0 are", version);
    if (f == 3)
        return error_set(err, LR_EUSAGE, "format '%s' is none of RI, MA, DB", format);
    if (u == 4)
        return error_set(err, LR_EUSAGE, "frequency unit '%s' is none of Hz, kHz, MHz, "
                         "GHz", unit);
    *form = (struct touchstone_form){(enum touchstone_version)v,
                                     (enum touchstone_format)f, units[u], NULL};
    return LR_OK;
}

static enum lr_status check(const char *path, const struct net *net,
                            const struct touchstone_form *form, struct lr_error *err)
{
    const size_t np = net->np;
    const bool v2 = form->version == TOUCHSTONE_2_0;
    const char *const dot = strrchr(path, '.');
    if (touchstone_ports(path) != np && !(v2 && dot && !strcasecmp(dot, ".ts")))
        return error_set(err, LR_EUSAGE, "%s: the network has %zu ports; name the file "
                         ".s%zup%s", path, np, np, v2 ? " or .ts" : "");
    for (size_t i = 1; !v2 && i < np; i++)
        if (net->zref[i] != net->zref[0])
            return error_set(err, LR_EDOMAIN, "%s: port 1 refers to %g ohm, port %zu to "
                             "%g ohm; Touchstone 1.1 holds one reference: renormalise "
                             "first, or write version 2.0", path, net->zref[0], i + 1,
                             net->zref[i]);
    return touchstone_print_check(path, net, err);
}

static void print_comment(struct touchstone_text *text, const char *comment)
{
    while (comment && *comment) {
        const size_t length = strcspn(comment, "\n");
        touchstone_print(text, "! %.*s\n", (int)length, comment);
        comment += length + (comment[length] == '\n');
    }
}

/* D and C rows of the pairs, as version 2 names them. */
static void print_modes(struct touchstone_text *text, size_t np, const size_t *pair)
{
    touchstone_print(text, "[Mixed-Mode Order]");
    for (size_t i = 0; i < np; i++) {
        const size_t mode = i % (np / 2);
        touchstone_print(text, " %c%zu,%zu", i < np / 2 ? 'D' : 'C', pair[2 * mode] + 1,
                         pair[2 * mode + 1] + 1);
    }
    touchstone_print(text, "\n");
}

/* The reference of port p: of modes, that of the leg, half of the differential one. */
static double reference_of(const struct net *net, const size_t *pair, size_t p)
{
    size_t i = 0;
    while (pair && pair[i] != p)
        i++;
    return pair ? 0.5 * net->zref[i / 2] : net->zref[p];
}

static void print_head(struct touchstone_text *text, const struct net *net,
                       const struct touchstone_form *form, const char *unit)
{
    const bool v2 = form->version == TOUCHSTONE_2_0;
    if (v2)
        touchstone_print(text, "[Version] 2.0\n");
    touchstone_print(text, "# %s S %s R", unit, formats[form->format]);
    touchstone_print_number(text, ' ', reference_of(net, form->pair, 0));
    touchstone_print(text, "\n");
    if (!v2)
        return;
    touchstone_print(text, "[Number of Ports] %zu\n", net->np);
    if (net->np == 2)
        touchstone_print(text, "[Two-Port Data Order] 21_12\n");
    touchstone_print(text, "[Number of Frequencies] %zu\n[Reference]", net->nf);
    for (size_t i = 0; i < net->np; i++)
        touchstone_print_number(text, i && i % REFERENCES_PER_LINE == 0 ? '\n' : ' ',
                                reference_of(net, form->pair, i));
    touchstone_print(text, "\n[Matrix Format] Full\n");
    if (form->pair)
        print_modes(text, net->np, form->pair);
    touchstone_print(text, "[Network Data]\n");
}

static void print_value(struct touchstone_text *text, enum touchstone_format format,
                        double complex s)
{
    const double magnitude = hypot(creal(s), cimag(s));
    if (format == TOUCHSTONE_RI) {
        touchstone_print_number(text, ' ', creal(s));
        touchstone_print_number(text, ' ', cimag(s));
        return;
    }
    if (format == TOUCHSTONE_MA)
        touchstone_print_number(text, ' ', magnitude);
    else
        touchstone_print_number(text, ' ', magnitude > 0.0 ? db_of(magnitude) : zero_db);
    touchstone_print_number(text, ' ', carg(s) / (two_pi / 360.0));
}

/* 2-port rows run S11 S21 S12 S22 on one line; others begin a line with each row
 * of the matrix. */
static void print_point(struct touchstone_text *text, enum touchstone_format format,
                        double unit, const struct net *net, size_t k)
{
    const size_t np = net->np;
    touchstone_print_number(text, '\n', net->freq[k] / unit);
    for (size_t i = 0; i < np; i++)
        for (size_t j = 0; j < np; j++) {
            if (np > 2 && ((i && !j) || (j && j % PAIRS_PER_LINE == 0)))
                touchstone_print_char(text, '\n');
            print_value(text, format,
                        np == 2 ? *net_s(net, k, j, i) : *net_s(net, k, i, j));
        }
}

enum lr_status touchstone_write_as(const char *path, const struct net *net,
                                   const struct touchstone_form *form,
                                   const char *comment, struct lr_error *err)
{
    const char *const unit = form->unit ? form->unit : units[0];
    struct touchstone_text text = {0};
    enum lr_status status = check(path, net, form, err);
    if (status)
        return status;
    print_comment(&text, comment);
    print_head(&text, net, form, unit);
    text.length -= text.length > 0;     /* each point brings its line end      */
    for (size_t k = 0; k < net->nf; k++)
        print_point(&text, form->format, quantity_unit(unit, DIM_FREQUENCY), net, k);
    touchstone_print(&text, form->version == TOUCHSTONE_2_0 ? "\n[End]\n" : "\n");
    return touchstone_print_end(&text, path, err);
}

enum lr_status touchstone_write(const char *path, const struct net *net,
                                const char *comment, struct lr_error *err)
{
    const struct touchstone_form form = {TOUCHSTONE_1_1, TOUCHSTONE_RI, units[0], NULL};
    return touchstone_write_as(path, net, &form, comment, err);
}
