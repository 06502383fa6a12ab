-- What was told of a story is the articles it held then for those readers: they keep their ids whatever story they go
-- to, and one that is read late is not taken for one that was there before.

ALTER TABLE post_stories ADD COLUMN articles TEXT NOT NULL DEFAULT '[]';  -- JSON array of ids
UPDATE post_stories
   SET articles = (SELECT json_group_array(n.article_id)
                     FROM posts p
                     JOIN annotations n ON n.story_id = post_stories.story_id
                     JOIN articles a ON a.id = n.article_id AND a.stored_at < p.created_at
                    WHERE p.id = post_stories.post_id);
ALTER TABLE post_stories DROP COLUMN revision;
ALTER TABLE stories DROP COLUMN revision;
DROP INDEX post_stories_by_story;
