using System.Text.Json;
using Guildhall.Wire.Policies.Patterns;
using Elements = System.Collections.Generic.Dictionary<string, (string Path, System.Text.Json.JsonElement Value)>;

namespace Guildhall.Wire.Policies.Reading;

/// <summary>Reads the statements of one document.</summary>
internal sealed class StatementReader(PolicyKind kind, bool variables, PolicyErrors errors)
{
    private static readonly HashSet<string> Known =
        ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition", "Principal"];

    private readonly HashSet<string> sids = new(StringComparer.Ordinal);
    private readonly PatternListReader patterns = new(variables, errors);

    private bool NeedsPrincipal => kind is PolicyKind.Resource or PolicyKind.Trust;

    /// <summary>The statement; null when it is so wrong that nothing can be compiled, which is then noted.</summary>
    public Statement? Read(string path, JsonElement element)
    {
        var before = errors.All.Count;
        var members = new Elements(StringComparer.Ordinal);
        foreach (var (inner, name, value) in errors.Members(path, element, StringComparer.Ordinal))
        {
            if (Known.Contains(name))
                members.Add(name, (inner, value));
            else
                errors.Add(inner, "is not an element of a statement");
        }

        if (element.ValueKind != JsonValueKind.Object)
            return null;

        var sid = ReadSid(members);
        var denies = ReadEffect(path, members);
        var actions = ReadOneOf(path, members, "Action", patterns.Action);
        var resources = ReadResources(path, members);
        var principals = ReadPrincipals(path, members);
        var conditions = members.TryGetValue("Condition", out var condition)
            ? new ConditionReader(variables, errors).Read(condition.Path, condition.Value)
            : [];
        return errors.All.Count > before
            ? null
            : new Statement(actions!.Value, resources, conditions) { Label = sid ?? path, Denies = denies, Principals = principals };
    }

    private string? ReadSid(Elements members)
    {
        if (!members.TryGetValue("Sid", out var sid) || errors.Text(sid.Path, sid.Value) is not { } text)
            return null;

        if (!NeedsPrincipal && !text.All(char.IsAsciiLetterOrDigit))
            errors.Add(sid.Path, $"'{text}' may have letters A to Z, a to z and digits only");
        if (text.Length == 0)
            return null;
        if (!sids.Add(text))
            errors.Add(sid.Path, $"'{text}' is the Sid of another statement too");
        return text;
    }

    private bool ReadEffect(string path, Elements members)
    {
        if (!members.TryGetValue("Effect", out var effect))
            errors.Add(path, "needs the element Effect");
        else if (effect.Value.ValueKind != JsonValueKind.String || effect.Value.GetString() is not ("Allow" or "Deny"))
            errors.Add(effect.Path, "must be Allow or Deny");
        else
            return effect.Value.GetString() == "Deny";
        return false;
    }

    private Matching<TextPattern>? ReadResources(string path, Elements members)
    {
        if (kind != PolicyKind.Trust)
            return ReadOneOf(path, members, "Resource", patterns.Resource);
        foreach (var name in (string[])["Resource", "NotResource"])
        {
            if (members.TryGetValue(name, out var member))
                errors.Add(member.Path, "is not allowed in a trust policy");
        }

        return null;
    }

    private Principals? ReadPrincipals(string path, Elements members)
    {
        var present = members.TryGetValue("Principal", out var principal);
        if (present && NeedsPrincipal)
            return new PrincipalReader(errors).Read(principal.Path, principal.Value);
        if (present)
            errors.Add(principal.Path, "is not allowed in a policy that is attached to a caller");
        else if (NeedsPrincipal)
            errors.Add(path, "needs the element Principal");
        return null;
    }

    /// <summary>Reads an element or its negation, of which a statement has exactly one.</summary>
    private Matching<T>? ReadOneOf<T>(string path, Elements members, string name, Func<string, JsonElement, T[]> read)
    {
        var negation = "Not" + name;
        var positive = members.TryGetValue(name, out var member);
        var negated = members.TryGetValue(negation, out var negatedMember);
        if (positive == negated)
        {
            errors.Add(path, positive ? $"has both {name} and {negation}" : $"needs the element {name} or {negation}");
            return null;
        }

        var (inner, value) = positive ? member : negatedMember;
        return new Matching<T>(read(inner, value), negated);
    }
}
