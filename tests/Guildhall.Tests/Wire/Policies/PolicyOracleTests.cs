using FsCheck;
using FsCheck.Fluent;
using Guildhall.Wire.Policies;
using Microsoft.Extensions.Primitives;

namespace Guildhall.Tests.Wire.Policies;

public sealed class PolicyOracleTests
{
    private const int Cases = 10_000;

    [Fact]
    public void S20_Random_policies_and_requests_get_the_verdict_of_a_slow_obvious_evaluator()
    {
        var verdicts = new Dictionary<Verdict, int>();
        var property = Prop.ForAll(RandomPolicies.Cases.ToArbitrary(), found =>
        {
            var request = new PolicyRequest
            {
                PrincipalArn = "arn:aws:iam::111122223333:user/alice",
                PrincipalAccount = "111122223333",
                Action = found.Action,
                Resource = found.Resource,
                Context = new ConditionKeys(found.Context.Select(key => KeyValuePair.Create(key.Key, new StringValues(key.Value)))),
            };
            var expected = new PolicyOracle(request, found.Context).Evaluate(found.Policies);
            verdicts[expected] = verdicts.GetValueOrDefault(expected) + 1;
            return Parse(found).Evaluate(request).Verdict == expected;
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), property);

        // Were one verdict rare, the agreement would say little.
        Assert.All(Enum.GetValues<Verdict>(), verdict => Assert.InRange(verdicts.GetValueOrDefault(verdict), Cases / 20, Cases));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", verdicts.Select(verdict => $"{verdict.Key}: {verdict.Value}")));
    }

    private static PolicySet Parse(RandomCase found) => PolicySet.OfIdentity(found.Policies.Select((policy, index) => new NamedPolicy(
        $"policy-{index}",
        Assert.IsType<PolicyParse.Accepted>(PolicyDocument.Parse(policy.ToJsonString())).Document)));
}
