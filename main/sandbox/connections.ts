// The sandbox's connections below HTTP and TLS: to reset one, and to end them all.
import type { Server, Socket } from 'node:net';

export interface Connections {
  /** Sends a TCP reset. `socket` is the one that HTTP sees, which with TLS is not the connection itself. */
  reset(socket: Socket): void;
  destroyAll(): void;
}

/** Follows every connection of a server from its beginning. */
export function trackConnections(server: Server): Connections {
  const byPort = new Map<number | undefined, Socket>();
  server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    byPort.set(remotePort, socket);
    socket.once('close', () => byPort.delete(remotePort));
    // A client that hangs up is no news here.
    socket.on('error', () => undefined);
  });
  return {
    reset: (socket) => (byPort.get(socket.remotePort) ?? socket).resetAndDestroy(),
    destroyAll: () => {
      for (const socket of byPort.values()) socket.destroy();
    },
  };
}
