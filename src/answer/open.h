/* open.h -- the link that a request is about.  Internal to answer. */
#ifndef ANSWER_OPEN_H
#define ANSWER_OPEN_H

#include "answer/request.h"
#include "link/link.h"

/* True when a path ends like a Touchstone file, .sNp or .ts in any case. */
bool open_is_touchstone(const char *path);

/* A channel for COM: a through file with --fext, --next, --interface or --sheet, and
 * --ports, or a link file; --set applied.  LR_EUSAGE for what does not go together.
 * link_free(link) in every case. */
enum lr_status open_channel(const struct request *request, struct link *link,
                            struct lr_error *err);

/* The same of a Touchstone file of many lanes: the victim's ports and the aggressors. */
struct open_lanes {
    const char *ports;          /* "1,2-7,8"                                   */
    size_t n;
    const struct link_files_lane *lane;
};
enum lr_status open_lanes(const struct request *request, const char *path,
                          const struct open_lanes *lanes, struct link *link,
                          struct lr_error *err);

/* A link file, with the request's link_sets and then `sets` (NULL: none) applied. */
enum lr_status open_link(const struct request *request, const char *path,
                         const char *const *sets, struct link *link,
                         struct lr_error *err);

/* The same for what takes one segment: that of --segment when the link has several.
 * LR_EUSAGE without. */
enum lr_status open_segment(const struct request *request, const char *path,
                            struct link *link, struct lr_error *err);

/* A Touchstone file is no segment of anything: LR_EUSAGE for --segment. */
enum lr_status open_refuse_segment(const struct request *request, const char *path,
                                   struct lr_error *err);

/* What --interface or --sheet names, with --set applied.  LR_EUSAGE for both, or for a
 * sheet that is no workbook by its name.  interface_free(out) in every case. */
enum lr_status open_standard(const struct request *request, struct interface *out,
                             struct lr_error *err);

/* The one file that a request names.  LR_EUSAGE for none or more. */
enum lr_status open_only_file(const struct request *request, const char **path,
                              struct lr_error *err);

/* The one link file that a request names; a Touchstone file is told what it lacks. */
enum lr_status open_link_path(const struct request *request, const char **path,
                              struct lr_error *err);

/* The present value of what varies, or 0 when nothing does. */
double open_varied(const struct link *link);

/* A link with all of its segments, or a through file as open_channel takes it; --thru
 * FILE is FILE. */
enum lr_status open_link_or_channel(const struct request *request, struct link *link,
                                    struct lr_error *err);

#endif
