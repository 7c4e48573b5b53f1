import type { Passes } from "../run/values";
import type { Messages } from "./english";

/** Every text that the page shows, in Simplified Chinese. */
const number = new Intl.NumberFormat("zh-CN");
const span = ({ first, last }: Passes) =>
  first === last ? number.format(first) : `${number.format(first)}–${number.format(last)}`;
/** As exact as an estimate can be. */
const roughly = (seconds: number) =>
  seconds > 90
    ? `${number.format(Math.round(seconds / 60))} 分钟`
    : `${number.format(seconds > 20 ? Math.round(seconds / 10) * 10 : seconds)} 秒`;

export const chinese: Messages = {
  name: "Swiftlet",
  fullStop: "。",
  space: "",
  or: "或",

  // 位置
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

  // 操作
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

  // 按名字列出的所有命令
  palette: {
    open: "所有命令",
    label: "命令",
    placeholder: "想做什么？",
    none: "没有这个名字的命令。",
    count: (count) => `${number.format(count)} 个命令`,
    on: "已开启",
  },

  // 文件
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
      start: "文件名以字母、数字或 _ 开头。",
      character: "文件名中只能有字母、数字、_ + - 和单个的点。",
      ending: "Swift 文件的名字以 .swift 结尾。",
      taken: "已经有同名的文件。",
      capitals: "已经有同名的文件，只是大小写不同。",
    },
  },

  // 工具链
  toolchain: {
    label: "工具链",
    use: (label) => `使用 ${label}`,
    current: (label) => `工具链：${label}`,
    unavailable: "此处不可用",
    changeTitle: (label) => `换成 ${label}？`,
    changeDetail: (from, to) =>
      `将用 ${to} 启动一个新的 REPL。使用 ${from} 的 REPL 会结束，其中的变量随之消失。文件保持原样。`,
    change: "更换",
  },

  // 通知、状态栏和按键栏提供的操作
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
  keys: {
    tab: "Tab",
    control: "Ctrl",
    escape: "Esc",
    up: "上",
    down: "下",
    left: "左",
    right: "右",
    endOfInput: "EOF",
  },

  // 连接
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

  // REPL
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

  // 重新输入之前输入过的内容
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

  // 结束
  replEnded: "REPL 已结束",
  exitCode: (code) => (code === 0 ? "它已退出。" : `它以代码 ${code} 退出。`),
  exitSignal: (signal) => `信号 ${signal} 结束了它。`,
  exitMemory: "它用完了内存。变量已丢失；你的代码还在编辑器里。",
  exitNoPrompt: "它没有启动：提示符一直没有出现，所以它被结束了。请重新启动；你的代码没有丢失。",
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
    "toolchain-unavailable": "这个版本的 Swift 目前在服务器上无法使用。如果有别的版本，可以试试。",
    unreachable: "服务器没有回应。",
    other: "服务器拒绝启动。",
  },
  retrying: (seconds) => `${number.format(seconds)} 秒后重试。`,

  // 通知
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

  // 不属于任何命令的按键
  otherKeys: {
    interrupt: "中断（在终端中）",
    copy: "复制（在终端中）",
    complete: "补全（在终端中）",
    nextPart: "转到页面的下一部分",
    leaveEditor: "离开编辑器：在编辑器里 Tab 用于缩进",
  },

  // 运行程序
  runs: {
    terminalLabel: "程序的终端。按 F6 离开。",
    check: "检查",
    checkHint: "不运行，只查找错误",
    format: "格式化文件",
    formatHint: "用 swift-format 整理当前文件",
    results: "在行尾显示结果",
    resultsHint: "运行时在每行末尾显示它的值",
    lineResults: "本行的结果",
    stop: "停止",
    stopHint: "结束程序",
    endOfInput: "结束输入",
    endOfInputHint: "告诉程序不再有输入（Ctrl+D）",
    focus: "转到程序",
    empty: (key: string) => `按 ${key} 编译并运行这些文件。程序的输出会显示在这里。`,
    emptyMore: "可以使用标准库和 Foundation。程序没有网络，因此无法下载软件包。",
    asked: "正在启动…",
    phases: { compile: "正在编译…", link: "正在链接…", run: "正在运行" },
    stopping: "正在停止…",
    runningFor: (seconds: number) => `已运行 ${number.format(seconds)} 秒`,
    away: "未连接；程序仍在运行。",
    lost: "这次运行已不在，最后的输出也没有了。请重新运行。",
    problems: "编译器的提示",
    more: (count: number) => `…还有 ${number.format(count)} 条`,
    severities: { error: "错误", warning: "警告", remark: "提示" },
    note: "说明",
    goTo: (place: string) => `转到 ${place}`,
    fix: (text: string) => `修正：改为“${text}”`,
    fixDelete: "修正：删除此处",
    fixAll: "修正",
    errors: (count: number) => `${number.format(count)} 个错误`,
    warnings: (count: number) => `${number.format(count)} 个警告`,
    exit: (code: number) => `退出码 ${code}`,
    noProblems: "没有错误",
    outcomes: {
      "compile-error": "无法编译",
      "runtime-error": "程序出错",
      timeout: "已停止：运行时间超过上限",
      "out-of-memory": "内存不足",
      "output-limit": "已停止：输出超过上限",
      killed: "已停止",
      busy: "服务器繁忙，未运行。请稍后再试",
      "internal-error": "无法运行；这不是你的程序的问题",
    },
    compileTimeout: "已停止：编译时间超过上限",
    compileMemory: "编译器内存不足",
    reasons: {
      time: (limit: string) => `时间上限为 ${limit}。`,
      "processor-time": (limit: string) => `需要的处理器时间超过 ${limit}。`,
      memory: (limit: string) => `需要的内存超过 ${limit}。`,
      output: (limit: string) => `输出上限为 ${limit}，到时间时仍在输出。`,
      "file-size": (limit: string) => `写入的文件超过上限 ${limit}。`,
      "tool-crashed": "编译器崩溃了。这是编译器的问题，但换一种写法也许可以编译。",
      "killed-inside": "程序被自己容器里的某个进程强制结束。",
      "watch-ended": "程序结束了监视它的进程，或者无法启动。",
      "no-room": "容器的磁盘已满。删除 /tmp 和 /run 下的文件也许有用。",
      sandbox: "它的容器已结束，或没有正常工作。请重试。",
    },
    seconds: (count: number) => `${number.format(count)} 秒`,
    bytes: (count: number) => `${number.format(count)} 字节`,
    signal: (name: string) => `被 ${name} 终止`,
    signals: {
      SIGABRT: "程序放弃运行",
      SIGBUS: "内存访问错误",
      SIGFPE: "算术错误",
      SIGILL: "非法操作",
      SIGINT: "被中断",
      SIGKILL: "被强制结束",
      SIGPIPE: "输出无人接收",
      SIGSEGV: "内存访问错误",
      SIGTERM: "被要求结束",
      SIGTRAP: "陷阱",
    },
    compiled: (seconds: string) => `编译 ${seconds} 秒`,
    ran: (seconds: string) => `运行 ${seconds} 秒`,
    megabytes: (count: number) => `${number.format(count)} MB`,
    cutOutput: (bytes: number) => `有 ${number.format(bytes)} 字节输出未显示`,
    cutValues: (count: number) => `至少有 ${number.format(count)} 个值未显示`,
    calledFrom: (place: string) => `调用自 ${place}`,
    refused: "没有运行",
    refusals: {
      "not-ready": "会话仍在启动。请在 REPL 就绪后重试。",
      unreachable: "服务器没有回应。请重试。",
      busy: "服务器现在没有空位运行程序。请稍后重试。",
      "too-large": "文件超过了服务器能接受的长度。",
      "toolchain-unavailable": "这个版本的 Swift 目前在服务器上无法使用。",
      "not-found": "会话已结束，或不属于你。",
      internal: "服务器出错了。请重试。",
      other: "服务器没有接受。",
    },
    cannotName: (name, rule) => `文件不能叫“${name}”。${rule}请重命名。`,
    saysServer: (sentence: string) => `服务器说明（英文）：${sentence}`,
    noSession: "还没有可以运行程序的会话。请在 REPL 就绪后重试。",
    notFormatted: "没有格式化",
    formatted: "已格式化。",
    formattedAlready: "无需更改：格式已经正确。",
    formatChanged: "期间你修改了文字，因此保持原样。",
    ended: (words: string) => `运行已结束：${words}`,

    // 一行的值
    resultOf: (line: number, value: string) => `第 ${line} 行：${value}`,
    resultLabel: (line: number) => `第 ${line} 行的结果`,
    noResult: "这一行没有结果。请打开“在行尾显示结果”后运行。",
    passes: (count: number) => `${number.format(count)} 个值`,
    times: (count: number) => `×${number.format(count)}`,
    earlier: (count: number) => `前面还有 ${number.format(count)} 个值未显示`,
    pass: (pass: number) => number.format(pass),
    afterPasses: (count: number) => `… 第 ${number.format(count)} 次之后`,
    kept: (kept: readonly Passes[], missing: number, all: number) =>
      `保留：${kept.map(span).join("、")}。共 ${number.format(all)} 个，缺 ${number.format(missing)} 个。`,
    gap: (passes: Passes) => `${span(passes)} 未保留`,
    chart: (count: number, first: string, last: string, least: string, most: string) =>
      `${number.format(count)} 个数字的折线图：从 ${first} 到 ${last}，最小 ${least}，最大 ${most}`,
    cut: "已截断",
    stale: "此后文字已更改",
  },

  // 语言服务器在编辑器中说的话
  intelligence: {
    toggle: "编辑器智能提示",
    definition: "转到定义",
    describe: "说明光标处的内容",
    rename: "在所有文件中重命名",
    quickFix: "快速修复",
    newName: "新名称",
    renameSubmit: "重命名",
    noName: "这不是 Swift 的名称：只能有字母、数字和 _，不能以数字开头；关键字要放在反引号中。",
    renameFailed: "未能重命名",
    noFixes: "这里没有可修复的内容。",
    outside: "它的定义不在你的文件中。",
    notReady: "编辑器智能提示尚未就绪。",
    state: {
      starting: "智能提示：正在启动",
      ready: "智能提示：就绪",
      resting: "智能提示：休息中",
      unavailable: "智能提示：不可用",
      elsewhere: "智能提示：在另一个标签页中",
    },
    hint: {
      starting: "补全、即时错误提示等功能马上就来。",
      ready: "补全、即时错误提示、转到定义、重命名和快速修复。",
      resting: "一段时间没有使用。开始输入后它会恢复。",
      unavailable: "它多次意外结束，或此服务器不提供。输入时会再试一次。",
      elsewhere: "同一时间只有一个标签页可以使用。在这个标签页中输入，它就会过来。",
    },
    reason: {
      ended: "语言服务器已结束，并已重新启动。",
      "out-of-memory": "语言服务器内存不足，已重新启动。你的 REPL 不受影响。",
      malformed: "语言服务器给出了无法理解的内容，已重新启动。",
      silent: "语言服务器没有响应，已重新启动。",
    },
  },

  /** 编辑器自带的文字，以英文为键。 */
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
