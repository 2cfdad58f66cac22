using Guildhall.Domain.Experiences;

namespace Guildhall.Domain.Products;

/// <summary>Refusals that several policy changes share. Codes: private-marketplace.md 4.</summary>
internal static class PolicyProblems
{
    /// <summary>Ids in one message: the wire's texts have at most 2,048 characters (private-marketplace.md 1.2).</summary>
    private const int IdsPerMessage = 25;

    public static Problem NoPolicy(Experience experience) =>
        Problem.NotFound($"{experience.Id} has no procurement policy; create it first.");

    public static Problem Full(Experience experience) =>
        Problem.Limit($"The policy of {experience.Id} would have more than {ProcurementPolicy.Limit:N0} products.");

    /// <summary>Every id is named, in as many problems as their number needs; private products are not told from absent ones (M-20).</summary>
    public static IEnumerable<Problem> Unknown(IEnumerable<ProductId> ids, AccountId account) =>
        Each("PRODUCT_NOT_FOUND", ids, $"The catalogue has no product, or none that is offered to account {account}, with the id");

    public static IEnumerable<Problem> AlwaysEntitled(IEnumerable<ProductId> ids) =>
        Each("PRODUCT_ALREADY_ALLOWED", ids, "Always entitled, so that nothing can be approved or denied:");

    /// <summary>M-21: says whom to ask.</summary>
    public static IEnumerable<Problem> Private(IEnumerable<ProductId> ids) => ids.Chunk(IdsPerMessage).Select(some =>
        Problem.Forbidden($"Private products are taken out by a MarketplaceManager only; ask the operator of this Guildhall about {Names(some)}."));

    private static IEnumerable<Problem> Each(string code, IEnumerable<ProductId> ids, string text) =>
        ids.Chunk(IdsPerMessage).Select(some => Problem.Conflict(code, $"{text} {Names(some)}."));

    private static string Names(IEnumerable<ProductId> ids) => string.Join(", ", ids);
}
