using Guildhall.App.Cloud.Keys;
using Guildhall.App.Configuration;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Upkeep;
using Guildhall.Domain;

namespace Guildhall.Server.Hosting;

/// <summary>Where the master key comes from, as the settings have it. security.md S-14.</summary>
internal abstract record MasterKeySource
{
    private MasterKeySource()
    {
    }

    /// <summary>In one word or more.</summary>
    public abstract string Name { get; }

    /// <summary>From the environment.</summary>
    public sealed record Given(MasterKey Key) : MasterKeySource
    {
        public override string Name => "environment";
    }

    /// <param name="MayMake">Whether it is made at the first start.</param>
    public sealed record InFile(string Path, bool MayMake) : MasterKeySource
    {
        public override string Name => $"file {Path}";
    }

    public sealed record InKms(KmsKeyName Key) : MasterKeySource
    {
        public override string Name => $"KMS key {Key}";
    }

    /// <summary>KMS, the setting's key, the setting's file, or the demo's key in <c>DIR/keys</c> when there is one; otherwise the default file.</summary>
    public static Result<MasterKeySource> Of(Settings settings, DataFolder folder)
    {
        if (settings.MasterKeyKms is { } name) return new InKms(name);
        if (settings.MasterKey is { } key) return new Given(key);
        if (settings.MasterKeyFile is { } file) return new InFile(file, MayMake: false);
        if (File.Exists(Opening.DemoKeyFile(folder))) return new InFile(Opening.DemoKeyFile(folder), MayMake: false);
        return MasterKeyFile.DefaultPath() is { } path
            ? new InFile(path, MayMake: true)
            : Problem.Malformed("There is no folder for the master key; set master-key-file.", "master-key-file");
    }

    /// <summary>Makes the key's file at the first start. The problem when it is missing, open to others, or no key; nothing of the database is asked.</summary>
    public Problem? Prepare() => this is InFile file && Read(file) is { Refused: true } read ? read.Problems[0] : null;

    /// <summary>The key as the database uses it. Refused: it is another one, KMS does not give it.</summary>
    public async Task<Result<MasterKey>> OpenAsync(Database database, KmsMasterKeys kms, CancellationToken cancellation)
    {
        if (this is InFile file) return Open(file, database);
        var key = this is InKms named ? await kms.OpenAsync(database, named.Key, cancellation) : ((Given)this).Key;
        return key.Refused ? key.Problems : MasterKeyFit.Fit(database, key.Value);
    }

    /// <summary>The same of a file alone. A change of the key that was cut off before the file was replaced is ended.</summary>
    public static Result<MasterKey> Open(InFile file, Database database)
    {
        var key = Read(file);
        if (key.Refused) return key.Problems;
        var fitting = MasterKeyFit.Fit(database, key.Value);
        return fitting.Refused && MasterKeyFile.Settle(file.Path, database) is { } settled ? settled : fitting;
    }

    private static Result<MasterKey> Read(InFile file) => file.MayMake && !File.Exists(file.Path) ? MasterKeyFile.Make(file.Path) : MasterKeyFile.Read(file.Path);
}
