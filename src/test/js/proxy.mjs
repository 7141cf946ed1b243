import net from 'node:net';

/** A way to the real server that can be cut, closed, or made one on which no WebSocket passes. */
export async function proxyTo(url) {
  const target = new URL(url);
  const sockets = new Set();
  let refusesUpgrades = false;
  let closed = false;
  const listener = net.createServer((inbound) => {
    if (closed) return inbound.destroy();
    const outbound = net.connect(Number(target.port), target.hostname);
    for (const [from, to] of [[inbound, outbound], [outbound, inbound]]) {
      sockets.add(from);
      from.on('data', (data) => {
        if (refusesUpgrades && from === inbound && /^upgrade: websocket/im.test(data.toString('latin1'))) inbound.destroy();
        else to.write(data);
      });
      from.on('error', () => {});
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
    return undefined;
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${listener.address().port}/`,
    refuseUpgrades() {
      refusesUpgrades = true;
    },
    cut() {
      closed = true;
      sockets.forEach((socket) => socket.destroy());
    },
    open() {
      closed = false;
    },
    async end() {
      this.cut();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
