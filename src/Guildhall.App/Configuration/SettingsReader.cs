using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.App.Upkeep;
using Guildhall.Domain;

namespace Guildhall.App.Configuration;

/// <summary>
/// Reads the settings: first <c>guildhall.json</c> in the data folder, then <c>GUILDHALL_…</c> variables, then arguments; what comes later wins.
/// Anything unknown or of the wrong form is refused, one problem each, naming the setting. security.md F-75.
/// </summary>
public static class SettingsReader
{
    /// <param name="folder">The data folder; it need not exist.</param>
    /// <param name="environment">All environment variables; those without our prefix are ignored.</param>
    /// <param name="arguments">Settings given on the command line, by name without dashes.</param>
    public static Result<Settings> Read(
        DataFolder folder, IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, string> arguments)
    {
        var file = SettingsFile.Read(folder.File(SettingsFile.Name));
        if (file.Refused) return file.Problems;

        var reading = new Reading();
        foreach (var (name, text) in file.Value)
            reading.Take(name, $"{SettingsFile.Name}: {name}", Find(setting => setting.Name == name && !setting.EnvironmentOnly), text);
        foreach (var (name, text) in environment.Where(IsOurs).OrderBy(variable => variable.Key, StringComparer.Ordinal))
            reading.Take(name, name, Find(setting => setting.Variable == name), text);
        foreach (var (name, text) in arguments)
            reading.Take(name, "--" + name, Find(setting => setting.Name == name && !setting.EnvironmentOnly), text);
        return reading.End();
    }

    private static Setting? Find(Func<Setting, bool> is_) => SettingNames.All.FirstOrDefault(is_);

    private static bool IsOurs(KeyValuePair<string, string> variable) =>
        variable.Key.StartsWith("GUILDHALL_", StringComparison.Ordinal) && !SettingNames.OtherVariables.Contains(variable.Key);

    private sealed class Reading
    {
        private readonly ImmutableArray<Problem>.Builder _problems = ImmutableArray.CreateBuilder<Problem>();
        private Settings _settings = new();

        public void Take(string name, string source, Setting? setting, string text)
        {
            if (setting is null) _problems.Add(Problem.Malformed($"{source}: there is no such setting.", name));
            else if (setting.Set(_settings, text) is { } settings) _settings = settings;
            else _problems.Add(Problem.Malformed($"{source}: the value is not {setting.Form}.", setting.Name));
        }

        public Result<Settings> End()
        {
            if (_settings is { Database: DatabaseKind.Postgres, Connection: null })
                _problems.Add(Problem.Malformed("connection: missing, and database is postgres.", "connection"));
            if (_settings.Provider is { Issuer: null, IsEmpty: false } or { Issuer: not null, ClientId: null })
                _problems.Add(Problem.Malformed("oidc:issuer and oidc:client-id: an identity provider needs both.", "oidc:issuer"));
            if (_settings.Mail.Fault is { } fault) _problems.Add(fault);
            if (_settings is { MasterKeyKms: not null, MasterKeyFile: not null } or { MasterKeyKms: not null, MasterKey: not null })
                _problems.Add(Problem.Malformed("master-key-kms: the master key is named in another way too; leave one.", "master-key-kms"));
            return _problems.Count == 0 ? _settings : _problems.ToImmutable();
        }
    }
}
