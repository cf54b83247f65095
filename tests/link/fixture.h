/* fixture.h -- links written into a folder of a test's own and read with the released
 * model library. */
#ifndef TESTS_LINK_FIXTURE_H
#define TESTS_LINK_FIXTURE_H

#include "link/chain.h"
#include "link/link.h"
#include "tests/tap.h"
#include "tests/text/scratch.h"

struct fixture {
    char folder[SCRATCH_SIZE];
    struct model_library *lib;
    struct lr_error err;
};

/* A package of two sections without the die's elements. */
#define PACKAGE_HEAD                                                                     \
    "lanereach: 1\nkind: package\nname: bare\ntitle: bare\nsource: this test\n"          \
    "grade: assumed\nr_0: 50 ohm\ngamma_0: 0 1/mm\na_1: 9.909e-4 ns^0.5/mm\n"            \
    "a_2: 2.772e-4 ns/mm\ntau: 6.141e-3 ns/mm\n"
#define PACKAGE_TAIL                                                                     \
    "sections:\n  - {length: 12 mm, z_c: 87.5 ohm}\n"                                    \
    "  - {length: 1.8 mm, z_c: 92.5 ohm, c_p: 87 fF}\n"

/* Enters the folder; own/models/package/bare.yaml joins the released models. */
static inline void fixture_begin(struct fixture *f)
{
    static const char *const own[] = {"own", NULL};
    *f = (struct fixture){.err = {.status = LR_OK}};
    CU_ASSERT_EQUAL_FATAL(scratch_enter(f->folder), 0);
    mkdir("own", 0777);
    mkdir("own/models", 0777);
    mkdir("own/models/package", 0777);
    scratch_put("own/models/package/bare.yaml", PACKAGE_HEAD PACKAGE_TAIL);
    CU_ASSERT_EQUAL_FATAL(model_library_open(own, &f->lib, &f->err), LR_OK);
}

static inline void fixture_end(struct fixture *f)
{
    model_library_close(f->lib);
    scratch_leave(f->folder);
}

#endif
