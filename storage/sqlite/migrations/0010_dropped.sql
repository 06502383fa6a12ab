-- News that was queued and never left is still to be told: the chat's next digest begins where that one's window began,
-- whatever took it back. What was queued later was composed while this counted as told, so it has not made it good.
CREATE TRIGGER deliveries_dropped AFTER UPDATE OF state ON deliveries
WHEN NEW.state = 'dropped' AND OLD.state != 'dropped' AND NEW.parts_sent = 0
BEGIN
    UPDATE chats
       SET last_digest_end = min(last_digest_end, coalesce(
               (SELECT unixepoch(content ->> '$.window.start') FROM posts WHERE id = NEW.post_id), last_digest_end))
     WHERE chat_id = NEW.chat_id AND thread_id = NEW.thread_id;
END;
