using System.CommandLine;

namespace Guildhall.Server.Cli;

/// <summary>An option that is a setting: <c>--aws-endpoint URL</c> goes before the variable and the file of the same setting.</summary>
internal sealed class SettingOption : Option<string?>
{
    private SettingOption(string setting, string description, string form)
        : base("--" + setting)
    {
        Setting = setting;
        Description = description;
        HelpName = form;
    }

    /// <summary>Addresses to listen on.</summary>
    public static SettingOption Urls { get; } = new("urls", "Addresses to listen on, separated by ';'", "URLS");

    public static SettingOption Database { get; } = new("database", "Where the data is kept", "sqlite|postgres");

    public static SettingOption Connection { get; } = new("connection", "The connection string of PostgreSQL", "STRING");

    public static SettingOption AwsEndpoint { get; } = new("aws-endpoint", "Where AWS is, when not at its own addresses", "URL");

    /// <summary>The name of the setting.</summary>
    public string Setting { get; }

    /// <summary>The settings among what was given, by name.</summary>
    public static IReadOnlyDictionary<string, string> Given(ParseResult given) =>
        given.CommandResult.Command.Options.OfType<SettingOption>()
            .Where(option => given.GetValue(option) is not null)
            .ToDictionary(option => option.Setting, option => given.GetValue(option)!);
}
