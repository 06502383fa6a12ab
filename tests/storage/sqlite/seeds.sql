Rows for tests of migrations, of the tables as each version had them; never changed either.
-- 1
INSERT INTO feeds (id, url, host, title, source, country, language, origin, added_at, next_poll_at, poll_interval)
VALUES (1, 'https://tandem.example/rss', 'https://tandem.example:443', 'Тандем', 'Тандем', 'kg', 'ru', 'admin',
        1772000000, 1772000000, 1800);
INSERT INTO host_holds (host, until) VALUES ('https://tandem.example:443', 1772000900);
INSERT INTO articles (id, feed_id, fingerprint, content_hash, url, title, text, language, published_at, stored_at,
                      is_pushable, needs_annotation)
VALUES (1, 1, 'one', 'a', 'https://tandem.example/1', 'Пожар в горах', 'Тушат пожар.', 'ru', 1772000000, 1772000100, 1, 0),
       (2, 1, 'two', 'b', NULL, NULL, 'Вести без заголовка.', 'ru', 1772000000, 1772000100, 0, 1);
-- 2
INSERT INTO stories (id, revision, created_at, updated_at) VALUES (5, 1, 1772000100, 1772000100);
INSERT INTO annotations (article_id, story_id, language, headline, topics, countries, names, sentences, features)
VALUES (1, 5, 'ru', 'Пожар в горах', '["society", "law-and-crime"]', '["kg"]', '[]', '["Тушат пожар."]', '{}');
INSERT INTO words (rowid, exact, title, text)
VALUES (1, 'пожар в горах тушат пожар', 'пожар в гора', 'тушить пожар');
INSERT INTO lexicon (word) VALUES ('пожар'), ('горах'), ('тушат');
-- 3
INSERT INTO chats (chat_id, thread_id, kind, locale, state, preferences, next_due_at)
VALUES (7, 0, 'private', 'ru', 'active',
        '{"zone": "Asia/Bishkek", "hours": ["08:00"], "weekdays": [0, 1, 2, 3, 4, 5, 6]}', 1772003600);
INSERT INTO follows (chat_id, query, at_once, created_at) VALUES (7, 'мост', 1, 1772000000);
INSERT INTO inbox (update_id, chat_id, payload, received_at) VALUES (1, 7, '{"update_id": 1}', 1772000000);
INSERT INTO applied (update_id, step, applied_at) VALUES (1, '', 1772000000);
INSERT INTO posts (id, kind, content, created_at) VALUES (1, 'digest', NULL, 1772000000);
INSERT INTO post_stories (post_id, story_id, revision) VALUES (1, 5, 1);
INSERT INTO deliveries (post_id, chat_id, locale, zone, is_silent, state, priority, not_before, created_at)
VALUES (1, 7, 'ru', 'Asia/Bishkek', 0, 'sent', 1, 1772000000, 1772000000);
-- 4
UPDATE words SET facets = '3l_ru 3f_1 3y_2026 3m_202602 3t_society 3c_kg' WHERE rowid = 1;
-- 5
INSERT INTO pages (article_id, due_at) VALUES (1, 1764000000);
-- 9
INSERT INTO articles (id, feed_id, fingerprint, content_hash, url, title, text, language, published_at, stored_at,
                      is_pushable, needs_annotation)
VALUES (3, 1, 'three', 'c', 'https://tandem.example/3', 'Старый мост', 'Мост.', 'ru', 1262304000, 1772000200, 0, 0),
       (4, 1, 'four', 'd', 'https://tandem.example/4', 'Старый мост', 'Мост.', 'ru', 1751328000, 1772000200, 0, 0);
INSERT INTO stories (id, revision, created_at, updated_at)
VALUES (6, 1, 1772000200, 1772000200), (7, 1, 1772000200, 1772000200);
INSERT INTO annotations (article_id, story_id, language, headline, topics, countries, names, sentences, features)
VALUES (3, 6, 'ru', 'Старый мост', '["law-and-crime"]', '[]', '[]', '["Мост."]', '{}'),
       (4, 7, 'ru', 'Старый мост', '[]', '["kg"]', '[]', '["Мост."]', '{}');
