using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Kms;

/// <summary>Keys as calls name them: by id or ARN. Another account's are not there: the simulation has no key policies.</summary>
internal static class KmsKeys
{
    public static KmsKey? Find(JsonCall call, string name) =>
        call.State.Tables.KmsKeys.Find(name[(name.LastIndexOf('/') + 1)..]) is { } key && key.AccountId == call.AccountId && (name == key.Id || name == key.Arn) ? key : null;

    public static string ArnOf(JsonCall call, string name) => name.StartsWith("arn:", StringComparison.Ordinal) ? name : $"arn:aws:kms:us-east-1:{call.AccountId}:key/{name}";

    public static WireError Missing(JsonCall call, string name) => new("NotFoundException", $"Key '{ArnOf(call, name)}' does not exist");
}
