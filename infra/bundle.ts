/**
 * Makes each entry of `functions/lambda/entries/` into a folder that Lambda runs: code in one piece and, for what is imported
 * only when it is needed, pieces beside it; files that the code reads lie where it looks for them.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const ENTRIES = join(ROOT, 'functions/lambda/entries');

/** Files that a module reads beside itself, by the module. A module that reads others is refused. */
const READS: Readonly<Record<string, readonly string[]>> = {
  'functions/pages/assets.ts': ['functions/pages/base.css'],
  'functions/portal/assets.ts': [
    'functions/portal/style.css',
    'functions/portal/mask.js',
    'functions/portal/check.js',
    'functions/pages/kaiji.svg',
    'functions/proof',
  ],
  'functions/console/app.ts': ['functions/console/console.css', 'functions/console/queue.js'],
  'functions/answer/index-page.ts': ['functions/answer/index-page'],
  'functions/answer/typeface.ts': [
    ...typeface('@embedpdf/fonts-jp', 'NotoSansJP-Regular.otf', 'NotoSansJP-Bold.otf'),
    ...typeface('@embedpdf/fonts-latin', 'NotoSans-Regular.ttf', 'NotoSans-Bold.ttf'),
    ...typeface('@embedpdf/fonts-sc', 'NotoSansHans-Regular.otf'),
    ...typeface('@embedpdf/fonts-kr', 'NotoSansKR-Regular.otf'),
    ...['metadata.json', 'package.json', '400Regular/NotoEmoji_400Regular.ttf'].map(
      (file) => `node_modules/@expo-google-fonts/noto-emoji/${file}`,
    ),
  ],
};

/** The package's own entry is there only to be found beside its typefaces. */
function typeface(name: string, ...files: string[]): string[] {
  return ['package.json', 'dist/index.cjs', ...files.map((file) => `fonts/${file}`)].map(
    (file) => `node_modules/${name}/${file}`,
  );
}

/** Where a bundled module lay is forgotten by bundling: it looks for its files as if it still lay there. */
const whereItLay: Plugin = {
  name: 'where-it-lay',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/, namespace: 'file' }, ({ path }) => {
      const module = relative(ROOT, path).split(sep).join('/');
      const text = readFileSync(path, 'utf8');
      if (module.startsWith('node_modules/') || !text.includes('import.meta.url')) return null;
      if (!(module in READS))
        throw new Error(`${module} reads files that infra/bundle.ts does not know`);
      const place = `new URL(${JSON.stringify(`./${module}`)}, import.meta.url).href`;
      return { contents: text.replaceAll('import.meta.url', place), loader: 'ts' };
    });
  },
};

export interface Bundle {
  folder: string;
  metafile: Metafile;
}

export const entryNames = (): string[] =>
  readdirSync(ENTRIES)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .toSorted();

/** @param into emptied first */
export async function bundle(name: string, into: string, dataMap: string): Promise<Bundle> {
  const folder = join(into, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { index: join(ENTRIES, `${name}.ts`) },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    metafile: true,
    legalComments: 'none',
    logLevel: 'error',
    plugins: [whereItLay],
    // Packages in CommonJS ask for `require`, which ES modules do not have.
    banner: {
      js: "import{createRequire as __r}from'node:module';const require=__r(import.meta.url);",
    },
  });
  for (const read of Object.keys(metafile.inputs).flatMap((module) => READS[module] ?? []))
    copy(read, folder);
  if ('functions/lambda/stores.ts' in metafile.inputs)
    cpSync(join(ROOT, dataMap), join(folder, 'data-map.json'));
  return { folder, metafile };
}

function copy(read: string, folder: string): void {
  const to = join(folder, read);
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  cpSync(join(ROOT, read), to, { recursive: true, dereference: true });
}