INSERT INTO words (rowid, exact, title, text, facets)
VALUES (3, 'старый мост мост', 'старый мост', 'мост', '3l_ru 3f_1 3y_2010 3m_201001 3d_20100101 3t_law_and_crime'),
       (4, 'старый мост мост', 'старый мост', 'мост', '3l_ru 3f_1 3y_2025 3m_202507 3d_20250701 3c_kg');
-- 10
INSERT INTO posts (id, kind, content, created_at) VALUES (2, 'digest', NULL, 1772000200);
INSERT INTO post_stories (post_id, story_id, revision) VALUES (2, 5, 1);
INSERT INTO deliveries (post_id, chat_id, locale, zone, is_silent, state, priority, not_before, created_at)
VALUES (2, 7, 'ru', 'Asia/Bishkek', 0, 'sent', 1, 1772000200, 1772000200);
-- 16
INSERT INTO unreadable (article_id, tries, due_at) VALUES (3, 3, NULL);
-- 17
INSERT INTO forgotten (article_id, feed_id, fingerprint, content_hash, url, address, title, published_at, listed_at)
VALUES (9, 1, 'nine', 'e', 'https://tandem.example/9', 'tandem.example/9', 'Давно', 1700000000, 1772000300);
-- 18
INSERT INTO summaries (story_id, language, articles, sentences, written_at)
SELECT min(id), 'ru', '[1]', '[["Парк открыли в субботу.", "Тандем", null]]', 1772000300 FROM stories;
-- 20
INSERT INTO retention_hold (since, seen_at, articles, of_all) VALUES (1772000000, 1772003600, 90, 100);

-- 24
INSERT INTO bookmarks (chat_id, thread_id, kind, article_id, headline, source, url, made_at, message_id)
VALUES (7, 0, 'followed', 1, 'Открыт парк', 'Тандем', NULL, 1, 12);

-- 27
INSERT INTO newsroom (user_id, role, added_at) VALUES (8, 'editor', 1772000000);
INSERT INTO changes (made_at, user_id, action, subject, before, after) VALUES (1772000000, 8, 'pause', 'Тандем', '', '');
-- 29
INSERT INTO corrections (kind, article_id, language, value, made_at, until) VALUES ('pinned', 1, '', '', 1, 2);
INSERT INTO article_pairs (one, other, is_same, is_stated, made_at) VALUES (1, 3, 0, 1, 1);
INSERT INTO labelled_articles (article_id, title, text, source, url, published_at)
VALUES (1, 'Открыт парк', 'Открыт парк.', 'Тандем', NULL, 1);
INSERT INTO retractions (post_id, articles, since, made_at) VALUES (2, '[1]', 1, 1);
-- 30
INSERT INTO topics (key, titles, seeds, is_hidden, merged_into, version)
VALUES ('water', '{"ru": "Вода"}', '{"ru": ["вода"]}', 0, NULL, 1);
INSERT INTO topic_queue (article_id) SELECT min(id) FROM articles;
-- 32
INSERT INTO drafts (kind, user_id, content, made_at) VALUES ('topic', 8, '{"key": "water"}', 1772000300);
-- 33
INSERT INTO broadcasts (chat_id, content, segment, state, made_at)
VALUES (8, '{"html": "Привет", "photo": "", "buttons": []}', '{"locales": [], "countries": [], "topics": []}', 'draft', 1);
-- 35
INSERT INTO troubles (key, kind, feed_id, args, since) VALUES ('feed-gone:1', 'feed-gone', 1, '{"title": "Тандем"}', 1772000300);
INSERT INTO trouble_wishes (user_id, kind) VALUES (8, 'feed-gone');
INSERT INTO trouble_rests (user_id, key, until) VALUES (8, 'feed-gone:1', NULL);
-- 37
INSERT INTO leases (name, owner, until) VALUES ('index', 'host:1', 1772000300.5);
INSERT INTO pace (name, level, at) VALUES ('bot', 12.5, 1772000300.5);
-- 38
INSERT INTO reader_days (day, event, count) VALUES (20000, 'left', 3);
-- 40
INSERT INTO polls (feed_id, polled_at, outcome, reason, counts) VALUES (1, 1772000300, 'not_modified', NULL, NULL);
