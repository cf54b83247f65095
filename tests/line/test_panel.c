#include "config.h"

#include "line/panel.h"
#include "tests/tap.h"

#include <math.h>

/* Expected values: the same integrals by a midpoint sum, fine enough at a point that is
 * not on the panel. */
enum { N = 5, STEPS = 200000 };

/* A density that panels of any power can carry: a polynomial with a zero at -1. */
static double density(double s)
{
    return (1.0 + s) * (0.7 - 0.4 * s + 0.3 * s * s * s);
}

struct sums {
    double potential;
    double complex field;
};

static struct sums midpoint(const struct line_panel *panel, double complex z)
{
    struct sums sums = {0.0, 0.0};
    for (size_t i = 0; i < STEPS; i++) {
        const double step = 2.0 / STEPS, s = -1.0 + ((double)i + 0.5) * step;
        const double complex from = z - line_panel_node(panel, s).z;
        sums.potential += step * density(s) * log(cabs(from));
        sums.field += step * density(s) / from;
    }
    return sums;
}

static struct sums closed(const struct line_panel *panel, double complex z)
{
    struct line_rule rule;
    struct line_node node[N];
    double potential[N];
    double complex field[N];
    struct sums sums = {0.0, 0.0};
    line_rule_init(&rule, N);
    for (size_t i = 0; i < N; i++)
        node[i] = line_panel_node(panel, rule.x[i]);
    line_panel_potential(panel, &rule, node, z, N, potential);
    line_panel_field(panel, &rule, node, z, N, field);
    for (size_t i = 0; i < N; i++) {
        sums.potential += potential[i] * density(rule.x[i]);
        sums.field += field[i] * density(rule.x[i]);
    }
    return sums;
}

/* Points near the middle, beyond either end, and some lengths away. */
static const double complex points[] = {0.4 + 0.31 * I, -0.2 - 0.05 * I, 1.3 + 0.1 * I,
                                        0.9 - 1.7 * I, -1.1 + 0.9 * I};

static void lines_of_any_power_integrate_in_closed_form(void)
{
    for (int power = 1; power <= 3; power++) {
        const struct line_panel panel = {.kind = LINE_PANEL_LINE, .power = power,
                                         .origin = 0.1 - 0.2 * I,
                                         .span = 0.8 + 0.37 * I, .side = 1.0};
        for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) {
            const struct sums want = midpoint(&panel, points[i]);
            const struct sums got = closed(&panel, points[i]);
            CLOSE(got.potential, want.potential, 1e-8);
            CLOSE(cabs(got.field - want.field), 0.0, 1e-7);
        }
    }
}

static void arcs_integrate_to_the_precision_of_their_rule(void)
{
    const struct line_panel panel = {.kind = LINE_PANEL_ARC, .origin = 0.1, .radius = 0.8,
                                     .middle = 0.9, .half = 0.3, .side = -1.0};
    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) {
        const struct sums want = midpoint(&panel, points[i]);
        const struct sums got = closed(&panel, points[i]);
        CLOSE(got.potential, want.potential, 1e-6);
        CLOSE(cabs(got.field - want.field), 0.0, 1e-5);
    }
}

static void far_panels_give_differences_of_potential(void)
{
    const struct line_panel panel = {.kind = LINE_PANEL_FAR, .origin = 0.1 + 0.2 * I,
                                     .span = 0.6, .side = -1.0};
    const struct sums from = midpoint(&panel, points[0]), at = closed(&panel, points[0]);
    for (size_t i = 1; i < sizeof points / sizeof points[0]; i++) {
        const struct sums want = midpoint(&panel, points[i]);
        const struct sums got = closed(&panel, points[i]);
        CLOSE(got.potential - at.potential, want.potential - from.potential, 1e-7);
        CLOSE(cabs(got.field - want.field), 0.0, 1e-7);
    }
    /* Close to the origin the nodes alone do: no jump where that begins. */
    const double complex edge = 0.1 + 0.2 * I - 0.6 / 7.0;
    const struct sums in = closed(&panel, edge + 1e-9), out = closed(&panel, edge - 1e-9);
    CLOSE(in.potential, out.potential, 1e-6);
    CLOSE(cabs(in.field - out.field), 0.0, 1e-5);
}

static void nodes_alone_do_where_a_panel_is_distant(void)
{
    const struct line_panel panel = {.kind = LINE_PANEL_LINE, .power = 1, .origin = 0.0,
                                     .span = 1.0, .side = 1.0};
    const double complex z = 0.5 + 3.51 * I;
    struct line_rule rule;
    line_rule_init(&rule, N);
    CU_ASSERT(line_panel_distant(&panel, z));
    CU_ASSERT(!line_panel_distant(&panel, 0.5 + 3.49 * I));
    double sum = 0.0;
    for (size_t i = 0; i < N; i++)
        sum += rule.w[i] * density(rule.x[i]) *
               log(cabs(z - line_panel_node(&panel, rule.x[i]).z));
    CLOSE(sum, midpoint(&panel, z).potential, 1e-6);
}

static void a_corner_panel_finds_its_own_nodes(void)
{
    const struct line_panel panel = {.kind = LINE_PANEL_LINE, .power = 3, .origin = 0.0,
                                     .span = 1.0, .side = 1.0};
    struct line_rule rule;
    struct line_node node[N];
    double potential[N];
    line_rule_init(&rule, N);
    for (size_t i = 0; i < N; i++)
        node[i] = line_panel_node(&panel, rule.x[i]);
    for (size_t self = 0; self < N; self++) {
        line_panel_potential(&panel, &rule, node, node[self].z, self, potential);
        double sum = 0.0;
        for (size_t i = 0; i < N; i++)
            sum += potential[i] * density(rule.x[i]);
        /* Just off the line the other formula holds. */
        CLOSE(sum, closed(&panel, node[self].z + 1e-9 * I).potential, 1e-6);
    }
}

static const struct tap_case cases[] = {
    {"lines of any power integrate in closed form",
     lines_of_any_power_integrate_in_closed_form},
    {"arcs integrate to the precision of their rule",
     arcs_integrate_to_the_precision_of_their_rule},
    {"far panels give differences of potential",
     far_panels_give_differences_of_potential},
    {"nodes alone do where a panel is distant", nodes_alone_do_where_a_panel_is_distant},
    {"a corner panel finds its own nodes", a_corner_panel_finds_its_own_nodes},
};
TAP_MAIN("line/panel", cases)
