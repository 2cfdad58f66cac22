namespace Guildhall.Domain.Changes;

/// <summary>
/// One change of a change set: the record's members are its details document, the record itself is its handler. Each change type is one such
/// record in one file and one line in <see cref="ChangeTypes"/>. private-marketplace.md 4.
/// </summary>
public abstract record Change
{
    /// <summary>What is wrong with the details whatever the state: limits, patterns, duplicates. Answered at once, nothing is stored (4.13).</summary>
    public virtual IEnumerable<Problem> Validate() => [];

    /// <summary>What the present state refuses; every reason, not just the first. They end up in <c>ErrorDetailList</c>.</summary>
    public abstract IEnumerable<Problem> Check(Workspace workspace, EntityId target);

    /// <summary>Carries the change out. Called only when <see cref="Check"/> found nothing.</summary>
    public abstract void Apply(Workspace workspace, EntityId target);
}

/// <summary>A change that makes its target: it has no <c>Identifier</c>, its id is minted before the run.</summary>
public interface ICreates;
