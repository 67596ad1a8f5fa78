-- Vintages come here.

PRAGMA user_version = 14;
