#include "config.h"

#include "lanereach.h"

#include "answer/answer.h"
#include "base/parallel.h"
#include "link/link.h"
#include "net/net.h"
#include "net/ports.h"
#include "net/touchstone.h"
#include "text/json.h"

#include <stdlib.h>
#include <string.h>

struct lr_net {
    struct net net;
};

/* A link is its file and what was set; every answer reads it anew, so that a link
 * never holds half of an older state. */
struct lr_link {
    struct arena arena;
    const char *path;
    const char **sets;          /* NULL-terminated                             */
    size_t nset;
};

const char *lr_version(void)
{
    return PACKAGE_VERSION;
}

void lr_free(char *text)
{
    free(text);
}

/* ---- networks ---------------------------------------------------------- */

/* Hands `net` out on the heap, or frees it when that fails. */
static enum lr_status give(enum lr_status status, struct net *net, lr_net **out,
                           struct lr_error *err)
{
    *out = status ? NULL : malloc(sizeof **out);
    if (!*out) {
        net_free(net);
        return status ? status : error_memory(err, "a network");
    }
    (*out)->net = *net;
    return LR_OK;
}

enum lr_status lr_net_read(const char *path, lr_net **net, struct lr_error *err)
{
    struct net read = {0};
    return give(touchstone_read(path, &read, err), &read, net, err);
}

enum lr_status lr_net_write(const lr_net *net, const char *path, struct lr_error *err)
{
    return touchstone_write(path, &net->net, "written by lanereach " PACKAGE_VERSION,
                            err);
}

void lr_net_free(lr_net *net)
{
    if (net)
        net_free(&net->net);
    free(net);
}

size_t lr_net_ports(const lr_net *net)
{
    return net->net.np;
}

size_t lr_net_points(const lr_net *net)
{
    return net->net.nf;
}

void lr_net_frequencies(const lr_net *net, double *freq)
{
    memcpy(freq, net->net.freq, net->net.nf * sizeof *freq);
}

void lr_net_copy_s(const lr_net *net, double *ri)
{
    memcpy(ri, net->net.s, net->net.nf * net->net.np * net->net.np * sizeof *net->net.s);
}

double lr_net_reference(const lr_net *net, size_t port)
{
    return net->net.zref[port];
}

enum lr_status lr_net_cascade(const lr_net *a, const lr_net *b, lr_net **out,
                              struct lr_error *err)
{
    struct net sum = {0};
    return give(net_cascade(&a->net, &b->net, &sum, err), &sum, out, err);
}

enum lr_status lr_net_renormalise(const lr_net *net, double zref, lr_net **out,
                                  struct lr_error *err)
{
    struct net other = {0};
    return give(net_renormalise(&net->net, zref, &other, err), &other, out, err);
}

enum lr_status lr_net_mixed(const lr_net *net, const char *ports, lr_net **out,
                            struct lr_error *err)
{
    struct net mixed = {0};
    struct port_map map;
    enum lr_status status = ports_find(&net->net, "the network", ports, &map, err);
    if (!status)
        status = ports_mixed(&net->net, &map, &mixed, err);
    return give(status, &mixed, out, err);
}

/* ---- links and answers ------------------------------------------------- */

/* Reads the link as an answer would, to find its faults now. */
static enum lr_status check(const lr_link *link, struct lr_error *err)
{
    struct model_library *lib;
    struct link read;
    enum lr_status status = model_library_open(NULL, &lib, err);
    if (status)
        return status;
    status = link_read(link->path, lib, link->sets, &read, err);
    link_free(&read);
    model_library_close(lib);
    return status;
}

enum lr_status lr_link_read(const char *path, lr_link **link, struct lr_error *err)
{
    lr_link *new = calloc(1, sizeof *new);
    *link = NULL;
    if (!new)
        return error_memory(err, "a link");
    arena_init(&new->arena);
    new->path = arena_strdup(&new->arena, path);
    enum lr_status status = new->path ? check(new, err) : error_memory(err, "a link");
    if (status)
        lr_link_free(new);
    else
        *link = new;
    return status;
}

enum lr_status lr_link_set(lr_link *link, const char *key, const char *value,
                           struct lr_error *err)
{
    const char **old = link->sets;
    const char **sets = arena_alloc(&link->arena, (link->nset + 2) * sizeof *sets);
    char *set = arena_printf(&link->arena, "%s=%s", key, value);
    if (!sets || !set)
        return error_memory(err, "a link");
    for (size_t i = 0; i < link->nset; i++)
        sets[i] = old[i];
    sets[link->nset] = set;
    link->sets = sets;
    enum lr_status status = check(link, err);
    if (status)
        link->sets = old;
    else
        link->nset++;
    return status;
}

void lr_link_free(lr_link *link)
{
    if (link)
        arena_free(&link->arena);
    free(link);
}

/* The answer's notes are in its JSON, so that they end here. */
static enum lr_status ask(struct request *request, answer_fn *question, char **json,
                          struct lr_error *err)
{
    struct answer answer = {0};
    struct model_library *lib;
    struct lr_error own = {.notes = notes_new(request->strict)};
    enum lr_status status = own.notes ? model_library_open(request->data, &lib, &own)
                                      : error_memory(&own, "notes");
    if (!status) {
        request->lib = lib;
        status = question(request, &answer, &own);
        if (!status)
            status = json_print(answer.root, json, &own);
        answer_free(&answer);
        model_library_close(lib);
    }
    notes_free(own.notes);
    if (status && err) {
        err->status = status;
        memcpy(err->text, own.text, sizeof err->text);
    }
    return status;
}

enum lr_status lr_answer(const lr_link *link, const char *question,
                         const char *const *options, char **json,
                         struct lr_error *err)
{
    struct arena arena;
    struct request request = {0};
    size_t n = 0;
    *json = NULL;
    answer_fn *answer = answer_find(question);
    if (!answer || !strcmp(question, "models"))
        return error_set(err, LR_EUSAGE,
                         "'%s' is no question about a link; loss, com and "
                         "reach are",
                         question);
    while (options && options[n])
        n++;
    arena_init(&arena);
    const char *const files[] = {link->path, NULL};
    enum lr_status status = request_parse(question, n, options, &arena, &request, err);
    if (!status && (request.files || request.output || request.plot ||
                    request.keep_plot || request.help || request.mode == MODE_CSV))
        status = error_set(err, LR_EUSAGE,
                           "lr_answer returns JSON about the given link; files, "
                           "--csv, --output, --plot and --help do not apply");
    if (!status) {
        if (request.threads)
            parallel_set_threads((int)request.threads);
        request.files = files;
        request.link_sets = link->sets;
        status = ask(&request, answer, json, err);
    }
    arena_free(&arena);
    return status;
}
