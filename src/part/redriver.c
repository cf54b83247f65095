#include "config.h"

#include "part/redriver.h"

#include "base/constants.h"
#include "net/pair.h"
#include "part/lanes.h"

#include <math.h>
#include <string.h>

static const double reference = 100.0;          /* [ohm] differential */

static const struct part_key keys[] = {
    {"gain", DIM_DECIBEL, true, -20.0, 30.0, "-20 dB to 30 dB", 0.0, 0.0,
     "at 0 Hz; default the model's"},
    {"peaking", DIM_DECIBEL, true, 0.0, 30.0, "0 dB to 30 dB", 0.0, 0.0,
     "gain at the model's f_peak over that at 0 Hz; default the model's"},
    {0}};

static double squared(double x)
{
    return x * x;
}

enum lr_status redriver_tune(struct redriver *redriver, struct lr_error *err)
{
    const double first = 1.0 + squared(redriver->f_peak / redriver->f_p1);
    const double second = 1.0 + squared(redriver->f_peak / redriver->f_p2);
    const double power = squared(ratio_of(redriver->peaking_db));
    if (redriver->peaking_db == 0.0) {
        redriver->f_z = redriver->f_p1;
        return LR_OK;
    }
    const double zero = power * first * second - 1.0;
    if (!(zero > 0.0))
        return error_set(err, LR_EDOMAIN, "peaking %g dB at %g GHz is out of reach",
                         redriver->peaking_db, redriver->f_peak / unit_ghz);
    redriver->f_z = redriver->f_peak / sqrt(zero);
    return LR_OK;
}

/* Of the amplifier between matched ports. */
static double complex gain_at(const struct redriver *r, double freq)
{
    const double complex zero = 1.0 + I * freq / r->f_z;
    const double complex poles = (1.0 + I * freq / r->f_p1) * (1.0 + I * freq / r->f_p2);
    return ratio_of(r->gain_db) * (zero / poles) * cexp(-I * two_pi * freq * r->delay);
}

/* A capacitor across a port whose other side is matched: what passes, and what comes
 * back. */
static double complex shunt_through(double c, double freq)
{
    return 1.0 / (1.0 + I * two_pi * freq * c * 0.5 * reference);
}

enum lr_status redriver_network(const struct redriver *redriver, size_t nf,
                                const double *freq, struct net *out,
                                struct lr_error *err)
{
    enum lr_status status = net_init(out, nf, 2, reference, err);
    const double back = ratio_of(-redriver->isolation_db);
    for (size_t k = 0; !status && k < nf; k++) {
        const double complex in = shunt_through(redriver->c_in, freq[k]);
        const double complex behind = shunt_through(redriver->c_out, freq[k]);
        const double complex gain = gain_at(redriver, freq[k]);
        /* Star product of capacitor, amplifier and capacitor.  What goes round inside is
         * below the isolation, and exact. */
        const double complex loop =
            1.0 - gain * gain * back * (behind - 1.0) * (in - 1.0);
        const double complex through = in * behind / loop;
        out->freq[k] = freq[k];
        *net_s(out, k, 0, 0) =
            (in - 1.0) + in * in * gain * gain * back * (behind - 1.0) / loop;
        *net_s(out, k, 1, 1) =
            (behind - 1.0) + behind * behind * gain * gain * back * (in - 1.0) / loop;
        *net_s(out, k, 1, 0) = through * gain;
        *net_s(out, k, 0, 1) = through * gain * back;
    }
    return status;
}

void redriver_noise(const struct redriver *redriver, size_t nf, const double *freq,
                    double *restrict psd)
{
    for (size_t k = 0; k < nf; k++) {
        const double complex h =
            gain_at(redriver, freq[k]) * shunt_through(redriver->c_out, freq[k]);
        psd[k] = redriver->noise * creal(h * conj(h));
    }
}

