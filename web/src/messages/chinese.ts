import type { Messages } from "./english";

/** Every text that the page shows, in Simplified Chinese. */
const number = new Intl.NumberFormat("zh-CN");
/** As exact as an estimate can be. */
const roughly = (seconds: number) =>
  seconds > 90
    ? `${number.format(Math.round(seconds / 60))} 分钟`
    : `${number.format(seconds > 20 ? Math.round(seconds / 10) * 10 : seconds)} 秒`;

export const chinese: Messages = {
  name: "Swiftlet",
  fullStop: "。",
  or: "或",

  editorPane: "编辑器",
  editorLabel: (file) => `${file}，Swift 代码。按 F6 离开。`,
  terminalPane: "终端",
  views: { repl: "REPL", run: "运行" },
  terminalLabel: "Swift REPL 的终端。按 F6 离开。",
  terminalTooMuch: "输出太多，无法朗读。",
  separator: "编辑器的宽度",
  actions: "操作",
  panes: "窗格",
  statusLabel: "状态",
  keyBar: "按键",

  sendSelection: "发送选中内容",
  sendSelectionHint: (key) => `把选中内容或当前行发送到 REPL（${key}）`,
  sendAll: "全部发送",
  sendAllHint: (key) => `把全部内容发送到 REPL（${key}）`,
  interrupt: "中断",
  interruptHint: "停止求值，保留变量",
  open: "打开",
  openHint: "在编辑器中打开文件",
  download: "下载",
  downloadHint: "下载当前显示的文件",
  theme: { system: "主题：跟随系统", dark: "主题：深色", light: "主题：浅色" },
  more: "更多",
  swapPanes: "交换窗格",
  screenReader: "屏幕阅读器模式",
  resetTerminal: "重置终端模式",
  newRepl: "新的 REPL",
  undo: "撤销",
  cancel: "取消",
  language: "语言",
  shortcuts: "键盘快捷键",
  run: "运行",
  runHint: (key) => `编译并运行文件（${key}）`,
  focusEditor: "转到编辑器",
  focusTerminal: "转到 REPL",

  palette: {
    open: "所有命令",
    label: "命令",
    placeholder: "想做什么？",
    none: "没有这个名字的命令。",
    count: (count) => `${number.format(count)} 个命令`,
    on: "已开启",
  },

  files: {
    label: "文件",
    add: "新建文件",
    rename: "重命名文件",
    remove: "删除文件",
    show: (name) => `转到 ${name}`,
    nameLabel: "文件名",
    closeHint: (name) => `删除 ${name}`,
    tabHint: "双击或按 F2 重命名，按 Delete 删除",
    mainHint: "程序从这里开始，所以它的名字不能改",
    removed: (name) => `已删除 ${name}。`,
    tooMany: (limit) => `最多可以有 ${number.format(limit)} 个文件。`,
    refused: {
      empty: "文件需要一个名字。",
      "too-long": (limit) => `文件名最多 ${number.format(limit)} 个字符。`,
      character: "文件名中不能有斜杠和控制字符。",
      ending: "Swift 文件的名字以 .swift 结尾。",
      taken: "已经有同名的文件。",
    },
  },

  toolchain: {
    label: "工具链",
    use: (label) => `使用 ${label}`,
    current: (label) => `工具链：${label}`,
    unavailable: "此处不可用",
    changeTitle: (label) => `换成 ${label}？`,
    changeDetail: (from, to) =>
      `将用 ${to} 启动一个新的 REPL。使用 ${from} 的 REPL 会结束，其中的变量随之消失。文件保持原样，已输入的内容会保留。`,
    change: "更换",
  },

  close: "关闭",
  dismiss: "知道了",
  noticeActions: {
    "start-again": "从原来的地方重新开始",
    "start-new": "全新开始",
    "restart-replay": "重启并恢复",
    restart: "重启",
    "try-again": "重试",
    transcript: "下载记录",
  },
  noticeHints: {
    "start-again": "一个全新的 REPL，并重新输入之前输入过的内容",
    "restart-replay": "一个全新的 REPL，并重新输入之前输入过的内容",
    transcript: "终端显示过的内容，保存为文本文件",
  },
  tryAgain: "重试",
  keep: "保留",
  keys: { tab: "Tab", control: "Ctrl", escape: "Esc", up: "上", down: "下", left: "左", right: "右" },

  connection: {
    starting: "正在启动",
    connecting: "正在连接",
    live: "已连接",
    reconnecting: "正在重新连接",
    ended: "已断开",
    refused: "未连接",
  },
  roundTrip: (ms) => `${number.format(ms)} 毫秒`,
  retryIn: (seconds) => `${number.format(seconds)} 秒后`,
  people: (count) => `${number.format(count)} 人`,
  watching: "仅观看",

  repl: { starting: "正在启动", ready: "就绪", running: "运行中", ended: "已结束", away: "等待中" },
  runningFor: (seconds) => `已运行 ${number.format(seconds)} 秒`,
  starting: (toolchain) => `正在启动 ${toolchain} …`,
  startingUnknown: "正在启动 Swift …",
  startingDetail: "一个只属于你的容器，里面有一个 REPL。需要一两秒钟。",
  startingSlow: (seconds) => `已经过了 ${number.format(seconds)} 秒，仍在启动。冷启动可能需要一会儿。`,
  comingBack: "正在回到你的 REPL …",
  queuePlace: (place) => (place === 1 ? "下一个就是你" : `你排在第 ${number.format(place)} 位`),
  queueUnknown: "还不知道要等多久。",
  queueEstimate: (seconds) => (seconds <= 3 ? "马上就好。" : `大约 ${roughly(seconds)}。`),
  queueDetail: "所有位置都已占用。轮到你时会自动开始；请保持此标签页打开，其间可以在编辑器里写代码。",
  titleQueued: (place) => (place === 1 ? "下一个就是你" : `排在第 ${number.format(place)} 位`),
  titleReady: "你的 REPL 已就绪",
  reapedIn: (seconds) => `无人使用，将在 ${number.format(seconds)} 秒后关闭`,
  oldIn: (seconds) => `已到最长时限，将在 ${number.format(seconds)} 秒后关闭`,
  oldSoon: (seconds) =>
    `这个 REPL 已到最长时限，将在 ${roughly(seconds)}后关闭；之后可以从原来的地方重新开始。`,
  reapedSoon: (seconds) =>
    `这个 REPL 有一阵子没人使用，将在 ${roughly(seconds)}后关闭。选择“保留”可以留住它。`,
  staysOpen: "REPL 会继续开着。",
  replSeparator: "新的 REPL",

  replay: {
    running: (done, total) => `正在重新输入你的 ${number.format(total)} 行：第 ${number.format(done)} 行`,
    held: "你输入的内容会等到那之后。",
    stopped: (done, total) => `已停止：${number.format(total)} 行中重新输入了 ${number.format(done)} 行`,
    same: (total) => `${number.format(total)} 行已全部重新输入`,
    differ: (count) => `完成；${number.format(count)} 处的输出与上次不同`,
    stop: "停止",
    show: "显示",
    hide: "隐藏",
    label: "已重新输入",
    listLabel: "输出与上次不同的内容",
    before: "上次",
    now: "这次",
    nothing: "无",
    more: (count) => `… 还有 ${number.format(count)} 处`,
    rest: "其余的留到下次重启。",
  },

  replEnded: "REPL 已结束",
  exitCode: (code) => (code === 0 ? "它已退出。" : `它以代码 ${code} 退出。`),
  exitSignal: (signal) => `信号 ${signal} 结束了它。`,
  exitMemory: "它用完了内存。变量已丢失；你的代码还在编辑器里。",
  leftOut: {
    label: "未重新输入，因为 REPL 因它而结束：",
    copy: "复制",
    copied: "已复制",
  },
  exitUnknown: "变量已丢失；你的代码还在编辑器里。",
  sessionEnded: "这个 REPL 已关闭",
  earlierEnded: "你之前的 REPL 已关闭",
  serverRestarts: {
    title: "服务器正在重启",
    detail: "它恢复后，本页也会自动恢复。你输入的内容会保留。",
  },
  crowdedTitle: "连接的人太多",
  ended: {
    idle: "有一阵子没人使用，它让出了位置。你的代码还在编辑器里。",
    yielded: "有一阵子没人使用，而有人在等位置。你的代码还在编辑器里。",
    "max-age": "它已到 REPL 的最长时限。你的代码还在编辑器里。",
    ended: "你在这里或另一个标签页里结束了它。",
    "start-failed": "无法启动。再试一次也许可以。",
    "sandbox-lost": "它的容器停止了，变量随之丢失。你的代码还在编辑器里。",
    "sandbox-broken": "它的容器行为异常，已被移除。你的代码还在编辑器里。",
    "engine-away": "容器引擎不可用。等它恢复后可以启动新的 REPL。",
    "server-stopping": "服务器已停止，它也随之停止。你的代码还在编辑器里。",
    vanished: "服务器上已经没有它：它被关闭了，或者服务器重启过。你的代码还在编辑器里。",
    crowded: "连接到这个 REPL 的客户端已达上限。请关闭其中一个再试。",
    other: "服务器关闭了它。",
  },
  refusedTitle: "还没有 REPL",
  refused: {
    busy: "所有位置都已占用，排队的位置也满了。",
    "too-many-sessions":
      "一个人或一个网络能同时打开的 REPL 已达上限。请回到已打开的标签页，或稍等：没人使用的会在一段时间后关闭。",
    "engine-away": "容器引擎不可用。你的代码没有问题。",
    "storage-away": "服务器连不上它的存储，恢复之前不会启动任何东西。你的代码还在编辑器里。",
    unreachable: "服务器没有回应。",
    other: "服务器拒绝启动。",
  },
  retrying: (seconds) => `${number.format(seconds)} 秒后重试。`,

  earlierGone: "你之前的 REPL 已经关闭。这是一个新的。",
  skipped: (bytes) => `你离开期间有 ${number.format(bytes)} 字节的输出被略过。`,
  savedGone: "你之前的 REPL 的内容已不再保留。你的代码还在编辑器里。",
  inputLost: {
    away: "未连接，等待发送的内容已满：现在输入的不会发送。",
    full: "REPL 目前不接受输入：现在输入的不会发送。",
  },
  inputDoubtful: (text) => `服务器重新启动了。以下内容当时正在发送，可能需要重新输入：${text}`,
  submitHeld: "未连接：连接恢复后会发送。",
  notSent: {
    empty: "没有可发送的内容：这一行是空的。",
    "too-long": (bytes) => `内容太长，无法一次发送：REPL 最多接受 ${number.format(bytes)} 字节。`,
    away: "未连接，所以没有发送。重新连接后就可以了。",
    "not-ready": "目前没有可发送到的 REPL。",
    viewer: "你正在观看这个 REPL，不能在其中输入。",
    full: "REPL 目前不接受输入，所以没有发送。请先中断它正在运行的内容，再试一次。",
  },
  refusedMessage: {
    malformed: "服务器没有理解本页。重新加载也许有用。",
    forbidden: "你正在观看这个 REPL，不能在其中输入。",
    "too-large": "太长：服务器没有接受。",
    "too-fast": "太快：服务器丢弃了一部分发送的内容。",
    "wrong-state": "REPL 现在不能接受这个。",
  },
  pasteTooLong: (bytes, limit) =>
    `文本有 ${number.format(Math.ceil(bytes / 1024))} KB；终端最多接受 ${number.format(limit / 1024)} KB。请粘贴到编辑器里。`,
  opened: (name) => `已打开 ${name}。撤销可恢复之前的文本。`,
  fileRefused: {
    "too-large": (name) => `${name} 大于 1 MB，超过编辑器能打开的大小。`,
    "not-text": (name) => `${name} 不是 UTF-8 文本文件。`,
    unreadable: (name) => `无法读取 ${name}。`,
  },
  textTooLong: (limit) =>
    `文件超过了服务器保留的 ${number.format(limit / 1024)} KB。它们仍保存在此浏览器中。`,
  notStored: "此浏览器不保存编辑器的文件：重新加载后会丢失。",

  otherKeys: {
    interrupt: "中断（在终端中）",
    copy: "复制（在终端中）",
    complete: "补全（在终端中）",
    nextPart: "转到页面的下一部分",
    leaveEditor: "离开编辑器：在编辑器里 Tab 用于缩进",
  },

  editorPhrases: {
    Find: "查找",
    Replace: "替换",
    next: "下一个",
    previous: "上一个",
    all: "全部",
    "match case": "区分大小写",
    "by word": "整词",
    regexp: "正则表达式",
    replace: "替换",
    "replace all": "全部替换",
    close: "关闭",
    "current match": "当前匹配",
    "on line": "在行",
    "replaced match on line $": "已替换第 $ 行的匹配",
    "replaced $ matches": "已替换 $ 处匹配",
    "Go to line": "转到行",
    go: "前往",
    "Folded lines": "折叠的行",
    "Unfolded lines": "展开的行",
    "Fold line": "折叠",
    "Unfold line": "展开",
    "folded code": "折叠的代码",
    unfold: "展开",
    to: "到",
    Completions: "补全",
    "Control character": "控制字符",
    "Selection deleted": "已删除选中内容",
    Diagnostics: "诊断",
    "No diagnostics": "没有诊断",
  },

  starterCode: `// 按 Shift+Enter 把一行或选中内容发送到 REPL。
struct Bird {
    let name: String
    var speed = 60.0

    func hours(for km: Double) -> Double {
        km / speed
    }
}

let swift = Bird(name: "普通雨燕", speed: 111)
print("\\(swift.name)：飞到非洲要 \\(swift.hours(for: 10_000)) 小时")
`,
};
