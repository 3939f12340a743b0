import { it } from 'vitest';
import { passport, Requester } from '../support/people.ts';
import { doors } from './cloud.ts';
import { CloudOfficer, uploads } from './people.ts';

const points = { name: '山田 花子', phone: '+81 90 0000 1201', dateOfBirth: '1996-04-12' };

it('a disclosure goes from the form to an answer that its code unlocks', async () => {
  const hanako = new Requester(doors, 'hanako.yamada@example.jp', 'ja');
  const officer = await new CloudOfficer().signsIn();
  await hanako.asks('japan', ['appi.disclose'], '山田 花子');
  await hanako.confirms();
  await hanako.offersPoints(points);
  await uploads(hanako, 'passport', passport());
  await officer.judges(hanako.caseId, 'accepted');
  await hanako.pays();
  await officer.decides(hanako.caseId);
  await hanako.unlocks();
});
