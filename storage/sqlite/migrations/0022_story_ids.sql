-- Ids of stories are given out here, in runs, so that several writers may number theirs at the same time.

CREATE TABLE story_ids (last INTEGER NOT NULL) STRICT;
INSERT INTO story_ids (last)
SELECT max(coalesce((SELECT max(id) FROM stories), 0), coalesce((SELECT max(story_id) FROM post_stories), 0));
