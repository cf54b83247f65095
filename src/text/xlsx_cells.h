/* xlsx_cells.h -- the cells of one worksheet. */
#ifndef TEXT_XLSX_CELLS_H
#define TEXT_XLSX_CELLS_H

#include "base/arena.h"
#include "base/error.h"
#include "text/xlsx.h"
#include "text/xlsx_string.h"
#include "text/xlsx_zip.h"

#include <stddef.h>

/* Fills the cells of sheet, whose name is set; what they share lives as long as strings.
 * LR_EINPUT: damage, a cell outside the sheet, or more than `most` cells. */
enum lr_status xlsx_cells_read(struct xlsx_zip *zip, const char *part,
                               const struct xlsx_strings *strings, size_t most,
                               struct arena *arena, struct xlsx_sheet *sheet,
                               struct lr_error *err);

/* Of two cells, by row, then column: for qsort and bsearch. */
int xlsx_cells_compare(const void *a, const void *b);

#endif
