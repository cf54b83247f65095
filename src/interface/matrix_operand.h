/* matrix_operand.h -- what operators work on: numbers, pi, ones and zeros, parentheses,
 * brackets.  Only for matrix_parse.c. */
#ifndef INTERFACE_MATRIX_OPERAND_H
#define INTERFACE_MATRIX_OPERAND_H

#include "interface/matrix_parse.h"

/* Reads one and puts it on the stack. */
enum lr_status matrix_operand(struct matrix_parser *p, struct matrix_value *out);

#endif
