// Buys and cancels with AWS's JavaScript clients, and asks as the product's software what the buyer may use.
// Arguments: one JSON document {endpoint, buyer, software, productCode, refused, allowed}; keys are {accessKeyId, secretAccessKey}, proposals are
// {proposal, terms}. Prints one JSON document.
import {
  AcceptAgreementRequestCommand, AccessDeniedException, CancelAgreementCommand, CreateAgreementRequestCommand, DescribeAgreementCommand, GetAgreementEntitlementsCommand,
  GetAgreementTermsCommand, ListAgreementChargesCommand, MarketplaceAgreementClient, paginateSearchAgreements,
} from '@aws-sdk/client-marketplace-agreement';
import { GetEntitlementsCommand, MarketplaceEntitlementServiceClient } from '@aws-sdk/client-marketplace-entitlement-service';
import { MarketplaceMeteringClient, ResolveCustomerCommand } from '@aws-sdk/client-marketplace-metering';

const given = JSON.parse(process.argv[2]);
const { endpoint, productCode } = given;
const region = 'us-east-1';
const client = new MarketplaceAgreementClient({ endpoint, region, credentials: given.buyer });
const quote = ({ proposal, terms }) => client.send(new CreateAgreementRequestCommand({ intent: 'NEW', agreementProposalIdentifier: proposal, requestedTerms: terms }));

const refusal = await quote(given.refused).then(() => null, error => error);
const quoted = await quote(given.allowed);
const { agreementId } = await client.send(new AcceptAgreementRequestCommand({ agreementRequestId: quoted.agreementRequestId }));

let entitlement;
do {
  [entitlement] = (await client.send(new GetAgreementEntitlementsCommand({ agreementId }))).agreementEntitlements;
} while (entitlement.status === 'PENDING' && await new Promise(done => setTimeout(() => done(true), 50)));

const resolved = await new MarketplaceMeteringClient({ endpoint, region, credentials: given.software })
  .send(new ResolveCustomerCommand({ RegistrationToken: entitlement.registrationToken }));
const entitled = await new MarketplaceEntitlementServiceClient({ endpoint, region, credentials: given.software })
  .send(new GetEntitlementsCommand({ ProductCode: productCode, Filter: { CUSTOMER_IDENTIFIER: [resolved.CustomerIdentifier] } }));
const before = await client.send(new DescribeAgreementCommand({ agreementId }));
const { acceptedTerms } = await client.send(new GetAgreementTermsCommand({ agreementId }));
const { items } = await client.send(new ListAgreementChargesCommand({ agreementId }));
await client.send(new CancelAgreementCommand({ agreementId }));

const found = [];
const filters = [{ name: 'PartyType', values: ['Acceptor'] }, { name: 'AgreementType', values: ['PurchaseAgreement'] }];
for await (const page of paginateSearchAgreements({ client, pageSize: 1 }, { filters })) found.push(...page.agreementViewSummaries.map(a => [a.agreementId, a.status]));

console.log(JSON.stringify({
  refusedByClass: refusal instanceof AccessDeniedException,
  reason: refusal?.reason,
  value: quoted.chargeSummary.newAgreementValue,
  agreementId,
  status: before.status,
  endTime: before.endTime,
  terms: acceptedTerms.map(term => Object.keys(term)[0]),
  charges: items.map(item => item.amount),
  entitlement: entitlement.status,
  account: resolved.CustomerAWSAccountId,
  entitled: entitled.Entitlements.map(e => [e.Dimension, e.Value.IntegerValue, e.ExpirationDate instanceof Date]),
  found,
}));
