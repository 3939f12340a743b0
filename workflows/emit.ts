/** `npm run workflows`: writes the JSON that Step Functions and the embedded engine both run. */
import { writeFileSync } from 'node:fs';
import { dsar } from './dsar.ts';

writeFileSync(new URL('./dsar.asl.json', import.meta.url), `${JSON.stringify(dsar, null, 2)}\n`);
