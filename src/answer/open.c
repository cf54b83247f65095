#include "config.h"

#include "answer/open.h"

#include "base/array.h"
#include "net/touchstone.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

bool open_is_touchstone(const char *path)
{
    const char *dot = strrchr(path, '.');
    return touchstone_ports(path) || (dot && !strcasecmp(dot, ".ts"));
}

enum lr_status open_only_file(const struct request *request, const char **path,
                              struct lr_error *err)
{
    const char *const *files = request->files;
    if (!files && (request->fext || request->next))
        return error_set(err, LR_EUSAGE,
                         "no through file: it comes before --fext and --next, "
                         "which take every file behind them");
    if (!files)
        return error_set(err, LR_EUSAGE, "no file: write lanereach %s FILE",
                         request->command);
    if (files[1])
        return error_set(err, LR_EUSAGE, "'%s' is one file too many", files[1]);
    *path = files[0];
    return LR_OK;
}

static size_t count(const char *const *list)
{
    size_t n = 0;
    while (list && list[n])
        n++;
    return n;
}

enum lr_status open_refuse_segment(const struct request *request, const char *path,
                                   struct lr_error *err)
{
    return request->segment
               ? error_set(err, LR_EUSAGE, "--segment: %s is a Touchstone file; a link "
                           "file can have segments", path)
               : LR_OK;
}

/* --segment: the link becomes that one. */
static enum lr_status choose_segment(const char *text, struct link *link,
                                     struct lr_error *err)
{
    char *end;
    const long n = strtol(text, &end, 10);
    const size_t most = link_segments(link);
    if (end == text || *end || n < 1 || (size_t)n > most)
        return error_set(err, LR_EUSAGE,
                         "--segment '%s': %s has %zu segment%s; write a number from 1 to "
                         "%zu", text, link->name, most, most > 1 ? "s" : "", most);
    if (link->nsegment)
        link_narrow(link, (size_t)n - 1);
    return LR_OK;
}

enum lr_status open_link(const struct request *request, const char *path,
                         const char *const *sets, struct link *link, struct lr_error *err)
{
    *link = (struct link){0};
    if (request->ports || request->interface || request->sheet || request->fext ||
        request->next)
        return error_set(err, LR_EUSAGE,
                         "%s is a link file, which names its own interface, "
                         "ports and crosstalk; use --set",
                         path);
    const size_t first = count(request->link_sets), second = count(sets);
    const char **all = array_alloc(first + second + 1, sizeof *all);
    if (!all)
        return error_memory(err, "--set");
    for (size_t i = 0; i < first + second; i++)
        all[i] = i < first ? request->link_sets[i] : sets[i - first];
    enum lr_status status = link_read(path, request->lib, all, link, err);
    array_free(all);
    return status || !request->segment ? status
                                       : choose_segment(request->segment, link, err);
}

enum lr_status open_segment(const struct request *request, const char *path,
                            struct link *link, struct lr_error *err)
{
    enum lr_status status = open_link(request, path, request->sets, link, err);
    if (!status && link->nsegment)
        status = error_set(err, LR_EUSAGE,
                           "%s has %zu segments, which lanereach eye judges together; "
                           "write --segment 1 to %zu", path, link->nsegment,
                           link->nsegment);
    return status;
}

/* One of --interface and --sheet, and a sheet that can be one. */
static enum lr_status check_standard(const struct request *request, struct lr_error *err)
{
    if (request->sheet && request->interface)
        return error_set(err, LR_EUSAGE,
                         "--sheet and --interface both say what judges the channel; "
                         "leave one of them out");
    if (request->sheet && !interface_is_sheet(request->sheet))
        return error_set(err, LR_EUSAGE,
                         "--sheet '%s' is no workbook by its name; write the path of an "
                         ".xlsx file",
                         request->sheet);
    return LR_OK;
}

enum lr_status open_standard(const struct request *request, struct interface *out,
                             struct lr_error *err)
{
    const char *const *set = request->sets;
    *out = (struct interface){0};
    enum lr_status status = check_standard(request, err);
    if (status)
        return status;
    status = interface_read(
        request->lib, request->sheet ? request->sheet : request->interface,
        (struct mark){.file = request->sheet ? "--sheet" : "--interface"}, out, err);
    for (; !status && set && *set; set++)
        status = interface_assign(out, *set, err);
    return status || !request->sets ? status : interface_derive(out, err);
}

enum lr_status open_lanes(const struct request *request, const char *path,
                          const struct open_lanes *lanes, struct link *link,
                          struct lr_error *err)
{
    *link = (struct link){0};
    enum lr_status status = check_standard(request, err);
    if (!status)
        status = open_refuse_segment(request, path, err);
    if (status)
        return status;
    if (!request->interface && !request->sheet)
        return error_set(err, LR_EUSAGE,
                         "--interface or --sheet is missing: which standard judges %s? "
                         "lanereach models --kind interface lists them",
                         path);
    const struct link_files files = {
        .thru = path,
        .ports = lanes->ports,
        .interface = request->sheet ? request->sheet : request->interface,
        .fext = request->fext,
        .next = request->next,
        .sets = request->sets,
        .eye = !strcmp(request->command, "eye"),
        .nlane = lanes->n,
        .lane = lanes->lane,
        .marks = request->marks};
    return link_of_files(&files, request->lib, link, err);
}

enum lr_status open_channel(const struct request *request, struct link *link,
                            struct lr_error *err)
{
    const char *path;
    const struct open_lanes lanes = {.ports = request->ports};
    *link = (struct link){0};
    enum lr_status status = open_only_file(request, &path, err);
    if (!status)
        status = check_standard(request, err);
    if (status)
        return status;
    if (open_is_touchstone(path))
        return open_lanes(request, path, &lanes, link, err);
    if (request->marks && access(path, R_OK))
        return error_at(err, request->marks->thru, "%s cannot be read: %s; write the "
                        "path of a link file", path, strerror(errno));
    return open_segment(request, path, link, err);
}

enum lr_status open_link_or_channel(const struct request *request, struct link *link,
                                    struct lr_error *err)
{
    const char *const files[] = {request->thru, NULL};
    struct request of = *request;
    const char *path;
    *link = (struct link){0};
    if (request->thru && request->files)
        return error_set(err, LR_EUSAGE, "--thru %s beside '%s'; leave one of them out",
                         request->thru, request->files[0]);
    if (request->thru)
        of.files = files;
    enum lr_status status = open_only_file(&of, &path, err);
    if (status)
        return status;
    if (open_is_touchstone(path))
        return open_channel(&of, link, err);
    return request->thru
               ? error_set(err, LR_EUSAGE, "--thru %s is no Touchstone file by its name; "
                           "write lanereach eye LINK for a link", path)
               : open_link(&of, path, of.sets, link, err);
}

enum lr_status open_link_path(const struct request *request, const char **path,
                              struct lr_error *err)
{
    enum lr_status status = open_only_file(request, path, err);
    if (!status && open_is_touchstone(*path))
        status = error_set(err, LR_EUSAGE, "%s is a Touchstone file, one part of a link; "
                           "write a link file around it, lanereach-link(5)", *path);
    return status;
}

double open_varied(const struct link *link)
{
    if (!link->vary.given)
        return 0.0;
    const struct part *part = &link->part[link->vary.part];
    return *part->kind->quantity(part, link->vary.key->name);
}
