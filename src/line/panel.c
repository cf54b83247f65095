#include "config.h"

#include "line/panel.h"

#include "base/constants.h"
#include "base/gauss.h"

#include <math.h>

/* How far is distant, in halves of a panel: there the Gauss rule's error is below 1e-6
 * of the leading term for 4 nodes, and falls 14-fold with each half node more. */
static const double far = 7.0;

void line_rule_init(struct line_rule *rule, size_t n)
{
    rule->n = n;
    gauss_legendre(n, rule->x, rule->w);
    for (size_t i = 0; i < n; i++) {
        double before = 0.0, now = 1.0;
        for (size_t k = 0; k < n; k++) {
            const double m = (double)k;
            rule->transform[i][k] = rule->w[i] * (m + 0.5) * now;
            const double next =
                ((2.0 * m + 1.0) * rule->x[i] * now - m * before) / (m + 1.0);
            before = now;
            now = next;
        }
    }
}

struct line_node line_panel_node(const struct line_panel *panel, double s)
{
    const double u = 0.5 * (1.0 + s);
    double complex along;               /* dz/ds */
    struct line_node node;
    switch (panel->kind) {
    case LINE_PANEL_ARC:
        along = I * panel->half * panel->radius *
                cexp(I * (panel->middle + panel->half * s));
        node.z = panel->origin + along / (I * panel->half);
        break;
    case LINE_PANEL_FAR:
        along = -0.5 * panel->span / (u * u);
        node.z = panel->origin + panel->span / u;
        break;
    default:
        along = 0.5 * panel->power * panel->span * pow(u, panel->power - 1);
        node.z = panel->origin + panel->span * pow(u, panel->power);
    }
    node.jacobian = cabs(along);
    node.normal = panel->side * I * along / node.jacobian;
    return node;
}

bool line_panel_distant(const struct line_panel *panel, double complex z)
{
    switch (panel->kind) {
    case LINE_PANEL_ARC: {
        const double complex centre =
            panel->origin + panel->radius * cexp(I * panel->middle);
        return cabs(z - centre) > far * panel->half * panel->radius;
    }
    case LINE_PANEL_FAR:
        return false;
    default:
        return cabs(z - panel->origin - 0.5 * panel->span) >
               0.5 * far * cabs(panel->span);
    }
}

/* Q_0..Q_n, Legendre functions of the second kind: the integral of P_k(s)/(zeta - s)
 * is 2 Q_k(zeta).  On -1 < zeta < 1 the principal value.  The recurrence loses
 * |2 zeta|^(2 n) roundings, which is why distant points do not come here. */
static void second_kind(double complex zeta, bool on_panel, size_t n, double complex *q)
{
    q[0] = on_panel ? 0.5 * log((1.0 + creal(zeta)) / (1.0 - creal(zeta)))
                    : 0.5 * (clog(zeta + 1.0) - clog(zeta - 1.0));
    q[1] = zeta * q[0] - 1.0;
    for (size_t k = 1; k < n; k++) {
        const double m = (double)k;
        q[k + 1] = ((2.0 * m + 1.0) * zeta * q[k] - m * q[k - 1]) / (m + 1.0);
    }
}

/* Adds to moment[0..n] the real part of the integral of P_k(s) ln(zeta - s). */
static void add_log(double complex zeta, bool on_panel, size_t n, double *moment)
{
    double complex q[LINE_RULE_MOST + 2];
    second_kind(zeta, on_panel, n + 1, q);
    const double complex up = on_panel ? log1p(creal(zeta)) : clog(zeta + 1.0);
    const double complex down = on_panel ? log1p(-creal(zeta)) : clog(zeta - 1.0);
    moment[0] += creal((zeta + 1.0) * up - (zeta - 1.0) * down) - 2.0;
    for (size_t k = 1; k <= n; k++)
        moment[k] += 2.0 * creal(q[k + 1] - q[k - 1]) / (2.0 * (double)k + 1.0);
}

/* Adds factor times the integral of P_k(s)/(zeta - s) to moment[0..n]. */
static void add_pole(double complex factor, double complex zeta, bool on_panel, size_t n,
                     double complex *moment)
{
    double complex q[LINE_RULE_MOST + 2];
    second_kind(zeta, on_panel, n, q);
    for (size_t k = 0; k <= n; k++)
        moment[k] += 2.0 * factor * q[k];
}

/* The weight of node i, from moments 0..n.  For power 3, f/(1 + s) is the polynomial. */
static double complex weight(const struct line_rule *rule, bool vanishes, size_t i,
                             const double complex *moment)
{
    double complex sum = 0.0;
    if (!vanishes) {
        for (size_t k = 0; k < rule->n; k++)
            sum += rule->transform[i][k] * moment[k];
        return sum;
    }
    sum = rule->transform[i][0] * (moment[0] + moment[1]);
    for (size_t k = 1; k < rule->n; k++) {
        const double m = (double)k;
        const double complex raised =
            ((m + 1.0) * moment[k + 1] + m * moment[k - 1]) / (2.0 * m + 1.0);
        sum += rule->transform[i][k] * (moment[k] + raised);
    }
    return sum / (1.0 + rule->x[i]);
}

static bool vanishes(const struct line_panel *panel)
{
    return panel->kind == LINE_PANEL_LINE && panel->power == 3;
}

/* The solutions zeta of z(zeta) = z on a LINE panel, as many as its power; the first
 * is node `self` when z is that. */
