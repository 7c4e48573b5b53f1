package dev.swiftlet.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Whoever gives people a terminal in a container: ours, the engine itself, or a peer.
interface Terminals {
    /// A plain REPL, with the one setting without which it does not start in a container. Its
    /// terminal has a size before it starts: else LLDB edits no lines, for good.
    String PLAIN_REPL = "stty cols 100 rows 30; exec /usr/lib/swiftlet/lldb --no-lldbinit"
            + " -O 'settings set target.disable-aslr false' --repl=";

    /// A shell's terminal, for what a plain REPL cannot do.
    String SHELL = "stty cols 100 rows 30; PS1='ready> ' exec /bin/sh -i";

    String name();

    /// A terminal whose program has just been asked for; closing it ends all of it.
    ///
    /// @param command of the shell; ours has its own REPL instead
    /// @param receiveBytes how much the system may hold for this client, or 0 for its choice
    Link open(String command, int receiveBytes) throws IOException;

    /// A REPL at its first prompt.
    default Repl repl() throws IOException {
        Repl repl = new Repl(open(PLAIN_REPL, 0));
        try {
            return repl.awaitPrompt(1);
        } catch (IOException e) {
            repl.close();
            throw new IOException(name() + ": no prompt came", e);
        }
    }

    /// All there are on this stage, ours first.
    static List<Terminals> all(Stage stage, Server server) throws IOException {
        List<Terminals> all = new ArrayList<>(List.of(ours(server), raw(stage.containers())));
        Peer peer = stage.peer();
        if (peer != null) {
            all.add(peer(peer));
        } else {
            stage.note("without the peer, which could not be installed");
        }
        return all;
    }

    static Terminals ours(Server server) {
        return new Terminals() {
            @Override
            public String name() {
                return dev.swiftlet.bench.figures.Figure.OURS;
            }

            @Override
            public Link open(String command, int receiveBytes) throws IOException {
                String session = server.createSession();
                return server.join(session, receiveBytes).endingIt(() -> server.endSession(session));
            }
        };
    }

    static Terminals raw(Containers containers) {
        return new Terminals() {
            @Override
            public String name() {
                return Stage.RAW;
            }

            @Override
            public Link open(String command, int receiveBytes) throws IOException {
                String id = containers.create(command, true);
                AttachedLink link = new AttachedLink(
                        containers.engine(), id, containers.engine().attach(id, receiveBytes));
                containers.engine().start(id);
                return link;
            }
        };
    }

    static Terminals peer(Peer peer) {
        return new Terminals() {
            @Override
            public String name() {
                return Stage.PEER;
            }

            @Override
            public Link open(String command, int receiveBytes) throws IOException {
                return peer.open(command, receiveBytes);
            }
        };
    }
}
