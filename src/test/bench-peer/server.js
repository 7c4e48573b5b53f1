// A terminal for each WebSocket, as many would write it: node-pty runs `docker run -it`, ws carries the bytes. It compresses
// nothing and holds the program back when a browser reads slowly, as one who knows these libraries would have it.
// Arguments: those of `docker`, up to the command, which comes with the socket's address.
const pty = require("@lydell/node-pty");
const { WebSocketServer } = require("ws");

const HIGH = 256 * 1024;
const LOW = 64 * 1024;

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
server.on("listening", () => console.log(server.address().port));
server.on("connection", (socket, request) => {
    const command = new URL(request.url, "http://localhost").searchParams.get("command");
    const terminal = pty.spawn("docker", [...process.argv.slice(2), command], { cols: 100, rows: 30, encoding: null });
    socket._socket.setNoDelay(true);
    terminal.onData((bytes) => {
        socket.send(bytes, { binary: true }, () => {
            if (socket.bufferedAmount < LOW) terminal.resume();
        });
        if (socket.bufferedAmount > HIGH) terminal.pause();
    });
    terminal.onExit(() => socket.close());
    socket.on("message", (bytes) => terminal.write(bytes));
    // A paused terminal's `docker` waits in a write, and does not hear that it is to end.
    socket.on("close", () => {
        terminal.resume();
        terminal.kill();
    });
});
