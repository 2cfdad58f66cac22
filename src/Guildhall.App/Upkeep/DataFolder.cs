using Guildhall.Domain;

namespace Guildhall.App.Upkeep;

/// <summary>The folder of one installation: its database, its settings, its lock.</summary>
public sealed class DataFolder
{
    private const string HolderFile = "lock.holder";

    private DataFolder(string path) => Path = path;

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The folder at <paramref name="path"/>, which need not exist yet; nothing is written.</summary>
    public static DataFolder At(string path) => new(System.IO.Path.GetFullPath(path));

    /// <summary>The full path of a file in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder where it is missing, its owner's alone.</summary>
    public void Make() => PrivateFile.MakeFolder(Path);

    /// <summary>
    /// Takes the folder for <paramref name="purpose"/> (the command's name) until the answer is disposed or the process ends, however it ends.
    /// Refused when another process holds it, saying which. Only <c>serve</c>, <c>demo</c>, <c>migrate</c>, <c>restore</c> and <c>master-key rotate</c> take it; all other
    /// commands write beside them as ordinary clients of the database (decisions.md 9, security.md S-69).
    /// </summary>
    public Result<IDisposable> Lock(string purpose)
    {
        Make();
        FileStream held;
        try
        {
            held = new FileStream(File("lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (System.IO.File.Exists(File("lock")))
        {
            return Problem.Conflict("DATA_FOLDER_IN_USE", $"The data folder '{Path}' is in use by {Holder()}.");
        }

        PrivateFile.Write(File(HolderFile), $"guildhall {purpose}, process {Environment.ProcessId}");
        return held;
    }

    // Beside the lock, since a locked file cannot be read.
    private string Holder() => System.IO.File.Exists(File(HolderFile)) ? System.IO.File.ReadAllText(File(HolderFile)) : "another process";
}