static enum lr_status read_model(const struct part_source *source,
                                 const struct part *part, struct redriver *out,
                                 struct lr_error *err)
{
    static const char *const allowed[] = {
        "lanereach", "kind",  "name",  "aliases", "title", "source",    "grade",
        "note",      "type",  "gain",  "peaking", "f_peak", "f_p1",     "f_p2",
        "delay",     "isolation", "c_in", "c_out", "noise", "swing",    NULL};
    const struct { const char *key; enum dimension dim; bool positive; double *to; }
    values[] = {{"gain", DIM_DECIBEL, false, &out->gain_db},
                {"peaking", DIM_DECIBEL, false, &out->peaking_db},
                {"f_peak", DIM_FREQUENCY, true, &out->f_peak},
                {"f_p1", DIM_FREQUENCY, true, &out->f_p1},
                {"f_p2", DIM_FREQUENCY, true, &out->f_p2},
                {"delay", DIM_TIME, false, &out->delay},
                {"isolation", DIM_DECIBEL, false, &out->isolation_db},
                {"c_in", DIM_CAPACITANCE, false, &out->c_in},
                {"c_out", DIM_CAPACITANCE, false, &out->c_out},
                {"noise", DIM_VOLTAGE_PSD, false, &out->noise},
                {"swing", DIM_VOLTAGE, true, &out->swing}};
    const struct model *model;
    const char *type = "";
    enum lr_status status =
        model_find(source->lib, "active", part->name, part->mark, &model, err);
    if (!status)
        status = model_text(model, "type", NULL, &type, err);
    if (!status && strcmp(type, "redriver"))
        status = error_at(err, part->mark, "active part '%s' is a %s, no redriver",
                          part->name, type);
    if (!status)
        status = yaml_keys(model->root, allowed, "a redriver", err);
    for (size_t i = 0; !status && i < sizeof values / sizeof values[0]; i++) {
        const char *key = values[i].key;
        status = model_quantity(source->lib, model, key, values[i].dim, values[i].to,
                                err);
        const bool signed_value = values[i].to == &out->gain_db;
        if (!status && !signed_value &&
            !(values[i].positive ? *values[i].to > 0.0 : *values[i].to >= 0.0))
            status = error_at(err, yaml_get(model->root, key)->mark, "%s: %g is %s", key,
                              *values[i].to,
                              values[i].positive ? "not positive" : "negative");
    }
    return status;
}

static enum lr_status read(struct part *part, const struct yaml_node *map,
                           const struct part_source *source, struct lr_error *err)
{
    static const char *const allowed[] = {"redriver", "gain", "peaking", NULL};
    struct redriver *redriver = arena_alloc(source->arena, sizeof *redriver);
    if (!redriver)
        return error_memory(err, "a redriver");
    part->data = redriver;
    enum lr_status status = yaml_keys(map, allowed, "redriver", err);
    if (!status)
        status = read_model(source, part, redriver, err);
    double *const to[] = {&redriver->gain_db, &redriver->peaking_db};
    for (size_t i = 0; !status && keys[i].name; i++) {
        const struct yaml_node *node = yaml_get(map, keys[i].name);
        if (!node)
            continue;
        status = yaml_quantity(node, keys[i].dim, keys[i].name, to[i], err);
        if (!status)
            status = part_key_check(&keys[i], *to[i], node->text, node->mark, err);
    }
    struct lr_error why = {0};
    if (!status && redriver_tune(redriver, &why))
        status = error_at(err, part->mark, "%s: %s", part->name, why.text);
    return status;
}

static enum lr_status network(const struct part *part, size_t nf, const double *freq,
                              struct net *out, struct lr_error *err)
{
    return redriver_network(part->data, nf, freq, out, err);
}

/* Common waves end in it. */
static enum lr_status copies(const struct part *part, struct part_lanes *lanes,
                             struct net_bundle *out, struct lr_error *err)
{
    struct net pair = {0}, legs = {0};
    *out = (struct net_bundle){0};
    enum lr_status status =
        redriver_network(part->data, lanes->nf, lanes->freq, &pair, err);
    if (!status)
        status = net_pair_legs(&pair, NULL, 0.5 * reference, &legs, err);
    if (!status)
        status = net_bundle_copies(&legs, lanes->n, out, err);
    net_free(&pair);
    net_free(&legs);
    return status;
}

static double delay(const struct part *part, double freq)
{
    const struct redriver *redriver = part->data;
    (void)freq;
    return redriver->delay;
}

static void noise(const struct part *part, size_t nf, const double *freq, double *psd)
{
    redriver_noise(part->data, nf, freq, psd);
}

static double swing(const struct part *part)
{
    const struct redriver *redriver = part->data;
    return redriver->swing;
}

const struct part_kind part_redriver = {
    .name = "redriver",
    .role = ROLE_ACTIVE,
    .keys = keys,
    .read = read,
    .network = network,
    .lanes = copies,
    .delay = delay,
    .noise = noise,
    .swing = swing,
};
