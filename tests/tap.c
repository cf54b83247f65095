#include "config.h"

#include "tests/tap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static unsigned number;
static char skipped[256];

static void report(const CU_pTest test, const CU_pSuite suite,
                   const CU_pFailureRecord failures)
{
    number++;
    if (!failures && *skipped)
        printf("ok %u - %s: %s # SKIP %s\n", number, suite->pName, test->pName, skipped);
    else
        printf("%sok %u - %s: %s\n", failures ? "not " : "", number, suite->pName,
               test->pName);
    for (CU_pFailureRecord f = failures; f; f = f->pNext)
        printf("# %s:%u: %s\n", f->strFileName, f->uiLineNumber, f->strCondition);
    fflush(stdout);
    *skipped = '\0';
}

int tap_run(const char *suite, const struct tap_case *cases, size_t n)
{
    if (CU_initialize_registry() != CUE_SUCCESS)
        return 99;
    CU_pSuite s = CU_add_suite(suite, NULL, NULL);
    for (size_t i = 0; s && i < n; i++)
        CU_add_test(s, cases[i].name, cases[i].run);
    printf("1..%zu\n", n);
    CU_set_test_complete_handler(report);
    CU_run_all_tests();
    const unsigned failed = CU_get_number_of_tests_failed();
    CU_cleanup_registry();
    return failed != 0 || number != n;
}

void tap_close(double got, double want, double tol, const char *what, const char *file,
               int line)
{
    const CU_BOOL ok = fabs(got - want) <= tol;         /* false for NaN */
    if (!ok)
        printf("# %s is %.12g, not %.12g within %.2g\n", what, got, want, tol);
    CU_assertImplementation(ok, (unsigned)line, what, file, "", CU_FALSE);
}

void tap_text(const char *got, const char *want, const char *what, const char *file,
              int line)
{
    const CU_BOOL ok = got && want && !strcmp(got, want);
    if (!ok)
        printf("# %s is \"%s\"\n# not \"%s\"\n", what, got ? got : "(null)",
               want ? want : "(null)");
    CU_assertImplementation(ok, (unsigned)line, what, file, "", CU_FALSE);
}

void tap_skip(const char *reason)
{
    snprintf(skipped, sizeof skipped, "%s", reason);
}

const char *tap_reference(const char *name)
{
    static char path[4096];
    const char *folder = getenv("LANEREACH_REFERENCE");
    snprintf(path, sizeof path, "%s/%s", folder ? folder : "", name);
    if (folder && *folder && !access(path, R_OK))
        return path;
    char reason[256];
    snprintf(reason, sizeof reason, "no reference file %s", name);
    tap_skip(reason);
    return NULL;
}
