/** Confirming the address: a button, because mail scanners follow links. */
import { confirmContact } from '../../core/case/identity.ts';
import { act } from '../desk.ts';
import type { CaseRequest, Site } from './site.ts';
import { home } from './the-case.ts';

export const confirmAddress = (site: Site) => async (c: CaseRequest) => {
  await act(site.context, c.get('state').caseId, 'requester', confirmContact);
  return home(c);
};
