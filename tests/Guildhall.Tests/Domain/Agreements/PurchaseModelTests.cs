using System.Globalization;
using Guildhall.Domain.Governance;

namespace Guildhall.Tests.Domain.Agreements;

/// <summary>
/// Random interleavings of purchases and renewals with all that changes a marketplace (approve, deny, go live or not, archive, reactivate, audiences, accounts that move, trusted access, the
/// catalogue, organizations that were not read): <c>GUILDHALL_LONG=1</c> lives 100,000 of them, <c>GUILDHALL_SEED</c> begins at a seed. private-marketplace.md 5.3, storefront-and-procurement.md B.10.
/// </summary>
public sealed class PurchaseModelTests(ITestOutputHelper output)
{
    private const int Steps = 100;

    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    private static int Stories => LongRun.Asked ? 100_000 : 1_000;

    private static int Seed => Environment.GetEnvironmentVariable("GUILDHALL_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next(1_000_000_000);

    [Fact]
    public void B10_No_purchase_without_a_decision_that_allows_it_at_that_instant_and_every_reason_follows_from_history()
    {
        var seed = Seed;
        output.WriteLine($"seed {seed}, {Stories:N0} stories");
        for (var story = 0; story < Stories; story++)
        {
            var model = new PurchaseModel(seed + story, what => _counts[what] = _counts.GetValueOrDefault(what) + 1);
            for (var step = 0; step < Steps; step++) model.Step();
            model.Check();
        }

        output.WriteLine(string.Join(", ", _counts.Select(c => $"{c.Key} {c.Value:N0}")));
        Assert.All(Enum.GetValues<DecisionReason>(), reason => Assert.True(Count(reason.Decision() == Decision.Allow ? "bought" : "not bought", reason) > 0, $"It did not happen: {reason}"));
        Assert.True(Count("renewed", DecisionReason.ProductAllowed) > 0 && Count("not renewed", DecisionReason.ProductDenied) + Count("not renewed", DecisionReason.ProductNotApproved) > 0, "Too little was renewed.");
    }

    private int Count(string what, DecisionReason reason) => _counts.GetValueOrDefault($"{what} {reason.Word()}");
}
