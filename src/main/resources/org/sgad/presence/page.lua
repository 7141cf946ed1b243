-- The JSON of the sessions that follow an id, in the order of ids; of one user, or of all.
--
-- ARGV: id or nothing, limit, user or nothing
local P = 'sgad:presence:'
local after, limit, user = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local ids = {}
if user == '' then
  ids = redis.call('ZRANGEBYLEX', P .. 'ids', after == '' and '-' or '(' .. after, '+', 'LIMIT', 0, limit)
else
  local own = redis.call('ZRANGE', P .. 'user:' .. user, 0, -1)
  for _, id in ipairs(redis.call('SMEMBERS', P .. 'watching:' .. user)) do
    own[#own + 1] = id
  end
  table.sort(own)
  for _, id in ipairs(own) do
    if id > after and #ids < limit then
      ids[#ids + 1] = id
    end
  end
end
local found = {}
for _, id in ipairs(ids) do
  local session = redis.call('HGET', P .. 'sessions', id)
  if session then
    found[#found + 1] = session
  end
end
return found
