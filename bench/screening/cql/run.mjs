// Evaluates trees.cql over patients, one JSON object a line, with cql-execution; writes the truths, one line a patient.
// node run.mjs FOLDER_OF_NODE_MODULES PATIENTS RUNS ANSWERS
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, patientsFile, runs, answersFile] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const cql = require("cql-execution");
const { CqlTranslator, LibraryManager, ModelManager } = await import(
  pathToFileURL(`${modules}/@cqframework/cql/cql-to-elm.mjs`)
);

const { SystemModelInfoProvider } = await import(pathToFileURL(`${modules}/@cqframework/cql/cql.mjs`));

const models = new ModelManager();
models.modelInfoLoader.registerModelInfoProvider(new SystemModelInfoProvider()); // left out by the JavaScript build
const text = readFileSync(new URL("trees.cql", import.meta.url), "utf8");
const elm = JSON.parse(CqlTranslator.fromText(text, new LibraryManager(models)).toJson());
const errors = (elm.library.annotation ?? []).filter((one) => one.errorSeverity === "error");
if (errors.length) throw new Error(JSON.stringify(errors));
const library = new cql.Library(elm);
const names = Array.from({ length: 9 }, (_, at) => `v${at}`);
const patients = readFileSync(patientsFile, "utf8").trim().split("\n").map((line) => JSON.parse(line));

async function evaluate() {
  const answers = [];
  for (const patient of patients) {
    const executor = new cql.Executor(library, null, { P: patient });
    const found = await executor.exec(new cql.PatientSource([]));
    answers.push(found.unfilteredResults);
  }
  return answers;
}

const times = [];
let answers;
for (let run = 0; run < Number(runs); run += 1) {
  const [started, before] = [process.hrtime.bigint(), process.cpuUsage()];
  answers = await evaluate();
  const used = process.cpuUsage(before);
  times.push({ wall: Number(process.hrtime.bigint() - started) / 1e9, cpu: (used.user + used.system) / 1e6 });
}
const rows = patients.map((patient, at) => [patient.patient_id, ...names.map((name) => answers[at][name])]);
writeFileSync(answersFile, JSON.stringify({ times, rows }));
