using System.Text;

namespace Guildhall.App.Upkeep;

/// <summary>Files that are their owner's alone (mode 600), written whole or not at all.</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder and its missing parents; what is made is its owner's alone (mode 700).</summary>
    public static void MakeFolder(string path) => Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);

    /// <summary>Replaces or makes the file in one step: a reader sees the old content or the new, also after a crash.</summary>
    public static void Write(string path, string content) => Replace(path, WriteAside(path, content));

    /// <summary>Makes the file in one step, unless there is one already: then that one stays as it is.</summary>
    public static void WriteNew(string path, string content)
    {
        var aside = WriteAside(path, content);
        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
    }

    /// <summary>Copies a file, durably and in one step; what is at <paramref name="target"/> is replaced.</summary>
    public static void Copy(string source, string target)
    {
        var aside = $"{target}.{Path.GetRandomFileName()}";
        using (var copy = Create(aside))
        using (var from = File.OpenRead(source))
        {
            from.CopyTo(copy);
            copy.Flush(flushToDisk: true);
        }

        Replace(target, aside);
    }

    /// <summary>Opens a new file, its owner's alone, for writing. It must not exist.</summary>
    public static FileStream Create(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });

    private static void Replace(string path, string aside)
    {
        try
        {
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception prevented) when (prevented is IOException or UnauthorizedAccessException)
        {
            File.Delete(aside);
            throw;
        }
    }

    private static string WriteAside(string path, string content)
    {
        var aside = $"{path}.{Path.GetRandomFileName()}";
        using var file = Create(aside);
        file.Write(Encoding.UTF8.GetBytes(content));
        file.Flush(flushToDisk: true);
        return aside;
    }
}
