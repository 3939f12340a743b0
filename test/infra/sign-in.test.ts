import { Match, Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { describe, it } from 'vitest';
import { Operators } from '../../infra/constructs/operators.ts';
import { parseDeployment } from '../../infra/deployment.ts';
import { EXAMPLE, PRODUCTION } from '../support/laid-out.ts';

const laid = (operators: Readonly<Record<string, string>> = {}): Template => {
  const stack = new Stack(new App(), 'SignIn');
  const deployment = parseDeployment({
    ...{ ...EXAMPLE, ...PRODUCTION },
    operators: { first: 'hana@example.com', ...operators },
  });
  new Operators(stack, 'Operators', { deployment, baseUrl: 'https://privacy.example.com' });
  return Template.fromStack(stack);
};

describe('the sign-in of operators', () => {
  it('has pages: without a style Cognito says that they are not available', () => {
    const template = laid();
    template.hasResourceProperties('AWS::Cognito::UserPoolDomain', { ManagedLoginVersion: 2 });
    const [client] = Object.keys(template.findResources('AWS::Cognito::UserPoolClient'));
    template.hasResourceProperties('AWS::Cognito::ManagedLoginBranding', {
      ClientId: { Ref: client },
      UserPoolId: Match.anyValue(),
      UseCognitoProvidedValues: true,
    });
  });

  it.each(['AWS::Cognito::UserPoolUser', 'AWS::Cognito::UserPoolUserToGroupAttachment'])(
    'keeps the account of a former first operator, and their groups: %s',
    (type) => {
      const kept = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };
      laid().allResources(type, kept);
    },
  );

  it("takes address and name from the company's directory, and whether the address is proved", () => {
    const template = laid({ samlMetadataUrl: 'https://directory.example.com/metadata' });
    const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
    template.hasResourceProperties('AWS::Cognito::UserPoolIdentityProvider', {
      AttributeMapping: {
        email: `${claims}/emailaddress`,
        name: `${claims}/name`,
        email_verified: 'email_verified',
      },
    });
    laid().resourceCountIs('AWS::Cognito::UserPoolIdentityProvider', 0);
  });
});
