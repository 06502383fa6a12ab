-- A notice names the group it is about. Once nobody waits for it any more, its words go, and only that there was one stays.

CREATE TRIGGER notices_told AFTER UPDATE OF state ON deliveries
WHEN NEW.priority = 0 AND NEW.state NOT IN ('waiting', 'sending')
BEGIN
    UPDATE posts SET content = NULL
     WHERE id = NEW.post_id AND kind = 'notice'
       AND NOT EXISTS (SELECT 1 FROM deliveries WHERE state = 'waiting' AND priority = 0 AND post_id = NEW.post_id)
       AND NOT EXISTS (SELECT 1 FROM deliveries WHERE state = 'sending' AND post_id = NEW.post_id);
END;

CREATE TRIGGER notices_forgotten AFTER DELETE ON deliveries
WHEN OLD.priority = 0
BEGIN
    UPDATE posts SET content = NULL
     WHERE id = OLD.post_id AND kind = 'notice'
       AND NOT EXISTS (SELECT 1 FROM deliveries WHERE state = 'waiting' AND priority = 0 AND post_id = OLD.post_id)
       AND NOT EXISTS (SELECT 1 FROM deliveries WHERE state = 'sending' AND post_id = OLD.post_id);
END;

UPDATE posts SET content = NULL
 WHERE kind = 'notice' AND id NOT IN (SELECT post_id FROM deliveries WHERE state IN ('waiting', 'sending'));
