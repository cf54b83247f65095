#include "config.h"

#include "answer/answer.h"

#include "answer/com_against.h"
#include "answer/com_channel.h"
#include "answer/com_figure.h"
#include "answer/com_list.h"
#include "answer/com_settings.h"
#include "answer/frame.h"
#include "answer/open.h"
#include "base/array.h"
#include "text/file.h"
#include "text/folder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What became of one of several channels. */
struct outcome {
    struct tree *tree;          /* its element of channels[], before they are sorted */
    double margin_db;           /* -INFINITY of one that could not be computed */
    size_t index;               /* its place among those that were named       */
};

struct question {
    const struct request *request;
    struct answer *answer;
    struct com_work work;
    struct com_list list;
    struct outcome *outcome;    /* [list.n]                                    */
    struct com_channel worst;   /* of all that were computed, for the picture  */
    bool any;                   /* it is filled                                */
    struct com_against against;
};

static enum lr_status add_inputs(struct question *q, const struct link *link,
                                 struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < link->nfile; i++)
        status = frame_input(q->answer, link->file[i], err);
    return status;
}

/* What was named stays an input when it cannot be read for what it is, so that no answer
 * is written over it. */
static void add_files(struct question *q, const struct com_item *item)
{
    const char *const *const lists[] = {item->files, item->fext, item->next};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        for (const char *const *file = lists[i]; file && *file; file++)
            frame_input(q->answer, *file, NULL);
}

/* The interface, and on which frequencies, as the first channel has them. */
static void add_interface(const struct com_channel *channel, struct tree *root)
{
    const struct interface *interface = &channel->link.interface;
    tree_text(root, "interface", "%s", interface->name);
    tree_text(root, "grade", "%s", interface->grade);
    tree_text(root, "dialect", "ieee-tool");
    tree_text(root, "release", "%s", interface->release->name);
    tree_text(root, "grid", "%s", channel->chain.grid);
}

/* Keeps the worse one of two channels and frees the other. */
static void keep_worst(struct question *q, struct com_channel *channel)
{
    if (q->any && !(channel->margin_db < q->worst.margin_db)) {
        com_channel_free(channel);
        return;
    }
    com_channel_free(&q->worst);
    q->worst = *channel;
    q->worst.chain.link = &q->worst.link;
    q->any = true;
}

static enum lr_status look_at(struct question *q, size_t i, struct tree *at,
                              struct lr_error *err)
{
    const struct request one = com_list_request(q->request, &q->list, i);
    struct com_channel channel;
    add_files(q, &q->list.item[i]);
    enum lr_status status = com_channel_solve(&one, &q->work, &channel, err);
    if (!status)
        status = com_note_ignored(&channel.link.interface, q->request->strict, err);
    if (!status)
        status = add_inputs(q, &channel.link, err);
    if (status) {
        com_channel_free(&channel);
        return status;
    }
    com_channel_add(&channel, at);
    com_against_add(&q->against, channel.link.name, at);
    q->answer->missed = q->answer->missed || !channel.pass;
    q->outcome[i] = (struct outcome){at, channel.margin_db, i};
    if (!q->any) {
        add_interface(&channel, q->answer->root);
        com_add_ignored(&channel.link.interface, q->answer->root);
    }
    keep_worst(q, &channel);
    return LR_OK;
}

/* One channel of several that cannot be computed does not keep the others from it: its
 * entry says why. */
static enum lr_status look_at_one_of_many(struct question *q, size_t i, struct tree *at,
                                          struct lr_error *err)
{
    struct lr_error own = {.notes = err ? err->notes : NULL};
    const enum lr_status status = look_at(q, i, at, &own);
    if (status == LR_EMEMORY || status == LR_EUSAGE)
        return error_set(err, status, "%s", own.text);
    if (!status)
        return LR_OK;
    const char *name = q->list.item[i].files[0];
    tree_text(at, "thru", "%s", name);
    tree_bool(at, "pass", false);
    tree_text(at, "reason", "%s", own.text);
    com_against_add(&q->against, name, at);
    q->outcome[i] = (struct outcome){at, -INFINITY, i};
    q->answer->failed = q->answer->failed ? q->answer->failed : status;
    /* Under --strict that warning would be the end of all the others. */
    return q->request->strict ? LR_OK : note_add(err, NOTE_WARNING, "%s", own.text);
}

