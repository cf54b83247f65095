/* panel.h -- one piece of a contour that carries charge, and the potential and field
 * of that charge in free space, in closed form.
 *
 * A panel is a curve z(s), -1 <= s <= 1, in the complex plane.  Its unknowns are the
 * values of  f(s) = density * |dz/ds|  at the nodes of a Gauss rule, between which f
 * is a polynomial:
 *
 *   LINE_PANEL_LINE   z = origin + span u^power, u = (1 + s)/2
 *   LINE_PANEL_ARC    z = origin + radius exp(j (middle + half s))
 *   LINE_PANEL_FAR    z = origin + span / u: a straight line to infinity
 *
 * A charge that grows towards a corner like r^(-1/3) (right angle of metal) becomes
 * smooth in u for power 3, one like r^(-1/2) (edge of a thin strip) for power 2: no
 * grading is needed.  f of power 3 vanishes at the corner.  A density that falls like
 * 1/x^2 is smooth on a FAR panel. */
#ifndef LINE_PANEL_H
#define LINE_PANEL_H

#include <complex.h>
#include <stdbool.h>
#include <stddef.h>

enum { LINE_RULE_MOST = 12 };   /* nodes of a panel                            */

struct line_rule {              /* a Gauss rule of n nodes                     */
    size_t n;
    double x[LINE_RULE_MOST], w[LINE_RULE_MOST];
    /* From moments over Legendre polynomials to weights of the nodes:
     * w_i (2 k + 1)/2 P_k(x_i). */
    double transform[LINE_RULE_MOST][LINE_RULE_MOST];
};

void line_rule_init(struct line_rule *rule, size_t n);  /* 1 <= n <= LINE_RULE_MOST */

enum line_panel_kind { LINE_PANEL_LINE, LINE_PANEL_ARC, LINE_PANEL_FAR };

struct line_panel {
    enum line_panel_kind kind;
    int power;                          /* of LINE: 1, 2 or 3                  */
    double complex origin, span;
    double radius, middle, half;        /* of ARC                              */
    double side;                        /* +1: the normal is left of dz/ds; -1 right */
};

struct line_node {
    double complex z, normal;           /* normal: unit length                 */
    double jacobian;                    /* |dz/ds|                             */
};

struct line_node line_panel_node(const struct line_panel *panel, double s);

/* Is z so far from the panel that the nodes alone, each with its weight, stand for the
 * integrals below?  Never true for both z and a point on the panel. */
bool line_panel_distant(const struct line_panel *panel, double complex z);

/* out[i] of the n nodes such that sum_i out[i] f_i is the integral over the panel of
 * f ln|z - z(s)|, and of f/(z - z(s)).  self: the index of the node at which z lies,
 * the field then being the mean of both sides; n when z is not on the panel.  node
 * [n]: of this panel.  On a FAR panel the potential leaves out a term that does not
 * depend on z: only differences of two z mean something. */
void line_panel_potential(const struct line_panel *panel, const struct line_rule *rule,
                          const struct line_node *node, double complex z, size_t self,
                          double *restrict out);
void line_panel_field(const struct line_panel *panel, const struct line_rule *rule,
                      const struct line_node *node, double complex z, size_t self,
                      double complex *restrict out);

#endif
