/* decimal.h -- decimal text to the nearest double, faster than strtod and the same
 * in every locale. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

/* Reads the number at `at`, which ends before `end` (nothing behind is touched):
 * [+-] digits [. digits] [(e|E|d|D) [+-] digits], with digits on at least one side of
 * the point.  Sets *value to the double nearest to it, ties to even: the same bits as
 * strtod; +-inf beyond the largest double, +-0 below half the smallest.  Returns the
 * first character behind the number, or NULL, *value as it was, when there is none at
 * `at`.  Names (nan, inf), hexadecimal and space before the number are none.  Any number
 * of digits counts exactly; allocates nothing, knows no locale and is safe to call from
 * any thread. */
const char *decimal_read(const char *at, const char *end, double *value);

#endif
