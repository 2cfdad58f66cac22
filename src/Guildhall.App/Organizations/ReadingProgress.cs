using Guildhall.Domain.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>How the tree is found. The letters are those of performance.md 5.</summary>
public enum ReadingPlan
{
    /// <summary>C: all accounts, placed by their paths, and a walk over the OUs.</summary>
    Walk,

    /// <summary>D: all accounts, on OUs that are known.</summary>
    AccountsOnly,

    /// <summary>B: OUs and accounts parent by parent, where AWS gives no paths.</summary>
    ByParent,
}

/// <summary>What is asked next.</summary>
public enum ReadingPhase
{
    Organization,
    Services,
    Delegates,
    Role,
    Accounts,
    Roots,
    Units,
    Check,
    Done,
}

/// <summary>An account as read so far. <paramref name="Parent"/>: the OU, or the root.</summary>
public sealed record ReadAccount(string Name, string? Email, AccountState State, string Parent);

/// <summary>An OU as read so far. <paramref name="Parent"/>: the OU above, or the root.</summary>
public sealed record ReadUnit(string Name, string Parent);

/// <summary>
/// Where a reading stands and what it has found: plain data that can be stored and taken up again after a crash. Nothing of it counts before it is
/// done, because a half-read tree must never govern (performance.md 5).
/// </summary>
public sealed class ReadingProgress
{
    public required DateTimeOffset Started { get; init; }

    public required ReadingPlan Plan { get; set; }

    public ReadingPhase Phase { get; set; }

    /// <summary><c>o-…</c>.</summary>
    public string? Organization { get; set; }

    public string? ManagementAccount { get; set; }

    public bool AllFeatures { get; set; }

    public string? Root { get; set; }

    public bool? TrustedAccess { get; set; }

    public bool? ServiceLinkedRole { get; set; }

    public List<string>? DelegatedAdministrators { get; set; }

    public Dictionary<string, ReadAccount> Accounts { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, ReadUnit> Units { get; init; } = new(StringComparer.Ordinal);

    /// <summary>For each OU that a path named: what holds it.</summary>
    public Dictionary<string, string> Above { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What remains to be walked: the root and OUs, the first being walked now.</summary>
    public Queue<string> Parents { get; init; } = [];

    /// <summary>Whether the accounts of the first parent are read (plan B asks two lists of each).</summary>
    public bool AccountsRead { get; set; }

    /// <summary>Whether the OUs come from a walk of this reading.</summary>
    public bool Walked { get; set; }

    /// <summary>
    /// Whether an operator says that more than half of the accounts may really be gone: then every one of them is asked for by name, however many.
    /// </summary>
    public bool AcceptLoss { get; set; }

    /// <summary>Accounts and OUs that AWS said do not exist any more.</summary>
    public HashSet<string> Gone { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Records that AWS listed and that cannot be the organization's, one sentence each.</summary>
    public SortedSet<string> NeedsReview { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The next page of the list being read.</summary>
    public string? NextToken { get; set; }

    public int Pages { get; set; }

    public int EmptyPages { get; set; }

    /// <summary>How often a list had to be started again because its token had grown old.</summary>
    public int Restarts { get; set; }

    /// <summary>Answers looked up singly, because the tree changed while it was read.</summary>
    public int Repairs { get; set; }

    /// <summary>A new reading: plan D when the OUs were walked lately, else plan C, which becomes plan B when AWS gives no paths.</summary>
    public static ReadingProgress Begin(Organization? known, DateTimeOffset? lastWalk, DateTimeOffset now, ReadingOptions options) => new()
    {
        Started = now,
        Plan = known?.OrganizationId is not null && known.Tree.RootId is not null && lastWalk is { } walk && now - walk < options.WalkEvery
            ? ReadingPlan.AccountsOnly
            : ReadingPlan.Walk,
    };

    /// <summary>Whether saved progress may still be taken up.</summary>
    public bool IsFresh(DateTimeOffset now, ReadingOptions options) => now - Started < options.ProgressLife;
}
