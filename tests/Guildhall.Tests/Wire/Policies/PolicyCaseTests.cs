namespace Guildhall.Tests.Wire.Policies;

public sealed class PolicyCaseTests
{
    private const int Count = 98;

    public static TheoryData<string> Ids => [.. PolicyCase.All.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void S20_The_verdict_is_that_of_the_independent_simulator(string id)
    {
        var found = PolicyCase.All[id];

        Assert.Equal(found.Expect, found.PolicySet.Evaluate(found.PolicyRequest).Verdict.ToString());
    }

    [Fact]
    public void S20_All_cases_are_here()
    {
        Assert.Equal(Count, PolicyCase.All.Count);
        TestContext.Current.TestOutputHelper?.WriteLine($"IAM policy cases: {PolicyCase.All.Count}");
    }

    [Fact]
    public void The_cases_are_those_of_the_test_data() =>
        Assert.Equal(File.ReadAllText(TestData.Find("iam/cases.json")), PolicyCase.Text);
}
