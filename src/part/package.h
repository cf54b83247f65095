/* package.h -- packages, the reference ones of IEEE 802.3 Annex 93A among them: a chain
 * of sections from die to board.
 *
 *   die --+--[L_s]--+--====== line ======--+-- ... --+-- board
 *        C_d       C_b    Z_c, length     C_v or C_p
 *
 * A line is that of eq. 93A-9 to 93A-14, or one of a solved cross-section.  Sections of
 * no length in front make a ladder of several C_d and L_s.  A package may be a Touchstone
 * file instead.
 *
 * Reference packages are those of one lane each, as the standard prescribes.  Lanes of a
 * link's own package couple along its lines: those of constants as part/coupling.h says,
 * those of a cross-section as they are solved side by side; and as a file says. */
#ifndef PART_PACKAGE_H
#define PART_PACKAGE_H

#include "line/ieee93a.h"
#include "line/solution.h"
#include "net/net.h"
#include "part/coupling.h"
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
    const struct line_solution *wide;   /* of lanes side by side; NULL: none couple */
    const struct stackup *stackup;      /* what both are of; in the link's arena */
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
    struct part *file;          /* behind the sections, a part `file`; NULL: none */
    struct part_coupling coupling;      /* of lines without a cross-section    */
    double pitch;               /* [m] of its pairs; 0: the link's             */
    struct mark pitch_mark;     /* where it stands                             */
};

/* The differential two-port, port 0 at the die, eq. 93A-8 to 93A-16. */
enum lr_status package_network(const struct package *package, size_t nf,
                               const double *freq, struct net *out, struct lr_error *err);

/* The part `package`, a named package of models/package, or a Touchstone file, that
 * replaces the interface's at its end of the link:
 *
 *   - package: ieee-ck-class-a
 *     die: none             # the default of those, which contain their die load
 *
 * Its network and its lanes begin at the die, at both ends of the link. */
extern const struct part_kind part_package;

/* package_read.c: how it is read.  A package with a cross-section, or of a file, wants
 * the die's elements by default, a reference package has them. */
enum lr_status package_read(struct part *part, const struct yaml_node *map,
                            const struct part_source *source, struct lr_error *err);

/* package_lanes.c: part_kind.couples, prepare and lanes. */
bool package_couples(const struct part *part);
enum lr_status package_prepare(struct part *part, const struct stackup_lanes *lanes,
                               struct mark pitch, const struct part_source *source,
                               struct lr_error *err);
enum lr_status package_lanes(const struct part *part, struct part_lanes *lanes,
                             struct net_bundle *out, struct lr_error *err);

/* What a part of this kind holds; the Touchstone file that it is, or NULL. */
const struct package *part_package_data(const struct part *part);
struct part_file;
const struct part_file *part_package_file(const struct part *part);

#endif