/* Worst first; those that are alike stay in their order. */
static int by_margin(const void *pa, const void *pb)
{
    const struct outcome *a = pa, *b = pb;
    if (a->margin_db < b->margin_db || b->margin_db < a->margin_db)
        return a->margin_db < b->margin_db ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

static enum lr_status answer_one(struct question *q, struct lr_error *err)
{
    struct tree *root = q->answer->root;
    struct tree *channel = tree_object(tree_list(root, "channels"), NULL);
    enum lr_status status = look_at(q, 0, channel, err);
    for (const struct tree *child = channel->first; !status && child; child = child->next)
        tree_copy(root, child->key, child);
    return status;
}

/* While one channel is computed, the files of the next come from the disk. */
static void expect(const struct com_item *item)
{
    const char *const *const lists[] = {item->files, item->fext, item->next};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        for (const char *const *file = lists[i]; file && *file; file++)
            file_expect(*file);
}

static enum lr_status answer_many(struct question *q, struct lr_error *err)
{
    struct arena arena;
    arena_init(&arena);
    enum lr_status status = LR_OK;
    struct tree *channels = tree_list(q->answer->root, "channels");
    for (size_t i = 0; !status && i < q->list.n; i++) {
        struct tree *at = tree_new(&arena);
        if (i + 1 < q->list.n)
            expect(&q->list.item[i + 1]);
        status = at ? look_at_one_of_many(q, i, at, err)
                    : error_memory(err, "the channels");
        if (!status && tree_failed(at))
            status = error_memory(err, "the channels");
        progress_step(q->request->progress, q->list.n);
    }
    if (!status) {
        qsort(q->outcome, q->list.n, sizeof *q->outcome, by_margin);
        for (size_t i = 0; i < q->list.n; i++)
            tree_copy(channels, NULL, q->outcome[i].tree);
        tree_bool(q->answer->root, "pass", !q->answer->missed && !q->answer->failed);
    }
    arena_free(&arena);
    return status;
}

static enum lr_status answer_channels(struct question *q, struct lr_error *err)
{
    const struct request *request = q->request;
    struct answer *answer = q->answer;
    enum lr_status status = com_list_open(request, &answer->arena, &q->list, err);
    if (!status)
        status = com_against_open(request, &answer->arena, &q->against, err);
    if (!status && request->against)
        status = frame_input(answer, request->against, err);
    for (size_t i = 0; !status && i < q->list.nmanifest; i++)
        status = frame_input(answer, q->list.manifest[i], err);
    if (status)
        return status;
    q->outcome = array_alloc(q->list.n, sizeof *q->outcome);
    if (!q->outcome)
        return error_memory(err, "the channels");
    status = q->list.n > 1 ? answer_many(q, err) : answer_one(q, err);
    if (!status)
        status = com_against_end(&q->against, answer, err);
    if (!status && request->plot && q->any) {
        const struct com_drawing drawing = {&q->worst,
                                            tree_get(answer->root, "channels")};
        status = com_draw(&drawing, request->view, answer, err);
    }
    return status;
}

/* The interface alone, when no link has to be read for it. */
static enum lr_status open_interface(const struct request *request, struct answer *answer,
                                     struct link *link, struct lr_error *err)
{
    const char *name = request->sheet ? request->sheet : request->interface;
    const struct { const char *option, *value; } idle[] = {
        {"--plot", request->plot}, {"--junit", request->junit},
        {"--against", request->against}, {"--fall", request->fall}};
    for (size_t i = 0; i < sizeof idle / sizeof idle[0]; i++)
        if (idle[i].value)
            return error_set(err, LR_EUSAGE, "--show-settings computes nothing: leave %s "
                             "out", idle[i].option);
    if (request->files && folder_is(request->files[0]))
        return error_set(err, LR_EUSAGE,
                         "--show-settings takes an interface, a sheet or a link; %s is a "
                         "folder",
                         request->files[0]);
    if (request->files && !open_is_touchstone(request->files[0])) {
        enum lr_status status = open_channel(request, link, err);
        for (size_t i = 0; !status && i < link->nfile; i++)
            status = frame_input(answer, link->file[i], err);
        return status;
    }
    if (!name || (request->sheet && request->interface))
        return error_set(err, LR_EUSAGE,
                         "--show-settings needs --interface, --sheet or a link file, one "
                         "of them");
    if (request->sheet && !interface_is_sheet(request->sheet))
        return error_set(err, LR_EUSAGE,
                         "--sheet '%s' is no workbook by its name; write the path of an "
                         ".xlsx file",
                         request->sheet);
    const struct mark mark = {.file = request->sheet ? "--sheet" : "--interface"};
    arena_init(&link->arena);
    enum lr_status status =
        interface_read(request->lib, name, mark, &link->interface, err);
    for (const char *const *set = request->sets; !status && set && *set; set++)
        status = interface_assign(&link->interface, *set, err);
    if (!status && request->sheet)
        status = frame_input(answer, name, err);
    return status;
}

static enum lr_status answer_settings(const struct request *request,
                                      struct answer *answer, struct lr_error *err)
{
    struct link link = {0};
    enum lr_status status = open_interface(request, answer, &link, err);
    if (!status)
        status = com_apply_options(request, &link.interface, err);
    if (!status)
        com_add_settings(&link.interface, answer->root);
    link_free(&link);
    return status;
}

enum lr_status answer_com(const struct request *request, struct answer *answer,
                          struct lr_error *err)
{
    struct question q = {.request = request, .answer = answer};
    enum lr_status status = frame_begin(request, answer, err);
    if (!status && request->view)
        status = com_check_view(request->view, err);
    if (!status)
        status = request->show_settings ? answer_settings(request, answer, err)
                                        : answer_channels(&q, err);
    if (!status)
        status = frame_end(request, answer, err);
    com_channel_free(&q.worst);
    com_work_free(&q.work);
    array_free(q.outcome);
    return status;
}
