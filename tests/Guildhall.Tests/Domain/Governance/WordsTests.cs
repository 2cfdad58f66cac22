using Guildhall.Domain.Governance;

namespace Guildhall.Tests.Domain.Governance;

public sealed class WordsTests
{
    [Fact]
    public void Every_reason_and_outcome_has_its_name_as_its_word()
    {
        Assert.All(Enum.GetValues<DecisionReason>(), r => Assert.Equal(Upper(r.ToString()), r.Word()));
        Assert.All(Enum.GetValues<NodeOutcome>(), o => Assert.Equal(Upper(o.ToString()), o.Word()));
    }

    [Fact]
    public void Exactly_four_reasons_allow() => Assert.Equal(
        [DecisionReason.NotGoverned, DecisionReason.NoPolicy, DecisionReason.ProductAllowed, DecisionReason.AlwaysEntitled],
        Enum.GetValues<DecisionReason>().Where(r => r.Decision() == Decision.Allow));

    private static string Upper(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? "_" + c : char.ToUpperInvariant(c).ToString()));
}
