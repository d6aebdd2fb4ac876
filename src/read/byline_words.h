/*
 * The words bylines are judged by: lists in small letters (but for names in
 * capitals), NULL at the end.
 */
#ifndef READ_BYLINE_WORDS_H
#define READ_BYLINE_WORDS_H

extern const char *const byline_particles[];
extern const char *const byline_separators[];
extern const char *const byline_joints[];
extern const char *const byline_articles[];
extern const char *const byline_roles[];
extern const char *const byline_endings[];
extern const char *const byline_junk[];
extern const char *const byline_suffixes[];
extern const char *const byline_capitals[];

#endif
