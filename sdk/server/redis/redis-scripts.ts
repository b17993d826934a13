/** One script: what it is called, how many of its arguments are keys, and its text. */
export interface RedisScript {
  readonly name: string;
  readonly numberOfKeys: number;
  readonly lua: string;
}

// Whoever looks after the meeting by now is the only one who may touch it: a node that was paused or cut off
// while another took over finds its writes refused.
const onlyAtHome = `
local home = redis.call('GET', KEYS[1])
if home and home ~= ARGV[1] then return redis.error_reply('MOVED to another node') end
`;

/**
 * What has to happen at once. KEYS[1] is the meeting's home and ARGV[1] this node wherever a meeting is touched.
 * A window is a hash of `p<participant>` to its counts, empty once they were removed; `o` marks it as open.
 */
export const redisScripts: readonly RedisScript[] = [
  {
    // KEYS home, window, taken, untold; ARGV node, window number, keepMs
    name: 'assentOpen',
    numberOfKeys: 4,
    lua: `${onlyAtHome}
local taken = tonumber(redis.call('GET', KEYS[3]) or '-1')
if tonumber(ARGV[2]) <= taken or redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
redis.call('HSET', KEYS[2], 'o', '')
redis.call('PEXPIRE', KEYS[2], ARGV[3])
redis.call('SET', KEYS[4], ARGV[2], 'PX', ARGV[3])
return 1`,
  },
  {
    // KEYS home, window; ARGV node, participant, counts
    name: 'assentPut',
    numberOfKeys: 2,
    lua: `${onlyAtHome}
if redis.call('HEXISTS', KEYS[2], 'o') == 0 then return 'window-closed' end
if redis.call('HSETNX', KEYS[2], 'p' .. ARGV[2], ARGV[3]) == 0 then return 'already-contributed' end
return 'stored'`,
  },
  {
    // KEYS home, window; ARGV node, participant
    name: 'assentRemove',
    numberOfKeys: 2,
    lua: `${onlyAtHome}
if redis.call('HEXISTS', KEYS[2], 'p' .. ARGV[2]) == 1 then redis.call('HSET', KEYS[2], 'p' .. ARGV[2], '') end
return 0`,
  },
  {
    // KEYS home, window, taken; ARGV node, window number, how long it stays closed
    name: 'assentTake',
    numberOfKeys: 3,
    lua: `${onlyAtHome}
local fields = redis.call('HGETALL', KEYS[2])
if #fields == 0 then return false end
redis.call('DEL', KEYS[2])
local taken = tonumber(redis.call('GET', KEYS[3]) or '-1')
redis.call('SET', KEYS[3], math.max(taken, tonumber(ARGV[2])), 'PX', ARGV[3])
return fields`,
  },
  {
    // KEYS home, untold; ARGV node, window number
    name: 'assentTold',
    numberOfKeys: 2,
    lua: `${onlyAtHome}
if redis.call('GET', KEYS[2]) == ARGV[2] then return redis.call('DEL', KEYS[2]) end
return 0`,
  },
  {
    // KEYS home, guard; ARGV node, guard's text, keepMs
    name: 'assentWriteGuard',
    numberOfKeys: 2,
    lua: `${onlyAtHome}
local time = redis.call('TIME')
local at = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[2], 'at', at, 'guard', ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return at`,
  },
  {
    // KEYS home, guard; ARGV node, keepMs
    name: 'assentCountRelease',
    numberOfKeys: 2,
    lua: `${onlyAtHome}
local count = redis.call('HINCRBY', KEYS[2], 'releases', 1)
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return count`,
  },
  {
    // KEYS guard; ARGV at, guard's text, keepMs, releases. Gives back what a restart has forgotten.
    name: 'assentRestoreGuard',
    numberOfKeys: 1,
    lua: `
if tonumber(redis.call('HGET', KEYS[1], 'releases') or '0') < tonumber(ARGV[4]) then
  redis.call('HSET', KEYS[1], 'releases', ARGV[4])
end
if tonumber(redis.call('HGET', KEYS[1], 'at') or '-1') >= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'at', ARGV[1], 'guard', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`,
  },
  {
    // KEYS home, born; ARGV node, prefix of the nodes' keys, settleMs, keepMs
    name: 'assentLocate',
    numberOfKeys: 2,
    lua: `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('SET', KEYS[2], now, 'NX')
if now - tonumber(redis.call('GET', KEYS[2])) < tonumber(ARGV[3]) then return '' end
if redis.call('EXISTS', ARGV[2] .. ARGV[1]) == 0 then return '' end
local home = redis.call('GET', KEYS[1])
if home and home ~= ARGV[1] and redis.call('EXISTS', ARGV[2] .. home) == 1 then return home end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[4])
return ARGV[1]`,
  },
  {
    // KEYS home; ARGV node
    name: 'assentRelease',
    numberOfKeys: 1,
    lua: `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`,
  },
  {
    // KEYS node; ARGV leaseMs. Whether this node was still known.
    name: 'assentBeat',
    numberOfKeys: 1,
    lua: `
local known = redis.call('EXISTS', KEYS[1])
redis.call('SET', KEYS[1], '', 'PX', ARGV[1])
return known`,
  },
];
