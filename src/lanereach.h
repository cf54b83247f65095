/* lanereach.h -- the public interface of liblanereach.
 *
 * Networks and links are opaque; an answer is the JSON that the command of
 * the same name prints with --json.  The library switches GSL's aborting
 * error handler off for the whole process, once, at the first call that
 * needs GSL.
 *
 * Ownership: what lr_*_read, lr_net_cascade and the like return through a
 * pointer is the caller's, to be freed with lr_net_free, lr_link_free or
 * lr_free.  Arguments are never freed or kept. */
#ifndef LANEREACH_H
#define LANEREACH_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum lr_status {
    LR_OK = 0,
    LR_EUSAGE,          /* an option: unknown, missing, contradictory          */
    LR_EINPUT,          /* a file: missing, unreadable, wrong                  */
    LR_EDOMAIN,         /* a value outside what the model is valid for         */
    LR_ENUMERIC,        /* no convergence, singular, not finite                */
    LR_EMEMORY,         /* out of memory                                       */
    LR_ESYSTEM          /* writing failed, a program is not installed          */
};

struct lr_notes;        /* warnings and assumptions: kept inside               */

/* Zero it before its first use: struct lr_error err = {0}.  Every function takes NULL for
 * it, too. */
struct lr_error {
    enum lr_status status;
    char text[1024];            /* one sentence: place, what, what is right    */
    struct lr_notes *notes;     /* NULL unless the library set it              */
};

/* "0.1.0" */
const char *lr_version(void);

/* Frees a string that the library returned; NULL is allowed. */
void lr_free(char *text);

/* ---- networks: N-port S-parameters over frequency ---------------------- */

typedef struct lr_net lr_net;

/* Reads a Touchstone file.  LR_EINPUT with file and line when it is wrong. */
enum lr_status lr_net_read(const char *path, lr_net **net, struct lr_error *err);

/* A network from arrays: freq[points] in Hz, not negative and increasing; ri as
 * lr_net_copy_s gives it; every reference `zref` [ohm].  Both are copied. */
enum lr_status lr_net_new(size_t ports, size_t points, const double *freq,
                          const double *ri, double zref, lr_net **net,
                          struct lr_error *err);

/* Writes Touchstone 1.1, RI, 17 significant digits.  LR_ESYSTEM when the file
 * cannot be written; an existing file is then left as it was. */
enum lr_status lr_net_write(const lr_net *net, const char *path, struct lr_error *err);

void lr_net_free(lr_net *net);

size_t lr_net_ports(const lr_net *net);
size_t lr_net_points(const lr_net *net);

/* Copies the frequencies [Hz] into freq[lr_net_points()]. */
void lr_net_frequencies(const lr_net *net, double *freq);

/* Copies S: ri[2*((k*np + i)*np + j)] is Re S_ij at frequency k, the next
 * element Im S_ij; 2 * points * ports * ports doubles. */
void lr_net_copy_s(const lr_net *net, double *ri);

/* Reference impedance [ohm] of port `port`, counted from 0. */
double lr_net_reference(const lr_net *net, size_t port);

/* `a` then `b`: both have 2n ports, ports 0..n-1 on the left and n..2n-1 on
 * the right, equal frequencies within 1 Hz and equal references where they
 * meet.  Redheffer star product.  LR_EDOMAIN when they do not fit. */
enum lr_status lr_net_cascade(const lr_net *a, const lr_net *b, lr_net **out,
                              struct lr_error *err);

/* All ports referred to the real, positive `zref` [ohm]. */
enum lr_status lr_net_renormalise(const lr_net *net, double zref, lr_net **out,
                                  struct lr_error *err);

/* Mixed mode of a 4-port: ports d1 d2 c1 c2.  `ports` is "13-24", "12-34" or
 * "auto": the pair of each end. */
enum lr_status lr_net_mixed(const lr_net *net, const char *ports, lr_net **out,
                            struct lr_error *err);

/* At 0, step, 2 step ... stop [Hz], inside the network's band but for DC, which is
 * extrapolated where it is missing. */
enum lr_status lr_net_resample(const lr_net *net, double step, double stop, lr_net **out,
                               struct lr_error *err);

/* Singular values above 1 set to 1.  *change (NULL is allowed) is the largest change
 * of an S_ij. */
enum lr_status lr_net_passivate(const lr_net *net, double *change, lr_net **out,
                                struct lr_error *err);

/* Takes known networks off the left and the right end; either may be NULL.  All have 2n
 * ports, 0..n-1 on the left. */
enum lr_status lr_net_deembed(const lr_net *net, const lr_net *left, const lr_net *right,
                              lr_net **out, struct lr_error *err);

/* The two halves of a measured 2x-thru, IEEE 370-2020: a 2-port, or a 4-port with ports
 * + - on the left, + - on the right.  With fdf, the FIX-DUT-FIX measurement, the
 * impedance of the fixtures is corrected (ZC); NULL: not (NZC). */
enum lr_status lr_net_split_thru(const lr_net *thru, const lr_net *fdf, lr_net **half1,
                                 lr_net **half2, struct lr_error *err);

/* ---- links and answers ------------------------------------------------- */

typedef struct lr_link lr_link;

/* Reads a link file, lanereach-link(5).  LR_EINPUT with file:line:column. */
enum lr_status lr_link_read(const char *path, lr_link **link, struct lr_error *err);

/* Sets one value as --set does: "part[2].length", "8in". */
enum lr_status lr_link_set(lr_link *link, const char *key, const char *value,
                           struct lr_error *err);

void lr_link_free(lr_link *link);

/* Answers `question` ("loss", "com", "reach") about a link, or without a link (NULL) one
 * about files ("loss", "net check", "net info", "net diff").  `options` is a
 * NULL-terminated array of long options, and of files, as the command takes them, or
 * NULL: {"--at", "5GHz", NULL}.  *json is the answer, to be freed with lr_free. */
enum lr_status lr_answer(const lr_link *link, const char *question,
                         const char *const *options, char **json,
                         struct lr_error *err);

#ifdef __cplusplus
}
#endif

#endif
