using System.Collections.Immutable;
using Guildhall.App.Changes;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Accounts;

/// <summary>Something that can be done to ticked accounts.</summary>
/// <param name="Ends">How it is told of one account that it has begun.</param>
public sealed record AccountBulkAct(string Name, string Title, string Ends)
{
    public static AccountBulkAct Move { get; } = new("move", "Move accounts", "being moved");

    public static AccountBulkAct Tag { get; } = new("tag", "Tag accounts", "being tagged");

    public static AccountBulkAct Suspend { get; } = new("suspend", "Suspend accounts", "being suspended");

    public static AccountBulkAct Resume { get; } = new("resume", "Resume accounts", "being resumed");

    public static ImmutableArray<AccountBulkAct> All { get; } = [Move, Tag, Suspend, Resume];

    /// <summary>What its button says.</summary>
    public string Button => Title.Split(' ')[0];

    public static AccountBulkAct? Find(string name) => All.FirstOrDefault(act => act.Name == name);
}

/// <summary>What is asked before it is done.</summary>
public sealed record AccountBulkForm(AccountBulkAct Act, ImmutableArray<AccountView> Accounts)
{
    /// <summary>The list, without ticks.</summary>
    public required string Back { get; init; }

    /// <summary>The list as it was, for whoever does not want it after all.</summary>
    public string Ticked => Ticks.Of(Accounts.Select(a => a.Id)).Fitting.In(Back);

    public SuspendReason? Reason { get; init; }

    /// <summary>The unit or root that they are moved to; empty for none.</summary>
    public string Parent { get; init; } = "";

    /// <summary>The unit whose effect was shown; empty for none.</summary>
    public string Seen { get; init; } = "";

    /// <summary>As they were typed.</summary>
    public string Tags { get; init; } = "";

    /// <summary>The keys that are taken away, as they were typed.</summary>
    public string Untagged { get; init; } = "";

    public TagChange Change => new(KeyValues.Read(KeyValues.Lines(Tags)), KeyValues.Lines(Untagged));

    /// <summary>Where the accounts may be moved: the units of their organization; none when they are of several.</summary>
    public IReadOnlyList<UnitChoice> Units { get; init; } = [];

    /// <summary>What the chosen unit would change; null before one is chosen.</summary>
    public Preview? Effect { get; init; }

    public ImmutableArray<Problem> Problems { get; init; } = [];
}

/// <summary>What became of each account.</summary>
/// <param name="Ends">An account with why nothing was begun for it; null when it was.</param>
public sealed record AccountBulkResult(AccountBulkAct Act, ImmutableArray<(AccountView Account, Problem? Problem)> Ends, string Back);
