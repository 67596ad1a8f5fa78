-- A file that changes is a working file again: its digests hold no longer.
DELETE FROM fact
WHERE key IN ('content_sha256', 'file_sha256', 'covers', 'decided', 'cite');

UPDATE fact SET value = 'working' WHERE key = 'state' AND value <> 'working';
