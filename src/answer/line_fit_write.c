#include "config.h"

#include "answer/line_fit.h"

#include "text/file.h"

#include <math.h>
#include <string.h>

/* Text as a double-quoted YAML scalar. */
static const char *quote(struct arena *arena, const char *text)
{
    const size_t n = strlen(text);
    char *out = arena_alloc(arena, 2 * n + 3), *to = out;
    if (!out)
        return NULL;
    *to++ = '"';
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '"' || text[i] == '\\')
            *to++ = '\\';
        *to++ = (unsigned char)text[i] < ' ' ? ' ' : text[i];
    }
    *to++ = '"';
    return out;
}

static double error_of(const struct line_fit *f, enum stackup_quantity key)
{
    for (size_t i = 0; i < f->fit.nkey; i++)
        if (f->fit.key[i] == key && !f->fit.held[i])
            return f->fit.error[i];
    return NAN;
}

/* A number with what is known about it. */
static const char *number(const struct line_fit *f, enum stackup_quantity key)
{
    struct arena *arena = &f->answer->arena;
    const char *name = stackup_keys()[key].name;
    const double value = f->stackup.value[key], error = error_of(f, key);
    if (isfinite(error))
        return arena_printf(arena, "%s: {value: %.6g, note: standard error %.2g}\n", name,
                            value, error);
    return arena_printf(arena,
                        "%s: {value: %.6g, grade: assumed, source: the model that "
                        "the fit began with, note: not fitted}\n",
                        name, value);
}

/* The name that the library will look for: the file's. */
static const char *stem(const struct line_fit *f, struct lr_error *err)
{
    const char *path = f->request->material, *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path, *dot = strrchr(base, '.');
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
    if (dot && !strcmp(dot, ".yaml") && dot > base && strspn(base, plain) == strlen(base))
        return arena_strndup(&f->answer->arena, base, (size_t)(dot - base));
    error_set(err, LR_EUSAGE,
              "--material '%s': write a name of lower-case letters, digits "
              "and dashes that ends in .yaml, lab/models/material/board.yaml",
              path);
    return NULL;
}

enum lr_status line_fit_write(const struct line_fit *f, struct lr_error *err)
{
    struct arena *arena = &f->answer->arena;
    const struct line_laminate *l = &f->stackup.laminate[STACKUP_MATERIAL];
    const char *name = stem(f, err);
    if (!name)
        return err ? err->status : LR_EUSAGE;
    const char *title =
        arena_printf(arena, "%s, measured on %s", f->stackup.material[STACKUP_MATERIAL],
                     f->stackup.model->name);
    const char *source =
        arena_printf(arena,
                     "lanereach %s, line %s, fitted to %s and %s, which is %.6g mm "
                     "longer, from %.4g to %.4g GHz: loss within %.2g dB rms, eps_eff "
                     "%.2g %%",
                     PACKAGE_VERSION, f->stackup.model->name, f->path[0], f->path[1],
                     f->length / unit_mm, f->low / unit_ghz, f->high / unit_ghz,
                     f->fit.loss_rms_db, f->fit.er_rms / unit_percent);
    title = title ? quote(arena, title) : NULL;
    source = source ? quote(arena, source) : NULL;
    const char *dk = number(f, STACKUP_DK), *df = number(f, STACKUP_DF);
    const char *text =
        title && source && dk && df
            ? arena_printf(arena,
                           "# A laminate, from two measured lengths of a line.\n"
                           "lanereach: 1\nkind: material\nname: %s\ntitle: %s\n"
                           "source: %s\ngrade: measured\n%s%sfreq: %.9g GHz\n"
                           "f_low: {value: %.9g Hz, grade: assumed, source: the model "
                           "that the fit began with}\n"
                           "f_high: {value: %.9g Hz, grade: assumed, source: the model "
                           "that the fit began with}\n",
                           name, title, source, dk, df, l->freq / unit_ghz, l->f_low,
                           l->f_high)
            : NULL;
    if (!text)
        return error_memory(err, "a material");
    tree_text(f->answer->root, "material_file", "%s", f->request->material);
    return file_write(f->request->material, text, strlen(text), err);
}
