// A client of the YAML language server that VS Code's YAML extension runs, set up as an editor that
// opens this repository: with .vscode/settings.json and nothing else.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");

/** What .vscode/settings.json says of a section, such as `yaml`: names with points are nested. */
function settings() {
  const file = readFileSync(`${ROOT}/.vscode/settings.json`, "utf8");
  const found = {};
  for (const [name, value] of Object.entries(JSON.parse(file.replace(/^\s*\/\/.*$/gm, "")))) {
    const steps = name.startsWith("[") ? [name] : name.split(".");
    const last = steps.pop();
    steps.reduce((inner, step) => (inner[step] ??= {}), found)[last] = value;
  }
  return found;
}

/** Start the server.  `complete`, `hover` and `diagnose` take a bank; | marks the place in it. */
export async function start() {
  const program = createRequire(import.meta.url).resolve(
    "yaml-language-server/bin/yaml-language-server",
  );
  const child = spawn(process.execPath, [program, "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const sections = settings();
  const answers = new Map();
  const shown = new Map();
  let received = Buffer.alloc(0);
  let count = 0;

  function send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    child.stdin.write(body);
  }
  function request(method, params) {
    count += 1;
    send({ id: count, method, params });
    return new Promise((resolve) => answers.set(count, resolve));
  }
  function take(message) {
    if (message.method === "workspace/configuration") {
      const result = message.params.items.map(({ section }) => sections[section] ?? null);
      send({ id: message.id, result });
    } else if (message.method === "textDocument/publishDiagnostics") {
      shown.get(message.params.uri)?.(message.params.diagnostics);
    } else if (message.method && message.id !== undefined) {
      send({ id: message.id, result: null });
    } else if (message.id !== undefined) {
      answers.get(message.id)(message.result);
    }
  }
  child.stdout.on("data", (data) => {
    received = Buffer.concat([received, data]);
    for (;;) {
      const head = received.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/.exec(received.subarray(0, head))?.[1]);
      if (head < 0 || received.length < head + 4 + length) return;
      const body = received.subarray(head + 4, head + 4 + length);
      received = received.subarray(head + 4 + length);
      take(JSON.parse(body.toString()));
    }
  });

  const root = pathToFileURL(ROOT).href;
  await request("initialize", {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: "course" }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: {
        completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown"] } },
        hover: { contentFormat: ["markdown"] },
      },
    },
  });
  send({ method: "initialized", params: {} });

  /** Open a new bank of the course in the editor, with what is found wrong with it. */
  async function open(marked) {
    const uri = `${root}/quizzes/opened-${(count += 1)}.yml`;
    const before = marked.split("|@")[0].split("\n");
    const text = marked.replace("|@", "");
    const found = new Promise((resolve) => shown.set(uri, resolve));
    send({
      method: "textDocument/didOpen",
      params: { textDocument: { uri, languageId: "yaml", version: 1, text } },
    });
    const position = { line: before.length - 1, character: before.at(-1).length };
    return { place: { textDocument: { uri }, position }, diagnostics: await found };
  }
  return {
    async complete(marked) {
      const { place } = await open(marked);
      return (await request("textDocument/completion", place)).items;
    },
    async hover(marked) {
      const { place } = await open(marked);
      return (await request("textDocument/hover", place)).contents.value;
    },
    async diagnose(text) {
      const { diagnostics } = await open(text);
      return diagnostics.map((d) => `${d.range.start.line + 1}: ${d.message}`);
    },
    stop: () => child.kill(),
  };
}
