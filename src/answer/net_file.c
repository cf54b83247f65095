#include "config.h"

#include "answer/net_file.h"

#include "answer/frame.h"
#include "answer/open.h"
#include "base/array.h"
#include "net/grid.h"
#include "text/file.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum lr_status net_file_read(const struct request *request, struct answer *answer,
                             const char *path, struct net *net, struct lr_error *err)
{
    const struct touchstone_options options = {.repair = request->repair};
    enum lr_status status = touchstone_read_with(path, &options, net, err);
    if (!status)
        status = frame_input(answer, path, err);
    if (status)
        net_free(net);
    return status;
}

void net_file_describe(struct tree *object, const char *path, const struct net *net)
{
    bool one = true;
    for (size_t i = 1; i < net->np; i++)
        one &= net_same_reference(net->zref[i], net->zref[0]);
    const char *slash = strrchr(path, '/');
    tree_text(object, "path", "%s", path);
    tree_text(object, "name", "%s", slash ? slash + 1 : path);
    tree_number(object, "file_ports", (double)net->np);
    tree_number(object, "points", (double)net->nf);
    tree_number(object, "f_min_ghz", net->freq[0] / unit_ghz);
    tree_number(object, "f_max_ghz", net->freq[net->nf - 1] / unit_ghz);
    if (one)
        tree_number(object, "zref_ohm", net->zref[0]);
    else
        tree_numbers(object, "zref_ohm", net->zref, net->np);
}

/* "13-24" for a 4-port, as everywhere; the list of lanes for more. */
static void add_map(struct tree *object, const struct lane_map *map)
{
    const struct lane *l = &map->lane[0];
    if (map->n == 1)
        tree_text(object, "ports", "%zu%zu-%zu%zu", l->near[0] + 1, l->near[1] + 1,
                  l->far[0] + 1, l->far[1] + 1);
    else
        tree_text(object, "ports", "%s", map->text);
    tree_text(object, "ports_evidence", "%s", map->detected ? map->evidence : "as given");
}

enum lr_status net_file_suspect(const char *path, const struct net *net,
                                struct lr_error *err)
{
    char reason[160];
    if (net->np != 4 || !lanes_looks_mixed(net, reason, sizeof reason))
        return LR_OK;
    return note_add(err, NOTE_WARNING, "%s: looks like mixed-mode data: %s", path,
                    reason);
}

enum lr_status net_file_lanes(const struct request *request, const char *path,
                              const struct net *net, struct tree *object,
                              struct lane_map *map, struct lr_error *err)
{
    enum lr_status status = lanes_find(net, path, request->ports, map, err);
    if (!status)
        status = net_file_suspect(path, net, err);
    if (!status)
        add_map(object, map);
    return status;
}

enum lr_status net_file_ports(const struct request *request, const char *path,
                              const struct net *net, struct tree *object,
                              struct lr_error *err)
{
    struct lane_map map;
    struct lr_error own = {0};
    if (net->np == 2)
        tree_text(object, "ports", "1-2");
    if (net->np % 4 && request->ports)
        return error_set(err, LR_EUSAGE, "%s: --ports are the lanes of a file with four "
                         "ports a lane; this has %zu", path, net->np);
    if (net->np % 4)
        return LR_OK;
    if (request->ports)
        return net_file_lanes(request, path, net, object, &map, err);
    const size_t place = strlen(path) + 2;      /* "path: " is said already    */
    if (lanes_detect(net, path, &map, &own) == LR_OK)
        add_map(object, &map);
    else
        tree_text(object, "ports_evidence", "%s",
                  strlen(own.text) > place ? own.text + place : own.text);
    return LR_OK;
}

