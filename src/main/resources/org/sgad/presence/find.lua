-- The JSON of one session; false where there is none.
--
-- ARGV: id
return redis.call('HGET', 'sgad:presence:sessions', ARGV[1])
