#include "config.h"

#include "answer/answer.h"

#include "answer/frame.h"
#include "answer/net_file.h"
#include "answer/open.h"
#include "net/grid.h"

#include <stdlib.h>
#include <string.h>

/* "3" of 1..n, counted from 0 in *lane. */
static enum lr_status read_lane(const char *option, const char *text, size_t length,
                                size_t n, size_t *lane, struct lr_error *err)
{
    char *end;
    const unsigned long value = strtoul(text, &end, 10);
    if (end != text + length || !length || text[0] < '0' || text[0] > '9' || value < 1 ||
        value > n)
        return error_set(err, LR_EUSAGE,
                         "%s '%.*s': write lanes as numbers from 1 to %zu", option,
                         (int)length, text, n);
    *lane = (size_t)value - 1;
    return LR_OK;
}

static enum lr_status read_opposite(const struct request *request, size_t n,
                                    bool opposite[LANES_MOST], struct lr_error *err)
{
    for (const char *word = request->opposite; word;) {
        const size_t length = strcspn(word, ",");
        size_t lane;
        enum lr_status status =
            read_lane("--opposite", word, length, n, &lane, err);
        if (status)
            return status;
        opposite[lane] = true;
        word = word[length] ? word + length + 1 : NULL;
    }
    return LR_OK;
}

static enum lr_status write_lane(const struct request *request, struct answer *answer,
                                 const struct net *all, const struct lane_map *map,
                                 size_t victim, size_t lane, enum lane_path path,
                                 struct lr_error *err)
{
    static const char *const names[] = {"thru", "fext", "next"};
    struct net net = {0};
    enum lr_status status = lanes_extract(all, map, victim, lane, path, &net, err);
    const char *suffix =
        path == LANE_THRU ? "_thru"
                          : arena_printf(&answer->arena, "_%s%zu", names[path], lane + 1);
    const char *name =
        suffix ? net_file_name(answer, request->output, suffix, net.np) : NULL;
    if (!status && !name)
        status = error_memory(err, "a file name");
    const struct net_file_kind kind = {
        arena_printf(&answer->arena, "ports 13-24; lane %zu to the receiver of lane %zu, "
                     "%s", lane + 1, victim + 1, names[path]), NULL};
    if (!status)
        status = net_file_write(request, answer, name, &net, &kind, err);
    if (!status) {
        struct tree *output = answer->outputs->last;
        tree_text(output, "kind", "%s", names[path]);
        tree_number(output, "lane", (double)lane + 1.0);
    }
    net_free(&net);
    return status;
}

enum lr_status answer_net_extract(const struct request *request, struct answer *answer,
                                  struct lr_error *err)
{
    const char *path;
    struct net net = {0};
    struct lane_map map;
    bool opposite[LANES_MOST] = {false};
    size_t victim = 0;
    enum lr_status status = frame_begin(request, answer, err);
    if (!status)
        status = open_only_file(request, &path, err);
    if (!status)
        status = net_file_check(request, err);
    if (!status)
        status = net_file_read(request, answer, path, &net, err);
    if (status)
        return status;
    struct tree *file = tree_object(tree_list(answer->root, "files"), NULL);
    net_file_describe(file, path, &net);
    status = net_file_lanes(request, path, &net, file, &map, err);
    if (!status && request->victim)
        status = read_lane("--victim", request->victim, strlen(request->victim), map.n,
                           &victim, err);
    if (!status)
        status = read_opposite(request, map.n, opposite, err);
    if (!status && opposite[victim])
        status = error_set(err, LR_EUSAGE,
                           "--opposite names lane %zu, the victim itself; "
                           "it says which others send the other way",
                           victim + 1);
    if (!status && map.n > 1 && !request->opposite)
        status = note_add(err, NOTE_ASSUMPTION, "%s: all lanes send the same way as lane "
                          "%zu, so that their crosstalk is FEXT; --opposite names those "
                          "that do not", path, victim + 1);
    if (!status)
        status = write_lane(request, answer, &net, &map, victim, victim, LANE_THRU, err);
    for (size_t lane = 0; !status && lane < map.n; lane++)
        if (lane != victim)
            status = write_lane(request, answer, &net, &map, victim, lane,
                                opposite[lane] ? LANE_NEXT : LANE_FEXT, err);
    if (!status)
        status = frame_end(request, answer, err);
    net_free(&net);
    return status;
}
