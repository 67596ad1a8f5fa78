-- Suspects come here.

PRAGMA user_version = 13;
