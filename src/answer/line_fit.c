#include "config.h"

#include "answer/line_fit.h"

#include "answer/line.h"

#include <math.h>
#include <string.h>

/* From here on two keys do the same to the line, for all that the data can tell. */
static const double most_correlation = 0.95;

/* What is off by more has another cause than the scatter of lines along a board. */
static const double most_er_rms = 0.005;

bool line_fit_asked(const struct request *request)
{
    return request->fit || request->fit_length || request->fit_keys ||
           request->fit_band || request->material;
}

static enum lr_status check(const struct request *request, struct lr_error *err)
{
    if (!request->fit || !request->fit[1] || request->fit[2])
        return error_set(err, LR_EUSAGE,
                         "--fit takes two measured lengths of the line, "
                         "the shorter first: --fit SHORT.s2p LONG.s2p");
    if (!request->fit_length)
        return error_set(err, LR_EUSAGE,
                         "--fit-length is missing: by how much %s is "
                         "longer than %s, --fit-length 100mm",
                         request->fit[1], request->fit[0]);
    if (request->output || request->length)
        return error_set(err, LR_EUSAGE,
                         "--length and --output do not go with --fit; "
                         "write the material with --material, and then the network");
    return LR_OK;
}

/* --fit-keys, by default dk and df. */
static enum lr_status read_keys(struct line_fit *f, struct lr_error *err)
{
    const char *list = f->request->fit_keys ? f->request->fit_keys : "dk,df";
    struct stackup_fit *fit = &f->fit;
    char name[32];
    while (list) {
        const size_t length = strcspn(list, ",");
        enum stackup_quantity key = STACKUP_QUANTITIES;
        if (length < sizeof name) {
            memcpy(name, list, length);
            name[length] = '\0';
            key = stackup_key_find(name);
        }
        if (key == STACKUP_QUANTITIES || !stackup_fit_allows(key))
            return error_set(err, LR_EUSAGE,
                             "--fit-keys '%.*s': write some of dk, df, rz "
                             "and resistivity, parted by commas",
                             (int)length, list);
        for (size_t i = 0; i < fit->nkey; i++)
            if (fit->key[i] == key)
                return error_set(err, LR_EUSAGE, "--fit-keys: %s stands there twice",
                                 name);
        fit->key[fit->nkey++] = key;
        list = list[length] ? list + length + 1 : NULL;
    }
    return LR_OK;
}

static enum lr_status solve(struct line_fit *f, struct lr_error *err)
{
    const struct stackup_fit_data data = {.length = f->length,
                                          .n = f->measured.nf,
                                          .freq = f->measured.freq,
                                          .x = f->measured.x,
                                          .weight = f->weight};
    f->model = arena_alloc(&f->answer->arena, data.n * sizeof *f->model);
    return f->model ? stackup_fit(&f->stackup, &data, &f->fit, f->model, err)
                    : error_memory(err, "a fit");
}

/* The two keys that are hardest to tell apart. */
static enum lr_status warn_of_pairs(const struct line_fit *f, struct lr_error *err)
{
    const struct stackup_fit *fit = &f->fit;
    size_t a = 0, b = 0;
    double most = most_correlation;
    for (size_t i = 0; i < fit->nkey; i++)
        for (size_t j = 0; j < i; j++)
            if (fabs(fit->correlation[i][j]) > most) {
                most = fabs(fit->correlation[i][j]);
                a = j;
                b = i;
            }
    if (a == b)
        return LR_OK;
    return note_add(err, NOTE_WARNING,
                    "%s and %s are hardly told apart between %.4g and "
                    "%.4g GHz (correlation %.3f): only what they do together is known; "
                    "measure a wider band, or take one from elsewhere and fit the other",
                    stackup_keys()[fit->key[a]].name, stackup_keys()[fit->key[b]].name,
                    f->low / unit_ghz, f->high / unit_ghz, fit->correlation[a][b]);
}

/* What the numbers do not say themselves. */
static enum lr_status warn(const struct line_fit *f, struct lr_error *err)
{
    const struct stackup_fit *fit = &f->fit;
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < fit->nkey; i++)
        if (fit->held[i])
            status = note_add(err, NOTE_WARNING,
                              "%s is held at its limit %g, beyond which the measurement "
                              "leads: other keys, the length or the geometry are wrong",
                              stackup_keys()[fit->key[i]].name, fit->value[i]);
    if (!status && fit->er_rms > most_er_rms)
        status =
            note_add(err, NOTE_WARNING,
                     "eps_eff of the model is off by %.2g %% rms: "
                     "the length or the cross-section is not the line's, or the band "
                     "goes further than the model",
                     fit->er_rms / unit_percent);
    return status ? status : warn_of_pairs(f, err);
}

static enum lr_status look(struct line_fit *f, struct lr_error *err)
{
    enum lr_status status = line_read(f->request, f->answer, &f->stackup, err);
    if (!status)
        status = line_fit_measure(f, err);
    if (!status)
        status = solve(f, err);
    if (!status)
        status = warn(f, err);
    if (!status)
        status = line_fit_show(f, err);
    if (!status && f->request->material)
        status = line_fit_write(f, err);
    if (!status && f->request->plot)
        status = line_fit_draw(f, err);
    return status;
}

enum lr_status line_fit_answer(const struct request *request, struct answer *answer,
                               struct lr_error *err)
{
    struct line_fit f = {.request = request, .answer = answer};
    enum lr_status status = check(request, err);
    if (status)
        return status;
    f.path[0] = request->fit[0];
    f.path[1] = request->fit[1];
    status =
        request_quantity("--fit-length", request->fit_length, DIM_LENGTH, &f.length, err);
    if (!status)
        status = read_keys(&f, err);
    if (!status)
        status = look(&f, err);
    net_two_lengths_free(&f.measured);
    return status;
}
