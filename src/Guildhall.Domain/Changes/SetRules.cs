using System.Text.RegularExpressions;
using Guildhall.Domain.Products;

namespace Guildhall.Domain.Changes;

/// <summary>What is wrong with a change set whatever the state: answered at once, nothing is stored. private-marketplace.md 2.1 items 4 to 6, 2.1.3.</summary>
public static partial class SetRules
{
    /// <summary>Every problem of the set, each naming its change by place, type and name; empty when the set can be planned.</summary>
    public static IEnumerable<Problem> Check(IReadOnlyList<SentChange> set)
    {
        var creators = set.Where(c => c.ChangeName is not null).ToLookup(c => c.ChangeName!, StringComparer.Ordinal);
        return
        [
            .. set.SelectMany(Details),
            .. set.SelectMany(Names),
            .. set.SelectMany(Identifiers),
            .. set.SelectMany(c => References(c, creators)),
            .. Repeated(set.Where(c => c.ChangeName is not null), c => c.ChangeName!, "another change has the same name.", "ChangeName"),
            .. Repeated(set, c => $"{c.Type.Name} {c.TargetKey}", "another change of the set has this type and entity.", "ChangeType"),
            .. Contradictions(set),
            .. Cycles(set, creators),
        ];
    }

    private static IEnumerable<Problem> Details(SentChange sent) =>
        sent.Change.Validate().Select(p => sent.Malformed(p.Message, p.Member is null ? "Details" : $"Details.{p.Member}"));

    private static IEnumerable<Problem> Names(SentChange sent) => sent.ChangeName is null || NameForm().IsMatch(sent.ChangeName)
        ? []
        : [sent.Malformed("its name must have 1 to 72 letters, digits, hyphens and underscores.", "ChangeName")];

    private static IEnumerable<Problem> Identifiers(SentChange sent) => sent switch
    {
        { Type.Creates: true, Identifier: not null } => [sent.Malformed("it creates its entity and takes no Identifier.", "Entity.Identifier")],
        { Type.Creates: false, Identifier: null } => [sent.Malformed("it needs an Identifier.", "Entity.Identifier")],
        { Identifier: not null, Target: null } => [sent.Malformed("its Identifier is malformed.", "Entity.Identifier")],
        _ => [],
    };

    private static IEnumerable<Problem> References(SentChange sent, ILookup<string, SentChange> byName)
    {
        foreach (var name in sent.References.Where(n => !byName[n].Any(c => c.Type.Creates)))
            yield return sent.Malformed($"no creating change of the set is called {name}.", "Details");
        if (sent.Target is Identifier.Reference target && !byName[target.ChangeName].Any(c => c.Type.Creates && c.Type.Target == sent.Type.Target))
            yield return sent.Malformed($"no change of the set that creates an {sent.Type.Target} is called {target.ChangeName}.", "Entity.Identifier");
    }

    private static IEnumerable<Problem> Repeated(IEnumerable<SentChange> set, Func<SentChange, string> key, string message, string member) =>
        set.GroupBy(key, StringComparer.Ordinal).SelectMany(same => same.Skip(1)).Select(again => again.Malformed(message, member));

    /// <summary>A product that one set puts in more than one place of one experience's policy.</summary>
    private static IEnumerable<Problem> Contradictions(IEnumerable<SentChange> set) =>
        from sent in set
        where sent.Change is ProductChange
        from id in ((ProductChange)sent.Change).NamedIds
        group sent by (sent.TargetKey, id) into same
        where same.DistinctBy(c => c.Type.Name).Count() > 1
        select same.Last().Malformed($"another change of the set decides otherwise about {same.Key.id}.", "Details.Products");

    private static IEnumerable<Problem> Cycles(IReadOnlyList<SentChange> set, ILookup<string, SentChange> byName)
    {
        var waiting = set.ToList();
        while (waiting.RemoveAll(c => !c.AllReferences.Any(n => byName[n].Any(waiting.Contains))) > 0)
        {
        }

        return waiting.Take(1).Select(c => c.Malformed("the references of the set form a cycle.", "Entity.Identifier"));
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,72}\z")]
    private static partial Regex NameForm();
}
