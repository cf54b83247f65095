/* cmd.h -- one entry per subcommand; main.c owns the table.  A command adds views to
 * an answer: what a table shows and which columns CSV has. */
#ifndef CMD_CMD_H
#define CMD_CMD_H

#include "answer/answer.h"
#include "text/table.h"

#include <stdio.h>

struct command {
    const char *name, *usage, *summary;
    /* The table view, for people. */
    void (*print)(const struct answer *answer, const struct request *request, FILE *out);
    /* The CSV view: which list of the tree, and its columns. */
    const char *rows;
    const struct column *columns;
    size_t ncolumn;
    /* Or another way to write it, when the rows are not a list of the tree; or NULL. */
    void (*print_csv)(const struct answer *answer, const struct request *request,
                      FILE *out);
    /* Another such list, for an answer that does not have the first; or NULL. */
    const char *more_rows;
    const struct column *more_columns;
    size_t nmore;
};

extern const struct command cmd_reach, cmd_com, cmd_loss, cmd_eye, cmd_budget, cmd_line,
                            cmd_models;
extern const struct command cmd_net_info, cmd_net_check, cmd_net_convert, cmd_net_cascade,
                            cmd_net_reorder, cmd_net_mixed, cmd_net_renormalise,
                            cmd_net_extract, cmd_net_resample, cmd_net_passivate,
                            cmd_net_diff, cmd_net_deembed;

/* The network files that were written, a line each. */
void cmd_print_written(const struct tree *root, FILE *out);

enum { HEAD_INDENT = 11 };      /* "loss       3.3 dB": where heads say what they have */

/* A line as printf writes it, broken at blanks to 80 columns; what follows the first
 * break begins at column `indent`. */
void cmd_say(FILE *out, size_t indent, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The text at a path of the answer, or "". */
const char *cmd_text(const struct tree *root, const char *path);

#endif
