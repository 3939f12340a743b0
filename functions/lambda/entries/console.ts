import {
  cases,
  mail,
  operators,
  payments,
  settling,
  timeStamps,
  vault,
} from '../../../platform/aws/openers.ts';
import { consoleDoor } from '../console.ts';
import { dataMap } from '../data-map.ts';
import { http } from '../http.ts';
import { started } from '../started.ts';
import { finder } from '../stores.ts';

const start = started('console', {
  ...cases,
  ...settling,
  ...mail,
  operators,
  payments,
  timeStamps,
  vault,
  dataMap,
  finder,
});

export const handler = http('console', () => consoleDoor(start()));
