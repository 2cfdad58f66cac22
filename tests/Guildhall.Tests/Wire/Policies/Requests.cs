using Guildhall.Wire.Policies;
using Microsoft.Extensions.Primitives;

namespace Guildhall.Tests.Wire.Policies;

/// <summary>The requests and policies that the tests of the evaluator speak of.</summary>
internal static class Requests
{
    public const string Account = "111122223333";
    public const string OtherAccount = "444455556666";
    public const string Alice = "arn:aws:iam::111122223333:user/alice";
    public const string Session = "arn:aws:sts::111122223333:assumed-role/Deployer/build-7";
    private const string Entities = $"arn:aws:aws-marketplace:us-east-1:{Account}:AWSMarketplace/";

    public static PolicyRequest By(string principal, string account, string action, string resource = "*", params (string Key, string Value)[] keys) => new()
    {
        PrincipalArn = principal,
        PrincipalAccount = account,
        Action = action,
        Resource = resource,
        Context = new ConditionKeys(keys.Select(key => KeyValuePair.Create(key.Key, new StringValues(key.Value)))),
    };

    public static PolicyRequest ByAlice(string action, string resource = "*", params (string Key, string Value)[] keys) =>
        By(Alice, Account, action, resource, keys);

    /// <summary>Alice starts a change set with one change of that type on an entity such as <c>Experience/exp-1</c>.</summary>
    public static PolicyRequest Change(string type, string entity) =>
        ByAlice("aws-marketplace:StartChangeSet", Entities + entity, ("catalog:ChangeType", type));

    public static PolicyDocument Document(string json, PolicyKind kind = PolicyKind.Identity) =>
        Assert.IsType<PolicyParse.Accepted>(PolicyDocument.Parse(json, kind)).Document;

    public static NamedPolicy Policy(string name, string statement, PolicyKind kind = PolicyKind.Identity) =>
        new(name, Document($$"""{"Version":"2012-10-17","Statement":{{statement}}}""", kind));

    /// <summary>What one statement says of Alice's <c>aws-marketplace:ListEntities</c> under a condition and with keys.</summary>
    public static bool Holds(string condition, params (string Key, string Value)[] keys) => PolicySet
        .OfIdentity([Policy("p", $$"""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{condition}}}""")])
        .Evaluate(ByAlice("aws-marketplace:ListEntities", "*", keys)).IsAllowed;
}
