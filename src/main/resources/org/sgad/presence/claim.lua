-- Whether the caller is the one that closes a session; for a while nobody else is. Returns 1 or 0.
--
-- ARGV: id, the while in ms
return redis.call('SET', 'sgad:presence:closing:' .. ARGV[1], '1', 'NX', 'PX', ARGV[2]) and 1 or 0
