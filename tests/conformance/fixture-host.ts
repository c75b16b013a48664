/** Serves the fixture at `/mcp` through the HTTP door: a fresh server per session. */
import { HttpDoor, type Link } from "../../shared/mcp/agent/http/index.js";
import { hostGuard, type Listener, listen } from "../../shared/mcp/http/index.js";
import { newHandle } from "../../shared/mcp/tokens.js";
import { fixtureServer } from "./fixture.js";

export interface FixtureHost {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveFixture(): Promise<FixtureHost> {
  const address = { host: "127.0.0.1", port: 0 };
  const door = new HttpDoor({
    guard: hostGuard(address),
    route: (segments) => (segments.length === 0 ? { kind: "sessions", open: openLink } : null),
  });
  const listener: Listener = await listen(address, (request, response) =>
    door.handle(request, response),
  );
  return {
    url: `${listener.url}/mcp`,
    close: () => {
      const stopped = listener.close();
      door.close();
      return stopped;
    },
  };
}

function openLink(): Link {
  const server = fixtureServer();
  const closers: (() => void)[] = [];
  let open = true;
  return {
    id: newHandle(),
    connect: (transport) => server.connect(transport),
    touch: () => open,
    hold: () => () => {},
    onClose: (task) => {
      closers.push(task);
    },
    close: () => {
      open = false;
      for (const task of closers) task();
    },
  };
}
