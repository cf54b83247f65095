#include "config.h"

#include "answer/open.h"

#include <ctype.h>
#include <string.h>

bool open_is_touchstone(const char *path)
{
    const char *dot = strrchr(path, '.');
    if (!dot || tolower((unsigned char)dot[1]) != 's')
        return false;
    const char *p = dot + 2;
    while (isdigit((unsigned char)*p))
        p++;
    return p > dot + 2 && tolower((unsigned char)p[0]) == 'p' && !p[1];
}

/* The one file that a request names; the link that lr_answer was given counts too. */
static enum lr_status only_file(const struct request *request, const char **path,
                                struct lr_error *err)
{
    const char *const *files = request->files;
    *path = request->link ? request->link->path : files ? files[0] : NULL;
    if (!*path)
        return error_set(err, LR_EUSAGE, "no file: write lanereach %s FILE",
                         request->command);
    if (request->link ? files != NULL : files[1] != NULL)
        return error_set(err, LR_EUSAGE, "'%s' is one file too many",
                         request->link ? files[0] : files[1]);
    return LR_OK;
}

enum lr_status open_link(const struct request *request, const char *path,
                         struct link *link, struct lr_error *err)
{
    if (request->ports || request->interface || request->fext || request->next)
        return error_set(err, LR_EUSAGE, "%s is a link file, which names its own interface, "
                         "ports and crosstalk; use --set", path);
    return link_read(path, request->lib, request->sets, link, err);
}

enum lr_status open_channel(const struct request *request, struct link *link,
                            struct lr_error *err)
{
    const char *path;
    *link = (struct link){0};
    enum lr_status status = only_file(request, &path, err);
    if (status)
        return status;
    if (!open_is_touchstone(path)) {
        struct request plain = *request;
        plain.sets = NULL;
        return open_link(&plain, path, link, err);
    }
    if (!request->interface)
        return error_set(err, LR_EUSAGE, "--interface is missing: which standard judges %s? "
                         "lanereach models --kind interface lists them", path);
    const struct link_files files = {path, request->ports, request->interface,
                                     request->fext, request->next};
    return link_of_files(&files, request->lib, link, err);
}

double open_varied(const struct link *link)
{
    if (!link->vary.given)
        return 0.0;
    const struct part *part = &link->part[link->vary.part];
    return *part->kind->quantity(part, link->vary.key->name);
}