enum lr_status net_file_left_first(const struct request *request, struct answer *answer,
                                   const char *path, const struct net *net,
                                   struct tree *object, size_t **order, struct net *out,
                                   struct lr_error *err)
{
    const size_t np = net->np;
    struct lane_map map;
    enum lr_status status = LR_OK;
    *out = (struct net){0};
    size_t *from = *order = arena_alloc(&answer->arena, np * sizeof *from);
    if (!from)
        return error_memory(err, "the port order");
    for (size_t i = 0; i < np; i++)
        from[i] = i;
    if (np % 4 == 0 || np % 2) {
        status = net_file_lanes(request, path, net, object, &map, err);
        for (size_t l = 0; !status && l < map.n; l++)
            for (size_t leg = 0; leg < 2; leg++) {
                from[2 * l + leg] = map.lane[l].near[leg];
                from[2 * (map.n + l) + leg] = map.lane[l].far[leg];
            }
    } else if (request->ports) {
        status = error_set(err, LR_EUSAGE,
                           "%s: --ports are the lanes of a file with four "
                           "ports a lane; this has %zu",
                           path, np);
    } else if (np > 2) {
        status = note_add(err, NOTE_ASSUMPTION, "%s: ports 1 to %zu are the left side",
                          path, np / 2);
    }
    return status ? status : net_reorder(net, from, np, out, err);
}

static bool is_csv(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && !strcmp(dot, ".csv");
}

enum lr_status net_file_check(const struct request *request, struct lr_error *err)
{
    struct touchstone_form form;
    if (!request->output)
        return error_set(err, LR_EUSAGE, "--output is missing: the file that the network "
                         "is written to, -o FILE.s4p");
    if (!open_is_touchstone(request->output) && !is_csv(request->output))
        return error_set(err, LR_EUSAGE, "--output '%s': end the name in .s2p, .s4p, ... "
                         "for Touchstone, or in .csv", request->output);
    if (is_csv(request->output) &&
        (request->touchstone || request->format || request->unit))
        return error_set(err, LR_EUSAGE, "--touchstone, --format and --unit are of "
                         "Touchstone files; CSV has Hz, real and imaginary parts");
    return touchstone_form_read(request->touchstone, request->format, request->unit,
                                &form, err);
}

/* Nothing that was read may be lost, nor what was written a moment ago; only convert may
 * write over its own input, which it has then read whole. */
static enum lr_status check_free(const struct answer *answer, const char *path,
                                 struct lr_error *err)
{
    const bool in_place = !strcmp(tree_get(answer->root, "command")->text, "net convert");
    const struct tree *lists[] = {in_place ? NULL : answer->inputs, answer->outputs};
    for (size_t l = 0; l < 2; l++)
        for (const struct tree *file = lists[l] ? lists[l]->first : NULL; file;
             file = file->next)
            if (file_same(path, tree_get(file, "path")->text))
                return error_set(err, LR_EUSAGE, "%s is %s; write to another file", path,
                                 l ? "written by this command already"
                                   : "one of the inputs");
    return LR_OK;
}

/* What made the file: the command, its inputs and the first digits of their hashes. */
static const char *provenance(struct answer *answer, const char *note)
{
    struct arena *arena = &answer->arena;
    const struct tree *command = tree_get(answer->root, "command");
    const char *text = arena_printf(arena, "lanereach %s, %s", PACKAGE_VERSION,
                                    command ? command->text : "");
    for (const struct tree *input = answer->inputs->first; text && input;
         input = input->next)
        text = arena_printf(arena, "%s\n  from %s, sha256 %.16s...", text,
                            tree_get(input, "path")->text,
                            tree_get(input, "sha256")->text);
    return text && note ? arena_printf(arena, "%s\n%s", text, note) : text;
}

