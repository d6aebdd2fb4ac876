/* CLD2, which speaks only C++, for C. */
#ifndef READ_LANGUAGE_CLD2_H
#define READ_LANGUAGE_CLD2_H

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The tag of the language most of the ${len} bytes of valid UTF-8 are in,
 * which is static; NULL where CLD2 is not sure.
 */
const char *language_cld2(const char *text, int len);

#ifdef __cplusplus
}
#endif

#endif
