#include "config.h"

#include "answer/answer.h"

#include "answer/frame.h"
#include "answer/net_file.h"

/* Far legs between near legs again, so that the output is a 13-24 file; ports that are
 * not four a lane stay left first. */
static enum lr_status put_near_and_far(const struct net *net, struct net *out,
                                       struct lr_error *err)
{
    size_t order[4 * LANES_MOST];
    if (net->np % 4)
        return net_copy(net, out, err);
    for (size_t i = 0; i < net->np / 2; i++) {
        order[2 * i] = i;
        order[2 * i + 1] = net->np / 2 + i;
    }
    return net_reorder(net, order, net->np, out, err);
}

static enum lr_status add_file(const struct request *request, struct answer *answer,
                               const char *path, struct tree *files, struct net *sum,
                               struct lr_error *err)
{
    struct net net = {0}, sorted = {0}, longer = {0};
    size_t *order;
    enum lr_status status = net_file_read(request, answer, path, &net, err);
    if (status)
        return status;
    struct tree *file = tree_object(files, NULL);
    net_file_describe(file, path, &net);
    status = net_file_left_first(request, answer, path, &net, file, &order, &sorted, err);
    net_free(&net);
    if (status)
        return status;
    if (!sum->nf) {
        *sum = sorted;
        return LR_OK;
    }
    if (sorted.np != sum->np)
        status = error_at(err, (struct mark){path, 0, 0},
                          "%zu ports; those before it have "
                          "%zu",
                          sorted.np, sum->np);
    if (!status)
        status = net_file_join(sum, "the networks before it", &sorted, path, err);
    if (!status)
        status = net_cascade(sum, &sorted, &longer, err);
    net_free(&sorted);
    if (!status) {
        net_free(sum);
        *sum = longer;
    }
    return status;
}

enum lr_status answer_net_cascade(const struct request *request, struct answer *answer,
                                  struct lr_error *err)
{
    struct net sum = {0}, out = {0};
    enum lr_status status = frame_begin(request, answer, err);
    if (!status && (!request->files || !request->files[1]))
        status = error_set(err, LR_EUSAGE,
                           "two files or more are wanted, in the order of "
                           "the signal");
    if (!status)
        status = net_file_check(request, err);
    struct tree *files = status ? NULL : tree_list(answer->root, "files");
    for (size_t i = 0; !status && request->files[i]; i++)
        status = add_file(request, answer, request->files[i], files, &sum, err);
    const struct net_file_kind kind = {
        sum.np % 4 ? "left ports first" : "ports 13-24: 1 to 2, 3 to 4, ...", NULL};
    if (!status)
        status = put_near_and_far(&sum, &out, err);
    if (!status)
        status = net_file_write(request, answer, request->output, &out, &kind, err);
    if (!status)
        status = frame_end(request, answer, err);
    net_free(&out);
    net_free(&sum);
    return status;
}
