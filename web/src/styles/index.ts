// Each may overrule those before it.
import "@xterm/xterm/css/xterm.css";
import "./theme.css";
import "./page.css";
import "./parts.css";
import "./commands.css";
import "./files.css";
import "./language.css";
import "./ends.css";
import "./run.css";
import "./narrow.css";
