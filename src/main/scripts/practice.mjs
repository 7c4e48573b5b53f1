// What the first visitors of a server do, for the practice run of a quick start: the page, a program, and a session in whose REPL somebody types.
import { randomBytes } from "node:crypto";
import { connect } from "node:net";

const server = new URL(process.argv[2]);
const serverProcess = Number(process.argv[3]);
const PATIENCE = 120_000;
// A server takes no more than about a hundred frames a second of one client.
const KEY_EVERY_MS = 12;
const KEYS = 600;
// 40 MB on the terminal, in one frame. The word is not in its echo.
const FLOOD = 'import Glibc;let b=[UInt8](repeating:65,count:65536);for _ in 0..<600{_=write(1,b,65536)};print("flo"+"oded")\r';

const ask = (path, options = {}) =>
    fetch(new URL(path, server), { ...options, headers: { origin: server.origin, ...options.headers }, signal: AbortSignal.timeout(PATIENCE) });
const post = (path, body) => ask(path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json", "x-swiftlet": "1" } });

function ended() {
    try {
        return !process.kill(serverProcess, 0);
    } catch {
        return true;
    }
}

async function awake() {
    for (const until = Date.now() + PATIENCE; ; ) {
        try {
            return await ask("/");
        } catch (refused) {
            if (Date.now() > until || ended()) throw refused;
        }
        await new Promise((then) => setTimeout(then, 50));
    }
}

/** A masked frame of at most 125 bytes, as RFC 6455 has it. The mask is 0: nobody between us has to be deceived. */
function frame(opcode, bytes) {
    if (bytes.length > 125) throw new Error(`${bytes.length} bytes are too many for one short frame`);
    return Buffer.concat([Buffer.from([0x80 | opcode, 0x80 | bytes.length, 0, 0, 0, 0]), bytes]);
}

/** Types at the session's prompt, then has much printed. Node has no WebSocket of its own before version 22. */
function type(session, cookie) {
    return new Promise((done, fail) => {
        const socket = connect(Number(server.port), server.hostname);
        socket.setNoDelay(true);
        setTimeout(() => fail(new Error("no prompt, or no echo")), PATIENCE).unref();
        socket.on("error", fail);
        socket.on("close", () => fail(new Error(`the session's socket closed: ${heard.slice(-300)}`)));
        let heard = "";
        let joined = false;
        let typing;
        let keys = 0;
        let sequence = 0;
        const input = (text) => {
            const bytes = Buffer.alloc(4 + text.length);
            bytes.writeUInt32BE(++sequence);
            bytes.write(text, 4);
            socket.write(frame(2, bytes));
        };
        const key = () => {
            if (keys === KEYS) clearInterval(typing);
            if (keys++ === KEYS) input(`\x15${FLOOD}`);
            else input(keys % 40 === 0 ? "\x15" : "a");
        };
        socket.on("data", (data) => {
            heard = (heard + data.toString("latin1")).slice(-4096);
            if (!joined && heard.includes("\r\n\r\n")) {
                joined = true;
                const join = { type: "join", offset: null, sender: randomBytes(16).toString("hex"), size: { cols: 80, rows: 24 } };
                socket.write(frame(1, Buffer.from(JSON.stringify(join))));
            }
            if (!typing && heard.includes("1> ")) typing = setInterval(key, KEY_EVERY_MS);
            if (!heard.includes("flooded")) return;
            done();
            socket.destroy();
        });
        socket.write(
            `GET /ws/sessions/${session} HTTP/1.1\r\nHost: ${server.host}\r\nOrigin: ${server.origin}\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
                `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\nSec-WebSocket-Protocol: swiftlet.v1\r\n\r\n`,
        );
    });
}

await awake();
for (const path of ["/api/toolchains", "/q/health/ready"]) await ask(path);
console.log(await (await post("/api/runs", { source: "print(1 + 1)" })).text());
const created = await post("/api/sessions", {});
const session = await created.json();
console.log(created.status, session.state);
const cookie = created.headers.getSetCookie()[0].split(";")[0];
await type(session.id, cookie);
console.log("typed", KEYS, "keys and had a flood");
