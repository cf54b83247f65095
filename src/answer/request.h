/* request.h -- what is asked: a command's options and files, read the same way for
 * the program and for lr_answer. */
#ifndef ANSWER_REQUEST_H
#define ANSWER_REQUEST_H

#include "base/arena.h"
#include "base/error.h"
#include "text/model.h"
#include "text/progress.h"

#include <stdbool.h>
#include <stddef.h>

enum request_mode { MODE_TABLE, MODE_CSV, MODE_JSON };

struct link_files_marks;         /* link/link.h                                 */

struct request {
    const char *command;
    struct model_library *lib;          /* set before the answer is asked for  */
    const char *const *link_sets;       /* assignments of lr_link_set, or NULL */
    /* Lists end with NULL and are NULL when nothing was given. */
    const char *const *files, *const *fext, *const *next, *const *sets, *const *data;
    const struct link_files_marks *marks;       /* where a manifest names the files; NULL:
                                         * the command line does               */
    const char *interface, *sheet, *ports, *release, *ranges, *rates, *media, *at, *kind;
    const char *output, *plot, *keep_plot;
    const char *view, *baud, *against, *fall, *junit, *length;
    const char *touchstone, *format, *unit, *zref, *step, *stop;        /* net ... */
    const char *victim, *opposite, *floor, *order, *tolerance, *thru, *halves, *left,
        *right;
    const char *solve, *vary, *temperature;             /* line                */
    const char *const *fit;             /* line                                */
    const char *pitch, *neighbours, *rise;
    const char *segment;                /* of a link that has several          */
    const char *ber, *time_domain, *pattern, *seed;     /* eye                 */
    const char *fit_length, *fit_keys, *fit_band, *material;
    enum request_mode mode;
    bool exhaustive, strict, quiet, verbose, help;
    bool check;                         /* models                              */
    bool repair, single_ended, corrected, fast;
    bool local_search, show_settings, ieee;     /* com; --csv=ieee             */
    size_t threads;                     /* 0: as many as the machine has       */
    struct progress *progress;          /* told of every step, or NULL         */
};

/* One option of the command line; the table is also the usage text. */
struct request_option {
    const char *name;           /* "json"                                      */
    char letter;                /* 'o' for -o, or 0                            */
    const char *argument;       /* "FILE" as usage prints it; "[=ieee]": may be left out;
                                 * NULL: a flag                                */
    const char *commands;       /* "com,net check" or NULL: every command      */
    const char *help;
};

/* The options of a command: the i-th of them, or NULL past the last. */
const struct request_option *request_option(const char *command, size_t i);

/* The option of a command with a name of `length` characters, or with a letter; NULL
 * when it has none. */
const struct request_option *request_option_find(const char *command, const char *name,
                                                 size_t length);
const struct request_option *request_option_letter(const char *command, char letter);

enum { OPTIONS_MOST = 64 };     /* more than any command has                   */

/* Reads words[0..n-1], all behind the command's name ("com" or "net check").  Options
 * and files may be mixed; --name=value and --name value are the same; "--" ends the
 * options; --fext and --next take every file up to the next option.  Text is borrowed,
 * lists live in `arena`.  LR_EUSAGE: unknown option, missing or superfluous argument. */
enum lr_status request_parse(const char *command, size_t n, const char *const *words,
                             struct arena *arena, struct request *request,
                             struct lr_error *err);

/* The frequencies of --at, "5GHz,13.28GHz": *freq (arena) and *nf; 0 when there is no
 * --at.  LR_EUSAGE. */
enum lr_status request_at(const struct request *request, struct arena *arena,
                          double **freq, size_t *nf, struct lr_error *err);

/* The value of an option, "--step 10MHz", as a positive quantity.  LR_EUSAGE. */
enum lr_status request_quantity(const char *option, const char *text, enum dimension dim,
                                double *si, struct lr_error *err);

#endif
