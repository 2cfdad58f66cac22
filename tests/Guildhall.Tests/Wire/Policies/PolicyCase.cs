using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Access;
using Guildhall.Wire.Policies;
using Microsoft.Extensions.Primitives;

namespace Guildhall.Tests.Wire.Policies;

/// <summary>One of the cases of cases.json, each confirmed by an independent simulator (its origin: data/iam/README.md).</summary>
internal sealed record PolicyCase(string Id, JsonArray Policies, JsonObject Request, string Expect)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static string Text { get; } = File.ReadAllText(Beside("cases.json"));

    public static IReadOnlyDictionary<string, PolicyCase> All { get; } =
        JsonSerializer.Deserialize<PolicyCase[]>(Text, Web)!.ToDictionary(found => found.Id);

    public PolicySet PolicySet => PolicySet.OfIdentity(Policies.Select((policy, index) => Policy(policy!.AsObject(), index)));

    public PolicyRequest PolicyRequest => new()
    {
        PrincipalArn = (string)Request["principal"]!,
        PrincipalAccount = (string)Request["account"]!,
        Action = (string)Request["action"]!,
        Resource = (string)Request["resource"]!,
        Context = new ConditionKeys(Request["context"]!.AsObject().Select(key => KeyValuePair.Create(key.Key, Values(key.Value!)))),
    };

    private static NamedPolicy Policy(JsonObject policy, int index)
    {
        if (policy["managed"] is { } name)
            return new NamedPolicy((string)name!, BuiltInPolicies.Find((string)name!)!.Document);
        return new NamedPolicy($"policy-{index}", Assert.IsType<PolicyParse.Accepted>(PolicyDocument.Parse(policy.ToJsonString())).Document);
    }

    private static StringValues Values(JsonNode node) =>
        node is JsonArray list ? new StringValues([.. list.Select(item => (string?)item)]) : new StringValues((string?)node);

    private static string Beside(string file, [CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(thisFile)!, file);
}
