#include "config.h"

#include "answer/answer.h"

#include "answer/frame.h"
#include "answer/loss_item.h"
#include "answer/open.h"
#include "base/array.h"

#include <string.h>

static size_t count(const char *const *files)
{
    size_t n = 0;
    while (files && files[n])
        n++;
    return n;
}

/* With one channel its keys are repeated at the top, where scripts look for them. */
static void repeat_at_top(struct answer *answer, const struct tree *channels)
{
    const struct tree *only = channels->first;
    if (channels->n != 1)
        return;
    for (const struct tree *key = only->first; key; key = key->next)
        tree_copy(answer->root, key->key, key);
}

static enum lr_status look(const struct request *request, struct answer *answer,
                           struct loss_item *item, size_t n, struct lr_error *err)
{
    const char *view = request->view ? request->view : "loss";
    const bool time = loss_view_is_time(view), figure = loss_view_is_figure(view);
    if (!time && !figure && strcmp(view, "loss"))
        return error_set(err, LR_EUSAGE, "--view '%s': write loss, ild, icr, icn, erl, "
                         "tdr, step or pulse", view);
    if (time && request->at)
        return error_set(err, LR_EUSAGE, "--at are frequencies; --view %s has times",
                         view);
    struct tree *channels = tree_list(answer->root, "channels");
    enum lr_status status = loss_check_figures(request, n, err);
    for (size_t i = 0; !status && i < n; i++) {
        item[i].tree = tree_object(channels, NULL);
        status = loss_item_open(request, answer, request->files[i], &item[i], err);
        if (!status)
            status = loss_limits(answer, &item[i], err);
        if (!status)
            status = loss_metrics(answer, &item[i], err);
    }
    if (status)
        return status;
    tree_text(answer->root, "view", "%s", view);
    status = time     ? loss_over_time(request, answer, item, n, err)
             : figure ? loss_over_figures(request, answer, item, n, err)
                      : loss_over_frequency(request, answer, item, n, err);
    if (!status)
        repeat_at_top(answer, channels);
    return status;
}

enum lr_status answer_loss(const struct request *request, struct answer *answer,
                           struct lr_error *err)
{
    const size_t n = count(request->files);
    struct loss_item *item = NULL;
    enum lr_status status = frame_begin(request, answer, err);
    if (!status && !n && (request->fext || request->next))
        status = open_only_file(request, &(const char *){NULL}, err);
    else if (!status && !n)
        status = error_set(err, LR_EUSAGE, "no file: write lanereach loss FILE...");
    if (!status && n > 1 && (request->fext || request->next))
        status = error_set(err, LR_EUSAGE, "--fext and --next belong to one through file;"
                           " there are %zu", n);
    if (!status)
        status = loss_check_write(request, n, err);
    if (!status) {
        item = array_alloc(n, sizeof *item);
        status = item ? look(request, answer, item, n, err)
                      : error_memory(err, "the channels");
    }
    if (!status)
        status = loss_write(request, answer, err);
    if (!status)
        status = frame_end(request, answer, err);
    for (size_t i = 0; item && i < n; i++)
        loss_item_free(&item[i]);
    array_free(item);
    return status;
}
