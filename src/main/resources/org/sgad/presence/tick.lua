-- A node lives. Who has not said so for the life of a lease is taken for dead: its sessions end, some with each call, in
-- the name of whoever calls first. A node that calls for the first time ends what lived under its name before. Users whose
-- grace is over are announced as offline. Returns 0 where the node was known, 1 where it was not, 2 where it had been taken
-- for dead.
--
-- ARGV: node, life in ms, whether to look for dead nodes (1 or 0), days that "last seen" is kept, time as text, how many,
-- what the node's former lives begin with where this is its first call, or nothing
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local P = 'sgad:presence:'
local node, life, keep, most = ARGV[1], tonumber(ARGV[2]), ARGV[4] * 86400, tonumber(ARGV[6])

local state = redis.call('ZADD', P .. 'nodes', now, node)
if redis.call('HDEL', P .. 'dying', node) + redis.call('DEL', P .. 'dead:' .. node) > 0 then
  state = 2
end

if ARGV[3] == '1' then
  for _, silent in ipairs(redis.call('ZRANGEBYSCORE', P .. 'nodes', '-inf', now - life)) do
    redis.call('HSET', P .. 'dying', silent, redis.call('ZSCORE', P .. 'nodes', silent))
    redis.call('ZREM', P .. 'nodes', silent)
  end
end

if ARGV[7] ~= '' then
  for _, former in ipairs(redis.call('ZRANGE', P .. 'nodes', 0, -1)) do
    if former ~= node and string.sub(former, 1, #ARGV[7]) == ARGV[7] then
      redis.call('HSET', P .. 'dying', former, redis.call('ZSCORE', P .. 'nodes', former))
      redis.call('ZREM', P .. 'nodes', former)
    end
  end
end

local dying = redis.call('HGETALL', P .. 'dying')
if #dying > 0 then
  local gone, seen = dying[1], dying[2]
  local ids = redis.call('SPOP', P .. 'node:' .. gone, most)
  for _, id in ipairs(ids) do
    local session = redis.call('HGET', P .. 'sessions', id)
    if session then
      local told = cjson.decode(session)
      local user = told.user_id
      redis.call('HDEL', P .. 'sessions', id)
      redis.call('ZREM', P .. 'ids', id)
      redis.call('SREM', P .. 'watching:' .. user, id)
      if not told.watches then
        redis.call('ZREM', P .. 'user:' .. user, id)
        redis.call('SET', P .. 'seen:' .. user, string.format('%.0f', seen), 'EX', keep)
        if redis.call('EXISTS', P .. 'user:' .. user) == 0 then
          redis.call('ZADD', P .. 'leaving', now, user)
        end
      end
    end
  end
  if #ids < most then
    redis.call('HDEL', P .. 'dying', gone)
    redis.call('SET', P .. 'dead:' .. gone, now, 'EX', 86400)
  end
end

for _, user in ipairs(redis.call('ZRANGEBYSCORE', P .. 'leaving', '-inf', now, 'LIMIT', 0, most)) do
  redis.call('ZREM', P .. 'leaving', user)
  if redis.call('EXISTS', P .. 'user:' .. user) == 0 and redis.call('SREM', P .. 'online', user) == 1 then
    redis.call('PUBLISH', 'sgad:presence', cjson.encode({
      event_type = 'user.offline', event_id = 'user.offline:' .. user .. ':' .. now, user_id = user, timestamp = ARGV[5] }))
  end
end
return state
