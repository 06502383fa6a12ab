-- The story of a match without its annotation: matches that lie far apart would each read a page of their own.
CREATE INDEX annotations_story ON annotations (article_id, story_id);
