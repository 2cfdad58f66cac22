namespace Guildhall.App.Configuration;

/// <summary>One setting: its name, what a value looks like in words, and how its text changes the settings (null when the text is no such value).</summary>
internal sealed record Setting(string Name, string Form, Func<Settings, string, Settings?> Set)
{
    /// <summary>Set by an environment variable alone, because files and arguments are read by others.</summary>
    public bool EnvironmentOnly { get; init; }

    /// <summary>The name as an environment variable: <c>aws-endpoint</c> is <c>GUILDHALL_AWS_ENDPOINT</c>.</summary>
    public string Variable { get; } = "GUILDHALL_" + string.Concat(Name.Select(Spell));

    private static string Spell(char letter) => letter switch
    {
        '-' or ':' => "_",
        >= 'A' and <= 'Z' => "_" + letter,
        _ => char.ToUpperInvariant(letter).ToString(),
    };
}