enum lr_status net_file_write(const struct request *request, struct answer *answer,
                              const char *path, const struct net *net,
                              const struct net_file_kind *kind, struct lr_error *err)
{
    struct touchstone_form form;
    enum lr_status status = touchstone_form_read(request->touchstone, request->format,
                                                 request->unit, &form, err);
    if (!status)
        status = check_free(answer, path, err);
    const char *comment = provenance(answer, kind->note);
    /* Only 2.0 can say that its rows are modes. */
    form.pair = kind->pair;
    if (kind->pair && !request->touchstone)
        form.version = TOUCHSTONE_2_0;
    if (!status && !comment)
        status = error_memory(err, "a comment");
    if (!status)
        status = is_csv(path) ? touchstone_write_csv(path, net, err)
                              : touchstone_write_as(path, net, &form, comment, err);
    if (status)
        return status;
    if (!answer->outputs)
        answer->outputs = tree_list(answer->root, "outputs");
    struct tree *output = tree_object(answer->outputs, NULL);
    net_file_describe(output, path, net);
    static const char *const formats[] = {"RI", "MA", "DB"};
    if (is_csv(path))
        tree_text(output, "format", "CSV");
    else
        tree_text(output, "format", "%s %s %s",
                  form.version == TOUCHSTONE_2_0 ? "2.0" : "1.1",
                  formats[form.format], form.unit ? form.unit : "Hz");
    return LR_OK;
}

const char *net_file_name(struct answer *answer, const char *path, const char *suffix,
                          size_t ports)
{
    const char *dot =
        open_is_touchstone(path) || is_csv(path) ? strrchr(path, '.') : NULL;
    const int length = (int)(dot ? (size_t)(dot - path) : strlen(path));
    return is_csv(path) ? arena_printf(&answer->arena, "%.*s%s.csv", length, path, suffix)
                        : arena_printf(&answer->arena, "%.*s%s.s%zup", length, path,
                                       suffix, ports);
}

/* The points of a net inside [low, high] within 1 Hz. */
static enum lr_status cut(struct net *net, double low, double high, struct lr_error *err)
{
    struct net part;
    size_t first = 0, last = net->nf;
    while (first < net->nf && net->freq[first] < low - 1.0)
        first++;
    while (last > first && net->freq[last - 1] > high + 1.0)
        last--;
    if (first == 0 && last == net->nf)
        return LR_OK;
    enum lr_status status = net_init(&part, last - first, net->np, 0.0, err);
    if (status)
        return status;
    const size_t block = net->np * net->np;
    memcpy(part.freq, net->freq + first, part.nf * sizeof *part.freq);
    memcpy(part.s, net->s + first * block, part.nf * block * sizeof *part.s);
    memcpy(part.zref, net->zref, net->np * sizeof *net->zref);
    net_free(net);
    *net = part;
    return LR_OK;
}

enum lr_status net_file_join(struct net *a, const char *a_name, struct net *b,
                             const char *b_name, struct lr_error *err)
{
    struct net moved = {0};
    if (net_same_grid(a, b))
        return LR_OK;
    const double low = fmax(a->freq[0], b->freq[0]), end = a->freq[a->nf - 1];
    const double high = fmin(end, b->freq[b->nf - 1]);
    size_t common = 0;
    for (size_t k = 0; k < a->nf; k++)
        common += a->freq[k] >= low - 1.0 && a->freq[k] <= high + 1.0;
    if (common < 2)
        return error_set(err, LR_EINPUT,
                         "%zu points of %s lie in the band of %s, %.6g to "
                         "%.6g GHz; at least two are needed",
                         common, a_name, b_name, b->freq[0] / unit_ghz,
                         b->freq[b->nf - 1] / unit_ghz);
    enum lr_status status = cut(a, low, high, err);
    if (!status && high < end - 1.0)
        status = note_add(err, NOTE_WARNING,
                          "%s ends at %.6g GHz, and with it the result; "
                          "%s goes to %.6g GHz",
                          b_name, high / unit_ghz, a_name, end / unit_ghz);
    if (!status)
        status = net_resample(b, b_name, a->nf, a->freq, &moved, err);
    if (status)
        return status;
    net_free(b);
    *b = moved;
    return note_add(err, NOTE_ASSUMPTION, "%s: brought to the %zu points of %s between "
                    "%.6g and %.6g GHz", b_name, a->nf, a_name, a->freq[0] / unit_ghz,
                    a->freq[a->nf - 1] / unit_ghz);
}
