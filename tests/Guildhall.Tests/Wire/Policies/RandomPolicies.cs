using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Guildhall.Tests.Wire.Policies;

/// <summary>A request and the policies it meets, drawn from few enough words that statements often match.</summary>
internal sealed record RandomCase(JsonObject[] Policies, string Action, string Resource, Dictionary<string, string[]> Context)
{
    public override string ToString() =>
        $"{new JsonArray([.. Policies.Select(policy => policy.DeepClone())]).ToJsonString()} {Action} {Resource} {string.Join(';', Context.Select(key => $"{key.Key}={string.Join('|', key.Value)}"))}";
}

internal static class RandomPolicies
{
    private const string Entity = "arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/";
    private static readonly string[] Actions = ["aws-marketplace:ListEntities", "aws-marketplace:StartChangeSet", "iam:GetRole"];
    private static readonly string[] ActionPatterns =
        ["*", "aws-marketplace:*", "AWS-marketplace:list*", "aws-marketplace:StartChangeSet", "iam:Get????", "*:*e*S*t*", "sts:*"];

    private static readonly string[] Resources = ["*", Entity + "Experience/exp-1", Entity + "Experience/alice-*", "arn:aws:iam::1:role/a:b"];
    private static readonly string[] ResourcePatterns =
    [
        "*", Entity + "Experience/*", "arn:aws:*:*:*:*exp-?", "arn:aws:aws-marketplace:*:111122223333:AWSMarketplace/Experience/${aws:username}-*",
        "arn:aws:aws-marketplace:*:*:*/${aws:username, 'exp'}-${*}", "arn:aws:iam::1:role/a:b", "arn:aws:iam:*:*:${a:text}*",
    ];

    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["String"] = ["alice", "ALICE", "bob", "al*", "*", "?ob", "${aws:username}", "${a:text}*", "${$}", ""],
        ["Numeric"] = ["1", "2", "10", "-1.5", "2.0"],
        ["Date"] = ["2026-01-01T00:00:00Z", "2026-01-02", "1767225600", "2030-06-01T12:00:00+02:00"],
        ["Bool"] = ["true", "false"],
        ["Ip"] = ["203.0.113.0/24", "203.0.113.7", "0.0.0.0/0", "2001:db8::/33", "203.0.113.4/30"],
        ["Arn"] = ["*", "arn:aws:iam::*:user/al*", "arn:aws:iam::111122223333:user/${aws:username}", "arn:*:*:*:*:*", "arn:aws:iam::1:role/a:*"],
    };

    private static readonly string[] Values =
        ["alice", "Alice", "bob", "al*", "$", "", "1", "2", "10", "2026-01-01T00:00:00Z", "true", "false", "203.0.113.7", "2001:db8::1",
            "arn:aws:iam::111122223333:user/alice", "arn:aws:iam::1:role/a:b"];

    private static readonly string[] Keys = ["aws:username", "a:text", "a:Many"];

    private static readonly (string Family, string Name)[] Operators =
    [
        ("String", "StringEquals"), ("String", "StringNotEquals"), ("String", "StringEqualsIgnoreCase"), ("String", "StringNotEqualsIgnoreCase"),
        ("String", "StringLike"), ("String", "StringNotLike"), ("Numeric", "NumericEquals"), ("Numeric", "NumericNotEquals"),
        ("Numeric", "NumericLessThan"), ("Numeric", "NumericLessThanEquals"), ("Numeric", "NumericGreaterThan"), ("Numeric", "NumericGreaterThanEquals"),
        ("Date", "DateEquals"), ("Date", "DateNotEquals"), ("Date", "DateLessThan"), ("Date", "DateLessThanEquals"), ("Date", "DateGreaterThan"),
        ("Date", "DateGreaterThanEquals"), ("Bool", "Bool"), ("Ip", "IpAddress"), ("Ip", "NotIpAddress"), ("Arn", "ArnEquals"), ("Arn", "ArnNotEquals"),
        ("Arn", "ArnLike"), ("Arn", "ArnNotLike"), ("Bool", "Null"),
    ];

    public static Gen<RandomCase> Cases =>
        from policies in Gen.Choose(0, 3).SelectMany(count => Policy.ArrayOf(count))
        from action in Gen.Elements(Actions)
        from resource in Gen.Elements(Resources)
        from context in Context
        select new RandomCase(policies, action, resource, context);

    private static Gen<JsonObject> Policy =>
        from statements in Gen.Choose(1, 3).SelectMany(count => OneStatement.ArrayOf(count))
        select new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements]) };

    private static Gen<JsonObject> OneStatement =>
        from effect in Gen.Elements("Allow", "Allow", "Deny")
        from action in Element("Action", ActionPatterns)
        from resource in Element("Resource", ResourcePatterns)
        from conditions in Gen.Choose(0, 2).SelectMany(count => OneCondition.ArrayOf(count))
        select new JsonObject
        {
            ["Effect"] = effect,
            [action.Name] = action.Patterns,
            [resource.Name] = resource.Patterns,
            ["Condition"] = new JsonObject(conditions.DistinctBy(condition => condition.Key)),
        };

    private static Gen<KeyValuePair<string, JsonNode?>> OneCondition =>
        from found in Gen.Elements(Operators)
        from prefix in Gen.Elements("", "", "ForAllValues:", "ForAnyValue:")
        from suffix in Gen.Elements("", "", "IfExists")
        from key in Gen.Elements([.. Keys, "A:TEXT"])
        from values in Some(Words[found.Family])
        let name = found.Name == "Null" ? "Null" : prefix + found.Name + suffix
        select KeyValuePair.Create<string, JsonNode?>(name, new JsonObject { [key] = values });

    private static Gen<Dictionary<string, string[]>> Context =>
        from counts in Gen.Elements(0, 1, 1, 2).ArrayOf(Keys.Length)
        from values in Gen.Elements(Values).ArrayOf(2 * Keys.Length)
        select Keys.Select((key, index) => (key, values[(2 * index)..((2 * index) + counts[index])]))
            .Where(pair => pair.Item2.Length > 0)
            .ToDictionary(pair => pair.key, pair => pair.Item2);

    private static Gen<(string Name, JsonNode Patterns)> Element(string name, string[] patterns) =>
        from negated in Gen.Elements(false, false, false, true)
        from some in Some(patterns)
        select (negated ? "Not" + name : name, some);

    /// <summary>One word by itself, or a list.</summary>
    private static Gen<JsonNode> Some(string[] words) =>
        from chosen in Gen.Choose(1, 3).SelectMany(count => Gen.Elements(words).ArrayOf(count))
        from bare in Gen.Elements(true, false)
        select bare ? (JsonNode)chosen[0] : new JsonArray([.. chosen.Select(word => (JsonNode)word)]);
}
