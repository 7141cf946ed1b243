-- Sessions that opened (+), are open still (=) or ended (-) on a node; those of administrators who look on, which are
-- nobody's presence, that are open (*) or ended (~). A user whose first session opens is announced as
-- online; one whose last session ends leaves, unless there is another one before the grace is over. Returns the sessions
-- of this node beyond the limit of their user, the youngest; of other nodes they are published.
--
-- ARGV: node, limit, grace in ms, days that "last seen" is kept, time as text; then for each session: sign, id, user, age
-- in ms, JSON
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local P = 'sgad:presence:'
local node, limit, grace, keep = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4] * 86400
local over = {}

for i = 6, #ARGV, 5 do
  local sign, id, user = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local own = P .. 'user:' .. user
  if sign == '*' then
    redis.call('HSET', P .. 'sessions', id, ARGV[i + 4])
    redis.call('ZADD', P .. 'ids', 0, id)
    redis.call('SADD', P .. 'node:' .. node, id)
    redis.call('SADD', P .. 'watching:' .. user, id)
  elseif sign == '~' then
    redis.call('HDEL', P .. 'sessions', id)
    redis.call('ZREM', P .. 'ids', id)
    redis.call('SREM', P .. 'node:' .. node, id)
    redis.call('SREM', P .. 'watching:' .. user, id)
  elseif sign == '-' then
    redis.call('HDEL', P .. 'sessions', id)
    redis.call('ZREM', P .. 'ids', id)
    redis.call('SREM', P .. 'node:' .. node, id)
    redis.call('ZREM', own, id)
    redis.call('SET', P .. 'seen:' .. user, now, 'EX', keep)
    if redis.call('EXISTS', own) == 0 then
      redis.call('ZADD', P .. 'leaving', now + grace, user)
    end
  else
    redis.call('HSET', P .. 'sessions', id, ARGV[i + 4])
    redis.call('ZADD', P .. 'ids', 0, id)
    redis.call('SADD', P .. 'node:' .. node, id)
    -- by the age, as the nodes' clocks may differ
    redis.call('ZADD', own, 'NX', now - ARGV[i + 3], id)
    redis.call('ZREM', P .. 'leaving', user)
    if redis.call('SADD', P .. 'online', user) == 1 and sign == '+' then
      redis.call('PUBLISH', 'sgad:presence', cjson.encode({
        event_type = 'user.online', event_id = 'user.online:' .. user .. ':' .. now, user_id = user, timestamp = ARGV[5] }))
    end
    for _, late in ipairs(redis.call('ZRANGE', own, limit, -1)) do
      if redis.call('SISMEMBER', P .. 'node:' .. node, late) == 1 then
        over[#over + 1] = late
      else
        redis.call('PUBLISH', 'sgad:sessions', cjson.encode({ close = late, reason = 'TOO_MANY' }))
      end
    end
  end
end
return over
