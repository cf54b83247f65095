/* targets.h -- functions that are compiled for several kinds of processor, one of which
 * is chosen when the program starts.
 *
 * AVX2 without fused multiply-add: the same operations on twice as many numbers at once,
 * so that results are the same everywhere.  Where the compiler or the system has no such
 * choice there is one version. */
#ifndef BASE_TARGETS_H
#define BASE_TARGETS_H

#ifdef HAVE_TARGET_CLONES
#define TARGETS __attribute__((target_clones("avx2", "default")))
#else
#define TARGETS
#endif

#endif
