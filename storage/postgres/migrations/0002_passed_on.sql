-- The names of publishers whose articles feeds pass on, which searches choose and mute.

CREATE INDEX articles_passed_on ON articles (source) WHERE source IS NOT NULL;
