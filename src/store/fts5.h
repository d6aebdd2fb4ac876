/* FTS5's programming interface of a connection. */
#ifndef STORE_FTS5_H
#define STORE_FTS5_H

#include <sqlite3.h>

/*
 * The interface of ${db}, lent for the connection's life; NULL where its
 * SQLite has no FTS5.  (https://www.sqlite.org/fts5.html, section 7.)
 */
fts5_api *fts5_interface(sqlite3 *db);

#endif
