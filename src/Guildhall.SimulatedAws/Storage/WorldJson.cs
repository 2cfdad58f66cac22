using System.Text.Json.Serialization;
using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Storage;

/// <summary>How records are written in the data file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(Organization))]
[JsonSerializable(typeof(OrganizationalUnit))]
[JsonSerializable(typeof(AccountCreation))]
[JsonSerializable(typeof(Handshake))]
[JsonSerializable(typeof(ResourceTags))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(Role))]
[JsonSerializable(typeof(RoleDeletion))]
[JsonSerializable(typeof(AccessKey))]
[JsonSerializable(typeof(RoleSession))]
[JsonSerializable(typeof(Bucket))]
[JsonSerializable(typeof(StoredObject))]
[JsonSerializable(typeof(ReportDefinition))]
[JsonSerializable(typeof(RegionChoice))]
[JsonSerializable(typeof(OwnPolicy))]
[JsonSerializable(typeof(ControlPolicy))]
[JsonSerializable(typeof(Attachments))]
[JsonSerializable(typeof(KmsKey))]
[JsonSerializable(typeof(ReportDelivery))]
[JsonSerializable(typeof(MarketplaceSubscription))]
[JsonSerializable(typeof(BillCharge))]
[JsonSerializable(typeof(FormerMembership))]
[JsonSerializable(typeof(Settings))]
[JsonSerializable(typeof(Memo))]
internal sealed partial class WorldJson : JsonSerializerContext;
