#include "config.h"

#include "base/parallel.h"

#include "base/array.h"

#include <string.h>

#ifdef _OPENMP
#include <omp.h>
#endif

/* Set once by the command line, before any work. */
static int wanted_threads;

void parallel_set_threads(int threads)
{
    wanted_threads = threads > 0 ? threads : 0;
}

static int thread_count(size_t n)
{
#ifdef _OPENMP
    const int most = wanted_threads ? wanted_threads : omp_get_max_threads();
    if (omp_in_parallel() || most < 1)
        return 1;
    return n < (size_t)most ? (int)(n ? n : 1) : most;
#else
    (void)n;
    return 1;
#endif
}

enum lr_status parallel_for(size_t n,
                            enum lr_status (*body)(void *context, size_t i,
                                                   struct lr_error *own),
                            void *context, struct lr_error *err)
{
    const int threads = thread_count(n);
    if (threads == 1) {
        for (size_t i = 0; i < n; i++) {
            enum lr_status status = body(context, i, err);
            if (status)
                return status;
        }
        return LR_OK;
    }

    struct lr_error *own = array_alloc(n, sizeof *own);
    if (!own)
        return error_memory(err, "parallel work");
    for (size_t i = 0; i < n; i++)
        own[i].notes = err ? notes_like(err->notes) : NULL;
#ifdef _OPENMP
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
#endif
    for (size_t i = 0; i < n; i++)
        own[i].status = body(context, i, &own[i]);

    /* As if they had run one behind the other: what comes after the first failure
     * leaves no trace. */
    enum lr_status status = LR_OK;
    for (size_t i = 0; i < n; i++) {
        if (!status)
            status = notes_append(err, own[i].notes);
        if (!status && own[i].status) {
            status = own[i].status;
            if (err) {
                err->status = status;
                memcpy(err->text, own[i].text, sizeof err->text);
            }
        }
        notes_free(own[i].notes);
    }
    array_free(own);
    return status;
}
