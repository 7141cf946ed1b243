-- How many sessions a user has, and when the user was last seen, in ms; false where nobody remembers.
--
-- ARGV: user
local time = redis.call('TIME')
local P = 'sgad:presence:'
local sessions = redis.call('ZCARD', P .. 'user:' .. ARGV[1])
if sessions > 0 then
  return { sessions, string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)) }
end
return { 0, redis.call('GET', P .. 'seen:' .. ARGV[1]) }
