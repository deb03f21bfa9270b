/* dates_unspaced: the months of Thai, Lao and Khmer, whose words have no
 * blanks between them: "12 กรกฎาคม 2565", "12 ก.ค. 65", "ថ្ងៃទី១៨ ខែមករា ឆ្នាំ២០២២".
 *
 * Their years may be Buddhist ones, 543 ahead, and their figures their own.
 */
#include <string.h>

#include "filters/dates_unspaced.h"

/* Whole names first: a short one may begin them. */
static const char *const month_table[][12] = {
	{ "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
	        "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม" },
	{ "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.",
	        "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค." },
	{ "ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ", "ກໍລະກົດ", "ສິງຫາ",
	        "ກັນຍາ", "ຕຸລາ", "ພະຈິກ", "ທັນວາ" },
	{ "មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា",
	        "តុលា", "វិច្ឆិកា", "ធ្នូ" },
};

size_t
unspaced_month(struct span text, int *month)
{
	/* "month" */
	static const char *const lead[] = { "เดือน", "ເດືອນ", "ខែ", NULL };
	const char *p = text.p, *end = text.p + text.n;

	for (int i = 0; lead[i] != NULL; i++) {
		size_t n = strlen(lead[i]);

		if ((size_t)(end - p) > n && memcmp(p, lead[i], n) == 0)
			p += n;
	}
	while (p < end && *p == ' ')
		p++;
	if (p == end || (unsigned char)*p < 0xE0)
		return 0; /* their letters have three bytes each */
	for (size_t k = 0; k < sizeof(month_table) / sizeof(month_table[0]);
	        k++)
		for (int m = 0; m < 12; m++) {
			size_t n = strlen(month_table[k][m]);

			if ((size_t)(end - p) < n ||
			        memcmp(p, month_table[k][m], n) != 0)
				continue;
			*month = m + 1;
			return (size_t)(p - text.p) + n;
		}
	return 0;
}

int
unspaced_year(int year)
{
	return year >= 1900 + BUDDHIST && year <= 2099 + BUDDHIST
	               ? year - BUDDHIST
	               : year;
}

int
unspaced_figure(uint32_t cp)
{
	static const uint32_t zero[] = { 0xE50, 0xED0, 0x17E0 };

	for (int i = 0; i < 3; i++)
		if (cp >= zero[i] && cp <= zero[i] + 9)
			return (int)(cp - zero[i]);
	return -1;
}
