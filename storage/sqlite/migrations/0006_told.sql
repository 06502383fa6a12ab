-- Which posts told a story: asked when stories are joined again, and what was told moves with the articles.
CREATE INDEX post_stories_by_story ON post_stories (story_id);
