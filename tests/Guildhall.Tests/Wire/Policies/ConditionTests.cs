using Guildhall.Wire.Policies;
using Microsoft.Extensions.Primitives;

namespace Guildhall.Tests.Wire.Policies;

/// <summary>What the cases and the oracle leave out.</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData("""{"NumericLessThan":{"a:b":10}}""", "9.5", true)]
    [InlineData("""{"NumericLessThan":{"a:b":"1e1"}}""", "10", false)]
    [InlineData("""{"NumericEquals":{"a:b":"2"}}""", "2.0", true)]
    [InlineData("""{"NumericEquals":{"a:b":"2"}}""", "two", false)]
    [InlineData("""{"NumericNotEquals":{"a:b":"2"}}""", "two", true)]
    [InlineData("""{"DateLessThan":{"a:b":"2026-01-01T00:00:00Z"}}""", "1767225599", true)]
    [InlineData("""{"DateLessThan":{"a:b":1767225600}}""", "2026-01-01T01:00:00+02:00", true)]
    [InlineData("""{"DateEquals":{"a:b":"2026"}}""", "2026-01-01T00:00:00.000Z", true)]
    [InlineData("""{"DateEquals":{"a:b":"2026-01"}}""", "99999999999999999999", false)]
    [InlineData("""{"Bool":{"a:b":true}}""", "TRUE", true)]
    [InlineData("""{"Bool":{"a:b":"false"}}""", "", false)]
    [InlineData("""{"IpAddress":{"a:b":"203.0.113.9/24"}}""", "203.0.113.1", true)]
    [InlineData("""{"IpAddress":{"a:b":"203.0.113.0/25"}}""", "203.0.113.128", false)]
    [InlineData("""{"IpAddress":{"a:b":"203.0.113.7"}}""", "::ffff:203.0.113.7", true)]
    [InlineData("""{"IpAddress":{"a:b":"::/0"}}""", "203.0.113.7", false)]
    [InlineData("""{"NotIpAddress":{"a:b":"203.0.113.0/24"}}""", "not an address", true)]
    [InlineData("""{"ArnEquals":{"a:b":"arn:aws:s3:::bucket*"}}""", "arn:aws:s3:::bucket/a:b", true)]
    [InlineData("""{"ArnLike":{"a:b":"arn:aws:*:bucket"}}""", "arn:aws:s3:::bucket", null)]
    [InlineData("""{"ArnLike":{"a:b":"arn:aws:*:::bucket"}}""", "arn:aws:s3:us-east-1::bucket", false)]
    [InlineData("""{"ArnNotLike":{"a:b":"arn:aws:s3:::*"}}""", "bucket", true)]
    [InlineData("""{"StringLike":{"a:b":"${*}"}}""", "anything", false)]
    [InlineData("""{"StringLike":{"a:b":"${*}${?}${$}"}}""", "*?$", true)]
    [InlineData("""{"StringEquals":{"a:b":"${a:b}"}}""", "itself", true)]
    [InlineData("""{"StringEquals":{"a:b":"${c:d, 'team'}"}}""", "team", true)]
    public void S20_An_operator_holds(string condition, string value, bool? expected)
    {
        if (expected is { } verdict)
            Assert.Equal(verdict, Requests.Holds(condition, ("a:b", value)));
        else
            Assert.IsType<PolicyParse.Refused>(PolicyDocument.Parse(
                $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{{condition}}}}}"""));
    }

    [Fact]
    public void S20_A_value_put_for_a_variable_is_no_pattern() =>
        Assert.False(Requests.Holds("""{"StringLike":{"a:b":"${aws:username}"}}""", ("a:b", "anything"), ("aws:username", "*")));

    [Theory]
    [InlineData("""{"StringNotEquals":{"a:b":"${c:d}"}}""")]
    [InlineData("""{"StringEqualsIfExists":{"a:b":"${c:d}"}}""")]
    [InlineData("""{"ForAllValues:ArnLike":{"a:b":"${c:d}"}}""")]
    [InlineData("""{"StringNotEquals":{"a:b":["x","${c:d}"]}}""")]
    public void S20_A_variable_without_a_value_makes_the_statement_not_match(string condition)
    {
        Assert.False(Requests.Holds(condition));
        Assert.True(Requests.Holds(condition, ("c:d", "arn:aws:iam::1:user/x")));
    }

    [Fact]
    public void S20_The_first_version_of_the_language_has_no_variables()
    {
        const string Old = """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"a:b":"${aws:username}"}}}}""";
        var set = PolicySet.OfIdentity([new NamedPolicy("old", Requests.Document(Old))]);

        Assert.True(set.Evaluate(Requests.ByAlice("iam:GetRole", "*", ("a:b", "${aws:username}"))).IsAllowed);
        Assert.False(set.Evaluate(Requests.ByAlice("iam:GetRole", "*", ("a:b", "alice"), ("aws:username", "alice"))).IsAllowed);
    }

    [Theory]
    [InlineData(Requests.Alice, "arn:aws:iam::111122223333:user/alice")]
    [InlineData(Requests.Session, "arn:aws:iam::111122223333:role/Deployer")]
    public void The_keys_of_the_caller_are_always_there(string principal, string arn)
    {
        var condition = $$$"""{"ArnEquals":{"aws:PrincipalArn":"{{{arn}}}"},"StringEquals":{"aws:principalaccount":"111122223333"}}""";
        var policy = Requests.Policy("p", $$"""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{condition}}}""");

        Assert.True(PolicySet.OfIdentity([policy]).Evaluate(Requests.By(principal, Requests.Account, "iam:GetRole")).IsAllowed);
    }

    [Fact]
    public void A_key_is_computed_only_when_a_statement_that_could_match_asks_for_it()
    {
        var keys = new CountingKeys();
        var policy = Requests.Policy("p", """
            [{"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/team":"blue"}}},
             {"Effect":"Allow","Action":"sts:*","Resource":"*"}]
            """);
        var set = PolicySet.OfIdentity([policy]);

        Assert.True(set.Evaluate(Requests.ByAlice("sts:GetCallerIdentity") with { Context = keys }).IsAllowed);
        Assert.Empty(keys.Asked);
        Assert.True(set.Evaluate(Requests.ByAlice("iam:GetRole") with { Context = keys }).IsAllowed);
        Assert.Equal(["aws:ResourceTag/team"], keys.Asked);
    }

    private sealed class CountingKeys : IConditionKeys
    {
        public List<string> Asked { get; } = [];

        public StringValues Find(string key)
        {
            Asked.Add(key);
            return "blue";
        }
    }
}
