/** `npm run verify -- <package.zip> [fingerprint …]`: exit status 0 only for a genuine package. */
import { verifyCommand } from './verify-report.ts';

process.exitCode = await verifyCommand(process.argv.slice(2), process.env);