static void preimages(const struct line_panel *panel, const struct line_rule *rule,
                      double complex z, size_t self, double complex *zeta)
{
    const double complex v = (z - panel->origin) / panel->span;
    double complex u;
    if (self < rule->n)
        u = 0.5 * (1.0 + rule->x[self]);
    else if (panel->power == 1)
        u = v;
    else
        u = panel->power == 2 ? csqrt(v) : cexp(clog(v) / 3.0);
    for (int k = 0; k < panel->power; k++)
        zeta[k] = 2.0 * u * cexp(I * two_pi * k / panel->power) - 1.0;
}

/* An arc maps its parameter analytically: ln|z - z(s)| is ln|zeta - s| and a rest
 * that is smooth, for the nodes. */
static double complex arc_preimage(const struct line_panel *panel,
                                   const struct line_rule *rule, double complex z,
                                   size_t self)
{
    if (self < rule->n)
        return rule->x[self];
    const double complex turned = (z - panel->origin) * cexp(-I * panel->middle);
    return -I * clog(turned / panel->radius) / panel->half;
}

static double complex far_preimage(const struct line_panel *panel,
                                   const struct line_rule *rule, double complex z,
                                   size_t self)
{
    if (self < rule->n)
        return rule->x[self];
    return 2.0 * panel->span / (z - panel->origin) - 1.0;
}

/* Near its origin a FAR panel is distant, in the parameter: there the nodes stand for
 * the integral, as everywhere of what depends on z. */
static bool origin_near(const struct line_panel *panel, double complex z)
{
    return panel->kind == LINE_PANEL_FAR &&
           far * cabs(z - panel->origin) < cabs(panel->span);
}

void line_panel_potential(const struct line_panel *panel, const struct line_rule *rule,
                          const struct line_node *node, double complex z, size_t self,
                          double *restrict out)
{
    const size_t n = rule->n;
    const bool on_panel = self < n;
    if (origin_near(panel, z)) {
        /* ln|z - z(s)| without - ln u, as below. */
        const double complex from = z - panel->origin;
        for (size_t i = 0; i < n; i++)
            out[i] = rule->w[i] *
                     log(cabs(from * (1.0 + rule->x[i]) - 2.0 * panel->span));
        return;
    }
    double moment[LINE_RULE_MOST + 1] = {0.0};
    double complex raised[LINE_RULE_MOST + 1], zeta[3];
    if (panel->kind == LINE_PANEL_ARC) {
        zeta[0] = arc_preimage(panel, rule, z, self);
        add_log(zeta[0], on_panel, n, moment);
    } else if (panel->kind == LINE_PANEL_FAR) {
        zeta[0] = far_preimage(panel, rule, z, self);
        add_log(zeta[0], on_panel, n, moment);
        moment[0] += 2.0 * log(cabs(z - panel->origin));
    } else {
        preimages(panel, rule, z, self, zeta);
        for (int k = 0; k < panel->power; k++)
            add_log(zeta[k], on_panel && k == 0, n, moment);
        moment[0] += 2.0 * (log(cabs(panel->span)) - panel->power * log(2.0));
    }
    for (size_t k = 0; k <= n; k++)
        raised[k] = moment[k];
    for (size_t i = 0; i < n; i++) {
        out[i] = creal(weight(rule, vanishes(panel), i, raised));
        if (panel->kind == LINE_PANEL_ARC)
            out[i] += rule->w[i] * log(i == self ? node[i].jacobian
                                                 : cabs((z - node[i].z) /
                                                        (zeta[0] - rule->x[i])));
    }
}

void line_panel_field(const struct line_panel *panel, const struct line_rule *rule,
                      const struct line_node *node, double complex z, size_t self,
                      double complex *restrict out)
{
    const size_t n = rule->n;
    const bool on_panel = self < n;
    const double complex from = z - panel->origin;
    if (origin_near(panel, z)) {
        for (size_t i = 0; i < n; i++)
            out[i] = rule->w[i] / (z - node[i].z);
        return;
    }
    double complex moment[LINE_RULE_MOST + 1] = {0.0}, zeta[3], slope = 1.0;
    if (panel->kind == LINE_PANEL_ARC) {
        zeta[0] = arc_preimage(panel, rule, z, self);
        slope = I * panel->half * from;                 /* dz/ds continued to zeta */
        add_pole(1.0 / slope, zeta[0], on_panel, n, moment);
    } else if (panel->kind == LINE_PANEL_FAR) {
        zeta[0] = far_preimage(panel, rule, z, self);
        add_pole(-(zeta[0] + 1.0) / from, zeta[0], on_panel, n, moment);
        moment[0] += 2.0 / from;
    } else {
        preimages(panel, rule, z, self, zeta);
        for (int k = 0; k < panel->power; k++)
            add_pole((zeta[k] + 1.0) / (panel->power * from), zeta[k],
                     on_panel && k == 0, n, moment);
    }
    for (size_t i = 0; i < n; i++) {
        out[i] = weight(rule, vanishes(panel), i, moment);
        if (panel->kind != LINE_PANEL_ARC)
            continue;
        /* At the node itself the rest is z''/(2 z'^2) of the arc. */
        out[i] += rule->w[i] * (i == self ? 0.5 / from
                                          : 1.0 / (z - node[i].z) -
                                            1.0 / (slope * (zeta[0] - rule->x[i])));
    }
}
