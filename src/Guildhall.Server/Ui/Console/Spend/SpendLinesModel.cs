using System.Collections.Immutable;
using Guildhall.App.Billing.Lines;
using Guildhall.App.Billing.Spend;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>What the page of lines shows.</summary>
/// <param name="Tenant">Whose report; empty while it is to be chosen.</param>
/// <param name="Month">Null while there is no report.</param>
/// <param name="Periods">Organizations and months to choose from.</param>
public sealed record SpendLinesModel(ListQuery Query, string Tenant, BillingMonth? Month, ReportedPeriods Periods)
{
    /// <summary>Lines on the page.</summary>
    public const int Shown = 200;

    /// <summary>Lines in a file.</summary>
    public const int MostInFile = 1_000_000;

    /// <summary>Null while there is nothing to read, or it cannot be read.</summary>
    public LineList? List { get; init; }

    /// <summary>What the chosen experience is called; null when none is, or the organization has no such.</summary>
    public string? Experience { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>What was typed wrongly, by the name of the field.</summary>
    public ImmutableArray<Problem> Wrong { get; init; } = [];

    /// <summary>What accounts of the lines are called, by id.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = ImmutableDictionary<string, string>.Empty;
}
