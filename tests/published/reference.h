/* reference.h -- runs a channel of files through an interface as lanereach com does:
 * what the published COM cases share. */
#ifndef TESTS_PUBLISHED_REFERENCE_H
#define TESTS_PUBLISHED_REFERENCE_H

#include "link/chain.h"
#include "link/com.h"
#include "tests/tap.h"

#include <stdio.h>

enum { REFERENCE_FILES = 8, REFERENCE_PATH = 512 };

struct reference_files {        /* names below channels/, NULL-terminated      */
    const char *interface, *thru;
    const char *fext[REFERENCE_FILES], *next[REFERENCE_FILES];
};

struct reference {
    char path[2 * REFERENCE_FILES][REFERENCE_PATH];
    size_t npath;
    struct model_library *lib;
    struct link link;
    struct link_chain chain;
    struct channel channel;
    struct com_work work;
    struct link_com com;
};

/* The full path, or NULL with the case marked as skipped. */
static inline const char *reference_path(struct reference *r, const char *name)
{
    char *path = r->path[r->npath++];
    snprintf(path, REFERENCE_PATH, "channels/%s", name);
    const char *found = tap_reference(path);
    if (found)
        snprintf(path, REFERENCE_PATH, "%s", found);
    return found ? path : NULL;
}

/* Reads files and interface and builds the channel; LR_ESYSTEM when a file is not
 * there.  reference_free in every case. */
static inline enum lr_status reference_open(struct reference *r,
                                            const struct reference_files *files,
                                            struct lr_error *err)
{
    const char *fext[REFERENCE_FILES] = {NULL}, *next[REFERENCE_FILES] = {NULL};
    *r = (struct reference){.npath = 0};
    const struct link_files given = {.thru = reference_path(r, files->thru),
                                     .interface = files->interface,
                                     .fext = fext, .next = next};
    bool there = given.thru;
    for (size_t i = 0; there && files->fext[i]; i++)
        there = (fext[i] = reference_path(r, files->fext[i]));
    for (size_t i = 0; there && files->next[i]; i++)
        there = (next[i] = reference_path(r, files->next[i]));
    if (!there)
        return LR_ESYSTEM;
    enum lr_status status = model_library_open(NULL, &r->lib, err);
    if (!status)
        status = link_of_files(&given, r->lib, &r->link, err);
    if (!status)
        status = link_chain_init(&r->link, &r->chain, err);
    if (!status)
        status = link_chain_channel(&r->chain, 0.0, false, &r->channel, err);
    SAME_TEXT(err->text, "");
    return status;
}

static inline void reference_free(struct reference *r)
{
    link_com_free(&r->com);
    com_work_free(&r->work);
    channel_free(&r->channel);
    link_chain_free(&r->chain);
    link_free(&r->link);
    if (r->lib)
        model_library_close(r->lib);
}

#endif
