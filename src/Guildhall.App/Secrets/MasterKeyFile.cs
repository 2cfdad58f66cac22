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
    public static Result<MasterKey> Make(string path)
    {
        PrivateFile.MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        PrivateFile.WriteNew(path, MasterKey.Make().ToBase64() + "\n");
        return Read(path);
    }

    private static Problem Refuse(string message) => Problem.Malformed(message, "master-key-file");
}
