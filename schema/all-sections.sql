-- The sections of the archive; no hosts.
SELECT code, name, NULL FROM sections ORDER BY code
