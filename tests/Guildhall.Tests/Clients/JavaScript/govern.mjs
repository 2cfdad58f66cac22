// Governs with AWS's JavaScript client: a live experience that approves one product for one account, seen again by its own reads.
// Arguments: the endpoint, the access key id, the secret, the account, the product. Prints one JSON document.
import {
  MarketplaceCatalogClient, DescribeChangeSetCommand, DescribeEntityCommand, ResourceNotFoundException, StartChangeSetCommand, ValidationException,
  paginateListEntities,
} from '@aws-sdk/client-marketplace-catalog';

const [endpoint, accessKeyId, secretAccessKey, account, product] = process.argv.slice(2);
const Catalog = 'AWSMarketplace';
const client = new MarketplaceCatalogClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } });

const change = (ChangeType, details, Identifier, ChangeName) =>
  ({ ChangeType, ChangeName, Entity: { Type: 'Experience@1.0', Identifier }, DetailsDocument: details });

async function run(...ChangeSet) {
  const { ChangeSetId } = await client.send(new StartChangeSetCommand({ Catalog, ChangeSet }));
  for (;;) {
    const set = await client.send(new DescribeChangeSetCommand({ Catalog, ChangeSetId }));
    if (set.Status !== 'PREPARING' && set.Status !== 'APPLYING') return set;
    await new Promise(done => setTimeout(done, 50));
  }
}

const isRefusal = async (type, command) => client.send(command).then(() => false, error => error instanceof type);

const here = '$New.Entity.Identifier';
const set = await run(
  change('CreateExperience', { Name: 'By JavaScript' }, undefined, 'New'),
  change('CreateProcurementPolicy', { Name: 'By JavaScript' }, here),
  change('AllowProductProcurement', { Products: [{ Ids: [product] }] }, here),
  change('AssociateAudience', { Principals: [account] }, here),
  change('UpdateExperience', { Status: 'Enabled' }, here));
const EntityId = set.ChangeSet[0].Entity.Identifier.split('@')[0];
const entity = await client.send(new DescribeEntityCommand({ Catalog, EntityId }));

const names = [];
for await (const page of paginateListEntities({ client, pageSize: 1 }, { Catalog, EntityType: 'Experience' }))
  names.push(...page.EntitySummaryList.map(e => e.Name));

console.log(JSON.stringify({
  status: set.Status,
  experience: EntityId,
  modified: set.EndTime,
  details: entity.DetailsDocument,
  names,
  unknown: await isRefusal(ResourceNotFoundException, new DescribeEntityCommand({ Catalog, EntityId: 'exp-aaaaaaaaaaaaa' })),
  malformed: await isRefusal(ValidationException, new StartChangeSetCommand({ Catalog: 'Another', ChangeSet: [] })),
}));
