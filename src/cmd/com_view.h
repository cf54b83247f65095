/* com_view.h -- how an answer of lanereach com looks: one channel, several, its settings,
 * and the CSV of the IEEE COM tool. */
#ifndef CMD_COM_VIEW_H
#define CMD_COM_VIEW_H

#include "cmd/cmd.h"

/* The columns of a package case, of CSV and, with heads, of the table. */
extern const struct column com_case_columns[];
extern const size_t com_case_columns_n;

void com_print_one(const struct tree *root, FILE *out);
void com_print_many(const struct tree *root, bool verbose, FILE *out);
void com_print_settings(const struct tree *root, FILE *out);

/* What an earlier answer says, when the request had one. */
void com_print_baseline(const struct tree *root, FILE *out);
void com_print_interface(const struct tree *root, FILE *out);

/* Rows of all channels, one for each package case, or one with the reason: each a case of
 * channels[].cases[] with thru and pass.  NULL when memory is out. */
const struct tree *com_rows(const struct tree *root, struct arena *arena);

/* The same rows under the names that the tool's own CSV has, vectors in its syntax.
 * Cells of what a closed eye has no number for are empty, where the tool prints a
 * sentinel. */
void com_print_ieee(const struct tree *root, FILE *out);

#endif
