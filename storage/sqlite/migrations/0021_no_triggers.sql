-- What follows when a delivery ends is decided in domain.telling and written down beside the statements that end one.

DROP TRIGGER deliveries_dropped;
DROP TRIGGER notices_told;
DROP TRIGGER notices_forgotten;
