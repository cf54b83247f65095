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
};

extern const struct command cmd_reach, cmd_com, cmd_loss, cmd_models;

/* The text at a path of the answer, or "". */
const char *cmd_text(const struct tree *root, const char *path);

#endif
