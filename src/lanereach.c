#include "config.h"

#include "lanereach.h"

#include "answer/answer.h"
#include "base/parallel.h"
#include "link/link.h"
#include "text/json.h"

#include <stdlib.h>
#include <string.h>

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

/* Questions that need no link: the files are among the words. */
static bool about_files(const char *question)
{
    static const char *const names[] = {"net check", "net info", "net diff", "loss"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (!strcmp(question, names[i]))
            return true;
    return false;
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
    const bool files = !link && about_files(question);
    if (!answer || (!files && (!link || !strncmp(question, "net ", 4) ||
                               !strcmp(question, "models"))))
        return error_set(err, LR_EUSAGE,
                         "'%s' is no question %s are", question,
                         link ? "about a link; loss, com and reach"
                              : "about files; loss, net check, net info and net diff");
    while (options && options[n])
        n++;
    arena_init(&arena);
    const char *const path[] = {link ? link->path : NULL, NULL};
    enum lr_status status = request_parse(question, n, options, &arena, &request, err);
    if (!status && ((link && request.files) || request.output || request.plot ||
                    request.keep_plot || request.help || request.mode == MODE_CSV))
        status = error_set(err, LR_EUSAGE,
                           "lr_answer returns JSON about the given %s --csv, --output, "
                           "--plot and --help do not apply",
                           link ? "link; files," : "files;");
    if (!status) {
        if (request.threads)
            parallel_set_threads((int)request.threads);
        if (link) {
            request.files = path;
            request.link_sets = link->sets;
        }
        status = ask(&request, answer, json, err);
    }
    arena_free(&arena);
    return status;
}
