/* linebreak_class: the classes of UAX 14 as our table holds them, and the
 * table, which linebreak_table.awk makes from the Unicode Character Database.
 * Private to linebreak.c. */
#ifndef BANTIN_TEXT_LINEBREAK_CLASS_H
#define BANTIN_TEXT_LINEBREAK_CLASS_H

#include <stdint.h>

#define LB_BLOCK 128
#define LB_BLOCKS (0x110000 / LB_BLOCK)

enum lb_class {
	/* those that a rule before LB9 treats by itself */
	LBC_BK,
	LBC_CR,
	LBC_LF,
	LBC_NL,
	LBC_SP,
	LBC_ZW,
	LBC_CM,
	LBC_ZWJ,
	/* to be resolved by language */
	LBC_AI,
	LBC_CJ,
	/* those of the pair table */
	LBC_AL,
	LBC_B2,
	LBC_BA,
	LBC_BB,
	LBC_CB,
	LBC_CL,
	LBC_CP,
	LBC_CPEA,
	LBC_EB,
	LBC_EM,
	LBC_EPCN,
	LBC_EX,
	LBC_GL,
	LBC_H2,
	LBC_H3,
	LBC_HL,
	LBC_HY,
	LBC_ID,
	LBC_IN,
	LBC_IS,
	LBC_JL,
	LBC_JT,
	LBC_JV,
	LBC_NS,
	LBC_NU,
	LBC_OP,
	LBC_OPEA,
	LBC_PO,
	LBC_PR,
	LBC_QU,
	LBC_RI,
	LBC_SY,
	LBC_WJ,
	LBC_CLASSES,
	/* further states of what stands to the left, see linebreak.c */
	LBS_START = LBC_CLASSES,
	LBS_NUM_SY,
	LBS_NUM_IS,
	LBS_NUM_CL,
	LBS_NUM_CP,
	LBS_HL_HY,
	LBS_HL_BA,
	LBS_RI_RI,
	LBS_STATES
};

extern const uint8_t lb_stage1[LB_BLOCKS];
extern const uint8_t lb_stage2[][LB_BLOCK];

#endif
