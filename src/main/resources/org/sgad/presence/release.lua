-- Who was to close a session did not.
--
-- ARGV: id
return redis.call('DEL', 'sgad:presence:closing:' .. ARGV[1])
