#include "config.h"

#include "answer/request.h"

#include "tests/tap.h"

#include <string.h>

struct fixture {
    struct arena arena;
    struct request request;
    struct lr_error err;
};

/* Parses the NULL-terminated words; the arena must be freed. */
static enum lr_status parse(struct fixture *f, const char *command,
                            const char *const *words)
{
    size_t n = 0;
    while (words[n])
        n++;
    *f = (struct fixture){0};
    return request_parse(command, n, words, &f->arena, &f->request, &f->err);
}

static void files_and_options_may_be_mixed(void)
{
    struct fixture f;
    const char *const words[] = {"a.yaml", "--json",    "--set", "x=1",
                                 "b.yaml", "--set=y=2", NULL};
    CU_ASSERT_EQUAL(parse(&f, "reach", words), LR_OK);
    SAME_TEXT(f.request.files[0], "a.yaml");
    SAME_TEXT(f.request.files[1], "b.yaml");
    CU_ASSERT_PTR_NULL(f.request.files[2]);
    SAME_TEXT(f.request.sets[0], "x=1");
    SAME_TEXT(f.request.sets[1], "y=2");
    CU_ASSERT_EQUAL(f.request.mode, MODE_JSON);
    arena_free(&f.arena);
}

static void fext_takes_every_file_up_to_the_next_option(void)
{
    struct fixture f;
    const char *const words[] = {"thru.s4p", "--fext", "f1.s4p", "f2.s4p", "--next",
                                 "n1.s4p",   "--fext", "f3.s4p", NULL};
    CU_ASSERT_EQUAL(parse(&f, "com", words), LR_OK);
    SAME_TEXT(f.request.files[0], "thru.s4p");
    CU_ASSERT_PTR_NULL(f.request.files[1]);
    SAME_TEXT(f.request.fext[1], "f2.s4p");
    SAME_TEXT(f.request.fext[2], "f3.s4p");
    SAME_TEXT(f.request.next[0], "n1.s4p");
    CU_ASSERT_PTR_NULL(f.request.next[1]);
    arena_free(&f.arena);
}

static void two_dashes_end_the_options(void)
{
    struct fixture f;
    const char *const words[] = {"--", "--json", NULL};
    CU_ASSERT_EQUAL(parse(&f, "loss", words), LR_OK);
    SAME_TEXT(f.request.files[0], "--json");
    CU_ASSERT_EQUAL(f.request.mode, MODE_TABLE);
    arena_free(&f.arena);
}

static void a_negative_value_is_no_option(void)
{
    struct fixture f;
    const char *const words[] = {"--set", "-1=2", "-o", "out.txt", NULL};
    CU_ASSERT_EQUAL(parse(&f, "com", words), LR_OK);
    SAME_TEXT(f.request.sets[0], "-1=2");
    SAME_TEXT(f.request.output, "out.txt");
    arena_free(&f.arena);
}

static void what_is_wrong_is_named(void)
{
    static const struct { const char *command, *words[4], *text;
    } cases[] = {
        {"loss",
         {"--jsn"},
         "unknown option '--jsn'; options are interface, sheet, fext, next, "
         "segment, view, at, baud, ports, touchstone, format, unit, ...; "
         "did you mean 'json'? (lanereach loss --help)"},
        {"loss", {"--at"}, "--at needs a value: F1,F2...|all"},
        {"com", {"--fext", "--json"}, "--fext needs a value: FILE..."},
        {"com", {"--json=yes"}, "--json takes no value"},
        {"reach", {"--threads", "0"}, "--threads '0': write a number from 1 to 4096"},
        {"models",
         {"--exhaustive"},
         "unknown option '--exhaustive'; options are kind, check, json, "
         "csv, output, data, threads, strict, quiet, verbose, "
         "help (lanereach models --help)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture f;
        CU_ASSERT_EQUAL(parse(&f, cases[i].command, cases[i].words), LR_EUSAGE);
        SAME_TEXT(f.err.text, cases[i].text);
        arena_free(&f.arena);
    }
}

static void frequencies_carry_units(void)
{
    struct fixture f;
    double *freq;
    size_t n;
    const char *const good[] = {"--at", "1GHz,13.28125 GHz,500MHz", NULL};
    parse(&f, "loss", good);
    CU_ASSERT_EQUAL(request_at(&f.request, &f.arena, &freq, &n, &f.err), LR_OK);
    CU_ASSERT_EQUAL_FATAL(n, 3);
    CLOSE(freq[1], 13.28125e9, 1e-3);
    CLOSE(freq[2], 0.5e9, 1e-6);
    arena_free(&f.arena);

    const char *const bare[] = {"--at", "5", NULL};
    parse(&f, "loss", bare);
    CU_ASSERT_EQUAL(request_at(&f.request, &f.arena, &freq, &n, &f.err), LR_EUSAGE);
    SAME_TEXT(f.err.text,
              "--at: frequency: 5 has no unit; write 5 GHz (Hz, kHz, MHz, GHz, "
              "THz)");
    arena_free(&f.arena);
}

static const struct tap_case cases[] = {
    {"files and options may be mixed", files_and_options_may_be_mixed},
    {"--fext takes every file up to the next option",
     fext_takes_every_file_up_to_the_next_option},
    {"two dashes end the options", two_dashes_end_the_options},
    {"a value may begin with one dash", a_negative_value_is_no_option},
    {"what is wrong is named", what_is_wrong_is_named},
    {"frequencies carry units", frequencies_carry_units},
};
TAP_MAIN("answer/request", cases)
