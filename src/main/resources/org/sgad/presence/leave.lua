-- A node ends in good order: what sessions it has left end at the next call of any other node.
--
-- ARGV: node
local P = 'sgad:presence:'
local alive = redis.call('ZSCORE', P .. 'nodes', ARGV[1])
if alive then
  redis.call('HSET', P .. 'dying', ARGV[1], alive)
  redis.call('ZREM', P .. 'nodes', ARGV[1])
end
