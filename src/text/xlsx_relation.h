/* xlsx_relation.h -- what the parts of a workbook are to each other: which is the
 * workbook of the package, which are the sheets of the workbook. */
#ifndef TEXT_XLSX_RELATION_H
#define TEXT_XLSX_RELATION_H

#include "base/arena.h"
#include "base/error.h"
#include "text/xlsx_zip.h"

#include <stddef.h>

enum xlsx_relation_kind {
    XLSX_OTHER_PART,
    XLSX_DOCUMENT,
    XLSX_SHEET_PART,
    XLSX_STRINGS
};

struct xlsx_relation {
    enum xlsx_relation_kind kind;
    const char *id, *part;
};

struct xlsx_relations {         /* everything lives in the caller's arena      */
    size_t n;
    struct xlsx_relation *relation;
};

/* Those of a part, "" being the package; none when it has no list of them.  What is
 * outside the archive is left out: nothing here reads it. */
enum lr_status xlsx_relations_read(struct xlsx_zip *zip, const char *of,
                                   struct arena *arena, struct xlsx_relations *relations,
                                   struct lr_error *err);

/* The first of a kind, or the one with that id; NULL when there is none. */
const struct xlsx_relation *
xlsx_relation_of_kind(const struct xlsx_relations *relations,
                      enum xlsx_relation_kind kind);
const struct xlsx_relation *
xlsx_relation_of_id(const struct xlsx_relations *relations, const char *id);

#endif
