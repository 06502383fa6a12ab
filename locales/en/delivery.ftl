delivery-suspended = I can no longer write in “{ $title }”, so its digests are stopped. Let me send messages there again and they will go on; all settings are kept.
delivery-thread-closed = The topic in “{ $title }” is closed, so its digests are stopped. They go on when it is reopened.
