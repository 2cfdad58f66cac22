using Guildhall.App.Store;
using Guildhall.App.Upkeep;
using Guildhall.Domain;

namespace Guildhall.App.Secrets;

/// <summary>The file that holds the master key: 32 bytes as base64, readable by its owner alone. security.md S-14.</summary>
public static class MasterKeyFile
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>
    /// Where the key lies when no setting says otherwise: <c>guildhall/master.key</c> in the user's configuration folder
    /// (<c>$XDG_CONFIG_HOME</c> or <c>~/.config</c>), outside the data folder. Null when the user has no such folder.
    /// </summary>
    public static string? DefaultPath()
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length == 0 ? null : Path.Combine(folder, "guildhall", "master.key");
    }

    /// <summary>Reads the key. Refused, with the path: no such file; group or others may read it; not 32 bytes of base64.</summary>
    public static Result<MasterKey> Read(string path)
    {
        if (!File.Exists(path)) return Refuse($"The master key file '{path}' is missing.");
        if ((File.GetUnixFileMode(path) & Others) is var mode && mode != 0)
            return Refuse($"The master key file '{path}' is open to others ({mode}); it must be its owner's alone (chmod 600).");
        return MasterKey.FindIn(File.ReadAllText(path)) is { } key
            ? key
            : Refuse($"The master key file '{path}' does not hold {MasterKey.Length} bytes in base64.");
    }

    /// <summary>Makes a new key at <paramref name="path"/>, unless another process was faster; reads what is there then.</summary>
    public static Result<MasterKey> Make(string path) => Written(path, () =>
    {
        PrivateFile.MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        PrivateFile.WriteNew(path, MasterKey.Make().ToBase64() + "\n");
    });

    /// <summary>
    /// Makes a new key that waits beside the file, in the place of one that waited in vain. Refused as well when the file cannot be replaced (a file that is
    /// mounted by itself): the key that waits would never take its place.
    /// </summary>
    public static Result<MasterKey> MakeNext(string path) => Written(NextOf(path), () =>
    {
        PrivateFile.Copy(path, path);
        PrivateFile.Write(NextOf(path), MasterKey.Make().ToBase64() + "\n");
    });

    /// <summary>Where the next key waits while the database changes to it.</summary>
    public static string NextOf(string path) => path + ".next";

    /// <summary>
    /// The key that waits beside the file, when that is the one the database was changed to before somebody was cut off: it takes its place. Null when it is not.
    /// </summary>
    public static MasterKey? Settle(string path, Database database)
    {
        if (!File.Exists(NextOf(path)) || Read(NextOf(path)) is not { Refused: false, Value: { } next } || MasterKeyFit.Fit(database, next) is not { Refused: false, Value: { } fitting }) return null;
        Promote(path);
        return fitting;
    }

    /// <summary>Puts the key that waits in the place of the other, in one step.</summary>
    public static void Promote(string path) => File.Move(NextOf(path), path, overwrite: true);

    private static Result<MasterKey> Written(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception prevented) when (prevented is IOException or UnauthorizedAccessException)
        {
            return Refuse($"The master key file '{path}' cannot be put in its place: {prevented.Message}");
        }

        return Read(path);
    }

    private static Problem Refuse(string message) => Problem.Malformed(message, "master-key-file");
}
