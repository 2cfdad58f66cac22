using System.Text.Json;
using Guildhall.Wire.Policies.Patterns;

namespace Guildhall.Wire.Policies.Reading;

/// <summary>Reads the lists of actions and resources.</summary>
internal sealed class PatternListReader(bool variables, PolicyErrors errors)
{
    public Glob[] Action(string path, JsonElement element)
    {
        List<Glob> globs = [];
        foreach (var (inner, text) in errors.Texts(path, element))
        {
            if (IsAction(text))
                globs.Add(Glob.Compile(PatternReader.Read(text, PatternSyntax.Wildcards).Parts, ignoreCase: true));
            else
                errors.Add(inner, $"'{text}' must be '*' or an action such as aws-marketplace:ListEntities");
        }

        return [.. globs];
    }

    public TextPattern[] Resource(string path, JsonElement element)
    {
        List<TextPattern> patterns = [];
        var syntax = variables ? PatternSyntax.Wildcards | PatternSyntax.Variables : PatternSyntax.Wildcards;
        foreach (var (inner, text) in errors.Texts(path, element))
        {
            var (parts, fault) = PatternReader.Read(text, syntax);
            if (fault is not null)
                errors.Add(inner, fault);
            else if (!ArnParts.AreWellFormed(parts))
                errors.Add(inner, $"'{text}' must be '*' or an ARN of six parts, arn:partition:service:region:account:resource");
            else
                patterns.Add(new TextPattern(parts, ignoreCase: false));
        }

        return [.. patterns];
    }

    private static bool IsAction(string text) =>
        text == "*" || (text.Split(':') is [{ Length: > 0 } prefix, { Length: > 0 } name] && prefix.All(IsActionCharacter) && name.All(IsActionCharacter));

    private static bool IsActionCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '*' or '?';
}
