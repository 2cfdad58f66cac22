using System.CommandLine;
using Guildhall.App;
using Guildhall.App.Cloud.Keys;
using Guildhall.App.Configuration;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Upkeep;
using Guildhall.Domain;
using Guildhall.Server.Hosting;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall master-key show|rotate</c>: which key protects the secrets of the database, and another one in its place. security.md S-14, S-17.</summary>
internal static class MasterKeyCommands
{
    private const string NextVariable = "GUILDHALL_MASTER_KEY_NEXT";

    private static readonly Option<string?> Kms = new("--kms-key") { Description = "Have KMS keep the new key: the ARN of a KMS key or alias", HelpName = "ARN" };
    private static readonly Option<string?> Target = new("--file") { Description = "Keep the new key in this file, which must not exist", HelpName = "PATH" };

    public static Command Show() => new("show", "Where the master key is, its version, and how many secrets it seals") { SettingOption.Database, SettingOption.Connection, SettingOption.AwsEndpoint };

    public static Command Rotate() => new("rotate", "Seal all secrets with a new master key, in the same place or another one; no server may run") { Kms, Target, SettingOption.Database, SettingOption.Connection, SettingOption.AwsEndpoint };

    public static Task<int> ShowAsync(Call call, CancellationToken cancellation) => WithKeyAsync(call, alone: false, (opened, _) =>
    {
        var (standing, version) = (MasterKeyRotation.StandingOf(opened.Database, opened.Key), opened.Key.Version.ToString());
        var answer = new { source = opened.Source.Name, version, since = standing.Since, secrets = standing.Secrets, others = standing.Others };
        return Task.FromResult(call.Done(answer, $"Master key {version} ({answer.source}) seals {answer.secrets} secrets; {answer.others} are sealed with another key and cannot be read."));
    }, cancellation);

    public static async Task<int> RotateAsync(Call call, CancellationToken cancellation)
    {
        var held = call.Folder.Lock("master-key rotate");
        if (held.Refused) return call.Refused(held.Problems);
        using var folder = held.Value;
        return await WithKeyAsync(call, alone: true, RunAsync, cancellation);

        async Task<int> RunAsync(Opened opened, KmsMasterKeys kms)
        {
            var place = PlaceOf(call, opened.Source);
            if (place.Refused) return call.Refused(place.Problems);
            var next = await MakeAsync(opened.Source, place.Value, kms, cancellation);
            if (next.Refused) return call.Refused(next.Problems);
            Fault.Point("master-key.made");
            var rotated = await MasterKeyRotation.RunAsync(opened.Database, opened.Key, next.Value, TimeProvider.System.GetUtcNow());
            if (rotated.Refused) return call.Refused(rotated.Problems);
            Fault.Point("master-key.rotated");
            if (place.Value is MasterKeySource.InFile same && place.Value == opened.Source) MasterKeyFile.Promote(same.Path);
            var answer = new { source = place.Value.Name, version = next.Value.Key.Version.ToString(), former = opened.Key.Version.ToString(), secrets = rotated.Value };
            return call.Done(answer, $"{answer.secrets} secrets are sealed with master key {answer.version} ({answer.source}). {After(opened.Source, place.Value)}");
        }
    }

    /// <param name="alone">Whether the data folder is held, so that this command migrates.</param>
    private static async Task<int> WithKeyAsync(Call call, bool alone, Func<Opened, KmsMasterKeys, Task<int>> command, CancellationToken cancellation)
    {
        var settings = call.Settings();
        if (settings.Refused) return call.Refused(settings.Problems);
        var source = MasterKeySource.Of(settings.Value, call.Folder);
        if (source.Refused) return call.Refused(source.Problems);
        if (source.Value.Prepare() is { } missing) return call.Refused([missing]);
        if (alone) await Migration.RunAsync(settings.Value, call.Folder, cancellation);
        else if (await Migration.BesideAsync(settings.Value, call.Folder, TimeProvider.System, cancellation) is { } behind) return call.Refused([behind]);
        var (database, kms) = (settings.Value.Open(call.Folder), OwnIdentity.Keys(Beside.OfDemo(settings.Value, call), call.Environment));
        var key = await source.Value.OpenAsync(database, kms, cancellation);
        return key.Refused ? call.Refused(key.Problems) : await command(new Opened(source.Value, key.Value, database), kms);
    }

    /// <summary>Where the new key is to be.</summary>
    private static Result<MasterKeySource> PlaceOf(Call call, MasterKeySource source)
    {
        var (arn, path) = (call.Given.GetValue(Kms), call.Given.GetValue(Target));
        if (arn is not null && path is not null) return Problem.Malformed("Give --kms-key or --file, not both.");
        if (arn is not null) return KmsKeyName.Find(arn) is { } name ? new MasterKeySource.InKms(name) : Problem.Malformed("--kms-key: the value is not the ARN of a KMS key or alias of the commercial regions.");
        if (path is not null) return File.Exists(path) ? Problem.Malformed($"The file '{path}' exists; it is not overwritten.") : new MasterKeySource.InFile(Path.GetFullPath(path), MayMake: false);
        return source switch
        {
            MasterKeySource.InFile or MasterKeySource.InKms => source,
            _ when call.Environment.GetValueOrDefault(NextVariable) is { } text && MasterKey.FindIn(text) is { } next => new MasterKeySource.Given(next),
            _ => Problem.Malformed($"The master key comes from $GUILDHALL_MASTER_KEY: give the new one, 32 bytes in base64, in ${NextVariable}, or give --file or --kms-key."),
        };
    }

    /// <summary>The new key, kept before anything is sealed with it.</summary>
    private static async Task<Result<NextMasterKey>> MakeAsync(MasterKeySource before, MasterKeySource place, KmsMasterKeys kms, CancellationToken cancellation)
    {
        if (place is MasterKeySource.Given given) return new NextMasterKey(given.Key);
        if (place is MasterKeySource.InKms named) return await kms.MakeAsync(named.Key, cancellation);
        var path = ((MasterKeySource.InFile)place).Path;
        var written = place == before ? MasterKeyFile.MakeNext(path) : MasterKeyFile.Make(path);
        return written.Refused ? written.Problems : new NextMasterKey(written.Value);
    }

    private static string After(MasterKeySource before, MasterKeySource after) => (before, after) switch
    {
        (MasterKeySource.InFile, MasterKeySource.InFile) when before == after => "Copy the file to a safe place; the former key opens backups that were made before now.",
        (MasterKeySource.InKms, MasterKeySource.InKms now) when before == after => $"Nothing is to be set; {now.Key} keeps it.",
        (_, MasterKeySource.InKms now) => $"Set master-key-kms to {now.Key} and take master-key-file and $GUILDHALL_MASTER_KEY away. Keep the former key as long as backups that were made before now.",
        (_, MasterKeySource.InFile now) => $"Set master-key-file to {now.Path} and take the other settings of the master key away. Keep the former key as long as backups that were made before now.",
        _ => $"Put the value of ${NextVariable} into $GUILDHALL_MASTER_KEY. Keep the former key as long as backups that were made before now.",
    };

    private sealed record Opened(MasterKeySource Source, MasterKey Key, Database Database);
}
