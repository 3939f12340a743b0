/** Documents and answers for operators: some are longer than API Gateway lets through, so the edge asks for them here. */
import { cases, operators, vault } from '../../../platform/aws/openers.ts';
import { consoleDoor } from '../console.ts';
import { dataMap } from '../data-map.ts';
import { streamed } from '../http.ts';
import { started } from '../started.ts';

const start = started('console-files', { ...cases, operators, vault, dataMap });

export const handler = streamed('console-files', () => consoleDoor(start()));
