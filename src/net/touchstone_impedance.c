#include "config.h"

#include "net/touchstone_impedance.h"

#include "base/decimal.h"

#include <math.h>
#include <stdlib.h>

/* Relative: what a renormalised file may differ by for want of digits. */
static const double same = 1e-3;

/* The next number of the comment, which may go on in the lines below it if these are
 * comments, too; NULL when something else comes. */
static const char *next_number(const char *c, const char *end, double *value)
{
    for (;;) {
        while (c < end && (touchstone_blank(*c) || *c == '!') && !touchstone_line_end(*c))
            c++;
        if (c == end || !touchstone_line_end(*c))
            break;
        while (c < end && touchstone_blank(*c))
            c++;
        if (c == end || *c != '!')
            return NULL;
    }
    c = decimal_read(c, end, value);
    return c && (c == end || touchstone_blank(*c) || *c == '!') ? c : NULL;
}

enum lr_status touchstone_impedance_check(struct touchstone_scan *scan,
                                          const struct touchstone_head *head,
                                          bool *interested, struct lr_error *err)
{
    const char *const comment = scan->impedance;
    const size_t most = 2 * head->np;
    size_t n = 0, port = 0;
    double re = 0.0, im = 0.0, value;
    scan->impedance = NULL;
    const char *c = comment;
    while (n <= most && (c = next_number(c, scan->end, &value)))
        n++;
    /* Pairs for all ports; real numbers for all; otherwise (terminals come as a matrix)
     * only the first is known for what it is. */
    const size_t step = n == head->np && n > 1 ? 1 : 2, ports = n == most ? head->np
                                                       : step == 1    ? n : n > 0;
    c = comment;
    for (; port < ports; port++) {
        c = next_number(c, scan->end, &re);
        im = 0.0;
        if (c && step == 2 && n > 1)
            c = next_number(c, scan->end, &im);
        const double zref = touchstone_head_zref(head, port);
        if (!c || !(hypot(re - zref, im) <= same * zref))
            break;
    }
    if (!c || port == ports)
        return LR_OK;
    *interested = false;
    return note_add(err, NOTE_WARNING, "%s:%zu: a comment says that port %zu has the "
                    "impedance %g%+gj ohm; the data are taken as normalised to %g ohm, "
                    "which is right only if their writer renormalised them", scan->file,
                    touchstone_scan_mark_at(scan, comment).line, port + 1, re, im,
                    touchstone_head_zref(head, port));
}
