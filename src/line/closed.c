#include "config.h"

#include "line/closed.h"

#include "base/array.h"
#include "base/constants.h"
#include "line/microstrip_pair.h"
#include "line/stripline.h"

enum { EVEN, ODD, MODES };      /* of one strip: the first alone               */

struct mode {
    double l, c;                /* [H/m], [F/m]                                */
    double dc;                  /* [F/m] per unit of er                        */
    struct line_current_factors k;
};

static struct line_microstrip_pair microstrip_of(const struct line_closed *closed)
{
    return (struct line_microstrip_pair){
        {closed->width, closed->height, closed->thickness}, closed->gap};
}

static struct line_stripline stripline_of(const struct line_closed *closed)
{
    return (struct line_stripline){closed->width, closed->thickness, closed->height,
                                   closed->gap};
}

/* The tenths of percents are those of the headers, by the ranges named there. */
struct line_closed_form line_closed_form(const struct line_closed *closed)
{
    const double u = closed->width / closed->height;
    const double g = closed->gap / closed->height;
    const double t = closed->thickness / closed->height;
    const bool pair = closed->gap > 0.0;
    if (closed->microstrip && !pair)
        return (struct line_closed_form){"Hammerstad and Jensen 1980", 0.2, 0.0};
    if (closed->microstrip)
        return (struct line_closed_form){
            "Kirschning and Jansen 1984, thickness by our fit", 1.2,
            u >= 1.0 && g <= 3.0 ? 3.0 : 8.0};
    if (!pair)
        return (struct line_closed_form){"Wheeler 1978", 0.1, 0.0};
    return (struct line_closed_form){"Cohn 1955, Wheeler 1978",
                                     u > 0.4 && t < 0.15 ? 1.0 : 2.0,
                                     u > 0.4 ? 2.5 : 7.0};
}

static enum lr_status check(const struct line_closed *closed, double er,
                            struct lr_error *err)
{
    const struct line_microstrip_pair micro = microstrip_of(closed);
    const struct line_stripline strip = stripline_of(closed);
    if (!closed->microstrip)
        return line_stripline_check(&strip, err);
    return closed->gap > 0.0 ? line_microstrip_pair_check(&micro, er, err)
                             : line_microstrip_check(&micro.strip, er, err);
}

static void evaluate(const struct line_closed *closed, double complex er,
                     struct line_quasi_tem tem[MODES])
{
    const struct line_microstrip_pair micro = microstrip_of(closed);
    const struct line_stripline strip = stripline_of(closed);
    const bool pair = closed->gap > 0.0;
    if (closed->microstrip && pair) {
        const struct line_microstrip_modes modes =
            line_microstrip_pair_static(&micro, er);
        tem[EVEN] = modes.even;
        tem[ODD] = modes.odd;
    } else if (closed->microstrip) {
        tem[EVEN] = tem[ODD] = line_microstrip_static(&micro.strip, er);
    } else {
        const double complex root = csqrt(er);
        const enum line_mode even = pair ? LINE_EVEN : LINE_SINGLE;
        const enum line_mode odd = pair ? LINE_ODD : LINE_SINGLE;
        tem[EVEN].z = line_stripline_impedance(&strip, even, 1.0) / root;
        tem[ODD].z = line_stripline_impedance(&strip, odd, 1.0) / root;
        tem[EVEN].er_eff = tem[ODD].er_eff = er;
    }
}

/* Nothing is checked again that `check` has passed, but for what Wheeler's rule needs. */
static enum lr_status currents(const struct line_closed *closed, struct mode mode[MODES],
                               struct lr_error *err)
{
    const struct line_microstrip_pair micro = microstrip_of(closed);
    const struct line_stripline strip = stripline_of(closed);
    const bool pair = closed->gap > 0.0;
    struct line_stripline_mode even, odd;
    if (closed->microstrip)
        return pair ? line_microstrip_pair_current(&micro, &mode[EVEN].k, &mode[ODD].k,
                                                   err)
                    : line_microstrip_current(&micro.strip, &mode[EVEN].k, err);
    enum lr_status status =
        line_stripline_solve(&strip, pair ? LINE_EVEN : LINE_SINGLE, &even, err);
    if (!status)
        status = line_stripline_solve(&strip, pair ? LINE_ODD : LINE_SINGLE, &odd, err);
    if (!status) {
        mode[EVEN].k = (struct line_current_factors){even.k_strip, even.k_plane};
        mode[ODD].k = (struct line_current_factors){odd.k_strip, odd.k_plane};
    }
    return status;
}

