/* tap.h -- CUnit cases that report in TAP, the protocol of automake's driver.
 *
 * A case's name is a sentence about what holds.  CLOSE prints both numbers when
 * they differ; a NaN never passes. */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <CUnit/CUnit.h>
#include <stddef.h>

struct tap_case {
    const char *name;
    void (*run)(void);
};

#define TAP_MAIN(suite, cases)                                                        \
    int main(void)                                                                    \
    {                                                                                 \
        return tap_run((suite), (cases), sizeof(cases) / sizeof((cases)[0]));         \
    }

#define CLOSE(got, want, tol) tap_close((got), (want), (tol), #got, __FILE__, __LINE__)
#define SAME_TEXT(got, want) tap_text((got), (want), #got, __FILE__, __LINE__)

/* 0 when every case passed; 1 otherwise; 99 when CUnit could not start. */
int tap_run(const char *suite, const struct tap_case *cases, size_t n);

void tap_close(double got, double want, double tol, const char *what, const char *file,
               int line);
void tap_text(const char *got, const char *want, const char *what, const char *file,
              int line);

/* Marks the running case as skipped; it should then return. */
void tap_skip(const char *reason);

/* The path of a reference file ("channels/x.s4p") below $LANEREACH_REFERENCE, or
 * NULL when it is not there: then the case has been marked as skipped.  The text
 * lives until the next call. */
const char *tap_reference(const char *name);

#endif
