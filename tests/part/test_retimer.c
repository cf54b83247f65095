#include "config.h"

#include "part/retimer.h"
#include "tests/part/bench.h"

static void corrects_errors_only_when_told(void)
{
    struct bench b;
    bench_begin(&b);
    bench_take(&b, "retimer: retimer-112g\n");
    CU_ASSERT(!part_retimer_data(&b.part)->terminates);
    CU_ASSERT_PTR_NULL(part_retimer_data(&b.part)->interface);
    /* As models/active/retimer-112g.yaml has them. */
    CLOSE(part_retimer_data(&b.part)->latency, 15e-9, 1e-23);
    CLOSE(part_retimer_data(&b.part)->power, 0.75, 0.0);
    bench_take(&b, "retimer: aec-112g\nfec: pass\n");
    CU_ASSERT(!part_retimer_data(&b.part)->terminates);
    bench_take(&b, "retimer: aec-112g\nfec: terminate\ninterface: house\n");
    CU_ASSERT(part_retimer_data(&b.part)->terminates);
    SAME_TEXT(part_retimer_data(&b.part)->interface->text, "house");
    bench_end(&b);
}

static void is_no_network(void)
{
    CU_ASSERT_EQUAL(part_retimer.role, ROLE_RETIMER);
    CU_ASSERT(!part_retimer.network && !part_retimer.lanes && !part_retimer.delay);
}

static void faults_are_placed(void)
{
    struct bench b;
    bench_begin(&b);
    bench_refuse(&b, "retimer: acc-112g\n",
                 "x.yaml:1:10: active part 'acc-112g' is a redriver, no retimer");
    bench_refuse(&b, "retimer: aec-112g\nfec: maybe\n",
                 "x.yaml:2:6: fec: 'maybe' is unknown; write pass or terminate");
    bench_refuse(&b, "retimer: aec-112g\nfec: [pass]\n",
                 "x.yaml:2:6: fec is a list; write a single value");
    bench_refuse(&b, "retimer: aec-112g\ninterface: {a: b}\n",
                 "x.yaml:2:12: interface is a mapping; write a single value");
    bench_refuse(&b, "retimer: aec-112g\nlength: 1 m\n",
                 "x.yaml:2:1: unknown key 'length' in retimer; keys are retimer, "
                 "interface, fec");
    bench_end(&b);
}

static const struct tap_case cases[] = {
    {"a retimer corrects errors only when it is told to", corrects_errors_only_when_told},
    {"a retimer is no network", is_no_network},
    {"faults are placed by line and column", faults_are_placed},
};
TAP_MAIN("part/retimer", cases)
