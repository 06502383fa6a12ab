-- A ranked search reads the terms of some hundreds of articles: unpacking them took most of its time.

ALTER TABLE words ALTER COLUMN terms SET STORAGE EXTERNAL;
