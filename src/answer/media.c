#include "config.h"

#include "answer/media_built_in.h"

#include "answer/open.h"
#include "base/array.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum lr_status media_grow(struct media *media, struct lr_error *err)
{
    struct media_row *longer = array_alloc(media->n + 1, sizeof *longer);
    if (!longer)
        return error_memory(err, "the links");
    if (media->n)
        memcpy(longer, media->row, media->n * sizeof *longer);
    array_free(media->row);
    media->row = longer;
    media->n++;
    return LR_OK;
}

enum lr_status media_check_varies(struct media_row *row, struct lr_error *err)
{
    struct link *link = &row->link;
    for (size_t i = 0; i < link->nsegment; i++)
        if (link->segment[i].vary.given || link->segment[i].light.given) {
            row->rest = *link;
            link_take(&row->rest, i, link);
            break;
        }
    row->vary = link->light.given ? link->light : link->vary;
    if (row->vary.given)
        return LR_OK;
    return error_at(err, (struct mark){.file = link->path},
                    "nothing varies, so there is no "
                    "length to solve for; write vary: length in one part");
}

enum lr_status media_open(const struct request *request, struct media *media,
                          struct lr_error *err)
{
    *media = (struct media){0};
    if (!request->files)
        return media_built_in(request, media, err);
    if (request->rates || request->media)
        return error_set(err, LR_EUSAGE,
                         "--rates and --media choose among the built-in media; "
                         "a link file has its own interface");
    enum lr_status status = LR_OK;
    for (const char *const *path = request->files; !status && *path; path++) {
        status = media_grow(media, err);
        if (status)
            return status;
        struct media_row *row = &media->row[media->n - 1];
        status = open_link(request, *path, request->sets, &row->link, err);
        row->medium = row->link.name;
        if (!status)
            status = media_check_varies(row, err);
        if (!status)
            row->varied = row->vary.key->name;
    }
    return status;
}

void media_close(struct media *media)
{
    for (size_t i = 0; i < media->n; i++) {
        link_free(&media->row[i].link);
        link_free(&media->row[i].rest);
    }
    array_free(media->row);
    *media = (struct media){0};
}
