/* package.h -- packages, the reference ones of IEEE 802.3 Annex 93A among them: a chain
 * of sections from die to board.
 *
 *   die --+--[L_s]--+--====== line ======--+-- ... --+-- board
 *        C_d       C_b    Z_c, length     C_v or C_p
 *
 * A line is that of eq. 93A-9 to 93A-14, or one of a solved cross-section.  Sections of
 * no length in front make a ladder of several C_d and L_s.
 */
#ifndef PART_PACKAGE_H
#define PART_PACKAGE_H

#include "line/ieee93a.h"
#include "line/solution.h"
#include "net/net.h"
#include "part/part.h"

enum {
    PACKAGE_LINES = 4,
    PACKAGE_LADDER = 7,         /* pairs of C and L in front of the first line */
    PACKAGE_SECTIONS = PACKAGE_LINES + PACKAGE_LADDER + 1
};

struct package_section {        /* single-ended elements; die side first       */
    double c_d;                 /* [F]                                         */
    double l_s;                 /* [H]                                         */
    double c_b;                 /* [F]                                         */
    double length;              /* [m]                                         */
    double z_c;                 /* [ohm] differential                          */
    double c_p;                 /* [F] behind the line                         */
    const struct line_solution *solution;       /* of a cross-section, kept by the
                                 * library, in place of line and z_c; NULL: none */
};

struct package {
    double r_0;                 /* [ohm] single-ended; the network's reference
                                 * is 2 r_0                                    */
    struct line_93a line;       /* of every section; its zc is not used        */
    bool wants_die;             /* a package without the die's elements: the interface's
                                 * are put in front                            */
    size_t n;
    struct package_section section[PACKAGE_SECTIONS];
    size_t ladder;              /* sections of no length in front, the die's   */
};

/* The differential two-port, port 0 at the die, eq. 93A-8 to 93A-16. */
enum lr_status package_network(const struct package *package, size_t nf,
                               const double *freq, struct net *out, struct lr_error *err);

/* The part `package`, a named package of models/package that replaces the
 * interface's at its end of the link:
 *
 *   - package: ieee-ck-class-a
 *     die: none             # the default of those, which contain their die load */
extern const struct part_kind part_package;

/* package_read.c: how it is read.  A package with a cross-section wants the die's
 * elements by default, a reference package has them. */
enum lr_status package_read(struct part *part, const struct yaml_node *map,
                            const struct part_source *source, struct lr_error *err);

/* What a part of this kind holds. */
const struct package *part_package_data(const struct part *part);

#endif
