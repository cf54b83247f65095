#include "config.h"

#include "base/decimal.h"

#include "tests/tap.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const double inf = (double)INFINITY;

/* Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014): the
 * same numbers on every machine. */
static uint64_t draw(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

static int draw_between(uint64_t *state, int least, int most)
{
    return least + (int)(draw(state) % (uint64_t)(most - least + 1));
}

/* A finite number whose 64 bits are as good as any others'. */
static double draw_bits(uint64_t *state)
{
    double x;
    do {
        const uint64_t bits = draw(state);
        memcpy(&x, &bits, sizeof x);
    } while (!isfinite(x));
    return x;
}

static uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* Whether the whole text is read, to the bits of `want`. */
static bool reads(const char *text, double want)
{
    double got = NAN;
    const char *end = text + strlen(text);
    if (decimal_read(text, end, &got) == end && bits_of(got) == bits_of(want))
        return true;
    printf("# \"%.60s\" is %.17g, not %.17g\n", text, got, want);
    return false;
}

/* As strtod of the C library reads it, of which glibc promises the nearest double. */
static bool reads_as_strtod(const char *text)
{
    return reads(text, strtod(text, NULL));
}

/* How many of `n` texts that `write` makes of random numbers are read wrongly. */
static size_t wrong_of(size_t n, void (*write)(char text[64], uint64_t *state))
{
    uint64_t state = 72317;
    size_t wrong = 0;
    for (size_t i = 0; i < n && wrong < 5; i++) {
        char text[64];
        write(text, &state);
        wrong += !reads_as_strtod(text);
    }
    return wrong;
}

static void write_bits(char text[64], uint64_t *state)
{
    const double x = draw_bits(state);
    switch (draw(state) % 4) {
    case 0:
        snprintf(text, 64, "%.17g", x);
        return;
    case 1:
        snprintf(text, 64, "%.16e", x);
        return;
    case 2:
        snprintf(text, 64, "%.9g", x);
        return;
    default:
        snprintf(text, 64, "%.20e", x);
    }
}

/* Scattering parameters and frequencies: 10^-8..10^11. */
static void write_usual(char text[64], uint64_t *state)
{
    const double x = (double)(int64_t)draw(state) / 9223372036854775808.0 *
                     pow(10.0, draw_between(state, -8, 11));
    const int digits = draw_between(state, 5, 18);
    switch (draw(state) % 3) {
    case 0:
        snprintf(text, 64, "%+.*e", digits, x);
        return;
    case 1:
        snprintf(text, 64, "%.*f", digits, x);
        return;
    default:
        snprintf(text, 64, "%.*G", digits, x);
    }
}

/* Up to 19 digits at every power of ten that a double knows, and some beyond. */
static void write_powers(char text[64], uint64_t *state)
{
    const uint64_t w = draw(state) >> draw_between(state, 1, 63);
    snprintf(text, 64, "%" PRIu64 "e%d", w, draw_between(state, -346, 312));
}

static void write_short(char text[64], uint64_t *state)
{
    const int a = draw_between(state, 0, 99), b = draw_between(state, 0, 99999);
    const int c = draw_between(state, 0, 99);
    switch (draw(state) % 7) {
    case 0:
        snprintf(text, 64, "%d.%d", a, b);
        return;
    case 1:
        snprintf(text, 64, ".%d", b);
        return;
    case 2:
        snprintf(text, 64, "%d.", b);
        return;
    case 3:
        snprintf(text, 64, "%d.%de%d", a, b, c);
        return;
    case 4:
        snprintf(text, 64, "-%d.%de-0%d", a, b, c);
        return;
    case 5:
        snprintf(text, 64, "+%d.%dE+00%d", a, b, c);
        return;
    default:
        snprintf(text, 64, "00%d.%d000", a, b);
    }
}

static void any_bits_are_read_as_strtod_does(void)
{
    CU_ASSERT_EQUAL(wrong_of(300000, write_bits), 0);
}

static void usual_numbers_are_read_as_strtod_does(void)
{
    CU_ASSERT_EQUAL(wrong_of(350000, write_usual), 0);
}

static void every_power_of_ten_is_read_as_strtod_does(void)
{
    CU_ASSERT_EQUAL(wrong_of(150000, write_powers), 0);
}

static void short_numbers_are_read_as_strtod_does(void)
{
    CU_ASSERT_EQUAL(wrong_of(200000, write_short), 0);
}

static void the_middle_between_two_doubles_goes_to_the_even_one(void)
{
#if LDBL_MANT_DIG > DBL_MANT_DIG && LDBL_MAX_10_EXP > DBL_MAX_10_EXP
    /* The middle has one bit more than a double and at most 768 digits, all of which
     * printf writes; the neighbours are the answer, whatever strtod would say. */
    uint64_t state = 13280;
    size_t wrong = 0;
    for (int i = 0; i < 6000 && wrong < 5; i++) {
        double x = i ? fabs(draw_bits(&state)) : 0.0;
        if (i && i % 3 == 0) /* every third one is subnormal */
            x = ldexp(x, i % 2 ? -1074 - ilogb(x) + i % 53 : -1022 - ilogb(x));
        const double next = nextafter(x, inf);
        if (!(next < inf))
            continue;
        const double even = bits_of(x) % 2 ? next : x;
        char exact[1000], text[1200];
        snprintf(exact, sizeof exact, "%.767Le",
                 (long double)x / 2 + (long double)next / 2);
        const char *e = strchr(exact, 'e');
        wrong += !reads(exact, even);
        snprintf(text, sizeof text, "%.*s%0*d%s", (int)(e - exact), exact,
                 draw_between(&state, 1, 99), 0, e);
        wrong += !reads(text, even);
        snprintf(text, sizeof text, "%.*s%0*d%s", (int)(e - exact), exact,
                 draw_between(&state, 1, 99), 7, e);
        wrong += !reads(text, next);
        /* Cut off behind some digit it is less, unless only zeros were cut. */
        int n = draw_between(&state, 26, 500);
        const bool less = strspn(exact + n, "0") < (size_t)(e - exact - n);
        snprintf(text, sizeof text, "%.*s%s", n, exact, e);
        wrong += !reads(text, less ? x : even);
        n = draw_between(&state, 17, 25);
        snprintf(text, sizeof text, "%.*s%s", n, exact, e);
        wrong += !reads_as_strtod(text);
    }
    CU_ASSERT_EQUAL(wrong, 0);
#else
    tap_skip("long double is no wider than double");
#endif
}

static void the_edges_of_the_range_are_where_ieee_754_has_them(void)
{
    /* DBL_MAX is 2^1024 - 2^971, the middle above it 2^1024 - 2^970 =
     * 1.797693134862315807937e308; the least normal is 2^-1022, the least double 2^-1074
     * and half of that 2.470328229206232720882e-324. */
    static const struct {
        const char *text;
        double value;
    } cases[] = {
        {"1.7976931348623157e308", DBL_MAX},
        {"1.7976931348623158e308", DBL_MAX},
        {"179769313486231580793e288", DBL_MAX},
        {"179769313486231580794e288", INFINITY},
        {"-1.7976931348623159e308", -INFINITY},
        {"1e309", INFINITY},
        {"-1e400", -INFINITY},
        {"1e99999999999999999999", INFINITY},
        {"2.2250738585072014e-308", 0x1p-1022},
        {"2.2250738585072012e-308", 0x1p-1022},
        {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022},
        {"4.9406564584124654e-324", 0x1p-1074},
        {"3e-324", 0x1p-1074},
        {"2.470328229206232721e-324", 0x1p-1074},
        {"2.470328229206232720e-324", 0.0},
        {"-2.4e-324", -0.0},
        {"1.2e-324", 0.0},
        {"-1e-400", -0.0},
        {"1e-99999999999999999999", 0.0},
        {"0e99999999999999999999", 0.0},
        {"-0", -0.0},
        {"-0.000e5", -0.0},
        {"+0", 0.0},
        {"9007199254740993", 9007199254740992.0},
        {"9007199254740993.00000000000000000000", 9007199254740992.0},
        {"9007199254740993.00000000000000000001", 9007199254740994.0},
        {"9007199254740995", 9007199254740996.0},
        {"18446744073709551615", 0x1p64},
        {"18446744073709550592", 0x1p64},
        {"18446744073709550591", 0x1.fffffffffffffp63},
        {".5", 0.5},
        {"5.", 5.0},
        {"1e007", 1e7},
        {"37.5e-003", 0.0375},
        {"+72.3E+00", 72.3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CU_ASSERT(reads(cases[i].text, cases[i].value));
}

static void a_d_of_fortran_is_an_exponent(void)
{
    CU_ASSERT(reads("1.328D+10", 1.328e10));
    CU_ASSERT(reads("-72.3d-03", -72.3e-3));
    CU_ASSERT(reads("4D0", 4.0));
}

static void the_number_ends_where_strtod_ends_it(void)
{
    /* But for the last, a hexadecimal number to strtod and none here. */
    static const struct {
        const char *text;
        int length;
        double value;
    } cases[] = {
        {"1.2.3", 3, 1.2},
        {"1e", 1, 1.0},
        {"7.23e+", 4, 7.23},
        {"1e-x", 1, 1.0},
        {"5.e3.", 4, 5000.0},
        {"6d", 1, 6.0},
        {"4dB", 1, 4.0},
        {"8 9", 1, 8.0},
        {"3,5", 1, 3.0},
        {"-2-3", 2, -2.0},
        {"1e5e5", 3, 1e5},
        {"12345678:", 8, 12345678.0},
        {"1.234567 ", 8, 1.234567},
        {"0.12345678/", 10, 0.12345678},
        {"0x1p3", 1, 0.0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text;
        double value = NAN;
        CU_ASSERT_PTR_EQUAL(decimal_read(text, text + strlen(text), &value),
                            text + cases[i].length);
        CU_ASSERT_EQUAL(bits_of(value), bits_of(cases[i].value));
    }
}

static void what_is_no_number_is_refused(void)
{
    static const char *const texts[] = {
        "",   "+",   "-",   ".",        "-.", "e5", ".e5", "--1",  "+-1",
        " 1", "nan", "inf", "infinity", "x",  "d3", "-e1", "\xb1", "..5",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        double value = 72.3;
        CU_ASSERT_PTR_NULL(decimal_read(texts[i], texts[i] + strlen(texts[i]), &value));
        CU_ASSERT_EQUAL(value, 72.3);
    }
}

/* before, n times c, after. */
static bool reads_long(const char *before, char c, size_t n, const char *after,
                       double want)
{
    char *text = malloc(strlen(before) + n + strlen(after) + 1);
    if (!text)
        return false;
    strcpy(text, before);
    memset(text + strlen(before), c, n);
    strcpy(text + strlen(before) + n, after);
    const bool right = reads(text, want);
    free(text);
    return right;
}

static void thousands_of_digits_are_read(void)
{
    CU_ASSERT(reads_long("1", '0', 5000, "e-5000", 1.0));
    CU_ASSERT(reads_long("0.", '0', 5000, "723e5002", 72.3));
    CU_ASSERT(reads_long("-0.", '3', 5000, "", -1.0 / 3.0));
    CU_ASSERT(reads_long("", '0', 5000, "13.28e9", 13.28e9));
    CU_ASSERT(reads_long("0.", '0', 5000, "", 0.0));
    CU_ASSERT(reads_long("", '9', 5000, "", inf));
    CU_ASSERT(reads_long("1e", '0', 5000, "3", 1000.0));
    CU_ASSERT(reads_long("1e-", '9', 5000, "", 0.0));
    /* 2^53 + 1 is the middle between two doubles. */
    CU_ASSERT(reads_long("9007199254740993.", '0', 5000, "", 9007199254740992.0));
    CU_ASSERT(reads_long("9007199254740993.", '0', 5000, "1", 9007199254740994.0));
    CU_ASSERT(reads_long("9007199254740992.", '9', 5000, "", 9007199254740992.0));
}

static void nothing_behind_the_end_is_read(void)
{
    /* The byte behind each text is the first of a page that may not be touched. */
    static const char *const texts[] = {
        "-13.2812345678901234567890123e-03", "72.3",
        "+1234567812345678.12345678D+7",     "0.00000000000000000000000000000001",
        "9007199254740993.0000000000",
    };
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *pages =
        mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CU_ASSERT_FATAL(pages != MAP_FAILED && !mprotect(pages + page, page, PROT_NONE));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t n = 0; n <= strlen(texts[i]); n++) {
            char prefix[64], *stop;
            snprintf(prefix, sizeof prefix, "%.*s", (int)n, texts[i]);
            char *d = strchr(prefix, 'D');
            if (d)
                *d = 'e';
            const double want = strtod(prefix, &stop);
            const char *at = memcpy(pages + page - n, texts[i], n), *end = pages + page;
            double got = 0.0;
            const char *after = decimal_read(at, end, &got);
            CU_ASSERT_EQUAL(after ? after - at : 0, stop - prefix);
            CU_ASSERT_EQUAL(bits_of(got), bits_of(want));
        }
    munmap(pages, 2 * page);
}

static const struct tap_case cases[] = {
    {"any 64 bits are read as strtod reads them", any_bits_are_read_as_strtod_does},
    {"numbers of network files are read as strtod reads them",
     usual_numbers_are_read_as_strtod_does},
    {"digits at every power of ten are read as strtod reads them",
     every_power_of_ten_is_read_as_strtod_does},
    {"short numbers are read as strtod reads them",
     short_numbers_are_read_as_strtod_does},
    {"the middle between two doubles goes to the even one",
     the_middle_between_two_doubles_goes_to_the_even_one},
    {"the edges of the range are where IEEE 754 has them",
     the_edges_of_the_range_are_where_ieee_754_has_them},
    {"a D of Fortran is an exponent", a_d_of_fortran_is_an_exponent},
    {"the number ends where strtod ends it", the_number_ends_where_strtod_ends_it},
    {"what is no number is refused and leaves the value alone",
     what_is_no_number_is_refused},
    {"thousands of digits are read", thousands_of_digits_are_read},
    {"nothing behind the end is read", nothing_behind_the_end_is_read},
};
TAP_MAIN("base/decimal", cases)
