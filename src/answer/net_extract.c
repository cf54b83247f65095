#include "config.h"

#include "answer/answer.h"

#include "answer/frame.h"
#include "answer/net_file.h"
#include "answer/net_lanes.h"
#include "answer/open.h"
#include "net/grid.h"

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
    struct net_lanes lanes;
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
    if (!status)
        status = net_lanes_read(request, map.n, &lanes, err);
    if (!status)
        status = net_lanes_note(request, path, map.n, &lanes, err);
    const size_t victim = lanes.victim;
    if (!status)
        status = write_lane(request, answer, &net, &map, victim, victim, LANE_THRU, err);
    for (size_t lane = 0; !status && lane < map.n; lane++)
        if (lane != victim)
            status = write_lane(request, answer, &net, &map, victim, lane,
                                lanes.opposite[lane] ? LANE_NEXT : LANE_FEXT, err);
    if (!status)
        status = frame_end(request, answer, err);
    net_free(&net);
    return status;
}
