-- Screens are edited where their buttons are pressed; nothing has written or read this id.

ALTER TABLE chats DROP COLUMN settings_message_id;
