/*
 * Memory for an SQLite that writes a full-text index.
 *
 * FTS5 gathers the terms of a batch in a hash table of some hundred thousand
 * entries, each a block of 128 bytes that doubles as it grows, and touches
 * one at random for every term that is written: the time goes into misses of
 * the processor's cache.  So blocks of just these sizes are laid out here,
 * each beginning on a cache line, where malloc() begins them anywhere and
 * spreads the head and the word over two; everything else is malloc()'s.
 */
#ifndef STORE_MEMORY_H
#define STORE_MEMORY_H

/*
 * Set SQLite up to use it, for the whole process: to be called by one that
 * writes, before SQLite is used at all.  Where it cannot be done SQLite keeps
 * to malloc().
 */
void memory_setup(void);

#endif
