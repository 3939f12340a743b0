import { expect, it } from 'vitest';
import { parseDeployment, readDeployment } from '../../infra/deployment.ts';
import { EXAMPLE, laidOut } from '../support/laid-out.ts';

it('is read from the example as it stands', () => {
  expect(readDeployment('deployment.example.json')).toMatchObject({
    flavour: 'dev',
    signature: 'RS256',
    logDays: 365,
  });
});

it('says what is wrong with a file, entry by entry', () => {
  expect(() => readDeployment('nowhere.json')).toThrow(/nowhere.json is not there: copy/);
  expect(() => parseDeployment({ ...EXAMPLE, flavour: 'prod', logDays: 7, colour: 'red' })).toThrow(
    /flavour: .*\n.*logDays: one of 30, 90, 180, 365\n.*colour/s,
  );
});

it('takes no sender outside of the domain that SES knows', () => {
  const mail = { ...Object(EXAMPLE.mail), from: 'kaiji@elsewhere.example' };
  expect(() => parseDeployment({ ...EXAMPLE, mail })).toThrow(
    'mail: kaiji@elsewhere.example is not an address of privacy.example.com',
  );
});

it('is reached under the address that CloudFront gives, where it has no domain of its own', () => {
  const { template } = laidOut({});
  expect(JSON.stringify(template.toJSON().Outputs.PortalUrl.Value)).toContain('DomainName');
  const own = laidOut();
  expect(own.template.toJSON().Outputs.PortalUrl.Value).toBe('https://privacy.example.com');
});

it('asks the firewall of another region, and of its own where that is us-east-1', () => {
  laidOut().template.resourceCountIs('Custom::CrossRegionExportReader', 1);
  laidOut({ region: 'us-east-1' }).template.resourceCountIs('Custom::CrossRegionExportReader', 0);
});
