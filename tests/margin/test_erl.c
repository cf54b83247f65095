#include "config.h"

#include "base/parallel.h"
#include "margin/erl.h"
#include "tests/tap.h"

#include <math.h>

/* 13 GBd, four samples per UI, a file up to half of the sampling rate: without edge and
 * filters an echo is one sample, and that of a pulse is its samples one by one. */
enum { M = 4, NF = 2001 };
static const double baud = 13e9, dt = 1.0 / 52e9, step = 13e6;

struct echo {
    double size;
    double delay;               /* samples                                     */
};

/* An echo so small that it is left out of a PDF in bins of 10 uV, but not cut off the end
 * of the record. */
static const double marker = 0.9e-5;

static double complex echoes(const struct echo *echo, size_t n, double f)
{
    double complex s = 0.0;
    for (size_t i = 0; i < n; i++)
        s += echo[i].size * cexp(-I * 2.0 * M_PI * f * echo[i].delay * dt);
    return s;
}

static void one_port(struct net *net, const struct echo *echo, size_t n)
{
    CU_ASSERT_EQUAL_FATAL(net_init(net, NF, 1, 100.0, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++) {
        net->freq[k] = step * (double)k;
        net->s[k] = echoes(echo, n, net->freq[k]);
    }
}

/* N_bx 5 from T_fx = 0.3 samples, so that no sample is exactly on an edge of the gate. */
static void bare(struct erl_params *p)
{
    erl_init(baud, p);
    p->levels = 2;
    p->per_ui = M;
    p->t_r = 0.0;
    p->rx = (struct signal_filter){.butterworth = 0.0};
    p->n = 200.0;
    p->n_bx = 5.0;
    p->t_fx[0] = p->t_fx[1] = 0.3 * dt;
}

static struct erl solve(const struct net *net, const struct erl_params *p)
{
    struct erl got;
    struct lr_error err = {0};
    CU_ASSERT_EQUAL(erl_solve(net, "dut", NULL, p, &got, &err), LR_OK);
    SAME_TEXT(err.text, "");
    return got;
}

/* e of port 1. */
static double e_of(const struct echo *echo, size_t n, const struct erl_params *p)
{
    struct net net;
    one_port(&net, echo, n);
    struct erl got = solve(&net, p);
    const double e = got.port[0].e;
    CU_ASSERT_EQUAL(got.nport, 1);
    CLOSE(got.erl_db, got.port[0].erl_db, 0.0);
    erl_free(&got);
    net_free(&net);
    return e;
}

static void an_echo_behind_the_window_is_its_own_return_loss(void)
{
    const struct echo echo[] = {{0.0723, 41.0}};
    struct erl_params p;
    struct net net;
    bare(&p);
    one_port(&net, echo, 1);
    struct erl got = solve(&net, &p);
    CLOSE(got.port[0].e, 0.0723, 1e-15);
    CLOSE(got.erl_db, 22.8172, 5e-5);           /* -20 log10 0.0723, by hand */
    CLOSE(got.port[0].t_fx, 0.3 * dt, 0.0);
    erl_free(&got);
    net_free(&net);
}

static void echoes_of_either_sign_add_up_in_the_tail(void)
{
    /* 723 and 311 bins, equally likely of either sign, whole UIs apart: -1034, -412, 412,
     * 1034 with 1/4 each. */
    const struct echo echo[] = {{0.0723, 41.0}, {-0.0311, 61.0}};
    struct erl_params p;
    bare(&p);
    CLOSE(e_of(echo, 2, &p), 0.1034, 1e-15);
    p.der = 0.25;
    CLOSE(e_of(echo, 2, &p), 0.1034, 1e-15);    /* reached, not exceeded */
    p.der = 0.26;
    CLOSE(e_of(echo, 2, &p), 0.0412, 1e-15);
}

static void pam4_reaches_its_inner_level(void)
{
    /* Levels -1, -1/3, 1/3, 1 of 723 bins. */
    const struct echo echo[] = {{0.0723, 41.0}};
    struct erl_params p;
    bare(&p);
    p.levels = 4;
    CLOSE(e_of(echo, 1, &p), 0.0723, 1e-15);
    p.der = 0.26;
    CLOSE(e_of(echo, 1, &p), 0.0241, 1e-15);
    p.bin = 1e-5;                               /* 0.0241 is 2410 bins */
    CLOSE(e_of(echo, 1, &p), 0.0241, 1e-15);
}

/* The weight of an echo that comes back after `delay` samples. */
static double weight(double delay, double rho)
{
    const double x = (delay - 0.3) / M, u = (x - 6.0) / 6.0;
    return rho * (1.0 + rho) * exp(-u * u);
}

static void the_window_weighs_what_the_dfe_reaches(void)
{
    /* An echo of a pulse at samples 9 to 12; the last has the largest weight.  Half a
     * bin of rounding. */
    const double half = 0.501e-5;
    const struct echo echo[] = {{0.0723, 9.0}, {marker, 60.0}};
    struct erl_params p;
    bare(&p);
    p.bin = 1e-5;
    CLOSE(e_of(echo, 2, &p), 0.0723 * weight(12.0, 0.618), half);
    p.rho_x = 0.3;
    CLOSE(e_of(echo, 2, &p), 0.0723 * weight(12.0, 0.3), half);
    p.gate = ERL_GATE_OLD;
    CLOSE(e_of(echo, 2, &p), 0.0723 * weight(12.0, 0.3), half);
    p.gate = ERL_GATE_FLAT;
    CLOSE(e_of(echo, 2, &p), 0.0723 * 0.3, half);
    /* 0.4 dB per UI up to the end of the window, 6 UI behind its start. */
    p.beta_x = 0.4 * baud;
    CLOSE(e_of(echo, 2, &p),
          0.0723 * 0.3 * pow(10.0, 0.4 * (12.0 - 0.3 - 24.0) / M / 20.0), half);
    /* Without taps the window is one UI, and beta_x has no effect. */
    p.n_bx = 0.0;
    CLOSE(e_of((const struct echo[]){{0.0723, 1.0}, {marker, 60.0}}, 2, &p),
          0.0723 * 0.3, half);
}

static void the_old_gate_weighs_what_is_behind_the_window_too(void)
{
    const struct echo echo[] = {{0.0723, 41.0}};
    struct erl_params p;
    bare(&p);
    p.bin = 1e-6;
    p.gate = ERL_GATE_OLD;
    CLOSE(e_of(echo, 1, &p), 0.0723 * 0.618 * 1.618, 1.1e-6);
}

static void the_windows_last_sample_is_the_first_one_behind_its_end(void)
{
    /* The window ends at sample 24.3: sample 25 is still weighed, 26 is not.  With
     * rho_x = 0 only what is not weighed remains. */
    struct erl_params p;
    bare(&p);
    p.rho_x = 0.0;
    const struct echo in[] = {{0.0723, 22.0}, {0.0311, 41.0}};
    const struct echo out[] = {{0.0723, 23.0}, {0.0311, 41.0}};
    CLOSE(e_of(in, 2, &p), 0.0311, 1e-15);      /* pulse at samples 22 to 25 */
    CLOSE(e_of(out, 2, &p), 0.0723, 1e-15);     /* 23 to 26, at another phase */
    p.n_bx = 0.0;
    const struct echo near[] = {{0.0723, 2.0}, {0.0311, 41.0}};
    CLOSE(e_of(near, 2, &p), 0.0311, 1e-15);    /* 2 to 5; the window ends at 4.3 */
}

static void the_fixture_is_left_out(void)
{
    /* A fixture of 16.4 samples there and back and whatever it reflects before. */
    const struct echo echo[] = {{0.31, 12.0}, {0.0723, 66.0}};
    struct erl_params p;
    bare(&p);
    p.t_fx[0] = 16.4 * dt;
    CLOSE(e_of(echo, 2, &p), 0.0723, 1e-15);
    p.t_fx[1] = 0.0;                            /* that of another port */
    CLOSE(e_of(echo, 2, &p), 0.0723, 1e-15);
}

static void echoes_behind_n_do_not_count(void)
{
    const struct echo echo[] = {{0.0723, 41.0}, {0.0311, 81.0}};
    struct erl_params p;
    bare(&p);
    CLOSE(e_of(echo, 2, &p), 0.1034, 1e-15);
    p.n = 20.0;                                 /* UI: up to sample 80.3 */
    CLOSE(e_of(echo, 2, &p), 0.1034, 1e-15);    /* the first sample behind is kept */
    p.n = 19.9;
    CLOSE(e_of(echo, 2, &p), 0.0723, 1e-15);
}

static void silence_is_infinite_return_loss_and_a_warning(void)
{
    struct net net;
    struct erl got;
    struct erl_params p;
    struct lr_error err = {.notes = notes_new(false)};
    const struct echo small[] = {{0.9e-4, 41.0}};
    bare(&p);
    one_port(&net, small, 1);
    CU_ASSERT_EQUAL(erl_solve(&net, "dut", NULL, &p, &got, &err), LR_OK);
    CU_ASSERT(isinf(got.erl_db) && got.erl_db > 0.0);
    CLOSE(got.port[0].e, 0.0, 0.0);
    SAME_TEXT(note_text(err.notes, NOTE_WARNING, 0),
              "dut, port 1 sends back less than 0.1 mV of a pulse of 1 V behind its "
              "fixture; its ERL is infinite");
    erl_free(&got);
    /* A perfect match, whose record is over before it begins. */
    for (size_t k = 0; k < NF; k++)
        net.s[k] = 0.0;
    CU_ASSERT_EQUAL(erl_solve(&net, "dut", NULL, &p, &got, &err), LR_OK);
    CU_ASSERT(isinf(got.erl_db) && got.erl_db > 0.0);
    CU_ASSERT_EQUAL(got.port[0].n, 1);
    CU_ASSERT(isnan(got.port[0].z_average));
    erl_free(&got);
    notes_free(err.notes);
    net_free(&net);
}

static void impedance_is_read_from_the_running_sum(void)
{
    /* 100 ohm for 40 samples, then 0.0723 and 0.0723 - 0.0311 of a step. */
    const struct echo echo[] = {{0.0723, 40.0}, {-0.0311, 73.0}};
    struct erl_params p;
    struct net net;
    bare(&p);
    one_port(&net, echo, 2);
    struct erl got = solve(&net, &p);
    const struct erl_port *port = &got.port[0];
    const double up = 100.0 * 1.0723 / 0.9277, down = 100.0 * 1.0412 / 0.9588;
    const size_t first = (size_t)lround(40.0 - port->start / dt);
    CLOSE(port->dt, dt, 1e-24);
    CU_ASSERT_EQUAL(port->n, first + 34);
    for (size_t k = 0; k < port->n; k++)
        CLOSE(port->z[k], k < first ? 100.0 : k < first + 33 ? up : down, 1e-9);
    /* Geometric sums of the weight q^k, q = exp(-dt/T_k). */
    const double q = exp(-dt / 0.6e-9), n = (double)port->n, a = (double)first;
    CLOSE(port->z_average,
          (100.0 * (1.0 - pow(q, a)) + up * (pow(q, a) - pow(q, n - 1.0)) +
           down * (pow(q, n - 1.0) - pow(q, n))) / (1.0 - pow(q, n)), 1e-9);
    erl_free(&got);
    net_free(&net);
}

static void an_open_end_has_no_impedance(void)
{
    const struct echo echo[] = {{1.05, 40.0}, {-0.9, 45.0}};
    struct erl_params p;
    struct net net;
    bare(&p);
    one_port(&net, echo, 2);
    struct erl got = solve(&net, &p);
    const size_t first = (size_t)lround(40.0 - got.port[0].start / dt);
    CU_ASSERT(isnan(got.port[0].z[first]) && isnan(got.port[0].z_average));
    CLOSE(got.port[0].z[first + 5], 100.0 * 1.15 / 0.85, 1e-9);
    erl_free(&got);
    net_free(&net);
}

static void ports_are_referred_to_twice_z_t(void)
{
    /* 131.7 ohm seen from 100 and from 85 ohm, with edge and filters, and something that
     * keeps the record long enough for them to settle.  The same in a file of 85 ohm. */
    const struct echo echo[] = {{(131.7 - 100.0) / (131.7 + 100.0), 0.0}, {1e-4, 150.0}};
    const double g = (85.0 - 100.0) / (85.0 + 100.0);
    struct erl_params p;
    struct net net, low;
    erl_init(baud, &p);
    p.n = 200.0;
    p.t_k = 50e-9;
    one_port(&net, echo, 2);
    one_port(&low, echo, 2);
    low.zref[0] = 85.0;
    for (size_t k = 0; k < NF; k++)
        low.s[k] = (net.s[k] - g) / (1.0 - g * net.s[k]);
    struct erl as_is = solve(&net, &p);
    p.z_t = 42.5;
    struct erl turned = solve(&net, &p), want = solve(&low, &p);
    const struct erl *const all[] = {&as_is, &turned, &want};
    for (size_t i = 0; i < 3; i++) {
        const struct erl_port *port = &all[i]->port[0];
        CLOSE(port->z[(size_t)((2e-9 - port->start) / port->dt)], 131.7, 0.05);
        CLOSE(port->z_average, 131.7, 1.0);     /* the edge is in it */
    }
    CU_ASSERT_EQUAL_FATAL(turned.port[0].n, want.port[0].n);
    for (size_t k = 0; k < want.port[0].n; k++)
        CLOSE(turned.port[0].pulse[k], want.port[0].pulse[k], 1e-13);
    CLOSE(turned.port[0].e, want.port[0].e, 0.0);
    CU_ASSERT(turned.port[0].e > as_is.port[0].e);
    erl_free(&as_is);
    erl_free(&turned);
    erl_free(&want);
    net_free(&low);
    net_free(&net);
}

/* A 2-port that passes 0.71 with `delay` samples and reflects at both ends. */
static void two_port(struct net *net, double delay, const struct echo s11,
                     const struct echo s22)
{
    const struct echo thru = {0.71, delay};
    CU_ASSERT_EQUAL_FATAL(net_init(net, NF, 2, 100.0, NULL), LR_OK);
    for (size_t k = 0; k < NF; k++) {
        const double f = net->freq[k] = step * (double)k;
        *net_s(net, k, 0, 0) = echoes(&s11, 1, f);
        *net_s(net, k, 1, 1) = echoes(&s22, 1, f);
        *net_s(net, k, 0, 1) = *net_s(net, k, 1, 0) = echoes(&thru, 1, f);
    }
}

static void the_worse_port_counts(void)
{
    struct erl_params p;
    struct net net;
    bare(&p);
    two_port(&net, 20.0, (struct echo){0.0723, 41.0}, (struct echo){0.0311, 43.0});
    struct erl got = solve(&net, &p);
    CU_ASSERT_EQUAL(got.nport, 2);
    CLOSE(got.port[0].e, 0.0723, 1e-15);
    CLOSE(got.port[1].e, 0.0311, 1e-15);
    CLOSE(got.erl_db, got.port[0].erl_db, 0.0);
    erl_free(&got);
    net_free(&net);
}

static void a_port_alone_leaves_the_other_as_it_is(void)
{
    /* As a 1-port of the same reflection: what comes through and back from the other
     * port, were that turned to 85 ohm too, does not count. */
    const struct echo near = {0.21, 41.0}, far = {0.17, 43.0};
    struct erl_params p;
    struct net net, one;
    bare(&p);
    p.z_t = 42.5;
    two_port(&net, 20.0, near, far);
    one_port(&one, &far, 1);
    struct erl both = solve(&net, &p);
    p.alone = true;
    struct erl alone = solve(&net, &p), want = solve(&one, &p);
    CLOSE(alone.port[1].e, want.port[0].e, 0.0);
    CU_ASSERT_EQUAL_FATAL(alone.port[1].n, want.port[0].n);
    for (size_t k = 0; k < want.port[0].n; k++)
        CLOSE(alone.port[1].pulse[k], want.port[0].pulse[k], 1e-14);
    CU_ASSERT(both.port[1].e > 1.01 * want.port[0].e);
    erl_free(&both);
    erl_free(&alone);
    erl_free(&want);
    net_free(&one);
    net_free(&net);
}

static void a_transmitter_shows_its_die_through_the_channel(void)
{
    /* A package of 3 samples and 0.71 in front of a channel of 20 samples and 0.71: port
     * 2 sees the die's 2 x 41.3 ohm after 46 samples.  Port 1 is looked into without the
     * package, and port 2 alone is the answer, though it is the better one. */
    const double die = (82.6 - 100.0) / (82.6 + 100.0) * pow(0.71, 4.0);
    const struct echo none = {0.0, 0.0};
    struct erl_params p;
    struct net net, package;
    struct erl got;
    bare(&p);
    p.bin = 1e-5;
    two_port(&net, 20.0, (struct echo){0.21, 41.0}, none);
    two_port(&package, 3.0, none, none);
    const struct erl_package with = {&package, 41.3};
    CU_ASSERT_EQUAL(erl_solve(&net, "dut", &with, &p, &got, NULL), LR_OK);
    CLOSE(got.port[0].e, 0.21, 1e-15);
    const struct erl_port *port = &got.port[1];
    const size_t at = (size_t)lround(46.0 - port->start / dt);
    for (size_t k = 0; k < at; k++)
        CLOSE(port->pulse[k], 0.0, 1e-12);
    CLOSE(port->pulse[at], die, 1e-12);
    /* And once more after 41 + 6 samples, from S11 and the die again. */
    CLOSE(port->pulse[at + 47], die * 0.21 * die / pow(0.71, 2.0), 1e-12);
    CLOSE(got.erl_db, port->erl_db, 0.0);
    CU_ASSERT(got.erl_db > got.port[0].erl_db);
    erl_free(&got);
    net_free(&package);
    net_free(&net);
}

/* When a fourth-order Butterworth's impulse response is largest: residues at its poles
 * e^(+-j 5 pi/8), e^(+-j 7 pi/8), corner f_c. */
static double butterworth_peak(double f_c)
{
    double best = 0.0, at = 0.0;
    for (double t = 0.0; t < 6.0; t += 1e-4) {
        double sum = 0.0;
        for (int k = 5; k <= 11; k += 2) {
            const double complex pole = cexp(I * M_PI * k / 8.0);
            double complex product = 1.0;
            for (int m = 5; m <= 11; m += 2)
                product *= m == k ? 1.0 : pole - cexp(I * M_PI * m / 8.0);
            sum += creal(cexp(pole * t) / product);
        }
        if (sum > best) {
            best = sum;
            at = t;
        }
    }
    return at / (2.0 * M_PI * f_c);
}

static void delays_are_found_behind_the_receiver_filter(void)
{
    /* S21 of 20 samples of 1/52 GHz, at 32 samples per UI, so that peaks are found to
     * some 1/416 GHz: the file ends at 26 GHz. */
    struct erl_params p;
    struct net net;
    bare(&p);
    p.per_ui = 32;
    p.auto_t_fx = true;
    two_port(&net, 20.0, (struct echo){0.0723, 80.0}, (struct echo){0.0311, 80.0});
    for (size_t k = 0; k < NF; k++)             /* a way back of 10 samples */
        *net_s(&net, k, 0, 1) = echoes(&(struct echo){0.71, 10.0}, 1, net.freq[k]);
    const double late = butterworth_peak(0.75 * baud), peak = 20.0 * dt + late;
    struct erl got = solve(&net, &p);
    CLOSE(got.port[0].t_fx, 0.3 * dt, 0.0);
    CLOSE(got.port[1].t_fx, 2.0 * (10.0 * dt + late), 2.0 * 2.0 / 416e9);
    erl_free(&got);
    /* N = 0: a record as long as a multiple of that delay and 0.5 ns, and T_fx. */
    p.n = 0.0;
    p.auto_t_fx = false;
    p.duration = 0.43;
    got = solve(&net, &p);
    for (size_t i = 0; i < 2; i++)
        CLOSE(got.port[i].start + (double)(got.port[i].n - 1) * got.port[i].dt,
              0.43 * peak + 0.5e-9 + 0.3 * dt, 2.0 / 416e9);
    erl_free(&got);
    net_free(&net);
}

static void threads_do_not_matter(void)
{
    struct erl_params p;
    struct net net;
    erl_init(baud, &p);
    p.n = 100.0;
    two_port(&net, 20.0, (struct echo){0.0723, 41.0}, (struct echo){0.0311, 43.0});
    parallel_set_threads(1);
    struct erl one = solve(&net, &p);
    parallel_set_threads(4);
    struct erl four = solve(&net, &p);
    parallel_set_threads(0);
    for (size_t i = 0; i < 2; i++) {
        CU_ASSERT_EQUAL(one.port[i].n, four.port[i].n);
        CLOSE(one.port[i].erl_db, four.port[i].erl_db, 0.0);
        for (size_t k = 0; k < one.port[i].n; k++)
            CLOSE(one.port[i].pulse[k], four.port[i].pulse[k], 0.0);
    }
    erl_free(&one);
    erl_free(&four);
    net_free(&net);
}

static void refused(const struct net *net, const struct erl_package *package,
                    const struct erl_params *p, enum lr_status status, const char *text)
{
    struct erl got;
    struct lr_error err = {0};
    CU_ASSERT_EQUAL(erl_solve(net, "dut", package, p, &got, &err), status);
    SAME_TEXT(err.text, text);
    erl_free(&got);
}

/* Sets one parameter of `bare` to something wrong. */
#define REFUSED(field, value, text)                                                   \
    do {                                                                              \
        struct erl_params p_;                                                         \
        bare(&p_);                                                                    \
        p_.field = (value);                                                           \
        refused(&net, NULL, &p_, LR_EDOMAIN, (text));                                 \
    } while (0)

static void parameters_out_of_range_are_refused(void)
{
    const struct echo echo[] = {{0.0723, 41.0}};
    struct net net;
    one_port(&net, echo, 1);
    REFUSED(baud, NAN, "ERL at nan Bd with 4 samples per UI; the rate must be positive, "
                       "M 1 to 1024");
    REFUSED(levels, 1, "1 amplitude levels; 2 to 16");
    REFUSED(der, 0.5, "DER_0 0.5; above 0 and below 0.5");
    REFUSED(z_t, -50.0, "Z_t -50 ohm; it must be positive");
    REFUSED(t_fx[1], -1e-10, "TR_TDR 0 s, fixture delays 5.76923e-12 and -1e-10 s, T_k "
                             "6e-10 s; none may be negative, T_k not 0");
    REFUSED(n_bx, -1.0, "N 200 UI, N_bx -1 UI, TDR_duration 5; the first two must not be "
                        "negative, the third positive");
    REFUSED(rho_x, -0.1, "rho_x -0.1, beta_x 0 dB/s; rho_x must not be negative, both "
                         "finite");
    REFUSED(bin, 0.0, "a threshold of 1e-05 and bins of 0 V; 0 to 1, and positive");
    REFUSED(n, 0.0, "dut: a 1-port has no second port for a package, AUTO_TFX or N = 0");
    REFUSED(baud, 1e6, "dut: frequency steps of 1.3e+07 Hz make 0.154 points up to half "
                       "the sampling rate; 32 to 8388608 can be transformed");
    net_free(&net);
}

static void networks_that_do_not_fit_are_refused(void)
{
    const struct echo echo[] = {{0.0723, -100.0}};
    struct net net, package;
    struct erl_params p;
    bare(&p);
    one_port(&net, echo, 1);
    refused(&net, NULL, &p, LR_ENUMERIC,
            "dut, port 1: the phase advances with frequency, so the response would come "
            "before its cause; check the port order, or whether the frequency steps are "
            "too wide for the delay");
    net.s[100] = NAN;
    refused(&net, NULL, &p, LR_ENUMERIC, "dut: S is not finite at 1.3 GHz");
    net.nf = 19;
    refused(&net, NULL, &p, LR_EDOMAIN, "dut: 19 frequencies; ERL needs at least 20");
    net.np = 3;
    refused(&net, NULL, &p, LR_EDOMAIN,
            "dut: 3 ports; ERL needs a differential 1-port or 2-port");
    net_free(&net);
    two_port(&net, 20.0, (struct echo){0.0723, 41.0}, (struct echo){0.0311, 43.0});
    CU_ASSERT_EQUAL_FATAL(net_copy(&net, &package, NULL), LR_OK);
    refused(&net, &(const struct erl_package){&package, 0.0}, &p, LR_EDOMAIN,
            "a die termination of 0 ohm; it must be positive");
    package.nf = 1000;
    refused(&net, &(const struct erl_package){&package, 50.0}, &p, LR_EDOMAIN,
            "networks of 1000 and 2001 frequencies cannot be cascaded; resample one");
    net_free(&package);
    net_free(&net);
}

static const struct tap_case cases[] = {
    {"an echo behind the window is its own return loss",
     an_echo_behind_the_window_is_its_own_return_loss},
    {"echoes of either sign add up in the tail",
     echoes_of_either_sign_add_up_in_the_tail},
    {"PAM4 reaches its inner level", pam4_reaches_its_inner_level},
    {"the window weighs what the DFE reaches", the_window_weighs_what_the_dfe_reaches},
    {"the old gate weighs what is behind the window too",
     the_old_gate_weighs_what_is_behind_the_window_too},
    {"the window's last sample is the first one behind its end",
     the_windows_last_sample_is_the_first_one_behind_its_end},
    {"the fixture is left out", the_fixture_is_left_out},
    {"echoes behind N do not count", echoes_behind_n_do_not_count},
    {"silence is infinite return loss and a warning",
     silence_is_infinite_return_loss_and_a_warning},
    {"impedance is read from the running sum", impedance_is_read_from_the_running_sum},
    {"an open end has no impedance", an_open_end_has_no_impedance},
    {"ports are referred to twice Z_t", ports_are_referred_to_twice_z_t},
    {"the worse port counts", the_worse_port_counts},
    {"a port alone leaves the other as it is", a_port_alone_leaves_the_other_as_it_is},
    {"a transmitter shows its die through the channel",
     a_transmitter_shows_its_die_through_the_channel},
    {"delays are found behind the receiver filter",
     delays_are_found_behind_the_receiver_filter},
    {"threads do not matter", threads_do_not_matter},
    {"parameters out of range are refused", parameters_out_of_range_are_refused},
    {"networks that do not fit are refused", networks_that_do_not_fit_are_refused},
};
TAP_MAIN("margin/erl", cases)
