#include "config.h"

#include "answer/line_fit.h"

#include "base/constants.h"

#include <math.h>

/* Where measurement and model are told when --at does not ask, as far as the band has
 * them. */
static const double usual_ghz[] = {0.1,  0.2,  0.5,  1.0,  2.0,  3.0,  5.0, 7.0,
                                   10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 70.0};

static double relative(double complex x, double freq, double length)
{
    const double slowing = cimag(x) * speed_of_light / (two_pi * freq * length);
    return slowing * slowing;
}

/* x at any frequency inside the data, linear between points. */
static double complex between(const struct net_two_lengths *m, const double complex *x,
                              double freq)
{
    size_t k = 1;
    while (k + 1 < m->nf && m->freq[k] < freq)
        k++;
    const double share = (freq - m->freq[k - 1]) / (m->freq[k] - m->freq[k - 1]);
    return x[k - 1] + share * (x[k] - x[k - 1]);
}

static void add_point(const struct line_fit *f, const struct line_debye *debye,
                      double freq, struct tree *points)
{
    const double complex x = between(&f->measured, f->measured.x, freq);
    const double complex model = between(&f->measured, f->model, freq);
    const double complex er = line_debye_eval(debye, freq);
    const double neper_db = db_of(exp(1.0));
    const double is = relative(x, freq, f->length);
    const double fitted = relative(model, freq, f->length);
    struct tree *point = tree_object(points, NULL);
    tree_number(point, "freq_ghz", freq / unit_ghz);
    tree_number(point, "measured_db", neper_db * creal(x));
    tree_number(point, "model_db", neper_db * creal(model));
    tree_number(point, "off_db", neper_db * creal(model - x));
    tree_number(point, "loss_db_per_m", neper_db * creal(model) / f->length);
    tree_number(point, "measured_eps_eff", is);
    tree_number(point, "eps_eff", fitted);
    tree_number(point, "eps_eff_off_pct", (fitted / is - 1.0) / unit_percent);
    tree_number(point, "dk", creal(er));
    tree_number(point, "df", -cimag(er) / creal(er));
}

static enum lr_status add_points(const struct line_fit *f, struct lr_error *err)
{
    const struct net_two_lengths *m = &f->measured;
    struct line_laminate laminate = f->stackup.laminate[STACKUP_MATERIAL];
    struct line_debye debye;
    double *at;
    size_t n;
    laminate.dk = f->stackup.value[STACKUP_DK];
    laminate.df = f->stackup.value[STACKUP_DF];
    struct tree *points = tree_list(f->answer->root, "comparison");
    enum lr_status status =
        line_laminate_debye(&laminate, f->stackup.temperature, &debye, err);
    if (!status)
        status = request_at(f->request, &f->answer->arena, &at, &n, err);
    for (size_t i = 0; !status && i < n; i++) {
        if (!(at[i] >= m->freq[0] - 1.0 && at[i] <= m->freq[m->nf - 1] + 1.0))
            return error_set(err, LR_EUSAGE, "--at %.6g GHz: %s has %.6g to %.6g GHz",
                             at[i] / unit_ghz, f->path[1], m->freq[0] / unit_ghz,
                             m->freq[m->nf - 1] / unit_ghz);
        add_point(f, &debye, at[i], points);
    }
    for (size_t i = 0; !status && !n && i < sizeof usual_ghz / sizeof usual_ghz[0]; i++)
        if (usual_ghz[i] * unit_ghz >= f->low && usual_ghz[i] * unit_ghz <= f->high)
            add_point(f, &debye, usual_ghz[i] * unit_ghz, points);
    return status;
}

/* A quantity in the unit that data sheets have it in. */
static double shown(enum stackup_quantity key, double value, const char **unit)
{
    *unit = key == STACKUP_RZ ? "um" : key == STACKUP_RESISTIVITY ? "ohm*m" : "";
    return key == STACKUP_RZ ? value / unit_um : value;
}

static void add_keys(const struct line_fit *f, struct tree *object)
{
    const struct stackup_fit *fit = &f->fit;
    struct tree *keys = tree_list(object, "keys");
    for (size_t i = 0; i < fit->nkey; i++) {
        const char *unit;
        struct tree *key = tree_object(keys, NULL);
        tree_text(key, "key", "%s", stackup_keys()[fit->key[i]].name);
        tree_number(key, "value", shown(fit->key[i], fit->value[i], &unit));
        if (!fit->held[i])
            tree_number(key, "std_error", shown(fit->key[i], fit->error[i], &unit));
        tree_text(key, "unit", "%s", unit);
        tree_number(key, "start", shown(fit->key[i], fit->start[i], &unit));
        tree_bool(key, "held", fit->held[i]);
    }
    struct tree *pairs = tree_list(object, "correlations");
    for (size_t i = 0; i < fit->nkey; i++)
        for (size_t j = i + 1; j < fit->nkey; j++) {
            if (fit->held[i] || fit->held[j])
                continue;
            struct tree *pair = tree_object(pairs, NULL);
            tree_text(pair, "keys", "%s,%s", stackup_keys()[fit->key[i]].name,
                      stackup_keys()[fit->key[j]].name);
            tree_number(pair, "correlation", fit->correlation[i][j]);
        }
}

enum lr_status line_fit_show(const struct line_fit *f, struct lr_error *err)
{
    const struct stackup *s = &f->stackup;
    const struct stackup_fit *fit = &f->fit;
    struct tree *root = f->answer->root;
    size_t n = 0;
    for (size_t k = 0; k < f->measured.nf; k++)
        n += f->weight[k] > 0.0;
    tree_text(root, "name", "%s", s->model->name);
    tree_text(root, "title", "%s", s->model->title);
    tree_text(root, "type", "%s", s->type->name);
    tree_text(root, "material", "%s", s->material[STACKUP_MATERIAL]);
    struct tree *o = tree_object(root, "fit");
    tree_number(o, "dk", s->value[STACKUP_DK]);
    tree_number(o, "df", s->value[STACKUP_DF]);
    tree_number(o, "freq_ghz", s->laminate[STACKUP_MATERIAL].freq / unit_ghz);
    add_keys(f, o);
    tree_number(o, "extra_length_m", f->length);
    tree_number(o, "extra_delay_ns", f->measured.delay / unit_ns);
    tree_number(o, "band_min_ghz", f->low / unit_ghz);
    tree_number(o, "band_max_ghz", f->high / unit_ghz);
    tree_number(o, "points", (double)n);
    tree_number(o, "loss_rms_db", fit->loss_rms_db);
    tree_number(o, "loss_max_db", fit->loss_max_db);
    tree_number(o, "loss_max_freq_ghz", fit->loss_max_freq / unit_ghz);
    tree_number(o, "eps_eff_rms_pct", fit->er_rms / unit_percent);
    tree_number(o, "eps_eff_max_pct", fit->er_max / unit_percent);
    tree_number(o, "eps_eff_max_freq_ghz", fit->er_max_freq / unit_ghz);
    tree_number(o, "iterations", (double)fit->iterations);
    tree_number(o, "solutions", (double)fit->solutions);
    return add_points(f, err);
}
