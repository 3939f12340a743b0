/** Says whether a local cloud can be had here, and fetches what it runs on: for whoever would rather go without than fail. */
import { NoLocalCloud, python } from './python.ts';

try {
  await python();
} catch (error) {
  if (!(error instanceof NoLocalCloud)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