static double complex capacitance(const struct line_quasi_tem *tem)
{
    return csqrt(tem->er_eff) / (tem->z * speed_of_light);
}

static enum lr_status solve_modes(const struct line_closed *closed, double er,
                                  struct mode mode[MODES], struct lr_error *err)
{
    struct line_quasi_tem still[MODES], lossy[MODES];
    const double step = 1e-6;   /* of er: C is analytic, so that the slope is exact to its
                                 * square                                      */
    enum lr_status status = check(closed, er, err);
    if (!status)
        status = currents(closed, mode, err);
    if (status)
        return status;
    evaluate(closed, er, still);
    evaluate(closed, er * (1.0 - I * step), lossy);
    for (size_t i = 0; i < MODES; i++) {
        mode[i].l = creal(csqrt(still[i].er_eff) * still[i].z) / speed_of_light;
        mode[i].c = creal(capacitance(&still[i]));
        mode[i].dc = -cimag(capacitance(&lossy[i])) / (er * step);
    }
    return LR_OK;
}

/* A matrix of two equal lines, or of one. */
static void fill(size_t n, double even, double odd, double *matrix)
{
    if (n == 1) {
        matrix[0] = even;
        return;
    }
    matrix[0] = matrix[3] = 0.5 * (even + odd);
    matrix[1] = matrix[2] = 0.5 * (even - odd);
}

static void fill_section(const struct line_closed *closed, const struct mode mode[MODES],
                         const struct line_solution_materials *materials,
                         struct line_solution *out)
{
    const size_t n = closed->gap > 0.0 ? 2 : 1;
    const struct mode *e = &mode[EVEN], *o = &mode[ODD];
    double *l = out->real, *c = l + n * n, *dc = c + n * n;
    double *k_strip = dc + n * n, *k_plane = k_strip + n * n;
    fill(n, e->l, o->l, l);
    fill(n, e->c, o->c, c);
    fill(n, e->dc, o->dc, dc);
    fill(n, e->k.strip, o->k.strip, k_strip);
    fill(n, e->k.plane, o->k.plane, k_plane);
    for (size_t i = 0; i < n; i++)
        out->conductor[i] =
            (struct line_multi_conductor){closed->width * closed->thickness, false};
    out->section = (struct line_multi_section){.n = n,
                                               .ndielectric = 1,
                                               .l = l,
                                               .c = c,
                                               .dc = dc,
                                               .k_strip = k_strip,
                                               .k_plane = k_plane,
                                               .dielectric = out->dielectric,
                                               .conductor = out->conductor};
    line_solution_metal(out, materials);
}

enum lr_status line_closed_solve(const struct line_closed *closed,
                                 const struct line_solution_materials *materials,
                                 struct line_solution *out, struct lr_error *err)
{
    enum { MATRICES = 5 };
    const size_t n = closed->gap > 0.0 ? 2 : 1;
    const double er = creal(line_debye_eval(&materials->dielectric[0], materials->freq));
    struct mode mode[MODES] = {{0}};
    *out = (struct line_solution){.real = NULL};
    enum lr_status status = solve_modes(closed, er, mode, err);
    if (status)
        return status;
    out->real = array_alloc(MATRICES * n * n, sizeof *out->real);
    out->dielectric = array_alloc(1, sizeof *out->dielectric);
    out->conductor = array_alloc(n, sizeof *out->conductor);
    if (!out->real || !out->dielectric || !out->conductor)
        return error_memory(err, "lines by closed forms");
    out->dielectric[0] = (struct line_multi_dielectric){
        materials->name ? materials->name[0] : "a dielectric", er,
        materials->dielectric[0]};
    fill_section(closed, mode, materials, out);
    status = line_solution_disperse(out, materials->dispersion, err);
    return status ? status : line_multi_section_check(&out->section, err);
}
