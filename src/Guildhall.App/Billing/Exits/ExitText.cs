using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Billing.Prices;
using Guildhall.Domain;
using Guildhall.Domain.Billing.Exits;

namespace Guildhall.App.Billing.Exits;

/// <summary>Whose payments are to end.</summary>
public enum ExitWhose
{
    /// <summary>Everybody's, also of accounts that begin to pay later.</summary>
    All,

    /// <summary>Those of the accounts that pay when it is planned.</summary>
    Paying,

    /// <summary>Those of the accounts that pay when it is planned, and may not buy it then.</summary>
    NotApproved,
}

/// <summary>The words of plans in documents and commands: <c>notApproved</c>.</summary>
public static class ExitWords
{
    public static ImmutableSortedDictionary<string, ExitWhose> Whose { get; } = PriceWords.Words<ExitWhose>();

    public static ImmutableSortedDictionary<string, ExitState> States { get; } = PriceWords.Words<ExitState>();
}

/// <summary>A plan of an exit as somebody wants it.</summary>
/// <param name="Organization">Null where there is no choice.</param>
/// <param name="Product">Its id, or the report's product code.</param>
public sealed record ExitDraft(string? Organization, string Product, ExitWhose Whose, ExitPlan Plan);

/// <summary>A plan of an exit as it is typed: on a page, in a command, in a document. What is null stays as it is when a plan is changed.</summary>
public sealed record ExitText
{
    public string? Organization { get; init; }

    public string? Product { get; init; }

    /// <summary>One of <see cref="ExitWords.Whose"/>.</summary>
    public string? Whose { get; init; }

    /// <summary>As in <c>2027-03-31</c>.</summary>
    public string? GoneBy { get; init; }

    public string? Note { get; init; }

    /// <summary>One of <see cref="ExitWords.States"/>.</summary>
    public string? State { get; init; }

    /// <summary>The state that a word names; null for none. Refused: another word.</summary>
    public static Result<ExitState?> StateOf(string? word)
    {
        var wrong = new List<Problem>();
        var state = Word(word, ExitWords.States, default, nameof(State), wrong);
        return wrong.Count > 0 ? wrong.ToImmutableArray() : word is null ? (ExitState?)null : state;
    }

    /// <summary>A new plan. Refused: everything that is wrong, by the member's name.</summary>
    /// <param name="today">UTC.</param>
    public Result<ExitDraft> Read(DateOnly today)
    {
        var wrong = new List<Problem>();
        if (string.IsNullOrWhiteSpace(Product) || Product.Length > 256) wrong.Add(Problem.Malformed("Say which product: its id, or its code in the bill.", nameof(Product)));
        if (State is not null) wrong.Add(Problem.Malformed("A new plan is planned: leave its state out.", nameof(State)));
        var whose = Word(Whose, ExitWords.Whose, ExitWhose.All, nameof(Whose), wrong);
        var plan = PlanOf(null, today, wrong);
        return wrong.Count == 0 ? new ExitDraft(string.IsNullOrWhiteSpace(Organization) ? null : Organization.Trim(), Product!.Trim(), whose, plan) : wrong.ToImmutableArray();
    }

    /// <summary>What a plan becomes, and how it stands then. Refused: everything that is wrong, by the member's name.</summary>
    public Result<(ExitPlan Plan, ExitState State)> Change(ExitPlan before, DateOnly today)
    {
        var wrong = new List<Problem>();
        if ((Product ?? Organization ?? Whose) is not null) wrong.Add(Problem.Malformed("Which product a plan is about, and whose payments, stays as it is: cancel it and make another one.", nameof(Product)));
        var state = Word(State, ExitWords.States, ExitState.Planned, nameof(State), wrong);
        var plan = PlanOf(before, today, wrong);
        return wrong.Count == 0 ? (plan, state) : wrong.ToImmutableArray();
    }

    private ExitPlan PlanOf(ExitPlan? before, DateOnly today, List<Problem> wrong)
    {
        var day = before?.GoneBy ?? default;
        var read = GoneBy is null && before is not null || DateOnly.TryParseExact(GoneBy?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        if (!read) wrong.Add(Problem.Malformed("A day such as 2027-03-31.", nameof(GoneBy)));
        var plan = new ExitPlan(day, Note?.Trim().ReplaceLineEndings("\n") ?? before?.Note ?? "");
        wrong.AddRange(plan.Faults(today, before?.GoneBy).Where(f => read || f.Member != nameof(GoneBy)));
        return plan;
    }

    private static T Word<T>(string? typed, ImmutableSortedDictionary<string, T> words, T none, string member, List<Problem> wrong)
        where T : struct, Enum
    {
        if (typed is null) return none;
        if (words.TryGetValue(typed.Trim(), out var value)) return value;
        wrong.Add(Problem.Malformed($"One of {string.Join(", ", words.OrderBy(w => w.Value).Select(w => w.Key))}.", member));
        return none;
    }
}
