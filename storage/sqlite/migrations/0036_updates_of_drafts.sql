-- The update for which a draft was made, so that the update, if it comes again, finds its own draft.
ALTER TABLE drafts ADD COLUMN update_id INTEGER;
