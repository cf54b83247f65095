#include "config.h"

#include "answer/answer.h"

#include "answer/frame.h"
#include "answer/net_file.h"

#include <math.h>

/* The largest magnitude of a kind of S_ij over the band, in dB: reflections i = j or
 * transfers i != j. */
static double largest_db(const struct net *net, bool reflections)
{
    double most = 0.0;
    for (size_t k = 0; k < net->nf; k++)
        for (size_t i = 0; i < net->np; i++)
            for (size_t j = 0; j < net->np; j++)
                if ((i == j) == reflections)
                    most = fmax(most, cabs(*net_s(net, k, i, j)));
    return db_of(most);
}

static enum lr_status add_file(const struct request *request, struct answer *answer,
                               const char *path, struct tree *files, struct lr_error *err)
{
    struct net net = {0};
    enum lr_status status = net_file_read(request, answer, path, &net, err);
    if (status)
        return status;
    struct tree *file = tree_object(files, NULL);
    net_file_describe(file, path, &net);
    tree_bool(file, "dc", !(net.freq[0] > 0.0));
    tree_number(file, "max_reflection_db", largest_db(&net, true));
    if (net.np > 1)
        tree_number(file, "max_transfer_db", largest_db(&net, false));
    status = net_file_ports(request, path, &net, file, err);
    net_free(&net);
    return status;
}

enum lr_status answer_net_info(const struct request *request, struct answer *answer,
                               struct lr_error *err)
{
    enum lr_status status = frame_begin(request, answer, err);
    if (!status && !request->files)
        status = error_set(err, LR_EUSAGE, "no file: write lanereach net info FILE...");
    struct tree *files = status ? NULL : tree_list(answer->root, "files");
    for (size_t i = 0; !status && request->files[i]; i++)
        status = add_file(request, answer, request->files[i], files, err);
    return status ? status : frame_end(request, answer, err);
}
