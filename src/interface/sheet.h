/* sheet.h -- COM configuration sheets: the keywords of the worksheet COM_Settings with
 * their values, as the IEEE COM tool looks them up.  Internal to interface. */
#ifndef INTERFACE_SHEET_H
#define INTERFACE_SHEET_H

#include "interface/interface.h"

/* Reads a workbook, .xlsx, and gives every keyword to `out` with the place of its value,
 * "KR.xlsx:COM_Settings!B12".  A keyword may stand in any cell; its value is the cell to
 * the right.  Texts beside which a value stands in a column of keywords, but which are
 * none, are kept as unknown settings.  LR_EINPUT: no workbook, no such worksheet, no
 * keyword in it, a keyword that stands twice, also under two of its names, a value that
 * cannot be read. */
enum lr_status sheet_read(const char *path, struct interface *out, struct lr_error *err);

#endif
