-- A story may develop an earlier one: a road that was closed is open again. A digest tells such an affair once.

ALTER TABLE stories ADD COLUMN develops INTEGER REFERENCES stories (id) ON DELETE SET NULL;

CREATE INDEX stories_that_develop ON stories (develops) WHERE develops IS NOT NULL;
