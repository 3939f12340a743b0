/** Operators sign in with a second factor; groups say what they may do. */

import {
  AccountRecovery,
  CfnManagedLoginBranding,
  CfnUserPoolGroup,
  CfnUserPoolUser,
  CfnUserPoolUserToGroupAttachment,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  ProviderAttribute,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
  type UserPoolDomain,
  UserPoolIdentityProviderSaml,
  UserPoolIdentityProviderSamlMetadata,
} from 'aws-cdk-lib/aws-cognito';
import { Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { removalOf } from './removal.ts';

/** As in `platform/console-access.ts`. */
const ROLES = {
  operator: 'Works on cases',
  approver: 'Approves what a second person has to look at (L-07)',
  auditor: 'Reads everything, changes nothing',
};

/** What a directory calls things in its assertions; docs/deploying.md asks for them by these names. */
const CLAIMS = {
  email: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
  fullname: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
  emailVerified: 'email_verified',
};

const FIRST_MAY: readonly (keyof typeof ROLES)[] = ['operator', 'approver'];

interface OperatorsProps {
  deployment: Deployment;
  /** Under which browsers reach the console. */
  baseUrl: string;
}

export class Operators extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** Cognito's own pages. */
  readonly signIn: UserPoolDomain;
  /** For the console: see `platform/aws/console-signin-settings.ts`. */
  readonly environment: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { deployment, baseUrl }: OperatorsProps) {
    super(scope, id);
    const { flavour, operators, name } = deployment;
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: flavour === 'production',
      removalPolicy: removalOf(flavour),
    });
    const company =
      operators.samlMetadataUrl &&
      new UserPoolIdentityProviderSaml(this, 'Company', {
        userPool: this.pool,
        metadata: UserPoolIdentityProviderSamlMetadata.url(operators.samlMetadataUrl),
        attributeMapping: {
          email: ProviderAttribute.other(CLAIMS.email),
          fullname: ProviderAttribute.other(CLAIMS.fullname),
          emailVerified: ProviderAttribute.other(CLAIMS.emailVerified),
        },
      });
    this.signIn = this.pool.addDomain('SignIn', {
      cognitoDomain: { domainPrefix: `${name.toLowerCase()}-${ownMark(this)}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    this.client = this.pool.addClient('Console', {
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${baseUrl}/console/signed-in`],
        logoutUrls: [`${baseUrl}/console/signed-out`],
      },
      supportedIdentityProviders: [
        UserPoolClientIdentityProvider.COGNITO,
        ...(company ? [UserPoolClientIdentityProvider.custom(company.providerName)] : []),
      ],
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      // A session of ours lasts twelve hours, and asks by this token who its owner still is (ADR 24).
      refreshTokenValidity: Duration.hours(13),
      preventUserExistenceErrors: true,
    });
    // Without a style of its own, if only Cognito's, a client has no pages in the newer login.
    new CfnManagedLoginBranding(this, 'Pages', {
      userPoolId: this.pool.userPoolId,
      clientId: this.client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    this.environment = {
      KAIJI_SIGN_IN_ISSUER: this.pool.userPoolProviderUrl,
      KAIJI_SIGN_IN_DOMAIN: this.signIn.baseUrl(),
      KAIJI_SIGN_IN_CLIENT: this.client.userPoolClientId,
    };
    this.#first(operators.first);
  }

  /** Whoever was first before stays, with their groups: entering another first operator dismisses nobody. */
  #first(email: string): void {
    const userPoolId = this.pool.userPoolId;
    const first = new CfnUserPoolUser(this, 'First', {
      userPoolId,
      username: email,
      userAttributes: [
        { name: 'email', value: email },
        { name: 'email_verified', value: 'true' },
      ],
    });
    first.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    for (const [groupName, description] of Object.entries(ROLES)) {
      const group = new CfnUserPoolGroup(this, groupName, { userPoolId, groupName, description });
      if (!FIRST_MAY.some((role) => role === groupName)) continue;
      const member = new CfnUserPoolUserToGroupAttachment(this, `First-${groupName}`, {
        userPoolId,
        groupName,
        username: email,
      });
      member.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
      member.node.addDependency(first, group);
    }
  }
}

/** Eight characters that no other stack of a region has: names of sign-in pages are the whole world's. */
const ownMark = (scope: Construct): string =>
  Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Stack.of(scope).stackId))));
