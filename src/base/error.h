/* error.h -- the one way to say that something went wrong, or was assumed.
 *
 * A function that can fail returns enum lr_status and takes struct lr_error
 * last.  Every function here accepts err == NULL and then says nothing. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "lanereach.h"

#include <stdbool.h>
#include <stddef.h>

/* A place in an input.  line and column count from 1; 0 leaves them out. */
struct mark {
    const char *file;           /* borrowed */
    size_t line, column;
};

/* Fill *err and return `status`: `return error_set(err, LR_EDOMAIN, ...);` */
enum lr_status error_set(struct lr_error *err, enum lr_status status,
                         const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* An input error: `file:line:column: what is wrong; what would be right`.
 * The only place that writes that form.  Returns LR_EINPUT. */
enum lr_status error_at(struct lr_error *err, struct mark mark, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* "name: text", or `text` alone when it has the name already: for what a function that
 * knows no names could not do. */
enum lr_status error_named(struct lr_error *err, enum lr_status status, const char *name,
                           const char *text);

/* LR_EMEMORY with `what` could not be allocated. */
enum lr_status error_memory(struct lr_error *err, const char *what);

enum note_kind {
    NOTE_WARNING,               /* something in the input deserves a look      */
    NOTE_ASSUMPTION             /* a value or a step that nobody asked for     */
};

/* Collects notes until they are read with note_text.  `strict` turns the next
 * warning into an error, LR_EINPUT.  NULL when memory is out. */
struct lr_notes *notes_new(bool strict);
void notes_free(struct lr_notes *notes);

/* Adds a sentence unless it is there already.  Returns LR_OK, or LR_EINPUT
 * for a warning under strict, or LR_EMEMORY; without err->notes, LR_OK. */
enum lr_status note_add(struct lr_error *err, enum note_kind kind, const char *format,
                        ...)
    __attribute__((format(printf, 3, 4)));

/* The i-th note of a kind, or NULL past the last. */
const char *note_text(const struct lr_notes *notes, enum note_kind kind, size_t i);

/* Moves every note of `from` behind those of `to`; used by parallel_for. */
enum lr_status notes_append(struct lr_error *to, const struct lr_notes *from);

/* A new, empty collection with the strictness of `like`; NULL stays NULL. */
struct lr_notes *notes_like(const struct lr_notes *like);

#endif
