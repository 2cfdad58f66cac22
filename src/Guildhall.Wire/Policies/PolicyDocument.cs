using Guildhall.Wire.Policies.Reading;

namespace Guildhall.Wire.Policies;

/// <summary>A parsed and compiled policy. Immutable; any number of threads may evaluate it.</summary>
public sealed class PolicyDocument
{
    private readonly Statement[] denying;
    private readonly Statement[] allowing;

    internal PolicyDocument(PolicyKind kind, IReadOnlyCollection<Statement> statements)
    {
        Kind = kind;
        denying = [.. statements.Where(statement => statement.Denies)];
        allowing = [.. statements.Where(statement => !statement.Denies)];
    }

    /// <summary>What the document was read as.</summary>
    public PolicyKind Kind { get; }

    /// <summary>Reads a policy.</summary>
    /// <param name="json">The document's text.</param>
    /// <param name="kind">What it is for.</param>
    /// <returns>The document, or everything that is wrong with it (security.md 4.1).</returns>
    public static PolicyParse Parse(string json, PolicyKind kind = PolicyKind.Identity) => PolicyReader.Read(json, kind);

    /// <summary>Reads a policy that was accepted once. One that no longer parses denies everything (security.md 4.1).</summary>
    public static PolicyDocument FromStored(string json, PolicyKind kind = PolicyKind.Identity) =>
        Parse(json, kind) is PolicyParse.Accepted accepted ? accepted.Document : DenyAll.Document(kind);

    /// <summary>What the document alone says of a request.</summary>
    internal Finding Find(in PolicyRequest request)
    {
        foreach (var statement in denying)
        {
            if (statement.Match(request) != PrincipalMatch.None)
                return new Finding(Verdict.ExplicitDeny, PrincipalMatch.Direct, statement);
        }

        var finding = default(Finding);
        foreach (var statement in allowing)
        {
            var match = statement.Match(request);
            if (match == PrincipalMatch.Direct)
                return new Finding(Verdict.Allow, match, statement);
            if (match == PrincipalMatch.Account && finding.Statement is null)
                finding = new Finding(Verdict.Allow, match, statement);
        }

        return finding;
    }
}

/// <summary>What a document says of a request; the default says nothing, an implicit deny.</summary>
internal readonly record struct Finding(Verdict Verdict, PrincipalMatch By, Statement? Statement);
