using System.Collections.Immutable;
using Guildhall.Domain;

namespace Guildhall.App.Changes.Bulk;

/// <summary>An order as it is wished: an act on products in experiences, both by their ids. M-09.</summary>
public sealed record BulkWish(ProductAct Act, IReadOnlyList<string> Experiences, IReadOnlyList<string> Products)
{
    /// <summary>Experiences of one order.</summary>
    public const int MostExperiences = 20;

    /// <summary>Products of one order.</summary>
    public const int MostProducts = 1_000;

    /// <summary>Characters of what is meant to be an id of a product: enough to tell in the report what it was.</summary>
    public const int LongestId = 80;

    /// <summary>What is wrong with it whatever the state is, beside <c>Products</c>, <c>Experiences</c> or <c>Act</c>; empty when nothing is.</summary>
    public ImmutableArray<Problem> Check()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (Act == ProductAct.Unblock) problems.Add(Problem.Malformed("Products are added, removed or denied; blocks are lifted in each experience.", nameof(Act)));
        if (Products.Count == 0) problems.Add(Problem.Malformed("Name at least one product.", nameof(Products)));
        if (Products.Count > MostProducts) problems.Add(Problem.Malformed($"At most {MostProducts:N0} products at one time; these are {Products.Count:N0}. Split them.", nameof(Products)));
        if (Products.FirstOrDefault(p => p.Length is 0 or > LongestId) is not null) problems.Add(Problem.Malformed($"Ids of products have 1 to {LongestId} characters.", nameof(Products)));
        if (Experiences.Count == 0) problems.Add(Problem.Malformed("Name at least one experience.", nameof(Experiences)));
        if (Experiences.Count > MostExperiences) problems.Add(Problem.Malformed($"At most {MostExperiences} experiences at one time.", nameof(Experiences)));
        return problems.ToImmutable();
    }
}
