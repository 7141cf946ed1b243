import { useEffect, useState } from 'react';
import { connect } from './sgad-client.js';

/**
 * A user's events in a React component: `{ events, ws, status, read }`. `events` grows as they come, and keeps the last
 * `limit`; `ws` is the connected client, null until there is one.
 */
export function useAvailabilityEvents(userId, { limit = 500, ...options } = {}) {
  const [events, setEvents] = useState([]);
  const [ws, setWs] = useState(null);
  const [status, setStatus] = useState({ state: 'connecting' });

  useEffect(() => {
    if (!userId) return undefined;
    const client = connect({ ...options, userId });
    client.on('*', (event) => setEvents((all) => [...all, event].slice(-limit)));
    client.onStatus(setStatus);
    setWs(client);
    return () => {
      client.close();
      setWs(null);
      setEvents([]);
    };
    // the other options are read once for each user, as a new object comes with every rendering
  }, [userId]);

  return { events, ws, status, read: (eventId) => ws?.read(eventId) };
}
