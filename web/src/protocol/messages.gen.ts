
export interface ClientMessage {
    type: "join" | "resize" | "submit" | "interrupt" | "restart" | "stop-replay" | "keep" | "stop" | "end-of-input" | "pause" | "resume" | "ping";
}

export interface ServerMessage {
    type: "hello" | "stream" | "control" | "clients" | "queued" | "repl" | "taken" | "accepted" | "replay" | "differs" | "run" | "idle" | "pong" | "error" | "closed";
}

export interface LanguageStatus {
    state: State;
    reason: Reason | null;
}

export interface Join extends ClientMessage {
    type: "join";
    offset: number | null;
    sender: string;
    size: TerminalSize;
}

export interface Resize extends ClientMessage {
    type: "resize";
    size: TerminalSize;
}

export interface Submit extends ClientMessage {
    type: "submit";
    sequence: number;
    text: string;
}

export interface Interrupt extends ClientMessage {
    type: "interrupt";
}

export interface Restart extends ClientMessage {
    type: "restart";
    replay: boolean;
}

export interface StopReplay extends ClientMessage {
    type: "stop-replay";
}

export interface Keep extends ClientMessage {
    type: "keep";
}

export interface Stop extends ClientMessage {
    type: "stop";
}

export interface EndOfInput extends ClientMessage {
    type: "end-of-input";
}

export interface Pause extends ClientMessage {
    type: "pause";
}

export interface Resume extends ClientMessage {
    type: "resume";
}

export interface Ping extends ClientMessage {
    type: "ping";
    id: number;
}

export interface Hello extends ServerMessage {
    type: "hello";
    session: string;
    client: number;
    role: Role;
    taken: number | null;
    toolchain: ToolchainLabel;
    limits: Limits;
}

export interface Stream extends ServerMessage {
    type: "stream";
    offset: number;
    snapshot: number;
    skipped: number;
    head: number;
}

export interface Control extends ServerMessage {
    type: "control";
    client: number | null;
    size: TerminalSize;
}

export interface Clients extends ServerMessage {
    type: "clients";
    count: number;
}

export interface Queued extends ServerMessage {
    type: "queued";
    place: number | null;
    estimateSeconds: number | null;
}

export interface Repl extends ServerMessage {
    type: "repl";
    state: ReplState;
    exit: ReplExit | null;
}

export interface Taken extends ServerMessage {
    type: "taken";
    sequence: number;
}

export interface Accepted extends ServerMessage {
    type: "accepted";
    line: number;
    text: string;
}

export interface Replay extends ServerMessage {
    type: "replay";
    done: number;
    total: number;
    running: boolean;
    message: string | null;
}

export interface Differs extends ServerMessage {
    type: "differs";
    entry: number;
    text: string;
    before: string;
    now: string;
}

export interface Run extends ServerMessage {
    type: "run";
    id: string | null;
}

export interface Idle extends ServerMessage {
    type: "idle";
    reapedInSeconds: number | null;
    keepable: boolean;
}

export interface Pong extends ServerMessage {
    type: "pong";
    id: number;
}

export interface Error extends ServerMessage {
    type: "error";
    code: ErrorCode;
    message: string;
}

export interface Closed extends ServerMessage {
    type: "closed";
    reason: CloseReason;
    sessionOver: boolean;
    saved: boolean;
    message: string;
}

export interface TerminalSize {
    cols: number;
    rows: number;
}

export interface ToolchainLabel {
    id: string;
    label: string;
}

export interface Limits {
    inputFrameBytes: number;
    submitBytes: number;
    inputBytesPerSecond: number;
    idleSeconds: number;
}

export interface ReplExit {
    code: number | null;
    signal: number | null;
    outOfMemory: boolean;
    noPrompt: boolean;
    leftOut: string | null;
}

export type CloseReason = "malformed" | "join-timeout" | "gone" | "crowded" | "idle" | "yielded" | "max-age" | "ended" | "run-over" | "start-failed" | "sandbox-lost" | "sandbox-broken" | "engine-away" | "server-stopping";

export type State = "starting" | "ready" | "resting" | "unavailable" | "elsewhere";

export type Reason = "ended" | "out-of-memory" | "malformed" | "silent";

export type Role = "owner" | "editor" | "viewer";

export type ReplState = "starting" | "ready" | "running" | "ended";

export type ErrorCode = "malformed" | "forbidden" | "too-large" | "too-fast" | "wrong-state";

export type ClientMessageUnion = Join | Resize | Submit | Interrupt | Restart | StopReplay | Keep | Stop | EndOfInput | Pause | Resume | Ping;

export type ServerMessageUnion = Hello | Stream | Control | Clients | Queued | Repl | Taken | Accepted | Replay | Differs | Run | Idle | Pong | Error | Closed;
