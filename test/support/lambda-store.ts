/** One small store of the demo company, and the data map of a company that has no other. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CAREER_TOKEN, careerApi } from '../../platform/embedded/demo/career.ts';
import demoMap from '../../platform/embedded/demo/data-map.json' with { type: 'json' };
import { dataDirectory } from './data-directory.ts';
import { listen } from './lambda-edge.ts';

const Reach = z.object({ from: z.object({ store: z.string().optional() }).optional() });

/** @returns where the data map lies, and what the secret of the stores holds */
export async function smallCompany(): Promise<{ dataMap: string; secret: string }> {
  const url = await listen(careerApi(() => false));
  const stores = demoMap.stores
    .filter(({ id }) => id === 'career')
    .map((store) => ({
      ...store,
      collections: store.collections.map((collection) => ({
        ...collection,
        reach: collection.reach.filter((way) => !Reach.parse(way).from?.store),
      })),
    }));
  const dataMap = join(dataDirectory(), 'data-map.json');
  writeFileSync(dataMap, JSON.stringify({ ...demoMap, stores }));
  return { dataMap, secret: JSON.stringify({ CAREER_BASE_URL: url, CAREER_TOKEN }) };
}
