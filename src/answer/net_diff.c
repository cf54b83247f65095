#include "config.h"

#include "answer/answer.h"

#include "answer/frame.h"
#include "answer/net_file.h"
#include "net/compare.h"

#include <math.h>
#include <stdlib.h>

/* Below this a difference in dB or degrees is one of noise. */
static const double default_floor_db = -60.0;

static void add_place(struct tree *list, const char *quantity, const char *unit,
                      const struct net_place *place)
{
    if (!isfinite(place->value))
        return;
    struct tree *row = tree_object(list, NULL);
    tree_text(row, "quantity", "%s", quantity);
    tree_number(row, "value", place->value);
    tree_text(row, "unit", "%s", unit);
    tree_text(row, "element", "S%zu,%zu", place->i + 1, place->j + 1);
    tree_number(row, "freq_ghz", place->freq / unit_ghz);
}

/* A number of an option; `otherwise` when it was not given. */
static enum lr_status number(const char *option, const char *text, double otherwise,
                             const char *example, double *x, struct lr_error *err)
{
    char *end;
    *x = otherwise;
    if (!text)
        return LR_OK;
    *x = strtod(text, &end);
    if (end == text || *end || !isfinite(*x))
        return error_set(err, LR_EUSAGE, "%s '%s': write a number, %s", option, text,
                         example);
    return LR_OK;
}

static enum lr_status compare(const struct request *request, struct answer *answer,
                              const struct net *a, const struct net *b,
                              struct lr_error *err)
{
    struct net_difference d;
    struct tree *root = answer->root;
    double floor_db, tolerance;
    enum lr_status status =
        number("--floor", request->floor, default_floor_db, "-60 (dB)", &floor_db, err);
    if (!status)
        status = number("--tolerance", request->tolerance, (double)NAN, "1e-6",
                        &tolerance, err);
    if (!status)
        status = net_compare(a, b, floor_db, &d, err);
    if (status)
        return status;
    tree_number(root, "points", (double)d.nf);
    tree_number(root, "f_min_ghz", d.f_low / unit_ghz);
    tree_number(root, "f_max_ghz", d.f_high / unit_ghz);
    tree_bool(root, "resampled", d.resampled);
    tree_bool(root, "identical", d.absolute.value <= 0.0);
    tree_number(root, "rms", d.rms);
    tree_number(root, "floor_db", floor_db);
    if (request->tolerance) {
        tree_number(root, "tolerance", tolerance);
        tree_bool(root, "pass", d.absolute.value <= tolerance);
        answer->missed = !(d.absolute.value <= tolerance);
    }
    struct tree *list = tree_list(root, "differences");
    add_place(list, "|A - B|", "", &d.absolute);
    add_place(list, "magnitude", "dB", &d.db);
    add_place(list, "phase", "degrees", &d.degrees);
    return LR_OK;
}

enum lr_status answer_net_diff(const struct request *request, struct answer *answer,
                               struct lr_error *err)
{
    struct net a = {0}, b = {0};
    const char *const *path = request->files;
    enum lr_status status = frame_begin(request, answer, err);
    if (!status && (!path || !path[1] || path[2]))
        status =
            error_set(err, LR_EUSAGE, "two files are wanted: lanereach net diff A B");
    if (!status)
        status = net_file_read(request, answer, path[0], &a, err);
    if (!status)
        status = net_file_read(request, answer, path[1], &b, err);
    if (!status) {
        struct tree *files = tree_list(answer->root, "files");
        net_file_describe(tree_object(files, NULL), path[0], &a);
        net_file_describe(tree_object(files, NULL), path[1], &b);
        status = compare(request, answer, &a, &b, err);
    }
    if (!status)
        status = frame_end(request, answer, err);
    net_free(&b);
    net_free(&a);
    return status;
}
